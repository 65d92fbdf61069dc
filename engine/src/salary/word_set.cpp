#include "salary/word_set.h"

#include <algorithm>

namespace chouma::salary {

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

namespace {

/// True where a word [begin, end) of `text` is not part of a longer ASCII word.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin > 0 && is_word_byte(text[begin]) && is_word_byte(text[begin - 1])) return false;
  if (end == text.size() || !is_word_byte(text[end - 1])) return true;
  return !is_word_byte(text[end]) && text[end] != '+' && text[end] != '#';
}

}  // namespace

WordSet::WordSet(const std::vector<std::string>& words) : size_(words.size()) {
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    std::uint32_t node = 0;
    for (const char byte : words[w]) {
      std::uint32_t next = step(node, byte);
      if (next == 0) {
        next = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back({0, nodes_[node].child, UINT32_MAX, byte});
        nodes_[node].child = next;
        if (node == 0) first_[static_cast<unsigned char>(byte)] = next;
      }
      node = next;
    }
    if (node != 0) nodes_[node].word = w;
  }
}

std::uint32_t WordSet::step(std::uint32_t node, char byte) const {
  if (node == 0) return first_[static_cast<unsigned char>(byte)];
  std::uint32_t child = nodes_[node].child;
  while (child != 0 && nodes_[child].byte != byte) child = nodes_[child].sibling;
  return child;
}

std::vector<std::uint32_t> WordSet::find(std::string_view folded) const {
  std::vector<std::uint32_t> found;
  for (std::size_t begin = 0; begin < folded.size(); ++begin) {
    std::uint32_t node = 0;
    for (std::size_t at = begin; at < folded.size(); ++at) {
      node = step(node, folded[at]);
      if (node == 0) break;
      if (nodes_[node].word != UINT32_MAX && stands_alone(folded, begin, at + 1)) found.push_back(nodes_[node].word);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace chouma::salary
