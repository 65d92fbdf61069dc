// The automaton against a search so plain that it cannot be wrong, on random and on hostile texts; folding against one code point at a time.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

#include "base/random.h"
#include "base/utf8.h"
#include "support/files.h"
#include "text/automaton.h"
#include "text/folded.h"
#include "text/lexicon_build.h"
#include "text/lexicon_data.h"
#include "text/matches.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;

namespace {

using Hits = std::vector<std::array<std::uint32_t, 3>>;  // begin, end, pattern

char32_t code(std::u32string_view codes, std::size_t i) { return i < codes.size() ? codes[i] : U'\n'; }

// The rule of boundaries, once more and in its own words.
bool stands_for_itself(std::u32string_view codes, std::size_t begin, std::size_t end) {
  const char32_t first = codes[begin], last = codes[end - 1], after = code(codes, end);
  if (begin > 0 && text::is_word(codes[begin - 1]) && (text::is_word(first) || first == '.')) return false;
  if (last == '+' || last == '#') return !text::is_letter(after);
  if (!text::is_word(last) || !text::is_word(after)) return true;
  if (end - begin < 2 || !text::is_letter(last)) return false;
  // A version: one to four digits with points in between, perhaps an x, then no letter or digit.
  std::size_t i = end, digits = 0;
  while (i < end + 6 &&
         (text::is_digit(code(codes, i)) || (code(codes, i) == '.' && text::is_word(code(codes, i + 1))))) {
    if (text::is_digit(code(codes, i))) ++digits;
    ++i;
  }
  if (digits < 1 || digits > 4 || text::is_digit(code(codes, i))) return false;
  return !text::is_word(code(codes, i)) || (code(codes, i) == 'x' && !text::is_word(code(codes, i + 1)));
}

// Every substring that is a pattern, looked up one by one.
Hits plain_search(const std::vector<std::u32string>& patterns, std::u32string_view codes) {
  std::set<std::size_t, std::greater<>> lengths;
  for (const auto& p : patterns) lengths.insert(p.size());
  Hits hits;
  for (std::size_t begin = 0; begin < codes.size(); ++begin) {
    for (const std::size_t length : lengths) {
      const std::size_t end = begin + length;
      if (end > codes.size()) continue;
      const std::u32string_view piece = codes.substr(begin, length);
      const auto at = std::lower_bound(patterns.begin(), patterns.end(), piece);
      if (at != patterns.end() && *at == piece && stands_for_itself(codes, begin, end))
        hits.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(at - patterns.begin())});
    }
  }
  return hits;
}

Hits find(const text::Automaton& automaton, std::u32string_view codes) {
  Hits hits;
  for (const auto& h : automaton.find_bounded(codes)) hits.push_back({h.begin, h.end, h.pattern});
  return hits;
}

std::vector<std::u32string> sorted(std::set<std::u32string> set) { return {set.begin(), set.end()}; }

// The phrases of the committed lexicon, folded, in all spellings.
const std::vector<std::u32string>& real_phrases() {
  static const std::vector<std::u32string> phrases = [] {
    std::set<std::u32string> all;
    const auto add = [&](const nlohmann::json& written) {
      const std::u32string folded = text::fold_phrase(written.get<std::string>());
      if (folded.empty()) return;
      all.insert(folded);
      for (std::u32string& other : text::spellings(folded)) all.insert(std::move(other));
    };
    const auto lexicon = nlohmann::json::parse(test::file("models/lexicon/lexicon.json"));
    for (const auto& skill : lexicon.at("skills")) {
      add(skill.at("name"));
      for (const auto& alias : skill.at("aliases")) add(alias);
      for (const auto& group : skill.value("weak", nlohmann::json::array()))
        for (const auto& alias : group.at("aliases")) add(alias);
    }
    for (const auto& kind : lexicon.at("words"))
      for (const auto& word : kind) add(word.is_object() ? word.at("text") : word);
    return sorted(std::move(all));
  }();
  return phrases;
}

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : seed_(seed) {}
  std::size_t below(std::size_t n) { return base::below(n, seed_, 0, draw_++); }
  template <class List>
  auto of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t seed_, draw_ = 0;
};

