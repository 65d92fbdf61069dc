#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/utf8.h"

namespace base = chouma::base;

namespace {

std::vector<char32_t> codes(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto d = base::decode(text, at);
    out.push_back(d.code);
    at += d.bytes;
  }
  return out;
}

}  // namespace

TEST_CASE("UTF-8 is decoded with the maximal-subpart rule", "[base]") {
  struct Case {
    std::string name, bytes;
    std::vector<char32_t> codes;
    std::size_t malformed;
  };
  constexpr auto NONE = std::string_view::npos;
  const std::vector<Case> cases = {
      {"ASCII", "Go", {'G', 'o'}, NONE},
      {"two, three, four bytes", "é语🎲", {0xE9, 0x8BED, 0x1F3B2}, NONE},
      {"NUL is a character", std::string("a\0b", 3), {'a', 0, 'b'}, NONE},
      {"highest code point", "\xF4\x8F\xBF\xBF", {0x10FFFF}, NONE},
      {"above it", "\xF4\x90\x80\x80", {0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD}, 0},
      {"overlong slash", "\xC0\xAF", {0xFFFD, 0xFFFD}, 0},
      {"overlong three bytes", "\xE0\x80\xAF", {0xFFFD, 0xFFFD, 0xFFFD}, 0},
      {"lone surrogate", "a\xED\xA0\x80", {'a', 0xFFFD, 0xFFFD, 0xFFFD}, 1},
      {"cut after two of three", "\xE8\xAF", {0xFFFD}, 0},
      {"cut, then text", "\xF0\x9F\x8Ex", {0xFFFD, 'x'}, 0},
      {"stray continuation", "a\x80z", {'a', 0xFFFD, 'z'}, 1},
      {"Unicode 3.9, table 3-11",
       "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
       {0x61, 0xFFFD, 0xFFFD, 0xFFFD, 0x62, 0xFFFD, 0x63, 0xFFFD, 0xFFFD, 0x64},
       1},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(codes(c.bytes) == c.codes);
    CHECK(base::first_malformed(c.bytes) == c.malformed);
  }
}

TEST_CASE("every code point survives encoding and decoding", "[base]") {
  std::size_t wrong = 0;
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    std::string text;
    base::append_utf8(text, code);
    const auto d = base::decode(text, 0);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    wrong += !(d.valid && d.bytes == text.size() && d.code == (surrogate ? 0xFFFD : code));
  }
  CHECK(wrong == 0);
  std::string text;
  base::append_utf8(text, 0x110000);
  CHECK(text == "\xEF\xBF\xBD");
}

TEST_CASE("UTF-16 length counts as JavaScript does", "[base]") {
  CHECK(base::utf16_length("") == 0);
  CHECK(base::utf16_length("Go语言") == 4);
  CHECK(base::utf16_length("🎲x") == 3);
  CHECK(base::utf16_length("a\xF0\x9F\x8Ex") == 3);
}

TEST_CASE("ellipsis cuts at code points", "[base]") {
  CHECK(base::ellipsis("薪资", 2) == "薪资");
  CHECK(base::ellipsis("薪资范围", 2) == "薪资…");
  CHECK(base::ellipsis("", 0) == "");
  CHECK(base::ellipsis("a", 0) == "…");
}
