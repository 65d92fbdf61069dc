#include "domains.h"

#include "bargain/frontier.h"
#include "bargain/meso.h"
#include "bargain/packages.h"
#include "base/random.h"

#include <algorithm>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;

namespace {

std::vector<double> negated(std::vector<double> values) {
  for (double& v : values) v = -v;
  return values;
}

std::vector<std::vector<double>> employers(const Packages& packages) {
  std::vector<std::vector<double>> out;
  for (const auto& cost : packages.cost) out.push_back(negated(cost));
  return out;
}

Packages shipped(double step) {
  const auto table = parse_packages(test::file("models/bargain/packages.json"));
  REQUIRE(table);
  std::vector<std::string> issues;
  for (const auto& issue : table.value().issues) issues.push_back(issue.id);
  auto packages = make_packages(table.value(), {24000, 36000, step, 30000}, issues, {});
  REQUIRE(packages);
  return packages.value();
}

/// Nothing is worth as much and liked as well by that employer, and one of them more.
bool undominated(const std::vector<double>& worth, const std::vector<double>& other, std::uint32_t x) {
  for (std::uint32_t y = 0; y < worth.size(); ++y)
    if (worth[y] >= worth[x] && other[y] >= other[x] && (worth[y] > worth[x] || other[y] > other[x])) return false;
  return true;
}

void check_meso(const Meso& found, const OutcomeSpace& space, const std::vector<double>& worth,
                const std::vector<std::vector<double>>& others, double target) {
  double least = 1;
  for (std::size_t i = 0; i < found.packages.size(); ++i) {
    const MesoPackage& package = found.packages[i];
    CHECK(package.worth == worth[package.outcome]);
    CHECK(package.worth >= target);
    CHECK(package.worth / found.packages.front().worth - 1 <= kMesoSpread);
    REQUIRE(!package.optimal_for.empty());
    for (const std::size_t other : package.optimal_for) CHECK(undominated(worth, others[other], package.outcome));
    for (std::size_t j = 0; j < i; ++j) {
      CHECK(found.packages[j].outcome != package.outcome);
      least = std::min(least, distance(space, package.outcome, found.packages[j].outcome));
    }
  }
  if (found.packages.size() > 1) CHECK(found.least_distance == least);
  CHECK(found.shortage.has_value() == (found.packages.size() < kMesoPackages));
}

}  // namespace

TEST_CASE("three packages of equal worth, each Pareto-optimal, at every level of our pay packages", "[bargain][meso]") {
  const Packages packages = shipped(1000);
  const auto others = employers(packages);
  for (double target = 26000; target <= 36000; target += 1000) {
    CAPTURE(target);
    const Meso found = meso(packages.space, packages.worth, others, target);
    CHECK(found.packages.size() == kMesoPackages);
    CHECK(found.spread <= 0.005);
    CHECK(found.least_distance > 0);
    check_meso(found, packages.space, packages.worth, others, target);
  }
}

TEST_CASE("no other triple that lies there is more diverse", "[bargain][meso]") {
  const std::uint64_t seed = 41;
  CAPTURE(seed);
  const OutcomeSpace space =
      make_space({{"a", {"0", "1", "2", "3"}}, {"b", {"0", "1", "2", "3"}}, {"c", {"0", "1", "2"}}}).value();
  int three = 0;
  for (std::uint32_t draw = 0; draw < 40; ++draw) {
    // worth in steps of 0.2 %, so that several tie or nearly do
    std::vector<double> worth, other;
    for (std::uint64_t x = 0; x < space.size; ++x) {
      worth.push_back(1000 + 2 * static_cast<double>(base::below(30, seed, draw, 2 * x)));
      other.push_back(2000 - worth.back() + static_cast<double>(base::below(2, seed, draw, 2 * x + 1)));
    }
    const Meso found = meso(space, worth, {other}, 1000);
    check_meso(found, space, worth, {other}, 1000);
    if (found.shortage) continue;
    ++three;
    std::vector<std::uint32_t> pool;
    const Frontier frontier = pareto_frontier(worth, other);
    for (const std::uint32_t x : frontier.outcomes) pool.push_back(x);
    // the lowest worth from which three lie within the spread
    double from = 0;
    std::vector<double> worths;
    for (const std::uint32_t x : pool) worths.push_back(worth[x]);
    std::sort(worths.begin(), worths.end());
    for (std::size_t i = worths.size(); i-- > 2;)
      if (worths[i] / worths[i - 2] - 1 <= kMesoSpread) from = worths[i - 2];
    CHECK(found.packages.front().worth >= from);
    for (const std::uint32_t x : pool)
      for (const std::uint32_t y : pool)
        for (const std::uint32_t z : pool) {
          if (x >= y || y >= z) continue;
          const auto in = [&](std::uint32_t p) { return worth[p] >= from && worth[p] / from - 1 <= kMesoSpread; };
          if (!in(x) || !in(y) || !in(z)) continue;
          CHECK(std::min({distance(space, x, y), distance(space, x, z), distance(space, y, z)}) <=
                found.least_distance);
        }
  }
  CHECK(three > 10);
}

TEST_CASE("where no three exist there are fewer, and one sentence says why", "[bargain][meso]") {
  const Domain domain = test::domain_of(test::case_json("pay-remote.json"));
  const Meso found = meso(domain.space, domain.utility[0], {domain.utility[1]}, 0.68);
  REQUIRE(found.packages.size() == 1);
  CHECK(found.packages.front().worth == 0.7);
  REQUIRE(found.shortage);
  CHECK(
      message(*found.shortage).find("meso is 1 Pareto-optimal packages of equal worth; allowed: three within 0.5 %") ==
      0);
  check_meso(found, domain.space, domain.utility[0], {domain.utility[1]}, 0.68);
  const Meso none = meso(domain.space, domain.utility[0], {domain.utility[1]}, 2);
  CHECK(none.packages.empty());
  CHECK(none.shortage);
}

TEST_CASE("the two known job domains have no three packages of equal worth: their frontiers are too coarse",
          "[bargain][meso][shared]") {
  const std::string name = GENERATE("jobs.json", "employment.json");
  const std::string json = test::shared_json(name);
  if (json.empty()) SKIP("../shared/data/negotiation/" + name + " is not there");
  const Domain domain = test::domain_of(json);
  for (int level = 20; level <= 100; ++level) {
    const Meso found = meso(domain.space, domain.utility[0], {domain.utility[1]}, level / 100.0);
    CHECK(found.shortage.has_value());
    check_meso(found, domain.space, domain.utility[0], {domain.utility[1]}, level / 100.0);
  }
}
