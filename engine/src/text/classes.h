// A stretch of folded text, sixteen code points at a time: its bytes and, bit by bit, which of them are letters, digits and neither.
// Private to the automaton.
#pragma once

#include "text/folded.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace chouma::text {

/// Bit i: code point i has a property.
template <std::size_t size>
class Bits {
 public:
  std::uint64_t& word(std::size_t i) { return words_[i]; }
  /// Bits [at, at + 64).
  std::uint64_t from(std::size_t at) const {
    const std::uint64_t low = words_[at / 64] >> at % 64;
    return at % 64 == 0 ? low : low | words_[at / 64 + 1] << (64 - at % 64);
  }

 private:
  std::array<std::uint64_t, size / 64 + 1> words_;
};

class Classes {
 public:
  static constexpr std::size_t kStretch = 512;  ///< code points of a stretch
  static constexpr std::size_t kAhead = 128;    ///< and of what is told of those behind it
  static constexpr std::size_t kAll = kStretch + kAhead;

  /// Reads text[from, from + kAll), or what there is of it; everything behind the end is neither letter nor digit.
  void read(std::u32string_view text, std::size_t from) {
    const std::size_t size = std::min(kAll, text.size() - from);
    std::size_t done = 0;
    for (; done + 16 <= size; done += 16) narrow(text.data() + from + done, bytes_.data() + done);
    for (; done < size; ++done)
      bytes_[done] = static_cast<std::uint8_t>(text[from + done] < 128 ? text[from + done] : 255);
    std::memset(bytes_.data() + done, 0, bytes_.size() - done);
    for (std::size_t word = 0; word < kAll / 64; ++word) {
      std::uint64_t letters = 0, digits = 0, blanks = 0;
      for (std::size_t part = 0; part < 4; ++part) {
        Lanes v;
        std::memcpy(&v, bytes_.data() + word * 64 + part * 16, sizeof v);
        letters |= std::uint64_t{mask(v - 'a' < 26)} << part * 16;
        digits |= std::uint64_t{mask(v - '0' < 10)} << part * 16;
        blanks |= std::uint64_t{mask((v == ' ') | (v == '\n'))} << part * 16;
      }
      letters_.word(word) = letters;
      digits_.word(word) = digits;
      blanks_.word(word) = blanks;
    }
    letters_.word(kAll / 64) = digits_.word(kAll / 64) = blanks_.word(kAll / 64) = 0;
  }

  const Bits<kAll>& letters() const { return letters_; }
  const Bits<kAll>& digits() const { return digits_; }
  const Bits<kAll>& blanks() const { return blanks_; }
  /// Eight bytes at `at`: ASCII as it is; anything else as something above.
  std::uint64_t eight(std::size_t at) const {
    std::uint64_t v;
    std::memcpy(&v, bytes_.data() + at, sizeof v);
    return v;
  }

 private:
  using Lanes = std::uint8_t __attribute__((vector_size(16)));

  // 0 or at least 128 for what is not ASCII.
  static void narrow(const char32_t* codes, std::uint8_t* bytes) {
#if defined(__wasm_simd128__)
    const auto two = [&](int i) {
      return wasm_u16x8_narrow_i32x4(wasm_v128_load(codes + i), wasm_v128_load(codes + i + 4));
    };
    wasm_v128_store(bytes, wasm_u8x16_narrow_i16x8(two(0), two(8)));
#elif defined(__SSE2__)
    const auto four = [&](int i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + i)); };
    const auto two = [&](int i) { return _mm_packs_epi32(four(i), four(i + 4)); };
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes), _mm_packus_epi16(two(0), two(8)));
#else
    for (int i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(codes[i] < 128 ? codes[i] : 255);
#endif
  }

  // Bit i: lane i is true.
  template <class Vector>
  static std::uint32_t mask(Vector lanes) {
#if defined(__wasm_simd128__)
    return wasm_i8x16_bitmask((v128_t)lanes);
#elif defined(__SSE2__)
    return static_cast<std::uint32_t>(_mm_movemask_epi8((__m128i)lanes));
#else
    std::uint32_t bits = 0;
    for (int i = 0; i < 16; ++i) bits |= (lanes[i] != 0 ? 1u : 0u) << i;
    return bits;
#endif
  }

  Bits<kAll> letters_, digits_, blanks_;
  std::array<std::uint8_t, kAll + 16> bytes_;
};

}  // namespace chouma::text
