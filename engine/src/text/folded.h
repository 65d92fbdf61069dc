// The text as the automaton sees it, with the way back to the caller's string.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

/// One entry per code point of the original; nothing is inserted or removed, so index i means the same place in every member.
struct Folded {
  std::u32string
      codes;  ///< lower case, full-width forms as ASCII, radicals as the characters that they stand for; mark-up and addresses masked (see below)
  std::u32string original;            ///< as decoded; a malformed sequence is one U+FFFD
  std::vector<std::uint32_t> utf16;   ///< UTF-16 offset of each code point, and of the end: size() + 1 entries
  std::uint32_t malformed = 0;        ///< malformed sequences met
  std::uint32_t first_malformed = 0;  ///< UTF-16 offset of the first of them

  std::size_t size() const { return codes.size(); }
};

/// In `codes`, HTML tags and the "_x000d_" that spreadsheets leave behind are blanks (block tags: a line break), characters of
/// URLs and e-mail addresses are kMasked, and every kind of blank is ' '. Time linear in text.
Folded fold_text(std::string_view text);

/// The `codes` of fold_text alone.
std::u32string fold_codes(std::string_view text);
/// The same into `codes`, whose memory is used again.
void fold_codes(std::string_view text, std::u32string& codes);

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
