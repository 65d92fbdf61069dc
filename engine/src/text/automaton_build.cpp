#include "text/automaton.h"
#include "text/automaton_cells.h"
#include "text/boundaries.h"

#include <algorithm>
#include <array>
#include <bit>

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
    // 15 of 16 bits of the filter of words stay empty.
    a_.word_shift_ = 64 - std::max(12u, bits(16 * words));
    a_.known_words_.resize(std::size_t{1} << (64 - a_.word_shift_ - 6));
    a_.known_signs_.resize(kSigns);
    a_.known_singles_.resize(kSingles / 64);
    place(a_.word_keys_, true);
    place(a_.sign_keys_, false);
    for (const Group& group : groups_) write(group);
    a_.cells_.resize(a_.cells_.size() + kLanes);  // a search may read that far
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Group {
    std::uint64_t key;          ///< word_key or sign_key
    std::uint32_t length;       ///< characters that the patterns share
    std::uint32_t first, last;  ///< patterns, linked by next_
    bool word;
  };

  static void set(std::vector<std::uint64_t>& filter, std::uint64_t bit) {
    filter[bit / 64] |= std::uint64_t{1} << bit % 64;
  }
  static Group beginning(const std::u32string& pattern, std::uint32_t number) {
    std::uint32_t length = 0;
    std::array<std::uint64_t, 2> eights{};
    for (; length < pattern.size() && is_word(pattern[length]); ++length)
      if (length < 16) eights[length / 8] |= std::uint64_t{pattern[length]} << length % 8 * 8;
    if (length > 0) return {word_key(eights[0], eights[1], length), length, number, number, true};
    const bool alone = pattern.size() == 1;
    return {sign_key(pattern[0], alone ? kAlone : pattern[1]), alone ? 1u : 2u, number, number, false};
  }

  void group() {
    const auto bits = std::max(1u, static_cast<std::uint32_t>(std::bit_width(patterns_.size() + patterns_.size() / 2)));
    std::vector<std::uint32_t> table(std::size_t{1} << bits);  // the number of each group + 1, by hash of its key
    for (std::uint32_t p = 0; p < patterns_.size(); ++p) {
      const Group one = beginning(patterns_[p], p);
      a_.blanks_begin_ |= patterns_[p][0] == ' ' || patterns_[p][0] == '\n';
      std::size_t place = one.key * 0x9E3779B97F4A7C15u >> (64 - bits);
      while (table[place] != 0 && groups_[table[place] - 1].key != one.key) place = (place + 1) % table.size();
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

  void place(AutomatonKeys& table, bool words) {
    std::vector<std::uint64_t> keys;
    for (const Group& group : groups_)
      if (group.word == words) keys.push_back(group.key);
    table.place(keys);
  }

  void write(const Group& group) {
    AutomatonKeys::Beginning& slot = (group.word ? a_.word_keys_ : a_.sign_keys_)[group.key];
    slot = {group.key, 0, kNothingThere, static_cast<std::uint32_t>(a_.cells_.size())};
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p]) {
      const std::u32string_view rest = std::u32string_view(patterns_[p]).substr(group.length);
      // Nothing adjoins a whole word.
      if (rest.empty()) slot.number = group.word ? p | kSure : number(p);
      if (rest.size() == 1) slot.next |= next_bits(rest[0]);
      if (rest.size() > 1) slot.next |= std::uint64_t{1} << next_bit(rest[0], rest[1]);
    }
    const std::u32string& first = patterns_[group.first];
    if (group.word) {
      set(a_.known_words_, a_.word_keys_.hash(group.key) >> a_.word_shift_);
    } else if (group.length == 1) {
      set(a_.known_singles_, first[0] % kSingles);
      a_.known_signs_[first[0] % kSigns] = ~std::uint64_t{0};
    } else {
      a_.known_signs_[first[0] % kSigns] |= std::uint64_t{1} << first[1] % 64;
    }
    trie(group);
  }

  std::uint32_t number(std::uint32_t pattern) const {
    return pattern | (Boundaries::always(patterns_[pattern]) ? kSure : 0);
  }

  void trie(const Group& group) {
    list_.clear();
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p]) list_.push_back(p);
    node(0, list_.size(), (group.key & kLongWord) == 0 ? group.length : 0);
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
