#include "text/folded.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace chouma::text {

namespace {

constexpr std::array<std::u32string_view, 11> kBlockTags = {U"br", U"p",  U"li", U"ul", U"ol",   U"div",
                                                            U"tr", U"td", U"h1", U"h2", U"table"};
constexpr std::array<std::u32string_view, 14> kInlineTags = {U"b",    U"strong", U"i",     U"em", U"u",  U"a",  U"span",
                                                             U"font", U"code",   U"small", U"h3", U"h4", U"h5", U"h6"};

bool blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

// The end of the tag that begins at `at` ('<'), or `at`. `block` tells which kind it is.
std::size_t tag_end(const std::u32string& codes, std::size_t at, bool& block) {
  std::size_t i = at + 1;
  if (i < codes.size() && codes[i] == '/') ++i;
  const std::size_t name = i;
  while (i < codes.size() && is_word(codes[i]) && i - name < 8) ++i;
  const std::u32string_view tag(codes.data() + name, i - name);
  block = std::find(kBlockTags.begin(), kBlockTags.end(), tag) != kBlockTags.end();
  if (!block && std::find(kInlineTags.begin(), kInlineTags.end(), tag) == kInlineTags.end()) return at;
  if (i < codes.size() && codes[i] != '>' && codes[i] != ' ' && codes[i] != '/') return at;
  // Attributes are short; a stray '<' must not swallow the text (nor cost quadratic time).
  for (const std::size_t limit = std::min(codes.size(), at + 200); i < limit; ++i) {
    if (codes[i] == '>') return i + 1;
    if (codes[i] == '<') return at;
  }
  return at;
}

void mask_markup(std::u32string& codes) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] == '<') {
      bool block = false;
      const std::size_t end = tag_end(codes, i, block);
      if (end == i) continue;
      std::fill(codes.begin() + static_cast<std::ptrdiff_t>(i), codes.begin() + static_cast<std::ptrdiff_t>(end), U' ');
      if (block) codes[i] = '\n';
      i = end - 1;
    } else if (codes[i] == '_' && codes.compare(i, 7, U"_x000d_") == 0) {
      codes.replace(i, 7, 7, U' ');
    }
  }
}

bool address_char(char32_t c) {
  return is_word(c) ||
         (c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' && c != ',' && c != ';' && c != ')' && c != '(');
}

constexpr std::size_t kLongestHost = 256;

// URLs ("https://…", "www.…") and e-mail addresses name products without asking for them.
void mask_addresses(std::u32string& codes) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] != ':' && codes[i] != 'w' && codes[i] != '@') continue;
    const bool link = codes.compare(i, 3, U"://") == 0;
    const bool www = codes.compare(i, 4, U"www.") == 0 && (i == 0 || !is_word(codes[i - 1]));
    const bool mail =
        codes[i] == '@' && i > 0 && is_word(codes[i - 1]) && i + 1 < codes.size() && is_word(codes[i + 1]);
    if (!link && !www && !mail) continue;
    std::size_t begin = i, end = i;
    // A host needs a dot; "foo@bar" without one may be a decorator or a handle, and stays.
    bool dot = false;
    for (const std::size_t limit = mail ? std::min(codes.size(), i + kLongestHost) : codes.size();
         end < limit && address_char(codes[end]); ++end)
      dot |= codes[end] == '.';
    if (mail && !dot) continue;
    while (begin > 0 && (is_word(codes[begin - 1]) ||
                         (mail && (codes[begin - 1] == '.' || codes[begin - 1] == '_' || codes[begin - 1] == '-'))))
      --begin;
    std::fill(codes.begin() + static_cast<std::ptrdiff_t>(begin), codes.begin() + static_cast<std::ptrdiff_t>(end),
              kMasked);
    i = end > i ? end - 1 : i;
  }
}

}  // namespace

char32_t fold_code(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c < 0x80 && c >= ' ') return c;
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
  if (blank(c)) return ' ';
  return c <= ' ' ? U' ' : c;
}

Folded fold_text(std::string_view text) {
  Folded out;
  out.codes.reserve(text.size());
  out.original.reserve(text.size());
  out.utf16.reserve(text.size() + 1);
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    base::Decoded d{static_cast<unsigned char>(text[at]), 1, true};
    if (d.code >= 0x80) d = base::decode(text, at);
    if (!d.valid && out.malformed++ == 0) out.first_malformed = units;
    out.codes.push_back(fold_code(d.code));
    out.original.push_back(d.code);
    out.utf16.push_back(units);
    units += d.code > 0xFFFF ? 2 : 1;
    at += d.bytes;
  }
  out.utf16.push_back(units);
  mask_markup(out.codes);
  mask_addresses(out.codes);
  return out;
}

std::u32string fold_phrase(std::string_view phrase) {
  std::u32string codes;
  for (std::size_t at = 0; at < phrase.size();) {
    const base::Decoded d = base::decode(phrase, at);
    codes.push_back(fold_code(d.code));
    at += d.bytes;
  }
  const auto first = codes.find_first_not_of(U" \n");
  if (first == std::u32string::npos) return {};
  return codes.substr(first, codes.find_last_not_of(U" \n") - first + 1);
}

}  // namespace chouma::text
