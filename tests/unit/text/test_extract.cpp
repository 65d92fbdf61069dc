// Spans, folding, malformed input, hostile input.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <set>

#include "base/random.h"
#include "base/utf8.h"
#include "text/extract.h"
#include "text/pay.h"
#include "text/profile_json.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;

namespace {

const SkillMention* find(const Profile& profile, std::string_view id) {
  for (const SkillMention& m : profile.skills)
    if (test::real_lexicon().skills()[m.skill].id == id) return &m;
  return nullptr;
}

// The promises of profile.h about spans: inside the text, not empty, ascending, one entry per skill. The first one broken, or "".
std::string broken_span(const Profile& profile, std::string_view text) {
  const auto length = base::utf16_length(text);
  const auto inside = [&](const Span& s) { return s.begin < s.end && s.end <= length; };
  std::set<std::uint32_t> seen;
  std::uint32_t last_first = 0;
  for (const SkillMention& m : profile.skills) {
    if (!seen.insert(m.skill).second) return "a skill twice";
    if (m.spans.empty()) return "no span";
    if (m.spans[0].begin < last_first) return "skills out of order";
    last_first = m.spans[0].begin;
    std::uint32_t end = 0;
    for (const Span& s : m.spans) {
      if (s.begin < end) return "spans out of order";
      if (!inside(s)) return "a span outside the text";
      end = s.end;
    }
  }
  if (profile.years_span && !inside(*profile.years_span)) return "years outside the text";
  if (profile.pay && !inside(profile.pay->span)) return "pay outside the text";
  return "";
}

}  // namespace

TEST_CASE("An empty text gives an empty profile", "[text]") {
  const Profile p = text::extract(test::real_lexicon(), "");
  CHECK(p.skills.empty());
  CHECK(!p.years_min);
  CHECK(!p.education);
  CHECK(!p.level);
  CHECK(!p.city);
  CHECK(!p.pay);
}

TEST_CASE("Spans count UTF-16 units of the original string", "[text]") {
  // 🚀 is two units; full-width letters are one each; a lone continuation byte is one.
  const Profile p = text::extract(test::real_lexicon(), "🚀会Ｇｏ语言和\x80Redis，Redis");
  const SkillMention* go = find(p, "go");
  REQUIRE(go != nullptr);
  CHECK(go->spans == std::vector<Span>{{3, 5}});
  const SkillMention* redis = find(p, "redis");
  REQUIRE(redis != nullptr);
  CHECK(redis->spans == std::vector<Span>{{9, 14}, {15, 20}});
}

TEST_CASE("Malformed UTF-8 is reported once and the rest is answered", "[text]") {
  Warnings warnings;
  const Profile p = text::extract(test::real_lexicon(), "Go\xFF\xFE Redis \xE4\xB8 Kafka", &warnings);
  CHECK(find(p, "redis") != nullptr);
  CHECK(find(p, "kafka") != nullptr);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == Code::bad_utf8);
  CHECK(warnings[0].where == "text, UTF-16 offset 2");
  CHECK(warnings[0].value == "3 malformed byte sequences");
}

TEST_CASE("A skill in several places takes the strongest, with every span", "[text]") {
  const Profile p =
      text::extract(test::real_lexicon(), "岗位职责：\n维护Redis集群\n任职要求：\n熟悉Redis\n加分项：\nRedis源码");
  const SkillMention* redis = find(p, "redis");
  REQUIRE(redis != nullptr);
  CHECK(redis->strength == Strength::required);
  CHECK(redis->spans.size() == 3);
}

TEST_CASE("Title line: the first non-blank line, short and without a sentence end", "[text]") {
  CHECK(text::title_line("\n  \xE3\x80\x80高级Go工程师\r\n岗位职责") == "高级Go工程师");
  CHECK(text::title_line("C++/Qt") == "C++/Qt");
  CHECK(text::title_line("负责后端。\n要求") == "");
  CHECK(text::title_line("Are you Go?\nYes") == "");
  CHECK(text::title_line(std::string(61, 'a')) == "");
  CHECK(text::title_line(std::string(60, 'a')) == std::string(60, 'a'));
  CHECK(text::title_line("") == "");
  CHECK(text::title_line(" \n\t") == "");
}

TEST_CASE("Folding: lower case, full-width forms, blanks", "[text]") {
  CHECK(text::fold("ＧＯ　Lang！") == "go lang!");
  CHECK(text::fold("中文ABC") == "中文abc");
  CHECK(text::fold("a\xFF") == "a\xEF\xBF\xBD");
}

