#include "domains.h"

#include "bargain/frontier.h"
#include "base/random.h"

#include <algorithm>
#include <set>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;

namespace {

/// No other outcome gives both as much and one more.
bool undominated(const std::vector<double>& a, const std::vector<double>& b, std::size_t x) {
  for (std::size_t y = 0; y < a.size(); ++y)
    if (a[y] >= a[x] && b[y] >= b[x] && (a[y] > a[x] || b[y] > b[x])) return false;
  return true;
}

void check_against_definition(const std::vector<double>& a, const std::vector<double>& b) {
  const Frontier frontier = pareto_frontier(a, b);
  std::vector<std::uint32_t> sorted = frontier.outcomes, expected;
  std::sort(sorted.begin(), sorted.end());
  std::set<std::pair<double, double>> points;
  for (std::uint32_t x = 0; x < a.size(); ++x)
    if (undominated(a, b, x)) {
      expected.push_back(x);
      points.emplace(a[x], b[x]);
    }
  CHECK(sorted == expected);
  CHECK(frontier.points == points.size());
}

void check_solution(const Solution& s, const nlohmann::json& known) {
  CHECK_THAT(s.first, WithinAbs(known[0].get<double>(), 1e-9));
  CHECK_THAT(s.second, WithinAbs(known[1].get<double>(), 1e-9));
}

}  // namespace

TEST_CASE("the frontier is what nothing dominates, for random utilities with many ties", "[bargain][frontier]") {
  const std::uint64_t seed = 21;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 60; ++draw) {
    std::vector<double> a, b;
    const std::uint64_t n = 1 + base::below(120, seed, draw, 0), levels = 2 + base::below(12, seed, draw, 1);
    for (std::uint64_t i = 0; i < n; ++i) {
      a.push_back(static_cast<double>(base::below(levels, seed, draw, 2 * i + 2)));
      b.push_back(static_cast<double>(base::below(levels, seed, draw, 2 * i + 3)));
    }
    check_against_definition(a, b);
  }
}

TEST_CASE("each solution is the best of all outcomes by its own measure", "[bargain][frontier]") {
  const std::uint64_t seed = 22;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 60; ++draw) {
    std::vector<double> a, b;
    for (std::uint64_t i = 0; i < 80; ++i) {
      a.push_back(base::uniform(seed, draw, 2 * i));
      b.push_back(base::uniform(seed, draw, 2 * i + 1));
    }
    const std::array<double, 2> d = {0.3 * base::uniform(seed, draw, 1000), 0.3 * base::uniform(seed, draw, 1001)};
    const auto s = solutions(pareto_frontier(a, b), a, b, d);
    REQUIRE(s);
    double most1 = 0, most2 = 0;
    for (std::size_t x = 0; x < a.size(); ++x)
      if (a[x] >= d[0] && b[x] >= d[1]) {
        most1 = std::max(most1, a[x] - d[0]);
        most2 = std::max(most2, b[x] - d[1]);
      }
    const auto nash = [&](double u, double v) { return (u - d[0]) * (v - d[1]); };
    const auto ks = [&](double u, double v) { return std::min((u - d[0]) / most1, (v - d[1]) / most2); };
    const auto kalai = [&](double u, double v) { return std::min(u - d[0], v - d[1]); };
    for (std::size_t x = 0; x < a.size(); ++x) {
      if (a[x] < d[0] || b[x] < d[1]) continue;
      CHECK(nash(s->nash.first, s->nash.second) >= nash(a[x], b[x]));
      CHECK(ks(s->kalai_smorodinsky.first, s->kalai_smorodinsky.second) >= ks(a[x], b[x]));
      CHECK(kalai(s->egalitarian.first, s->egalitarian.second) >= kalai(a[x], b[x]));
    }
  }
}

TEST_CASE("our own domains have the frontier and the solutions worked out by hand", "[bargain][frontier]") {
  const std::string name = GENERATE("pay-remote.json", "shared-wishes.json");
  CAPTURE(name);
  const std::string json = test::case_json(name);
  const Domain domain = test::domain_of(json);
  const nlohmann::json known = nlohmann::json::parse(json)["known"];
  const auto& [a, b] = domain.utility;
  const Frontier frontier = pareto_frontier(a, b);
  check_against_definition(a, b);
  REQUIRE(frontier.points == known["frontier"].size());
  CHECK(frontier.outcomes.size() == known.value("outcomes_on_it", frontier.points));
  std::size_t point = 0;
  for (std::size_t i = 0; i < frontier.outcomes.size(); ++i) {
    const std::uint32_t x = frontier.outcomes[i];
    if (i > 0 && a[x] != a[frontier.outcomes[i - 1]]) ++point;
    check_solution({x, a[x], b[x]}, known["frontier"][point]);
  }
  const auto s = solutions(frontier, a, b);
  REQUIRE(s);
  check_solution(s->nash, known["nash"]);
  check_solution(s->kalai_smorodinsky, known["kalai_smorodinsky"]);
  check_solution(s->egalitarian, known["egalitarian"]);
}

TEST_CASE("what there is without a deal moves the solutions, or leaves none", "[bargain][frontier]") {
  const Domain domain = test::domain_of(test::case_json("pay-remote.json"));
  const auto& [a, b] = domain.utility;
  const Frontier frontier = pareto_frontier(a, b);
  const auto s = solutions(frontier, a, b, {0.5, 0});
  REQUIRE(s);
  CHECK(s->nash.first == 0.7);
  CHECK(s->nash.second == 0.4);
  CHECK(!solutions(frontier, a, b, {0.5, 0.5}));
}

TEST_CASE("the two known job domains", "[bargain][frontier][shared]") {
  struct Known {
    std::string name;
    std::size_t outcomes, points, published;
    double nash1, nash2, kalai1, kalai2;
  };
  const Known known = GENERATE(Known{"jobs.json", 540, 21, 24, 0.81, 0.6556, 0.71, 0.72},
                               Known{"employment.json", 3125, 25, 25, 0.77, 0.77, 0.77, 0.77});
  const std::string json = test::shared_json(known.name);
  if (json.empty()) SKIP("../shared/data/negotiation/" + known.name + " is not there");
  const Domain domain = test::domain_of(json);
  const auto& [a, b] = domain.utility;
  CHECK(domain.space.size == known.outcomes);
  const Frontier frontier = pareto_frontier(a, b);
  check_against_definition(a, b);
  CHECK(frontier.points == known.points);
  // The published count takes an outcome in where nobody gives the second side more without costing the first, even where another gives the first more for
  // nothing: of the jobs domain's 24, three are dominated.
  std::size_t published = 0;
  for (std::size_t x = 0; x < a.size(); ++x) {
    bool beaten = false;
    for (std::size_t y = 0; y < a.size() && !beaten; ++y) beaten = a[y] >= a[x] && b[y] > b[x];
    published += beaten ? 0 : 1;
  }
  CHECK(published == known.published);
  const auto s = solutions(frontier, a, b);
  REQUIRE(s);
  CHECK_THAT(s->nash.first, WithinAbs(known.nash1, 5e-5));
  CHECK_THAT(s->nash.second, WithinAbs(known.nash2, 5e-5));
  CHECK_THAT(s->egalitarian.first, WithinAbs(known.kalai1, 5e-5));
  CHECK_THAT(s->egalitarian.second, WithinAbs(known.kalai2, 5e-5));
}
