// UTF-8 in, UTF-16 positions out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::base {

/// One decoded code point: its value (U+FFFD for a malformed sequence, maximal-subpart rule of Unicode 3.9) and its length in bytes (>= 1).
struct Decoded {
  char32_t code = 0xFFFD;
  std::uint8_t bytes = 1;
  bool valid = false;
};

/// Decodes at `at` < text.size(). Lone surrogates, overlong forms and values above U+10FFFF are malformed.
Decoded decode(std::string_view text, std::size_t at);
/// Appends the UTF-8 form; surrogates and values above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t code);
/// Byte offset of the first malformed sequence, or npos.
std::size_t first_malformed(std::string_view text);
/// UTF-16 length of a string, malformed sequences counting 1 each.
std::size_t utf16_length(std::string_view text);
/// The first `n` code points, with "…" when something was cut.
std::string ellipsis(std::string_view text, std::size_t n);

}  // namespace chouma::base
