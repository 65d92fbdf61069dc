// Where a phrase that stands for itself may begin and end. Private to the automaton.
#pragma once

#include "text/folded.h"

#include <cstdint>
#include <string_view>

namespace chouma::text {

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

}  // namespace chouma::text
