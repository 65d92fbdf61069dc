#include "text/automaton.h"
#include "text/automaton_cells.h"
#include "text/boundaries.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace chouma::text {

using namespace automaton_cells;

/// Groups the patterns by what they begin with, then writes a trie for each group.
class Automaton::Builder {
 public:
  Builder(Automaton& automaton, const std::vector<std::u32string>& patterns)
      : a_(automaton), patterns_(patterns), next_(patterns.size(), kEnd) {}

  void run() {
    const auto bits = [](std::size_t n) { return static_cast<std::uint32_t>(std::bit_width(n)); };
    group();
    const auto words =
        static_cast<std::size_t>(std::count_if(groups_.begin(), groups_.end(), [](const Group& g) { return g.word; }));
    const std::size_t pairs = groups_.size() - words;
    // At least a third of the slots stay empty, 15 of 16 bits of the filter of words and 31 of 32 of the filter of pairs.
    a_.word_slot_shift_ = 64 - bits(words + words / 2 + 1);
    a_.words_.resize(std::size_t{1} << (64 - a_.word_slot_shift_));
    a_.word_shift_ = 64 - std::max(12u, bits(16 * words));
    a_.known_words_.resize(std::size_t{1} << (64 - a_.word_shift_ - 6));
    a_.pair_slot_shift_ = 32 - bits(pairs + pairs / 2 + 1);
    a_.pairs_.assign(std::size_t{1} << (32 - a_.pair_slot_shift_), {0, 0, kNothingThere, 0, 0});
    a_.pair_shift_ = 32 - std::max(12u, bits(32 * pairs));
    a_.known_pairs_.resize(std::size_t{1} << (32 - a_.pair_shift_ - 6));
    a_.known_singles_.resize(kSingles / 64);
    while (!place_pairs()) a_.pair_seed_ += 2;
    for (const Group& group : groups_) group.word ? write_word(group) : write_pair(group);
    a_.cells_.resize(a_.cells_.size() + kLanes);  // a search may read that far
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Group {
    std::uint64_t key;          ///< of a word; else the two characters, the second 0 where there is only one
    std::uint32_t length;       ///< characters that the patterns share
    std::uint32_t first, last;  ///< patterns, linked by next_
    bool word;
  };

  static void set(std::vector<std::uint64_t>& filter, std::uint64_t bit) {
    filter[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
  static char32_t first_of(const Group& pair) { return static_cast<char32_t>(pair.key >> 32); }
  static char32_t second_of(const Group& pair) { return static_cast<char32_t>(pair.key & 0xFFFF); }

  static Group beginning(const std::u32string& pattern, std::uint32_t number) {
    std::uint32_t length = 0;
    std::array<std::uint64_t, 2> eights{};
    for (; length < pattern.size() && is_word(pattern[length]); ++length)
      if (length < 16) eights[length / 8] |= std::uint64_t{pattern[length]} << length % 8 * 8;
    if (length > 0) return {word_key(eights[0], eights[1], length), length, number, number, true};
    const bool alone = pattern.size() == 1;
    return {std::uint64_t{pattern[0]} << 32 | (alone ? 0 : pattern[1]), alone ? 1u : 2u, number, number, false};
  }

  void group() {
    const auto bits = std::max(1u, static_cast<std::uint32_t>(std::bit_width(patterns_.size() + patterns_.size() / 2)));
    std::vector<std::uint32_t> table(std::size_t{1} << bits);  // the number of each group + 1, by hash of its key
    for (std::uint32_t p = 0; p < patterns_.size(); ++p) {
      const Group one = beginning(patterns_[p], p);
      a_.blanks_begin_ |= patterns_[p][0] == ' ' || patterns_[p][0] == '\n';
      std::size_t place = word_hash(one.key) >> (64 - bits);
      while (table[place] != 0 && !same(groups_[table[place] - 1], one)) place = (place + 1) % table.size();
      if (table[place] == 0) {
        groups_.push_back(one);
        table[place] = static_cast<std::uint32_t>(groups_.size());
        continue;
      }
      Group& group = groups_[table[place] - 1];
      next_[group.last] = p;
      group.last = p;
    }
  }

  bool same(const Group& a, const Group& b) const {
    return a.key == b.key && a.length == b.length && a.word == b.word &&
           patterns_[a.first].compare(0, a.length, patterns_[b.first], 0, b.length) == 0;
  }

  void write_word(const Group& group) {
    set(a_.known_words_, word_hash(group.key) >> a_.word_shift_);
    std::size_t place = word_hash(group.key) >> a_.word_slot_shift_;
    while (a_.words_[place].key != 0) place = (place + 1) % a_.words_.size();
    Word& slot = a_.words_[place] = {group.key, static_cast<std::uint32_t>(a_.cells_.size())};
    const std::u32string& first = patterns_[group.first];
    if ((group.key & kLongWord) != 0) {
      put(group.length);
      for (std::uint32_t i = 0; i < group.length; ++i) put(first[i]);
    } else if (group.first == group.last && first.size() == group.length) {
      slot.at = kLeaf | number(group.first);
      return;
    }
    trie(group);
  }

  std::uint32_t hash_of(const Group& pair) const { return pair_hash(first_of(pair), second_of(pair), a_.pair_seed_); }

  // Finds displacements by which every pair has a slot of its own: the pairs that share one, the most at first, try one after the other.
  bool place_pairs() {
    const auto slots = static_cast<std::uint32_t>(a_.pairs_.size());
    std::vector<std::vector<std::uint32_t>> sharing(slots);
    for (const Group& group : groups_)
      if (!group.word) sharing[hash_of(group) % slots].push_back(hash_of(group) >> a_.pair_slot_shift_);
    std::vector<std::uint32_t> order(slots);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return sharing[a].size() > sharing[b].size(); });
    a_.displacements_.assign(slots, 0);
    std::vector<bool> taken(slots);
    for (const std::uint32_t i : order) {
      std::sort(sharing[i].begin(), sharing[i].end());
      if (std::adjacent_find(sharing[i].begin(), sharing[i].end()) != sharing[i].end()) return false;
      std::uint32_t& displacement = a_.displacements_[i];
      const auto free = [&](std::uint32_t slot) { return !taken[slot ^ displacement]; };
      while (displacement < slots && !std::all_of(sharing[i].begin(), sharing[i].end(), free)) ++displacement;
      if (displacement == slots) return false;
      for (const std::uint32_t slot : sharing[i]) taken[slot ^ displacement] = true;
    }
    return true;
  }

  void write_pair(const Group& group) {
    const char32_t first = first_of(group), second = second_of(group);
    const std::uint32_t hash = hash_of(group);
    Pair& slot = a_.pairs_[(hash >> a_.pair_slot_shift_) ^ a_.displacements_[hash % a_.displacements_.size()]];
    slot.first = static_cast<std::uint16_t>(first);
    slot.second = static_cast<std::uint16_t>(second);
    slot.number = patterns_[group.first].size() == group.length ? number(group.first) : kNothingThere;
    if (second == 0) return set(a_.known_singles_, first % kSingles);
    set(a_.known_pairs_, hash >> a_.pair_shift_);
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p])
      if (patterns_[p].size() > 2) slot.third |= third_bit(patterns_[p][2]);
    slot.at = static_cast<std::uint32_t>(a_.cells_.size());
    if (slot.third != 0) trie(group);
  }

  std::uint32_t number(std::uint32_t pattern) const {
    return pattern | (Boundaries::always(patterns_[pattern]) ? kSure : 0);
  }

  void trie(const Group& group) {
    list_.clear();
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p]) list_.push_back(p);
    node(0, list_.size(), group.length);
  }

  // The node of the patterns list_[from, to), which share their first `depth` characters.
  void node(std::size_t from, std::size_t to, std::size_t depth) {
    const auto label = [&](std::size_t i) { return patterns_[list_[i]][depth]; };
    const bool ends = patterns_[list_[from]].size() == depth;
    const std::uint32_t pattern = list_[from];
    if (ends) ++from;
    std::uint32_t children = 0;
    for (std::size_t i = from; i < to; ++i) children += i == from || label(i) != label(i - 1);
    put(children * 2 + ends);
    if (ends) put_place(number(pattern));
    for (std::size_t i = from; i < to; ++i)
      if (i == from || label(i) != label(i - 1)) put(label(i));
    std::size_t places = a_.cells_.size();
    if (children > 1) a_.cells_.resize(places + std::size_t{2} * children);
    while (from < to) {
      std::size_t end = from + 1;
      while (end < to && label(end) == label(from)) ++end;
      if (children > 1) {
        a_.cells_[places++] = static_cast<std::uint16_t>(a_.cells_.size());
        a_.cells_[places++] = static_cast<std::uint16_t>(a_.cells_.size() >> 16);
      }
      node(from, end, depth + 1);
      from = end;
    }
  }

  void put(std::uint32_t cell) { a_.cells_.push_back(static_cast<std::uint16_t>(cell)); }
  void put_place(std::uint32_t value) {
    put(value);
    put(value >> 16);
  }

  Automaton& a_;
  const std::vector<std::u32string>& patterns_;
  std::vector<std::uint32_t> next_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> list_;
};

Automaton::Automaton(const std::vector<std::u32string>& patterns) { Builder(*this, patterns).run(); }

}  // namespace chouma::text
