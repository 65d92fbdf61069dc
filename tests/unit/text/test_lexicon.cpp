// Parsing and validating a lexicon, context rules, look-up of tags and places.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

#include "text/extract.h"
#include "text/lexicon_build.h"
#include "text/lexicon_data.h"
#include "text/lexicon_json.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;
using nlohmann::json;

namespace {

// A lexicon of a few skills; the wording is the committed one.
json small() {
  json words = json::parse(test::file("models/lexicon/lexicon.json"))["words"];
  return {{"format", "chouma.lexicon/1"},
          {"id", "small"},
          {"skills",
           {{{"id", "systems"},
             {"name", "Systems"},
             {"kind", "concept"},
             {"category", "systems"},
             {"parent", ""},
             {"aliases", json::array()},
             {"group", true}},
            {{"id", "go"},
             {"name", "Go"},
             {"zh", ""},
             {"kind", "tech"},
             {"category", "language"},
             {"parent", "systems"},
             {"aliases", {"go lang"}},
             {"weak", {{{"rule", "go"}, {"aliases", {"go"}}}}}},
            {{"id", "spring-boot"},
             {"name", "Spring Boot"},
             {"kind", "tech"},
             {"category", "backend"},
             {"parent", ""},
             {"aliases", json::array()}},
            {{"id", "sas"},
             {"name", "SAS"},
             {"kind", "tech"},
             {"category", "data"},
             {"parent", ""},
             {"aliases", json::array()},
             {"weak", {{{"rule", "upper"}, {"aliases", {"SAS"}}}}}}}},
          {"rules",
           {{{"id", "go"}, {"not_before", {" to "}}, {"near", {"熟悉"}}, {"near_skills", true}, {"window", 8}},
            {{"id", "upper"}, {"case", "upper"}}}},
          {"cities", {{{"id", "上海"}, {"en", "Shanghai"}, {"tier", 1}, {"aliases", {"上海市"}}}}},
          {"words", words}};
}

std::string found(const text::Lexicon& lexicon, std::string_view text) {
  std::string ids;
  for (const SkillMention& m : text::extract(lexicon, text).skills)
    ids += (ids.empty() ? "" : " ") + lexicon.skills()[m.skill].id;
  return ids;
}

std::string refusal(const json& lexicon) {
  const auto parsed = text::parse_lexicon(lexicon.dump());
  return parsed.ok() ? "accepted" : message(parsed.error());
}

}  // namespace

TEST_CASE("The committed lexicon is accepted and large enough", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  CHECK(lexicon.skills().size() >= 250);
  CHECK(lexicon.cities().size() >= 20);
  CHECK(!lexicon.id().empty());
}

TEST_CASE("The committed lexicon finds each skill by its id and its name", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  for (std::uint32_t s = 0; s < lexicon.skills().size(); ++s) {
    INFO(lexicon.skills()[s].id);
    CHECK(lexicon.find_skill(lexicon.skills()[s].id) == s);
    CHECK(lexicon.find_skill(lexicon.skills()[s].name).has_value());
  }
}

TEST_CASE("Context rules: near, near_skills, not_before, letters", "[text]") {
  const auto parsed = text::parse_lexicon(small().dump());
  REQUIRE(parsed.ok());
  const text::Lexicon& lexicon = parsed.value();
  CHECK(found(lexicon, "熟悉Go") == "go");
  CHECK(found(lexicon, "Go") == "");
  CHECK(found(lexicon, "熟悉一二三四五六七八九Go") == "");      // 熟悉 begins more than 8 code points before
  CHECK(found(lexicon, "熟悉。Go") == "");                      // another sentence
  CHECK(found(lexicon, "Spring Boot/Go") == "spring-boot go");  // beside a sure technology
  CHECK(found(lexicon, "熟悉 go to market") == "");
  CHECK(found(lexicon, "golang go-lang GO LANG") == "go");
  CHECK(found(lexicon, "SAS sas Sas") == "sas");
  CHECK(text::extract(lexicon, "SAS sas Sas").skills[0].spans.size() == 1);
  CHECK(found(lexicon, "Systems") == "");  // a group is a place in the tree, not a word
}

TEST_CASE("A tag is taken at its word", "[text]") {
  const auto parsed = text::parse_lexicon(small().dump());
  REQUIRE(parsed.ok());
  const text::Lexicon& lexicon = parsed.value();
  CHECK(lexicon.find_skill("Go") == 1u);
  CHECK(lexicon.find_skill("  ｇｏ ") == 1u);
  CHECK(lexicon.find_skill("GoLang") == 1u);
  CHECK(lexicon.find_skill("springboot") == 2u);
  CHECK(lexicon.find_skill("spring-boot") == 2u);
  CHECK(lexicon.find_skill("sas") == 3u);
  CHECK(lexicon.find_skill("Systems") == 0u);
  CHECK(!lexicon.find_skill("gopher"));
  CHECK(!lexicon.find_skill(""));
  CHECK(!lexicon.find_skill(std::string(1000000, 'g')));
  CHECK(lexicon.skills()[1].parent == 0u);
  CHECK(lexicon.skills()[0].parent == text::kNone);
}

TEST_CASE("A city by id, English name or the beginning of a place", "[text]") {
  const auto parsed = text::parse_lexicon(small().dump());
  REQUIRE(parsed.ok());
  const text::Lexicon& lexicon = parsed.value();
  for (const char* place : {"上海", "上海市", "上海·浦东新区", "上海-闵行区", "Shanghai", "shanghai, China", " 上海 "})
    CHECK(lexicon.find_city(place) == 0u);
  for (const char* place : {"", "浦东", "Shanghainese", "北京"}) CHECK(!lexicon.find_city(place));
}

