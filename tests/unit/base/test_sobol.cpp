#include "base/sobol.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using chouma::base::Sobol;

namespace {

using Points = std::vector<std::vector<double>>;  // by coordinate

Points points(std::size_t dimensions, std::size_t count, std::uint64_t seed = 7, std::uint32_t replicate = 3) {
  Points result(dimensions);
  Sobol sobol(dimensions, seed, 1, replicate);
  for (std::size_t i = 0; i < count; ++i, sobol.next())
    for (std::size_t d = 0; d < dimensions; ++d) result[d].push_back(sobol.at(d));
  return result;
}

/// Does every box of a × b equal cells hold the same number of points?
bool balanced(const std::vector<double>& x, const std::vector<double>& y, std::size_t a, std::size_t b) {
  std::vector<std::size_t> cells(a * b, 0);
  for (std::size_t i = 0; i < x.size(); ++i)
    ++cells[static_cast<std::size_t>(x[i] * static_cast<double>(a)) * b +
            static_cast<std::size_t>(y[i] * static_cast<double>(b))];
  return std::all_of(cells.begin(), cells.end(), [&](std::size_t n) { return n == x.size() / (a * b); });
}

/// t of a two-dimensional projection of 2^m points.
int t_value(const std::vector<double>& x, const std::vector<double>& y, int m) {
  for (int k = m; k > 0; --k) {
    bool all = true;
    for (int first = 0; first <= k && all; ++first)
      all = balanced(x, y, std::size_t{1} << first, std::size_t{1} << (k - first));
    if (all) return m - k;
  }
  return m;
}

}  // namespace

TEST_CASE("every coordinate visits every cell once, at every power of two", "[base][sobol]") {
  for (const std::size_t count : {std::size_t{16}, std::size_t{128}, std::size_t{2048}})
    for (const auto& x : points(Sobol::kDimensions, count)) {
      std::vector<int> seen(count, 0);
      for (const double u : x) ++seen[static_cast<std::size_t>(u * static_cast<double>(count))];
      CHECK(std::all_of(seen.begin(), seen.end(), [](int n) { return n == 1; }));
    }
}

TEST_CASE("two-dimensional projections are as good as the table's maker says", "[base][sobol]") {
  const auto worst = [](std::size_t dimensions, int m) {
    const Points x = points(dimensions, std::size_t{1} << m);
    int t = 0;
    for (std::size_t i = 0; i < dimensions; ++i)
      for (std::size_t j = 0; j < i; ++j) t = std::max(t, t_value(x[i], x[j], m));
    return t;
  };
  CHECK(worst(4, 7) == 1);
  CHECK(worst(8, 7) == 2);
  CHECK(worst(16, 7) == 4);
  CHECK(worst(4, 11) == 2);
}

TEST_CASE("coordinates lie inside the interval, shifted or padded", "[base][sobol]") {
  for (const auto& x : points(40, 256)) {
    CHECK(*std::min_element(x.begin(), x.end()) > 0);
    CHECK(*std::max_element(x.begin(), x.end()) < 1);
  }
  // Padding is not stratified: 256 pseudo-random points miss some of 256 cells.
  const Points x = points(40, 256);
  std::vector<int> seen(256, 0);
  for (const double u : x[39]) ++seen[static_cast<std::size_t>(u * 256)];
  CHECK(std::count(seen.begin(), seen.end(), 0) > 50);
}

TEST_CASE("shifts differ by replicate, stream, seed and coordinate, and are uniform", "[base][sobol]") {
  CHECK(Sobol(1, 7, 1, 0).at(0) == Sobol(1, 7, 1, 0).at(0));
  CHECK(Sobol(1, 7, 1, 0).at(0) != Sobol(1, 7, 1, 1).at(0));
  CHECK(Sobol(1, 7, 1, 0).at(0) != Sobol(1, 7, 2, 0).at(0));
  CHECK(Sobol(1, 7, 1, 0).at(0) != Sobol(1, 8, 1, 0).at(0));
  CHECK(Sobol(2, 7, 1, 0).at(0) != Sobol(2, 7, 1, 0).at(1));
  double sum = 0, squares = 0;
  for (std::uint32_t r = 0; r < 1000; ++r) {
    const double u = Sobol(1, 11, 1, r).at(0);
    sum += u / 1000;
    squares += u * u / 1000;
  }
  CHECK_THAT(sum, WithinAbs(0.5, 4 * std::sqrt(1.0 / 12 / 1000)));
  CHECK_THAT(squares, WithinAbs(1.0 / 3, 4 * std::sqrt(4.0 / 45 / 1000)));
}

TEST_CASE("a smooth mean is nearer than by as many random points", "[base][sobol]") {
  // ∫ Π (1 + (x_j − ½) / j) = 1 over [0, 1]^8; the variance of one random point is Π (1 + 1 / (12 j²)) − 1.
  double variance = 1, squares = 0;
  for (int j = 1; j <= 8; ++j) variance *= 1 + 1.0 / (12 * j * j);
  for (std::uint32_t r = 0; r < 64; ++r) {
    const Points x = points(8, 128, 3, r);
    double mean = 0;
    for (std::size_t i = 0; i < 128; ++i) {
      double product = 1;
      for (std::size_t j = 0; j < 8; ++j) product *= 1 + (x[j][i] - 0.5) / static_cast<double>(j + 1);
      mean += product / 128;
    }
    squares += (mean - 1) * (mean - 1) / 64;
  }
  CHECK(squares < (variance - 1) / 128 / 50);
}
