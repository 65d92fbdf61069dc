#include "employers.h"

#include "bargain/plan.h"
#include "bargain/practice.h"
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

struct Drawn {
  Plan plan;
  Posterior known;
  Warnings warnings;
};

Drawn drawn(const PlanRequest& request, const Packages* packages = nullptr) {
  const NegotiationTable table = employers();
  LimitPrior prior = around(30000);
  prior.posted = PostedPay{20000, 30000};
  Drawn out;
  out.known = posterior(table, prior, request.history);
  auto plan = make_plan(table, prior, out.known, request, packages, out.warnings);
  if (!plan) FAIL(message(plan.error()));
  out.plan = std::move(plan.value());
  return out;
}

PlanRequest request_of(std::vector<Move> history, int rounds = 4) {
  PlanRequest request;
  request.walk_away = 23000;
  request.rounds = rounds;
  request.history = std::move(history);
  return request;
}

Packages packages_of(const std::vector<std::string>& issues) {
  auto packages = make_packages(test::package_table(), {22000, 36000, 500, 30000}, issues, {});
  REQUIRE(packages);
  return packages.value();
}

}  // namespace

TEST_CASE("rounds descend from the opening, none below the walk-away, none above the posted top", "[bargain][plan]") {
  const auto [plan, known, warnings] = drawn(request_of({}));
  CHECK(warnings.empty());
  REQUIRE(plan.action == Plan::Action::ask);
  REQUIRE(plan.rounds.size() == 4);
  CHECK(plan.rounds.front().ask == plan.deal.curve[*plan.deal.opening].ask);
  for (std::size_t k = 0; k < plan.rounds.size(); ++k) {
    const PlanRound& round = plan.rounds[k];
    CHECK(round.ask >= plan.walk_away);
    CHECK(round.ask <= 30000);
    if (k > 0) CHECK(round.ask < plan.rounds[k - 1].ask);
    // AC_next, and the walk-away after the last ask
    CHECK(round.accept_from == (k + 1 < plan.rounds.size() ? plan.rounds[k + 1].ask : plan.walk_away));
    CHECK(!round.package);
  }
}

TEST_CASE("a plan's probabilities add up to that of a deal", "[bargain][plan]") {
  const auto [plan, known, warnings] = drawn(request_of({}));
  const DealPoint& opening = plan.deal.curve[*plan.deal.opening];
  CHECK(plan.rounds.front().reached == 1);
  CHECK_THAT(plan.rounds.front().accepted, WithinAbs(opening.accepted, 1e-12));
  double deal = 0;
  for (const PlanRound& round : plan.rounds) {
    CHECK(round.accepted >= 0);
    CHECK(round.accepted <= 1);
    deal += round.reached * round.accepted;
  }
  CHECK_THAT(deal, WithinAbs(opening.deal, 1e-12));
  // what is still there at the second and third ask: neither withdrawn nor taken, and nobody left after a refusal
  double leaves = 0;
  for (std::size_t t = 0; t < known.types.size(); ++t) leaves += known.types[t] * employers().types[t].leaves;
  CHECK_THAT(plan.rounds[1].reached,
             WithinAbs((1 - opening.withdrawn) * (1 - leaves) * (1 - known.survival(opening.ask)), 1e-12));
  CHECK_THAT(plan.rounds[2].reached,
             WithinAbs((1 - opening.withdrawn) * (1 - leaves) * (1 - leaves) * (1 - known.survival(plan.rounds[1].ask)),
                       1e-12));
}

TEST_CASE("a plan is drawn again after each move", "[bargain][plan]") {
  const auto before = drawn(request_of({})).plan;
  const double first = before.rounds.front().ask;
  const auto after = drawn(request_of({asks(first), offers(26000)})).plan;
  REQUIRE(after.action == Plan::Action::ask);
  CHECK(after.rounds.size() == 3);
  CHECK(after.rounds.front().ask <= first);
  CHECK(after.rounds.back().ask > 26000);
  // the first ask bore the risk of a withdrawal
  for (const DealPoint& p : after.deal.curve) CHECK(p.withdrawn == 0);
  // a better counter-offer raises what is asked next
  const auto better = drawn(request_of({asks(first), offers(28000)})).plan;
  CHECK(better.rounds.front().ask > after.rounds.front().ask);
  // one ask is always left
  const auto late = drawn(request_of({asks(29500), offers(24000), asks(29000), offers(24500)}, 1)).plan;
  CHECK(late.rounds.size() == 1);
}

