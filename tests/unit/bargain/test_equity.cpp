#include "bargain/equity.h"

#include "base/math.h"
#include "base/random.h"

#include <cmath>
#include <numeric>

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Equity shares(double price, double volatility, Vesting vesting, double units = 1, double strike = 0) {
  Equity equity;
  equity.price = price;
  equity.volatility = volatility;
  equity.grants.push_back({units, strike, std::move(vesting)});
  return equity;
}

struct Value {
  std::vector<double> paths;  ///< present value by path, all years together
  Outcome outcome;            ///< with the control variate
};

Value value(const EquityPlan& plan, std::uint64_t seed = 1) {
  const EquityPaths paths = simulate(plan, seed, 0);
  Value result{std::vector<double>(kPaths, 0), {}};
  for (std::size_t i = 0; i < kPaths && paths.years > 0; ++i)
    for (const double year : paths.present_of(i)) result.paths[i] += year;
  result.outcome = summary(result.paths, paths);
  return result;
}

double black_scholes(double price, double strike, double sigma, double rate, double t) {
  const double deviation = sigma * std::sqrt(t);
  const double d = (std::log(price / strike) + std::log1p(rate) * t) / deviation + deviation / 2;
  return price * base::normal_cdf(d) - strike * std::pow(1 + rate, -t) * base::normal_cdf(d - deviation);
}

}  // namespace

TEST_CASE("vesting with a cliff: nothing before, all built up there, then by periods", "[bargain][equity]") {
  const auto list = vests(cliff_vesting(12, 48, 1));
  REQUIRE(list.size() == 37);
  CHECK(list.front().month == 12);
  CHECK_THAT(list.front().share, WithinRel(0.25, 1e-12));
  for (std::size_t i = 1; i < list.size(); ++i) {
    CHECK(list[i].month == 12 + static_cast<int>(i));
    CHECK_THAT(list[i].share, WithinRel(1.0 / 48, 1e-12));
  }
  CHECK(vests(cliff_vesting(0, 48, 3)).size() == 16);
  CHECK(vests(cliff_vesting(48, 48, 12)).size() == 1);
  CHECK(vests(cliff_vesting(0, 7, 3)).back().month == 7);  // the rest at the end, in proportion
  CHECK_THAT(vests(cliff_vesting(0, 7, 3)).back().share, WithinRel(1.0 / 7, 1e-12));
}

TEST_CASE("the usual schedules, year by year", "[bargain][equity]") {
  struct Schedule {
    Vesting vesting;
    std::array<double, 4> yearly;
  };
  const Schedule known[] = {
      {cliff_vesting(12, 48, 1), {0.25, 0.25, 0.25, 0.25}},
      {cliff_vesting(12, 48, 12), {0.25, 0.25, 0.25, 0.25}},
      {{{0, 24, 0.5, 24}, {24, 48, 0.5, 12}}, {0, 0.5, 0.25, 0.25}},
      {{{0, 12, 0.15, 12}, {12, 36, 0.5, 12}, {36, 48, 0.35, 12}}, {0.15, 0.25, 0.25, 0.35}},
      {{{0, 12, 0.2, 12}, {12, 36, 0.5, 3}, {36, 48, 0.3, 3}}, {0.2, 0.25, 0.25, 0.3}},
      {{{0, 12, 0.05, 12}, {12, 24, 0.15, 12}, {24, 48, 0.8, 6}}, {0.05, 0.15, 0.4, 0.4}},
  };
  for (const Schedule& schedule : known) {
    std::array<double, 4> yearly{};
    int last = 0;
    for (const Vest& vest : vests(schedule.vesting)) {
      CHECK(vest.month > last);
      last = vest.month;
      yearly[static_cast<std::size_t>((vest.month - 1) / 12)] += vest.share;
    }
    for (std::size_t y = 0; y < 4; ++y) CHECK_THAT(yearly[y], WithinAbs(schedule.yearly[y], 1e-12));
  }
}

