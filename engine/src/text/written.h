// A text with its way back to the caller's string, when parts of it are left out.
#pragma once

#include <chouma/profile.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

/// A text as decoded: index i means the same code point in `codes` and `original`.
struct Written {
  std::u32string codes;  ///< folded, addresses masked (folded.h)
  std::u32string original;
  std::vector<std::uint32_t> utf16;  ///< size() + 1 offsets

  explicit Written(std::string_view text);
  std::uint32_t size() const { return static_cast<std::uint32_t>(codes.size()); }
};

/// Replaces code points [begin, end) by one blank, or by nothing.
struct Edit {
  std::uint32_t begin, end;
  bool blank;
};

/// A text after edits.
struct Reduced {
  std::string text;          ///< UTF-8
  std::vector<Span> origin;  ///< of each UTF-16 unit of `text`: where it stands in the text before

  /// The place in the text before; nothing of what was left out at its ends.
  Span back(Span span) const {
    if (span.begin >= span.end || span.end > origin.size()) return {};
    return {origin[span.begin].begin, origin[span.end - 1].end};
  }
};

/// Edits ascend and do not overlap. Time linear in text.
Reduced edited(const Written& text, const std::vector<Edit>& edits);

/// A Chinese ideograph.
inline bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == U'〇'; }

}  // namespace chouma::text
