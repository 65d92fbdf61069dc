// Sixteen bytes at a time, in the vectors of g++ and clang (SSE2 and WASM alike), and the two steps that these vectors lack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace chouma::text::lanes {

using Bytes = std::uint8_t __attribute__((vector_size(16)));
using SignedBytes = std::int8_t __attribute__((vector_size(16)));

inline Bytes load(const void* bytes) {
  Bytes v;
  std::memcpy(&v, bytes, sizeof v);
  return v;
}

/// Bit i: the highest bit of byte i.
template <class Vector>
inline std::uint32_t mask(Vector v) {
  static_assert(sizeof v == 16);
#if defined(__wasm_simd128__)
  return wasm_i8x16_bitmask((v128_t)v);
#elif defined(__SSE2__)
  return static_cast<std::uint32_t>(_mm_movemask_epi8((__m128i)v));
#else
  const auto bytes = (Bytes)v;
  std::uint32_t bits = 0;
  for (int i = 0; i < 16; ++i) bits |= (bytes[i] >> 7 != 0 ? 1u : 0u) << i;
  return bits;
#endif
}

/// Sixteen code points as bytes: ASCII as it is; anything else 0 or at least 128.
inline Bytes narrow(const char32_t* codes) {
#if defined(__wasm_simd128__)
  const auto two = [&](int i) {
    return wasm_u16x8_narrow_i32x4(wasm_v128_load(codes + i), wasm_v128_load(codes + i + 4));
  };
  return (Bytes)wasm_u8x16_narrow_i16x8(two(0), two(8));
#elif defined(__SSE2__)
  const auto four = [&](int i) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(codes + i)); };
  const auto two = [&](int i) { return _mm_packs_epi32(four(i), four(i + 4)); };
  return (Bytes)_mm_packus_epi16(two(0), two(8));
#else
  Bytes out{};
  for (int i = 0; i < 16; ++i) out[i] = static_cast<std::uint8_t>(codes[i] < 128 ? codes[i] : 255);
  return out;
#endif
}

/// Bit i: the highest bit of byte i of the 64 that part(0) to part(3) give.
template <class Part>
inline std::uint64_t mask64(const Part& part) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 4; ++i) bits |= std::uint64_t{mask(part(i))} << 16 * i;
  return bits;
}

}  // namespace chouma::text::lanes
