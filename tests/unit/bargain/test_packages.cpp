#include "employers.h"

#include "bargain/packages.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;
using test::package_table;

namespace {

Packages made(const std::vector<std::string>& issues, const std::vector<Wish>& wishes = {}) {
  auto packages = make_packages(package_table(), {25000, 27000, 500, 30000}, issues, wishes);
  if (!packages) FAIL(message(packages.error()));
  return packages.value();
}

}  // namespace

TEST_CASE("worth and cost are base plus shares of the reference pay", "[bargain][packages]") {
  const Packages packages = made({"remote", "equity"});
  REQUIRE(packages.space.issues.size() == 3);
  // the table's order, not the caller's
  CHECK(packages.space.issues[1].id == "equity");
  CHECK(packages.space.issues[2].id == "remote");
  CHECK(packages.base == std::vector<double>{25000, 25500, 26000, 26500, 27000});
  const std::array<std::uint32_t, 3> values = {2, 1, 2};
  const std::uint32_t p = packages.space.outcome(values);
  CHECK_THAT(packages.worth[p], WithinAbs(26000 + 30000 * (0.041667 + 0.08), 1e-9));
  CHECK_THAT(packages.cost[0][p], WithinAbs(26000 + 30000 * (0.083333 + 0.03), 1e-9));
  // the second employer: base × 1.15, equity × 0.5
  CHECK_THAT(packages.cost[1][p], WithinAbs(26000 * 1.15 + 30000 * (0.083333 * 0.5 + 0.03), 1e-9));
  const std::uint32_t standard = packages.space.outcome(packages.standard);
  CHECK(packages.worth[standard] == 25000);
  CHECK(packages.cost[0][standard] == 25000);
}

TEST_CASE("the candidate's own worths replace the table's, in proportion", "[bargain][packages]") {
  const Packages packages = made({"remote"}, {{"remote", 5000}});
  CHECK_THAT(packages.worths[1][2], WithinAbs(5000, 1e-9));
  CHECK_THAT(packages.worths[1][1], WithinAbs(5000 * 0.032 / 0.08, 1e-9));
  CHECK(packages.worths[1][0] == 0);
}

TEST_CASE("the best package within a cost is the best of all that cost no more", "[bargain][packages]") {
  const Packages packages = made({"months", "equity", "remote", "level"});
  for (double cost = 22000; cost <= 44000; cost += 700) {
    const auto best = best_within(packages, cost);
    double worth = -1;
    for (std::uint32_t p = 0; p < packages.space.size; ++p)
      if (packages.cost[0][p] <= cost) worth = std::max(worth, packages.worth[p]);
    CHECK(best.has_value() == (worth >= 0));
    if (!best) continue;
    CHECK(packages.worth[*best] == worth);
    CHECK(packages.cost[0][*best] <= cost);
    // From the package of a lower ask: as good to a step of base pay, and no more issues moved than need be.
    const auto before = best_within(packages, cost - 700);
    if (!before) continue;
    const auto next = best_within(packages, cost, before);
    CHECK(packages.worth[*next] >= worth - (packages.base[1] - packages.base[0]));
    CHECK(changes(packages, *before, *next).size() <= changes(packages, *before, *best).size());
  }
}

TEST_CASE("as a domain, worth and cost become utilities from 0 to 1", "[bargain][packages]") {
  const Packages packages = made({"months", "remote"});
  const Domain domain = as_domain(packages);
  for (std::size_t side = 0; side < 2; ++side) {
    CHECK(*std::min_element(domain.utility[side].begin(), domain.utility[side].end()) == 0);
    CHECK(*std::max_element(domain.utility[side].begin(), domain.utility[side].end()) == 1);
  }
  for (std::uint32_t p = 1; p < packages.space.size; ++p) {
    if (packages.worth[p] > packages.worth[p - 1]) CHECK(domain.utility[0][p] >= domain.utility[0][p - 1]);
    if (packages.cost[0][p] > packages.cost[0][p - 1]) CHECK(domain.utility[1][p] <= domain.utility[1][p - 1]);
  }
}

TEST_CASE("changes say what differs and what it is worth", "[bargain][packages]") {
  const Packages packages = made({"remote", "level"});
  const std::array<std::uint32_t, 3> from = {2, 0, 0}, to = {1, 2, 0};
  const std::uint32_t a = packages.space.outcome(from), b = packages.space.outcome(to);
  const auto found = changes(packages, a, b);
  REQUIRE(found.size() == 2);
  CHECK(found[0].issue == 0);
  CHECK(found[0].worth == -500);
  CHECK(found[1].issue == 1);
  CHECK_THAT(found[0].worth + found[1].worth, WithinAbs(packages.worth[b] - packages.worth[a], 1e-9));
  CHECK_THAT(found[0].cost + found[1].cost, WithinAbs(packages.cost[0][b] - packages.cost[0][a], 1e-9));
  CHECK(changes(packages, a, a).empty());
}

TEST_CASE("packages that cannot be are refused in one sentence", "[bargain][packages]") {
  const auto refused = [](const BaseScale& scale, const std::vector<std::string>& issues,
                          const std::vector<Wish>& wishes) {
    const auto packages = make_packages(package_table(), scale, issues, wishes);
    REQUIRE(!packages);
    return message(packages.error());
  };
  CHECK(refused({-1, 30000, 500, 30000}, {}, {}) ==
        "packages.base.low is -1; allowed: pay of 100 to 10000000 yuan a month.");
  CHECK(refused({31000, 30000, 500, 30000}, {}, {}) ==
        "packages.base is 31000 to 30000; allowed: a range whose lower end is not above its upper end.");
  CHECK(refused({20000, 30000, 0, 30000}, {}, {}).find("packages.base.step is 0") == 0);
  CHECK(refused({20000, 30000, 500, 0}, {}, {}).find("packages.reference is 0") == 0);
  CHECK(refused({20000, 30000, 500, 30000}, {"car"}, {}) ==
        "packages.issues is car; allowed: an issue of the table of packages.");
  CHECK(refused({20000, 30000, 500, 30000}, {"remote"}, {{"remote", -4}}).find("packages.worth, remote is -4") == 0);
}

TEST_CASE("a refused table of packages names the field", "[bargain][packages]") {
  const std::string good(test::file("models/bargain/packages.json"));
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    const auto answer = parse_packages(bad);
    REQUIRE(!answer);
    return message(answer.error());
  };
  CHECK(refused("chouma.packages/1", "chouma.packages/9").find("packages.format") == 0);
  CHECK(refused("\"standard\": \"13\"", "\"standard\": \"17\"").find("packages.issues[0].standard is 17") == 0);
  CHECK(refused("\"standard\": \"13\"", "\"standard\": \"14\"").find("a value of worth 0 and cost 0") !=
        std::string::npos);
  CHECK(refused("\"worth\": 0.25", "\"worth\": 0.1").find("packages.issues[0].values, 16: worth is 0.1") == 0);
  CHECK(refused("\"base\": 1.15", "\"basis\": 1.15").find("basis; allowed: base or the id of an issue") !=
        std::string::npos);
  CHECK(refused("\"factors\": {}", "\"factors\": {\"base\": 2}").find("no factor") != std::string::npos);
}
