#include "screening/funnel.h"

#include "screening/funnel_draws.h"
#include "support/files.h"
#include "text/extract.h"
#include "unit/text/real_lexicon.h"

#include <nlohmann/json.hpp>

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using chouma::Code;
using chouma::Span;
using chouma::Strength;
using namespace chouma::screening;
namespace text = chouma::text;

namespace {

const FunnelTable& given() {
  static const FunnelTable table = [] {
    auto parsed = parse_funnel(chouma::test::file("models/screening/funnel.json"));
    if (!parsed) throw std::runtime_error(message(parsed.error()));
    return parsed.value();
  }();
  return table;
}

/// A résumé without sections whose skills are those that the extractor finds.
text::Resume plain(std::string_view words) {
  text::Resume resume;
  for (const auto& found : text::extract(chouma::test::real_lexicon(), words).skills)
    resume.skills.push_back({found.skill, text::Proof::used, std::nullopt, found.spans});
  resume.denied = text::denied_spans(chouma::test::real_lexicon(), words);
  return resume;
}

std::uint32_t skill(std::string_view id) { return *chouma::test::real_lexicon().find_skill(id); }

Match asks(const std::vector<Status>& required, std::optional<Status> years) {
  const std::vector<std::uint32_t> skills = {skill("kubernetes"), skill("mysql"), skill("redis"), skill("kafka")};
  Match match;
  for (std::size_t i = 0; i < required.size(); ++i)
    match.items.push_back({MatchItem::Kind::skill, skills[i], Strength::required, required[i], {}, {}, text::kNone});
  match.items.push_back(
      {MatchItem::Kind::skill, skill("ebpf"), Strength::preferred, Status::missing, {}, {}, text::kNone});
  if (years)
    match.items.push_back({MatchItem::Kind::years, text::kNone, Strength::required, *years, {}, {}, text::kNone});
  return match;
}

FunnelResult run(std::string_view words, const Match& match = {}, const Evidence& evidence = {},
                 std::uint64_t seed = 7) {
  return funnel(given(), chouma::test::real_lexicon(), words, plain(words), match, evidence, seed);
}

constexpr std::string_view kGoroutine = "Worked with a goroutine pool. ", kChannel = "用channel解耦。",
                           kSkills = "Go, Redis, Kafka; sync, context, unsafe. ";
/// Every wording that an edit could ask for.
constexpr std::string_view kComplete =
    "Go, Redis, Kafka, sync.Pool, context, unsafe; goroutines and a channel; module design; gopark; escape analysis";

chouma::Error refusal(const nlohmann::json& table) {
  const auto parsed = parse_funnel(table.dump());
  REQUIRE_FALSE(parsed);
  return parsed.error();
}

nlohmann::json table_json() { return nlohmann::json::parse(chouma::test::file("models/screening/funnel.json")); }

}  // namespace

TEST_CASE("the given rates make 1024, 433, 137, 26", "[screening]") {
  const FunnelResult result = run("");
  REQUIRE(result.stages.size() == 3);
  CHECK(result.stages[0].average == 0.423);
  CHECK(result.stages[1].average == 0.316);
  CHECK(result.stages[2].average == 0.189);
  CHECK(result.stages[0].entered == 1024);
  CHECK(result.stages[0].left == 433);
  CHECK(result.stages[1].entered == 433);
  CHECK(result.stages[1].left == 137);
  CHECK(result.stages[2].entered == 137);
  CHECK(result.stages[2].left == 26);  // the source's 194 is more than the 137 that enter
  CHECK(result.average == 26.0 / 1024);
}

TEST_CASE("the BP filter in all eight combinations", "[screening]") {
  for (int mask = 0; mask < 8; ++mask) {
    std::string words = "项目经历 ";
    if (mask & 1) words += kGoroutine;
    if (mask & 2) words += kChannel;
    if (mask & 4) words += kSkills;
    const BpScore bp = run(words).bp;
    const int tenths = (mask & 1 ? 4 : 0) + (mask & 2 ? 3 : 0) + (mask & 4 ? 3 : 0);
    CAPTURE(words);
    CHECK(bp.tenths == tenths);
    CHECK(bp.passed == (tenths >= 7));  // 0.4 + 0.3 passes
    CHECK(bp.threshold == 0.7);
    CHECK_FALSE(bp.calibrated);
    for (int part = 0; part < 3; ++part) CHECK(bp.parts[static_cast<std::size_t>(part)].met == (mask >> part & 1));
  }
}

