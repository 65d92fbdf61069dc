#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"
#include "regress/elastic_net.h"
#include "regress/linear.h"
#include "regress/stats.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

struct Problem {
  CodedDesign x;
  Vector y, w;
};

/// Noise about a few of the columns; one row in seven has no weight.
Problem random_problem(std::uint64_t seed, std::size_t n) {
  Problem out{chouma::test::random_coded(seed, n), chouma::test::normals(seed + 1, n), {}};
  for (std::size_t i = 0; i < n; ++i) {
    Vector beta(17, 0.0);
    beta[1] = 1.5;
    beta[7] = -0.7;
    beta[9] = 0.8;
    beta[15] = 0.5;
    out.y[i] += 20 + row_dot(out.x, i, beta);
    out.w.push_back(i % 7 == 3 ? 0 : chouma::base::exponential(seed + 2, 1, i));
  }
  return out;
}

CodedDesign numbers(std::size_t rows, const Vector& values) {
  CodedDesign x;
  x.rows = rows;
  x.numerics = static_cast<std::uint32_t>(values.size() / rows);
  x.numeric = values;
  return x;
}

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

std::vector<ElasticNetPoint> path_of(const Problem& p, const ElasticNetOptions& options) {
  const auto path = elastic_net(p.x, p.y, p.w, options);
  REQUIRE(path.ok());
  return path.value();
}

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

