// Designs, responses and trees for the tests of boosted trees.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/boosted_trees.h"

#include "coded_problems.h"
#include "problems.h"

namespace chouma::test {

inline constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

/// Two categories (3 and 4 levels), 5 flags, 3 numbers of which a tenth is missing: 15 columns.
inline regress::CodedDesign random_design(std::uint64_t seed, std::size_t n) {
  regress::CodedDesign x = random_coded(seed, n);
  x.categories.pop_back();
  for (std::size_t k = 0; k < x.numeric.size(); ++k) {
    x.numeric[k] = std::round(4 * x.numeric[k]) / 4;
    if (base::below(10, seed, 50, k) == 0) x.numeric[k] = NaN;
  }
  return x;
}

/// Depends on two flags and their product, a number, and noise.
inline std::vector<double> response(const regress::CodedDesign& x, std::uint64_t seed) {
  const auto rows = dense(x);
  std::vector<double> y = normals(seed, x.rows);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double number = std::isnan(rows[i][12]) ? 2 : rows[i][12];
    y[i] = 0.3 * y[i] + rows[i][7] - rows[i][8] + 2 * rows[i][7] * rows[i][8] + std::fabs(number - 0.5);
  }
  return y;
}

inline regress::TreeBooster begin(const regress::CodedDesign& x, const std::vector<double>& y,
                                  const std::vector<double>& w, const regress::BoostedTreesOptions& options,
                                  const std::vector<std::uint32_t>& group = {}) {
  auto booster = regress::TreeBooster::begin(x, y, w, group, options);
  REQUIRE(booster.ok());
  return std::move(booster.value());
}

inline regress::BoostedTrees grow(const regress::CodedDesign& x, const std::vector<double>& y,
                                  const std::vector<double>& w, const regress::BoostedTreesOptions& options,
                                  int trees) {
  regress::TreeBooster booster = begin(x, y, w, options);
  for (int t = 0; t < trees; ++t) booster.step();
  return booster.trees();
}

inline std::vector<double> predictions(const regress::BoostedTrees& trees, const regress::CodedDesign& x) {
  std::vector<double> out;
  for (std::size_t i = 0; i < x.rows; ++i) out.push_back(trees.predict(x, i));
  return out;
}

}  // namespace chouma::test