TEST_CASE("the BP filter reads whole words, five skills and the projects' text", "[screening]") {
  CHECK(run("goroutined channelled").bp.tenths == 0);
  CHECK(run("Goroutines，Channel").bp.tenths == 7);
  CHECK(run("Go, Redis, Kafka, async, contextual, unsafe").bp.tenths == 0);
  CHECK(run("Go, sync, context, unsafe").bp.tenths == 0);  // four skills
  CHECK(run("Go, Redis, sync, context, unsafe").bp.tenths == 3);
  CHECK(run("Go, Redis, MySQL, Kafka, sync, context").bp.tenths == 0);

  const std::string words = "技能 goroutine\n项目 channel";
  text::Resume resume = plain(words);
  const auto scored = [&] { return funnel(given(), chouma::test::real_lexicon(), words, resume, {}, {}, 1).bp; };
  CHECK(scored().tenths == 7);  // no section: the whole text
  resume.sections = {{text::ResumeSection::Kind::skills, {0, 13}}, {text::ResumeSection::Kind::projects, {13, 23}}};
  CHECK(scored().tenths == 3);
  REQUIRE(scored().parts[1].spans.size() == 1);
  CHECK(scored().parts[1].spans[0] == Span{16, 23});
  resume.sections[0].kind = text::ResumeSection::Kind::experience;
  CHECK(scored().tenths == 7);
  CHECK(scored().parts[0].spans[0] == Span{3, 12});
}

TEST_CASE("what a résumé denies is not there", "[screening]") {
  CHECK(run("没用过 goroutine 和 channel").bp.tenths == 0);
  CHECK(run("Never used a goroutine. Wrote to a channel.").bp.tenths == 3);
  CHECK(run("Go, Redis, Kafka, sync, context; never used unsafe").bp.tenths == 0);
  CHECK(run("goroutine 不会泄漏，channel 不会阻塞").bp.tenths == 7);  // a promise of the work, not a denial
  CHECK(run("不懂逃逸分析").stages[2].pass == run("").stages[2].pass);
  CHECK(run("没做过模块设计").stages[1].pass == run("").stages[1].pass);
}

TEST_CASE("past scores move the BP threshold to their 75th percentile", "[screening]") {
  Evidence evidence;
  evidence.scores = {1, 1, 1};
  const std::string words = std::string(kGoroutine) + std::string(kChannel);
  CHECK(run(words, {}, evidence).bp.threshold == 0.7);
  CHECK(run(words, {}, evidence).bp.passed);
  evidence.scores = {0.4, 1, 0.6, 0.4};  // type 7: 0.6 + 0.25 · 0.4
  CHECK(run(words, {}, evidence).bp.threshold == 0.7);
  CHECK(run(words, {}, evidence).bp.calibrated);
  CHECK(run(words, {}, evidence).bp.passed);
  evidence.scores = {1, 0.7, 0.3, 1, 0.7};
  CHECK(run(words, {}, evidence).bp.threshold == 1);
  CHECK_FALSE(run(words, {}, evidence).bp.passed);
  CHECK(run(words, {}, evidence).pass < run(words).pass);  // a filter not passed is full exposure
}

TEST_CASE("type 7 quantiles by hand", "[screening]") {
  CHECK(quantile7({3, 1, 2, 4}, 0.75) == 3.25);
  CHECK(quantile7({5}, 0.9) == 5);
  CHECK(quantile7({1, 2}, 1) == 2);
  CHECK(quantile7({1, 2}, 0) == 1);
}

TEST_CASE("draws have the moments that the table states", "[screening]") {
  FunnelTable table = given();
  table.draws = 4000;
  const auto draws = draw_hazards(table, 11);
  double pass = 0, square = 0, share = 0, average = 0;
  for (const auto& draw : draws) {
    REQUIRE(draw.size() == 6);
    const double p = std::exp(-(draw[0].average + draw[1].average));
    pass += p;
    square += p * p;
    share += draw[0].average / (draw[0].average + draw[1].average);
    // fixed = H (1 − ρ), slope = H ρ / ē: what is left of H over the slope is ē
    average += (draw[0].average - draw[0].fixed) / draw[0].slope;
  }
  const double n = 4000;
  CHECK_THAT(pass / n, WithinAbs(433.0 / 1024, 0.001));  // its standard error is 0.00024
  CHECK_THAT(std::sqrt(square / n - pass / n * (pass / n)), WithinAbs(0.01543, 0.0006));
  CHECK_THAT(share / n, WithinAbs(0.5, 0.015));
  CHECK_THAT(average / n, WithinAbs(0.5, 0.007));
}

