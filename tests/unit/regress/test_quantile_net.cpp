#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
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
using chouma::regress::fit_quantile_net;
using chouma::regress::QuantileNetFit;
using Vector = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

namespace {

QuantileNetFit fit(const CodedDesign& x, const Vector& y, const Vector& w, double tau, const Groups& group,
                   const Vector& penalty, const chouma::regress::QuantileNetOptions& options = {}) {
  const auto result = fit_quantile_net(x, y, w, tau, group, penalty, options);
  if (!result) FAIL(message(result.error()));
  return result.value();
}

/// The objective from its formula.
double value(const CodedDesign& x, const Vector& y, const Vector& w, double tau, const Groups& group,
             const Vector& penalty, double intercept, const Vector& beta) {
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i)
    sum +=
        (w.empty() ? 1 : w[i]) * chouma::regress::pinball(y[i] - intercept - chouma::regress::row_dot(x, i, beta), tau);
  Vector squares(penalty.size(), 0.0);
  for (std::size_t j = 0; j < beta.size(); ++j) squares[group.empty() ? j : group[j]] += beta[j] * beta[j];
  for (std::size_t g = 0; g < penalty.size(); ++g) sum += penalty[g] * std::sqrt(squares[g]);
  return sum;
}

/// Responses that depend on the first columns.
Vector planted(const CodedDesign& x, std::uint64_t seed) {
  Vector y = normals(seed, x.rows), beta(x.columns(), 0.0);
  for (std::size_t j = 0; j < std::min<std::size_t>(5, beta.size()); ++j) beta[j] = 1;
  for (std::size_t i = 0; i < y.size(); ++i) y[i] += chouma::regress::row_dot(x, i, beta);
  return y;
}

// random_coded's columns: two categories, one of values, flags and numbers each for itself.
const Groups kGroups = {0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 8, 8};

}  // namespace

TEST_CASE("the lasso of a quantile is the interior point's", "[regress][quantile_net]") {
  const std::uint64_t seed = GENERATE(1, 2, 3);
  const double tau = GENERATE(0.1, 0.5, 0.8);
  const double lambda = GENERATE(0.3, 3.0, 20.0);
  const bool weighted = GENERATE(false, true);
  CAPTURE(seed, tau, lambda, weighted);
  const CodedDesign x = random_coded(seed, 200);
  const Vector y = planted(x, seed), penalty(x.columns(), lambda);
  Vector w;
  if (weighted)
    for (std::size_t i = 0; i < 200; ++i) w.push_back(i % 5 == 0 ? 0 : chouma::base::exponential(seed, 7, i));
  CodedDesign with = x;
  with.categories.insert(with.categories.begin(), {1, std::vector<std::uint32_t>(200, 0), {}});
  Vector with_penalty = penalty;
  with_penalty.insert(with_penalty.begin(), 0.0);
  const auto exact = chouma::regress::fit_quantile(to_design(with), y, w, tau, with_penalty);
  REQUIRE(exact.ok());
  const auto got = fit(x, y, w, tau, {}, penalty);
  CHECK(got.gap <= 1e-6);
  CHECK_THAT(got.objective, WithinRel(exact.value().objective, 2e-6));
  CHECK_THAT(got.objective, WithinRel(value(x, y, w, tau, {}, penalty, got.intercept, got.beta), 1e-10));
}

