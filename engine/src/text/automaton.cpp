#include "text/automaton.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace chouma::text {

namespace {

constexpr std::size_t kBlock = 512;                          ///< code points filtered at a time
constexpr std::size_t kSingles = 8192;                       ///< bits of singles_
constexpr std::uint32_t kExact = 10;                         ///< characters of a word that its key holds
constexpr std::uint32_t kLetters = 26;                       ///< word_code of 'z'
constexpr std::uint64_t kLongWord = std::uint64_t{1} << 62;  ///< in the key of a word that it does not hold all of
constexpr std::uint32_t kLeaf = std::uint32_t{1} << 31;      ///< in Slot::at: a phrase stands there, not a place
constexpr std::uint32_t kSure = std::uint32_t{1} << 30;  ///< in a phrase's number: it needs no look at its boundaries
constexpr std::uint32_t kNothingThere = kLeaf - 1;       ///< of look_up
constexpr std::size_t kUsual = 6;                        ///< code points a hit, about
constexpr char32_t kNothing = 0x1FFFFF;                  ///< behind the end of the text
constexpr char32_t kAlone = 0x1FFFFE;                    ///< behind a phrase of one character

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

// Of a word's characters, six bits each.
inline std::uint64_t word_key(std::uint64_t letters, std::uint32_t length) {
  return length <= kExact ? letters : (letters & (kLongWord - 1)) | kLongWord;
}

inline std::uint64_t hash(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }

using Eight = std::uint16_t __attribute__((vector_size(16)));  // g++ and clang, SSE2 and WASM alike
constexpr std::uint32_t kLanes = 8;

// The place of a label among `count`, or `count` and more. May read kLanes - 1 cells behind them.
inline std::uint32_t position(const std::uint16_t* labels, std::uint32_t count, char32_t label) {
  if (label > 0xFFFF) return count;
  const Eight wanted = static_cast<std::uint16_t>(label) - Eight{};
  for (std::uint32_t from = 0; from < count; from += kLanes) {
    Eight eight;
    std::memcpy(&eight, labels + from, sizeof eight);
    const auto equal = eight == wanted;
    std::uint64_t halves[2];
    std::memcpy(halves, &equal, sizeof equal);
    if ((halves[0] | halves[1]) == 0) continue;
    const int bits = halves[0] != 0 ? std::countr_zero(halves[0]) : 64 + std::countr_zero(halves[1]);
    return from + static_cast<std::uint32_t>(bits) / 16;
  }
  return count;
}

// Where a phrase may end.
class Boundaries {
 public:
  explicit Boundaries(std::u32string_view codes) : codes_(codes) {}

  // ASCII letters and digits side by side make one word; everything else is a boundary. A version number may follow a name.
  bool bounded(std::uint32_t begin, std::uint32_t end) const {
    const char32_t first = codes_[begin], last = codes_[end - 1];
    const char32_t before = begin > 0 ? codes_[begin - 1] : U'\n', after = code(end);
    if (is_word(before) && (is_word(first) || first == '.')) return false;
    if (last == '+' || last == '#') return !is_letter(after);
    if (!is_word(last) || !is_word(after)) return true;
    return end - begin >= 2 && is_letter(last) && version_follows(end);
  }

  /// bounded(), whatever stands around the phrase.
  static bool always(std::u32string_view phrase) {
    const char32_t first = phrase.front(), last = phrase.back();
    return !is_word(first) && first != '.' && last != '+' && last != '#' && !is_word(last);
  }

 private:
  char32_t code(std::size_t i) const { return i < codes_.size() ? codes_[i] : U'\n'; }

  // "3", "2.x", "8.0", "17", "3x" up to a character that is no letter.
  bool version_follows(std::size_t at) const {
    std::size_t i = at, digits = 0;
    while (i < at + 6 && (is_digit(code(i)) || (code(i) == '.' && is_word(code(i + 1))))) digits += is_digit(code(i++));
    if (digits == 0 || digits > 4 || is_digit(code(i))) return false;
    if (code(i) == 'x') ++i;
    return !is_word(code(i));
  }

  std::u32string_view codes_;
};

}  // namespace

/// Groups the patterns by prefix, then writes a trie for each group.
class Automaton::Builder {
 public:
  Builder(Automaton& automaton, const std::vector<std::u32string>& patterns)
      : a_(automaton), patterns_(patterns), next_(patterns.size(), kEnd) {}

