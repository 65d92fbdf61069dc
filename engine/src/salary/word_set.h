// Which of a fixed list of words and phrases stand in a text, in one pass.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// A trie of folded words. A word that begins or ends with an ASCII letter or digit does not match inside a longer run of these ("go" not in "mongo",
/// "c" not in "c++" or "c#"); Chinese words match anywhere. Overlapping words all count.
class WordSet {
 public:
  WordSet() = default;
  explicit WordSet(const std::vector<std::string>& words);

  /// Indices of the words that stand in `folded` (text::fold), ascending, once each. O(length × longest word).
  std::vector<std::uint32_t> find(std::string_view folded) const;

  std::size_t size() const { return size_; }

 private:
  struct Node {
    std::uint32_t child = 0, sibling = 0;  ///< 0: none (node 0 is the root)
    std::uint32_t word = UINT32_MAX;
    char byte = 0;
  };
  std::uint32_t step(std::uint32_t node, char byte) const;

  std::vector<Node> nodes_{Node{}};
  std::array<std::uint32_t, 256> first_{};  ///< the root's children by byte
  std::size_t size_ = 0;
};

/// ASCII letter or digit.
bool is_word_byte(char c);

}  // namespace chouma::salary
