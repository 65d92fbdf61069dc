#include "talk_support.h"

#include <algorithm>
#include <set>

using chouma::Span;
using chouma::talk::Facts;
using chouma::talk::Run;
using chouma::talk::Script;
using chouma::talk::talk;
using chouma::test::modelled;
using chouma::test::phrasebook;
using chouma::test::sentence;

namespace {

const Script& find(const std::vector<Script>& scripts, const std::string& id, const std::string& name) {
  const auto found = std::find_if(scripts.begin(), scripts.end(),
                                  [&](const Script& script) { return script.id == id && script.name == name; });
  REQUIRE(found != scripts.end());
  return *found;
}

std::string text(const std::vector<std::vector<Run>>& paragraphs) {
  std::string text;
  for (const auto& runs : paragraphs) text += (text.empty() ? "" : "\n") + sentence(runs);
  return text;
}

}  // namespace

TEST_CASE("every situation in every register, with its anchor marked and the walk-away in none", "[talk]") {
  const auto anchors = chouma::test::anchors();
  Facts facts = modelled();
  facts.anchors = &anchors;
  facts.years = Facts::Years{6, chouma::talk::Source::request, std::nullopt, 1, 1.2, {0.182, 0.01, 500}};
  const auto scripts = talk(phrasebook(), facts).scripts;
  REQUIRE(scripts.size() == 18);
  for (const Script& script : scripts) {
    CAPTURE(script.id, script.name);
    CHECK((script.form == "written") == (script.id == "email"));
    for (const auto& language : {script.zh, script.en}) {
      std::set<std::string> said, blanks;
      for (const auto& runs : language)
        for (const Run& run : runs) {
          if (!run.anchor.empty()) {
            said.insert(run.anchor);
            CHECK(!run.mark.empty());
          }
          if (!run.blank.empty()) blanks.insert(run.blank);
          CHECK(run.text.find("41,000") == std::string::npos);
        }
      CHECK(said == (script.anchor.empty() ? std::set<std::string>{} : std::set<std::string>{script.anchor}));
      if (script.id == "email") CHECK((blanks.contains("recipient") && blanks.contains("sender")));
      if (script.id == "more_time") CHECK(blanks == std::set<std::string>{"date"});
    }
  }
}

TEST_CASE("a sentence without its fact is left out", "[talk]") {
  const auto anchors = chouma::test::anchors();
  Facts facts = modelled();
  facts.anchors = &anchors;
  const auto without = talk(phrasebook(), facts).scripts;
  CHECK(text(find(without, "closing", "formal").zh) ==
        "谢谢您把各项都讲清楚了。如果税前每月 ¥48,500[a] 能确认下来，我就接受这个方案。麻烦您发书面的 "
        "offer，我看过后签回。");
  CHECK(text(find(without, "expected_pay", "brief").en) == "I am looking for ¥54,000[a] a month before tax.");
  facts.posted = Facts::Posted{"28–45K·15薪", Span{10, 20}, 35000, 56250, 0.31, 0.83, 15};
  facts.years = Facts::Years{6, chouma::talk::Source::request, std::nullopt, 1, 1.2, {0.182, 0.01, 500}};
  const auto with = talk(phrasebook(), facts).scripts;
  CHECK(text(find(with, "closing", "formal").en).find("have the 15[b] months of pay") != std::string::npos);
  CHECK(text(find(with, "expected_pay", "brief").en) ==
        "I am looking for ¥54,000[a] a month before tax. I have 6[b] years of experience; the model’s factor for years "
        "is ×1.20[c].");
  CHECK(find(with, "expected_pay", "brief").citations.size() == 3);
}

TEST_CASE("an e-mail greets, thanks, argues, asks and closes, each in its paragraph", "[talk]") {
  const auto anchors = chouma::test::anchors();
  Facts facts = modelled();
  facts.anchors = &anchors;
  const auto scripts = talk(phrasebook(), facts).scripts;
  const Script& mail = find(scripts, "email", "formal");
  CHECK(sentence(mail.zh.front()) == "[对方称呼]，您好：");
  CHECK(sentence(mail.en.front()) == "Dear [recipient],");
  CHECK(sentence(mail.zh.back()) == "[你的姓名]");
  CHECK(sentence(mail.en.back()) == "[your name]");
  CHECK(mail.zh.size() == mail.en.size());
  CHECK(mail.zh.back().front().blank == "sender");
}

TEST_CASE("without anchors there is nothing to ask: time alone is left", "[talk]") {
  for (const Script& script : talk(phrasebook(), Facts{}).scripts) CHECK(script.id == "more_time");
  CHECK(talk(phrasebook(), Facts{}).scripts.size() == 3);
}
