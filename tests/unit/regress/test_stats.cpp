#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <catch_amalgamated.hpp>

#include "regress/stats.h"

using Catch::Matchers::WithinAbs;
using chouma::regress::group_folds;
using chouma::regress::group_weights;
using chouma::regress::weighted_quantile;

TEST_CASE("weighted quantiles are left-continuous inverses", "[regress]") {
  struct Case {
    std::vector<double> values, weights;
    double q, expected;
  };
  const Case cases[] = {
      {{5}, {}, 0.3, 5},
      {{3, 1, 2}, {}, 0, 1},
      {{3, 1, 2}, {}, 1.0 / 3, 1},
      {{3, 1, 2}, {}, 0.34, 2},
      {{3, 1, 2}, {}, 1, 3},
      {{10, 20, 30, 40}, {}, 0.5, 20},
      {{1, 2, 3}, {1, 1, 8}, 0.2, 2},
      {{1, 2, 3}, {1, 1, 8}, 0.21, 3},
      {{1, 2, 3}, {0, 1, 0}, 0, 2},
      {{1, 2, 3}, {0, 1, 0}, 1, 2},
      {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {}, 0.1, 1},
      {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {}, 0.3, 3},
  };
  for (const auto& c : cases) {
    CAPTURE(c.values, c.weights, c.q);
    CHECK(weighted_quantile(c.values, c.weights, c.q) == c.expected);
  }
  // A weight of k is k copies.
  CHECK(weighted_quantile(std::vector<double>{2, 9, 4}, std::vector<double>{3, 1, 2}, 0.6) ==
        weighted_quantile(std::vector<double>{2, 2, 2, 9, 4, 4}, {}, 0.6));
}

TEST_CASE("bootstrap weights: one per group and replicate, unit exponential", "[regress]") {
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < 8000; ++i) group.push_back(i / 2);
  const auto w = group_weights(group, 7, 3);
  double sum = 0;
  for (std::size_t i = 0; i < w.size(); i += 2) {
    REQUIRE(w[i] == w[i + 1]);
    sum += w[i];
  }
  CHECK_THAT(sum / 4000, WithinAbs(1, 5 / std::sqrt(4000.0)));
  CHECK(group_weights(group, 7, 3) == w);
  CHECK(group_weights(group, 7, 4)[0] != w[0]);
  CHECK(group_weights(group, 8, 3)[0] != w[0]);
}

TEST_CASE("folds never split a group, and are of about one size", "[regress]") {
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < 5000; ++i) group.push_back(i % 1000);
  const auto folds = group_folds(group, 5, 1);
  std::map<std::uint32_t, int> count;
  for (std::size_t i = 0; i < group.size(); ++i) {
    REQUIRE(folds[i] == folds[group[i]]);
    if (i < 1000) ++count[folds[i]];
  }
  REQUIRE(count.size() == 5);
  for (const auto& [fold, n] : count) CHECK(std::abs(n - 200) < 5 * std::sqrt(160.0));
  // A group's fold does not depend on which other groups are there.
  CHECK(group_folds(std::vector<std::uint32_t>{17}, 5, 1)[0] == folds[17]);
}

TEST_CASE("groups are numbered in the order of their names", "[regress]") {
  const auto got = chouma::regress::number_groups(std::vector<std::uint32_t>{70, 4000000000U, 3, 70});
  CHECK(got.count == 3);
  CHECK(got.of_row == std::vector<std::uint32_t>{1, 2, 0, 1});
  CHECK(chouma::regress::number_groups(std::vector<std::uint32_t>{}).count == 0);
}
