#include "engine_support.h"
#include "support/json_schema.h"

#include <algorithm>

using chouma::Engine;
using chouma::Resource;
using nlohmann::json;
namespace test = chouma::test;

namespace {

// Written for these tests; nobody real.
constexpr std::string_view kResume =
    "后端工程师\n\n专业技能\n熟练使用 Go、Redis、Kafka、pprof，了解 Docker、sync、context、unsafe\n\n"
    "工作经历\n2019.03 - 2022.06 某网络公司 高级 Go 开发工程师\n"
    "1、用 Go 重写接入层，goroutine 池与 channel 流水线，P99 降到 12 毫秒\n2、基于 Kafka 做事件总线\n\n"
    "教育经历\n2012.09 - 2016.06 本科 软件工程\n";

json screened(Engine& engine, json fields) {
  fields["want"] = {"screening"};
  const json report = test::analyzed(engine, test::request(std::move(fields)));
  CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
  return report;
}

}  // namespace

TEST_CASE("screening: a posting alone, a résumé alone, both", "[engine]") {
  Engine engine = test::engine_with_model();
  test::load_screening(engine);

  const json posting = screened(engine, {{"text", test::kPosting}});
  CAPTURE(posting["screening"].dump(1), posting["warnings"].dump());
  CHECK(posting["warnings"].empty());
  CHECK(posting["candidate"].is_null());
  CHECK(posting["screening"]["match"].is_null());
  CHECK(posting["screening"]["funnel"].is_null());
  CHECK(posting["screening"]["vetoes"].size() == 3);
  for (const json& veto : posting["screening"]["vetoes"]) CHECK(veto["status"] == "unknown");

  const json resume = screened(engine, {{"resume", kResume}});
  CHECK(resume["profile"]["years"]["origin"] == "resume");
  CHECK(resume["profile"]["skills"][0]["origin"] == "resume");
  CHECK(resume["model"]["mode"] == "profile");
  CHECK(resume["candidate"]["median"] == resume["pay"]["quantiles"][2]["amount"]);
  CHECK(resume["screening"]["match"].is_null());
  CHECK(resume["screening"]["vetoes"].empty());
  CHECK(resume["screening"]["funnel"]["bp"]["score"] == 1.0);

  const json both = screened(engine, {{"text", test::kPosting}, {"resume", kResume}});
  const json alone = test::analyzed(engine, test::request({{"text", test::kPosting}, {"want", json::array()}}));
  CHECK(both["pay"] == alone["pay"]);  // a résumé does not move what the posting is worth
  CHECK(both["profile"] == alone["profile"]);
  const json& match = both["screening"]["match"];
  CHECK(match["met"].get<int>() + match["partly"].get<int>() + match["missing"].get<int>() +
            match["unknown"].get<int>() ==
        static_cast<int>(match["items"].size()));
  const auto item = [&](const std::string& id) {
    for (const json& candidate : match["items"])
      if (candidate["id"] == id) return candidate["status"].get<std::string>();
    return std::string("absent");
  };
  CHECK(item("go") == "met");
  CHECK(item("kubernetes") != "met");
  CHECK(item("java") == "absent");  // the posting negates it
}

TEST_CASE("screening: the same seed gives the same bytes, another seed other draws", "[engine]") {
  Engine engine = test::engine_with_model();
  test::load_screening(engine);
  const auto ask = [&](std::uint64_t seed) {
    return engine.analyze(
        test::request({{"text", test::kPosting}, {"resume", kResume}, {"seed", seed}, {"want", {"screening"}}}).dump());
  };
  CHECK(ask(7) == ask(7));
  CHECK(json::parse(ask(7))["screening"]["funnel"]["stages"] != json::parse(ask(8))["screening"]["funnel"]["stages"]);
}

