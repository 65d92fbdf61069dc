// Finds every occurrence of many phrases in one pass: Aho and Corasick, "Efficient string matching: an aid to bibliographic
// search", CACM 18 (1975).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

/// A trie with failure links. States are numbered breadth first, so that the children of a state lie side by side, sorted by label.
class Automaton {
 public:
  struct Hit {
    std::uint32_t begin, end, pattern;  ///< code points [begin, end) of the text are pattern number `pattern`
  };

  Automaton() = default;
  /// `patterns` must be sorted, distinct, not empty strings. Time linear in their total length (times log of the alphabet).
  explicit Automaton(const std::vector<std::u32string>& patterns);

  /// All hits, ascending by end. Time linear in text plus hits.
  std::vector<Hit> find(std::u32string_view text) const;

 private:
  std::uint32_t child(std::uint32_t state, char32_t label) const;

  struct State {
    std::uint32_t first_child = 0;  ///< the next state's first_child ends the range
    char32_t label = 0;
    std::uint32_t fail = 0;
    std::uint32_t pattern = 0xFFFFFFFF;  ///< pattern that ends here
    std::uint32_t shorter = 0;           ///< nearest state on the failure chain where a pattern ends, or 0
    std::uint32_t depth = 0;
  };
  std::vector<State> states_;
  std::vector<std::uint32_t> root_;  ///< child of the root by code point, 0 where there is none
};

}  // namespace chouma::text
