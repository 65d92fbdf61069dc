#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "problems.h"
#include "regress/quantile.h"
#include "regress/stats.h"

using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::regress::fit_quantile;
using Vector = std::vector<double>;

namespace {

chouma::regress::QuantileFit fit(const Rows& rows, const Vector& y, const Vector& w, double tau,
                                 const Vector& penalty = {}) {
  const auto result = fit_quantile(design(rows), y, w, tau, penalty);
  if (!result) FAIL(message(result.error()));
  return result.value();
}

void check_close(const Vector& a, const Vector& b, double tolerance) {
  REQUIRE(a.size() == b.size());
  for (std::size_t j = 0; j < a.size(); ++j) {
    CAPTURE(j);
    CHECK_THAT(a[j], WithinAbs(b[j], tolerance));
  }
}

}  // namespace

TEST_CASE("a quantile fit is the exact optimum of its linear programme", "[regress]") {
  const std::uint64_t seed = GENERATE(range(1, 7));
  const double tau = GENERATE(0.1, 0.5, 0.75);
  const int kind = GENERATE(range(0, 4));
  CAPTURE(seed, tau, kind);
  const bool indicators = seed % 2 == 0;
  const Rows rows = random_rows(seed, 12, 3, indicators);
  Vector y = normals(seed, 12), w, penalty;
  if (kind & 1)
    for (std::size_t i = 0; i < 12; ++i) w.push_back(chouma::base::exponential(seed, 7, i));
  if (kind & 2) penalty = {0, 0.8, 1.5};
  // Where responses tie, the optimum may be an edge; its objective is unique all the same.
  if (seed > 4)
    for (double& v : y) v = std::round(2 * v) / 2;

  const Exact exact = brute_force(rows, y, w, tau, penalty);
  const auto got = fit(rows, y, w, tau, penalty);
  CHECK_THAT(got.objective, WithinRel(exact.objective, 1e-9) || WithinAbs(exact.objective, 1e-12));
  if (exact.runner_up > exact.objective * (1 + 1e-6)) check_close(got.beta, exact.beta, 1e-8);
}

TEST_CASE("on an intercept alone the fit is the weighted sample quantile", "[regress]") {
  const double tau = GENERATE(0.1, 0.25, 0.5, 0.9);
  CAPTURE(tau);
  const Vector y = normals(3, 51);
  Vector w;
  for (std::size_t i = 0; i < y.size(); ++i) w.push_back(0.1 + chouma::base::uniform(3, 8, i));
  const auto got = fit(Rows(y.size(), {1.0}), y, w, tau);
  CHECK_THAT(got.beta[0], WithinAbs(chouma::regress::weighted_quantile(y, w, tau), 1e-9));
}

TEST_CASE("planted coefficients are recovered exactly without noise", "[regress]") {
  const double tau = GENERATE(0.1, 0.5, 0.9);
  CAPTURE(tau);
  const Rows rows = random_rows(5, 200, 6);
  const Vector planted = {9.5, 0.3, -0.2, 0, 1e-3, 40};
  Vector y(rows.size());
  const auto x = design(rows);
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = chouma::regress::row_dot(x, i, planted);
  const auto got = fit(rows, y, {}, tau);
  check_close(got.beta, planted, 1e-9);
  CHECK_THAT(got.objective, WithinAbs(0, 1e-7));
}

TEST_CASE("planted quantile effects are recovered up to sampling error", "[regress]") {
  // y = 1 + 2x + (1 + x) z, x uniform: the tau-quantile is 1 + q + (2 + q) x.
  const double tau = GENERATE(0.25, 0.5, 0.9);
  CAPTURE(tau);
  constexpr std::size_t N = 20000;
  Rows rows;
  Vector y;
  for (std::size_t i = 0; i < N; ++i) {
    const double u = chouma::base::uniform(11, 1, i);
    rows.push_back({1, u});
    y.push_back(1 + 2 * u + (1 + u) * chouma::base::normal(11, 2, i));
  }
  const double q = tau == 0.25 ? -0.6744897501960817 : tau == 0.5 ? 0 : 1.2815515655446004;
  // Five standard errors: sqrt(tau (1 − tau)) / density · 2 sqrt(12 / N), with the sd 2 at most.
  const double density = std::exp(-q * q / 2) / std::sqrt(2 * M_PI);
  const double bound = 5 * std::sqrt(tau * (1 - tau)) / density * 2 * std::sqrt(12.0 / N);
  check_close(fit(rows, y, {}, tau).beta, {1 + q, 2 + q}, bound);
}

