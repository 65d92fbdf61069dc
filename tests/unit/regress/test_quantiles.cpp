#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"
#include "regress/quantiles.h"
#include "regress/stats.h"

using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::regress::CodedDesign;
using chouma::regress::ExactQuantile;
using chouma::regress::fit_quantiles;
using Vector = std::vector<double>;

namespace {

/// Numbers only, without the intercept that the fit adds.
CodedDesign numbers(const Rows& rows) {
  CodedDesign x;
  x.rows = rows.size();
  x.numerics = rows.empty() ? 0 : static_cast<std::uint32_t>(rows[0].size());
  for (const auto& row : rows) x.numeric.insert(x.numeric.end(), row.begin(), row.end());
  return x;
}

Rows with_intercept(Rows rows) {
  for (auto& row : rows) row.insert(row.begin(), 1.0);
  return rows;
}

ExactQuantile fit(const CodedDesign& x, const Vector& y, const Vector& w, double tau) {
  const auto result = fit_quantiles(x, y, w, Vector{tau});
  if (!result) FAIL(message(result.error()));
  return result.value().front();
}

double at(const CodedDesign& x, std::size_t row, const ExactQuantile& q) {
  return q.intercept + chouma::regress::row_dot(x, row, q.beta);
}

/// A vertex's own optimality, from nothing but the rows it names: they are fitted, they are independent, and the weights that make the
/// pulls of all rows cancel lie between the bounds. Rows off the basis that lie on the fit may pull by any amount, so only fits without
/// such rows are asked.
void check_vertex(const CodedDesign& x, const Vector& y, const Vector& w, const ExactQuantile& q, double size) {
  const Rows rows = with_intercept(dense(x));
  const std::size_t p = rows[0].size();
  REQUIRE(q.basis.size() == p);
  const auto weight = [&](std::size_t i) { return w.empty() ? 1.0 : w[i]; };
  Vector pull(p, 0.0);
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (weight(i) == 0) continue;
    const double r = y[i] - at(x, i, q);
    if (std::find(q.basis.begin(), q.basis.end(), i) != q.basis.end()) {
      CHECK_THAT(r, WithinAbs(0, 1e-10 * size));
      continue;
    }
    if (std::fabs(r) < 1e-10 * size) return;
    for (std::size_t j = 0; j < p; ++j) pull[j] -= weight(i) * (r > 0 ? q.tau : q.tau - 1) * rows[i][j];
  }
  Rows transposed(p, Vector(p));
  for (std::size_t k = 0; k < p; ++k)
    for (std::size_t j = 0; j < p; ++j) transposed[j][k] = rows[q.basis[k]][j];
  const auto dual = solve_square(transposed, pull);
  REQUIRE(dual.has_value());
  for (std::size_t k = 0; k < p; ++k) {
    CAPTURE(k);
    CHECK((*dual)[k] <= weight(q.basis[k]) * q.tau + 1e-7);
    CHECK((*dual)[k] >= weight(q.basis[k]) * (q.tau - 1) - 1e-7);
  }
}

}  // namespace

TEST_CASE("an exact quantile fit is the best of all vertices", "[regress][quantiles]") {
  const std::uint64_t seed = GENERATE(range(1, 9));
  const double tau = GENERATE(0.1, 0.5, 0.75);
  const bool weighted = GENERATE(false, true);
  CAPTURE(seed, tau, weighted);
  Rows rows = random_rows(seed, 12, 3, seed % 2 == 0);
  for (auto& row : rows) row.erase(row.begin());
  Vector y = normals(seed, 12), w;
  if (weighted)
    for (std::size_t i = 0; i < 12; ++i) w.push_back(i % 5 == 0 ? 0 : chouma::base::exponential(seed, 7, i));
  if (seed > 4)
    for (double& v : y) v = std::round(2 * v) / 2;  // ties

  const Exact exact = brute_force(with_intercept(rows), y, w, tau, {});
  const CodedDesign x = numbers(rows);
  const auto got = fit(x, y, w, tau);
  CHECK_THAT(got.objective, WithinRel(exact.objective, 1e-11) || WithinAbs(exact.objective, 1e-12));
  CHECK(got.gap <= 1e-12);
  check_vertex(x, y, w, got, 1);
  if (exact.runner_up > exact.objective * (1 + 1e-6)) {
    CHECK_THAT(got.intercept, WithinAbs(exact.beta[0], 1e-11));
    for (std::size_t j = 0; j < 2; ++j) CHECK_THAT(got.beta[j], WithinAbs(exact.beta[j + 1], 1e-11));
  }
}