// fold_text by its definition, without masks: code point by code point.
struct PlainFold {
  std::u32string codes, original;
  std::vector<std::uint32_t> utf16{0};
  std::uint32_t malformed = 0;
};
PlainFold plain_fold(std::string_view bytes) {
  PlainFold out;
  for (std::size_t at = 0; at < bytes.size();) {
    const base::Decoded d = base::decode(bytes, at);
    out.malformed += !d.valid;
    out.original += d.code;
    char32_t c = d.code;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    const bool line = c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    const bool blank = c <= ' ' || c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F ||
                       c == 0x205F || c == 0x3000 || c == 0xFEFF;
    if (c == U'⼯') c = U'工';  // a radical in the place of a character; each of them: the test of all
    if (c == U'⻚') c = U'页';
    out.codes += line ? U'\n' : blank ? U' ' : c;
    out.utf16.push_back(out.utf16.back() + (d.code > 0xFFFF ? 2 : 1));
    at += d.bytes;
  }
  return out;
}

void check_fold(const std::string& bytes) {
  const PlainFold wanted = plain_fold(bytes);
  const text::Folded folded = text::fold_text(bytes);
  REQUIRE(folded.size() == wanted.codes.size());
  CHECK(folded.malformed == wanted.malformed);
  const bool maskable = wanted.codes.find_first_of(U"<_@:w") != std::u32string::npos;
  if (!maskable) CHECK(folded.codes == wanted.codes);
  CHECK(folded.original == wanted.original);
  CHECK(folded.utf16 == wanted.utf16);
  CHECK(text::fold_codes(bytes) == folded.codes);
}

}  // namespace

TEST_CASE("Automaton: the phrases of a small alphabet, on random texts of that alphabet", "[text]") {
  const std::uint64_t seed = 20261122;
  CAPTURE(seed);
  Draw draw(seed);
  // What boundaries, versions and blanks are made of, and a few characters besides.
  constexpr std::u32string_view kAlphabet = U"ab1x.+# -c中文数\x1\xFFFC";
  for (int round = 0; round < 300; ++round) {
    std::set<std::u32string> set;
    const auto random = [&](std::size_t length) {
      std::u32string s;
      while (s.size() < length) s += draw.of(kAlphabet);
      return s;
    };
    for (std::size_t i = 0, n = draw.below(60); i < n; ++i) set.insert(random(1 + draw.below(1 + draw.below(16))));
    const auto patterns = sorted(std::move(set));
    const text::Automaton automaton(patterns);
    std::u32string codes;
    for (std::size_t i = 0, n = draw.below(80); i < n; ++i) {
      if (patterns.empty() || draw.below(3) == 0)
        codes += random(draw.below(4));
      else
        codes += draw.of(patterns);
      if (draw.below(30) == 0) codes += U'\U0001F680';
    }
    CAPTURE(round);
    CHECK(find(automaton, codes) == plain_search(patterns, codes));
  }
}

TEST_CASE("Automaton: the committed lexicon, on random texts of its own phrases, through fold_text", "[text]") {
  const std::uint64_t seed = 3;
  CAPTURE(seed);
  Draw draw(seed);
  const auto& patterns = real_phrases();
  REQUIRE(patterns.size() > 1000);
  const text::Automaton automaton(patterns);
  const std::vector<std::string> between = {" ",
                                            ", ",
                                            "、",
                                            "，",
                                            "/",
                                            "3",
                                            "2.x",
                                            "17",
                                            "x",
                                            "s",
                                            ".",
                                            "-",
                                            "\n",
                                            "+",
                                            "熟悉",
                                            "(",
                                            "）",
                                            "<br/>",
                                            "https://a.io/",
                                            "a@b.c ",
                                            "\x80",
                                            "\xE4\xB8",
                                            "\xED\xA0\x80",
                                            "🚀",
                                            "\xF0\x9F",
                                            std::string(1, '\0'),
                                            "\x1b",
                                            "_x000d_",
                                            "　",
                                            "Ａ",
                                            "www.",
                                            "中",
                                            ""};
  for (int round = 0; round < 60; ++round) {
    std::string bytes;
    for (std::size_t i = 0, n = draw.below(120); i < n; ++i) {
      for (const char32_t c : draw.of(patterns)) {
        const bool ascii = c > ' ' && c < 0x7F;
        const auto way = draw.below(8);
        // Capitals and full-width forms are the same phrase.
        base::append_utf8(bytes, ascii && way == 0 ? c + 0xFEE0 : text::is_letter(c) && way == 1 ? c - 32 : c);
      }
      bytes += draw.of(between);
    }
    CAPTURE(round);
    const text::Folded folded = text::fold_text(bytes);
    CHECK(find(automaton, folded.codes) == plain_search(patterns, folded.codes));
  }
}