TEST_CASE("quantile regression is equivariant (Koenker & Bassett 1978, theorem 3.2)", "[regress]") {
  const double tau = 0.3;
  const Rows rows = random_rows(21, 80, 4);
  const Vector y = normals(22, 80);
  const Vector base = fit(rows, y, {}, tau).beta;

  SECTION("scale") {
    const double c = GENERATE(1e-9, 3.0, 1e9);
    CAPTURE(c);
    Vector scaled = y, expected = base;
    for (double& v : scaled) v *= c;
    for (double& v : expected) v *= c;
    check_close(fit(rows, scaled, {}, tau).beta, expected, 1e-8 * c);
  }
  SECTION("reflection swaps tau and 1 − tau") {
    Vector reflected = y, expected = base;
    for (double& v : reflected) v = -v;
    for (double& v : expected) v = -v;
    check_close(fit(rows, reflected, {}, 1 - tau).beta, expected, 1e-8);
  }
  SECTION("shift along the design") {
    const Vector g = {100, -3, 0.5, 7};
    Vector shifted = y, expected = base;
    const auto x = design(rows);
    for (std::size_t i = 0; i < y.size(); ++i) shifted[i] += chouma::regress::row_dot(x, i, g);
    for (std::size_t j = 0; j < g.size(); ++j) expected[j] += g[j];
    check_close(fit(rows, shifted, {}, tau).beta, expected, 1e-7);
  }
  SECTION("reparametrisation: columns rescaled and mixed") {
    Rows mixed = rows;
    for (auto& row : mixed) row = {row[0], 1000 * row[1], row[2] + row[3], 1e-6 * row[3]};
    const Vector b = fit(mixed, y, {}, tau).beta;
    check_close({b[0], 1000 * b[1], b[2], b[2] + 1e-6 * b[3]}, base, 1e-7);
  }
  SECTION("order of rows") {
    Rows reversed(rows.rbegin(), rows.rend());
    check_close(fit(reversed, Vector(y.rbegin(), y.rend()), {}, tau).beta, base, 1e-8);
  }
  SECTION("a response moved without crossing the fit changes nothing") {
    Vector moved = y;
    const auto x = design(rows);
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double e = y[i] - chouma::regress::row_dot(x, i, base);
      if (std::fabs(e) > 1e-6) moved[i] += 1000 * e;
    }
    check_close(fit(rows, moved, {}, tau).beta, base, 1e-6);
  }
}

TEST_CASE("weights mean repeated rows, and rows of weight 0 are not there", "[regress]") {
  const Rows rows = random_rows(31, 30, 3);
  const Vector y = normals(32, 30);
  Rows repeated, kept;
  Vector w, y_repeated, y_kept;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    w.push_back(static_cast<double>(i % 4));
    for (std::size_t k = 0; k < i % 4; ++k) {
      repeated.push_back(rows[i]);
      y_repeated.push_back(y[i]);
    }
    if (i % 4 > 0) {
      kept.push_back(rows[i]);
      y_kept.push_back(y[i]);
    }
  }
  const auto weighted = fit(rows, y, w, 0.6);
  CHECK_THAT(weighted.objective, WithinRel(fit(repeated, y_repeated, {}, 0.6).objective, 1e-9));
  w.erase(std::remove(w.begin(), w.end(), 0.0), w.end());
  CHECK(weighted.beta == fit(kept, y_kept, w, 0.6).beta);
}

TEST_CASE("at the optimum each column's subgradient contains 0", "[regress]") {
  const double tau = GENERATE(0.1, 0.5, 0.9);
  const bool penalised = GENERATE(false, true);
  CAPTURE(tau, penalised);
  const Rows rows = random_rows(41, 600, 25, true);
  Vector y = normals(42, 600);
  for (double& v : y) v = std::round(8 * v) / 8;  // ties
  Vector penalty(25, penalised ? 3.0 : 0.0);
  penalty[0] = 0;
  const auto got = fit(rows, y, {}, tau, penalty);
  const auto x = design(rows);
  for (std::size_t j = 0; j < 25; ++j) {
    double slope = 0, slack = 1e-9;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double e = y[i] - chouma::regress::row_dot(x, i, got.beta);
      if (std::fabs(e) < 1e-7)
        slack += std::fabs(rows[i][j]) * std::max(tau, 1 - tau);
      else
        slope -= rows[i][j] * (e > 0 ? tau : tau - 1);
    }
    if (std::fabs(got.beta[j]) < 1e-7)
      slack += penalty[j];
    else
      slope += got.beta[j] > 0 ? penalty[j] : -penalty[j];
    CAPTURE(j);
    CHECK(std::fabs(slope) <= slack);
  }
}

