#include "text/folded.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>

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

using Four = std::uint32_t __attribute__((vector_size(16)));  // g++ and clang, SSE2 and WASM alike

Four four(const char32_t* codes) {
  Four v;
  std::memcpy(&v, codes, sizeof v);
  return v;
}

bool any(Four mask) {
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

// The first place at or after `at` where one of four code points and what follows each may be what is looked for. `suspect` is given
// four code points and their successors; a string ends with a 0. Most of a text is neither mark-up nor address.
template <class Suspect>
std::size_t next_place(const std::u32string& codes, std::size_t at, Suspect suspect) {
  const char32_t* const p = codes.data();
  for (; at + 16 <= codes.size(); at += 16) {
    Four found{};
    for (std::size_t k = at; k < at + 16; k += 4) found |= suspect(four(p + k), four(p + k + 1));
    if (any(found)) break;
  }
  for (; at < codes.size(); ++at)
    if (any(suspect(Four{p[at]}, Four{p[at + 1]}))) break;
  return at;
}

void mask_markup(std::u32string& codes) {
  const auto suspect = [](Four code, Four) -> Four { return (code == '<') | (code == '_'); };
  for (std::size_t i = 0; (i = next_place(codes, i, suspect)) < codes.size(); ++i) {
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
  const auto suspect = [](Four code, Four next) -> Four {
    return ((code == ':') & (next == '/')) | ((code == 'w') & (next == 'w')) | (code == '@');
  };
  for (std::size_t i = 0; (i = next_place(codes, i, suspect)) < codes.size(); ++i) {
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

// fold_code of ASCII.
constexpr std::array<std::uint8_t, 128> kAscii = [] {
  std::array<std::uint8_t, 128> folded{};
  for (std::uint8_t c = 0; c < 128; ++c) folded[c] = c >= 'A' && c <= 'Z' ? c + 32 : c < ' ' ? ' ' : c;
  folded['\n'] = folded['\r'] = '\n';
  return folded;
}();

inline char32_t fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c < 0x80) return kAscii[c];
  if (c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
  return blank(c) ? U' ' : c;
}

// Decodes and folds a stretch at a time; what is common in postings (ASCII, Chinese) has ways of its own.
class Folder {
 public:
  Folder(std::string_view text, bool whole) : text_(text), whole_(whole) {}

  Folded run() {
    const std::size_t leads = count_leads(text_);
    out_.codes.reserve(leads);
    if (whole_) out_.original.reserve(leads);
    while (at_ < text_.size()) {
      const std::size_t count = step(out_.codes.size());
      out_.codes.append(codes_.data(), count);
      if (whole_) out_.original.append(original_.data(), count);
    }
    if (whole_) number();
    mask_markup(out_.codes);
    mask_addresses(out_.codes);
    return std::move(out_);
  }

 private:
  // Bytes that begin a code point of well-formed text.
  static std::size_t count_leads(std::string_view text) {
    std::size_t leads = 0;
    for (std::size_t from = 0; from < text.size(); from += 4096) {
      std::uint32_t n = 0;
      for (const char c : text.substr(from, 4096)) n += static_cast<signed char>(c) >= -64;
      leads += n;
    }
    return leads;
  }

  // The next code points, kStep of them unless the text ends; `index` is that of the first.
  std::size_t step(std::size_t index) {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text_.data());
    const std::size_t size = text_.size();
    std::size_t at = at_, n = 0;
    while (n < kStep && at < size) {
      const unsigned char lead = bytes[at];
      if (lead < 0x80) {
        if (n + kWide <= kStep && at + kWide <= size && ascii(bytes + at)) {
          fold_ascii(bytes + at, codes_.data() + n, original_.data() + n);
          at += kWide;
          n += kWide;
        } else {
          codes_[n] = kAscii[lead];
          original_[n++] = lead;
          ++at;
        }
        continue;
      }
      if (at + 4 <= size && lead >= 0xE2 && lead <= 0xEF && lead != 0xED) {
        std::uint32_t four;
        std::memcpy(&four, bytes + at, 4);
        if ((four & 0xC0C000) == 0x808000) {
          const char32_t code = (four & 0x0F) << 12 | (four >> 2 & 0xFC0) | (four >> 16 & 0x3F);
          original_[n] = code;
          codes_[n++] = lead >= 0xE4 && lead < 0xEF ? code : fold(code);  // U+4000 to U+EFFF fold to themselves
          at += 3;
          continue;
        }
      }
      const base::Decoded d = base::decode(text_, at);
      codes_[n] = fold(d.code);
      original_[n] = d.code;
      note(d, index + n++);
      at += d.bytes;
    }
    at_ = at;
    return n;
  }

  void note(const base::Decoded& d, std::size_t index) {
    if (!d.valid && out_.malformed++ == 0) out_.first_malformed = static_cast<std::uint32_t>(index + wide_.size());
    if (d.code > 0xFFFF) wide_.push_back(static_cast<std::uint32_t>(index));
  }

  // A code point above U+FFFF takes two UTF-16 units, any other one.
  void number() {
    out_.utf16.resize(out_.codes.size() + 1);
    std::uint32_t* const offsets = out_.utf16.data();
    wide_.push_back(static_cast<std::uint32_t>(out_.codes.size()));
    std::uint32_t i = 0;
    for (std::uint32_t more = 0; more < wide_.size(); ++more)
      for (; i <= wide_[more]; ++i) offsets[i] = i + more;
  }

  static constexpr std::size_t kWide = 16, kStep = 1024;

  static bool ascii(const unsigned char* bytes) {
    std::uint64_t a, b;
    std::memcpy(&a, bytes, 8);
    std::memcpy(&b, bytes + 8, 8);
    return ((a | b) & 0x8080808080808080u) == 0;
  }

  // kAscii of kWide characters, written so that a compiler makes vector code of it.
  static void fold_ascii(const unsigned char* bytes, char32_t* codes, char32_t* original) {
    std::uint8_t folded[kWide];
    for (std::size_t i = 0; i < kWide; ++i) {
      const std::uint8_t c = bytes[i];
      const auto capital = static_cast<std::uint8_t>(static_cast<std::uint8_t>(c - 'A') < 26 ? 32 : 0);
      const std::uint8_t control = c == '\n' || c == '\r' ? '\n' : ' ';
      folded[i] = c < ' ' ? control : static_cast<std::uint8_t>(c + capital);
    }
    for (std::size_t i = 0; i < kWide; ++i) codes[i] = folded[i];
    for (std::size_t i = 0; i < kWide; ++i) original[i] = bytes[i];
  }

  std::string_view text_;
  bool whole_;  ///< original and utf16 too
  std::size_t at_ = 0;
  std::array<char32_t, kStep> codes_, original_;
  std::vector<std::uint32_t> wide_;  ///< indices of the code points above U+FFFF
  Folded out_;
};

}  // namespace

char32_t fold_code(char32_t c) { return fold(c); }

Folded fold_text(std::string_view text) { return Folder(text, true).run(); }

std::u32string fold_codes(std::string_view text) { return Folder(text, false).run().codes; }

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
