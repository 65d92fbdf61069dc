// Finds the phrases of a lexicon wherever one may begin, in one pass. Most of a text begins no phrase, and a filter of a few kilobytes says
// so without a look at the phrases (after Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). Where a word of ASCII
// letters and digits begins, the filter and the table behind it know the whole word; anywhere else, two characters. A trie has the rest.
#pragma once

#include "text/automaton_keys.h"
#include "text/folded.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

/// Immutable.
class Automaton {
 public:
  struct Hit {
    std::uint32_t begin, end, pattern;  ///< code points [begin, end) of the text are pattern number `pattern`
  };

  Automaton() : Automaton(std::vector<std::u32string>{}) {}
  /// `patterns` must be sorted, distinct, not empty strings of code points 1 to 0xFFFF, fewer than 2^30. Time linear in their total
  /// length (times log of the alphabet).
  explicit Automaton(const std::vector<std::u32string>& patterns);

  /// The occurrences ascending by begin, the longest first; but none that begins within a word (is_word), and none whose own first word
  /// ends within a longer one, unless a letter stands before that end and a digit behind it ("vue" in "vue3"). What else a boundary
  /// is, is the caller's to judge. Time at most linear in text times the longest pattern.
  std::vector<Hit> find(std::u32string_view text) const;

  /// Those of `find` that stand for themselves: no letters or digits adjoin their own, unless a version number follows. `text`: as the
  /// codes of fold_text.
  std::vector<Hit> find_bounded(std::u32string_view text) const;
  /// The same into `hits`, whose memory is used again.
  void find_bounded(std::u32string_view text, std::vector<Hit>& hits) const;

  /// Bytes held.
  std::size_t size() const;

 private:
  class Builder;
  template <bool bounded>
  class Search;

  std::vector<std::uint64_t> known_words_;  ///< bit hash(key) of every word
  std::vector<std::uint64_t> known_signs_;  ///< of word (first % kSigns), bit (second % 64) of every two characters
  std::vector<std::uint64_t>
      known_singles_;  ///< bit (code % kSingles) of every phrase of one character that is no word
  /// By word_key; by sign_key two characters, of which the first is of no word.
  AutomatonKeys word_keys_, sign_keys_;
  /// The tries, depth first; that of a word whose key does not hold all of it has the word, too. A node: children * 2 + (1 where
  /// a pattern ends), the pattern (two cells, see kSure), the children's labels in ascending order, their places (two cells each; an only
  /// child stands right behind).
  std::vector<std::uint16_t> cells_;
  bool blanks_begin_ = false;  ///< a phrase begins with a blank or a line break
  std::uint32_t word_shift_ = 0;
};

}  // namespace chouma::text