TEST_CASE("the gap bounds how far a grouped fit is from the best", "[regress][quantile_net]") {
  const std::uint64_t seed = GENERATE(range(1, 5));
  const double lambda = GENERATE(1.0, 6.0);
  CAPTURE(seed, lambda);
  const CodedDesign x = random_coded(seed, 300);
  const Vector y = planted(x, seed);
  const Vector penalty = {lambda, lambda, 2 * lambda, lambda, lambda, 0, lambda, lambda, lambda};
  const auto rough = fit(x, y, {}, 0.3, kGroups, penalty, {1e-3, 2000});
  const auto fine = fit(x, y, {}, 0.3, kGroups, penalty, {1e-8, 5000});
  CHECK(fine.gap <= 1e-8);
  CHECK_THAT(fine.objective, WithinRel(value(x, y, {}, 0.3, kGroups, penalty, fine.intercept, fine.beta), 1e-10));
  CHECK(rough.objective >= fine.objective * (1 - 1e-8));
  CHECK(rough.objective - fine.objective <= 2e-3 * (1 + rough.objective));
  // No small move in any direction does better.
  for (std::uint64_t k = 0; k < 40; ++k) {
    Vector moved = fine.beta;
    const double size = k % 2 == 0 ? 1e-3 : 0.1;
    for (std::size_t j = 0; j < moved.size(); ++j)
      moved[j] += size * chouma::base::normal(seed, 50 + static_cast<std::uint32_t>(k), j);
    const double shift = size * chouma::base::normal(seed, 49, k);
    CHECK(value(x, y, {}, 0.3, kGroups, penalty, fine.intercept + shift, moved) >= fine.objective * (1 - 1e-8));
  }
}

TEST_CASE("a group is in the fit as a whole or not at all", "[regress][quantile_net]") {
  const CodedDesign x = random_coded(5, 400);
  const Vector y = planted(x, 5);
  int in = 0, out = 0;
  for (const double lambda : {1.0, 8.0, 16.0, 32.0}) {
    const auto got = fit(x, y, {}, 0.5, kGroups, Vector(9, lambda));
    for (std::uint32_t g = 0; g < 9; ++g) {
      const auto zeros = [&] {
        std::size_t n = 0;
        for (std::size_t j = 0; j < kGroups.size(); ++j) n += kGroups[j] == g && got.beta[j] == 0 ? 1 : 0;
        return n;
      }();
      const auto size = static_cast<std::size_t>(std::count(kGroups.begin(), kGroups.end(), g));
      CAPTURE(lambda, g);
      CHECK((zeros == 0 || zeros == size));
      (zeros == 0 ? in : out) += 1;
    }
  }
  CHECK(in > 0);
  CHECK(out > 0);
  for (const double b : fit(x, y, {}, 0.5, kGroups, Vector(9, 1e6)).beta) CHECK(b == 0);
}

TEST_CASE("without penalties the fit is the exact one within its gap", "[regress][quantile_net]") {
  const double tau = GENERATE(0.1, 0.5, 0.9);
  const CodedDesign x = random_coded(6, 500);
  const Vector y = planted(x, 6);
  const auto exact = chouma::regress::fit_quantiles(x, y, {}, Vector{tau});
  REQUIRE(exact.ok());
  CHECK_THAT(fit(x, y, {}, tau, {}, Vector(x.columns(), 0.0)).objective,
             WithinRel(exact.value().front().objective, 2e-6));
}

TEST_CASE("far more columns than rows", "[regress][quantile_net]") {
  constexpr std::size_t N = 80, P = 600;
  CodedDesign x;
  x.rows = N;
  x.numerics = P;
  for (std::size_t i = 0; i < N; ++i)
    for (std::uint32_t j = 0; j < P; ++j) x.numeric.push_back(chouma::base::normal(7, j, i));
  const Vector y = planted(x, 7);
  Groups group;
  for (std::uint32_t j = 0; j < P; ++j) group.push_back(j / 3);
  const auto got = fit(x, y, {}, 0.5, group, Vector(P / 3, 8.0));
  CHECK(got.gap <= 1e-6);
  CHECK_THAT(got.objective, WithinRel(value(x, y, {}, 0.5, group, Vector(P / 3, 8.0), got.intercept, got.beta), 1e-10));
  CHECK(got.beta[0] != 0);
  CHECK(std::count(got.beta.begin(), got.beta.end(), 0.0) > 300);
}

