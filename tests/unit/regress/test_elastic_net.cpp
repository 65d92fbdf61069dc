#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "net_problems.h"
#include "regress/linear.h"
#include "regress/stats.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

/// The objective and its gradient from the rows, as the header states them.
struct Objective {
  const Problem& problem;
  const ElasticNetOptions& options;
  Vector s{};
  double total = 0;

  Objective(const Problem& problem_, const ElasticNetOptions& options_) : problem(problem_), options(options_) {
    const auto rows = chouma::test::dense(problem.x);
    for (const double w : problem.w) total += w;
    for (std::size_t j = 0; j < problem.x.columns(); ++j) {
      double mean = 0, square = 0;
      for (std::size_t i = 0; i < rows.size(); ++i) mean += problem.w[i] / total * rows[i][j];
      for (std::size_t i = 0; i < rows.size(); ++i)
        square += problem.w[i] / total * (rows[i][j] - mean) * (rows[i][j] - mean);
      s.push_back(options.standardize ? std::sqrt(square) : 1);
    }
  }
  double factor(std::size_t j) const { return options.penalty_factor.empty() ? 1 : options.penalty_factor[j]; }
  double residual(std::size_t i, const ElasticNetPoint& at) const {
    return problem.y[i] - at.intercept - row_dot(problem.x, i, at.beta);
  }
  double value(const ElasticNetPoint& at) const {
    double sum = 0;
    for (std::size_t i = 0; i < problem.y.size(); ++i)
      sum += problem.w[i] * residual(i, at) * residual(i, at) / (2 * total);
    for (std::size_t j = 0; j < s.size(); ++j) {
      const double b = s[j] * at.beta[j];
      sum += at.lambda * factor(j) * (options.alpha * std::fabs(b) + (1 - options.alpha) / 2 * b * b);
    }
    return sum;
  }
  /// −∂/∂β_j of the squares' half, Σ w r x_j / Σ w; column p is the intercept's.
  Vector products(const ElasticNetPoint& at) const {
    Vector out(s.size() + 1, 0.0);
    for (std::size_t i = 0; i < problem.y.size(); ++i) {
      const double r = problem.w[i] / total * residual(i, at);
      for_each_entry(problem.x, i, [&](std::size_t column, double value) { out[column] += value * r; });
      out.back() += r;
    }
    return out;
  }
};

}  // namespace

TEST_CASE("the optimality conditions of the elastic net hold on the rows", "[regress][net]") {
  ElasticNetOptions options;
  const std::size_t n = GENERATE(150, 12);  // more and fewer rows than the 17 columns
  options.alpha = GENERATE(1.0, 0.6, 0.05);
  options.standardize = GENERATE(true, false);
  const bool factors = GENERATE(false, true);
  options.tolerance = 1e-13;
  options.grid = 12;
  options.smallest = 0.01;
  if (factors)
    for (std::size_t j = 0; j < 17; ++j)
      options.penalty_factor.push_back(n > 17 && j % 5 == 0 ? 0 : 0.5 + 0.1 * static_cast<double>(j));
  CAPTURE(n, options.alpha, options.standardize, factors);
  const Problem problem = random_problem(41, n);
  const Objective objective(problem, options);
  const auto path = path_of(problem, options);
  REQUIRE(path.size() == 12);

  const double tolerance = 1e-5;  // the gap is a square of it, nearly
  for (const ElasticNetPoint& point : path) {
    CAPTURE(point.lambda);
    CHECK(point.gap <= options.tolerance);
    const Vector products = objective.products(point);
    CHECK_THAT(products.back(), WithinAbs(0, 1e-12));
    for (std::size_t j = 0; j < 17; ++j) {
      CAPTURE(j);
      const double b = objective.s[j] * point.beta[j], bound = point.lambda * objective.factor(j) * options.alpha;
      if (objective.s[j] == 0) continue;
      const double product =
          products[j] / objective.s[j] - point.lambda * objective.factor(j) * (1 - options.alpha) * b;
      if (b == 0)
        CHECK(std::fabs(product) <= bound + tolerance);
      else
        CHECK_THAT(product, WithinAbs(b > 0 ? bound : -bound, tolerance));
    }
  }
  // The first λ is the smallest at which no penalised column is in the fit.
  for (std::size_t j = 0; j < 17; ++j) CHECK((path[0].beta[j] == 0 || objective.factor(j) == 0));
  const auto entered = [&](const ElasticNetPoint& point) {
    for (std::size_t j = 0; j < 17; ++j)
      if (objective.factor(j) > 0 && point.beta[j] != 0) return true;
    return false;
  };
  options.lambda = {path[0].lambda * 0.9999};
  CHECK(entered(path_of(problem, options)[0]));
  CHECK_THAT(path.back().lambda, WithinRel(path[0].lambda * 0.01, 1e-13));
}