TEST_CASE("degenerate problems of the elastic net have a right answer", "[regress][net]") {
  ElasticNetOptions options;
  options.grid = 20;
  const Vector y = {1, 2, 4, 3, 5, 9};
  SECTION("a constant column, also of 0.1, gets 0") {
    const auto path = elastic_net(numbers(6, {1, 0.1, 2, 0.1, 3, 0.1, 4, 0.1, 5, 0.1, 7, 0.1}), y, {}, options);
    REQUIRE(path.ok());
    CHECK(path.value().size() == 20);
    for (const auto& point : path.value()) CHECK(point.beta[1] == 0);
    CHECK(path.value().back().beta[0] != 0);
  }
  SECTION("a column that is constant where there is weight gets 0") {
    const auto path =
        elastic_net(numbers(6, {1, 5, 2, 5, 3, 5, 4, 5, 5, 5, 7, 6}), y, Vector{1, 1, 1, 1, 1, 0}, options);
    REQUIRE(path.ok());
    for (const auto& point : path.value()) CHECK(point.beta[1] == 0);
  }
  SECTION("equal columns: any split, the right sum") {
    const auto once = elastic_net(numbers(6, {1, 2, 3, 4, 5, 7}), y, {}, options);
    const auto twice = elastic_net(numbers(6, {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 7, 7}), y, {}, options);
    REQUIRE(once.ok());
    REQUIRE(twice.ok());
    for (std::size_t k = 0; k < 20; ++k)
      CHECK_THAT(twice.value()[k].beta[0] + twice.value()[k].beta[1], WithinAbs(once.value()[k].beta[0], 1e-6));
  }
  SECTION("a response that does not vary") {
    const auto path = elastic_net(numbers(6, {1, 2, 3, 4, 5, 7}), Vector(6, 0.3), {}, options);
    REQUIRE(path.ok());
    REQUIRE(path.value().size() == 1);
    CHECK(path.value()[0].lambda == 0);
    CHECK(path.value()[0].beta[0] == 0);
    CHECK_THAT(path.value()[0].intercept, WithinRel(0.3, 1e-15));
    CHECK(path.value()[0].explained == 0);
    CHECK(path.value()[0].gap == 0);
  }
  SECTION("columns without penalty that fit exactly") {
    options.penalty_factor = {0, 1};
    const auto path =
        elastic_net(numbers(6, {1, 3, 2, 1, 3, 4, 4, 1, 5, 5, 7, 9}), Vector{3, 5, 7, 9, 11, 15}, {}, options);
    REQUIRE(path.ok());
    REQUIRE(path.value().size() == 1);
    CHECK_THAT(path.value()[0].beta[0], WithinRel(2, 1e-6));
    CHECK(path.value()[0].beta[1] == 0);
  }
  SECTION("nearly collinear columns are met exactly, penalised or not") {
    // Powers of a year, and a combination of two of them.
    Vector values, response;
    for (std::size_t i = 0; i < 60; ++i) {
      const double t = static_cast<double>(i % 20);
      values.insert(values.end(), {t, t * t, t * t * t, 1000 + t + 1e-3 * t * t});
      response.push_back(std::sqrt(1 + t) + 0.1 * chouma::base::normal(95, 1, i));
    }
    options.tolerance = 1e-11;
    options.smallest = 1e-5;
    for (const Vector& factors : {Vector{}, Vector{0, 0, 0, 1}}) {
      options.penalty_factor = factors;
      const auto path = elastic_net(numbers(60, values), response, {}, options);
      REQUIRE(path.ok());
      for (const auto& point : path.value()) CHECK(point.sweeps < 100);
    }
  }
  SECTION("one row, no columns") {
    const auto row = elastic_net(numbers(1, {4, 5}), Vector{7}, {}, options);
    REQUIRE(row.ok());
    CHECK(row.value()[0].beta == Vector{0, 0});
    CHECK(row.value()[0].intercept == 7);
    CodedDesign empty;
    empty.rows = 6;
    const auto none = elastic_net(empty, y, {}, options);
    REQUIRE(none.ok());
    CHECK_THAT(none.value()[0].intercept, WithinRel(4, 1e-15));
  }
  SECTION("weights are copies") {
    const Problem problem = random_problem(50, 50);
    Vector w, copied;
    std::vector<std::uint32_t> copies;
    for (std::uint32_t i = 0; i < 50; ++i) {
      w.push_back(i % 3);
      for (std::uint32_t k = 0; k < i % 3; ++k) copies.push_back(i);
    }
    for (const std::uint32_t i : copies) copied.push_back(problem.y[i]);
    options.tolerance = 1e-13;
    const auto weighted = elastic_net(problem.x, problem.y, w, options);
    const auto raw = elastic_net(take_rows(problem.x, copies), copied, {}, options);
    REQUIRE(weighted.ok());
    REQUIRE(raw.ok());
    for (std::size_t k = 0; k < 20; ++k) {
      CHECK_THAT(weighted.value()[k].lambda, WithinRel(raw.value()[k].lambda, 1e-12));
      for (std::size_t j = 0; j < 17; ++j)
        CHECK_THAT(weighted.value()[k].beta[j], WithinAbs(raw.value()[k].beta[j], 1e-6));
    }
  }
}

TEST_CASE("rows of weight 0 have no say, whatever they hold", "[regress][net][linear]") {
  const Problem problem = random_problem(65, 40);
  Problem other = problem;
  for (std::size_t i = 0; i < 40; ++i) {
    if (problem.w[i] > 0) continue;
    for (std::size_t k = 0; k < 3; ++k) other.x.numeric[i * 3 + k] = k == 0 ? 1e308 : -1e308;
    other.x.categories[2].value[i] = 1e308;
    other.y[i] = -1e308;
  }
  const auto a = path_of(problem, {}), b = path_of(other, {});
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    CHECK(a[k].beta == b[k].beta);
    CHECK(a[k].intercept == b[k].intercept);
  }
  const auto c = fit_linear(problem.x, problem.y, problem.w), d = fit_linear(other.x, other.y, other.w);
  REQUIRE(c.ok());
  REQUIRE(d.ok());
  CHECK(c.value().beta == d.value().beta);
  CHECK(c.value().rss == d.value().rss);
}

