#include "text/folded.h"

#include "base/utf8.h"
#include "text/lanes.h"
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

using lanes::Bytes, lanes::load, lanes::mask, lanes::mask64;
using EightBytes = std::uint8_t __attribute__((vector_size(8)));
using CodeLanes = std::uint32_t __attribute__((vector_size(32)));
using FourInts = std::int32_t __attribute__((vector_size(16)));
constexpr std::size_t kBlock = 64;
constexpr std::size_t kReadBehind = 4;  // bytes behind a block that are read as well

// kAscii of each byte.
Bytes fold_ascii(Bytes v) {
  const Bytes capital = (v >= 'A') & (v <= 'Z') & 32;
  const Bytes control = v < ' ';
  const Bytes line = (v == '\n') | (v == '\r');
  return (((v | capital) & ~control) | (control & ((line & '\n') | (~line & ' '))));
}

void widen(Bytes v, char32_t* to) {
  std::array<EightBytes, 2> halves;
  std::memcpy(&halves, &v, sizeof v);
  for (std::size_t i = 0; i < 2; ++i) {
    const CodeLanes codes = __builtin_convertvector(halves[i], CodeLanes);
    std::memcpy(to + 8 * i, &codes, sizeof codes);
  }
}

// Where the code points of 64 bytes begin, bit by bit.
struct ByteBlock {
  explicit ByteBlock(const unsigned char* bytes) {
    const auto part = [&](std::size_t i) { return load(bytes + 16 * i); };
    many = mask64(part);
    if (many == 0) return;
    starts = mask64([&](std::size_t i) { return (lanes::SignedBytes)part(i) > -65; });
    leads = starts & many;
    threes = leads & mask64([&](std::size_t i) { return (lanes::SignedBytes)part(i) > -33; });
    const std::uint64_t odd = mask64([&](std::size_t i) {
      const Bytes v = part(i);
      return (v >= 0xF0) | (v == 0xE0) | (v == 0xED) | ((v & 0xFE) == 0xC0);
    });
    plain = odd == 0 && (leads << 1 | threes << 1 << 1) == (many & ~starts);
  }

  std::uint64_t many = 0;               ///< bytes of code points of more than one
  std::uint64_t starts = 0, leads = 0;  ///< first bytes of code points; of code points of more than one byte
  std::uint64_t threes = 0;             ///< first bytes of code points of three
  bool plain = true;  ///< well-formed, of at most three bytes each, and none that takes a closer look to tell so
};

// The code points whose bytes, lowest first, are in the lanes.
FourInts decode(FourInts v) {
  const FourInts low = (v & 0x3F00) >> 2 | (v >> 16 & 0x3F), three = (v & 0x1F) << 12 | low;
  const FourInts is_one = (v & 0x80) == 0, is_two = (v & 0x20) == 0;
  const FourInts more = (is_two & three >> 6) | (~is_two & three);
  return (is_one & v & 0x7F) | (~is_one & more);
}

// fold() of code points up to U+FFFF.
FourInts fold(FourInts c) {
  c -= (c > 0xFF00) & (c < 0xFF5F) & 0xFEE0;
  const FourInts special = ((c > 0x7F) & (c < 0x3001)) | (c == 0xFEFF);
  if (mask(special) != 0) {
    for (int i = 0; i < 4; ++i) c[i] = static_cast<std::int32_t>(fold(static_cast<char32_t>(c[i])));
    return c;
  }
  const FourInts control = c < ' ', line = (c == '\n') | (c == '\r');
  c |= (c > '@') & (c < '[') & 32;
  return (~control & c) | (control & (' ' ^ (line & (' ' ^ '\n'))));
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
      find_places(count);
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
    while (n + kBlock <= kStep && at_ < text_.size()) {
      if (at_ + kBlock + kReadBehind > text_.size()) {
        n += one(n);
        continue;
      }
      const ByteBlock block(bytes_ + at_);
      if (block.many == 0)
        n += ascii(n);
      else if (block.plain)
        n += several(n, block);
      else
        for (const std::size_t end = at_ + kBlock; at_ < end;) n += one(n);
    }
    return n;
  }

  std::size_t ascii(std::size_t n) {
    for (std::size_t i = 0; i < kBlock; i += sizeof(Bytes)) {
      const Bytes written = load(bytes_ + at_ + i);
      widen(fold_ascii(written), codes_.data() + n + i);
      if (whole_) widen(written, original_.data() + n + i);
    }
    at_ += kBlock;
    return kBlock;
  }

  // FourInts at a time, whatever they are: what follows what is too seldom the same to be guessed.
  std::size_t several(std::size_t n, const ByteBlock& block) {
    // A code point that is cut off stays for the next block.
    const std::size_t end = kBlock - (block.leads >> 63) - (block.threes >> 62 & 1) * 2;
    std::uint64_t starts = block.starts & (~std::uint64_t{0} >> (kBlock - end));
    const auto count = static_cast<std::size_t>(std::popcount(starts));
    const unsigned char* const bytes = bytes_ + at_;
    const auto next = [&] {
      std::int32_t v;
      std::memcpy(&v, bytes + std::countr_zero(starts), sizeof v);
      starts &= starts - 1;
      return v;
    };
    for (std::size_t i = 0; i < count; i += 4) {
      const std::int32_t a = next(), b = next(), c = next(), d = next();
      const FourInts decoded = decode(FourInts{a, b, c, d}), folded = fold(decoded);
      std::memcpy(codes_.data() + n + i, &folded, sizeof folded);
      if (whole_) std::memcpy(original_.data() + n + i, &decoded, sizeof decoded);
    }
    at_ += end;
    return count;
  }

  std::size_t one(std::size_t n) {
    const base::Decoded d = decode_three();
    codes_[n] = fold(d.code);
    original_[n] = d.code;
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

  // Where mark-up or an address may begin: "<", "_", "@", ":/" and "ww", and what may be one of the last two with what comes.
  void find_places(std::size_t count) {
    for (std::size_t n = 0; n < count; n += kBlock) {
      const std::uint64_t last = std::uint64_t{1} << (std::min(count - n, kBlock) - 1);
      std::array<Bytes, 4> parts;
      for (std::size_t i = 0; i < 4; ++i) parts[i] = lanes::narrow(codes_.data() + n + 16 * i);
      const auto are = [&](char c) { return mask64([&](std::size_t i) { return parts[i] == c; }); };
      const std::uint64_t w = are('w');
      std::uint64_t places =
          mask64([&](std::size_t i) { return (parts[i] == '<') | (parts[i] == '_') | (parts[i] == '@'); }) |
          (are(':') & (are('/') >> 1 | last)) | (w & (w >> 1 | last));
      places &= last | (last - 1);
      for (; places != 0; places &= places - 1)
        places_.push_back(first_ + static_cast<std::uint32_t>(n) +
                          static_cast<std::uint32_t>(std::countr_zero(places)));
    }
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