TEST_CASE("the gap bounds how far the objective is from its least", "[regress][net]") {
  const Problem problem = random_problem(44, 60);
  ElasticNetOptions options;
  options.alpha = GENERATE(1.0, 0.3);
  options.lambda = {0.3, 0.1, 0.01, 0.001};
  options.tolerance = 1e-14;
  const auto exact = path_of(problem, options);
  const Objective objective(problem, options);
  ElasticNetPoint null = exact[0];
  std::fill(null.beta.begin(), null.beta.end(), 0.0);
  null.intercept = 0;
  double mean = 0;
  for (std::size_t i = 0; i < 60; ++i) mean += problem.w[i] / objective.total * problem.y[i];
  null.intercept = mean;
  for (const double tolerance : {1e-1, 1e-2, 1e-4, 1e-6}) {
    options.tolerance = tolerance;
    const auto loose = path_of(problem, options);
    for (std::size_t k = 0; k < loose.size(); ++k) {
      CAPTURE(options.alpha, tolerance, k);
      const double excess = (objective.value(loose[k]) - objective.value(exact[k])) / objective.value(null);
      CHECK(excess >= -1e-13);
      CHECK(excess <= loose[k].gap + 1e-13);
      CHECK(loose[k].gap <= tolerance);
    }
  }
}

TEST_CASE("lasso on an orthogonal design is soft thresholding", "[regress][net]") {
  // Columns of ±1, orthogonal to each other and to 1: s_j = 1, and β_j = soft(x_j'y / 8, λ).
  Vector values, y = {3, -1, 4, 1, -5, 9, 2, -6};
  for (int i = 0; i < 8; ++i)
    for (int bit = 0; bit < 3; ++bit) values.push_back((i >> bit) % 2 == 0 ? 1 : -1);
  const CodedDesign x = numbers(8, values);
  ElasticNetOptions options;
  options.alpha = GENERATE(1.0, 0.4);
  options.lambda = {2, 1, 0.5, 0.125, 0};
  options.tolerance = 1e-15;
  const auto path = elastic_net(x, y, {}, options);
  REQUIRE(path.ok());
  for (const ElasticNetPoint& point : path.value())
    for (std::size_t j = 0; j < 3; ++j) {
      double product = 0;
      for (std::size_t i = 0; i < 8; ++i) product += values[i * 3 + j] * y[i] / 8;
      const double soft = std::copysign(std::max(std::fabs(product) - point.lambda * options.alpha, 0.0), product);
      CAPTURE(point.lambda, j);
      CHECK_THAT(point.beta[j], WithinAbs(soft / (1 + point.lambda * (1 - options.alpha)), 1e-14));
      CHECK_THAT(point.intercept, WithinAbs(7.0 / 8, 1e-14));
    }
}

TEST_CASE("without penalty the path ends at least squares", "[regress][net]") {
  const Problem problem = random_problem(47, 200);
  ElasticNetOptions options;
  options.lambda = {1, 0.1, 0};
  options.tolerance = 1e-13;
  const auto path = path_of(problem, options);
  const auto expected = fit_linear(problem.x, problem.y, problem.w);
  REQUIRE(expected.ok());
  for (std::size_t j = 0; j < 17; ++j) CHECK_THAT(path[2].beta[j], WithinAbs(expected.value().beta[j], 1e-11));
  CHECK_THAT(path[2].intercept, WithinRel(expected.value().intercept, 1e-12));
  double total = 0, mean = 0, square = 0;
  for (const double w : problem.w) total += w;
  for (std::size_t i = 0; i < 200; ++i) mean += problem.w[i] / total * problem.y[i];
  for (std::size_t i = 0; i < 200; ++i) square += problem.w[i] * (problem.y[i] - mean) * (problem.y[i] - mean);
  CHECK_THAT(path[2].explained, WithinRel(1 - expected.value().rss / square, 1e-10));
}

