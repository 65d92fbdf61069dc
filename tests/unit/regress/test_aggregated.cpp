// Rows that a GROUP BY has put together, with their counts as weights, give the fit of the raw rows.
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include <catch_amalgamated.hpp>

#include "net_problems.h"
#include "regress/linear.h"
#include "regress/quantile.h"
#include "regress/quantile_net.h"
#include "regress/quantiles.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using Vector = std::vector<double>;

namespace {

/// Pay in steps of 500 by city (4, one of them the reference), level (2 and the reference), two skills and whole years: few
/// different rows, many of each.
Problem raw_rows(std::uint64_t seed, std::size_t n) {
  Problem out;
  out.x.rows = n;
  out.x.categories = {{3, {}, {}}, {2, {}, {}}};
  out.x.flags = 2;
  out.x.flag_start = {0};
  out.x.numerics = 1;
  for (std::size_t i = 0; i < n; ++i) {
    const auto city = static_cast<std::uint32_t>(chouma::base::below(4, seed, 1, i));
    const auto level = static_cast<std::uint32_t>(chouma::base::below(3, seed, 2, i));
    const bool first = chouma::base::below(3, seed, 3, i) == 0, second = chouma::base::below(2, seed, 4, i) == 0;
    const auto years = static_cast<double>(chouma::base::below(4, seed, 5, i));
    out.x.categories[0].code.push_back(city == 3 ? NO_LEVEL : city);
    out.x.categories[1].code.push_back(level == 2 ? NO_LEVEL : level);
    if (first) out.x.flag_list.push_back(0);
    if (second) out.x.flag_list.push_back(1);
    out.x.flag_start.push_back(static_cast<std::uint32_t>(out.x.flag_list.size()));
    out.x.numeric.push_back(years);
    const double pay = 12000 + 1500 * city + 3000 * level + (first ? 2000 : 0) + 1000 * years +
                       (1500 + 600 * level) * chouma::base::normal(seed, 6, i);
    out.y.push_back(500 * std::floor(pay / 500));
  }
  return out;
}

/// SELECT columns, pay, COUNT(*) GROUP BY columns, pay.
Problem group_by(const Problem& raw) {
  const auto rows = dense(raw.x);
  std::map<Vector, std::uint32_t> first;
  std::map<Vector, double> count;
  for (std::uint32_t i = 0; i < raw.y.size(); ++i) {
    Vector key = rows[i];
    key.push_back(raw.y[i]);
    first.emplace(key, i);
    ++count[key];
  }
  Problem out;
  std::vector<std::uint32_t> kept;
  for (const auto& [key, row] : first) {
    kept.push_back(row);
    out.y.push_back(key.back());
    out.w.push_back(count[key]);
  }
  out.x = take_rows(raw.x, kept);
  return out;
}

void check_same(const Vector& got, const Vector& expected, double tolerance) {
  REQUIRE(got.size() == expected.size());
  for (std::size_t j = 0; j < got.size(); ++j) CHECK_THAT(got[j], WithinAbs(expected[j], tolerance));
}

}  // namespace

// Coefficients are thousands of pay: 1e-7 of it is 1e-10 relative.
TEST_CASE("least squares of grouped rows are those of the raw rows", "[regress][aggregated]") {
  const Problem raw = raw_rows(1, 6000), grouped = group_by(raw);
  REQUIRE(grouped.y.size() < raw.y.size() / 2);
  const auto a = fit_linear(raw.x, raw.y, {}), b = fit_linear(grouped.x, grouped.y, grouped.w);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  check_same(b.value().beta, a.value().beta, 1e-7);
  CHECK_THAT(b.value().intercept, WithinAbs(a.value().intercept, 1e-7));
  CHECK_THAT(b.value().rss, WithinRel(a.value().rss, 1e-11));
}

TEST_CASE("the lasso path of grouped rows is that of the raw rows", "[regress][aggregated]") {
  const Problem raw = raw_rows(2, 6000), grouped = group_by(raw);
  ElasticNetOptions options;
  options.tolerance = 1e-14;
  options.grid = 20;
  const auto a = elastic_net(raw.x, raw.y, {}, options), b = elastic_net(grouped.x, grouped.y, grouped.w, options);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  REQUIRE(a.value().size() == b.value().size());
  for (std::size_t k = 0; k < a.value().size(); ++k) {
    CHECK_THAT(b.value()[k].lambda, WithinRel(a.value()[k].lambda, 1e-11));
    check_same(b.value()[k].beta, a.value()[k].beta, 1e-4);
    CHECK_THAT(b.value()[k].explained, WithinAbs(a.value()[k].explained, 1e-11));
  }
}

TEST_CASE("exact quantiles of grouped rows are as good on the raw rows as theirs", "[regress][aggregated]") {
  const Problem raw = raw_rows(3, 4000), grouped = group_by(raw);
  const Vector taus = {0.1, 0.25, 0.5, 0.75, 0.9};
  const auto a = fit_quantiles(raw.x, raw.y, {}, taus), b = fit_quantiles(grouped.x, grouped.y, grouped.w, taus);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  for (std::size_t k = 0; k < taus.size(); ++k) {
    // Rounded pay is full of ties, so that there may be more than one best vertex: what is the same for all is the loss.
    const auto& q = b.value()[k];
    double loss = 0;
    for (std::size_t i = 0; i < raw.y.size(); ++i)
      loss += pinball(raw.y[i] - q.intercept - row_dot(raw.x, i, q.beta), taus[k]);
    CHECK_THAT(loss, WithinRel(a.value()[k].objective, 1e-12));
    CHECK_THAT(q.objective, WithinRel(a.value()[k].objective, 1e-12));
  }
}

TEST_CASE("where the best vertex is one point, grouped rows find it too", "[regress][aggregated]") {
  Problem raw = raw_rows(4, 3000);
  Problem twice;  // pay of its own for each row, and each row three times
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < 3000; ++i) raw.y[i] += 400 * chouma::base::uniform(9, 9, i);
  for (std::uint32_t i = 0; i < 9000; ++i) {
    rows.push_back(i % 3000);
    twice.y.push_back(raw.y[i % 3000]);
  }
  twice.x = take_rows(raw.x, rows);
  const Problem grouped = group_by(twice);
  REQUIRE(grouped.y.size() == 3000);
  // Not multiples of 1 / n for any small n: no share of a few rows is exactly tau, and no edge is level.
  const Vector taus = {0.1037, 0.5071, 0.8913};
  const auto a = fit_quantiles(twice.x, twice.y, {}, taus), b = fit_quantiles(grouped.x, grouped.y, grouped.w, taus);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  for (std::size_t k = 0; k < taus.size(); ++k) {
    check_same(b.value()[k].beta, a.value()[k].beta, 1e-7);
    CHECK_THAT(b.value()[k].intercept, WithinAbs(a.value()[k].intercept, 1e-7));
  }
}

TEST_CASE("penalised quantiles of grouped rows reach the objective of the raw rows", "[regress][aggregated]") {
  const Problem raw = raw_rows(5, 3000), grouped = group_by(raw);
  const Vector penalty(8, 40);
  QuantileNetOptions options;
  options.tolerance = 1e-7;
  const auto a = fit_quantile_net(raw.x, raw.y, {}, 0.5, {}, penalty, options),
             b = fit_quantile_net(grouped.x, grouped.y, grouped.w, 0.5, {}, penalty, options);
  REQUIRE(a.ok());
  REQUIRE(b.ok());
  // Each is within its gap of the one optimum.
  CHECK_THAT(b.value().objective, WithinRel(a.value().objective, 2e-7));
}
