#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <Eigen/LU>

#include <catch_amalgamated.hpp>

#include "net_problems.h"
#include "regress/least_squares.h"
#include "regress/linear.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;
using Ids = std::vector<std::uint32_t>;

namespace {

Eigen::MatrixXd with_ones(const CodedDesign& x) {
  const auto rows = dense(x);
  Eigen::MatrixXd z =
      Eigen::MatrixXd::Ones(static_cast<Eigen::Index>(x.rows), static_cast<Eigen::Index>(x.columns()) + 1);
  for (std::size_t i = 0; i < x.rows; ++i)
    for (std::size_t j = 0; j < x.columns(); ++j)
      z(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j) + 1) = rows[i][j];
  return z;
}

Eigen::VectorXd eigen(const Vector& v) {
  return Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size()));
}

/// The formula of the header on dense matrices; the intercept first.
Vector by_definition(const Problem& p, const LinearFit& fit, const Ids& group) {
  const Eigen::MatrixXd z = with_ones(p.x);
  const Eigen::VectorXd w = eigen(p.w);
  const Eigen::MatrixXd inverse = (z.transpose() * w.asDiagonal() * z).inverse();
  std::vector<Eigen::VectorXd> score;
  std::vector<bool> any;
  double n = 0, groups = 0;
  for (std::size_t i = 0; i < p.x.rows; ++i) {
    if (group[i] >= score.size()) {
      score.resize(group[i] + 1, Eigen::VectorXd::Zero(z.cols()));
      any.resize(group[i] + 1, false);
    }
    if (p.w[i] == 0) continue;
    ++n;
    if (!any[group[i]]) ++groups;
    any[group[i]] = true;
    const auto e = p.y[i] - fit.intercept - row_dot(p.x, i, fit.beta);
    score[group[i]] += p.w[i] * e * z.row(static_cast<Eigen::Index>(i)).transpose();
  }
  Eigen::MatrixXd middle = Eigen::MatrixXd::Zero(z.cols(), z.cols());
  for (const auto& s : score) middle += s * s.transpose();
  const double c = groups / (groups - 1) * (n - 1) / (n - static_cast<double>(z.cols()));
  const Eigen::MatrixXd v = c * inverse * middle * inverse;
  Vector out;
  for (Eigen::Index j = 0; j < z.cols(); ++j) out.push_back(std::sqrt(v(j, j)));
  return out;
}

}  // namespace

TEST_CASE("plain standard errors are those of QR", "[regress][linear]") {
  const std::uint64_t seed = GENERATE(1, 2, 3);
  const Problem p = random_problem(seed, 120);
  const auto fit = fit_linear(p.x, p.y, p.w);
  REQUIRE(fit.ok());
  const auto got = linear_errors(p.x, p.y, p.w, fit.value());
  REQUIRE(got.ok());
  const auto qr = least_squares(with_ones(p.x), eigen(p.y), eigen(p.w));
  REQUIRE(qr.ok());
  CHECK(got.value().df == static_cast<std::size_t>(qr.value().df));
  CHECK_THAT(got.value().intercept, WithinRel(qr.value().standard_error(0), 1e-10));
  REQUIRE(got.value().beta.size() == p.x.columns());
  for (std::size_t j = 0; j < p.x.columns(); ++j)
    CHECK_THAT(got.value().beta[j], WithinRel(qr.value().standard_error(static_cast<Eigen::Index>(j) + 1), 1e-10));
}

TEST_CASE("clustered standard errors are the sandwich of the header", "[regress][linear]") {
  const std::uint64_t seed = GENERATE(4, 5);
  const std::uint32_t each = GENERATE(1U, 4U);  // rows of a group; 1 is HC1
  CAPTURE(seed, each);
  const Problem p = random_problem(seed, 160);
  Ids group;
  for (std::uint32_t i = 0; i < 160; ++i) group.push_back((i * 7 % 160) / each);
  const auto fit = fit_linear(p.x, p.y, p.w);
  REQUIRE(fit.ok());
  const auto got = clustered_errors(p.x, p.y, p.w, fit.value(), group);
  REQUIRE(got.ok());
  const Vector expected = by_definition(p, fit.value(), group);
  CHECK_THAT(got.value().intercept, WithinRel(expected[0], 1e-9));
  for (std::size_t j = 0; j < p.x.columns(); ++j) CHECK_THAT(got.value().beta[j], WithinRel(expected[j + 1], 1e-9));
  if (each > 1) CHECK(got.value().df == 39);
  // Groups are names: other numbers for them change nothing.
  for (std::uint32_t& g : group) g = 4000000000U - 3 * g;
  const auto renamed = clustered_errors(p.x, p.y, p.w, fit.value(), group);
  REQUIRE(renamed.ok());
  for (std::size_t j = 0; j < p.x.columns(); ++j)
    CHECK_THAT(renamed.value().beta[j], WithinRel(got.value().beta[j], 1e-12));
}