TEST_CASE("Profile JSON has the shape that chouma extract prints", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const Profile p = text::extract(lexicon, "Go工程师\n薪资15-25K·16薪\n3-5年经验，本科");
  CHECK(
      text::profile_json(lexicon, p, "x1") ==
      R"({"id":"x1","skills":[{"id":"go","name":"Go","kind":"tech","strength":"required","spans":[[0,2]]}],"years_min":3,"years_max":5,)"
      R"("education":"bachelor","level":null,"city":null,"pay":{"low":15000,"high":25000,"currency":"CNY","period":"month","monthly_low":15000,)"
      R"("monthly_high":25000,"months":16,"negotiable":false,"ends":"both","guaranteed_low":null,"guaranteed_high":null,"variable":null,"equity":false,"after_tax":false,"confidence":0.8,"span":[8,18]}})");
  CHECK(
      text::profile_json(lexicon, text::extract(lexicon, "面议")) ==
      R"({"skills":[],"years_min":null,"years_max":null,"education":null,"level":null,"city":null,"pay":{"low":null,"high":null,)"
      R"("currency":null,"period":null,"monthly_low":null,"monthly_high":null,"months":null,"negotiable":true,"ends":"both","guaranteed_low":null,"guaranteed_high":null,"variable":null,"equity":false,"after_tax":false,"confidence":0,"span":[0,2]}})");
}

TEST_CASE("Names of the enumerations read back", "[text]") {
  for (int l = 0; l < 6; ++l) CHECK(parse_level(level_name(static_cast<Level>(l))) == static_cast<Level>(l));
  for (int e = 0; e < 5; ++e)
    CHECK(parse_education(education_name(static_cast<Education>(e))) == static_cast<Education>(e));
  CHECK(!parse_level("Senior"));
  CHECK(!parse_education(""));
  CHECK(strength_name(Strength::negated) == "negated");
  CHECK(kind_name(SkillKind::concept_) == "concept");
}

TEST_CASE("Random bytes and shuffled fragments: spans stay inside the text and ascend", "[text]") {
  const std::uint64_t seed = 20240917;
  CAPTURE(seed);
  const std::vector<std::string> fragments = {
      "Go",         "C++",          "不要求",      "优先",         "熟悉",  "，",
      ",",          "、",           "。",          "\n",           "(",     ")",
      "（",         "【",           "】",          "3-5年",        "1.",    "2、",
      "任职要求：", "加分项",       "15-25K",      "·16薪",        "🚀",     "\x80",
      "\xE4\xB8",   "<br />",       "<p",          "https://a.b/", "a@b.c", "面议",
      "但",         "nice to have", "no need for", "北京",         "高级",  " ",
      "K8s",        "Vue3",         "经验",        "本科",         "\xFF",  "سيرة",
      "$",          "万",           "_x000d_"};
  std::uint64_t draw = 0;
  const auto below = [&](std::uint64_t n) { return base::below(n, seed, 0, draw++); };
  for (int round = 0; round < 400; ++round) {
    std::string text;
    const auto pieces = below(60);
    for (std::uint64_t i = 0; i < pieces; ++i) {
      if (round % 2 == 0)
        text += static_cast<char>(below(256));
      else
        text += fragments[below(fragments.size())];
    }
    const Profile p = text::extract(test::real_lexicon(), text);
    CHECK(broken_span(p, text) == "");
  }
}

TEST_CASE("Long inputs that would be quadratic were any reach, list or context unbounded are answered with right spans",
          "[text]") {
  // Their time is measured by bench/extract_linear.cpp.
  for (const std::string unit :
       {"优先", "Go优先,", "不要求Go，", "Go,Redis,Kafka,", "c ",        "最好Go",     "1、",        "(Go",
        "<b",   "15-25",   "年3",        "任职要求：",      "://",       "a@",         "aaaa",       "无Go",
        "本科", "北京",    "1,000,",     "并Go，优先，",    "JavaMySQL", "JavaMySQL ", "3、了解Go，"}) {
    std::string text;
    while (text.size() < 200'000) text += unit;
    CAPTURE(unit);
    const Profile p = text::extract(test::real_lexicon(), text);
    CHECK(broken_span(p, text) == "");
  }
}

TEST_CASE("A megabyte of text is read", "[text]") {
  std::string text;
  while (text.size() < (1u << 20))
    text += "任职要求：1、熟悉Go，有Kafka、Redis经验者优先；2、3-5年工作经验，15-25K。🚀\n";
  const Profile p = text::extract(test::real_lexicon(), text);
  CHECK(broken_span(p, text) == "");
  CHECK(find(p, "go")->strength == Strength::required);
  CHECK(find(p, "kafka")->strength == Strength::preferred);
  CHECK(p.years_min == 3);
}

TEST_CASE("A binary file of two megabytes is read, and what it holds is found where it is", "[text]") {
  // Its time is measured by bench/extract_linear.cpp.
  const std::uint64_t seed = 2;
  CAPTURE(seed);
  std::string text;
  for (std::uint64_t i = 0; text.size() < 2'000'000; ++i) {
    const std::uint64_t word = base::below(std::uint64_t{1} << 32, seed, 0, i);
    for (int shift = 0; shift < 32; shift += 8) text += static_cast<char>(word >> shift & 0xFF);
  }
  const std::size_t units = base::utf16_length(text) + 1;
  text += "\n熟悉Redis";
  const Profile p = text::extract(test::real_lexicon(), text);
  CHECK(broken_span(p, text) == "");
  const SkillMention* redis = find(p, "redis");
  REQUIRE(redis != nullptr);
  const auto begin = static_cast<std::uint32_t>(units + 2);
  CHECK(redis->spans.back() == Span{begin, begin + 5});
}
