// Finds the phrases of a lexicon wherever one may begin, in one pass. Most of a text begins no phrase, and a filter of a few kilobytes says
// so without a look at the phrases (after Wu and Manber, "A fast algorithm for multi-pattern searching", 1994). Where a word of ASCII
// letters and digits begins, the filter and the table behind it know the whole word; anywhere else, two characters. A trie has the rest.
#pragma once

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
  /// `patterns` must be sorted, distinct, not empty strings of code points 1 to 0xFFFF. Time linear in their total length (times log of
  /// the alphabet).
  explicit Automaton(const std::vector<std::u32string>& patterns);

  /// The occurrences ascending by begin, the longest first; but none that begins within a word (is_word), and none whose own first word
  /// ends within a longer one, unless a letter stands before that end and a digit behind it ("vue" in "vue3"). What else a boundary
  /// is, is the caller's to judge. Time at most linear in text times the longest pattern.
  std::vector<Hit> find(std::u32string_view text) const;

  /// Those of `find` that stand for themselves: no letters or digits adjoin their own, unless a version number follows. `text`: as the
  /// codes of fold_text.
  std::vector<Hit> find_bounded(std::u32string_view text) const;

  /// Bytes held.
  std::size_t size() const;

 private:
  /// Where a phrase may begin. `key`: of a word, six bits a character; of one or two other characters, their codes. `length`: how many
  /// characters the key is of.
  struct Candidate {
    std::uint64_t key;
    std::uint32_t begin, length;
  };
  /// A beginning that some phrase has. `at`: its trie in cells_, or kLeaf and the only phrase; a key of 0: none.
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t at = 0;
  };
  class Builder;

  std::uint64_t known(std::uint64_t key) const;
  std::uint64_t single(char32_t code) const;
  std::uint32_t look_up(const Candidate& candidate, std::u32string_view text) const;
  std::size_t filter(std::u32string_view text, std::size_t from, std::size_t to, Candidate* candidates,
                     std::size_t& count) const;
  template <bool bounded>
  std::vector<Hit> search(std::u32string_view text) const;
  template <bool bounded>
  void walk(std::u32string_view text, std::uint32_t node, std::uint32_t begin, std::uint32_t end,
            std::vector<Hit>& hits) const;

  std::vector<std::uint64_t> filter_;   ///< bit hash(key) of every prefix
  std::vector<std::uint64_t> singles_;  ///< bit (code % kSingles) of every phrase that is one character and no word
  std::vector<Slot> slots_;             ///< every beginning, open addressing by hash(key)
  /// The tries, depth first. Before that of a word whose key does not hold all of it: its length, the word. A node: children * 2 + (1 where
  /// a pattern ends), the pattern (two cells, see kSure), the children's labels in ascending order, their places (two cells each; an only
  /// child stands right behind).
  std::vector<std::uint16_t> cells_;
  std::uint32_t filter_shift_ = 0, slot_shift_ = 0;
};

}  // namespace chouma::text