TEST_CASE("cross-validation is what refitting without each fold gives", "[regress][net]") {
  const std::size_t n = 120;
  const Problem problem = random_problem(56, n);
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < n; ++i) group.push_back(i / 5);
  ElasticNetOptions options;
  options.grid = 25;
  options.tolerance = 1e-12;
  options.alpha = GENERATE(1.0, 0.5);
  const auto got = cross_validate(problem.x, problem.y, problem.w, group, 4, 7, options);
  REQUIRE(got.ok());
  const auto path = path_of(problem, options);
  REQUIRE(got.value().path.size() == 25);

  const auto fold = group_folds(group, 4, 7);
  std::vector<Vector> errors;
  Vector fold_weight;
  for (std::uint32_t f = 0; f < 4; ++f) {
    std::vector<std::uint32_t> others;
    Vector y, w;
    for (std::uint32_t i = 0; i < n; ++i)
      if (fold[i] != f) {
        others.push_back(i);
        y.push_back(problem.y[i]);
        w.push_back(problem.w[i]);
      }
    ElasticNetOptions same = options;
    for (const auto& point : path) same.lambda.push_back(point.lambda);
    const auto fits = elastic_net(take_rows(problem.x, others), y, w, same);
    REQUIRE(fits.ok());
    Vector& of_fold = errors.emplace_back();
    for (const auto& point : fits.value()) {
      double sum = 0, total = 0;
      for (std::size_t i = 0; i < n; ++i) {
        if (fold[i] != f) continue;
        const double e = problem.y[i] - point.intercept - row_dot(problem.x, i, point.beta);
        sum += problem.w[i] * e * e;
        total += problem.w[i];
      }
      of_fold.push_back(sum / total);
      if (of_fold.size() == 1) fold_weight.push_back(total);
    }
    const ElasticNetPoint& at_best = fits.value()[got.value().best];
    CHECK_THAT(got.value().held_out[f].lambda, WithinRel(at_best.lambda, 1e-12));
    for (std::size_t j = 0; j < at_best.beta.size(); ++j)
      CHECK_THAT(got.value().held_out[f].beta[j], WithinAbs(at_best.beta[j], 1e-6));
  }
  double total = 0;
  for (const double w : fold_weight) total += w;
  for (std::size_t k = 0; k < 25; ++k) {
    CAPTURE(k);
    CHECK_THAT(got.value().path[k].lambda, WithinRel(path[k].lambda, 1e-12));
    double mean = 0, square = 0;
    for (std::size_t f = 0; f < 4; ++f) mean += fold_weight[f] / total * errors[f][k];
    for (std::size_t f = 0; f < 4; ++f)
      square += fold_weight[f] / total * (errors[f][k] - mean) * (errors[f][k] - mean);
    CHECK_THAT(got.value().error[k], WithinRel(mean, 1e-6));
    CHECK_THAT(got.value().standard_error[k], WithinRel(std::sqrt(square / 3), 1e-5));
    CHECK(got.value().error[k] >= got.value().error[got.value().best]);
  }
  const auto& cv = got.value();
  const double bound = cv.error[cv.best] + cv.standard_error[cv.best];
  CHECK(cv.sparse <= cv.best);
  CHECK(cv.error[cv.sparse] <= bound);
  for (std::size_t k = 0; k < cv.sparse; ++k) CHECK(cv.error[k] > bound);
  // The planted signal is found: neither end of the grid is best.
  CHECK(cv.best > 0);
  CHECK(cv.error[0] > bound);
}

TEST_CASE("the elastic net has the same bits on every target", "[regress][net]") {
  const Problem problem = random_problem(62, 70);
  ElasticNetOptions options;
  options.alpha = 0.7;
  options.grid = 5;
  options.penalty_factor.assign(17, 1);
  options.penalty_factor[14] = 0;
  const ElasticNetPoint point = path_of(problem, options)[3];
  // What g++ on x86-64 prints; WebAssembly under Node must print it too.
  CHECK(Vector{point.lambda, point.intercept, point.beta[1], point.beta[7], point.beta[14]} ==
        Vector{0x1.3b2d99f7e56f1p-8, 0x1.44df628bab864p+4, 0x1.bf51de35831fp+0, -0x1.4d8635ad5107dp-1,
               -0x1.c84ff2a13b9d5p-4});
  const auto linear = fit_linear(problem.x, problem.y, problem.w);
  REQUIRE(linear.ok());
  CHECK(Vector{linear.value().intercept, linear.value().beta[16], linear.value().rss} ==
        Vector{0x1.44ce17c83467bp+4, -0x1.8187f832de722p-5, 0x1.225de7148a296p+5});
}
