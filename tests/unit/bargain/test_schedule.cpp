#include "bargain/deal.h"
#include "bargain/schedule.h"
#include "base/random.h"

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma::bargain;
namespace base = chouma::base;

namespace {

struct Scale {
  std::vector<double> survival, pay;
};

/// Any distribution over a few limits, uneven and with gaps.
Scale drawn(std::uint64_t seed, std::uint32_t draw, std::size_t n) {
  Scale out;
  std::vector<double> mass;
  double all = 0, pay = 10000;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = base::uniform(seed, draw, 2 * i);
    mass.push_back(u < 0.3 ? 0 : u * u);
    all += mass.back();
    pay += 100 * (1 + static_cast<double>(base::below(20, seed, draw, 2 * i + 1)));
    out.pay.push_back(pay);
  }
  double above = all;
  for (std::size_t i = 0; i < n; ++i) {
    out.survival.push_back(above / all);
    above -= mass[i];
  }
  return out;
}

std::vector<double> utilities(const Scale& scale, double risk_aversion) {
  std::vector<double> out;
  for (const double pay : scale.pay) out.push_back(crra(pay, 10000, risk_aversion));
  return out;
}

/// The best of all descending sequences of at most `rounds` asks, by trying them all: every limit below the scale's places has its own outcome.
double brute(const Scale& scale, const std::vector<double>& utility, Schedule::Risk risk, int rounds, std::size_t below,
             double alive, double sum) {
  double best = sum;
  if (rounds == 0) return best;
  for (std::size_t j = 0; j < below; ++j) {
    const double known = below < scale.survival.size() ? scale.survival[below] : 0;
    const double here =
        alive * ((scale.survival[j] - known) * utility[j] - risk.leaves * (1 - scale.survival[j]) * risk.loss);
    best = std::max(best, brute(scale, utility, risk, rounds - 1, j, alive * (1 - risk.leaves), sum + here));
  }
  return best;
}

}  // namespace

TEST_CASE("no sequence of asks is worth more than the schedule's", "[bargain][schedule]") {
  const std::uint64_t seed = 31;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 100; ++draw) {
    const Scale scale = drawn(seed, draw, 12);
    const auto utility = utilities(scale, 2);
    const Schedule::Risk risk = {0.2 * base::uniform(seed, draw, 900), base::uniform(seed, draw, 901)};
    const Schedule schedule(scale.survival, utility, 3, risk);
    for (int rounds = 0; rounds <= 3; ++rounds)
      CHECK_THAT(schedule.value(rounds, 12), WithinAbs(brute(scale, utility, risk, rounds, 12, 1, 0), 1e-12));
    // and its own asks reach it
    double worth = 0, known = 0, alive = 1;
    for (const std::size_t ask : schedule.asks(3, 12)) {
      worth +=
          alive * ((scale.survival[ask] - known) * utility[ask] - risk.leaves * (1 - scale.survival[ask]) * risk.loss);
      known = scale.survival[ask];
      alive *= 1 - risk.leaves;
    }
    CHECK_THAT(worth, WithinAbs(schedule.value(3, 12), 1e-12));
  }
}

TEST_CASE("the ask at every place is the best of all below it", "[bargain][schedule]") {
  const std::uint64_t seed = 37;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 100; ++draw) {
    const std::size_t m = 1 + draw;
    const Scale scale = drawn(seed, draw, m);
    const auto utility = utilities(scale, 3 * base::uniform(seed, draw, 900));
    const Schedule schedule(scale.survival, utility, 4,
                            {0.3 * base::uniform(seed, draw, 901), base::uniform(seed, draw, 902)});
    for (int rounds = 1; rounds <= 4; ++rounds)
      for (std::size_t below = 0; below <= m; ++below) {
        double best = 0;
        for (std::size_t ask = 0; ask < below; ++ask) best = std::max(best, schedule.worth(rounds, ask, below));
        CAPTURE(draw, rounds, below);
        CHECK_THAT(schedule.value(rounds, below), WithinAbs(best, 1e-13));
        const auto ask = schedule.next(rounds, below);
        CHECK(ask.has_value() == (schedule.value(rounds, below) > 0));
        if (ask) CHECK(schedule.worth(rounds, *ask, below) == schedule.value(rounds, below));
      }
  }
}

TEST_CASE("asks descend, and more rounds are never worth less", "[bargain][schedule]") {
  const std::uint64_t seed = 32;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 100; ++draw) {
    const Scale scale = drawn(seed, draw, 60);
    const Schedule schedule(scale.survival, utilities(scale, 1), 6);
    for (int rounds = 1; rounds <= 6; ++rounds) {
      CHECK(schedule.value(rounds, 60) >= schedule.value(rounds - 1, 60));
      const auto asks = schedule.asks(rounds, 60);
      for (std::size_t i = 1; i < asks.size(); ++i) CHECK(asks[i] < asks[i - 1]);
    }
  }
}

TEST_CASE("whoever is more averse to risk asks for no more, in every round", "[bargain][schedule]") {
  const std::uint64_t seed = 33;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 300; ++draw) {
    const Scale scale = drawn(seed, draw, 50);
    for (int rounds = 1; rounds <= 4; ++rounds) {
      std::vector<std::size_t> bolder(static_cast<std::size_t>(rounds), 50);
      for (const double risk_aversion : {0.0, 0.5, 1.0, 2.0, 5.0, 12.0}) {
        // half of them with something on the table that a refusal may lose
        const double fallback = draw % 2 == 0 ? crra(10050, 10000, risk_aversion) : 0;
        std::vector<double> utility = utilities(scale, risk_aversion);
        for (double& u : utility) u -= fallback;
        const auto asks = Schedule(scale.survival, utility, rounds, {0.1 * base::uniform(seed, draw, 902), fallback})
                              .asks(rounds, 50);
        CAPTURE(draw, rounds, risk_aversion);
        // to stop asking is to ask for less than anything
        CHECK(asks.size() <= bolder.size());
        for (std::size_t k = 0; k < asks.size() && k < bolder.size(); ++k) CHECK(asks[k] <= bolder[k]);
        bolder = asks;
      }
    }
  }
}

TEST_CASE("where no ask beats the fallback there is none", "[bargain][schedule]") {
  const Schedule schedule({1, 0.5}, {-2, -1}, 3);
  CHECK(schedule.asks(3, 2).empty());
  CHECK(!schedule.next(3, 2));
  CHECK(Schedule({}, {}, 2).value(2, 0) == 0);
}
