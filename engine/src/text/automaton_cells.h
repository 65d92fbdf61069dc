// How an automaton's tables are keyed: what its builder writes and its search reads. Private to them.
#pragma once

#include "text/folded.h"

#include <cstddef>
#include <cstdint>

namespace chouma::text::automaton_cells {

inline constexpr std::size_t kSingles = 8192;                       ///< bits of known_singles_
inline constexpr std::uint32_t kExact = 8;                          ///< characters of a word that its key holds
inline constexpr std::uint64_t kLongWord = std::uint64_t{1} << 63;  ///< in the key of a longer word
inline constexpr std::uint32_t kLeaf = std::uint32_t{1} << 31;      ///< in Word::at: a phrase stands there, not a place
inline constexpr std::uint32_t kSure = std::uint32_t{1}
                                       << 30;              ///< in a phrase's number: it needs no look at its boundaries
inline constexpr std::uint32_t kNothingThere = kLeaf - 1;  ///< no phrase's number
inline constexpr std::uint32_t kLanes = 8;                 ///< cells that a search reads at a time

/// The key of a word of `length` characters, of which the first eight, one a byte, are `low`, and the next eight `high`.
inline std::uint64_t word_key(std::uint64_t low, std::uint64_t high, std::uint32_t length) {
  const auto first = [](std::uint64_t bytes, std::uint32_t n) {
    return n >= 8 ? bytes : bytes & ((std::uint64_t{1} << 8 * n) - 1);
  };
  if (length <= kExact) return first(low, length);
  return kLongWord | ((low ^ first(high, length - 8) * 0xC2B2AE3D27D4EB4Fu) + length);
}

// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the upper bits are the hash.
inline std::uint64_t word_hash(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }
/// `seed`: odd.
inline std::uint32_t pair_hash(char32_t first, char32_t second, std::uint32_t seed) {
  return (static_cast<std::uint32_t>(first) * 0x9E3779B1u) ^ (static_cast<std::uint32_t>(second) * seed);
}
inline std::uint32_t third_bit(char32_t code) {
  return std::uint32_t{1} << (static_cast<std::uint32_t>(code) * 0x9E3779B1u >> 27);
}

}  // namespace chouma::text::automaton_cells
