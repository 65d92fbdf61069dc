#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"
#include "regress/least_squares.h"
#include "regress/linear.h"
#include "regress/moments.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

Vector positive(std::uint64_t seed, std::size_t n) {
  Vector w;
  for (std::size_t i = 0; i < n; ++i) w.push_back(i % 7 == 3 ? 0 : chouma::base::exponential(seed, 1, i));
  return w;
}

/// Numbers alone, row by row.
CodedDesign numbers(std::size_t rows, const Vector& values) {
  CodedDesign x;
  x.rows = rows;
  x.numerics = static_cast<std::uint32_t>(values.size() / rows);
  x.numeric = values;
  return x;
}

/// The same fit by QR on the dense matrix with a first column of 1 and, for ridge, rows sqrt(ridge_j) e_j with response 0.
LeastSquaresFit by_qr(const CodedDesign& x, const Vector& y, const Vector& w, const Vector& ridge) {
  const auto rows = chouma::test::dense(x);
  const auto n = static_cast<Eigen::Index>(x.rows), p = static_cast<Eigen::Index>(x.columns()),
             more = static_cast<Eigen::Index>(ridge.size());
  Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n + more, p + 1);
  Eigen::VectorXd b = Eigen::VectorXd::Zero(n + more), weights = Eigen::VectorXd::Ones(n + more);
  for (Eigen::Index i = 0; i < n; ++i) {
    a(i, 0) = 1;
    for (Eigen::Index j = 0; j < p; ++j) a(i, j + 1) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    b(i) = y[static_cast<std::size_t>(i)];
    if (!w.empty()) weights(i) = w[static_cast<std::size_t>(i)];
  }
  for (Eigen::Index j = 0; j < more; ++j) {
    a(n + j, j + 1) = 1;
    weights(n + j) = ridge[static_cast<std::size_t>(j)];
  }
  const auto fit = least_squares(a, b, weights);
  REQUIRE(fit.ok());
  return fit.value();
}

void check_same(const LinearFit& got, const LeastSquaresFit& expected, double tolerance) {
  CHECK_THAT(got.intercept, WithinRel(expected.beta(0), tolerance) || WithinAbs(0, tolerance));
  for (std::size_t j = 0; j < got.beta.size(); ++j) {
    CAPTURE(j);
    CHECK_THAT(got.beta[j],
               WithinRel(expected.beta(static_cast<Eigen::Index>(j) + 1), tolerance) || WithinAbs(0, 1e-15));
  }
}

}  // namespace

TEST_CASE("normal equations from codes agree with QR on the dense matrix", "[regress][linear]") {
  const bool weighted = GENERATE(false, true);
  CAPTURE(weighted);
  const CodedDesign x = chouma::test::random_coded(11, 200);
  const Vector y = chouma::test::normals(12, 200), w = weighted ? positive(13, 200) : Vector{};
  const auto fit = fit_linear(x, y, w);
  REQUIRE(fit.ok());
  const auto expected = by_qr(x, y, w, {});
  check_same(fit.value(), expected, 1e-12);
  CHECK_THAT(fit.value().rss, WithinRel(expected.rss, 1e-13));
}

TEST_CASE("ridge agrees with QR on the matrix with one more row for each column", "[regress][linear]") {
  const std::size_t n = GENERATE(200, 9);  // also fewer rows than columns
  CAPTURE(n);
  const CodedDesign x = chouma::test::random_coded(14, n);
  const Vector y = chouma::test::normals(15, n), w = positive(16, n);
  Vector ridge;
  for (std::size_t j = 0; j < x.columns(); ++j) ridge.push_back(0.5 + static_cast<double>(j));
  const auto fit = fit_linear(x, y, w, ridge);
  REQUIRE(fit.ok());
  check_same(fit.value(), by_qr(x, y, w, ridge), 1e-10);
  double rss = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double e = y[i] - fit.value().intercept - row_dot(x, i, fit.value().beta);
    rss += w[i] * e * e;
  }
  CHECK_THAT(fit.value().rss, WithinRel(rss, 1e-12));
}

