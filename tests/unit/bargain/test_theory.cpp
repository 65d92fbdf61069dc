#include "bargain/schedule.h"
#include "bargain/theory.h"
#include "base/math.h"
#include "base/random.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma::bargain;
namespace base = chouma::base;

TEST_CASE("Rubinstein: what moves first keeps is a fixed point of the two responders' indifference",
          "[bargain][theory]") {
  for (const double d1 : {0.0, 0.5, 0.9, 0.99})
    for (const double d2 : {0.0, 0.3, 0.9, 0.95}) {
      const double x = rubinstein_share(d1, d2), y = rubinstein_share(d2, d1);
      CHECK_THAT(x, WithinAbs((1 - d2) / (1 - d1 * d2), 1e-15));
      // The first offers what makes the second indifferent to waiting for its own y, and the other way round.
      CHECK_THAT(1 - x, WithinAbs(d2 * y, 1e-15));
      CHECK_THAT(1 - y, WithinAbs(d1 * x, 1e-15));
    }
  CHECK_THAT(rubinstein_share(0.9, 0.9), WithinAbs(0.5263157894736842, 1e-15));
}

TEST_CASE("n asks against a uniform limit: b_j = 1 − j / (n + 1), worth n / (2 (n + 1))", "[bargain][theory]") {
  for (int n = 1; n <= 12; ++n) {
    const auto asks = uniform_asks(n);
    REQUIRE(asks.size() == static_cast<std::size_t>(n));
    double worth = 0, above = 1;
    for (int j = 1; j <= n; ++j) {
      const double ask = asks[static_cast<std::size_t>(j - 1)];
      CHECK_THAT(ask, WithinAbs(1 - static_cast<double>(j) / (n + 1), 1e-15));
      worth += ask * (above - ask);
      above = ask;
    }
    CHECK_THAT(worth, WithinAbs(static_cast<double>(n) / (2.0 * (n + 1)), 1e-14));
    CHECK_THAT(uniform_value(n), WithinAbs(worth, 1e-14));
  }
}

TEST_CASE("the schedule over a grid finds the same asks and the same worth", "[bargain][theory][schedule]") {
  // A grid that holds every j / (n + 1) for n = 1 … 5
  constexpr int kSteps = 300;
  std::vector<double> survival, utility;
  for (int i = 0; i < kSteps; ++i) {
    survival.push_back(1 - static_cast<double>(i) / kSteps);
    utility.push_back(static_cast<double>(i) / kSteps);
  }
  const Schedule schedule(survival, utility, 5);
  for (int n = 1; n <= 5; ++n) {
    const auto asks = schedule.asks(n, kSteps);
    REQUIRE(asks.size() == static_cast<std::size_t>(n));
    for (int j = 1; j <= n; ++j)
      CHECK(static_cast<int>(asks[static_cast<std::size_t>(j - 1)]) * (n + 1) == kSteps * (n + 1 - j));
    CHECK_THAT(schedule.value(n, kSteps), WithinAbs(uniform_value(n), 1e-12));
  }
}

TEST_CASE("independent acceptance: .5, .625, .6953, .7417, and none better on a grid", "[bargain][theory]") {
  const auto asks = independent_asks(4);
  const double known[] = {0.5, 0.625, 0.6953, 0.7417};
  double value = 0;
  for (std::size_t n = 0; n < 4; ++n) {
    CHECK_THAT(asks[n], WithinAbs(known[n], 5e-5));
    const double reached = asks[n] * (1 - asks[n]) + asks[n] * value;
    for (int i = 0; i <= 1000; ++i) {
      const double b = i / 1000.0;
      CHECK(b * (1 - b) + b * value <= reached + 1e-12);
    }
    value = reached;
  }
}

TEST_CASE("sealed bids trade iff v − c >= 1/4, with probability 9/32 and gains 9/64", "[bargain][theory]") {
  // Strips of constant d = v − c have length 1 − d: midpoint rule over d, exact but for the O(h²) of the square.
  double probability = 0, gains = 0;
  constexpr int kStrips = 4000;
  for (int i = 0; i < kStrips; ++i) {
    const double d = -1 + (i + 0.5) * 2 / kStrips, length = 1 - std::fabs(d);
    // the middle of the strip, inside the square
    const SealedBids bids = sealed_bids((1 + d) / 2, (1 - d) / 2);
    CHECK(bids.trade == (d >= 0.25));
    CHECK(bids.trade == (bids.bid >= bids.ask));
    if (!bids.trade) continue;
    CHECK_THAT(bids.price, WithinAbs((bids.bid + bids.ask) / 2, 1e-15));
    probability += length * 2 / kStrips;
    gains += d * length * 2 / kStrips;
  }
  CHECK_THAT(probability, WithinAbs(9.0 / 32, 1e-6));
  CHECK_THAT(gains, WithinAbs(9.0 / 64, 1e-6));
  CHECK(kSealedTradeProbability == 9.0 / 32);
  CHECK(kSealedGains == 9.0 / 64);
}

TEST_CASE("sealed bids: a hundred thousand pairs agree with 9/32 and 9/64 within three standard errors",
          "[bargain][theory]") {
  constexpr int kPairs = 100000;
  const std::uint64_t seed = 4;
  double trades = 0, gains = 0, squares = 0;
  for (std::uint64_t i = 0; i < kPairs; ++i) {
    const double v = base::uniform(seed, 0, i), c = base::uniform(seed, 1, i);
    if (!sealed_bids(v, c).trade) continue;
    trades += 1;
    gains += v - c;
    squares += (v - c) * (v - c);
  }
  const double p = trades / kPairs, g = gains / kPairs, sd = std::sqrt(squares / kPairs - g * g);
  CHECK_THAT(p, WithinAbs(9.0 / 32, 3 * std::sqrt(9.0 / 32 * 23 / 32 / kPairs)));
  CHECK_THAT(g, WithinAbs(9.0 / 64, 3 * sd / std::sqrt(static_cast<double>(kPairs))));
}

TEST_CASE("sealed bids are best answers to each other", "[bargain][theory]") {
  // Gains of a buyer of value v who bids b against the equilibrium asks of all costs, by the midpoint rule.
  const auto gains = [](double v, double b) {
    double sum = 0;
    constexpr int kCosts = 2000;
    for (int i = 0; i < kCosts; ++i) {
      const double ask = sealed_bids(1, (i + 0.5) / kCosts).ask;
      if (b >= ask) sum += v - (b + ask) / 2;
    }
    return sum / kCosts;
  };
  for (const double v : {0.3, 0.5, 0.75, 0.9, 1.0}) {
    const double own = gains(v, sealed_bids(v, 0).bid);
    for (int i = 0; i <= 100; ++i) CHECK(gains(v, i / 100.0) <= own + 1e-3);
  }
}