TEST_CASE("an L1 penalty drops columns, shrinks the rest and needs no full rank", "[regress]") {
  SECTION("a penalty above every subgradient sets the column to 0") {
    const Rows rows = random_rows(51, 60, 3);
    const auto got = fit(rows, normals(52, 60), {}, 0.5, {0, 1e3, 1e3});
    CHECK(got.beta[1] == 0);
    CHECK(got.beta[2] == 0);
    // However large, also beside weights and values of other magnitudes.
    Rows small = rows;
    for (auto& row : small) row[1] *= 1e-6;
    const auto extreme = fit(small, normals(52, 60), Vector(60, 1e-4), 0.5, {0, 1e6, 1e-9});
    CHECK(extreme.beta[1] == 0);
    CHECK(extreme.beta[2] != 0);
  }
  SECTION("the sum of |beta| falls as the penalty grows") {
    const Rows rows = random_rows(53, 100, 5);
    const auto x = design(rows);
    Vector y = normals(54, 100);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += chouma::regress::row_dot(x, i, Vector{1, 2, -1, 0.5, 0});
    double before = INFINITY;
    for (const double lambda : {0.0, 1.0, 5.0, 20.0, 80.0}) {
      const auto got = fit(rows, y, {}, 0.5, Vector{0, lambda, lambda, lambda, lambda});
      double sum = 0;
      for (std::size_t j = 1; j < 5; ++j) sum += std::fabs(got.beta[j]);
      CAPTURE(lambda);
      CHECK(sum <= before + 1e-9);
      before = sum;
    }
  }
  SECTION("indicators of every group beside an intercept") {
    Rows rows;
    Vector y;
    for (int i = 0; i < 60; ++i) {
      rows.push_back({1, i % 3 == 0 ? 1.0 : 0, i % 3 == 1 ? 1.0 : 0, i % 3 == 2 ? 1.0 : 0});
      y.push_back(i % 3 + chouma::base::normal(55, 1, static_cast<std::uint64_t>(i)));
    }
    const auto got = fit(rows, y, {}, 0.5, {0, 0.5, 0.5, 0.5});
    CHECK(got.gap <= 1e-8);
    // The penalty takes from a difference of 2 little, and pulls the middle group to 0.
    CHECK(got.beta[1] < 0);
    CHECK(got.beta[3] > 0);
  }
  SECTION("more columns than rows") {
    const Rows rows = random_rows(56, 5, 9);
    const Vector y = normals(57, 5);
    const auto got = fit(rows, y, {}, 0.5, Vector(9, 0.05));
    CHECK(got.gap <= 1e-8);
    CHECK_THAT(got.objective, WithinRel(brute_force(rows, y, {}, 0.5, Vector(9, 0.05)).objective, 1e-8));
  }
  SECTION("a column without entries gets 0") {
    Rows rows = random_rows(58, 20, 2);
    for (auto& row : rows) row.push_back(0);
    CHECK_THAT(fit(rows, normals(59, 20), {}, 0.4, {0, 0, 1}).beta[2], WithinAbs(0, 1e-12));
  }
}

TEST_CASE("degenerate data has a right answer", "[regress]") {
  struct Case {
    std::string name;
    Rows rows;
    Vector y, w, penalty;
    double tau, objective;
  };
  Rows wide = random_rows(61, 4, 4);
  Vector big(40, 2.0);
  big[7] = 1e12;
  const std::vector<Case> cases = {
      {"one row", {{1}}, {5}, {}, {}, 0.5, 0},
      {"all responses equal", Rows(20, {1}), Vector(20, 3.5), {}, {}, 0.3, 0},
      {"all responses 0", random_rows(62, 20, 3), Vector(20, 0.0), {}, {}, 0.3, 0},
      {"two values, quantile between them", Rows(4, {1}), {1, 1, 2, 2}, {}, {}, 0.5, 1},
      {"as many rows as columns", wide, {1, -2, 3, 4}, {}, {}, 0.5, 0},
      {"an outlier of 1e12", Rows(40, {1}), big, {}, {}, 0.5, 0.5e12 - 1},
      {"one row weighs almost nothing", {{1}, {1}, {1}}, {1, 2, 900}, {1, 1, 1e-12}, {}, 0.5, 0.5},
      {"weights over twelve decades", {{1}, {1}}, {1, 2}, {1e6, 1e-6}, {}, 0.5, 0.5e-6},
      {"tau near 0", Rows(3, {1}), {1, 2, 3}, {}, {}, 1e-4, 3e-4},
      {"a penalty far below the data's scale", {{1, 0}, {1, 1}}, {1, 2}, {}, {0, 1e-9}, 0.5, 1e-9},
      {"the same row a hundred times", Rows(100, {1, 1}), Vector(100, 6.0), {}, {0, 1}, 0.5, 0},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto got = fit(c.rows, c.y, c.w, c.tau, c.penalty);
    CHECK_THAT(got.objective, WithinRel(c.objective, 1e-7) || WithinAbs(c.objective, 2e-8));
    for (const double b : got.beta) CHECK(std::isfinite(b));
  }
}

