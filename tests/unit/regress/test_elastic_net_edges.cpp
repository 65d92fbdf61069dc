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