TEST_CASE("codes of every kind, many rows, heavy ties: still a vertex whose duals prove it", "[regress][quantiles]") {
  const std::uint64_t seed = GENERATE(range(1, 5));
  const bool ties = GENERATE(false, true);
  const int weights = GENERATE(0, 1, 2);
  CAPTURE(seed, ties, weights);
  constexpr std::size_t N = 3000;
  const CodedDesign x = random_coded(seed, N);
  Vector y = normals(seed, N), w;
  for (std::size_t i = 0; i < N; ++i) {
    y[i] += chouma::regress::row_dot(x, i, Vector(x.columns(), 0.3));
    if (ties) y[i] = std::round(4 * y[i]) / 4;
    if (weights == 1) w.push_back(static_cast<double>(i % 3) * 1e4);
    if (weights == 2) w.push_back(std::pow(chouma::base::exponential(seed, 9, i), 4));  // over many decades
  }
  const Vector taus = {0.5, 0.25, 0.1, 0.75, 0.9};
  const auto got = fit_quantiles(x, y, w, taus);
  if (!got) FAIL(message(got.error()));
  for (std::size_t k = 0; k < taus.size(); ++k) {
    const ExactQuantile& q = got.value()[k];
    CAPTURE(q.tau);
    CHECK(q.tau == taus[k]);
    CHECK(q.gap <= 1e-12);
    check_vertex(x, y, w, q, 1);
    // The interior point knows nothing of all this.
    CodedDesign with = x;
    with.categories.insert(with.categories.begin(), {1, std::vector<std::uint32_t>(N, 0), {}});
    const auto other = chouma::regress::fit_quantile(chouma::regress::to_design(with), y, w, q.tau, {});
    REQUIRE(other.ok());
    CHECK_THAT(q.objective, WithinRel(other.value().objective, 1e-7));
    CHECK(q.objective <= other.value().objective * (1 + 1e-13));
  }
}

TEST_CASE("without columns the fit is the weighted sample quantile", "[regress][quantiles]") {
  const double tau = GENERATE(0.1, 0.25, 0.5, 0.9);
  CAPTURE(tau);
  const Vector y = normals(3, 51);
  Vector w;
  for (std::size_t i = 0; i < y.size(); ++i) w.push_back(0.1 + chouma::base::uniform(3, 8, i));
  CodedDesign x;
  x.rows = y.size();
  CHECK_THAT(fit(x, y, w, tau).intercept, WithinAbs(chouma::regress::weighted_quantile(y, w, tau), 1e-14));
}

TEST_CASE("a weight of k is k copies of the row", "[regress][quantiles]") {
  const CodedDesign x = random_coded(7, 400);
  const Vector y = normals(8, 400);
  Vector w, copied_y;
  std::vector<std::uint32_t> copies;
  for (std::uint32_t i = 0; i < 400; ++i) {
    w.push_back(i % 4);
    for (std::uint32_t k = 0; k < i % 4; ++k) {
      copies.push_back(i);
      copied_y.push_back(y[i]);
    }
  }
  const auto weighted = fit(x, y, w, 0.6), copied = fit(take_rows(x, copies), copied_y, {}, 0.6);
  CHECK_THAT(weighted.objective, WithinRel(copied.objective, 1e-12));
  CHECK_THAT(weighted.intercept, WithinAbs(copied.intercept, 1e-10));
  for (std::size_t j = 0; j < x.columns(); ++j) CHECK_THAT(weighted.beta[j], WithinAbs(copied.beta[j], 1e-10));
}

