#include "base/math.h"
#include "base/random.h"
#include "engine_support.h"
#include "support/json_schema.h"

#include <algorithm>
#include <cmath>

using Catch::Matchers::WithinAbs;
using chouma::Engine;
using nlohmann::json;
namespace test = chouma::test;
namespace base = chouma::base;

namespace {

const json& skill(const json& report, const std::string& id) {
  for (const json& candidate : report["profile"]["skills"])
    if (candidate["id"] == id) return candidate;
  FAIL(id + " was not found");
  return report;
}

}  // namespace

TEST_CASE("a posting becomes a priced, explained answer", "[engine]") {
  Engine engine = test::engine_with_model();
  const json report = test::analyzed(engine, test::request({{"id", 77}, {"text", test::kPosting}}));
  CAPTURE(report.dump(1));
  CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
  CHECK(report["id"] == 77);
  CHECK(report["model"]["mode"] == "posting");
  CHECK(report["warnings"].empty());
  CHECK(report["profile"]["title"] == "云原生网关 Go 开发工程师 28-45K·15薪");
  CHECK(report["profile"]["years"]["value"] == 5);
  CHECK(report["profile"]["city"]["value"] == "上海");
  CHECK(report["profile"]["education"]["value"] == "bachelor");
  CHECK(skill(report, "java")["removed"] == true);
  CHECK(skill(report, "java")["worth"].is_null());
  CHECK(report["posted"]["monthly_low"] == 28000);
  CHECK(report["anchors"].size() == 3);
  CHECK(report["next"].size() > 0);
  CHECK(report["talk"].size() >= 4);
}

TEST_CASE("pay: quantiles ascend, contributions add up, worth is leave one out", "[engine]") {
  Engine engine = test::engine_with_model();
  const json request = test::request({{"text", test::kPosting}, {"years", 4}});
  const json report = test::analyzed(engine, request);
  const json& pay = report["pay"];
  for (std::size_t i = 1; i < 5; ++i) CHECK(pay["quantiles"][i - 1]["amount"] < pay["quantiles"][i]["amount"]);
  double log = 0;
  std::int64_t amount = 0;
  for (const json& term : pay["contributions"]) {
    log += term["log"].get<double>();
    amount += term["amount"].get<std::int64_t>();
    CHECK(term["interval"][0] <= term["factor"]);
    CHECK(term["factor"] <= term["interval"][1]);
  }
  const std::int64_t median = pay["quantiles"][2]["amount"];
  CHECK(amount == median);
  // planted: 20,000 at 0 years, 0.02 a year, and the planted effects of what is held
  const double planted = 0.08 + 0.12 + 0.3 + 0.1 + 0.04 + 0.06;
  CHECK_THAT(log, WithinAbs(std::round(1e4 * base::log(20000)) / 1e4 + planted, 1e-9));  // as a model file keeps it
  CHECK(median == std::llround(std::exp(log)));
  CHECK(pay["base_median"] == std::llround(20000 * std::exp(0.08 + 0.12)));
  CHECK(pay["median_interval"][0] < median);
  CHECK(pay["median_interval"][1] > median);
  CHECK_THAT(skill(report, "kubernetes")["worth"].get<double>(), WithinAbs(std::exp(log) * (1 - std::exp(-0.1)), 1.0));
  CHECK(skill(report, "kubernetes")["companies"] == 400);

  json without = request;
  without["removed"] = {"Kubernetes"};
  const json less = test::analyzed(engine, without);
  CHECK(skill(less, "kubernetes")["removed"] == true);
  CHECK_THAT(median - less["pay"]["quantiles"][2]["amount"].get<double>(),
             WithinAbs(skill(report, "kubernetes")["worth"].get<double>(), 1.0));
}

TEST_CASE("next skills: near technologies not held, no languages, enough companies, gains only", "[engine]") {
  Engine engine = test::engine_with_model();
  const auto next = [&](const json& tags) {
    const json report = test::analyzed(engine, test::request({{"tags", tags}}));
    std::vector<std::string> ids;
    for (const json& gain : report["next"]) {
      ids.push_back(gain["id"]);
      CHECK(gain["interval"][0] < gain["delta"]);
      CHECK(gain["delta"] < gain["interval"][1]);
    }
    if (!ids.empty() && ids[0] == "kubernetes") {
      const double median = report["pay"]["quantiles"][2]["amount"];
      CHECK_THAT(report["next"][0]["delta"].get<double>(), WithinAbs(median * (std::exp(0.1) - 1), 1.0));
    }
    return ids;
  };
  using Ids = std::vector<std::string>;
  // not: Java, PHP (languages), eBPF and Istio (fewer than 30 companies), distributed systems (a concept), Redis (held),
  // Prometheus (nothing of observability is held)
  CHECK(next({"Go", "Redis", "Docker", "Spring Boot"}) == Ids{"kubernetes", "terraform", "kafka"});
  CHECK(next({"Go"}) == Ids{"kubernetes", "terraform", "kafka"});
  CHECK(next({"Go", "Grafana"}) == Ids{"prometheus"});
}

