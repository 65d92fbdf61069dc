#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"
#include "regress/quantile_net.h"
#include "regress/quantiles.h"

using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::regress::CodedDesign;
using chouma::regress::CompositeQuantiles;
using chouma::regress::fit_composite_quantiles;
using Vector = std::vector<double>;

namespace {

const Vector kTaus = {0.1, 0.25, 0.5, 0.75, 0.9};

/// The third of three numbers moves the spread, the others the middle alone.
struct Problem {
  CodedDesign x;
  Vector y;
};

Problem spread(std::uint64_t seed, std::size_t n) {
  Problem out;
  out.x.rows = n;
  out.x.numerics = 3;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::uint32_t j = 0; j < 3; ++j) out.x.numeric.push_back(chouma::base::uniform(seed, j, i));
    const double* const x = out.x.numeric.data() + 3 * i;
    out.y.push_back(2 + x[0] - x[1] + (0.3 + 2 * x[2]) * chouma::base::normal(seed, 9, i));
  }
  return out;
}

CompositeQuantiles fit(const Problem& p, const Vector& w, const Vector& penalty, const Vector& deviation) {
  const auto got = fit_composite_quantiles(p.x, p.y, w, kTaus, penalty, deviation);
  if (!got) FAIL(message(got.error()));
  return got.value();
}

double at(const Problem& p, std::size_t row, const CompositeQuantiles& q, std::size_t k) {
  Vector beta = q.common;
  for (std::size_t j = 0; j < beta.size(); ++j) beta[j] += q.deviation[k][j];
  return q.intercept[k] + chouma::regress::row_dot(p.x, row, beta);
}

double objective(const Problem& p, const Vector& w, const CompositeQuantiles& q, const Vector& penalty,
                 const Vector& deviation) {
  double sum = 0;
  for (std::size_t k = 0; k < kTaus.size(); ++k)
    for (std::size_t i = 0; i < p.y.size(); ++i)
      sum += (w.empty() ? 1 : w[i]) * chouma::regress::pinball(p.y[i] - at(p, i, q, k), kTaus[k]);
  for (std::size_t j = 0; j < q.common.size(); ++j) {
    double square = 0;
    for (const Vector& d : q.deviation) square += d[j] * d[j];
    sum += penalty[j] * std::fabs(q.common[j]) + deviation[j] * std::sqrt(square);
  }
  return sum;
}

}  // namespace

TEST_CASE("composite quantiles: the objective is its formula's, and no small move is better", "[regress][composite]") {
  const std::uint64_t seed = GENERATE(1, 2, 3);
  const bool weighted = GENERATE(false, true);
  CAPTURE(seed, weighted);
  const Problem p = spread(seed, 300);
  Vector w;
  if (weighted)
    for (std::size_t i = 0; i < 300; ++i) w.push_back(static_cast<double>(i % 3));
  const Vector penalty = {1, 1, 1}, deviation = {15, 15, 15};
  const auto got = fit(p, w, penalty, deviation);
  CHECK(got.gap <= 1e-6);
  CHECK_THAT(got.objective, WithinRel(objective(p, w, got, penalty, deviation), 1e-10));
  for (std::uint64_t t = 0; t < 30; ++t) {
    CompositeQuantiles moved = got;
    const double size = t % 2 == 0 ? 1e-3 : 0.1;
    std::uint64_t draw = 0;
    const auto jitter = [&](double& v) {
      v += size * chouma::base::normal(seed, 100 + static_cast<std::uint32_t>(t), draw++);
    };
    std::for_each(moved.intercept.begin(), moved.intercept.end(), jitter);
    std::for_each(moved.common.begin(), moved.common.end(), jitter);
    for (Vector& d : moved.deviation) std::for_each(d.begin(), d.end(), jitter);
    CHECK(objective(p, w, moved, penalty, deviation) >= got.objective * (1 - 2e-6));
  }
}