TEST_CASE("bad input to a quantile fit is refused by name", "[regress]") {
  constexpr double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();
  constexpr double INF = std::numeric_limits<double>::infinity();
  const Rows good = random_rows(71, 6, 2);
  const Vector y = {1, 2, 3, 4, 5, 6};
  Rows nan = good, collinear = good, constant = good;
  nan[2][1] = NOT_A_NUMBER;
  for (auto& row : collinear) row.push_back(3 * row[0] - 2 * row[1]);
  for (auto& row : constant) row.push_back(7);
  struct Case {
    std::string name;
    Rows rows;
    Vector y, w;
    double tau;
    Vector penalty;
    Code code;
    std::string sentence;
  };
  const std::vector<Case> cases = {
      {"y too short", good, {1, 2}, {}, 0.5, {}, Code::out_of_range, "length of y is 2; allowed: 6"},
      {"y NaN", good, {1, 2, 3, NOT_A_NUMBER, 5, 6}, {}, 0.5, {}, Code::not_finite, "y[3] is nan"},
      {"y infinite", good, {INF, 2, 3, 4, 5, 6}, {}, 0.5, {}, Code::not_finite, "y[0] is inf"},
      {"x NaN", nan, y, {}, 0.5, {}, Code::not_finite, "row 2 of the design, column 1 is nan"},
      {"weights too long", good, y, Vector(7, 1.0), 0.5, {}, Code::out_of_range, "length of weights"},
      {"weight negative", good, y, {1, 1, -1, 1, 1, 1}, 0.5, {}, Code::out_of_range, "weights[2]"},
      {"weight NaN", good, y, {1, NOT_A_NUMBER, 1, 1, 1, 1}, 0.5, {}, Code::not_finite, "weights[1]"},
      {"no weight", good, y, Vector(6, 0.0), 0.5, {}, Code::no_data, "the weights"},
      {"tau 0", good, y, {}, 0, {}, Code::out_of_range, "tau is 0"},
      {"tau 1", good, y, {}, 1, {}, Code::out_of_range, "tau is 1"},
      {"tau NaN", good, y, {}, NOT_A_NUMBER, {}, Code::out_of_range, "tau is nan"},
      {"penalty short", good, y, {}, 0.5, {1}, Code::out_of_range, "length of penalty is 1"},
      {"penalty negative", good, y, {}, 0.5, {0, -1}, Code::out_of_range, "penalty[1] is -1"},
      {"collinear", collinear, y, {}, 0.5, {}, Code::singular, "column 2 is a linear combination"},
      {"constant twice", constant, y, {}, 0.5, {}, Code::singular, "column 2"},
      {"collinear where weighted", good, y, {1, 0, 0, 0, 0, 0}, 0.5, {}, Code::singular, "column 1"},
      {"fewer rows than columns", random_rows(72, 3, 5), {1, 2, 3}, {}, 0.5, {}, Code::singular, "column 3"},
      {"an empty column", Rows(6, {1, 0}), y, {}, 0.5, {}, Code::singular, "column 1"},
      {"no rows", {}, {}, {}, 0.5, {}, Code::out_of_range, "number of columns is 0"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto got = fit_quantile(design(c.rows), c.y, c.w, c.tau, c.penalty);
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == c.code);
    CHECK_THAT(message(got.error()), ContainsSubstring(c.sentence));
  }
  const auto got = fit_quantile(design(good), y, {}, 0.5, {}, {1e-8, 1});
  REQUIRE_FALSE(got.ok());
  CHECK(got.error().code == Code::not_converged);
}

TEST_CASE("a quantile fit has the same bits on every target", "[regress]") {
  const Rows rows = random_rows(81, 300, 5);
  Vector w;
  for (std::size_t i = 0; i < 300; ++i) w.push_back(chouma::base::exponential(82, 1, i));
  const auto got = fit(rows, normals(83, 300), w, 0.75, {0, 2, 2, 2, 2});
  // What g++ on x86-64 prints; WebAssembly under Node must print it too.
  CHECK(got.beta == Vector{0x1.f1adad6a72622p-2, -0x1.2af9a66b5780ap-8, -0x1.befcc2206356bp-4, -0x1.e5ed46291f2b8p-5,
                           0x1.a1c39269fb9e1p-5});
  CHECK(got.objective == 0x1.3c32a78a8f8cep+6);
}
