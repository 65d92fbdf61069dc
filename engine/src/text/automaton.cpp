#include "text/automaton.h"

#include "text/automaton_cells.h"
#include "text/boundaries.h"
#include "text/classes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace chouma::text {

namespace {

using namespace automaton_cells;

constexpr std::size_t kUsual = 6;              ///< code points a hit, about
constexpr char32_t kNothing = 0x1FFFFF;        ///< behind the end of the text
constexpr std::uint32_t kBehind = 0xFFFFFFFF;  ///< no place

using Eight = std::uint16_t __attribute__((vector_size(16)));  // g++ and clang, SSE2 and WASM alike

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

}  // namespace

/// One pass over a text, a stretch at a time: first where phrases may begin, then which do.
template <bool bounded>
class Automaton::Search {
 public:
  Search(const Automaton& automaton, std::u32string_view text, std::vector<Hit>& hits)
      : a_(automaton), text_(text), boundaries_(text), hits_(hits) {}

  void run() {
    hits_.clear();
    hits_.reserve(text_.size() / kUsual);
    for (std::size_t from = 0; from < text_.size(); from += Classes::kStretch) {
      classes_.read(text_, from);
      find_places(from);
      settle_signs();
      const Beginning* sign = beginnings_.data();
      for (std::size_t i = 0; i < word_count_; ++i) {
        while (sign->begin < words_[i].begin) follow(*sign++);
        word(words_[i]);
      }
      while (sign != beginnings_.data() + beginning_count_) follow(*sign++);
    }
  }

 private:
  /// A word that may begin a phrase.
  struct AWord {
    std::uint64_t key;
    std::uint32_t begin, length;
  };
  /// One or two characters that begin one. `longer`: there may be more of it than they.
  struct Beginning {
    std::uint32_t begin, slot;
    bool longer;
  };