TEST_CASE("the elastic net does not depend on units", "[regress][net]") {
  const Problem problem = random_problem(53, 80);
  const double size = GENERATE(1e140, 1e-140);
  Problem other = problem;
  for (double& v : other.x.numeric) v *= size;
  for (double& v : other.y) v *= 1 / size;
  for (double& v : other.w) v *= size;
  ElasticNetOptions options;
  options.grid = 10;
  const auto plain = path_of(problem, options), scaled = path_of(other, options);
  for (std::size_t k = 0; k < 10; ++k) {
    CHECK_THAT(scaled[k].lambda * size, WithinRel(plain[k].lambda, 1e-12));
    for (std::size_t j = 0; j < 17; ++j)
      CHECK_THAT(scaled[k].beta[j] * (j < 14 ? size : size * size), WithinAbs(plain[k].beta[j], 1e-6));
  }
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

TEST_CASE("small, tied, collinear and weightless problems: optimal or refused by name, never NaN", "[regress][net]") {
  // A few rows of the 17 columns, many repeated, numbers rounded to a few values and at many sizes, some rows without weight.
  for (std::uint64_t seed = 1000; seed < 1300; ++seed) {
    CAPTURE(seed);
    const auto draw = [&](std::uint32_t stream, std::uint64_t i, std::uint64_t k) {
      return chouma::base::below(k, seed, 100 + stream, i);
    };
    const std::size_t n = 1 + draw(0, 0, 25), distinct = 1 + draw(0, 1, n);
    const double x_size = std::ldexp(1.0, static_cast<int>(draw(0, 2, 200)) - 100);
    const double y_size = std::ldexp(1.0, static_cast<int>(draw(0, 3, 200)) - 100);
    std::vector<std::uint32_t> rows;
    Problem problem;
    for (std::size_t i = 0; i < n; ++i) rows.push_back(static_cast<std::uint32_t>(draw(1, i, distinct)));
    problem.x = take_rows(chouma::test::random_coded(seed, distinct), rows);
    for (double& v : problem.x.numeric) v = std::round(v) * x_size;
    for (std::size_t i = 0; i < n; ++i) {
      problem.y.push_back(static_cast<double>(draw(2, i, 4)) * y_size);
      problem.w.push_back(static_cast<double>(draw(3, i, 3)));
    }
    ElasticNetOptions options;
    options.alpha = draw(0, 4, 2) == 0 ? 1 : 0.5;
    options.standardize = draw(0, 5, 2) == 0;
    options.grid = 8;
    if (draw(0, 6, 2) == 0)
      for (std::uint32_t j = 0; j < 17; ++j) options.penalty_factor.push_back(static_cast<double>(draw(4, j, 3)));

    const bool weight = std::any_of(problem.w.begin(), problem.w.end(), [](double w) { return w > 0; });
    const auto path = elastic_net(problem.x, problem.y, problem.w, options);
    const auto linear = fit_linear(problem.x, problem.y, problem.w);
    if (!weight) {
      CHECK(path.error().code == Code::no_data);
      CHECK(linear.error().code == Code::no_data);
      continue;
    }
    if (!path.ok()) FAIL(message(path.error()));
    for (const ElasticNetPoint& point : path.value()) {
      CHECK(point.gap <= options.tolerance);
      CHECK(std::isfinite(point.intercept));
      for (const double b : point.beta) CHECK(std::isfinite(b));
      CHECK(point.explained >= -1e-12);
      CHECK(point.explained <= 1);
    }
    // Least squares of fewer than 18 distinct rows has no unique answer; ridge has.
    REQUIRE((linear.ok() || linear.error().code == Code::singular));
    CHECK((distinct > 17 || !linear.ok()));
    Vector shrink(17, 0.5);
    for (std::size_t j = 14; j < 17; ++j) shrink[j] *= x_size * x_size;
    const auto ridge = fit_linear(problem.x, problem.y, problem.w, shrink);
    if (!ridge.ok()) FAIL(message(ridge.error()));
    for (const double b : ridge.value().beta) CHECK(std::isfinite(b));
    CHECK(ridge.value().rss >= 0);
  }
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

TEST_CASE("bad input to the elastic net is refused by name", "[regress][net]") {
  const Problem good = random_problem(59, 30);
  const double INF = std::numeric_limits<double>::infinity();
  struct Case {
    std::string name;
    void (*harm)(Problem&, ElasticNetOptions&);
    Code code;
    std::string sentence;
  };
  const Case cases[] = {
      {"alpha 0", [](Problem&, ElasticNetOptions& o) { o.alpha = 0; }, Code::out_of_range,
       "alpha is 0; allowed: above 0"},
      {"alpha NaN", [](Problem&, ElasticNetOptions& o) { o.alpha = std::numeric_limits<double>::quiet_NaN(); },
       Code::not_finite, "alpha is nan"},
      {"tolerance 0", [](Problem&, ElasticNetOptions& o) { o.tolerance = 0; }, Code::out_of_range, "tolerance is 0"},
      {"smallest 1", [](Problem&, ElasticNetOptions& o) { o.smallest = 1; }, Code::out_of_range, "smallest is 1"},
      {"grid 1", [](Problem&, ElasticNetOptions& o) { o.grid = 1; }, Code::out_of_range,
       "grid is 1; allowed: at least 2"},
      {"factors short", [](Problem&, ElasticNetOptions& o) { o.penalty_factor = {1}; }, Code::out_of_range,
       "the length of penalty_factor is 1; allowed: 17"},
      {"factor negative", [](Problem&, ElasticNetOptions& o) { o.penalty_factor.assign(17, -1); }, Code::out_of_range,
       "penalty_factor[0] is -1"},
      {"lambda ascends",
       [](Problem&, ElasticNetOptions& o) {
         o.lambda = {1, 2};
       },
       Code::out_of_range, "lambda[1] is 2"},
      {"lambda negative",
       [](Problem&, ElasticNetOptions& o) {
         o.lambda = {1, -2};
       },
       Code::out_of_range, "lambda[1] is -2"},
      {"sweeps", [](Problem&, ElasticNetOptions& o) { o.max_sweeps = 1; }, Code::not_converged,
       "the relative gap at lambda"},
      {"y short", [](Problem& p, ElasticNetOptions&) { p.y.pop_back(); }, Code::out_of_range, "the length of y is 29"},
      {"w negative", [](Problem& p, ElasticNetOptions&) { p.w[2] = -1; }, Code::out_of_range, "weights[2] is -1"},
      {"no weight", [](Problem& p, ElasticNetOptions&) { p.w.assign(30, 0); }, Code::no_data,
       "rows of positive weight is 0"},
      {"a broken design", [](Problem& p, ElasticNetOptions&) { p.x.flag_list[0] = 99; }, Code::out_of_range,
       "a flag is 99"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Problem problem = good;
    ElasticNetOptions options;
    c.harm(problem, options);
    const auto path = elastic_net(problem.x, problem.y, problem.w, options);
    const auto cv = cross_validate(problem.x, problem.y, problem.w, std::vector<std::uint32_t>(30, 1), 3, 1, options);
    REQUIRE_FALSE(path.ok());
    REQUIRE_FALSE(cv.ok());
    CHECK(path.error().code == c.code);
    CHECK_THAT(message(path.error()), ContainsSubstring(c.sentence));
  }
  Problem infinite = good;
  infinite.y[4] = INF;
  CHECK_THAT(message(elastic_net(infinite.x, infinite.y, infinite.w).error()), ContainsSubstring("y[4] is inf"));
  const auto refused = [&](const std::vector<std::uint32_t>& group, std::uint32_t folds) {
    return message(cross_validate(good.x, good.y, good.w, group, folds, 1).error());
  };
  CHECK_THAT(refused({1, 2}, 3), ContainsSubstring("the length of group is 2; allowed: 30"));
  CHECK_THAT(refused(std::vector<std::uint32_t>(30, 5), 1), ContainsSubstring("folds is 1; allowed: at least 2"));
  CHECK_THAT(refused(std::vector<std::uint32_t>(30, 5), 3),
             ContainsSubstring("the number of folds that hold weight is 1"));
}