TEST_CASE("ridge on one column is the closed form", "[regress][linear]") {
  // β = Σ w (x − x̄)(y − ȳ) / (Σ w (x − x̄)² + ridge): x 1 2 4, y 3 5 5, w 1 2 1; x̄ 2.25, ȳ 4.5, 2.5 / 4.75.
  const auto fit = fit_linear(numbers(3, {1, 2, 4}), Vector{3, 5, 5}, Vector{1, 2, 1}, Vector{0.25});
  REQUIRE(fit.ok());
  CHECK_THAT(fit.value().beta[0], WithinRel(2.5 / 5, 1e-15));
  CHECK_THAT(fit.value().intercept, WithinRel(4.5 - 0.5 * 2.25, 1e-15));
}

TEST_CASE("aggregated rows with weights give the fit of the raw rows", "[regress][linear]") {
  const CodedDesign x = chouma::test::random_coded(17, 60);
  const Vector y = chouma::test::normals(18, 60);
  std::vector<std::uint32_t> copies;
  Vector copied, w;
  for (std::uint32_t i = 0; i < 60; ++i) {
    w.push_back(1 + i % 3);
    for (std::uint32_t k = 0; k <= i % 3; ++k) {
      copies.push_back(i);
      copied.push_back(y[i]);
    }
  }
  const auto raw = fit_linear(take_rows(x, copies), copied, {}), aggregated = fit_linear(x, y, w);
  REQUIRE(raw.ok());
  REQUIRE(aggregated.ok());
  for (std::size_t j = 0; j < x.columns(); ++j)
    CHECK_THAT(aggregated.value().beta[j], WithinRel(raw.value().beta[j], 1e-12));
  CHECK_THAT(aggregated.value().rss, WithinRel(raw.value().rss, 1e-12));
}

TEST_CASE("normal equations keep their digits far from 0 and at the ends of a double", "[regress][linear]") {
  // A year and its square: correlated to 1 − 1e-6 once centered.
  Vector values, y, shifted;
  for (std::size_t i = 0; i < 100; ++i) {
    const double year = 2000 + static_cast<double>(i % 25);
    values.insert(values.end(), {year, year * year});
    y.push_back(3 + 0.5 * year - 0.25 * year * year);
  }
  const auto fit = fit_linear(numbers(100, values), y, {});
  REQUIRE(fit.ok());
  CHECK_THAT(fit.value().beta[0], WithinRel(0.5, 1e-7));
  CHECK_THAT(fit.value().beta[1], WithinRel(-0.25, 1e-10));

  const CodedDesign x = chouma::test::random_coded(19, 80);
  const Vector z = chouma::test::normals(20, 80), w = positive(21, 80);
  const auto plain = fit_linear(x, z, w);
  REQUIRE(plain.ok());
  const double size = GENERATE(1e150, 1e-150);
  CodedDesign large = x;
  Vector large_z = z, large_w = w;
  for (double& v : large.numeric) v *= size;
  for (double& v : large.categories[2].value) v *= size;
  for (double& v : large_z) v *= 1 / size;
  for (double& v : large_w) v *= size;
  const auto scaled = fit_linear(large, large_z, large_w);
  REQUIRE(scaled.ok());
  CHECK_THAT(scaled.value().beta[0] * size, WithinRel(plain.value().beta[0], 1e-11));
  CHECK_THAT(scaled.value().beta[16] * size * size, WithinRel(plain.value().beta[16], 1e-11));
}

