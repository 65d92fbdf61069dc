#include <catch_amalgamated.hpp>

#include <cmath>

#include "base/math.h"
#include "base/random.h"
#include "engine/annual_pay.h"
#include "salary/months_of_pay.h"
#include "shipped.h"
#include "synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

const salary::Recipe& with_months() {
  static const auto parsed = salary::parse_recipe(
      test::with(test::with(test::kSyntheticRecipe, "\"text\": \"text\"", "\"months\": \"months\", \"text\": \"text\""),
                 "\"months\": []", "\"months\": [13, 14, 15, 16]"));
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

/// Every third row states months: 13 below 20,000 a month; from there on one in four 13, the others 15. Two rows a company.
salary::PostingTable table(int rows) {
  salary::PostingTable out;
  for (int i = 0; i < rows; ++i) {
    salary::Posting posting;
    posting.log_pay = base::log(8000 + 40.0 * (i * 7 % rows) * 900 / rows);
    posting.company = posting.block = static_cast<std::uint32_t>(i / 2);
    if (i % 3 == 0) posting.facts.months = posting.log_pay < base::log(20000) || i % 4 == 0 ? 13 : 15;
    out.rows.push_back(std::move(posting));
  }
  return out;
}

}  // namespace

TEST_CASE("months of pay follow the pay of those who state them", "[salary][months]") {
  const auto fit = salary::fit_months(with_months(), table(1800));
  REQUIRE(fit.ok());
  REQUIRE(fit.value());
  const salary::MonthsOfPay& months = *fit.value();
  CHECK(months.rows == 600);
  CHECK(months.companies == 600);
  CHECK_THAT(months.share_stated, WithinAbs(1.0 / 3, 1e-5));
  // A step through a spline of three columns: near it at the ends.
  const auto low = salary::months_at(months, base::log(10000)), high = salary::months_at(months, base::log(38000));
  CHECK_THAT(low.mean, WithinAbs(13, 0.25));
  CHECK_THAT(high.mean, WithinAbs(14.5, 0.25));
  CHECK(low.quantile == std::array{13.0, 13.0, 13.0});
  CHECK(high.quantile == std::array{13.0, 15.0, 15.0});
  // Beyond the knots nothing moves on.
  CHECK(salary::months_at(months, base::log(1e6)).mean == salary::months_at(months, months.knots.back()).mean);
  CHECK(salary::months_at(months, 0).mean == salary::months_at(months, months.knots.front()).mean);
  CHECK(months.r_squared > 0.3);
  CHECK(months.r_squared < 1);
  CHECK(months.coverage_80 > 0.8);
}

TEST_CASE("too few who state months, or no bounds, and there is no such model", "[salary][months]") {
  CHECK_FALSE(salary::fit_months(with_months(), table(500)).value());
  auto one_company = table(1800);
  for (auto& posting : one_company.rows) posting.company = 1;
  CHECK_FALSE(salary::fit_months(with_months(), one_company).value());
  auto one_pay = table(1800);
  for (auto& posting : one_pay.rows) posting.log_pay = 9;
  CHECK_FALSE(salary::fit_months(with_months(), one_pay).value());
  auto absurd = table(1800);
  for (auto& posting : absurd.rows)
    if (posting.facts.months) posting.facts.months = 500;
  CHECK_FALSE(salary::fit_months(with_months(), absurd).value());
  const auto none = salary::parse_recipe(test::kSyntheticRecipe);
  REQUIRE(none.ok());
  CHECK_FALSE(salary::fit_months(none.value(), table(1800)).value());
}

TEST_CASE("a year's pay is by stated months, else by usual ones, else by twelve", "[engine][months]") {
  const std::array<double, 5> monthly = {9000, 14000, 20000, 30000, 39000};
  const auto fit = salary::fit_months(with_months(), table(1800));
  REQUIRE(fit.ok());
  const salary::MonthsOfPay* usual = &*fit.value();
  const AnnualPay stated = annual_pay(monthly, 16, usual);
  CHECK(stated.origin == AnnualPay::Origin::text);
  CHECK(stated.quantile[4] == 16 * 39000);
  CHECK_FALSE(stated.usual);
  const AnnualPay silent = annual_pay(monthly, std::nullopt, usual);
  CHECK(silent.origin == AnnualPay::Origin::model);
  for (std::size_t j = 0; j < 5; ++j)
    CHECK(silent.quantile[j] == monthly[j] * salary::months_at(*usual, base::log(monthly[j])).mean);
  CHECK(silent.months == salary::months_at(*usual, base::log(20000)).mean);
  CHECK(silent.twelve == 240000);
  REQUIRE(silent.usual);
  CHECK(silent.usual->rows == 600);
  const AnnualPay plain = annual_pay(monthly, std::nullopt, nullptr);
  CHECK(plain.origin == AnnualPay::Origin::fallback);
  CHECK(plain.quantile[0] == 108000);
  CHECK(plain.months == 12);
}
