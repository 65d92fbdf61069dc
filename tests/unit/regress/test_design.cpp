#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "problems.h"
#include "regress/cholesky.h"
#include "regress/growing_cholesky.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

TEST_CASE("a design keeps its rows", "[regress]") {
  const Design x = chouma::test::design({{1, 0, 2}, {0, 0, 0}, {0, 3, 4}});
  CHECK(x.rows() == 3);
  CHECK(check(x).ok());
  const std::vector<double> beta = {10, 100, 1000};
  CHECK(row_dot(x, 0, beta) == 2010);
  CHECK(row_dot(x, 1, beta) == 0);
  CHECK(row_dot(x, 2, beta) == 4300);
  const Design two = take_rows(x, std::vector<std::uint32_t>{2, 0});
  CHECK(two.rows() == 2);
  CHECK(two.columns == 3);
  CHECK(row_dot(two, 0, beta) == 4300);
  CHECK(row_dot(two, 1, beta) == 2010);
}

TEST_CASE("a broken design is refused by name", "[regress]") {
  constexpr double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();
  struct Case {
    std::string name;
    Design x;
    std::string sentence;
  };
  const Case cases[] = {
      {"no start", {2, {}, {}, {}}, "the design"},
      {"start not at 0", {2, {1, 1}, {0}, {1}}, "the design"},
      {"fewer values than columns", {2, {0, 1}, {0}, {}}, "the design"},
      {"end beyond the entries", {2, {0, 9}, {0}, {1}}, "the design"},
      {"starts descend", {2, {0, 2, 1, 2}, {0, 1}, {1, 1}}, "row 1 of the design"},
      {"start beyond the entries", {2, {0, 5, 2}, {0, 1}, {1, 1}}, "row 0 of the design"},
      {"column too large", {2, {0, 1}, {2}, {1}}, "an entry in column 2; allowed: columns below 2"},
      {"columns descend", {2, {0, 2}, {1, 0}, {1, 1}}, "column 0 after column 1"},
      {"columns repeat", {2, {0, 2}, {1, 1}, {1, 1}}, "column 1 after column 1"},
      {"NaN", {2, {0, 1}, {1}, {NOT_A_NUMBER}}, "row 0 of the design, column 1 is nan"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto ok = check(c.x);
    REQUIRE_FALSE(ok.ok());
    CHECK_THAT(message(ok.error()), ContainsSubstring(c.sentence));
  }
}

TEST_CASE("Cholesky solves systems of every size around its panels and tiles", "[regress]") {
  const std::size_t p = GENERATE(1, 2, 3, 4, 5, 47, 48, 49, 52, 95, 96, 97, 131);
  CAPTURE(p);
  // B'B + I for a random B: positive definite.
  const auto b = chouma::test::random_rows(9, p, p);
  Cholesky a(p);
  std::vector<std::vector<double>> full(p, std::vector<double>(p));
  for (std::size_t i = 0; i < p; ++i)
    for (std::size_t j = 0; j < p; ++j) {
      full[i][j] = i == j;
      for (std::size_t k = 0; k < p; ++k) full[i][j] += b[k][i] * b[k][j];
      if (j >= i) a.row(i)[j] = full[i][j];
    }
  CHECK(a.factor(1e-12) == p);
  const auto right = chouma::test::normals(10, p);
  auto solution = right;
  a.solve(solution);
  double worst = 0;
  for (std::size_t i = 0; i < p; ++i) {
    double sum = -right[i];
    for (std::size_t j = 0; j < p; ++j) sum += full[i][j] * solution[j];
    worst = std::max(worst, std::fabs(sum));
  }
  CHECK(worst < 1e-10);
}

TEST_CASE("Cholesky names the first dependent column and leaves it out", "[regress]") {
  // Columns 1, 1 + e, 1 of three rows: the last repeats the first.
  Cholesky a(3);
  const double rows[3][3] = {{3, 4, 3}, {0, 6, 4}, {0, 0, 3}};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = i; j < 3; ++j) a.row(i)[j] = rows[i][j];
  CHECK(a.factor(1e-12) == 2);
  std::vector<double> b = {3, 4, 3};
  a.solve(b);
  CHECK_THAT(b[0], WithinAbs(1, 1e-14));
  CHECK_THAT(b[1], WithinAbs(0, 1e-14));
  CHECK(b[2] == 0);
}

TEST_CASE("a growing Cholesky factor is that of what is in it", "[regress]") {
  // Columns of a random matrix come and go; after each change a system of those that are in is solved.
  constexpr std::size_t P = 40;
  const auto rows = chouma::test::random_rows(91, 60, P);
  const auto product = [&](std::size_t j, std::size_t k) {
    double sum = 0;
    for (const auto& row : rows) sum += row[j] * row[k];
    return sum;
  };
  GrowingCholesky factor;
  std::vector<std::size_t> in;
  for (std::uint64_t step = 0; step < 300; ++step) {
    const std::size_t j = chouma::base::below(P, 92, 1, step);
    const auto at = std::find(in.begin(), in.end(), j);
    if (at == in.end()) {
      std::vector<double> products;
      for (const std::size_t k : in) products.push_back(product(j, k));
      REQUIRE(factor.append(products, product(j, j), 1e-10));
      // Itself again is dependent, and changes nothing.
      products.push_back(product(j, j));
      CHECK_FALSE(factor.append(products, product(j, j), 1e-10));
      in.push_back(j);
    } else {
      factor.remove(static_cast<std::size_t>(at - in.begin()));
      in.erase(at);
    }
    REQUIRE(factor.size() == in.size());
    const auto right = chouma::test::normals(93 + step, in.size());
    auto solution = right;
    factor.solve(solution);
    for (std::size_t a = 0; a < in.size(); ++a) {
      double sum = -right[a];
      for (std::size_t b = 0; b < in.size(); ++b) sum += product(in[a], in[b]) * solution[b];
      REQUIRE(std::fabs(sum) < 1e-12);
    }
  }
}
