// The text as the automaton sees it, with the way back to the caller's string.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chouma::text {

/// The text as decoded, read back where it is asked for: a malformed sequence is one U+FFFD.
class Original {
 public:
  static constexpr std::size_t kStep = 64;  ///< code points from one known place to the next

  Original() = default;
  /// `places`: byte offset of every kStep-th code point.
  Original(std::string_view text, std::vector<std::uint32_t> places) : text_(text), places_(std::move(places)) {}

  char32_t operator[](std::size_t i) const { return substr(i, 1)[0]; }
  /// Code points [begin, begin + count), which must be inside.
  std::u32string substr(std::size_t begin, std::size_t count) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> places_;
};

/// UTF-16 offset of each code point, and of the end: a code point above U+FFFF takes two units, any other one.
class Utf16Offsets {
 public:
  Utf16Offsets() = default;
  /// `wide`: ascending indices of the code points above U+FFFF.
  explicit Utf16Offsets(std::vector<std::uint32_t> wide) : wide_(std::move(wide)) {}

  std::uint32_t operator[](std::size_t i) const {
    const auto before = std::lower_bound(wide_.begin(), wide_.end(), i) - wide_.begin();
    return static_cast<std::uint32_t>(i) + static_cast<std::uint32_t>(before);
  }

 private:
  std::vector<std::uint32_t> wide_;
};

/// Index i means the same code point of the text in every member; nothing is inserted or removed.
struct Folded {
  std::u32string codes;         ///< lower case, full-width forms as ASCII; mark-up and addresses masked (see below)
  Original original;            ///< borrows the text
  Utf16Offsets utf16;           ///< size() + 1 entries
  std::uint32_t malformed = 0;  ///< malformed sequences met
  std::uint32_t first_malformed = 0;  ///< UTF-16 offset of the first of them

  std::size_t size() const { return codes.size(); }
};

/// In `codes`, HTML tags and the "_x000d_" that spreadsheets leave behind are blanks (block tags: a line break), characters of
/// URLs and e-mail addresses are kMasked, and every kind of blank is ' '. Time linear in text. `text` must outlive
/// what is returned where its `original` is read.
Folded fold_text(std::string_view text);

/// One code point, folded.
char32_t fold_code(char32_t code);

/// A character that no word of the lexicon contains and that is no letter, digit, blank or punctuation.
inline constexpr char32_t kMasked = 1;

/// The folded code points of a lexicon phrase (no masking), blanks at the ends removed.
std::u32string fold_phrase(std::string_view phrase);

inline bool is_digit(char32_t c) { return c - '0' < 10; }
/// Of folded text.
inline bool is_letter(char32_t c) { return c - 'a' < 26; }
inline bool is_word(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace chouma::text