TEST_CASE("a résumé of average exposure passes at the average", "[screening]") {
  for (const auto& draw : draw_hazards(given(), 3))
    for (const Hazard& hazard : draw) {
      const double average = (hazard.average - hazard.fixed) / hazard.slope;
      CHECK_THAT(hazard.at(average), WithinAbs(hazard.average, 1e-12));
      CHECK(hazard.at(std::nullopt) == hazard.average);
      CHECK(hazard.at(0) > 0);  // nobody passes for certain
    }
  // nothing is known of HR's reasons without a posting
  CHECK_THAT(run("anything").stages[0].pass, WithinAbs(0.4229, 0.003));
}

TEST_CASE("less exposure, more probability", "[screening]") {
  using enum Status;
  const auto hr = [](const Match& match) { return run("", match).stages[0].pass; };
  CHECK(hr(asks({met, met, met, met}, met)) > hr(asks({met, met, met, partly}, met)));
  CHECK(hr(asks({met, met, met, partly}, met)) > hr(asks({met, met, met, missing}, met)));
  CHECK(hr(asks({met, met}, met)) > hr(asks({met, met}, partly)));
  CHECK(hr(asks({met, met}, partly)) > hr(asks({met, met}, missing)));
  CHECK(hr(asks({met, met}, unknown)) == hr(asks({met, met}, std::nullopt)));  // silence is not a lack
  CHECK(hr(asks({met, met}, met)) == hr(asks({met, met, met}, met)));          // preferred skills do not count
  CHECK(run("模块设计").stages[1].pass > run("").stages[1].pass);
  CHECK(run("gopark").stages[2].pass > run("").stages[2].pass);
  CHECK(run("逃逸分析").stages[2].pass > run("").stages[2].pass);
  const FunnelResult best = run(kComplete, asks({met, met}, met));
  for (const StageResult& stage : best.stages) {
    CHECK(stage.low < stage.pass);
    CHECK(stage.pass < stage.high);
    CHECK(stage.high < 1);
    CHECK(stage.pass > stage.average);
  }
  CHECK(best.low < best.pass);
  CHECK(best.pass < best.high);
  CHECK(best.pass > best.average);
  CHECK(best.draws == given().draws);
}

TEST_CASE("the heat map has figures only where the source names a reason", "[screening]") {
  const FunnelResult result = run("逃逸分析", asks({Status::met, Status::missing}, Status::missing));
  REQUIRE(result.heat.size() == 18);
  CHECK(result.reason_ids == std::vector<std::string>{"missing_keywords", "years", "shallow_projects",
                                                      "no_module_design", "concurrency", "escape_analysis"});
  for (std::size_t i = 0; i < 18; ++i) {
    const HeatCell& cell = result.heat[i];
    CHECK(cell.stage == i / 6);
    CHECK(cell.reason == i % 6);
    const bool named = cell.reason / 2 == cell.stage;
    CHECK(cell.average == (named ? 0.5 : 0));
    CHECK((cell.you > 0) == named);
  }
  for (std::size_t stage = 0; stage < 3; ++stage) {
    const double first = result.heat[stage * 6 + stage * 2].you, second = result.heat[stage * 6 + stage * 2 + 1].you;
    CHECK_THAT(first + second, WithinAbs(1, 1e-12));
  }
  CHECK(result.heat[1].you > result.heat[0].you);  // years missing, half of the keywords there
  CHECK(result.heat[1].weak);
  CHECK_FALSE(result.heat[0].weak);  // 1/2 is the average
  CHECK(result.heat[12 + 4].weak);
  CHECK_FALSE(result.heat[12 + 5].weak);
  CHECK(result.heat[12 + 4].you > result.heat[12 + 5].you);
  CHECK_FALSE(run("").heat[0].weak);  // unknown is not weak
}