TEST_CASE("only a column that moves the spread deviates", "[regress][composite]") {
  const Problem p = spread(4, 1500);
  const auto got = fit(p, {}, {0, 0, 0}, {60, 60, 60});
  for (std::size_t k = 0; k < kTaus.size(); ++k) {
    CHECK(got.deviation[k][0] == 0);
    CHECK(got.deviation[k][1] == 0);
  }
  // Upwards above the median and downwards below it; a penalty on all five at once shrinks the outer ones most.
  for (const std::size_t k : {3U, 4U}) CHECK(got.deviation[k][2] > got.deviation[2][2]);
  for (const std::size_t k : {0U, 1U}) CHECK(got.deviation[k][2] < got.deviation[2][2]);
  CHECK_THAT(got.common[0], WithinAbs(1, 0.3));
  CHECK_THAT(got.common[1], WithinAbs(-1, 0.3));
}

TEST_CASE("without deviations the quantiles are parallel and never cross, anywhere", "[regress][composite]") {
  const std::uint64_t seed = GENERATE(range(1, 6));
  CAPTURE(seed);
  const Problem p = spread(seed, 200);
  const auto got = fit(p, {}, {0.5, 0.5, 0.5}, {1e6, 1e6, 1e6});
  for (const Vector& d : got.deviation)
    for (const double v : d) CHECK(v == 0);
  for (std::size_t k = 1; k < kTaus.size(); ++k) CHECK(got.intercept[k] > got.intercept[k - 1]);
}

TEST_CASE("without penalties each quantile is fitted by itself", "[regress][composite]") {
  const Problem p = spread(7, 250);
  const auto got = fit(p, {}, {0, 0, 0}, {0, 0, 0});
  const auto exact = chouma::regress::fit_quantiles(p.x, p.y, {}, kTaus);
  REQUIRE(exact.ok());
  double sum = 0;
  for (const auto& q : exact.value()) sum += q.objective;
  CHECK_THAT(got.objective, WithinRel(sum, 3e-6));
}

namespace {

/// Coefficients drawn at random: their planes cross in most rows.
CompositeQuantiles random_planes(std::uint64_t seed, std::size_t columns, double size) {
  CompositeQuantiles q;
  std::uint64_t draw = 0;
  const auto next = [&] { return size * chouma::base::normal(seed, 50, draw++); };
  for (std::size_t j = 0; j < columns; ++j) q.common.push_back(next());
  for (std::size_t k = 0; k < kTaus.size(); ++k) {
    q.intercept.push_back(next() + static_cast<double>(k) * size);
    q.deviation.emplace_back();
    for (std::size_t j = 0; j < columns; ++j) q.deviation[k].push_back(next());
  }
  return q;
}

}  // namespace

TEST_CASE("terms add up to quantiles to the last bit in any order, and these never cross", "[regress][composite]") {
  const std::uint64_t seed = GENERATE(range(1, 9));
  const double size = GENERATE(1e-200, 1e-3, 1.0, 1e100);
  CAPTURE(seed, size);
  const CodedDesign x = random_coded(seed, 60);
  const CompositeQuantiles q = random_planes(seed, x.columns(), size);
  bool crossed = false;
  for (std::size_t row = 0; row < x.rows; ++row) {
    const auto got = chouma::regress::composite_terms(q, x, row);
    REQUIRE(got.ok());
    const auto& terms = got.value();
    REQUIRE(terms.quantile.size() == kTaus.size());
    bool ascending = true, moved = false;
    for (std::size_t k = 0; k < kTaus.size(); ++k) {
      REQUIRE(terms.contribution[k].size() == terms.column.size());
      double forwards = terms.intercept[k], backwards = terms.rearrangement[k], absolute = std::fabs(q.intercept[k]);
      for (std::size_t e = 0; e < terms.column.size(); ++e) {
        forwards += terms.contribution[k][e];
        absolute += std::fabs(terms.contribution[k][e]);
      }
      const double plane = forwards;
      for (std::size_t e = terms.column.size(); e-- > 0;) backwards += terms.contribution[k][e];
      forwards += terms.rearrangement[k];
      backwards += terms.intercept[k];
      REQUIRE(forwards == terms.quantile[k]);
      REQUIRE(backwards == terms.quantile[k]);
      if (k > 0) REQUIRE(terms.quantile[k] >= terms.quantile[k - 1]);
      Vector beta = q.common;
      for (std::size_t j = 0; j < beta.size(); ++j) beta[j] += q.deviation[k][j];
      const double expected = q.intercept[k] + chouma::regress::row_dot(x, row, beta);
      CHECK_THAT(plane, WithinAbs(expected, 1e-13 * absolute));
      if (k > 0) {
        Vector before = q.common;
        for (std::size_t j = 0; j < before.size(); ++j) before[j] += q.deviation[k - 1][j];
        ascending = ascending && expected > q.intercept[k - 1] + chouma::regress::row_dot(x, row, before);
      }
      moved = moved || terms.rearrangement[k] != 0;
    }
    CHECK(moved != ascending);
    crossed = crossed || !ascending;
  }
  CHECK(crossed);
}