TEST_CASE("degenerate linear problems have a right answer or a named error", "[regress][linear]") {
  const Vector y = {1, 2, 4, 3, 5, 9};
  // All responses equal: no slope. No columns: the weighted mean.
  const auto flat = fit_linear(numbers(6, {1, 2, 3, 4, 5, 7}), Vector(6, 1e6), {});
  REQUIRE(flat.ok());
  CHECK(flat.value().beta[0] == 0);
  CHECK_THAT(flat.value().intercept, WithinRel(1e6, 1e-15));
  CodedDesign empty;
  empty.rows = 6;
  const auto mean = fit_linear(empty, y, Vector{1, 0, 0, 0, 0, 3});
  REQUIRE(mean.ok());
  CHECK_THAT(mean.value().intercept, WithinRel(7, 1e-15));
  CHECK_THAT(mean.value().rss, WithinRel(48, 1e-14));
  // A constant column, or two equal ones, under ridge.
  const auto constant = fit_linear(numbers(6, {1, 0.1, 2, 0.1, 3, 0.1, 4, 0.1, 5, 0.1, 7, 0.1}), y, {}, Vector{0, 1});
  REQUIRE(constant.ok());
  CHECK(constant.value().beta[1] == 0);
  const auto twice = fit_linear(numbers(6, {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 7, 7}), y, {}, Vector{2, 2});
  REQUIRE(twice.ok());
  CHECK_THAT(twice.value().beta[0], WithinRel(twice.value().beta[1], 1e-13));

  CodedDesign levels;
  levels.rows = 6;
  levels.categories = {{3, {0, 1, 2, 0, 1, 2}}};
  struct Case {
    std::string name;
    CodedDesign x;
    Vector y, w, ridge;
    Code code;
    std::string sentence;
  };
  const double INF = std::numeric_limits<double>::infinity();
  const Case cases[] = {
      {"all levels", levels, y, {}, {}, Code::singular, "column 2 is a linear combination of the columns before it"},
      {"constant", numbers(6, Vector(6, 0.1)), y, {}, {}, Code::singular, "column 0 is constant"},
      {"constant where weighted",
       numbers(6, {1, 1, 1, 4, 5, 6}),
       y,
       {1, 1, 1, 0, 0, 0},
       {},
       Code::singular,
       "column 0 is constant"},
      {"collinear", numbers(6, {1, 3, 2, 5, 3, 7, 4, 9, 5, 11, 7, 15}), y, {}, {}, Code::singular, "column 1"},
      {"n <= p", numbers(2, {1, 5, 2, 3}), {1, 2}, {}, {}, Code::singular, "column 1"},
      {"no rows", CodedDesign{}, {}, {}, {}, Code::no_data, "rows of positive weight is 0"},
      {"no weight", levels, y, Vector(6, 0.0), {}, Code::no_data, "rows of positive weight is 0"},
      {"y short", levels, {1}, {}, {}, Code::out_of_range, "the length of y is 1; allowed: 6"},
      {"y infinite", levels, Vector(6, INF), {}, {}, Code::not_finite, "y[0] is inf"},
      {"w negative", levels, y, {1, -1, 1, 1, 1, 1}, {}, Code::out_of_range, "weights[1] is -1"},
      {"ridge short", levels, y, {}, {1}, Code::out_of_range, "the length of ridge is 1; allowed: 3"},
      {"ridge negative", levels, y, {}, {1, -2, 1}, Code::out_of_range, "ridge[1] is -2"},
      {"ridge infinite", levels, y, {}, {1, INF, 1}, Code::not_finite, "ridge[1] is inf"},
      {"beyond a double", numbers(3, {1, 2, 4}), {1e200, -1e200, 1e200}, {}, {}, Code::not_finite, "a coefficient or"},
      {"a broken design", numbers(6, Vector(6, INF)), y, {}, {}, Code::not_finite, "numeric column is inf"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto fit = fit_linear(c.x, c.y, c.w, c.ridge);
    REQUIRE_FALSE(fit.ok());
    CHECK(fit.error().code == c.code);
    CHECK_THAT(message(fit.error()), ContainsSubstring(c.sentence));
  }
  CodedDesign wide = levels;
  wide.flags = 9000;
  wide.flag_start.assign(7, 0);
  const auto fit = fit_linear(wide, y, {});
  REQUIRE_FALSE(fit.ok());
  CHECK(fit.error().code == Code::too_large);
}

TEST_CASE("moments by fold add up to the moments of all rows", "[regress][linear]") {
  const CodedDesign x = chouma::test::random_coded(22, 90);
  const Vector y = chouma::test::normals(23, 90), w = positive(24, 90);
  std::vector<std::uint32_t> fold;
  for (std::uint32_t i = 0; i < 90; ++i) fold.push_back(i % 4);
  const Scaling scaling = scale(x, y, w);
  auto parts = moments(x, y, w, scaling, fold, 4);
  REQUIRE(parts.size() == 4);
  const Moments all = moments(x, y, w, scaling).front();
  for (std::size_t k = 1; k < 4; ++k) parts[0].add(parts[k]);
  REQUIRE(parts[0].upper.size() == 19 * 19);
  for (std::size_t k = 0; k < all.upper.size(); ++k)
    CHECK_THAT(parts[0].upper[k], WithinRel(all.upper[k], 1e-13) || WithinAbs(all.upper[k], 1e-13));

  // Correlations by their definition, for a category's level and a number.
  const Correlations c = correlations(all);
  const auto rows = chouma::test::dense(x);
  const auto mean = [&](auto value) {
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < 90; ++i) {
      sum += w[i] * value(i);
      total += w[i];
    }
    return sum / total;
  };
  const double a = mean([&](std::size_t i) { return rows[i][1]; }),
               b = mean([&](std::size_t i) { return rows[i][15]; });
  const double ab = mean([&](std::size_t i) { return (rows[i][1] - a) * (rows[i][15] - b); });
  const double aa = mean([&](std::size_t i) { return (rows[i][1] - a) * (rows[i][1] - a); });
  const double bb = mean([&](std::size_t i) { return (rows[i][15] - b) * (rows[i][15] - b); });
  CHECK_THAT(c.xx[1 * 17 + 15], WithinRel(ab / std::sqrt(aa * bb), 1e-12));
  CHECK_THAT(c.xx[15 * 17 + 1], WithinRel(c.xx[1 * 17 + 15], 0));
  CHECK_THAT(deviation(c, scaling, 15), WithinRel(std::sqrt(bb), 1e-13));
}