TEST_CASE("mode: posting where there is a text, profile where there is none", "[engine]") {
  Engine engine = test::engine_with_model();
  CHECK(test::analyzed(engine, test::request({{"tags", {"Go"}}}))["model"]["mode"] == "profile");
  CHECK(test::analyzed(engine, test::request({{"text", " \n "}}))["model"]["mode"] == "profile");
  CHECK(test::analyzed(engine, test::request({{"text", test::kPosting}, {"mode", "profile"}}))["model"]["mode"] ==
        "profile");
  const json none = test::analyzed(engine, test::request({{"mode", "posting"}, {"tags", {"Go"}}}));
  CHECK(none["model"]["mode"] == "profile");
  CHECK(none["warnings"][0]["where"] == "request.mode");
}

TEST_CASE("tags go before the text: a negated or removed skill that is chosen counts", "[engine]") {
  Engine engine = test::engine_with_model();
  const json report = test::analyzed(
      engine, test::request({{"text", test::kPosting}, {"tags", {"java", "Go", "Terraform"}}, {"removed", {"java"}}}));
  CHECK(skill(report, "java")["removed"] == false);
  CHECK(skill(report, "java")["counted"] == true);
  CHECK(skill(report, "go")["origin"] == "text");
  CHECK(report["profile"]["skills"].back()["id"] == "terraform");
  CHECK(report["profile"]["skills"].back()["origin"] == "tag");
}

TEST_CASE("`want` leaves sections out", "[engine]") {
  Engine engine = test::engine_with_model();
  const json report = test::analyzed(engine, test::request({{"text", test::kPosting}, {"want", json::array()}}));
  CHECK(report["next"].empty());
  CHECK(report["talk"].empty());
  CHECK(report["anchors"].size() == 3);
}

TEST_CASE("an engine that remembers the text answers as a fresh one", "[engine]") {
  Engine engine = test::engine_with_model();
  const std::vector<json> requests = {
      test::request({{"text", test::kPosting}}), test::request({{"text", test::kPosting}, {"tags", {"Terraform"}}}),
      test::request({{"tags", {"Terraform"}}}), test::request({{"text", "熟悉 Redis 和 Kafka"}}),
      test::request({{"text", test::kPosting}})};
  for (const json& request : requests) {
    Engine fresh = test::engine_with_model();
    CHECK(engine.analyze(request.dump()) == fresh.analyze(request.dump()));
  }
}

TEST_CASE("damaged requests never crash and are always answered by the schema", "[engine]") {
  Engine engine = test::engine_with_model();
  const std::string good =
      test::request(
          {{"text", test::kPosting}, {"tags", {"Go", "quux"}}, {"years", 3}, {"level", "senior"}, {"city", "北京"}})
          .dump();
  const std::uint64_t seed = 99;
  CAPTURE(seed);
  for (std::uint32_t round = 0; round < 300; ++round) {
    std::string bad = good;
    const std::uint64_t edits = 1 + base::below(4, seed, round, 0);
    for (std::uint64_t e = 0; e < edits && !bad.empty(); ++e) {
      const auto at = static_cast<std::size_t>(base::below(bad.size(), seed, round, 1 + 3 * e));
      const auto byte = static_cast<char>(base::below(256, seed, round, 2 + 3 * e));
      switch (base::below(3, seed, round, 3 + 3 * e)) {
        case 0:
          bad[at] = byte;
          break;
        case 1:
          bad.erase(at, 1 + static_cast<unsigned char>(byte) % 7);
          break;
        default:
          bad.insert(at, std::string(1 + static_cast<unsigned char>(byte) % 3, byte));
      }
    }
    CAPTURE(round, bad);
    const json report = json::parse(engine.analyze(bad));
    REQUIRE(test::violations("report.schema.json", report) == std::vector<std::string>{});
  }
}
