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

constexpr std::size_t kUsual = 6;               ///< code points a hit, about
constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;  ///< no place

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
      settle_words();
      const Place *sign = sign_places_.data(), *word = word_places_.data();
      // Which comes next cannot be guessed, and need not be.
      for (std::size_t n = sign_place_count_ + word_place_count_; n > 0; --n) {
        const bool is_word = word->begin < sign->begin;
        const Place* const place = is_word ? word : sign;
        word += is_word ? 1 : 0;
        sign += is_word ? 0 : 1;
        follow(*place);
      }
    }
  }

 private:
  /// A word that may begin a phrase. `whole`: not only the part of it before a version.
  struct Word {
    std::uint64_t key;
    std::uint32_t begin, length;
    bool whole;
  };
  /// Characters that begin one. `longer`: there may be more of it than they.
  struct Place {
    const AutomatonKeys::Beginning* there;
    std::uint32_t begin, end;
    bool longer;
  };

  // What may begin a phrase is too seldom to guess and too often to mistake: each place is written down, and only a known one counts.
  void find_places(std::size_t from) {
    const std::size_t to = std::min(Classes::kStretch, text_.size() - from);
    sign_count_ = word_count_ = 0;
    std::uint64_t before = from > 0 && is_word(text_[from - 1]) ? 1 : 0;
    for (std::size_t block = 0, base = 0; base < to; ++block, base += Classes::kBlock) {
      const std::uint64_t within = to - base >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (to - base)) - 1;
      const std::uint64_t words = classes_.letters(block) | classes_.digits(block);
      const std::uint64_t blanks = a_.blanks_begin_ ? 0 : classes_.blanks(block);
      find_signs(from + base, ~(words | blanks) & within);
      find_words(from, block, words & ~(words << 1 | before));
      before = words >> 63;
    }
  }

  void find_signs(std::size_t base, std::uint64_t places) {
    const std::uint64_t* const known = a_.known_signs_.data();
    const char32_t* const codes = text_.data() + base;
    std::size_t n = sign_count_;
    const auto look = [&](std::size_t i, char32_t second) {
      signs_[n] = static_cast<std::uint32_t>(base + i);
      n += known[codes[i] % kSigns] >> second % 64 & 1;
    };
    const std::size_t last = text_.size() - 1 - base;
    const bool ends = last < 64 && (places >> last & 1) != 0;
    if (ends) places &= (std::uint64_t{1} << last) - 1;
    for (; places != 0; places &= places - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(places));
      look(i, codes[i + 1]);
    }
    if (ends) look(last, kNothing);
    sign_count_ = n;
  }

  void find_words(std::size_t from, std::size_t block, std::uint64_t starts) {
    const auto words_of = [&](std::size_t i) { return classes_.letters(i) | classes_.digits(i); };
    const std::uint64_t words = words_of(block), behind = words_of(block + 1);
    // A digit that stands behind a letter may begin a version.
    const std::uint64_t here = classes_.digits(block) & classes_.letters(block) << 1;
    const std::uint64_t there =
        classes_.digits(block + 1) & (classes_.letters(block + 1) << 1 | classes_.letters(block) >> 63);
    for (; starts != 0; starts &= starts - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(starts));
      const std::size_t at = block * Classes::kBlock + bit;
      const auto from_here = [&](std::uint64_t low, std::uint64_t high) {
        return low >> bit | high << 1 << (63 - bit);
      };
      auto length = static_cast<std::uint32_t>(std::countr_one(from_here(words, behind)));
      const std::uint64_t of_word = length < 64 ? (std::uint64_t{1} << length) - 1 : ~std::uint64_t{0};
      const std::uint64_t versions = from_here(here, there) & of_word;
      if (length < 64 && versions == 0) {
        may_begin(from, at, length, true);
        continue;
      }
      auto version = static_cast<std::uint32_t>(std::bit_width(versions)) - 1;
      const std::size_t begin = from + at;
      if (length == 64) {
        for (; begin + length < text_.size() && is_word(text_[begin + length]); ++length)
          if (is_digit(text_[begin + length]) && is_letter(text_[begin + length - 1])) version = length;
      }
      may_begin(from, at, length, true);
      if (version + 1 != 0) may_begin(from, at, version, false);
    }
  }

  void may_begin(std::size_t from, std::size_t at, std::uint32_t length, bool whole) {
    const std::uint64_t key = word_key(classes_.eight(at), classes_.eight(at + 8), length);
    words_[word_count_] = {key, static_cast<std::uint32_t>(from + at), length, whole};
    word_count_ += known(a_.known_words_.data(), a_.word_keys_.hash(key) >> a_.word_shift_);
  }

  // 1 where a phrase may begin so, else 0.
  static std::uint64_t known(const std::uint64_t* filter, std::uint64_t bit) {
    return filter[bit / 64] >> bit % 64 & 1;
  }

  // Of the places that the filters let through, those where something is. A guess would be wrong as often as before.
  class Settle {
   public:
    Settle(const AutomatonKeys& keys, std::u32string_view text, Place* to) : keys_(keys), text_(text), to_(to) {}

    void look(std::uint64_t key, std::uint32_t begin, std::uint32_t end, bool longer) {
      const AutomatonKeys::Beginning& there = keys_[key];
      const std::uint64_t goes_on = there.next >> next_bit(code(end), code(end + 1)) & 1;
      const std::uint64_t more = goes_on | (longer ? 1 : 0), is = there.key == key,
                          ends = there.number != kNothingThere;
      *to_ = {&there, begin, end, more != 0};
      to_ += is & (more | ends);
    }
    char32_t code(std::size_t i) const { return i < text_.size() ? text_[i] : kNothing; }
    Place* end() const { return to_; }

   private:
    const AutomatonKeys& keys_;
    std::u32string_view text_;
    Place* to_;
  };

  void settle_signs() {
    Settle signs(a_.sign_keys_, text_, sign_places_.data());
    for (std::size_t i = 0; i < sign_count_; ++i) {
      const std::uint32_t begin = signs_[i];
      const char32_t first = text_[begin];
      signs.look(sign_key(first, signs.code(begin + 1)), begin, begin + 2, false);
      if (known(a_.known_singles_.data(), first % kSingles) != 0)
        signs.look(sign_key(first, kAlone), begin, begin + 1, false);
    }
    signs.end()->begin = kNoPlace;
    sign_place_count_ = static_cast<std::size_t>(signs.end() - sign_places_.data());
  }

  void settle_words() {
    Settle words(a_.word_keys_, text_, word_places_.data());
    for (std::size_t i = 0; i < word_count_; ++i)
      words.look(words_[i].key, words_[i].begin, words_[i].begin + words_[i].length, !words_[i].whole);
    words.end()->begin = kNoPlace;
    word_place_count_ = static_cast<std::size_t>(words.end() - word_places_.data());
  }

  void follow(const Place& place) {
    const AutomatonKeys::Beginning& there = *place.there;
    if ((there.key & kLongWord) != 0) return walk(there.at, place.begin, place.begin);
    if (place.longer) return walk(there.at, place.begin, place.end);
    hit(place.begin, place.end, there.number);
  }

  void hit(std::uint32_t begin, std::uint32_t end, std::uint32_t number) {
    if (!bounded || number >= kSure || boundaries_.bounded(begin, end)) hits_.push_back({begin, end, number % kSure});
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
  /// Where a phrase may begin with no word, and with one: every other place is a word, each of which may be two.
  std::array<std::uint32_t, Classes::kStretch + 1> signs_;
  std::array<Word, Classes::kStretch + 2> words_;
  /// And where one does; one more, behind every other, ends each list.
  std::array<Place, 2 * Classes::kStretch + 2> sign_places_;
  std::array<Place, Classes::kStretch + 2> word_places_;
  std::size_t sign_count_ = 0, word_count_ = 0, sign_place_count_ = 0, word_place_count_ = 0;
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
  return bytes(known_words_) + bytes(known_signs_) + bytes(known_singles_) + word_keys_.size() + sign_keys_.size() +
         bytes(cells_);
}

}  // namespace chouma::text
