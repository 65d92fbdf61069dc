#include "text/written.h"

#include "base/utf8.h"
#include "text/folded.h"

namespace chouma::text {

Written::Written(std::string_view text) : codes(fold_text(text).codes) {
  original.reserve(codes.size());
  utf16.reserve(codes.size() + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded d = base::decode(text, at);
    original.push_back(d.code);
    utf16.push_back(units);
    units += d.code > 0xFFFF ? 2 : 1;
    at += d.bytes;
  }
  utf16.push_back(units);
}

Reduced edited(const Written& text, const std::vector<Edit>& edits) {
  Reduced out;
  out.text.reserve(text.size());
  out.origin.reserve(text.size());
  std::uint32_t at = 0;
  const auto copy = [&](std::uint32_t end) {
    for (; at < end; ++at) {
      base::append_utf8(out.text, text.original[at]);
      const Span place{text.utf16[at], text.utf16[at + 1]};
      out.origin.insert(out.origin.end(), text.original[at] > 0xFFFF ? 2 : 1, place);
    }
  };
  for (const Edit& edit : edits) {
    copy(edit.begin);
    if (edit.blank) {
      out.text.push_back(' ');
      out.origin.push_back({text.utf16[edit.begin], text.utf16[edit.end]});
    }
    at = edit.end;
  }
  copy(text.size());
  return out;
}

}  // namespace chouma::text