TEST_CASE("rows read part by part give the fit of all rows", "[regress][linear]") {
  const CodedDesign x = chouma::test::random_coded(22, 900);
  const Vector y = chouma::test::normals(23, 900), w = positive(24, 900);
  const LinearFit all = fit_linear(x, y, w).value();
  // The scaling is the first part's alone.
  std::vector<std::uint32_t> first;
  for (std::uint32_t i = 0; i < 300; ++i) first.push_back(i);
  const Scaling scaling =
      scale(take_rows(x, first), std::span(y).subspan(0, 300), std::span<const double>(w).subspan(0, 300));
  Moments sum;
  for (std::uint32_t part = 0; part < 3; ++part) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < 300; ++i) rows.push_back(300 * part + i);
    const auto slice = [&](const Vector& v) { return std::span<const double>(v).subspan(300 * part, 300); };
    const Moments more = moments(take_rows(x, rows), slice(y), slice(w), scaling).front();
    if (part == 0)
      sum = more;
    else
      sum.add(more);
  }
  const LinearFit got = fit_moments(sum, scaling).value();
  CHECK_THAT(got.intercept, WithinRel(all.intercept, 1e-10) || WithinAbs(all.intercept, 1e-12));
  for (std::size_t j = 0; j < all.beta.size(); ++j)
    CHECK_THAT(got.beta[j], WithinRel(all.beta[j], 1e-10) || WithinAbs(all.beta[j], 1e-12));
  CHECK_THAT(got.rss, WithinRel(all.rss, 1e-10));

  sum.upper.assign(sum.upper.size(), 0.0);
  const auto none = fit_moments(sum, scaling);
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == Code::no_data);
}