TEST_CASE("Automaton: a phrase is found wherever it stands in a long text", "[text]") {
  const auto patterns = sorted({U"go", U"数据", U"数据库", U"c++", U".net", U"-", U"kubernetes", U"kubernetes 运维",
                                std::u32string(70, U'k'), std::u32string(130, U'k')});
  const text::Automaton automaton(patterns);
  for (std::size_t before = 480; before < 720; ++before)
    for (const std::u32string& piece : {std::u32string(U"数据库"), std::u32string(U"c++"), std::u32string(U"go1.21"),
                                        std::u32string(U"kubernetes 运维"), std::u32string(70, U'k') + U"2",
                                        std::u32string(130, U'k'), std::u32string(131, U'k'), std::u32string(U"x.net")})
      for (const char32_t filler : {U'中', U' '}) {
        const std::u32string codes = std::u32string(before, filler) + piece + std::u32string(600, filler) + U"-go";
        CAPTURE(before, piece.size());
        CHECK(find(automaton, codes) == plain_search(patterns, codes));
      }
}

TEST_CASE("Automaton: characters that no folded text has are no phrases", "[text]") {
  const std::vector<std::u32string> patterns = sorted({U"怀", U"耀眼", U"\x1"});  // 怀 is U+6000
  const std::u32string codes = {0, U'怀', 0, 0, 0x10FFFF, 0x16000, U'耀', 0x2773C, 0};
  CHECK(find(text::Automaton(patterns), codes) == plain_search(patterns, codes));
}

TEST_CASE("Automaton: a phrase may begin with a blank", "[text]") {
  const std::vector<std::u32string> patterns = sorted({U" or ", U"\nb"});
  CHECK(find(text::Automaton(patterns), U"a or b\nb") == plain_search(patterns, U"a or b\nb"));
}

TEST_CASE("Automaton: hits go into memory that is used again", "[text]") {
  const text::Automaton automaton(sorted({U"go", U"数据"}));
  std::vector<text::Automaton::Hit> hits;
  for (const std::u32string_view codes : {U"go 数据 go", U"数据", U""}) {
    automaton.find_bounded(codes, hits);
    CHECK(hits.size() == automaton.find_bounded(codes).size());
  }
  CHECK(hits.empty());
}

TEST_CASE("Automaton: words longer than a key holds are told apart", "[text]") {
  const std::vector<std::u32string> patterns =
      sorted({U"abcdefgh", U"abcdefghi", U"abcdefghijklmnop", U"abcdefghijklmnopq", U"zbcdefghijklmnop", U"ghijklmnop",
              U"abcdefghijklmnop qr", U"abcdefghijklmnopq2", U"abcdefghijklmnopz", U"abcdefghijklmnopz, y",
              std::u32string(64, U'a')});
  const text::Automaton automaton(patterns);
  for (const std::u32string& codes :
       {std::u32string(
            U"abcdefghijklmnop zbcdefghijklmnop ybcdefghijklmnop ghijklmnop bghijklmnop abcdefghijklmnop qr"),
        std::u32string(
            U"abcdefghijklmnopz abcdefghijklmnopz, y abcdefghijklmnopy abcdefghijklmnopq2 abcdefghijklmnopz2"),
        std::u32string(U"abcdefgh2 abcdefghi17 abcdefghj abcdefghijklmnopq abcdefghijklmnopr abcdefghijklmnop3"),
        std::u32string(63, U'a'), std::u32string(64, U'a'), std::u32string(65, U'a'), std::u32string(64, U'a') + U"3"})
    CHECK(find(automaton, codes) == plain_search(patterns, codes));
}

TEST_CASE("Automaton: nothing to find, nothing to find it in", "[text]") {
  CHECK(text::Automaton(std::vector<std::u32string>{}).find(U"abc 中文").empty());
  CHECK(text::Automaton().find(U"abc").empty());
  CHECK(text::Automaton({U"go"}).find(U"").empty());
}