TEST_CASE("screening: without its tables it says which are missing; a new lexicon keeps them", "[engine]") {
  Engine bare = test::engine_with_model();
  const json report = screened(bare, {{"text", test::kPosting}});
  REQUIRE(report["warnings"].size() == 1);
  CHECK(report["warnings"][0]["code"] == "not_loaded");
  CHECK(report["warnings"][0]["value"] == "swaps, vetoes, funnel, carryover, toolchains not loaded");

  Engine engine = test::engine_with_model();
  test::load_screening(engine);
  const json before = screened(engine, {{"text", test::kPosting}, {"resume", kResume}});
  test::loaded(engine, Resource::lexicon, test::file("models/lexicon/lexicon.json"));
  CHECK(screened(engine, {{"text", test::kPosting}, {"resume", kResume}}) == before);

  Engine empty;
  const auto early = empty.load(Resource::swaps, test::file("models/screening/swaps.json"));
  REQUIRE(!early);
  CHECK(early.error().code == chouma::Code::not_loaded);
}

TEST_CASE("screening: evidence that nothing answers to is told, and answers that contradict each other", "[engine]") {
  Engine engine = test::engine_with_model();
  test::load_screening(engine);
  const auto warnings = [&](const json& evidence) {
    const json report = screened(engine, {{"text", test::kPosting}, {"resume", kResume}, {"evidence", evidence}});
    std::vector<std::string> out;
    for (const json& w : report["warnings"])
      out.push_back(w["where"].get<std::string>() + ": " + w["value"].get<std::string>() + ": " +
                    w["allowed"].get<std::string>());
    return out;
  };
  using Lines = std::vector<std::string>;
  CHECK(
      warnings({{"tools", {"pprof", "no-such-tool"}}}) ==
      Lines{"request.evidence.tools[1]: no-such-tool: one of go-test-race, pprof, golangci-lint, ebpf, kustomize, buf, "
            "terraform, opa, goose"});
  CHECK(warnings({{"answers", json::array({{{"veto", "stars"}, {"met", true}}})}}) ==
        Lines{"request.evidence.answers[0].veto: stars: one of open-source, runtime, build"});
  const auto answers = [](std::vector<bool> met) {
    json out = json::array();
    for (const bool m : met) out.push_back({{"veto", "build"}, {"met", m}});
    return json{{"answers", out}};
  };
  CHECK(warnings(answers({true, true})).empty());
  CHECK(warnings(answers({true, false})) ==
        Lines{"request.evidence.answers[1]: build not met: the same answer as request.evidence.answers[0], which says "
              "met; the last one counts"});
  CHECK(warnings({{"scores", {0, 0, 0, 0}}}) ==
        Lines{"request.evidence.scores: a 75th percentile of 0: scores whose 75th percentile is above 0; at this "
              "threshold every résumé passes the BP filter"});
  CHECK(warnings({{"scores", {0, 0, 0, 0.4}}}).empty());
  CHECK(warnings({{"scores", {0, 0, 0}}}).empty());  // too few to calibrate by
}

TEST_CASE("screening: evidence is read item by item; what cannot be read is told", "[engine]") {
  Engine engine = test::engine_with_model();
  test::load_screening(engine);
  const json fields = {
      {"text", test::kPosting},
      {"evidence",
       {{"stars", 38},
        {"merged", {"cilium"}},
        {"answers", json::array({{{"veto", "x"}}, {{"veto", "y"}, {"met", 1}}, {{"veto", "z"}, {"met", true}}})},
        {"scores", {0.7, 2, "a"}},
        {"tools", {""}},
        {"shoe", 43}}}};
  const json report = screened(engine, fields);
  std::vector<std::string> where;
  for (const json& warning : report["warnings"]) where.push_back(warning["where"]);
  CHECK(where == std::vector<std::string>{"request.evidence.shoe", "request.evidence.answers[0].met",
                                          "request.evidence.answers[1].met", "request.evidence.tools[0]",
                                          "request.evidence.scores[1]", "request.evidence.scores[2]",
                                          "request.evidence.answers[2].veto"});
  CHECK(report["screening"]["vetoes"][0]["status"] == "not_met");
  for (const json& bad : {json("2026-13"), json("26-11"), json("2026/11"), json(202611)}) {
    const json warned = screened(engine, {{"resume", kResume}, {"today", bad}});
    REQUIRE(warned["warnings"].size() == 1);
    CHECK(warned["warnings"][0]["where"] == "request.today");
  }
}