TEST_CASE("exact quantile fits are equivariant (Koenker & Bassett 1978, theorem 3.2)", "[regress][quantiles]") {
  const CodedDesign x = random_coded(9, 300);
  const Vector y = normals(10, 300);
  const double tau = 0.3;
  const auto base = fit(x, y, {}, tau);
  const auto check = [&](const ExactQuantile& got, double factor, double shift, double tolerance) {
    CHECK(got.basis == base.basis);
    CHECK_THAT(got.intercept, WithinAbs(factor * base.intercept + shift, tolerance));
    for (std::size_t j = 0; j < x.columns(); ++j) CHECK_THAT(got.beta[j], WithinAbs(factor * base.beta[j], tolerance));
  };
  Vector changed = y;
  SECTION("scale") {
    const double c = GENERATE(1e-120, 1e-9, 3.0, 1e9, 1e120);
    for (double& v : changed) v *= c;
    check(fit(x, changed, {}, tau), c, 0, 1e-10 * c);
  }
  SECTION("reflection swaps tau and 1 − tau") {
    for (double& v : changed) v = -v;
    check(fit(x, changed, {}, 1 - tau), -1, 0, 1e-10);
  }
  SECTION("shift") {
    for (double& v : changed) v += 100;
    check(fit(x, changed, {}, tau), 1, 100, 1e-10);
  }
  SECTION("weights' scale") {
    const double c = GENERATE(1e-200, 1e200);
    check(fit(x, y, Vector(300, c), tau), 1, 0, 1e-10);
  }
  SECTION("a response moved without crossing the fit changes nothing") {
    for (std::size_t i = 0; i < y.size(); ++i)
      if (!std::binary_search(base.basis.begin(), base.basis.end(), i)) changed[i] += 1000 * (y[i] - at(x, i, base));
    check(fit(x, changed, {}, tau), 1, 0, 1e-9);
  }
}

TEST_CASE("degenerate data has an exact answer too", "[regress][quantiles]") {
  struct Case {
    std::string name;
    Rows rows;
    Vector y, w;
    double tau, objective;
  };
  Rows square = random_rows(61, 4, 4), flat = random_rows(62, 200, 3);
  for (auto& row : square) row.erase(row.begin());
  for (auto& row : flat) row.erase(row.begin());
  Vector line, outlier(40, 2.0);
  for (const auto& row : flat) line.push_back(4 + row[0] - 2 * row[1]);
  outlier[7] = 1e12;
  const std::vector<Case> cases = {
      {"one row", {{}}, {5}, {}, 0.5, 0},
      {"all responses equal", Rows(20), Vector(20, 3.5), {}, 0.3, 0},
      {"all responses 0", flat, Vector(200, 0.0), {}, 0.3, 0},
      {"a plane without noise", flat, line, {}, 0.9, 0},
      {"two values, quantile between them", Rows(4), {1, 1, 2, 2}, {}, 0.5, 1},
      {"as many rows as coefficients", square, {1, -2, 3, 4}, {}, 0.5, 0},
      {"an outlier of 1e12", Rows(40), outlier, {}, 0.5, 0.5e12 - 1},
      {"one row weighs almost nothing", Rows(3), {1, 2, 900}, {1, 1, 1e-12}, 0.5, 0.5},
      {"weights over twelve decades", Rows(2), {1, 2}, {1e6, 1e-6}, 0.5, 0.5e-6},
      {"tau near 0", Rows(3), {1, 2, 3}, {}, 1e-4, 3e-4},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CodedDesign x = numbers(c.rows);
    const auto got = fit(x, c.y, c.w, c.tau);
    CHECK_THAT(got.objective, WithinRel(c.objective, 1e-9) || WithinAbs(c.objective, 1e-12));
    CHECK(got.gap <= 1e-9);
  }
}

