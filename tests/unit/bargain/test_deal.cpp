#include "employers.h"

#include "bargain/deal.h"
#include "base/random.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using namespace chouma;
using namespace chouma::bargain;
using test::around;
using test::asks;
using test::employers;
using test::offers;

namespace {

Stakes stakes_of(double walk_away, int rounds = 1, double risk_aversion = 1) {
  Stakes stakes;
  stakes.walk_away = stakes.batna = walk_away;
  stakes.rounds = rounds;
  stakes.risk_aversion = risk_aversion;
  return stakes;
}

Deal weighed(const LimitPrior& prior, const Posterior& known, const Stakes& stakes) {
  auto deal = weigh(employers(), prior, known, stakes);
  if (!deal) FAIL(message(deal.error()));
  return std::move(deal.value());
}

}  // namespace

TEST_CASE("CRRA: 0 at the BATNA, concave in pay, and undone by its inverse", "[bargain][deal]") {
  CHECK(crra(30000, 20000, 0) == 0.5);
  CHECK_THAT(crra(30000, 20000, 1), WithinAbs(std::log(1.5), 1e-12));
  CHECK_THAT(crra(30000, 20000, 3), WithinAbs((std::pow(1.5, -2) - 1) / -2, 1e-12));
  for (const double g : {0.0, 0.5, 1.0, 2.0, 7.5, 20.0}) {
    CHECK_THAT(crra(20000, 20000, g), WithinAbs(0, 1e-15));
    for (const double pay : {20000.0, 23000.0, 30000.0, 60000.0})
      CHECK_THAT(crra_pay(crra(pay, 20000, g), 20000, g), WithinRel(pay, 1e-6));
  }
}

TEST_CASE("the risk of a withdrawn offer is 6.4 % at the median limit, and grows with the ask", "[bargain][deal]") {
  const auto rule = employers().withdrawal;
  CHECK_THAT(rule.base, WithinAbs(1.73 / 26.9, 5e-4));
  CHECK_THAT(rule.per_ambition, WithinAbs(0.42 * 3.14159265358979 / std::sqrt(3.0), 5e-4));
  CHECK_THAT(withdrawal_risk(rule, 30000, 30000, 0.1), WithinAbs(0.064, 1e-12));
  // an ask at the 90th percentile: log odds higher by per_ambition
  const double at90 = withdrawal_risk(rule, 30000 * std::exp(0.1 * 1.2815515655446004), 30000, 0.1);
  CHECK_THAT(std::log(at90 / (1 - at90)) - std::log(0.064 / 0.936), WithinAbs(rule.per_ambition, 1e-9));
  double before = 0;
  for (double ask = 20000; ask < 60000; ask += 1000) {
    const double w = withdrawal_risk(rule, ask, 30000, 0.1);
    CHECK(w > before);
    CHECK(w < 1);
    before = w;
  }
  CHECK(withdrawal_risk({0, 1}, 50000, 30000, 0.1) == 0);
}

TEST_CASE("one ask: EU = (1 − w) P(R >= ask) u(ask), and the opening is its argmax", "[bargain][deal]") {
  const LimitPrior prior = around(30000);
  const Posterior known = posterior(employers(), prior, {});
  for (const double g : {0.0, 1.0, 4.0}) {
    const Deal deal = weighed(prior, known, stakes_of(22000, 1, g));
    double best = 0, at = 0;
    for (const DealPoint& p : deal.curve) {
      const double w = withdrawal_risk(employers().withdrawal, p.ask, known.quantile(0.5), 0.1);
      const double taken = (1 - w) * known.survival(p.ask), eu = taken * crra(p.ask, 22000, g);
      CHECK_THAT(p.withdrawn, WithinAbs(w, 1e-12));
      CHECK_THAT(p.accepted, WithinAbs(taken, 1e-12));
      CHECK_THAT(p.deal, WithinAbs(taken, 1e-12));
      CHECK_THAT(p.pay, WithinRel(p.ask, 1e-12));
      CHECK_THAT(p.certain, WithinRel(crra_pay(eu, 22000, g), 1e-9));
      if (eu > best) {
        best = eu;
        at = p.ask;
      }
    }
    REQUIRE(deal.opening);
    CHECK(deal.curve[*deal.opening].ask == at);
  }
}