TEST_CASE("without volatility every path is the closed form", "[bargain][equity]") {
  Equity equity = shares(50, 0, cliff_vesting(12, 48, 12), 400);
  equity.growth = 0.1;
  equity.dilution = 0.15;
  equity.round_months = 18;
  equity.liquidity_discount = 0.3;
  const EquityPlan plan{&equity, 48, 1, 0.05, 12};
  double expected = 0;
  for (const int year : {1, 2, 3, 4})
    expected += 100 * 50 * std::pow(1.1, year) * std::pow(0.85, 12 * year / 18) * 0.7 / std::pow(1.05, year);
  for (const double worth : value(plan).paths) CHECK_THAT(worth, WithinRel(expected, 1e-12));
  CHECK_THAT(value(plan).outcome.standard_error, WithinAbs(0, 1e-9));
  // Sold in month 60: the units of all four years, at that month's price; what costs more than it brings is left alone.
  equity.sell_month = 60;
  equity.grants[0].strike = 30;
  const double price = 50 * std::pow(1.1, 5) * std::pow(0.85, 3);
  for (const double worth : value(plan).paths)
    CHECK_THAT(worth, WithinRel(400 * (price - 30) * 0.7 / std::pow(1.05, 5), 1e-12));
  equity.grants[0].strike = 100;
  for (const double worth : value(plan).paths) CHECK(worth == 0);
}

TEST_CASE("a single option agrees with Black-Scholes within 0.5 % of the price", "[bargain][equity]") {
  double worst = 0;
  for (const double sigma : {0.2, 0.5, 1.0})
    for (const int month : {6, 24, 60})
      for (const double strike : {50.0, 100.0, 200.0})
        for (const std::uint64_t seed : {1, 2, 3}) {
          const Equity equity = shares(100, sigma, {{0, month, 1, month}}, 1, strike);
          const Outcome outcome = value({&equity, 120, 1, 0.04, 12}, seed).outcome;
          const double exact = black_scholes(100, strike, sigma, 0.04, month / 12.0);
          CAPTURE(sigma, month, strike, seed, outcome.mean, exact, outcome.standard_error);
          CHECK_THAT(outcome.mean, WithinAbs(exact, 0.5));
          worst = std::max(worst, std::fabs(outcome.mean - exact));
        }
  INFO("worst " << worst);
  CHECK(worst > 0.01);  // it is a simulation
}

TEST_CASE("the standard error says how far the mean is from the truth", "[bargain][equity]") {
  const int seeds = 200;
  const Equity equity = shares(100, 0.6, cliff_vesting(12, 48, 3), 1, 80);
  double exact = 0;
  for (const Vest& vest : vests(equity.grants[0].vesting))
    exact += vest.share * black_scholes(100, 80, 0.6, 0.05, vest.month / 12.0);
  int within = 0;
  double squares = 0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const Value v = value({&equity, 48, 1, 0.05, 12}, static_cast<std::uint64_t>(seed));
    const double t = 2.1314;  // 95 % of Student's distribution with 15 degrees of freedom
    within += std::fabs(v.outcome.mean - exact) <= t * v.outcome.standard_error ? 1 : 0;
    squares += (v.outcome.mean - exact) * (v.outcome.mean - exact) / seeds;
  }
  // Binomial(200, 0.95): 190 ± 3.1
  CHECK(within >= 180);
  INFO("root mean square error " << std::sqrt(squares) << " of " << exact);
  CHECK(std::sqrt(squares) < 0.0015 * exact);
}

TEST_CASE("by default a share is worth its price today, whenever it vests", "[bargain][equity]") {
  const Equity equity = shares(100, 0.4, cliff_vesting(12, 48, 1), 10);
  const Value v = value({&equity, 48, 1, 0.08, 12});
  CHECK_THAT(v.outcome.mean, WithinRel(1000, 1e-9));  // its own control variate
  CHECK_THAT(summary(v.paths).mean, WithinAbs(1000, 5 * summary(v.paths).standard_error));
  CHECK(v.outcome.low < 1000);
  CHECK(v.outcome.high > 1000);
  // Only what vests within the horizon counts.
  CHECK_THAT(value({&equity, 24, 1, 0.08, 12}).outcome.mean, WithinRel(500, 1e-9));
  CHECK(simulate({&equity, 11, 1, 0.08, 12}, 1, 0).years == 0);
}

TEST_CASE("leaving the job and never selling take their share", "[bargain][equity]") {
  Equity equity = shares(100, 0, cliff_vesting(12, 48, 12), 4);
  const Outcome leaving = value({&equity, 48, 0.8, 0, 12}).outcome;
  CHECK_THAT(leaving.mean, WithinRel(100 * (0.8 + 0.64 + 0.512 + 0.4096), 0.01));
  CHECK(leaving.low < leaving.high);
  equity.sell_chance = 0.6;
  const Outcome unsold = value({&equity, 48, 1, 0, 12}).outcome;
  CHECK_THAT(unsold.mean, WithinRel(400 * 0.6, 0.01));
  CHECK(unsold.low == 0);
  CHECK(unsold.high == 400);
  equity.sell_chance = 0;
  CHECK(value({&equity, 48, 1, 0, 12}).outcome.high == 0);
}