  void run() {
    const auto bits = [](std::size_t n) { return static_cast<std::uint32_t>(std::bit_width(n)); };
    a_.singles_.resize(kSingles / 64);
    group();
    // At least a third of the slots and 15 of 16 bits of the filter stay empty.
    a_.slot_shift_ = 64 - bits(groups_.size() + groups_.size() / 2 + 1);
    a_.slots_.resize(std::size_t{1} << (64 - a_.slot_shift_));
    a_.filter_shift_ = 64 - std::max(12u, bits(16 * groups_.size()));
    a_.filter_.resize(std::size_t{1} << (64 - a_.filter_shift_ - 6));
    for (const Group& group : groups_) write(group);
    a_.cells_.resize(a_.cells_.size() + kLanes);  // see position()
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Group {
    std::uint64_t key;
    std::uint32_t length;       ///< characters that the key is of
    std::uint32_t first, last;  ///< patterns, linked by next_
  };

  void group() {
    const auto bits = std::max(1u, static_cast<std::uint32_t>(std::bit_width(patterns_.size() + patterns_.size() / 2)));
    std::vector<std::uint32_t> table(std::size_t{1} << bits);  // the number of each group + 1, by hash of its key
    for (std::uint32_t p = 0; p < patterns_.size(); ++p) {
      const std::u32string& pattern = patterns_[p];
      std::uint32_t length = 0;
      std::uint64_t key = 0;
      for (; length < pattern.size() && is_word(pattern[length]); ++length) key = key << 6 | word_code(pattern[length]);
      key = word_key(key, length);
      if (length == 0) {
        length = pattern.size() == 1 ? 1 : 2;
        key = length == 1 ? single_key(pattern[0]) : pair_key(pattern[0], pattern[1]);
        if (length == 1) a_.singles_[pattern[0] % kSingles / 64] |= std::uint64_t{1} << pattern[0] % 64;
      }
      std::size_t place = hash(key) >> (64 - bits);
      while (table[place] != 0 && !same(groups_[table[place] - 1], key, length, pattern))
        place = (place + 1) % table.size();
      if (table[place] == 0) {
        groups_.push_back({key, length, p, p});
        table[place] = static_cast<std::uint32_t>(groups_.size());
        continue;
      }
      Group& group = groups_[table[place] - 1];
      next_[group.last] = p;
      group.last = p;
    }
  }

  bool same(const Group& group, std::uint64_t key, std::uint32_t length, const std::u32string& pattern) const {
    return group.key == key && group.length == length &&
           patterns_[group.first].compare(0, length, pattern, 0, length) == 0;
  }

  void write(const Group& group) {
    const std::uint64_t bit = hash(group.key) >> a_.filter_shift_;
    a_.filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
    std::size_t place = hash(group.key) >> a_.slot_shift_;
    while (a_.slots_[place].key != 0) place = (place + 1) % a_.slots_.size();
    a_.slots_[place] = {group.key, static_cast<std::uint32_t>(a_.cells_.size())};
    const std::u32string& first = patterns_[group.first];
    if (group.key >> 62 == 1) {
      put(group.length);
      for (std::uint32_t i = 0; i < group.length; ++i) put(first[i]);
    } else if (group.first == group.last && first.size() == group.length) {
      a_.slots_[place].at = kLeaf | number(group.first);
      return;
    }
    list_.clear();
    for (std::uint32_t p = group.first; p != kEnd; p = next_[p]) list_.push_back(p);
    node(0, list_.size(), group.length);
  }

  std::uint32_t number(std::uint32_t pattern) const {
    return pattern | (Boundaries::always(patterns_[pattern]) ? kSure : 0);
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

// 1 where a phrase may begin so, else 0.
inline std::uint64_t Automaton::known(std::uint64_t key) const {
  const std::uint64_t bit = hash(key) >> filter_shift_;
  return filter_[bit / 64] >> bit % 64 & 1;
}

// 1 where the character may be a phrase, else 0.
inline std::uint64_t Automaton::single(char32_t code) const { return singles_[code % kSingles / 64] >> code % 64 & 1; }

// Slot::at of a candidate, past the word before its trie; kNothingThere where it begins no phrase.
inline std::uint32_t Automaton::look_up(const Candidate& candidate, std::u32string_view text) const {
  for (std::size_t place = hash(candidate.key) >> slot_shift_; slots_[place].key != 0;
       place = (place + 1) & (slots_.size() - 1)) {
    const std::uint32_t at = slots_[place].at;
    if (slots_[place].key != candidate.key) continue;
    if (candidate.key >> 62 != 1) return at;
    const auto word = text.begin() + candidate.begin;
    if (cells_[at] == candidate.length && std::equal(word, word + candidate.length, cells_.begin() + at + 1))
      return at + 1 + candidate.length;
  }
  return kNothingThere;
}

// What may begin a phrase is too seldom to guess and too often to mistake: each place writes its candidates, and only a known one counts.
std::size_t Automaton::filter(std::u32string_view text, std::size_t from, std::size_t to, Candidate* candidates,
                              std::size_t& count) const {
  std::size_t n = 0, i = from;
  while (i < to) {
    const auto begin = static_cast<std::uint32_t>(i);
    std::uint32_t code = word_code(text[i]);
    if (code == 0) {
      const char32_t first = text[i++];
      const std::uint64_t key = pair_key(first, i < text.size() ? text[i] : kNothing);
      candidates[n] = {key, begin, 2};
      n += known(key);
      candidates[n] = {single_key(first), begin, 1};
      n += single(first);
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
    const auto length = static_cast<std::uint32_t>(i) - begin;
    key = word_key(key, length);
    candidates[n] = {key, begin, length};
    n += known(key);
    if (version_length == 0) continue;
    version = word_key(version, version_length);
    candidates[n] = {version, begin, version_length};
    n += known(version);
  }
  count = n;
  return i;
}

template <bool bounded>
void Automaton::walk(std::u32string_view text, std::uint32_t node, std::uint32_t begin, std::uint32_t end,
                     std::vector<Hit>& hits) const {
  const std::size_t first = hits.size();
  for (const std::uint16_t* cell = cells_.data() + node;; ++end) {
    const std::uint32_t children = *cell / 2;
    const bool ends = *cell++ % 2 != 0;
    if (ends) {
      const std::uint32_t number = cell[0] | std::uint32_t{cell[1]} << 16;
      if (!bounded || number >= kSure || Boundaries(text).bounded(begin, end))
        hits.push_back({begin, end, number % kSure});
      cell += 2;
    }
    if (children == 0 || end == text.size()) break;
    const char32_t label = text[end];
    if (children == 1) {
      if (*cell++ != label) break;
      continue;
    }
    const std::uint32_t child = position(cell, children, label);
    if (child >= children) break;
    const std::uint16_t* const place = cell + children + std::size_t{2} * child;
    cell = cells_.data() + (place[0] | std::uint32_t{place[1]} << 16);
  }
  if (hits.size() - first > 1) std::reverse(hits.begin() + static_cast<std::ptrdiff_t>(first), hits.end());
}

template <bool bounded>
std::vector<Automaton::Hit> Automaton::search(std::u32string_view text) const {
  std::vector<Hit> hits;
  hits.reserve(text.size() / kUsual);
  std::array<Candidate, 2 * kBlock + 2> candidates;
  for (std::size_t from = 0, count = 0; from < text.size();) {
    from = filter(text, from, std::min(text.size(), from + kBlock), candidates.data(), count);
    for (std::size_t i = 0; i < count; ++i) {
      const Candidate& candidate = candidates[i];
      const std::uint32_t begin = candidate.begin, end = begin + candidate.length, at = look_up(candidate, text);
      if (at == kNothingThere) continue;
      if (at < kLeaf)
        walk<bounded>(text, at, begin, end, hits);
      else if (!bounded || (at & kSure) != 0 || Boundaries(text).bounded(begin, end))
        hits.push_back({begin, end, at % kSure});
    }
  }
  return hits;
}

std::vector<Automaton::Hit> Automaton::find(std::u32string_view text) const { return search<false>(text); }

std::vector<Automaton::Hit> Automaton::find_bounded(std::u32string_view text) const { return search<true>(text); }

std::size_t Automaton::size() const {
  return (filter_.size() + singles_.size()) * sizeof(std::uint64_t) + slots_.size() * sizeof(Slot) +
         cells_.size() * sizeof(cells_[0]);
}

}  // namespace chouma::text
