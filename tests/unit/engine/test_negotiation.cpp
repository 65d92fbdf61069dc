#include "engine_support.h"
#include "support/json_schema.h"

using chouma::Engine;
using chouma::Resource;
using nlohmann::json;
namespace test = chouma::test;

namespace {

Engine engine() {
  Engine engine = test::engine_with_model();
  test::load_bargain(engine);
  return engine;
}

json answered(Engine& engine, json fields) {
  const json report = test::analyzed(engine, test::request(std::move(fields)));
  CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
  return report;
}

json offer(const char* name, int base) { return {{"name", name}, {"city", "beijing"}, {"base", base}, {"months", 14}}; }

}  // namespace

TEST_CASE("offers: compared side by side, a bad one refused by its path", "[engine][negotiation]") {
  Engine engine = ::engine();
  const json book = {{"start", "2026-12"}, {"offers", {offer("a", 30000), offer("b", 0), offer("c", 36000)}}};
  const json report = answered(engine, {{"tags", {"Go"}}, {"offers", book}});
  const json& offers = report["offers"]["offers"];
  REQUIRE(offers.size() == 3);
  CHECK(offers[1]["worth"].is_null());
  CHECK(offers[1]["error"]["where"] == "request.offers.offers[1].base");
  for (const int k : {0, 2}) {
    const json& worth = offers[k]["worth"];
    const json& year = worth["year"];
    CHECK(year["gross"].get<double>() == (k == 0 ? 30000 : 36000) * 14.0);
    CHECK_THAT(year["gross"].get<double>() - year["insurance"].get<double>() - year["tax"].get<double>(),
               Catch::Matchers::WithinAbs(year["net"].get<double>(), 0.005));
    double parts = 0;
    for (const auto& [name, part] : worth["parts"].items()) parts += part["expected"].get<double>();
    CHECK_THAT(parts,
               Catch::Matchers::WithinAbs(worth["total"]["expected"].get<double>(), 3.5));  // six rounded numbers
  }
  CHECK(report["offers"]["verdict"]["best"] == 2);
  CHECK(report["offers"]["verdict"]["second"] == 0);
  CHECK(report["offers"]["verdict"]["break_even"].get<int>() > 30000);
  CHECK(report["negotiation"].is_null());
}

TEST_CASE("offers: a setting that cannot be used is one sentence, and the offers are still compared",
          "[engine][negotiation]") {
  Engine engine = ::engine();
  json book = {{"start", "2026-12"}, {"offers", {offer("a", 30000), offer("c", 36000)}}};
  const json plain = answered(engine, {{"tags", {"Go"}}, {"offers", book}})["offers"];
  const std::pair<std::string, json> unusable[] = {{"years", 0}, {"discount_rate", "much"}, {"special_deductions", -1}};
  for (const auto& [name, value] : unusable) {
    CAPTURE(name);
    json changed = book;
    changed[name] = value;
    const json report = answered(engine, {{"tags", {"Go"}}, {"offers", changed}});
    CHECK(report["offers"] == plain);
    std::size_t said = 0;
    for (const json& warning : report["warnings"]) said += warning["where"] == "request.offers." + name;
    CHECK(said == 1);
  }
}

TEST_CASE("negotiation: a plan from the posting alone, drawn again after a move", "[engine][negotiation]") {
  Engine engine = ::engine();
  const json empty = json::object();
  const json before = answered(engine, {{"text", test::kPosting}, {"negotiation", empty}});
  const json& first = before["negotiation"];
  CAPTURE(first.dump(1), before["warnings"].dump());
  REQUIRE(first["error"].is_null());
  CHECK(first["settings"]["walk_away_from"] == "anchor");
  CHECK(first["settings"]["walk_away"] == before["anchors"][0]["amount"]);
  CHECK(first["action"] == "ask");
  CHECK(first["rounds"][0]["ask"] == first["opening"]["ask"]);
  CHECK(before["anchors"][2]["amount"] == first["opening"]["ask"]);
  CHECK(first["limit"]["low"] < first["limit"]["median"]);
  CHECK(first["limit"]["median"] < first["limit"]["high"]);
  for (std::size_t k = 1; k < first["rounds"].size(); ++k) {
    CHECK(first["rounds"][k]["ask"] < first["rounds"][k - 1]["ask"]);
    CHECK(first["rounds"][k - 1]["accept_from"] == first["rounds"][k]["ask"]);
  }
  CHECK(first["rehearsal"].size() == first["types"].size());

  const int offered = first["settings"]["walk_away"].get<int>() + 500;
  const json moves = {{"moves", {{{"by", "employer"}, {"amount", offered}}}}};
  const json after = answered(engine, {{"text", test::kPosting}, {"negotiation", moves}})["negotiation"];
  CHECK(after["moves"].size() == 1);
  CHECK(after["limit"]["prior"] == first["limit"]["prior"]);
  CHECK(after["limit"]["median"] != first["limit"]["median"]);
  CHECK(answered(engine, {{"text", test::kPosting}, {"negotiation", empty}})["negotiation"] == first);
}