TEST_CASE("an offer that all further asking cannot beat is to be accepted", "[bargain][plan]") {
  // at most 100 yuan are left to win
  const auto near = drawn(request_of({offers(29000), asks(30100), offers(30000)})).plan;
  CHECK(near.action == Plan::Action::accept);
  CHECK(near.rounds.empty());
  // a refusal may end the talk; to whom a loss weighs most, a good offer is enough
  PlanRequest request = request_of({offers(31500)});
  CHECK(drawn(request).plan.action == Plan::Action::ask);
  request.risk_aversion = 20;
  CHECK(drawn(request).plan.action == Plan::Action::accept);
}

TEST_CASE("a posted top that they have gone beyond holds asks no more", "[bargain][plan]") {
  const auto plan = drawn(request_of({offers(31000)})).plan;
  REQUIRE(plan.action == Plan::Action::ask);
  CHECK(plan.rounds.front().ask > 31000);
}

TEST_CASE("a walk-away above every offer: a plan to walk, one sentence, and the rest answers", "[bargain][plan]") {
  PlanRequest request = request_of({offers(24000)});
  request.walk_away = 60000;
  const Packages packages = packages_of({"remote"});
  const auto [plan, known, warnings] = drawn(request, &packages);
  CHECK(plan.action == Plan::Action::walk);
  REQUIRE(plan.why);
  CHECK(message(*plan.why).find("plan.walk_away is 60000; allowed: at most ") == 0);
  CHECK(plan.rounds.empty());
  CHECK(!plan.trades.empty());
  CHECK(known.quantile(0.5) > 24000);

  // above the posted top only: asks leave the range, and that is said
  request.walk_away = 30500;
  const auto above = drawn(request);
  CHECK(above.plan.action == Plan::Action::ask);
  REQUIRE(above.warnings.size() == 1);
  CHECK(message(above.warnings.front()) ==
        "plan.walk_away is 30500; allowed: at most the posted top, 30000; asks are not held to the posted range.");
}

TEST_CASE("fields that cannot be used are refused", "[bargain][plan]") {
  const NegotiationTable table = employers();
  const LimitPrior prior = around(30000);
  const Posterior known = posterior(table, prior, {});
  Warnings warnings;
  PlanRequest request = request_of({});
  request.walk_away = -1;
  CHECK(make_plan(table, prior, known, request, nullptr, warnings).error().where == "plan.walk_away");
  request = request_of({}, 99);
  CHECK(make_plan(table, prior, known, request, nullptr, warnings).error().where == "plan.rounds");
  request = request_of({});
  request.batna = 50000;
  CHECK(make_plan(table, prior, known, request, nullptr, warnings).error().where == "plan.batna");
}

TEST_CASE("every round's package is the best within its ask, and its changes are gives and gets", "[bargain][plan]") {
  const Packages packages = packages_of({"months", "equity", "sign_on", "remote", "level"});
  const auto plan = drawn(request_of({}), &packages).plan;
  REQUIRE(plan.rounds.size() == 4);
  for (std::size_t k = 0; k < plan.rounds.size(); ++k) {
    const PlanRound& round = plan.rounds[k];
    REQUIRE(round.package);
    CHECK(packages.cost[0][*round.package] <= round.ask);
    CHECK(*round.package == *best_within(packages, round.ask, k == 0 ? std::nullopt : plan.rounds[k - 1].package));
    if (k == 0) {
      CHECK(round.gives.empty());
      continue;
    }
    double worth = 0, cost = 0;
    for (const Change& change : round.gives) {
      CHECK(change.worth < 0);
      worth += change.worth;
      cost += change.cost;
    }
    for (const Change& change : round.gets) {
      CHECK(change.worth >= 0);
      worth += change.worth;
      cost += change.cost;
    }
    const std::uint32_t from = *plan.rounds[k - 1].package;
    CHECK_THAT(worth, WithinAbs(packages.worth[*round.package] - packages.worth[from], 1e-9));
    CHECK_THAT(cost, WithinAbs(packages.cost[0][*round.package] - packages.cost[0][from], 1e-9));
    CHECK(worth < 0);
  }
}

