#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>

#include "base/math.h"
#include "salary/scores.h"
#include "salary/train.h"
#include "shipped.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

TEST_CASE("scores are weighted means of the losses", "[salary]") {
  // Residuals from the five quantiles −2 … 2 (log points): +1 (inside) and +3 (above P90).
  const std::vector<salary::Outcome> outcomes{{1, {-2, -1, 0, 1, 2}}, {3, {-2, -1, 0, 1, 2}}};
  const auto s = salary::score(outcomes, std::vector<double>{3, 1});
  // τ = .1: (3 × .1 × 3 + .1 × 5) / 4; τ = .9: 1 − 2 = −1 → .1, 3 − 2 = 1 → .9: (3 × .1 + .9) / 4.
  CHECK_THAT(s.pinball[0], WithinAbs((3 * 0.3 + 0.5) / 4, 1e-15));
  CHECK_THAT(s.pinball[2], WithinAbs((3 * 0.5 + 1.5) / 4, 1e-15));
  CHECK_THAT(s.pinball[4], WithinAbs((3 * 0.1 + 0.9) / 4, 1e-15));
  CHECK_THAT(s.mean_pinball,
             WithinAbs((s.pinball[0] + s.pinball[1] + s.pinball[2] + s.pinball[3] + s.pinball[4]) / 5, 1e-15));
  CHECK(s.coverage_80 == 0.75);
  CHECK_THAT(s.mdape, WithinAbs(1 - base::exp(-1), 1e-15));
}

TEST_CASE("each company weighs one", "[salary]") {
  const auto weight = salary::company_weights(std::vector<std::uint32_t>{0, 1, 1, 1, 1, 3});
  CHECK_THAT(weight[0], WithinAbs(1, 1e-12));
  CHECK_THAT(weight[1], WithinAbs(0.25, 1e-12));
  CHECK_THAT(weight[5], WithinAbs(1, 1e-12));
  CHECK_THAT(salary::company_weights(std::vector<std::uint32_t>{2, 2, 2, 2}, 0.5)[0], WithinAbs(0.5, 1e-12));
}

TEST_CASE("evaluate scores every row within the row rule", "[salary]") {
  const auto& r = test::recipe().columns;
  std::string csv = r.title + "," + r.text + "," + r.skills + "," + r.welfare + "," + r.company + "," + r.place + "," +
                    r.education + "," + r.years + "," + r.low + "," + r.high + "," + r.months + "," + r.board + "," +
                    r.date + "\n";
  for (int i = 0; i < 30; ++i)
    csv += "后端工程师,\"负责服务开发" + std::string(i % 2 == 0 ? "，熟悉Golang" : "，熟悉Java") + "\",,,c" +
           std::to_string(i % 6) + ",上海·浦东新区,本科," + std::to_string(i % 7) + "," +
           std::to_string(12000 + 500 * i) + "," + std::to_string(18000 + 700 * i) + ",,BOSS,2024-10-0" +
           std::to_string(1 + i % 9) + "\n";
  csv += "越界,,,,c9,上海,本科,3,1000,2000,,,\n";
  const Mode mode = GENERATE(Mode::posting, Mode::profile);
  const auto answer = salary::evaluate(test::model(), test::recipe(), test::lexicon(), csv, mode);
  REQUIRE(answer.ok());
  const auto json = nlohmann::json::parse(answer.value());
  CHECK(json["n"] == 30);
  CHECK(json["companies"] == 6);
  CHECK(json["groups"]["city:上海"]["n"] == 30);
  CHECK(json["groups"]["go"]["n"] == 15);
  CHECK(json["groups"]["level:none"]["companies"] == 6);
  for (const char* part : {"row", "company"}) {
    double sum = 0;
    for (const char* tau : {"0.10", "0.25", "0.50", "0.75", "0.90"}) sum += json[part]["pinball"][tau].get<double>();
    CHECK_THAT(json[part]["mean_pinball"].get<double>(), WithinAbs(sum / 5, 2e-6));
  }
  // Five rows each: companies weigh what rows weigh.
  CHECK_THAT(json["row"]["mean_pinball"].get<double>(), WithinAbs(json["company"]["mean_pinball"].get<double>(), 2e-6));
  const auto& interval = json["company"]["interval_95"]["mean_pinball"];
  CHECK(interval[0] < json["company"]["mean_pinball"]);
  CHECK(interval[1] > json["company"]["mean_pinball"]);
}
