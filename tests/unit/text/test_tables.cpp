// The reading rules as tables (tests/cases/text): one line, one expectation.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "text/extract.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;
using nlohmann::json;

namespace {

json cases(const char* name) { return json::parse(test::file(std::string("tests/cases/text/") + name)); }

template <class T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json();
}

}  // namespace

TEST_CASE("Word boundaries and short names: exactly these technologies are found", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const json table = cases("boundaries.json");
  REQUIRE(table.size() >= 80);
  for (const json& line : table) {
    const auto text = line[0].get<std::string>();
    std::string found;
    for (const SkillMention& m : text::extract(lexicon, text).skills)
      if (const text::Skill& s = lexicon.skills()[m.skill]; s.kind == SkillKind::tech)
        found += (found.empty() ? "" : " ") + s.id;
    INFO(text);
    CHECK(found == line[1].get<std::string>());
  }
}

TEST_CASE("Adversarial spellings and ordinary words: exactly these skills are found, in this order", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const json table = cases("adversarial.json");
  REQUIRE(table.size() >= 150);
  for (const json& line : table) {
    const auto text = line[0].get<std::string>();
    std::string found;
    for (const SkillMention& m : text::extract(lexicon, text).skills)
      found += (found.empty() ? "" : " ") + lexicon.skills()[m.skill].id;
    INFO(text);
    CHECK(found == line[1].get<std::string>());
  }
}

TEST_CASE("Negation: at least 95 of 100 lines are read right, in both languages", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const json table = cases("negation.json");
  REQUIRE(table.size() >= 100);
  std::size_t right = 0;
  std::string wrong;
  for (const json& line : table) {
    std::string found = "absent";
    for (const SkillMention& m : text::extract(lexicon, line[0].get<std::string>()).skills)
      if (lexicon.skills()[m.skill].id == line[1]) found = strength_name(m.strength);
    if (found == line[2]) {
      ++right;
    } else {
      wrong += "\n  " + line.dump() + " read as " + found;
    }
  }
  INFO(right << " of " << table.size() << " right; wrong:" << wrong);
  CHECK(100 * right >= 95 * table.size());
}

TEST_CASE("Strength by clause and section", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const json table = cases("strength.json");
  REQUIRE(table.size() >= 40);
  for (const json& line : table) {
    const auto text = line[0].get<std::string>();
    const Profile profile = text::extract(lexicon, text);
    for (std::size_t i = 1; i < line.size(); ++i) {
      const auto wanted = line[i].get<std::string>();
      std::string found = wanted.substr(0, wanted.find(' ')) + " absent";
      for (const SkillMention& m : profile.skills)
        if (lexicon.skills()[m.skill].id == wanted.substr(0, wanted.find(' ')))
          found = lexicon.skills()[m.skill].id + " " + std::string(strength_name(m.strength));
      INFO(text);
      CHECK(found == wanted);
    }
  }
}

TEST_CASE("Years, education, level and city", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const json table = cases("facts.json");
  REQUIRE(table.size() >= 200);
  for (const json& line : table) {
    const auto text = line["text"].get<std::string>();
    const Profile p = text::extract(lexicon, text);
    INFO(text);
    if (line.contains("years")) CHECK(json::array({or_null(p.years_min), or_null(p.years_max)}) == line["years"]);
    if (line.contains("education"))
      CHECK((p.education ? json(education_name(*p.education)) : json()) == line["education"]);
    if (line.contains("level")) CHECK((p.level ? json(level_name(*p.level)) : json()) == line["level"]);
    if (line.contains("city")) CHECK((p.city ? json(lexicon.cities()[*p.city].id) : json()) == line["city"]);
  }
}