TEST_CASE("prices have the variance and the correlation of a Brownian motion", "[bargain][equity]") {
  // Two sales in different years: log prices have variances σ² t and covariance σ² min(t).
  const double sigma = 0.5;
  const Equity equity = shares(1, sigma, {{0, 24, 0.5, 24}, {24, 36, 0.5, 12}}, 2);
  double v1 = 0, v2 = 0, covariance = 0;
  const EquityPaths paths = simulate({&equity, 48, 1, 0, 12}, 4, 0);
  REQUIRE(paths.years == 3);
  for (std::size_t i = 0; i < kPaths; ++i) {
    const auto received = paths.received_of(i);
    CHECK(received[0] == 0);
    const double a = std::log(received[1]) + sigma * sigma, b = std::log(received[2]) + sigma * sigma * 1.5;
    v1 += a * a / kPaths;
    v2 += b * b / kPaths;
    covariance += a * b / kPaths;
  }
  CHECK_THAT(v1, WithinRel(sigma * sigma * 2, 0.02));
  CHECK_THAT(v2, WithinRel(sigma * sigma * 3, 0.02));
  CHECK_THAT(covariance, WithinRel(sigma * sigma * 2, 0.02));
}

TEST_CASE("paths fall into calendar years by the month of sale", "[bargain][equity]") {
  const Equity equity = shares(1, 0, {{0, 40, 1, 1}}, 40);
  const EquityPaths paths = simulate({&equity, 40, 1, 0, 5}, 1, 0);
  REQUIRE(paths.years == 4);  // 5, 12, 12 and 11 months
  const auto received = paths.received_of(17);
  CHECK_THAT(received[0], WithinRel(5.0, 1e-12));
  CHECK_THAT(received[1], WithinRel(12.0, 1e-12));
  CHECK_THAT(received[2], WithinRel(12.0, 1e-12));
  CHECK_THAT(received[3], WithinRel(11.0, 1e-12));
  CHECK(last_sale(equity, 40) == 40);
  CHECK(last_sale(equity, 12) == 12);
}

TEST_CASE("twins are antithetic, seeds and streams independent", "[bargain][equity]") {
  const Equity equity = shares(100, 0.5, {{0, 24, 1, 24}}, 1);
  const EquityPlan plan{&equity, 24, 1, 0, 12};
  const EquityPaths a = simulate(plan, 1, 0), again = simulate(plan, 1, 0), other = simulate(plan, 2, 0),
                    stream = simulate(plan, 1, 1);
  CHECK(a.received == again.received);
  CHECK(a.received != other.received);
  CHECK(a.received != stream.received);
  const double center = 100 * std::exp(-0.5 * 0.5 * 2 / 2);
  for (std::size_t i = 0; i < kPaths / 2; ++i)
    CHECK_THAT(a.received_of(i)[1] * a.received_of(i + kPaths / 2)[1], WithinRel(center * center, 1e-12));
}

TEST_CASE("a summary of known numbers", "[bargain][equity]") {
  std::vector<double> values(kPaths);
  std::iota(values.begin(), values.end(), 1.0);
  const Outcome outcome = summary(values);
  CHECK_THAT(outcome.mean, WithinRel((kPaths + 1) / 2.0, 1e-12));
  CHECK(outcome.low == std::ceil(0.1 * kPaths));
  CHECK(outcome.high == std::ceil(0.9 * kPaths));
  // Replicate r holds 128 r + 1 … 128 r + 128 and the same plus 2,048: means 128 apart.
  const double deviation = 128 * std::sqrt((16 * 16 - 1) / 12.0 * 16 / 15);
  CHECK_THAT(outcome.standard_error, WithinRel(deviation / 4, 1e-12));
}

TEST_CASE("the same bits on every target", "[bargain][equity]") {
  Equity equity = shares(100, 0.5, cliff_vesting(12, 48, 1), 48, 80);
  equity.dilution = 0.1;
  equity.sell_chance = 0.9;
  const Outcome outcome = value({&equity, 48, 0.85, 0.05, 12}, 42).outcome;
  CAPTURE(outcome.mean, outcome.standard_error, outcome.low, outcome.high);
  CHECK(outcome.mean == 1002.40205613493503733);
  CHECK(outcome.standard_error == 4.01109128818643601);
  CHECK(outcome.low == 0);  // nearly a quarter leave before the cliff or can never sell
  CHECK(outcome.high == 2970.30464432571534417);
}