  // What may begin a phrase is too seldom to guess and too often to mistake: each place is written down, and only a known one counts.
  void find_places(std::size_t from) {
    const std::size_t to = std::min(Classes::kStretch, text_.size() - from);
    sign_count_ = word_count_ = 0;
    std::uint64_t before = from > 0 && is_word(text_[from - 1]) ? 1 : 0;
    for (std::size_t base = 0; base < to; base += 64) {
      const std::uint64_t within = to - base >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (to - base)) - 1;
      const std::uint64_t words = classes_.letters().from(base) | classes_.digits().from(base);
      const std::uint64_t blanks = a_.blanks_begin_ ? 0 : classes_.blanks().from(base);
      find_signs(from + base, ~(words | blanks) & within);
      find_words(from, base, words & ~(words << 1 | before));
      before = words >> 63;
    }
  }

  void find_signs(std::size_t base, std::uint64_t places) {
    const std::uint64_t *const pairs = a_.known_pairs_.data(), *const singles = a_.known_singles_.data();
    const std::uint32_t shift = a_.pair_shift_, seed = a_.pair_seed_;
    const char32_t* const codes = text_.data();
    const std::size_t last = text_.size() - 1;
    std::size_t n = sign_count_;
    for (; places != 0; places &= places - 1) {
      const std::size_t i = base + static_cast<std::size_t>(std::countr_zero(places));
      const std::uint64_t pair = known(pairs, pair_hash(codes[i], i < last ? codes[i + 1] : kNothing, seed) >> shift);
      const std::uint64_t single = known(singles, codes[i] % kSingles);
      signs_[n] = static_cast<std::uint32_t>(i);
      n += pair | single;
    }
    sign_count_ = n;
  }

  void find_words(std::size_t from, std::size_t base, std::uint64_t starts) {
    for (; starts != 0; starts &= starts - 1) {
      const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(starts)), begin = from + at;
      if (begin >= text_.size()) return;
      const std::uint64_t letters = classes_.letters().from(at), digits = classes_.digits().from(at);
      auto length = static_cast<std::uint32_t>(std::countr_one(letters | digits));
      // The last digit that stands behind a letter may begin a version.
      const std::uint64_t of_word = length < 64 ? (std::uint64_t{1} << length) - 1 : ~std::uint64_t{0};
      const std::uint64_t versions = digits & letters << 1 & of_word;
      auto version = static_cast<std::uint32_t>(std::bit_width(versions)) - 1;
      if (length == 64) {
        for (; begin + length < text_.size() && is_word(text_[begin + length]); ++length)
          if (is_digit(text_[begin + length]) && is_letter(text_[begin + length - 1])) version = length;
      }
      may_begin(at, begin, length);
      if (version + 1 != 0) may_begin(at, begin, version);
    }
  }

  void may_begin(std::size_t at, std::size_t begin, std::uint32_t length) {
    const std::uint64_t key = word_key(classes_.eight(at), classes_.eight(at + 8), length);
    words_[word_count_] = {key, static_cast<std::uint32_t>(begin), length};
    word_count_ += known(a_.known_words_.data(), word_hash(key) >> a_.word_shift_);
  }

  // 1 where a phrase may begin so, else 0.
  static std::uint64_t known(const std::uint64_t* filter, std::uint64_t bit) {
    return filter[bit / 64] >> bit % 64 & 1;
  }

  // Of the places that the filters let through, those where something is. A guess would be wrong as often as before.
  void settle_signs() {
    const char32_t* const codes = text_.data();
    const std::size_t size = text_.size();
    const auto code = [&](std::size_t i) { return i < size ? codes[i] : kNothing; };
    const std::uint32_t shift = a_.pair_slot_shift_, seed = a_.pair_seed_,
                        mask = static_cast<std::uint32_t>(a_.pairs_.size()) - 1;
    const auto slot_of = [&](char32_t first, char32_t second) {
      const std::uint32_t hash = pair_hash(first, second, seed);
      return (hash >> shift) ^ a_.displacements_[hash & mask];
    };
    std::size_t n = 0;
    for (std::size_t i = 0; i < sign_count_; ++i) {
      const std::uint32_t begin = signs_[i];
      const char32_t first = codes[begin], second = code(begin + 1);
      const std::uint32_t slot = slot_of(first, second), alone = slot_of(first, 0);
      const Pair &pair = a_.pairs_[slot], &single = a_.pairs_[alone];
      const bool two = (pair.first == first) & (pair.second == second) & (second != 0);
      const bool longer = (pair.third & third_bit(code(begin + 2))) != 0;
      beginnings_[n] = {begin, slot, longer};
      n += two & (longer | (pair.number != kNothingThere));
      beginnings_[n] = {begin, alone, false};
      n += (single.first == first) & (single.second == 0) & (single.number != kNothingThere);
    }
    beginnings_[n].begin = kBehind;  // behind every word, for run()
    beginning_count_ = n;
  }

  void follow(const Beginning& sign) {
    const Pair& pair = a_.pairs_[sign.slot];
    if (sign.longer) return walk(pair.at, sign.begin, sign.begin + 2);
    hit(sign.begin, sign.begin + (pair.second == 0 ? 1 : 2), pair.number);
  }

  void hit(std::uint32_t begin, std::uint32_t end, std::uint32_t number) {
    if (!bounded || number >= kSure || boundaries_.bounded(begin, end)) hits_.push_back({begin, end, number % kSure});
  }

  void word(const AWord& candidate) {
    const std::uint32_t begin = candidate.begin, end = begin + candidate.length;
    for (std::size_t place = word_hash(candidate.key) >> a_.word_slot_shift_; a_.words_[place].key != 0;
         place = (place + 1) & (a_.words_.size() - 1)) {
      const std::uint32_t at = a_.words_[place].at;
      if (a_.words_[place].key != candidate.key) continue;
      if ((candidate.key & kLongWord) == 0) return at < kLeaf ? walk(at, begin, end) : hit(begin, end, at - kLeaf);
      const auto written = text_.begin() + begin;
      if (a_.cells_[at] == candidate.length &&
          std::equal(written, written + candidate.length, a_.cells_.begin() + at + 1))
        return walk(at + 1 + candidate.length, begin, end);
    }
  }

  // The phrases of the trie at `node`, whose first characters stand in [begin, end).
  void walk(std::uint32_t node, std::uint32_t begin, std::uint32_t end) {
    const std::size_t first = hits_.size();
    for (const std::uint16_t* cell = a_.cells_.data() + node;; ++end) {
      const std::uint32_t children = *cell / 2;
      const bool ends = *cell++ % 2 != 0;
      if (ends) {
        hit(begin, end, cell[0] | std::uint32_t{cell[1]} << 16);
        cell += 2;
      }
      if (children == 0 || end == text_.size()) break;
      const char32_t label = text_[end];
      if (children == 1) {
        if (*cell++ != label) break;
        continue;
      }
      const std::uint32_t child = position(cell, children, label);
      if (child >= children) break;
      const std::uint16_t* const place = cell + children + std::size_t{2} * child;
      cell = a_.cells_.data() + (place[0] | std::uint32_t{place[1]} << 16);
    }
    if (hits_.size() - first > 1) std::reverse(hits_.begin() + static_cast<std::ptrdiff_t>(first), hits_.end());
  }

  const Automaton& a_;
  std::u32string_view text_;
  Boundaries boundaries_;
  std::vector<Hit>& hits_;
  Classes classes_;
  /// Where a phrase may begin with no word.
  std::array<std::uint32_t, Classes::kStretch + 1> signs_;
  std::array<AWord, Classes::kStretch + 2> words_;  ///< every other place a word, each of which may be two
  std::array<Beginning, 2 * Classes::kStretch + 2> beginnings_;
  std::size_t sign_count_ = 0, word_count_ = 0, beginning_count_ = 0;
};

std::vector<Automaton::Hit> Automaton::find(std::u32string_view text) const {
  std::vector<Hit> hits;
  Search<false>(*this, text, hits).run();
  return hits;
}

void Automaton::find_bounded(std::u32string_view text, std::vector<Hit>& hits) const {
  Search<true>(*this, text, hits).run();
}

std::vector<Automaton::Hit> Automaton::find_bounded(std::u32string_view text) const {
  std::vector<Hit> hits;
  find_bounded(text, hits);
  return hits;
}

std::size_t Automaton::size() const {
  const auto bytes = [](const auto& of) { return of.size() * sizeof(of[0]); };
  return bytes(known_words_) + bytes(known_pairs_) + bytes(known_singles_) + bytes(words_) + bytes(pairs_) +
         bytes(cells_);
}

}  // namespace chouma::text
