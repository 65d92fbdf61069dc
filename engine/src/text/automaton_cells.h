// How an automaton's tables are keyed: what its builder writes and its search reads. Private to them.
#pragma once

#include "text/folded.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace chouma::text::automaton_cells {

inline constexpr std::size_t kSigns = 2048;     ///< words of 64 bits of known_signs_
inline constexpr std::size_t kSingles = 8192;   ///< bits of known_singles_
inline constexpr char32_t kNothing = 0x1FFFFF;  ///< what stands behind the end of a text
inline constexpr char32_t kAlone = 0x1FFFFE;    ///< the second character of a phrase that has but one
inline constexpr std::uint32_t kExact = 8;      ///< characters of a word that its key holds
inline constexpr std::uint64_t kLongWord = std::uint64_t{1} << 63;  ///< in the key of a longer word
inline constexpr std::uint32_t kSure = std::uint32_t{1}
                                       << 30;  ///< in a phrase's number: it needs no look at its boundaries
inline constexpr std::uint32_t kNothingThere = 0x7FFFFFFF;  ///< no phrase's number
inline constexpr std::uint32_t kLanes = 8;                  ///< cells that a search reads at a time

/// The first n bytes of eight.
inline constexpr auto kFirst = [] {
  std::array<std::uint64_t, 9> first{};
  for (std::size_t n = 0; n < 8; ++n) first[n] = (std::uint64_t{1} << 8 * n) - 1;
  first[8] = ~std::uint64_t{0};
  return first;
}();

/// The key of a word of `length` characters, of which the first eight, one a byte, are `low`, and the next eight `high`. Of a longer word
/// than kExact, others may have the same key, but of no other length.
inline std::uint64_t word_key(std::uint64_t low, std::uint64_t high, std::uint32_t length) {
  low &= kFirst[std::min(length, 8u)];
  high &= kFirst[std::min(std::max(length, 8u) - 8, 8u)];
  const std::uint64_t longer = kLongWord | std::uint64_t{std::min(length, 0x7FFFu)} << 48;
  return length <= kExact ? low : longer | (low ^ high) * 0xC2B2AE3D27D4EB4Fu >> 16;
}

/// The key of two characters, the first of which is of no word: never that of a word, which has no byte of 0 between others.
inline std::uint64_t sign_key(char32_t first, char32_t second) { return std::uint64_t{first} << 32 | second; }

/// One of eight kinds of characters.
inline std::uint32_t kind(char32_t code) { return static_cast<std::uint32_t>(code) * 0x9E3779B1u >> 29; }
/// In AutomatonKeys::Beginning::next, of two characters that go on there, and of one after which anything may come.
inline std::uint32_t next_bit(char32_t one, char32_t two) { return kind(one) * 8 + kind(two); }
inline std::uint64_t next_bits(char32_t one) { return std::uint64_t{0xFF} << kind(one) * 8; }

}  // namespace chouma::text::automaton_cells
