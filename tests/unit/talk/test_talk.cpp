#include "talk/talk.h"

#include "support/files.h"

#include <catch_amalgamated.hpp>

using chouma::Code;
using chouma::Span;
using chouma::talk::Facts;
using chouma::talk::parse_phrases;
using chouma::talk::Phrasebook;
using chouma::talk::Run;
using chouma::talk::talking_points;
using chouma::talk::TalkingPoint;

namespace {

Phrasebook committed() {
  auto book = parse_phrases(chouma::test::file("models/talk/phrases.json"));
  REQUIRE(book);
  return book.value();
}

std::string sentence(const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) text += run.mark.empty() ? run.text : run.text + "[" + run.mark + "]";
  return text;
}

}  // namespace

TEST_CASE("scarcity of a combination that is held", "[talk]") {
  const auto table = chouma::salary::parse_scarcity(chouma::test::file("models/scarcity/given.json"));
  REQUIRE(table);
  Facts facts;
  facts.scarcity = &table.value();
  facts.scarcity_row = 3;
  facts.combination = {{"go", "Go", "", 0, 0, 0}, {"message-queue", "Message Queue", "消息队列", 0, 0, 0}};
  const auto points = talking_points(committed(), facts);
  REQUIRE(points.size() == 1);
  CHECK(sentence(points[0].zh) == "Go + 消息队列的供需比是 0.15[a]，这一组合平均加薪 67%[b]。");
  CHECK(sentence(points[0].en) ==
        "Go + Message Queue has a supply-to-demand ratio of 0.15[a]; the combination raises pay by 67%[b] on average.");
  CHECK(points[0].citations[0].path == "/rows/3/ratio");
  CHECK(points[0].citations[1].path == "/rows/3/raise");
  CHECK(points[0].citations[0].zh == "稀缺表 given-go，第 4 行");
  CHECK(points[0].citations[0].en == "Scarcity table given-go, row 4");
}

TEST_CASE("skills: the two dearest with enough companies", "[talk]") {
  Facts facts;
  facts.model = "cn";
  facts.skills = {{"a", "A", "", 0, 500, 31},
                  {"b", "B", "乙", 1, 2500.4, 1412},
                  {"c", "C", "", 2, 9000, 29},
                  {"d", "D", "", 3, 700, 90},
                  {"e", "E", "", 4, -100, 400}};
  const auto points = talking_points(committed(), facts);
  REQUIRE(points.size() == 2);
  CHECK(points[0].id == "model-b");
  CHECK(sentence(points[0].zh) == "乙：1,412[a] 家公司的岗位写到它；其余不变，少了它，标价的中位数低 ¥2,500[b]。");
  CHECK(points[0].citations[1].path == "/profile/skills/1/worth");
  CHECK(points[1].skills == std::vector<std::string>{"d"});
}

TEST_CASE("the posted range and the target inside it", "[talk]") {
  std::array<chouma::bargain::Anchor, 3> anchors;
  anchors[1] = {"target", {48500}, 0.652, {}};
  Facts facts;
  facts.model = "cn";
  facts.anchors = &anchors;
  CHECK(sentence(talking_points(committed(), facts)[0].en) ==
        "I am looking for ¥48,500[a], the 65th[b] percentile of comparable postings.");
  facts.posted = Facts::Posted{"28–45K·15薪", Span{10, 20}, 35000, 56250, 0.31, 0.83};
  const auto points = talking_points(committed(), facts);
  REQUIRE(points.size() == 2);
  CHECK(sentence(points[0].zh) ==
        "岗位写的是 28–45K·15薪[a]，折合每月 ¥35,000[b] 到 ¥56,250[c]，在同类岗位里是第 31[d] 到第 83[e] 百分位。");
  CHECK(sentence(points[0].en) ==
        "The posting says 28–45K·15薪[a]: ¥35,000[b] to ¥56,250[c] a month, from the 31st[d] to the 83rd[e] percentile "
        "of comparable postings.");
  CHECK(points[0].citations[0].span == Span{10, 20});
  CHECK(sentence(points[1].zh) ==
        "我的期望是 ¥48,500[a]，在贵司公布的 28–45K·15薪[b]之内，在同类岗位里是第 65[c] 百分位。");
  CHECK(points[1].anchor == "target");
}

TEST_CASE("years: from the text or from the request, where they raise the median", "[talk]") {
  Facts facts;
  facts.model = "cn";
  facts.years = Facts::Years{6, std::nullopt, 1, 1.2};
  CHECK(sentence(talking_points(committed(), facts)[0].zh) == "我有 6[a] 年经验；模型里年限这一项的系数是 ×1.20[b]。");
  facts.years->span = Span{3, 6};
  CHECK(sentence(talking_points(committed(), facts)[0].en) ==
        "The text says 6[a] years; the model’s factor for years is ×1.20[b].");
  facts.years->factor = 0.97;
  CHECK(talking_points(committed(), facts).empty());
  CHECK(talking_points(committed(), Facts{}).empty());
}

TEST_CASE("a refused phrasebook names key and field", "[talk]") {
  const std::string good(chouma::test::file("models/talk/phrases.json"));
  struct Case {
    std::string from, to;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {"chouma.talk/1", "chouma.talk/7", Code::bad_version, "talk, format"},
      {"raises pay by {raise}", "raises pay by 67%", Code::bad_schema, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by {rise}", Code::unknown_name, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by {raise", Code::bad_schema, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by raise}", Code::bad_schema, "talk, points scarcity: en"},
      {"\"target_posted\"", "\"target_boasted\"", Code::bad_schema, "talk, points: target_posted"},
      {"\"converted\": {", "\"hearsay\": { \"zh\": \"\", \"en\": \"\" }, \"converted\": {", Code::unknown_name,
       "talk, sources"},
      {"\"en\": \"The years you entered\"", "\"en\": 7", Code::bad_schema, "talk, sources years_request: en"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.to, c.where);
    std::string bad = good;
    REQUIRE(bad.find(c.from) != std::string::npos);
    bad.replace(bad.find(c.from), c.from.size(), c.to);
    const auto book = parse_phrases(bad);
    REQUIRE(!book);
    CHECK(book.error().code == c.code);
    CHECK(book.error().where == c.where);
  }
}