TEST_CASE("trades are worth more to the candidate than they cost, the largest gain first", "[bargain][plan]") {
  const Packages packages = packages_of({"bonus", "equity", "remote", "level", "start"});
  const auto plan = drawn(request_of({}), &packages).plan;
  REQUIRE(!plan.trades.empty());
  double before = 1e9;
  for (const Change& trade : plan.trades) {
    const double gain = trade.worth - trade.cost;
    CHECK(gain > 0);
    CHECK(gain <= before);
    before = gain;
    for (std::uint32_t to = 0; to < packages.worths[trade.issue].size(); ++to)
      CHECK(packages.worths[trade.issue][to] - packages.costs[trade.issue][to] <= gain + 1e-9);
  }
  // remote work saves more than it costs; a start in a month costs more than it is worth
  CHECK(packages.space.issues[plan.trades.front().issue].id == "remote");
  for (const Change& trade : plan.trades) CHECK(packages.space.issues[trade.issue].id != "start");
}

TEST_CASE("the choice of packages is worth at least the first ask, and three differ", "[bargain][plan]") {
  const Packages packages = packages_of({"months", "equity", "sign_on", "remote", "level"});
  const auto plan = drawn(request_of({}), &packages).plan;
  REQUIRE(plan.meso.packages.size() == 3);
  CHECK(plan.meso.spread <= 0.005);
  for (const MesoPackage& package : plan.meso.packages) {
    CHECK(package.worth >= packages.worth[*plan.rounds.front().package]);
    CHECK(package.worth <= packages.worth[*plan.rounds.front().package] * 1.056);
  }
  CHECK(plan.meso.least_distance > 0);
}

TEST_CASE("whoever rehearses the plan gets a deal about as often as it says, or more where they also offer",
          "[bargain][plan]") {
  const NegotiationTable table = employers();
  const LimitPrior prior = around(30000);
  const auto plan = drawn(request_of({})).plan;
  std::vector<RehearsedRound> rounds;
  for (const PlanRound& round : plan.rounds) rounds.push_back({round.ask, round.accept_from});
  double deals = 0;
  for (std::size_t type = 0; type < table.types.size(); ++type)
    deals += table.types[type].share * rehearse(table, prior, type, rounds, 23000, 2000, 1).deals;
  CHECK(deals > plan.deal.curve[*plan.deal.opening].deal - 0.03);
}

TEST_CASE("a plan is finite and in order for any sensible input", "[bargain][plan]") {
  const std::uint64_t seed = 71;
  CAPTURE(seed);
  const NegotiationTable table = employers();
  for (std::uint32_t draw = 0; draw < 80; ++draw) {
    CAPTURE(draw);
    const auto u = [&](std::uint64_t k) { return base::uniform(seed, draw, k); };
    PlanRequest request;
    request.walk_away = 8000 + 40000 * u(0);
    request.rounds = 1 + static_cast<int>(12 * u(1));
    request.risk_aversion = 20 * u(2) * u(2);
    std::vector<Move> moves;
    for (std::uint64_t k = 0; k < 6 * u(5); ++k)
      moves.push_back({k % 2 == 0 ? Party::employer : Party::candidate, 15000 + 40000 * u(10 + k)});
    Warnings warnings;
    request.history = checked_history(moves, warnings);
    LimitPrior prior = around(15000 + 40000 * u(6), 0.02 + 0.4 * u(7));
    if (u(3) < 0.5) prior.posted = PostedPay{15000, 15000 + 40000 * u(4)};
    const Posterior known = posterior(table, prior, request.history);
    const auto plan = make_plan(table, prior, known, request, nullptr, warnings);
    REQUIRE(plan);
    for (const PlanRound& round : plan.value().rounds) {
      CHECK(std::isfinite(round.ask));
      CHECK(round.ask >= request.walk_away);
      CHECK(round.accepted >= -1e-12);
      CHECK(round.accepted <= 1);
      CHECK(round.accept_from >= request.walk_away);
    }
    CHECK((plan.value().action == Plan::Action::ask) == !plan.value().rounds.empty());
    for (const DealPoint& p : plan.value().deal.curve) {
      CHECK(std::isfinite(p.certain));
      CHECK(p.deal >= 0);
      CHECK(p.deal <= 1 + 1e-12);
      CHECK(p.pay >= 0);
    }
  }
}
