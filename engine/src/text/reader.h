// What everything that reads a folded text place by place shares.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace chouma::text {

/// Places are code points; those behind the end read as a line break.
class Reader {
 public:
  explicit Reader(std::u32string_view codes) : codes_(codes) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(codes_.size()); }
  char32_t code(std::uint32_t i) const { return i < codes_.size() ? codes_[i] : U'\n'; }
  /// The first place from i on that is no blank.
  std::uint32_t blanks(std::uint32_t i) const {
    while (code(i) == ' ') ++i;
    return i;
  }
  bool stands_at(std::uint32_t i, std::u32string_view word) const {
    return i <= codes_.size() && codes_.substr(i).starts_with(word);
  }
  /// Where the first of `words` that stands at i ends; 0: none does.
  std::uint32_t any_of(std::uint32_t i, std::initializer_list<std::u32string_view> words) const {
    for (const std::u32string_view word : words)
      if (stands_at(i, word)) return i + static_cast<std::uint32_t>(word.size());
    return 0;
  }

 protected:
  std::u32string_view codes_;
};

}  // namespace chouma::text
