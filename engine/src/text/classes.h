// A stretch of folded text, sixteen code points at a time: its bytes and, bit by bit, which of them are letters, digits and neither.
// Private to the automaton.
#pragma once

#include "text/folded.h"
#include "text/lanes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace chouma::text {

class Classes {
 public:
  static constexpr std::size_t kBlock = 64;      ///< code points told by one word of bits
  static constexpr std::size_t kStretch = 1024;  ///< code points of a stretch; a block more is told of those behind it
  static constexpr std::size_t kAll = kStretch + kBlock;

  /// Reads text[from, from + kAll), or what there is of it; everything behind the end is neither letter nor digit.
  void read(std::u32string_view text, std::size_t from) {
    const std::size_t size = std::min(kAll, text.size() - from);
    std::size_t done = 0;
    for (; done + 16 <= size; done += 16) {
      const lanes::Bytes v = lanes::narrow(text.data() + from + done);
      std::memcpy(bytes_.data() + done, &v, sizeof v);
    }
    for (; done < size; ++done)
      bytes_[done] = static_cast<std::uint8_t>(text[from + done] < 128 ? text[from + done] : 255);
    std::memset(bytes_.data() + done, 0, bytes_.size() - done);
    for (std::size_t block = 0; block < kAll / kBlock; ++block) {
      const auto part = [&](std::size_t i) { return lanes::load(bytes_.data() + block * kBlock + i * 16); };
      letters_[block] = lanes::mask64([&](std::size_t i) { return part(i) - 'a' < 26; });
      digits_[block] = lanes::mask64([&](std::size_t i) { return part(i) - '0' < 10; });
      blanks_[block] = lanes::mask64([&](std::size_t i) { return (part(i) == ' ') | (part(i) == '\n'); });
    }
  }

  /// Bit i: code point i of a block. The last block is the one behind the stretch.
  std::uint64_t letters(std::size_t block) const { return letters_[block]; }
  std::uint64_t digits(std::size_t block) const { return digits_[block]; }
  std::uint64_t blanks(std::size_t block) const { return blanks_[block]; }
  /// Eight bytes at `at`: ASCII as it is; anything else as something above.
  std::uint64_t eight(std::size_t at) const {
    std::uint64_t v;
    std::memcpy(&v, bytes_.data() + at, sizeof v);
    return v;
  }

 private:
  std::array<std::uint64_t, kAll / kBlock> letters_, digits_, blanks_;
  std::array<std::uint8_t, kAll> bytes_;
};

}  // namespace chouma::text
