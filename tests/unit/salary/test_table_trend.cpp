#include <catch_amalgamated.hpp>

#include <cmath>

#include "salary/table_trend.h"
#include "table_synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

salary::TableRecipe trend_recipe() {
  auto recipe = test::table_recipe(test::kReportRecipe);
  recipe.trend = salary::TableRecipe::Trend{1, {0, 2}, 3};  // over "level", in cells of company and years
  return recipe;
}

salary::TableRow row(const char* company, const char* level, std::optional<double> years, double pay,
                     std::uint32_t group) {
  return {{{std::nullopt, {company}}, {std::nullopt, {level}}, {years, {}}, {}}, base::log(pay), group, group};
}

}  // namespace

TEST_CASE("a trend's cells are those that every level has, each group weighing one", "[salary][table]") {
  std::vector<salary::TableRow> rows;
  for (std::uint32_t g = 0; g < 5; ++g) {
    rows.push_back(row("Acme", "2019", 4, 100.0 + g, g));        // years 3 … 9 are one cell
    rows.push_back(row("acme", "2021", 8.9, 200.0 + 2 * g, g));  // company is compared folded
  }
  for (int i = 0; i < 50; ++i) rows.push_back(row("Acme", "2021", 5, 900, 7));  // one group more, however many rows
  for (std::uint32_t g = 0; g < 9; ++g) rows.push_back(row("Bolt", "2019", 4, 50, g));            // 2021 lacks Bolt
  for (std::uint32_t g = 0; g < 9; ++g) rows.push_back(row("Acme", "2021", std::nullopt, 1, g));  // not stated
  const auto cells = salary::trend_of(trend_recipe(), rows);
  REQUIRE(cells.size() == 1);
  CHECK(cells[0].values == std::vector<std::string>{"acme", "3"});
  REQUIRE(cells[0].levels.size() == 2);
  const auto &before = cells[0].levels[0], &after = cells[0].levels[1];
  CHECK(before.name == "2019");
  CHECK(before.rows == 5);
  CHECK(after.rows == 55);
  CHECK(after.groups == 6);
  CHECK_THAT(before.median, WithinAbs(102, 1e-9));
  CHECK_THAT(after.median, WithinAbs(204, 1e-9));  // the third of six: 200, 202, 204, 206, 208, 900
  CHECK_THAT(after.ratio, WithinAbs(2, 1e-9));
  CHECK(before.ratio == 1);
  CHECK(after.interval[0] <= 2);
  CHECK(after.interval[1] >= 2);
}

TEST_CASE("the mean over cells weighs them alike, and its interval covers a planted ratio", "[salary][table]") {
  // 40 simulations of two cells in which every group's pay is 1.5 times as high after, groups' own deviations 0.3: about 95 % are covered.
  auto recipe = trend_recipe();
  int covered = 0;
  const int simulations = 40;
  for (int s = 0; s < simulations; ++s) {
    std::vector<salary::TableRow> rows;
    const auto noise = [&](std::uint32_t stream, std::uint32_t i) {
      return base::exp(0.3 * base::normal(100 + static_cast<std::uint64_t>(s), stream, i));
    };
    for (std::uint32_t i = 0; i < 60; ++i) {
      rows.push_back(row("Acme", "2019", 4, 1000 * noise(1, i), i));
      rows.push_back(row("Acme", "2021", 4, 1500 * noise(2, i), 1000 + i));
      rows.push_back(row("Bolt", "2019", 4, 3000 * noise(3, i), 2000 + i));
      rows.push_back(row("Bolt", "2021", 4, 4500 * noise(4, i), 3000 + i));
    }
    const auto cells = salary::trend_of(recipe, rows);
    REQUIRE(cells.size() == 3);
    const auto& all = cells[2].levels[1];
    CHECK_THAT(all.ratio, WithinAbs(std::sqrt(cells[0].levels[1].ratio * cells[1].levels[1].ratio), 1e-9));
    covered += static_cast<int>(all.interval[0] <= 1.5 && 1.5 <= all.interval[1]);
  }
  CHECK(covered >= 33);  // binomial(40, .95): below with probability .003
}
