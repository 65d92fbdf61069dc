#include "text/automaton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace chouma::text {

namespace {

constexpr std::size_t kBlock = 1024;    ///< code points filtered at a time
constexpr std::size_t kSingles = 8192;  ///< bits of singles_
constexpr std::uint32_t kExact = 10;    ///< characters of a word that its key holds
constexpr std::uint32_t kLetters = 26;  ///< word_code of 'z'
constexpr std::size_t kKeyCells = 4;
constexpr char32_t kNothing = 0x1FFFFF;  ///< behind the end of the text
constexpr char32_t kAlone = 0x1FFFFE;    ///< behind a phrase of one character

constexpr std::array<std::uint8_t, 128> kWordCodes = [] {
  std::array<std::uint8_t, 128> codes{};
  for (std::uint8_t c = 'a'; c <= 'z'; ++c) codes[c] = static_cast<std::uint8_t>(c - 'a' + 1);
  for (std::uint8_t c = '0'; c <= '9'; ++c) codes[c] = static_cast<std::uint8_t>(c - '0' + kLetters + 1);
  return codes;
}();

/// 1 to 36 for what is_word, else 0.
inline std::uint32_t word_code(char32_t c) { return c < 128 ? kWordCodes[c] : 0; }

inline std::uint64_t pair_key(char32_t first, char32_t second) {
  return std::uint64_t{1} << 63 | std::uint64_t{first} << 21 | second;
}
inline std::uint64_t single_key(char32_t code) { return pair_key(code, kAlone); }

inline std::uint64_t hash(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }

}  // namespace

/// Groups the patterns by prefix, then writes a trie for each group.
class Automaton::Builder {
 public:
  Builder(Automaton& automaton, const std::vector<std::u32string>& patterns)
      : a_(automaton), patterns_(patterns), next_(patterns.size(), kEnd) {}

