#include "talk/rank.h"

#include "base/random.h"

#include <catch_amalgamated.hpp>

#include <map>
#include <set>

using chouma::talk::estimate_reliability;
using chouma::talk::Fact;
using chouma::talk::greedy_cover;
using chouma::talk::Pick;

namespace base = chouma::base;

namespace {

using Points = std::vector<std::vector<Fact>>;

double value(const Points& points, const std::set<std::size_t>& chosen) {
  std::map<std::string, double> weights, said;
  for (const auto& facts : points)
    for (const Fact& fact : facts) weights[fact.id] = std::max(weights[fact.id], fact.weight);
  for (const std::size_t point : chosen)
    for (const Fact& fact : points[point]) said[fact.id] = weights[fact.id];
  double total = 0;
  for (const auto& [id, weight] : said) total += weight;
  return total;
}

/// The best `most` of the points, by trying all subsets.
double best(const Points& points, std::size_t most) {
  double found = 0;
  for (std::size_t bits = 0; bits < std::size_t{1} << points.size(); ++bits) {
    std::set<std::size_t> chosen;
    for (std::size_t i = 0; i < points.size(); ++i)
      if ((bits >> i & 1U) != 0) chosen.insert(i);
    if (chosen.size() <= most) found = std::max(found, value(points, chosen));
  }
  return found;
}

}  // namespace

TEST_CASE("the heaviest first, and no fact twice", "[talk]") {
  const Points points = {{{"worth:a", 0.1}},
                         {{"pair", 0.05}, {"worth:a", 0}, {"worth:b", 0}},
                         {{"worth:b", 0.2}},
                         {{"years", 0.3}},
                         {{"nothing", 0}}};
  const std::vector<Pick> picks = greedy_cover(points, 9);
  REQUIRE(picks.size() == 2);  // the pair bears out both of its skills: neither is said again
  CHECK(picks[0].point == 1);
  CHECK(picks[0].gain == Catch::Approx(0.35));
  CHECK(picks[1].point == 3);
  CHECK(greedy_cover(points, 1).size() == 1);
  CHECK(greedy_cover({}, 9).empty());
}

TEST_CASE("of equals the earlier", "[talk]") {
  const std::vector<Pick> picks = greedy_cover({{{"a", 0.1}}, {{"b", 0.1}}, {{"a", 0.1}}}, 9);
  REQUIRE(picks.size() == 2);
  CHECK(picks[0].point == 0);
  CHECK(picks[1].point == 1);
}

TEST_CASE("greedy reaches 1 - 1/e of the best, and its gains never rise", "[talk]") {
  const std::uint64_t seed = 11;
  double worst = 1;
  for (std::uint32_t round = 0; round < 200; ++round) {
    std::uint64_t at = 0;
    const auto draw = [&] { return base::uniform(seed, round, at++); };
    Points points(9);
    for (auto& facts : points)
      for (int fact = 0; fact < 8; ++fact)
        if (draw() < 0.35) facts.push_back({std::to_string(fact), draw()});
    const std::size_t most = 1 + round % 4;
    const std::vector<Pick> picks = greedy_cover(points, most);
    std::set<std::size_t> chosen;
    double total = 0;
    for (const Pick& pick : picks) {
      chosen.insert(pick.point);
      total += pick.gain;
    }
    CAPTURE(round);
    CHECK(total == Catch::Approx(value(points, chosen)));
    for (std::size_t i = 1; i < picks.size(); ++i) CHECK(picks[i].gain <= picks[i - 1].gain);
    worst = std::min(worst, total / best(points, most));
  }
  CHECK(worst >= 1 - 1 / 2.718281828459045);
}

TEST_CASE("reliability rises with the companies and falls with the width of the interval", "[talk]") {
  CHECK(estimate_reliability(0.1, 0.1, 30, 30) == Catch::Approx(0.25));
  CHECK(estimate_reliability(0.1, 0, 0, 0) == 1);
  CHECK(estimate_reliability(0.1, 0.1, 60, 30) > estimate_reliability(0.1, 0.1, 30, 30));
  CHECK(estimate_reliability(0.1, 0.2, 30, 30) < estimate_reliability(0.1, 0.1, 30, 30));
  CHECK(estimate_reliability(0.1, 0.1, 0, 30) == 0);
  CHECK(estimate_reliability(-0.1, 0.1, 30, 30) == 0);
}
