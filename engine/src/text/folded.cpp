#include "text/folded.h"

#include "base/utf8.h"
#include "text/radicals.h"

#include <algorithm>
#include <array>
#include <bit>
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

// Where mark-up or an address may be, ascending: its first character, or one close before it.
using Places = std::vector<std::uint32_t>;

void mask_markup(std::u32string& codes, const Places& places) {
  std::size_t done = 0;  // what lies before is settled
  for (const std::size_t i : places) {
    if (i < done) continue;
    if (codes[i] == '<') {
      bool block = false;
      const std::size_t end = tag_end(codes, i, block);
      if (end == i) continue;
      std::fill(codes.begin() + static_cast<std::ptrdiff_t>(i), codes.begin() + static_cast<std::ptrdiff_t>(end), U' ');
      if (block) codes[i] = '\n';
      done = end;
    } else if (codes[i] == '_' && codes.compare(i, 7, U"_x000d_") == 0) {
      codes.replace(i, 7, 7, U' ');
      done = i + 7;
    }
  }
}

bool address_char(char32_t c) {
  return is_word(c) ||
         (c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>' && c != ',' && c != ';' && c != ')' && c != '(');
}

constexpr std::size_t kLongestHost = 256;

// URLs ("https://…", "www.…") and e-mail addresses name products without asking for them.
void mask_addresses(std::u32string& codes, const Places& places) {
  std::size_t done = 0;
  for (const std::size_t i : places) {
    if (i < done) continue;
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
    done = end;
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
  if (c - 0xFF01 <= 0xFF5E - 0xFF01) c -= 0xFEE0;
  if (c < 0x80) return kAscii[c];
  if (c - 0x3001 < 0xFEFF - 0x3001) return c;  // Chinese punctuation and characters
  if (c >= kFirstRadical && c <= kLastRadical) return plain_han(c);
  if (c == 0x2028 || c == 0x2029 || c == 0x85) return '\n';
  return blank(c) ? U' ' : c;
}

// Mark-up or an address may be where a folded character is one of these.
constexpr bool begins_markup(char32_t c) {
  return c == '<' || c == '_' || c == '@' || c == ':' || c == '/' || c == 'w';
}

// Sixteen bytes at a time. Vectors of g++ and clang: SSE2 and WASM alike.
using Bytes = std::uint8_t __attribute__((vector_size(16)));
using Eight = std::uint8_t __attribute__((vector_size(8)));
using Codes = std::uint32_t __attribute__((vector_size(32)));
constexpr std::size_t kWide = sizeof(Bytes);

Bytes load(const unsigned char* bytes) {
  Bytes v;
  std::memcpy(&v, bytes, sizeof v);
  return v;
}

std::array<std::uint64_t, 2> halves(Bytes v) {
  std::array<std::uint64_t, 2> out;
  std::memcpy(out.data(), &v, sizeof v);
  return out;
}

// kAscii of each byte.
Bytes fold_ascii(Bytes v) {
  const Bytes capital = (v >= 'A') & (v <= 'Z') & 32;
  const Bytes control = v < ' ';
  const Bytes line = (v == '\n') | (v == '\r');
  return (((v | capital) & ~control) | (control & ((line & '\n') | (~line & ' '))));
}

void widen(std::uint64_t eight, char32_t* to) {
  Eight v;
  std::memcpy(&v, &eight, sizeof v);
  const Codes codes = __builtin_convertvector(v, Codes);
  std::memcpy(to, &codes, sizeof codes);
}

// Decodes and folds a stretch at a time; what is common in postings (ASCII, Chinese) has ways of its own.
class Folder {
 public:
  Folder(std::string_view text, bool whole, std::u32string&& memory = {})
      : text_(text), whole_(whole), bytes_(reinterpret_cast<const unsigned char*>(text.data())) {
    out_.codes = std::move(memory);
    out_.codes.clear();
  }

  Folded run() {
    const std::size_t leads = count_leads(text_);
    out_.codes.reserve(leads);
    if (whole_) out_.original.reserve(leads);
    while (at_ < text_.size()) {
      first_ = static_cast<std::uint32_t>(out_.codes.size());
      const std::size_t count = step();
      out_.codes.append(codes_.data(), count);
      if (whole_) out_.original.append(original_.data(), count);
    }
    if (whole_) number();
    mask_markup(out_.codes, places_);
    mask_addresses(out_.codes, places_);
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kStep = 1024;

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

  // The next code points, about kStep of them unless the text ends; returns how many.
  std::size_t step() {
    std::size_t n = 0;
    while (n + kWide <= kStep && at_ + kWide < text_.size()) {
      const unsigned char lead = bytes_[at_];
      if (lead < 0x80)
        n += ascii(n);
      else if (const std::size_t han = two_han(n); han > 0)
        n += han;
      else
        n += one(n);
    }
    while (n < kStep && at_ < text_.size()) n += one(n);
    return n;
  }

  // The ASCII that begins here, at most kWide bytes of it: there are kWide + 1 to be read and kWide places to write.
  std::size_t ascii(std::size_t n) {
    const Bytes written = load(bytes_ + at_), next = load(bytes_ + at_ + 1);
    const auto [low, high] = halves(written & 0x80);
    const std::size_t count = low != 0    ? static_cast<std::size_t>(std::countr_zero(low)) / 8
                              : high != 0 ? 8 + static_cast<std::size_t>(std::countr_zero(high)) / 8
                                          : kWide;
    const auto [front, back] = halves(fold_ascii(written));
    const auto [front_as_is, back_as_is] = halves(written);
    widen(front, codes_.data() + n);
    if (whole_) widen(front_as_is, original_.data() + n);
    if (count > 8) {
      widen(back, codes_.data() + n + 8);
      if (whole_) widen(back_as_is, original_.data() + n + 8);
    }
    const auto [odd, odd_too] =
        halves((written == '<') | (written == '_') | (written == '@') | ((written == ':') & (next == '/')) |
               (((written | 32) == 'w') & ((next | 32) == 'w')));
    if ((odd | odd_too) != 0)
      for (std::size_t i = 0; i < count; ++i)
        if (begins_markup(codes_[n + i])) place(n + i);
    at_ += count;
    return count;
  }

  // Two characters of U+4000 to U+D7FF, most of Chinese, which fold to themselves; 0 where others stand.
  std::size_t two_han(std::size_t n) {
    std::uint64_t v;
    std::memcpy(&v, bytes_ + at_, sizeof v);
    if ((v & 0xC0C0F0C0C0F0) != 0x8080E08080E0) return 0;
    const auto code = [](std::uint64_t three) {
      return static_cast<char32_t>((three & 0x0F) << 12 | (three >> 2 & 0xFC0) | (three >> 16 & 0x3F));
    };
    const char32_t a = code(v), b = code(v >> 24);
    if (a - 0x4000 >= 0x9800 || b - 0x4000 >= 0x9800) return 0;
    codes_[n] = original_[n] = a;
    codes_[n + 1] = original_[n + 1] = b;
    at_ += 6;
    return 2;
  }

  std::size_t one(std::size_t n) {
    const base::Decoded d = decode_three();
    codes_[n] = fold(d.code);
    original_[n] = d.code;
    if (codes_[n] < 0x80 && begins_markup(codes_[n])) {
      // A full-width form may make an address of what stands before it.
      if (first_ + n > 0) place(n - 1);
      place(n);
    }
    if (!d.valid && out_.malformed++ == 0) out_.first_malformed = first_ + static_cast<std::uint32_t>(n + wide_.size());
    if (d.code > 0xFFFF) wide_.push_back(first_ + static_cast<std::uint32_t>(n));
    at_ += d.bytes;
    return 1;
  }

  // base::decode, quick for three bytes that are neither overlong nor a surrogate.
  base::Decoded decode_three() const {
    if (at_ + 4 <= text_.size() && bytes_[at_] >= 0xE1 && bytes_[at_] <= 0xEF && bytes_[at_] != 0xED) {
      std::uint32_t v;
      std::memcpy(&v, bytes_ + at_, 4);
      if ((v & 0xC0C000) == 0x808000) return {(v & 0x0F) << 12 | (v >> 2 & 0xFC0) | (v >> 16 & 0x3F), 3, true};
    }
    return base::decode(text_, at_);
  }

  void place(std::size_t n) { places_.push_back(first_ + static_cast<std::uint32_t>(n)); }

  // A code point above U+FFFF takes two UTF-16 units, any other one.
  void number() {
    out_.utf16.resize(out_.codes.size() + 1);
    std::uint32_t* const offsets = out_.utf16.data();
    wide_.push_back(static_cast<std::uint32_t>(out_.codes.size()));
    std::uint32_t i = 0;
    for (std::uint32_t more = 0; more < wide_.size(); ++more)
      for (; i <= wide_[more]; ++i) offsets[i] = i + more;
  }

  std::string_view text_;
  bool whole_;  ///< original and utf16 too
  const unsigned char* bytes_;
  std::size_t at_ = 0;
  std::uint32_t first_ = 0;  ///< index of codes_[0]
  std::array<char32_t, kStep> codes_, original_;
  std::vector<std::uint32_t> wide_;  ///< indices of the code points above U+FFFF
  Places places_;
  Folded out_;
};

}  // namespace

char32_t fold_code(char32_t c) { return fold(c); }

Folded fold_text(std::string_view text) { return Folder(text, true).run(); }

std::u32string fold_codes(std::string_view text) { return Folder(text, false).run().codes; }

void fold_codes(std::string_view text, std::u32string& codes) {
  codes = Folder(text, false, std::move(codes)).run().codes;
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