TEST_CASE("random problems of every awkward kind: a right answer or a named error", "[regress][quantiles]") {
  int solved = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const auto draw = [&](std::uint32_t stream, std::uint64_t i, std::uint64_t k) {
      return static_cast<std::size_t>(chouma::base::below(k, seed, stream, i));
    };
    const std::size_t n = 1 + draw(1, 0, 25), p = 1 + draw(2, 0, 4);
    Rows rows(n, Vector(p));
    Vector y, w;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::uint32_t j = 0; j < p; ++j)
        rows[i][j] = draw(3, j, 3) == 0   ? static_cast<double>(draw(10 + j, i, 2))
                     : draw(3, j, 3) == 1 ? chouma::base::normal(seed, 20 + j, i)
                                          : static_cast<double>(draw(30 + j, i, 3));
      if (p > 2 && draw(4, 0, 4) == 0) rows[i][2] = rows[i][0] + rows[i][1];
      y.push_back(draw(5, 0, 2) == 0 ? static_cast<double>(draw(6, i, 4)) : chouma::base::normal(seed, 7, i));
      w.push_back(static_cast<double>(draw(8, i, 4)));
    }
    const double tau = std::vector<double>{0.05, 0.5, 0.8}[draw(9, 0, 3)];
    const CodedDesign x = numbers(rows);
    const auto got = fit_quantiles(x, y, w, Vector{tau});
    if (!got) {
      ++refused;
      const bool named = got.error().code == Code::singular || got.error().code == Code::no_data;
      INFO(message(got.error()));
      CHECK(named);
      continue;
    }
    ++solved;
    const ExactQuantile& q = got.value().front();
    CHECK(q.gap <= 1e-9);
    // No vertex is better: rows of weight 0 have no say, and few enough are left to try all.
    std::vector<std::uint32_t> kept;
    Rows some;
    Vector some_y, some_w;
    for (std::uint32_t i = 0; i < n && some.size() < 14; ++i)
      if (w[i] > 0) kept.push_back(i);
    for (const std::uint32_t i : kept) {
      some.push_back(rows[i]);
      some_y.push_back(y[i]);
      some_w.push_back(w[i]);
    }
    if (some.size() > 13) continue;
    const Exact exact = brute_force(with_intercept(some), some_y, some_w, tau, {});
    CHECK_THAT(q.objective, WithinRel(exact.objective, 1e-10) || WithinAbs(exact.objective, 1e-12));
  }
  CHECK(solved > 40);
  CHECK(refused > 20);
}

TEST_CASE("bad input to exact quantile fits is refused by name", "[regress][quantiles]") {
  const CodedDesign x = random_coded(1, 60);
  const Vector y = normals(1, 60), half = {0.5};
  const auto refused = [&](const auto& got, Code code, const std::string& sentence) {
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == code);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  refused(fit_quantiles(x, y, {}, Vector{}), Code::out_of_range, "number of quantiles is 0");
  refused(fit_quantiles(x, y, {}, Vector{0.5, 1}), Code::out_of_range, "tau is 1");
  refused(fit_quantiles(x, y, {}, Vector{std::numeric_limits<double>::quiet_NaN()}), Code::out_of_range, "tau is nan");
  refused(fit_quantiles(x, Vector(59, 1.0), {}, half), Code::out_of_range, "59");
  refused(fit_quantiles(x, y, Vector(60, 0.0), half), Code::no_data, "weight");
  refused(fit_quantiles(take_rows(x, std::vector<std::uint32_t>{1, 2, 3}), Vector{1, 2, 3}, {}, half), Code::singular,
          "column");
  CodedDesign twice = numbers({{1, 2}, {2, 4}, {3, 6}, {4, 8}});
  refused(fit_quantiles(twice, Vector{1, 2, 3, 5}, {}, half), Code::singular, "column 1");
  CodedDesign wide;
  wide.rows = 1;
  wide.flags = 2001;
  wide.flag_start = {0, 0};
  refused(fit_quantiles(wide, Vector{1}, {}, half), Code::too_large, "number of columns is 2001");
}

TEST_CASE("exact quantile fits have the same bits on every target", "[regress][quantiles]") {
  const CodedDesign x = random_coded(11, 900);
  Vector w;
  for (std::size_t i = 0; i < 900; ++i) w.push_back(chouma::base::exponential(13, 1, i));
  const auto got = fit(x, normals(12, 900), w, 0.5);
  // What g++ on x86-64 prints; WebAssembly under Node must print it too.
  CHECK(got.objective == 0x1.6f5a081dd3a63p+8);
  CHECK(got.intercept == 0x1.5f7449960901ep-4);
  CHECK(got.beta[0] == 0x1.05a0942014742p-3);
}