TEST_CASE("anchors: the opening ask is the plan's first by the same settings, asked or not", "[engine][negotiation]") {
  Engine engine = ::engine();
  const auto opening = [&](const json& fields) {
    const json report = answered(engine, fields);
    CHECK(report["anchors"][2]["reason"]["en"].get<std::string>().find("expected utility") != std::string::npos);
    if (!report["negotiation"].is_null())
      CHECK(report["anchors"][2]["amount"] == report["negotiation"]["opening"]["ask"]);
    return report["anchors"][2]["amount"].get<int>();
  };
  const json tags = {"Go", "Kubernetes"};
  const int usual = opening({{"tags", tags}});
  CHECK(opening({{"tags", tags}, {"negotiation", json::object()}}) == usual);
  CHECK(opening({{"tags", tags}, {"negotiation", {{"withdrawal", 0.3}}}}) < usual);
  CHECK(opening({{"tags", tags}, {"negotiation", {{"risk_aversion", 8}}}}) < usual);

  // without a table of employers it is the table's percentile
  Engine without = test::engine_with_model();
  const json plain = test::analyzed(without, test::request({{"tags", tags}}));
  CHECK(plain["anchors"][2]["reason"]["en"].get<std::string>().find("expected utility") == std::string::npos);
}

TEST_CASE("negotiation: packages, practice and its debrief", "[engine][negotiation]") {
  Engine engine = ::engine();
  const auto talk = [&](json moves) {
    const json practice = {{"type", "fair"}, {"moves", std::move(moves)}};
    const json wanted = {{"issues", {"months", "remote"}}, {"practice", practice}};
    return answered(engine, {{"text", test::kPosting}, {"negotiation", wanted}})["negotiation"];
  };
  const json opened = talk(json::array());
  CAPTURE(opened.dump(1));
  REQUIRE(opened["practice"]["error"].is_null());
  REQUIRE(opened["practice"]["replies"].size() == 1);
  CHECK(opened["practice"]["replies"][0]["package"].contains("remote"));
  CHECK(opened["practice"]["debrief"].is_null());
  CHECK(opened["meso"]["packages"].size() <= 3);
  const json over = talk({{{"do", "accept"}}})["practice"];
  CHECK(over["over"] == true);
  CHECK(over["deal"] == opened["practice"]["replies"][0]["package"]);
  CHECK(over["debrief"]["left"].get<int>() == over["debrief"]["limit"].get<int>() - over["debrief"]["cost"].get<int>());

  const json refused = talk({{{"do", "ask"}, {"package", {{"base", 30000}, {"bonus", "2"}}}}})["practice"];
  CHECK(refused["error"]["where"] == "request.negotiation.practice.moves[0].package");
}

TEST_CASE("negotiation: what cannot be used is one sentence each, the rest still answers", "[engine][negotiation]") {
  Engine engine = ::engine();
  const json bad = {{"walk_away", -5}, {"rounds", 2.5}, {"moves", {{{"by", "nobody"}, {"amount", 1}}}}, {"quux", 1}};
  const json report = answered(engine, {{"text", test::kPosting}, {"negotiation", bad}});
  std::vector<std::string> where;
  for (const json& warning : report["warnings"]) where.push_back(warning["where"]);
  CHECK(where == std::vector<std::string>{"request.negotiation.quux", "request.negotiation.walk_away",
                                          "request.negotiation.rounds", "request.negotiation.moves[0].by"});
  CHECK(report["negotiation"]["action"] == "ask");

  const json above = answered(engine, {{"text", test::kPosting}, {"negotiation", {{"walk_away", 9000000}}}});
  CHECK(above["negotiation"]["action"] == "walk");
  CHECK_FALSE(above["negotiation"]["why"].is_null());

  Engine bare = test::engine_with_model();
  const json lacking = answered(bare, {{"tags", {"Go"}},
                                       {"offers", {{"start", "2026-12"}, {"offers", {offer("a", 30000)}}}},
                                       {"negotiation", json::object()}});
  CHECK(lacking["offers"].is_null());
  CHECK(lacking["negotiation"]["error"]["code"] == "not_loaded");
}
