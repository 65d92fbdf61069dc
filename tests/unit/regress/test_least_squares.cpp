#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "regress/least_squares.h"
#include "support/files.h"

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::regress::least_squares;
using chouma::regress::student_quantile;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

MatrixXd random_matrix(std::uint32_t seed, int n, int p) {
  MatrixXd x(n, p);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < p; ++j)
      x(i, j) = j == 0 ? 1 : chouma::base::normal(seed, static_cast<std::uint32_t>(j), static_cast<std::uint64_t>(i));
  return x;
}

}  // namespace

TEST_CASE("certified least squares of NIST are met", "[regress]") {
  // Longley's columns are nearly collinear (condition number about 5e9). test_nist.cpp has the other nine.
  const auto [name, tolerance] = GENERATE(table<std::string, double>({
      {"tests/cases/nist-norris.json", 1e-13},
      {"tests/cases/nist-longley.json", 1e-13},
  }));
  CAPTURE(name);
  const auto data = nlohmann::json::parse(chouma::test::file(name));
  const auto& rows = data["rows"];
  const auto n = static_cast<int>(rows.size()), p = static_cast<int>(rows[0].size());
  MatrixXd x(n, p);
  VectorXd y(n);
  for (int i = 0; i < n; ++i) {
    y(i) = rows[static_cast<std::size_t>(i)][0];
    x(i, 0) = 1;
    for (int j = 1; j < p; ++j) x(i, j) = rows[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  }
  const auto fit = least_squares(x, y);
  REQUIRE(fit.ok());
  const auto& certified = data["certified"];
  for (int j = 0; j < p; ++j) {
    const auto k = static_cast<std::size_t>(j);
    CAPTURE(j);
    CHECK_THAT(fit.value().beta(j), WithinRel(certified["beta"][k].get<double>(), tolerance));
    CHECK_THAT(fit.value().standard_error(j), WithinRel(certified["standard_error"][k].get<double>(), tolerance));
  }
  CHECK(fit.value().df == n - p);
  CHECK_THAT(std::sqrt(fit.value().rss / fit.value().df),
             WithinRel(certified["residual_standard_deviation"].get<double>(), tolerance));
}

TEST_CASE("least squares: residuals are orthogonal to the weighted columns", "[regress]") {
  const MatrixXd x = random_matrix(1, 30, 4);
  VectorXd y(30), w(30);
  for (int i = 0; i < 30; ++i) {
    y(i) = chouma::base::normal(2, 0, static_cast<std::uint64_t>(i));
    w(i) = i % 5 == 0 ? 0 : chouma::base::exponential(2, 1, static_cast<std::uint64_t>(i));
  }
  const auto fit = least_squares(x, y, w);
  REQUIRE(fit.ok());
  CHECK(fit.value().df == 24 - 4);
  double rss = 0;
  for (int j = 0; j < 4; ++j) {
    double dot = 0;
    rss = 0;
    for (int i = 0; i < 30; ++i) {
      double e = y(i);
      for (int k = 0; k < 4; ++k) e -= x(i, k) * fit.value().beta(k);
      dot += w(i) * x(i, j) * e;
      rss += w(i) * e * e;
    }
    CHECK_THAT(dot, WithinAbs(0, 1e-12));
  }
  CHECK_THAT(fit.value().rss, WithinRel(rss, 1e-12));
}

TEST_CASE("least squares by hand: the mean and its standard error", "[regress]") {
  const auto fit = least_squares(MatrixXd::Ones(4, 1), VectorXd{{1, 2, 3, 6}});
  REQUIRE(fit.ok());
  CHECK_THAT(fit.value().beta(0), WithinRel(3, 1e-15));
  CHECK_THAT(fit.value().rss, WithinRel(14, 1e-14));
  CHECK_THAT(fit.value().standard_error(0), WithinRel(std::sqrt(14.0 / 3 / 4), 1e-14));
  const auto exact = least_squares(MatrixXd{{1, 1}, {1, 2}}, VectorXd{{5, 7}});
  REQUIRE(exact.ok());
  CHECK_THAT(exact.value().beta(1), WithinRel(2, 1e-14));
  CHECK(exact.value().df == 0);
  CHECK(exact.value().standard_error(0) == 0);
}

TEST_CASE("a polynomial under residuals a thousand times its size is found to the last digit", "[regress]") {
  // y = Σ_j x^j plus residuals that are orthogonal to every polynomial of degree < 20: (−1)^x C(20, x), at two sizes.
  const double size = GENERATE(1.0, 1e6);
  CAPTURE(size);
  MatrixXd x(21, 6);
  VectorXd y(21);
  double binomial = 1;
  for (int i = 0; i <= 20; ++i) {
    y(i) = (i % 2 == 0 ? 1 : -1) * size * binomial;
    binomial = binomial * (20 - i) / (i + 1);
    for (int j = 0; j < 6; ++j) {
      x(i, j) = j == 0 ? 1 : x(i, j - 1) * i;
      y(i) += x(i, j);
    }
  }
  const auto fit = least_squares(x, y);
  REQUIRE(fit.ok());
  for (int j = 0; j < 6; ++j) CHECK_THAT(fit.value().beta(j), WithinRel(1, 1e-15));
  // Σ C(20, x)² = C(40, 20).
  CHECK_THAT(fit.value().rss, WithinRel(137846528820.0 * size * size, 1e-15));
}

TEST_CASE("least squares: sizes at the ends of a double", "[regress]") {
  const MatrixXd x = random_matrix(5, 12, 3);
  VectorXd y(12), w(12);
  for (int i = 0; i < 12; ++i) {
    y(i) = chouma::base::normal(6, 0, static_cast<std::uint64_t>(i));
    w(i) = chouma::base::exponential(6, 1, static_cast<std::uint64_t>(i));
  }
  const auto plain = least_squares(x, y, w);
  REQUIRE(plain.ok());
  const auto same = [&](double x_size, double y_size, double w_size) {
    CAPTURE(x_size, y_size, w_size);
    const auto fit = least_squares(x * x_size, y * y_size, w * w_size);
    REQUIRE(fit.ok());
    const double scale = y_size / x_size;
    for (int j = 0; j < 3; ++j) {
      CHECK_THAT(fit.value().beta(j), WithinRel(plain.value().beta(j) * scale, 1e-13));
      CHECK_THAT(fit.value().standard_error(j), WithinRel(plain.value().standard_error(j) * scale, 1e-13));
    }
  };
  same(1e300, 1e150, 1);
  same(1e-300, 1e-150, 1);
  same(1, 1, 1e300);
  same(1, 1, 1e-300);
  const auto beyond = least_squares(x, y * 1e200);
  REQUIRE_FALSE(beyond.ok());
  CHECK_THAT(message(beyond.error()), ContainsSubstring("the residual sum of squares is inf"));
}

TEST_CASE("least squares has the same bits on every target", "[regress]") {
  const MatrixXd x = random_matrix(7, 40, 4);
  VectorXd y(40);
  for (int i = 0; i < 40; ++i) y(i) = chouma::base::normal(8, 0, static_cast<std::uint64_t>(i));
  const auto fit = least_squares(x, y, y.cwiseAbs());
  REQUIRE(fit.ok());
  // What g++ on x86-64 prints; WebAssembly under Node must print it too.
  std::vector<double> got(fit.value().beta.begin(), fit.value().beta.end());
  got.push_back(fit.value().standard_error(3));
  CHECK(got == std::vector<double>{-0x1.0d504f54dad5p-4, 0x1.c30ca52581768p-3, -0x1.c07acc0735a9ap-6,
                                   0x1.6a308d8c51b4p-4, 0x1.f2fe28138cc8fp-3});
}

TEST_CASE("bad input to least squares is refused by name", "[regress]") {
  constexpr double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();
  const MatrixXd good = random_matrix(3, 6, 2);
  const VectorXd y = VectorXd::Ones(6);
  MatrixXd nan = good, collinear(6, 3), empty(6, 3);
  nan(4, 1) = NOT_A_NUMBER;
  collinear << good, good.col(0) * 3 - good.col(1) * 2;
  empty << good, VectorXd::Zero(6);
  struct Case {
    std::string name;
    MatrixXd x;
    VectorXd y, w;
    Code code;
    std::string sentence;
  };
  const Case cases[] = {
      {"y short", good, VectorXd::Ones(5), {}, Code::out_of_range, "length of y is 5; allowed: 6"},
      {"w short", good, y, VectorXd::Ones(2), Code::out_of_range, "length of weights is 2"},
      {"no columns", MatrixXd(6, 0), y, {}, Code::out_of_range, "number of columns is 0"},
      {"x NaN", nan, y, {}, Code::not_finite, "row 4, column 1 is nan"},
      {"y infinite", good, y / 0.0, {}, Code::not_finite, "y[0] is inf"},
      {"w NaN", good, y, y * NOT_A_NUMBER, Code::not_finite, "weights[0] is nan"},
      {"w negative", good, y, -y, Code::out_of_range, "weights[0] is -1"},
      {"w all 0", good, y, y * 0, Code::no_data, "at least the number of columns, 2"},
      {"n < p", random_matrix(4, 2, 3), VectorXd::Ones(2), {}, Code::no_data, "is 2"},
      {"collinear", collinear, y, {}, Code::singular, "column 2"},
      {"empty column", empty, y, {}, Code::singular, "column 2"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto fit = least_squares(c.x, c.y, c.w);
    REQUIRE_FALSE(fit.ok());
    CHECK(fit.error().code == c.code);
    CHECK_THAT(message(fit.error()), ContainsSubstring(c.sentence));
  }
}

// Abramowitz & Stegun, table 26.10, to the digits that statistical packages print.
TEST_CASE("quantiles of Student's t, table", "[regress]") {
  const auto [p, df, t] = GENERATE(table<double, int, double>({
      {0.75, 1, 1.0},
      {0.95, 1, 6.313751514675043},
      {0.975, 1, 12.706204736174698},
      {0.975, 2, 4.302652729749462},
      {0.975, 3, 3.182446305284263},
      {0.975, 5, 2.570581835636314},
      {0.975, 10, 2.228138851986273},
      {0.995, 10, 3.169272672616872},
      {0.975, 30, 2.042272456301238},
      {0.975, 100, 1.983971518523552},
      {0.975, 1000, 1.962339080826408},
  }));
  CAPTURE(p, df);
  CHECK_THAT(student_quantile(p, df), WithinRel(t, 1e-12));
  CHECK_THAT(student_quantile(1 - p, df), WithinRel(-t, 1e-12));
}

TEST_CASE("quantiles of Student's t: closed forms, limits, edges", "[regress]") {
  const double p = GENERATE(1e-9, 0.001, 0.2, 0.45, 0.5, 0.55, 0.7, 0.99, 0.999999);
  CAPTURE(p);
  // Two degrees of freedom (Abramowitz & Stegun 26.7): t = (2p − 1) sqrt(2 / (4 p (1 − p))).
  const double two = (2 * p - 1) / std::sqrt(2 * p * (1 - p));
  CHECK_THAT(student_quantile(p, 2), WithinRel(two, 1e-12) || WithinAbs(two, 1e-15));
  // One: tan(π (p − 1/2)).
  const double one = std::tan(M_PI * (p - 0.5));
  CHECK_THAT(student_quantile(p, 1), WithinRel(one, 1e-6) || WithinAbs(one, 1e-14));
  CHECK(std::isnan(student_quantile(0, 5)));
  CHECK(std::isnan(student_quantile(1, 5)));
  CHECK(std::isnan(student_quantile(0.5, 0)));
}

TEST_CASE("Student's t tends to the normal, with Fisher's first term", "[regress]") {
  // t = z + (z³ + z) / (4 df) + O(df^-2), around the change of method at 10000.
  const int df = GENERATE(9999, 10001, 1000000);
  CAPTURE(df);
  const double z = 1.959963984540054;
  CHECK_THAT(student_quantile(0.975, df), WithinAbs(z + (z * z * z + z) / (4.0 * df), 3.0 / df / df + 1e-13));
}
