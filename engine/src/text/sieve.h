// Most characters of a text begin nothing that a scan looks for; a look at one bit says so.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace chouma::text {

/// A few characters, told by their code modulo 1024: `may_be` is true of each of them, and of one in a hundred others.
class Sieve {
 public:
  constexpr explicit Sieve(std::u32string_view characters) {
    for (const char32_t c : characters) bits_[c % 1024 / 64] |= std::uint64_t{1} << c % 64;
  }
  constexpr bool may_be(char32_t c) const { return bits_[c % 1024 / 64] >> c % 64 & 1; }

 private:
  std::array<std::uint64_t, 16> bits_{};
};

}  // namespace chouma::text
