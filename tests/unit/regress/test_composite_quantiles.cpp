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
}
