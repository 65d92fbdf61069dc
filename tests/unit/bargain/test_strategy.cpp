#include "bargain/strategy.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma::bargain;

namespace {

Strategy timed(double exponent) { return {"", Bidding::time, exponent, Acceptance::next, 1}; }
Strategy accepting(Acceptance rule, double from) { return {"", Bidding::time, 1, rule, from}; }

}  // namespace

TEST_CASE("time-dependent targets are r + (1 − r) (1 − t^(1/e))", "[bargain][strategy]") {
  for (const double e : {0.2, 1.0, 2.0})
    for (int round = 1; round <= 11; ++round) {
      const double t = (round - 1) / 10.0;
      CHECK_THAT(target_utility(timed(e), round, 11, 0.3), WithinAbs(0.3 + 0.7 * (1 - std::pow(t, 1 / e)), 1e-12));
    }
  CHECK(target_utility(timed(0.2), 1, 11, 0.3) == 1);
  CHECK_THAT(target_utility(timed(0.2), 11, 11, 0.3), WithinAbs(0.3, 1e-15));
  CHECK_THAT(target_utility(timed(1), 1, 1, 0.3), WithinAbs(0.3, 1e-15));
}

TEST_CASE("Boulware gives later than linear, Conceder sooner", "[bargain][strategy]") {
  for (int round = 2; round <= 10; ++round) {
    CHECK(target_utility(timed(0.2), round, 11, 0) > target_utility(timed(1), round, 11, 0));
    CHECK(target_utility(timed(1), round, 11, 0) > target_utility(timed(2), round, 11, 0));
  }
}

TEST_CASE("the schedule's targets are 1 − j / (n + 1) of what is above r", "[bargain][strategy]") {
  const Strategy schedule{"", Bidding::schedule, 1, Acceptance::next, 1};
  for (int n = 1; n <= 9; ++n)
    for (int j = 1; j <= n; ++j)
      CHECK_THAT(target_utility(schedule, j, n, 0.2),
                 WithinAbs(0.2 + 0.8 * (1 - static_cast<double>(j) / (n + 1)), 1e-15));
}

TEST_CASE("a concession path in money starts at the opening and ends at the floor", "[bargain][strategy]") {
  for (const double e : {0.2, 1.0, 2.0}) {
    const auto path = concession_path(timed(e), 5, 32000, 24000);
    REQUIRE(path.size() == 5);
    CHECK(path.front() == 32000);
    CHECK_THAT(path.back(), WithinAbs(24000, 1e-9));
    for (std::size_t i = 1; i < path.size(); ++i) CHECK(path[i] < path[i - 1]);
  }
  CHECK_THAT(concession_path(timed(1), 5, 32000, 24000)[1], WithinAbs(30000, 1e-9));
}

TEST_CASE("AC_next takes what is not below one's own next proposal", "[bargain][strategy]") {
  const Strategy next = accepting(Acceptance::next, 0);
  CHECK(accepts(next, std::vector{0.2, 0.7}, 0.7, 2, 11, 0));
  CHECK(!accepts(next, std::vector{0.2, 0.69}, 0.7, 2, 11, 0));
  CHECK(!accepts(next, std::vector{0.2, 0.69}, 0.7, 11, 11, 0));
}

TEST_CASE("AC_time takes anything from T on", "[bargain][strategy]") {
  const Strategy late = accepting(Acceptance::time, 0.9);
  CHECK(!accepts(late, std::vector{0.1}, 0.7, 9, 11, 0));
  CHECK(accepts(late, std::vector{0.1}, 0.7, 10, 11, 0));
  CHECK(accepts(late, std::vector{0.8}, 0.7, 1, 11, 0));
}

TEST_CASE("AC_combi takes from T on what nothing in a window as long as the time left has beaten",
          "[bargain][strategy]") {
  const Strategy combi = accepting(Acceptance::combi, 0.8);
  // 11 rounds: round 9 is t = 0.8, the window [0.6, 0.8) rounds 7 and 8
  std::vector<double> heard = {0.1, 0.1, 0.1, 0.1, 0.1, 0.6, 0.4, 0.3, 0.4};
  CHECK(accepts(combi, heard, 0.9, 9, 11, 0));
  heard[6] = 0.5;
  CHECK(!accepts(combi, heard, 0.9, 9, 11, 0));
  // before T only AC_next
  heard.pop_back();
  CHECK(!accepts(combi, heard, 0.9, 8, 11, 0));
  CHECK(accepts(combi, heard, 0.3, 8, 11, 0));
  // at the end nothing is left to wait for
  std::vector<double> all(11, 0.5);
  all.back() = 0.01;
  CHECK(accepts(combi, all, 0.9, 11, 11, 0));
}

TEST_CASE("nobody accepts less than there is without a deal", "[bargain][strategy]") {
  for (const Acceptance rule : {Acceptance::next, Acceptance::time, Acceptance::combi}) {
    CHECK(!accepts(accepting(rule, 0), std::vector{0.19}, 0.1, 11, 11, 0.2));
    CHECK(accepts(accepting(rule, 0), std::vector{0.2}, 0.1, 11, 11, 0.2));
  }
}

TEST_CASE("the tournament's strategies have names of their own", "[bargain][strategy]") {
  for (std::size_t i = 0; i < strategies().size(); ++i)
    for (std::size_t j = 0; j < i; ++j) CHECK(strategies()[i].id != strategies()[j].id);
}
