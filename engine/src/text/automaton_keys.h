// What phrases begin with, by its key: a perfect hash by displacement (Tarjan and Yao, "Storing a sparse table", 1979), so that a search
// need not guess how many slots it has to look at. Private to the automaton.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chouma::text {

class AutomatonKeys {
 public:
  /// Some phrases begin with what `key` tells. `number`: the phrase that this is, or kNothingThere. `at`: the trie of this and the longer
  /// ones; `next`: the next_bit of all that goes on there. A free slot has key 0, kNothingThere and no bit.
  struct Beginning {
    std::uint64_t key, next;
    std::uint32_t number, at;
  };

  /// Makes a slot for each of the distinct keys.
  void place(const std::vector<std::uint64_t>& keys);

  /// The only slot where `key` can be.
  const Beginning& operator[](std::uint64_t key) const { return slots_[slot(key)]; }
  Beginning& operator[](std::uint64_t key) { return slots_[slot(key)]; }

  /// Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4): the upper bits are the hash.
  std::uint64_t hash(std::uint64_t key) const { return key * seed_; }

  /// Bytes held.
  std::size_t size() const {
    return slots_.size() * sizeof slots_[0] + displacements_.size() * sizeof displacements_[0];
  }

 private:
  std::size_t shared(std::uint64_t hash) const { return (hash >> 32) & (displacements_.size() - 1); }
  std::size_t slot(std::uint64_t key) const { return hash(key) >> shift_ ^ displacements_[shared(hash(key))]; }
  bool displace(const std::vector<std::uint64_t>& keys);

  std::vector<Beginning> slots_;
  std::vector<std::uint32_t> displacements_;
  std::uint64_t seed_ = 0x9E3779B97F4A7C15u;  ///< odd
  std::uint32_t shift_ = 0;
};

}  // namespace chouma::text