TEST_CASE("Automaton: that of the committed lexicon takes at most 2 MB", "[text]") {
  CHECK(test::real_lexicon().data().automaton.size() <= 2'000'000);
  CHECK(test::real_lexicon().data().automaton.size() >= 50'000);
}

TEST_CASE("Folding agrees with one code point at a time on random bytes, and on every kind of sequence at every place",
          "[text]") {
  const std::uint64_t seed = 8;
  CAPTURE(seed);
  Draw draw(seed);
  const std::vector<std::string> pieces = {"a",
                                           "Zq",
                                           "0123456789abcdefgh",
                                           "\r\n",
                                           "\t",
                                           "中",
                                           "文字",
                                           "，",
                                           "　",
                                           "Ａ",
                                           "～",
                                           "⼯⻚",
                                           "\xC2\xA0",
                                           "\xC2\x85",
                                           "é",
                                           "\xE2\x80\xA8",
                                           "\xEF\xBB\xBF",
                                           "\x80",
                                           "\xE4\xB8",
                                           "\xE4",
                                           "\xED\xA0\x80",
                                           "\xC0\xAF",
                                           "\xF5",
                                           "🚀",
                                           "\xF0\x9F\x9A",
                                           "\xE0\x80\x80",
                                           "ก",
                                           "퟿",
                                           "",
                                           "￿",
                                           std::string(1, '\0')};
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (std::size_t i = 0, n = draw.below(150); i < n; ++i) {
      if (round % 3 == 0)
        bytes += static_cast<char>(draw.below(256));
      else
        bytes += draw.of(pieces);
    }
    CAPTURE(round);
    check_fold(bytes);
  }
  // Cut anywhere: a sequence may end with the text.
  const std::string whole = "ab中🚀é，Ｚ" + std::string(20, 'k') + "文";
  for (std::size_t end = 0; end <= whole.size(); ++end) check_fold(whole.substr(0, end));
}

TEST_CASE("Folding: mark-up and addresses are masked wherever they stand", "[text]") {
  for (const std::string piece : {"<br/>x", "<p class=\"a\">文", "a_x000d_b", "hr@example.com,",
                                  "见https://example.com/a?b=c。", "WWW.Example.com 好", "http：／／a.io/x",
                                  "ｈttp://a.io", "ｗww.a.io ", "a@b", "3 < 4", "w w", "a＠b.c", "：//", "Ww.a"}) {
    const std::u32string alone = text::fold_codes("\n" + piece + "\n");
    // At every place of a block of 64, and where one step of 1024 meets the next.
    for (std::size_t before = 0; before < 1030; before += before == 79 ? 871 : 1)
      for (const std::string filler : {"-", "，", "文", "🚀"})
        for (const std::size_t behind : {0, 40}) {
          std::string bytes;
          for (std::size_t i = 0; i < before; ++i) bytes += filler;
          bytes += "\n" + piece + "\n";
          for (std::size_t i = 0; i < behind; ++i) bytes += filler;
          CAPTURE(piece, before, filler, behind);
          CHECK(text::fold_codes(bytes).substr(before, alone.size()) == alone);
        }
  }
  CHECK(text::fold_codes("http：／／a.io/x ok") == std::u32string(13, text::kMasked) + U" ok");
  CHECK(text::fold_codes("ｗww.a.io ok") == std::u32string(8, text::kMasked) + U" ok");
}

TEST_CASE("Folding: radicals that stand for characters become those characters, as many as there were", "[text]") {
  CHECK(text::fold_codes("⼯作经历：⽹关数据⾯，语⾔ Go") == U"工作经历:网关数据面,语言 go");
  CHECK(text::fold_codes("⻓期⻅⻚⾯，⻢⻰⻛⻋⻔") == U"长期见页面,马龙风车门");
  CHECK(text::fold_code(0x2F00) == U'一');
  CHECK(text::fold_code(0x2FD5) == U'龠');
  CHECK(text::fold_code(0x2FD6) == 0x2FD6);
  CHECK(text::fold_code(0x2E80) == 0x2E80);  // a stroke, no character
}

TEST_CASE("Folding: codes go into memory that is used again", "[text]") {
  std::u32string codes;
  for (const std::string_view bytes : {"Go 中文，Ａ", "a", ""}) {
    text::fold_codes(bytes, codes);
    CHECK(codes == text::fold_codes(bytes));
  }
}