TEST_CASE("several asks: P(deal), E[pay | deal] and EU are what following them gives, limit by limit",
          "[bargain][deal]") {
  const LimitPrior prior = around(30000);
  const Posterior known = posterior(employers(), prior, std::vector{offers(25000)});
  Stakes stakes = stakes_of(22000, 4, 2);
  stakes.batna = 21000;
  const bool standing = GENERATE(false, true);
  if (standing) stakes.standing = 25000;
  const Deal deal = weighed(prior, known, stakes);
  CHECK(deal.fallback == (standing ? 25000 : 21000));
  const std::size_t at = *deal.opening;
  std::vector<double> asks = {deal.curve[at].ask};
  for (const std::size_t next : deal.schedule.asks(3, at)) asks.push_back(deal.curve[next].ask);
  REQUIRE(asks.size() == 4);
  double deals = 0, pay = 0, utility = 0;
  constexpr int kLimits = 20000;
  double leaves = 0;
  for (std::size_t t = 0; t < known.types.size(); ++t) leaves += known.types[t] * employers().types[t].leaves;
  for (int i = 0; i < kLimits; ++i) {
    const double limit = known.quantile((i + 0.5) / kLimits);
    double alive = 1.0 / kLimits, got = standing ? 25000 : 0;
    for (const double ask : asks) {
      if (ask <= limit) {
        got = ask;
        break;
      }
      alive *= 1 - leaves;
    }
    deals += got > 0 ? alive : 0;
    pay += alive * got;
    utility += got > 0 ? alive * crra(got, 21000, 2) : 0;
  }
  const DealPoint& p = deal.curve[at];
  CHECK_THAT(p.deal, WithinAbs((1 - p.withdrawn) * deals, 2e-4));
  CHECK_THAT(p.pay, WithinRel(pay / deals, 2e-4));
  CHECK_THAT(p.certain, WithinRel(crra_pay((1 - p.withdrawn) * utility, 21000, 2), 2e-4));
}

TEST_CASE("asking for more is taken less often and withdrawn more often", "[bargain][deal]") {
  const std::uint64_t seed = 61;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 20; ++draw) {
    const double sd = 0.03 + 0.3 * base::uniform(seed, draw, 0);
    const LimitPrior prior = around(30000, sd);
    const Deal deal = weighed(prior, posterior(employers(), prior, {}), stakes_of(20000, 3));
    for (std::size_t i = 1; i < deal.curve.size(); ++i) {
      CHECK(deal.curve[i].accepted <= deal.curve[i - 1].accepted);
      CHECK(deal.curve[i].withdrawn > deal.curve[i - 1].withdrawn);
      CHECK(deal.curve[i].ask > deal.curve[i - 1].ask);
    }
  }
}

TEST_CASE("the opening ask never rises with aversion to risk", "[bargain][deal]") {
  const std::uint64_t seed = 62;
  CAPTURE(seed);
  for (std::uint32_t draw = 0; draw < 60; ++draw) {
    const auto u = [&](std::uint64_t k) { return base::uniform(seed, draw, k); };
    NegotiationTable table = employers();
    table.withdrawal.base = 0.3 * u(0);
    table.withdrawal.per_ambition = 3 * u(1);
    const LimitPrior prior = around(20000 + 30000 * u(2), 0.04 + 0.3 * u(3));
    std::vector<Move> history;
    const double middle = std::exp(prior.mean);
    if (u(4) < 0.6) history.push_back(offers(middle * (0.75 + 0.2 * u(5))));
    if (u(4) < 0.3) {
      history.push_back(asks(middle * (0.95 + 0.3 * u(6))));
      history.push_back(offers(history.front().amount * (1 + 0.05 * u(7))));
    }
    const Posterior known = posterior(table, prior, history);
    Stakes stakes = stakes_of(known.quantile(0.05 + 0.5 * u(8)), 1 + static_cast<int>(4 * u(9)));
    stakes.batna = stakes.walk_away * (0.7 + 0.3 * u(10));
    stakes.first_ask = history.size() < 3;
    if (!history.empty()) stakes.standing = history.back().amount;
    if (u(11) < 0.5) stakes.highest = known.quantile(0.3 + 0.6 * u(12));
    double bolder = 1e9;
    for (const double g : {0.0, 0.3, 1.0, 1.7, 3.0, 6.0, 12.0, 20.0}) {
      stakes.risk_aversion = g;
      const auto deal = weigh(table, prior, known, stakes);
      REQUIRE(deal);
      if (!deal.value().opening) continue;
      const double ask = deal.value().curve[*deal.value().opening].ask;
      CAPTURE(draw, g, stakes.rounds);
      CHECK(ask <= bolder);
      bolder = ask;
    }
  }
}