TEST_CASE("awkward penalised problems have a right answer", "[regress][quantile_net]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const auto draw = [&](std::uint32_t stream, std::uint64_t i, std::uint64_t k) {
      return static_cast<std::size_t>(chouma::base::below(k, seed, stream, i));
    };
    CodedDesign x;
    x.rows = 1 + draw(1, 0, 12);
    x.numerics = static_cast<std::uint32_t>(1 + draw(2, 0, 4));
    Rows with;
    Vector y, w, penalty(x.numerics), with_penalty(x.numerics + 1, 0.0);
    for (std::size_t i = 0; i < x.rows; ++i) {
      with.push_back({1.0});
      for (std::uint32_t j = 0; j < x.numerics; ++j) {
        // A constant column, small whole numbers, a copy of the column before, normals.
        const std::size_t kind = draw(3, j, 4);
        const double v = kind == 0            ? 2.0
                         : kind == 1          ? static_cast<double>(draw(30 + j, i, 3))
                         : kind == 2 && j > 0 ? with.back()[j]
                                              : chouma::base::normal(seed, 20 + j, i);
        x.numeric.push_back(v);
        with.back().push_back(v);
      }
      y.push_back(draw(5, 0, 2) == 0 ? static_cast<double>(draw(6, i, 4)) : chouma::base::normal(seed, 7, i));
      w.push_back(i == 0 ? 1 : static_cast<double>(draw(8, i, 3)));
    }
    for (std::uint32_t j = 0; j < x.numerics; ++j)
      penalty[j] = with_penalty[j + 1] = 0.05 + static_cast<double>(draw(9, j, 3));
    const auto got = fit(x, y, w, 0.4, {}, penalty);
    const auto exact = chouma::regress::fit_quantile(design(with), y, w, 0.4, with_penalty);
    REQUIRE(exact.ok());
    CHECK(got.gap <= 1e-6);
    CHECK_THAT(got.objective, WithinAbs(exact.value().objective, 1e-5 * (1 + exact.value().objective)));
  }
}

TEST_CASE("bad input to a penalised quantile fit is refused by name", "[regress][quantile_net]") {
  const CodedDesign x = random_coded(1, 60);
  const Vector y = normals(1, 60), ones(17, 1.0);
  const auto refused = [&](const auto& got, Code code, const std::string& sentence) {
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == code);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  refused(fit_quantile_net(x, y, {}, 0, {}, ones), Code::out_of_range, "tau is 0");
  refused(fit_quantile_net(x, y, {}, 0.5, Groups{1}, ones), Code::out_of_range, "length of group is 1");
  refused(fit_quantile_net(x, y, {}, 0.5, {}, Vector(3, 1.0)), Code::out_of_range, "length of penalty is 3");
  refused(fit_quantile_net(x, y, {}, 0.5, kGroups, Vector(8, 1.0)), Code::out_of_range, "group[14] is 8");
  Vector bad = ones;
  bad[2] = -1;
  refused(fit_quantile_net(x, y, {}, 0.5, {}, bad), Code::out_of_range, "penalty[2] is -1");
  bad[2] = std::numeric_limits<double>::quiet_NaN();
  refused(fit_quantile_net(x, y, {}, 0.5, {}, bad), Code::not_finite, "penalty[2] is nan");
  refused(fit_quantile_net(x, y, Vector(60, 0.0), 0.5, {}, ones), Code::no_data, "weight");
  refused(fit_quantile_net(x, y, {}, 0.5, {}, ones, {1e-9, 1}), Code::not_converged, "duality gap after 1 steps");
}

TEST_CASE("penalised quantile fits have the same bits on every target", "[regress][quantile_net]") {
  const CodedDesign x = random_coded(11, 900);
  Vector w;
  for (std::size_t i = 0; i < 900; ++i) w.push_back(chouma::base::exponential(13, 1, i));
  const auto got = fit(x, normals(12, 900), w, 0.25, kGroups, Vector(9, 12.0));
  // What g++ on x86-64 prints; WebAssembly under Node must print it too.
  CHECK(got.objective == 0x1.28242f3140579p+8);
  CHECK(got.intercept == -0x1.4673688c235e6p-1);
  CHECK(got.beta[0] == 0x1.5295761bbcb8ep-11);
}