  void run() {
    const auto bits = [](std::size_t n) { return static_cast<std::uint32_t>(std::bit_width(n)); };
    // At least a third of the table's places and 15 of 16 bits of the filter stay empty.
    a_.group_shift_ = 64 - bits(patterns_.size() + patterns_.size() / 2 + 1);
    a_.groups_.resize(std::size_t{1} << (64 - a_.group_shift_));
    a_.singles_.resize(kSingles / 64);
    group();
    a_.filter_shift_ = 64 - std::max(12u, bits(16 * groups_.size()));
    a_.filter_.resize(std::size_t{1} << (64 - a_.filter_shift_ - 6));
    a_.cells_.push_back(0);
    for (const Group& group : groups_) write(group);
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Group {
    std::uint64_t key;
    std::uint32_t length;
    std::uint32_t place;        ///< in the table
    std::uint32_t first, last;  ///< patterns, linked by next_
  };

  void group() {
    for (std::uint32_t p = 0; p < patterns_.size(); ++p) {
      const std::u32string& pattern = patterns_[p];
      std::uint32_t length = 0;
      std::uint64_t key = 0;
      for (; length < pattern.size() && is_word(pattern[length]); ++length) key = key << 6 | word_code(pattern[length]);
      if (length == 0) {
        key = pattern.size() == 1 ? single_key(pattern[0]) : pair_key(pattern[0], pattern[1]);
        if (pattern.size() == 1) a_.singles_[pattern[0] % kSingles / 64] |= std::uint64_t{1} << pattern[0] % 64;
      }
      Group& group = group_of(key, length, p);
      if (group.last != p) next_[group.last] = p;
      group.last = p;
    }
  }

  // Until the tries are written, the table holds the number of each group + 1.
  Group& group_of(std::uint64_t key, std::uint32_t length, std::uint32_t pattern) {
    std::size_t place = hash(key) >> a_.group_shift_;
    for (; a_.groups_[place] != 0; place = (place + 1) % a_.groups_.size()) {
      Group& group = groups_[a_.groups_[place] - 1];
      if (group.key == key && group.length == length &&
          patterns_[group.first].compare(0, length, patterns_[pattern], 0, length) == 0)
        return group;
    }
    groups_.push_back({key, length, static_cast<std::uint32_t>(place), pattern, pattern});
    a_.groups_[place] = static_cast<std::uint32_t>(groups_.size());
    return groups_.back();
  }

  void write(const Group& group) {
    const std::uint64_t bit = hash(group.key) >> a_.filter_shift_;
    a_.filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
    const std::u32string& word = patterns_[group.first];
    a_.groups_[group.place] = static_cast<std::uint32_t>(a_.cells_.size());
    a_.cells_.resize(a_.cells_.size() + kKeyCells);
    std::memcpy(&a_.cells_[a_.cells_.size() - kKeyCells], &group.key, sizeof group.key);
    put(group.length);
    if (group.length > kExact)
      for (std::uint32_t i = 0; i < group.length; ++i) put(word[i]);
    list_.clear();
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p]) list_.push_back(p);
    node(0, list_.size(), group.length > 0 ? group.length : std::min<std::size_t>(2, word.size()));
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
    if (ends) put_place(pattern);
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

// 1 where a phrase may begin so, else 0.
inline std::uint64_t Automaton::known(std::uint64_t key) const {
  const std::uint64_t bit = hash(key) >> filter_shift_;
  return filter_[bit / 64] >> bit % 64 & 1;
}

// 1 where the character may be a phrase, else 0.
inline std::uint64_t Automaton::single(char32_t code) const { return singles_[code % kSingles / 64] >> code % 64 & 1; }

// The first node of a candidate's trie, or 0.
std::uint32_t Automaton::node(const Candidate& candidate, std::u32string_view text) const {
  for (std::size_t place = hash(candidate.key) >> group_shift_; groups_[place] != 0;
       place = (place + 1) % groups_.size()) {
    const std::uint32_t at = groups_[place] + kKeyCells;
    std::uint64_t key;
    std::memcpy(&key, &cells_[groups_[place]], sizeof key);
    if (key != candidate.key || cells_[at] != candidate.length) continue;
    if (candidate.length <= kExact) return at + 1;
    const auto word = text.begin() + candidate.begin;
    if (std::equal(word, word + candidate.length, cells_.begin() + at + 1)) return at + 1 + candidate.length;
  }
  return 0;
}

// What may begin a phrase is too seldom to guess and too often to mistake: each place writes its candidate, and only a known one counts.
std::size_t Automaton::filter(std::u32string_view text, std::size_t from, std::size_t to, Candidate* candidates,
                              std::size_t& count) const {
  std::size_t n = 0, i = from;
  while (i < to) {
    const auto begin = static_cast<std::uint32_t>(i);
    std::uint32_t code = word_code(text[i]);
    if (code == 0) {
      const char32_t first = text[i++];
      const std::uint64_t key = pair_key(first, i < text.size() ? text[i] : kNothing);
      candidates[n] = {key, begin, 0};
      n += known(key) | single(first);
      continue;
    }
    std::uint64_t key = code, version = 0;
    std::uint32_t version_length = 0;
    for (++i; i < text.size(); ++i) {
      const std::uint32_t next = word_code(text[i]);
      if (next == 0) break;
      if (next > kLetters && code <= kLetters) version = key, version_length = static_cast<std::uint32_t>(i) - begin;
      key = key << 6 | next;
      code = next;
    }
    candidates[n] = {key, begin, static_cast<std::uint32_t>(i) - begin};
    n += known(key);
    if (version_length == 0) continue;
    candidates[n] = {version, begin, version_length};
    n += known(version);
  }
  count = n;
  return i;
}

void Automaton::walk(std::u32string_view text, std::uint32_t node, std::uint32_t begin, std::uint32_t end,
                     std::vector<Hit>& hits) const {
  const std::size_t first = hits.size();
  for (const std::uint16_t* cell = cells_.data() + node;; ++end) {
    const std::uint32_t children = *cell / 2;
    const bool ends = *cell++ % 2 != 0;
    if (ends) {
      hits.push_back({begin, end, cell[0] | std::uint32_t{cell[1]} << 16});
      cell += 2;
    }
    if (children == 0 || end == text.size()) break;
    const char32_t label = text[end];
    if (children == 1) {
      if (*cell++ != label) break;
      continue;
    }
    const std::uint16_t* const last = cell + children;
    const std::uint16_t* const at = std::lower_bound(cell, last, label);
    if (at == last || *at != label) break;
    const std::uint16_t* const place = last + 2 * (at - cell);
    cell = cells_.data() + (place[0] | std::uint32_t{place[1]} << 16);
  }
  if (hits.size() - first > 1) std::reverse(hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end());
}

void Automaton::look(std::u32string_view text, const Candidate& candidate, std::vector<Hit>& hits) const {
  const std::uint32_t begin = candidate.begin;
  if (const std::uint32_t found = node(candidate, text))
    walk(text, found, begin, begin + (candidate.length > 0 ? candidate.length : 2), hits);
  if (candidate.length > 0 || single(text[begin]) == 0) return;
  if (const std::uint32_t found = node({single_key(text[begin]), begin, 0}, text))
    walk(text, found, begin, begin + 1, hits);
}

std::vector<Automaton::Hit> Automaton::find(std::u32string_view text) const {
  std::vector<Hit> hits;
  std::array<Candidate, kBlock + 1> candidates;
  for (std::size_t from = 0, count = 0; from < text.size();) {
    from = filter(text, from, std::min(text.size(), from + kBlock), candidates.data(), count);
    for (std::size_t i = 0; i < count; ++i) look(text, candidates[i], hits);
  }
  return hits;
}

std::size_t Automaton::size() const {
  return (filter_.size() + singles_.size()) * sizeof(std::uint64_t) + groups_.size() * sizeof(groups_[0]) +
         cells_.size() * sizeof(cells_[0]);
}

}  // namespace chouma::text
