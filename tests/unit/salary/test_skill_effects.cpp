#include <catch_amalgamated.hpp>

#include <vector>

#include "base/math.h"
#include "base/random.h"
#include "salary/skill_effects.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

/// 300 groups of two rows: columns 1 and 2 are flags with effects .3 and 0, column 3 is column 2 again, column 4 a number with effect .5, column 5 is one group's.
struct Planted {
  regress::Design x;
  std::vector<double> y, weights;
  std::vector<std::uint32_t> group;
};

Planted planted(std::uint64_t seed) {
  Planted p;
  p.x.columns = 6;
  for (std::uint32_t i = 0; i < 600; ++i) {
    const bool one = base::uniform(seed, 1, i) < 0.4, two = base::uniform(seed, 2, i) < 0.3;
    const double number = base::normal(seed, 3, i);
    std::vector<std::uint32_t> columns{0};
    std::vector<double> values{1};
    const auto add = [&](std::uint32_t column, double value) {
      columns.push_back(column);
      values.push_back(value);
    };
    if (one) add(1, 1);
    if (two) add(2, 1);
    if (two) add(3, 1);
    add(4, number);
    if (i / 2 == 7) add(5, 1);
    p.x.add_row(columns, values);
    p.y.push_back(2 + 0.3 * one + 0.5 * number + 0.2 * base::normal(seed, 4, i) + 0.2 * base::normal(seed, 5, i / 2));
    p.weights.push_back(1);
    p.group.push_back(i / 2);
  }
  return p;
}

}  // namespace

TEST_CASE("a skill's own effect is not shrunk, and its interval covers", "[salary][effects]") {
  constexpr int kReplicates = 60;
  int covered = 0;
  double mean = 0;
  for (int r = 0; r < kReplicates; ++r) {
    const Planted p = planted(100 + static_cast<std::uint64_t>(r));
    const auto effects = salary::own_effects(p.x, p.y, p.weights, p.group, std::vector<std::uint32_t>{1}, 1);
    REQUIRE(effects.ok());
    REQUIRE(effects.value()[0]);
    const auto [log, se] = *effects.value()[0];
    mean += log / kReplicates;
    if (log - base::kNormal90 * se <= 0.3 && 0.3 <= log + base::kNormal90 * se) ++covered;
  }
  CHECK_THAT(mean, WithinAbs(0.3, 0.01));
  // 80 % of 60, and three binomial deviations.
  CHECK(covered >= 39);
  CHECK(covered <= 57);
}

TEST_CASE("a column of which the others leave nothing, or one group's, has no effect of its own", "[salary][effects]") {
  const Planted p = planted(7);
  const auto effects = salary::own_effects(p.x, p.y, p.weights, p.group, std::vector<std::uint32_t>{1, 2, 3, 5}, 1);
  REQUIRE(effects.ok());
  CHECK(effects.value()[0]);
  CHECK_FALSE(effects.value()[1]);
  CHECK_FALSE(effects.value()[2]);
  CHECK_FALSE(effects.value()[3]);
  const auto refused =
      salary::own_effects(p.x, p.y, p.weights, std::vector<std::uint32_t>(600, 1), std::vector<std::uint32_t>{1}, 1);
  CHECK_FALSE(refused.ok());
}

TEST_CASE("of residuals, what is left of a skill comes out", "[salary][effects]") {
  Planted p = planted(11);
  for (std::size_t i = 0; i < p.y.size(); ++i)  // a model that knows the number and 0.2 of the skill's 0.3
    p.y[i] -= 2 + 0.5 * regress::row_dot(p.x, i, std::vector<double>{0, 0, 0, 0, 1, 0}) +
              0.2 * regress::row_dot(p.x, i, std::vector<double>{0, 1, 0, 0, 0, 0});
  const auto missed = salary::own_effects(p.x, p.y, p.weights, p.group, std::vector<std::uint32_t>{1}, 1, true);
  REQUIRE(missed.ok());
  REQUIRE(missed.value()[0]);
  CHECK_THAT(missed.value()[0]->log, WithinAbs(0.1, 3 * missed.value()[0]->se));
  CHECK(missed.value()[0]->se < 0.04);
}