TEST_CASE("sorting quantiles that cross never raises their loss", "[regress][composite]") {
  const CodedDesign x = random_coded(11, 200);
  const CompositeQuantiles q = random_planes(11, x.columns(), 1);
  for (std::size_t row = 0; row < x.rows; ++row) {
    const auto got = chouma::regress::composite_terms(q, x, row);
    REQUIRE(got.ok());
    for (std::uint64_t t = 0; t < 20; ++t) {
      const double y = 5 * chouma::base::normal(12, static_cast<std::uint32_t>(row), t);
      double sorted = 0, planes = 0;
      for (std::size_t k = 0; k < kTaus.size(); ++k) {
        const double quantile = got.value().quantile[k];
        sorted += chouma::regress::pinball(y - quantile, kTaus[k]);
        planes += chouma::regress::pinball(y - (quantile - got.value().rearrangement[k]), kTaus[k]);
      }
      CHECK(sorted <= planes + 1e-12);
    }
  }
}

TEST_CASE("a fit whose planes cross beyond the data predicts quantiles that do not", "[regress][composite]") {
  const Problem p = spread(5, 400);
  const auto got = fit(p, {}, {0, 0, 0}, {0, 0, 0});
  CodedDesign far;
  far.rows = 1;
  far.numerics = 3;
  far.numeric = {0, 0, -5};  // the spread is 0.3 + 2 x there: negative
  const auto terms = chouma::regress::composite_terms(got, far, 0);
  REQUIRE(terms.ok());
  CHECK(std::is_sorted(terms.value().quantile.begin(), terms.value().quantile.end()));
  CHECK(terms.value().rearrangement[0] < 0);
  CHECK(terms.value().rearrangement[4] > 0);
}

TEST_CASE("bad input to composite quantiles is refused by name", "[regress][composite]") {
  const Problem p = spread(1, 20);
  const Vector three = {1, 1, 1};
  const auto refused = [&](const auto& got, const std::string& sentence) {
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == Code::out_of_range);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  refused(fit_composite_quantiles(p.x, p.y, {}, Vector{}, three, three), "number of quantiles is 0");
  refused(fit_composite_quantiles(p.x, p.y, {}, Vector{0.5, 0.25}, three, three), "tau 0.25 is after 0.5");
  refused(fit_composite_quantiles(p.x, p.y, {}, Vector{0.5, 2}, three, three), "tau is 2");
  refused(fit_composite_quantiles(p.x, p.y, {}, kTaus, Vector{1}, three), "length of penalty is 1");
  refused(fit_composite_quantiles(p.x, p.y, {}, kTaus, three, Vector{1, -1, 1}), "of the deviations, penalty[1] is -1");
  const CompositeQuantiles planes = random_planes(1, 3, 1);
  refused(chouma::regress::composite_terms(planes, random_coded(1, 5), 0),
          "number of columns is 17; allowed: those of the fit, 3");
  refused(chouma::regress::composite_terms(planes, p.x, 20), "the row is 20");
  CompositeQuantiles huge = random_planes(1, 3, 1);
  huge.intercept[2] = 1e308;
  huge.common[0] = huge.common[1] = 1.7e308;
  CodedDesign ones;
  ones.rows = 1;
  ones.numerics = 3;
  ones.numeric = {1, 1, 1};
  const auto beyond = chouma::regress::composite_terms(huge, ones, 0);
  REQUIRE_FALSE(beyond.ok());
  CHECK(beyond.error().code == Code::not_finite);
}