TEST_CASE("the posted range conditions the opening: by the prior, and as its ceiling", "[bargain][deal]") {
  const NegotiationTable table = employers();
  Warnings warnings;
  double before = 0;
  for (const double top : {26000.0, 30000.0, 36000.0}) {
    PostingFacts facts;
    facts.posted = PostedPay{top * 0.7, top};
    facts.quantile = {16000, 21000, 28000, 36000, 47000};
    const LimitPrior prior = limit_prior(table, facts, warnings).value();
    Stakes stakes = stakes_of(18000, 4);
    stakes.highest = top;
    const Deal deal = weighed(prior, posterior(table, prior, {}), stakes);
    const double ask = deal.curve[*deal.opening].ask;
    CHECK(ask <= top);
    CHECK(ask > before);
    CHECK(deal.curve[*deal.unbounded].ask >= ask);
    before = ask;
  }
}

TEST_CASE("asks are the walk-away and multiples of 100 above it", "[bargain][deal]") {
  const LimitPrior prior = around(30000);
  const Deal deal = weighed(prior, posterior(employers(), prior, {}), stakes_of(21950));
  CHECK(deal.curve.front().ask == 21950);
  for (std::size_t i = 1; i < deal.curve.size(); ++i) CHECK(std::fmod(deal.curve[i].ask, 100) == 0);
  CHECK(deal.curve.size() <= 402);
  CHECK(deal.curve.back().ask < 30000 * std::exp(0.26));
}

TEST_CASE("stakes that cannot be are refused in one sentence", "[bargain][deal]") {
  const LimitPrior prior = around(30000);
  const Posterior known = posterior(employers(), prior, {});
  const auto refused = [&](auto&& change) {
    Stakes stakes = stakes_of(22000);
    change(stakes);
    const auto deal = weigh(employers(), prior, known, stakes);
    REQUIRE(!deal);
    return message(deal.error());
  };
  CHECK(refused([](Stakes& s) { s.walk_away = s.batna = -1; }) ==
        "plan.walk_away is -1; allowed: pay of 100 to 10000000 yuan a month.");
  CHECK(refused([](Stakes& s) { s.walk_away = s.batna = 5e8; }) ==
        "plan.walk_away is 500000000; allowed: pay of 100 to 10000000 yuan a month.");
  CHECK(refused([](Stakes& s) { s.batna = 23000; }) ==
        "plan.batna is 23000; allowed: pay of 100 yuan a month up to the walk-away.");
  CHECK(refused([](Stakes& s) { s.rounds = 0; }) == "plan.rounds is 0; allowed: a whole number from 1 to 12.");
  CHECK(refused([](Stakes& s) { s.risk_aversion = -1; }) ==
        "plan.risk_aversion is -1; allowed: a number from 0 to 20.");
  CHECK(refused([](Stakes& s) { s.walk_away = s.batna = 90000; }) ==
        "plan.walk_away is 90000; allowed: at most 38800, beyond which this employer pays with a probability below 0.5 "
        "%.");
}