TEST_CASE("the edit that raises the probability most", "[screening]") {
  using enum Status;
  SECTION("nothing is left to edit") { CHECK_FALSE(run(kComplete, asks({met, met}, missing)).edit); }
  SECTION("one keyword is missing") {
    const auto edit = run(kComplete, asks({met, partly, missing}, met)).edit;
    REQUIRE(edit);
    CHECK(edit->id == "keyword");
    CHECK_THAT(edit->name.en, ContainsSubstring("Redis"));  // missing before partly
    CHECK_THAT(edit->name.en, ContainsSubstring("If it is true"));
    CHECK_THAT(edit->name.zh, ContainsSubstring("如属实"));
  }
  SECTION("it says what the edited résumé would get") {
    const std::string before = "goroutine, channel, Go, Redis, sync, context, module design, gopark, escape analysis";
    const FunnelResult result = run(before);
    REQUIRE(result.edit);
    CHECK(result.edit->id == "runtime_skills");
    const FunnelResult after = run(before + ", unsafe");
    CHECK_THAT(result.edit->pass, WithinAbs(after.pass, 1e-12));
    CHECK_THAT(result.edit->gain, WithinAbs(after.pass - result.pass, 1e-12));
    CHECK(result.edit->low > 0);
    CHECK(result.edit->low < result.edit->gain);
    CHECK(result.edit->gain < result.edit->high);
  }
  SECTION("the keyword's gain is that of the match without it") {
    const FunnelResult before = run(kComplete, asks({met, met, missing, missing}, met));
    const FunnelResult after = run(kComplete, asks({met, met, met, missing}, met));
    REQUIRE(before.edit);
    CHECK_THAT(before.edit->pass, WithinAbs(after.pass, 1e-12));
  }
  SECTION("below the threshold one word more does not pass the filter: two in one edit do") {
    const auto edit = run("module design, gopark, escape analysis").edit;
    REQUIRE(edit);
    CHECK(edit->id == "goroutine_and_channel");
  }
  SECTION("three names make no five skills") {
    constexpr std::string_view kWords = "goroutine, channel, module design, gopark, escape analysis";
    CHECK_FALSE(funnel(given(), chouma::test::real_lexicon(), kWords, {}, {}, {}, 1).edit);
  }
}

TEST_CASE("the same seed gives the same answer, another seed nearly the same", "[screening]") {
  const Match match = asks({Status::met, Status::missing}, Status::partly);
  const FunnelResult a = run("goroutine", match), b = run("goroutine", match), c = run("goroutine", match, {}, 8);
  CHECK(a.pass == b.pass);
  CHECK(a.low == b.low);
  REQUIRE(a.edit);
  CHECK(a.edit->gain == b.edit->gain);
  CHECK(a.pass != c.pass);
  CHECK_THAT(a.pass, WithinAbs(c.pass, 0.1 * a.pass));
  // the same bits on every target
  const FunnelResult d = run(kComplete, match, {}, 2024);
  CHECK(d.pass == 0.14164885742600905);
  CHECK(d.low == 0.09275928469107428);
  CHECK(d.high == 0.19490892271526927);
}

TEST_CASE("broken and long texts are read in linear time", "[screening]") {
  std::string words;
  text::Resume resume;
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    words += "\xff goroutine\n";
    resume.sections.push_back({text::ResumeSection::Kind::projects, {i * 12, i * 12 + 12}});
  }
  const BpScore bp = funnel(given(), chouma::test::real_lexicon(), words, resume, {}, {}, 1).bp;
  CHECK(bp.tenths == 4);
  CHECK(bp.parts[0].spans.size() == 50'000);
}

TEST_CASE("a funnel table is refused by name", "[screening]") {
  const auto broken = [](auto change) {
    nlohmann::json table = table_json();
    change(table);
    return refusal(table);
  };
  CHECK(broken([](auto& t) { t["format"] = "chouma.funnel/2"; }).code == Code::bad_version);
  CHECK(broken([](auto& t) { t["extra"] = 1; }).code == Code::unknown_name);
  CHECK(broken([](auto& t) { t["given"]["entered"] = 1.5; }).where == "funnel.given.entered");
  CHECK(broken([](auto& t) { t["given"]["stages"][1]["pass"] = 1.2; }).where == "funnel.given.stages, row 2: pass");
  CHECK(broken([](auto& t) { t["given"]["entered"] = 2; }).code == Code::out_of_range);  // nobody left to count
  CHECK(broken([](auto& t) { t["given"]["stages"][0]["reasons"][0] = "luck"; }).code == Code::unknown_name);
  CHECK(broken([](auto& t) { t["given"]["stages"][0]["reasons"][1] = "missing_keywords"; }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["given"]["bp"]["parts"][0]["points"] = 0.35; }).allowed == "a whole number of tenths");
  CHECK(broken([](auto& t) { t["given"]["bp"]["parts"][0]["points"] = 0.5; }).allowed == "10 tenths");
  CHECK(broken([](auto& t) { t["assumed"]["stages"][0]["reliability"] = {0.5, 1}; }).code == Code::out_of_range);
  CHECK(broken([](auto& t) { t["assumed"]["reasons"][3]["phrases"].push_back("sync pool"); }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["assumed"]["reasons"][0]["phrases"].push_back("x"); }).code == Code::too_large);
  CHECK(broken([](auto& t) { t["assumed"]["edits"][1]["reason"] = "concurrency"; }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["assumed"]["edits"][1]["en"] = "{skill}"; }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["assumed"]["edits"][7]["reason"] = "years"; }).code == Code::bad_schema);
  CHECK_FALSE(parse_funnel("{"));
}