TEST_CASE("rows of a group that say the same count once", "[regress][linear]") {
  // Five copies of every row: plain errors shrink as if there were five times the rows, clustered ones stay up to the factor c.
  Problem once = random_problem(6, 80);
  once.w.assign(80, 1.0);
  Ids rows, group;
  Problem five;
  for (std::uint32_t i = 0; i < 400; ++i) {
    rows.push_back(i / 5);
    group.push_back(i / 5);
    five.y.push_back(once.y[i / 5]);
  }
  five.x = take_rows(once.x, rows);
  Ids single(group);
  single.clear();
  for (std::uint32_t i = 0; i < 80; ++i) single.push_back(i);
  const auto fit = fit_linear(once.x, once.y, {}), fit5 = fit_linear(five.x, five.y, {});
  REQUIRE(fit.ok());
  REQUIRE(fit5.ok());
  const auto plain = linear_errors(once.x, once.y, {}, fit.value()),
             plain5 = linear_errors(five.x, five.y, {}, fit5.value());
  const auto robust = clustered_errors(once.x, once.y, {}, fit.value(), single),
             robust5 = clustered_errors(five.x, five.y, {}, fit5.value(), group);
  REQUIRE(plain.ok());
  REQUIRE(plain5.ok());
  REQUIRE(robust.ok());
  REQUIRE(robust5.ok());
  const double k = 18;
  const double plain_ratio = std::sqrt((80 - k) / (400 - k));
  const double robust_ratio = std::sqrt(399 / (400 - k) * (80 - k) / 79);
  for (std::size_t j = 0; j < once.x.columns(); ++j) {
    CHECK_THAT(plain5.value().beta[j] / plain.value().beta[j], WithinRel(plain_ratio, 1e-9));
    CHECK_THAT(robust5.value().beta[j] / robust.value().beta[j], WithinRel(robust_ratio, 1e-9));
  }
}

TEST_CASE("standard errors follow units, also where squares would overflow", "[regress][linear]") {
  Problem p;
  p.x = numbers(6, {1, 2, 3, 5, 8, 13});
  p.y = {1, 3, 2, 6, 7, 15};
  const auto fit = fit_linear(p.x, p.y, {});
  REQUIRE(fit.ok());
  const auto errors = linear_errors(p.x, p.y, {}, fit.value());
  REQUIRE(errors.ok());
  Problem large = p;
  for (double& v : large.x.numeric) v *= 0x1p600;
  const auto large_fit = fit_linear(large.x, large.y, {});
  REQUIRE(large_fit.ok());
  const Ids single = {0, 1, 2, 3, 4, 5};
  const auto large_errors = linear_errors(large.x, large.y, {}, large_fit.value());
  REQUIRE(large_errors.ok());
  CHECK_THAT(large_errors.value().beta[0], WithinRel(errors.value().beta[0] * 0x1p-600, 1e-12));
  CHECK_THAT(large_errors.value().intercept, WithinRel(errors.value().intercept, 1e-12));
  const auto robust = clustered_errors(p.x, p.y, {}, fit.value(), single);
  const auto large_robust = clustered_errors(large.x, large.y, {}, large_fit.value(), single);
  REQUIRE(robust.ok());
  REQUIRE(large_robust.ok());
  CHECK_THAT(large_robust.value().beta[0], WithinRel(robust.value().beta[0] * 0x1p-600, 1e-12));
}

TEST_CASE("standard errors are refused by name", "[regress][linear]") {
  const CodedDesign x = numbers(4, {1, 2, 3, 5});
  const Vector y = {1, 2, 4, 4};
  const auto fit = fit_linear(x, y, {});
  REQUIRE(fit.ok());
  const auto refused = [](const auto& got, Code code, const std::string& sentence) {
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == code);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  LinearFit other = fit.value();
  other.beta.push_back(1);
  refused(linear_errors(x, y, {}, other), Code::out_of_range, "the length of the fit's coefficients is 2; allowed: 1");
  refused(linear_errors(x, y, Vector{1, 1, 0, 0}, fit.value()), Code::no_data,
          "rows of positive weight is 2; allowed: above");
  refused(linear_errors(numbers(4, {1, 1, 1, 1}), y, {}, fit.value()), Code::singular, "column 0 is constant");
  refused(linear_errors(x, Vector{1}, {}, fit.value()), Code::out_of_range, "the length of y is 1");
  refused(clustered_errors(x, y, {}, fit.value(), Ids{1, 2}), Code::out_of_range,
          "the length of group is 2; allowed: 4");
  refused(clustered_errors(x, y, {}, fit.value(), Ids{7, 7, 7, 7}), Code::no_data, "groups of positive weight is 1");
}