TEST_CASE("A malformed lexicon is refused with place, value and what is allowed", "[text]") {
  struct Case {
    std::function<void(json&)> spoil;
    const char* sentence_part;
  };
  const std::vector<Case> cases = {
      {[](json& l) { l.erase("format"); }, "lexicon.format is missing"},
      {[](json& l) { l["format"] = "chouma.lexicon/9"; }, "lexicon.format is chouma.lexicon/9"},
      {[](json& l) { l["id"] = 3; }, "lexicon.id is 3"},
      {[](json& l) { l["extra"] = 1; }, "lexicon is extra"},
      {[](json& l) { l["skills"] = "x"; }, "lexicon.skills is \"x\""},
      {[](json& l) { l["skills"][1] = 5; }, "lexicon.skills[1] is 5"},
      {[](json& l) { l["skills"][1]["id"] = "Go!"; }, "lexicon.skills[1].id is Go!"},
      {[](json& l) { l["skills"][2]["id"] = "go"; }, "lexicon.skills[2].id is go"},
      {[](json& l) { l["skills"][1]["kind"] = "thing"; }, "lexicon.skills[1].kind is thing"},
      {[](json& l) { l["skills"][1]["colour"] = "red"; }, "lexicon.skills[1] is colour"},
      {[](json& l) { l["skills"][1]["parent"] = "nobody"; }, "lexicon.skills[1].parent is nobody"},
      {[](json& l) { l["skills"][0]["parent"] = "go"; }, "without a loop"},
      {[](json& l) { l["skills"][1].erase("aliases"); }, "lexicon.skills[1].aliases is missing"},
      {[](json& l) { l["skills"][1]["aliases"] = {"spring boot"}; }, "already have"},
      {[](json& l) { l["skills"][1]["aliases"] = {""}; }, "lexicon.skills[1].aliases[0]"},
      {[](json& l) { l["skills"][1]["aliases"] = {std::string(65, 'a')}; }, "1 to 64 characters"},
      {[](json& l) { l["skills"][1]["aliases"] = {"🚀"}; }, "basic multilingual plane"},
      {[](json& l) { l["skills"][1]["weak"][0]["rule"] = "none"; }, "lexicon.skills[1].weak[0].rule is none"},
      {[](json& l) { l["skills"][1]["weak"][0]["aliases"] = {"spring boot"}; }, "not already a sure name"},
      {[](json& l) { l["skills"][0]["group"] = "yes"; }, "lexicon.skills[0].group is \"yes\""},
      {[](json& l) { l["rules"][1]["id"] = "go"; }, "lexicon.rules[1].id is go"},
      {[](json& l) { l["rules"][0]["case"] = "lower"; }, "lexicon.rules[0].case is lower"},
      {[](json& l) { l["rules"][0]["window"] = 0; }, "lexicon.rules[0].window is 0"},
      {[](json& l) { l["rules"][0]["window"] = 1.5; }, "lexicon.rules[0].window is 1.5"},
      {[](json& l) { l["rules"][0]["near"] = {1}; }, "lexicon.rules[0].near[0] is 1"},
      {[](json& l) { l["cities"][0]["tier"] = 7; }, "lexicon.cities[0].tier is 7"},
      {[](json& l) { l["cities"].push_back(l["cities"][0]); }, "lexicon.cities[1].id is 上海"},
      {[](json& l) { l["words"]["mood"] = json::array(); }, "lexicon.words is mood"},
      {[](json& l) { l["words"].erase("negate"); }, "lexicon.words.negate is missing"},
      {[](json& l) {
         l["words"]["negate"] = {"不要求", "不要求"};
       },
       "lexicon.words.negate[1] is 不要求"},
      {[](json& l) {
         l["words"]["own"][0] = {{"text", "有"}, {"near", {"x"}}};
       },
       "lexicon.words.own[0] is near"},
  };
  REQUIRE(refusal(small()) == "accepted");
  for (const Case& c : cases) {
    json spoilt = small();
    c.spoil(spoilt);
    const std::string sentence = refusal(spoilt);
    INFO(sentence);
    CHECK(sentence.find(c.sentence_part) != std::string::npos);
  }
}

TEST_CASE("Bytes that are no lexicon are refused", "[text]") {
  for (const std::string& bytes : {std::string(), std::string("{"), std::string("[]"), std::string("\xFF\xFE"),
                                   std::string("{\"format\":\"\xFF\"}"), std::string(100, '[')})
    CHECK(!text::parse_lexicon(bytes).ok());
  CHECK(text::parse_lexicon(std::string(100000, '[')).error().code == Code::bad_json);
  CHECK(text::parse_lexicon(std::string(9u << 20, ' ')).error().code == Code::too_large);
}

TEST_CASE("Spellings: blank, hyphen or nothing between ASCII words", "[text]") {
  using Set = std::vector<std::u32string>;
  CHECK(text::spellings(U"spring boot") == Set{U"spring-boot", U"springboot"});
  CHECK(text::spellings(U"spring cloud alibaba").size() == 8);
  CHECK(text::spellings(U"a b c d") == Set{U"a-b-c-d", U"abcd"});
  CHECK(text::spellings(U"go语言").empty());
  CHECK(text::spellings(U"c++ stl").empty());
}
