#include <catch_amalgamated.hpp>

#include <cmath>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "salary/band_shifts.h"
#include "salary/model_data.h"
#include "salary/train.h"
#include "shipped.h"
#include "synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

using Offsets = std::array<double, 5>;
const std::vector<std::uint32_t> kColumns = {3};

/// 400 companies of two rows; those with column 3, every second, err twice as much as the band says.
salary::ShiftRows drawn() {
  static const std::vector<std::uint32_t> with = {1, 3}, without = {1};
  salary::ShiftRows rows;
  for (std::uint32_t i = 0; i < 800; ++i) {
    const bool wide = i / 2 % 2 == 0;
    rows.residual.push_back((wide ? 0.4 : 0.2) * base::normal(5, 1, i));
    rows.offsets.push_back({-0.25, -0.13, 0, 0.13, 0.25});
    rows.columns.emplace_back(wide ? with : without);
    rows.company.push_back(i / 2);
  }
  return rows;
}

}  // namespace

TEST_CASE("shifts widen the ends in units of the band's width", "[salary][bands]") {
  const salary::BandShifts shifts{0.1, 0.2, {3, 7}, {0.05, -0.02}, {0.1, 0}};
  Offsets offsets = {-0.3, -0.1, 0, 0.1, 0.2};
  shifts.apply(std::vector<std::uint32_t>{1, 3}, offsets);
  CHECK_THAT(offsets[0], WithinAbs(-0.3 - 0.15 * 0.5, 1e-15));
  CHECK_THAT(offsets[4], WithinAbs(0.2 + 0.3 * 0.5, 1e-15));
  CHECK(offsets[1] == -0.1);
  CHECK(offsets[3] == 0.1);
}

TEST_CASE("no shift brings an end as far as its quartile", "[salary][bands]") {
  const salary::BandShifts shifts{-5, -5, {}, {}, {}};
  Offsets offsets = {-0.3, -0.1, 0, 0.1, 0.2};
  shifts.apply({}, offsets);
  CHECK_THAT(offsets[0], WithinAbs(-0.12, 1e-15));
  CHECK_THAT(offsets[4], WithinAbs(0.11, 1e-15));
}

TEST_CASE("a column whose companies err more gets a wider band, and covers as much as the others", "[salary][bands]") {
  const salary::ShiftRows rows = drawn();
  const auto fit = salary::fit_band_shifts(rows, kColumns);
  REQUIRE(fit);
  CHECK(fit.value().below_of[0] > 0.1);
  CHECK(fit.value().above_of[0] > 0.1);
  double in[2] = {};
  for (std::size_t i = 0; i < rows.residual.size(); ++i) {
    Offsets offsets = rows.offsets[i];
    fit.value().apply(rows.columns[i], offsets);
    const bool inside = offsets[0] <= rows.residual[i] && rows.residual[i] <= offsets[4];
    in[rows.columns[i].size() - 1] += inside ? 1 : 0;
  }
  CHECK_THAT(in[0] / 400, WithinAbs(0.8, 0.02));
  CHECK_THAT(in[1] / 400, WithinAbs(0.8, 0.02));
}

TEST_CASE("a recipe may ask for shifts; the model keeps them and says the same again", "[salary][bands]") {
  const std::string recipe = test::with(test::kSyntheticRecipe, "\"skill_min_companies\"",
                                        "\"band_min_companies\": 5, \"skill_min_companies\"");
  const auto parsed = salary::parse_recipe(recipe);
  REQUIRE(parsed);
  const auto trained = salary::train(parsed.value(), test::lexicon(), test::postings_csv(600), "2026-01-02");
  REQUIRE(trained);
  CHECK(trained.value().model_json.find("\"bands\":{\"below\":") != std::string::npos);
  const auto model = salary::parse_model(trained.value().model_json, test::lexicon());
  REQUIRE(model);
  salary::Facts facts;
  facts.skills = {*test::lexicon().find_skill("go")};
  facts.years = 3;
  for (const char* city : {"上海", "武汉", "北京"}) {
    facts.city = test::lexicon().find_city(city);
    const auto quantiles = model.value().quantiles(facts, Mode::posting);
    const PayPrediction said = model.value().predict(facts, Mode::posting);
    for (std::size_t j = 0; j < 5; ++j) {
      CHECK(quantiles[j] == said.quantile[j]);
      if (j > 0) CHECK(quantiles[j - 1] < quantiles[j]);
    }
  }
  const auto broken = salary::parse_model(
      test::with(trained.value().model_json, "\"bands\":{\"below\":", "\"bands\":{\"under\":0,\"below\":"),
      test::lexicon());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().where.find("bands") != std::string::npos);
}
