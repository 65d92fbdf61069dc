#include "bargain/plan.h"

#include "base/number.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

constexpr double kWorthAsking = 100;  // yuan a month, the step of the asks

/// What the history has settled.
struct Settled {
  int asks = 0;
  std::optional<double> last_ask, standing;
};

Settled settled(const std::vector<Move>& history) {
  Settled out;
  for (const Move& move : history) {
    if (move.party == Party::employer) {
      out.standing = move.amount;
      continue;
    }
    ++out.asks;
    out.last_ask = std::min(move.amount, out.last_ask.value_or(move.amount));
  }
  return out;
}

/// No ask above one's own last one, nor above the posted top as long as they have not offered that much themselves.
std::optional<double> highest_ask(const PlanRequest& request, const LimitPrior& prior, const Settled& so_far,
                                  Warnings& warnings) {
  std::optional<double> highest;
  if (so_far.last_ask && *so_far.last_ask >= request.walk_away) highest = so_far.last_ask;
  if (!prior.posted || (so_far.standing && *so_far.standing >= prior.posted->high)) return highest;
  if (prior.posted->high < request.walk_away) {
    warnings.push_back({Code::out_of_range, "plan.walk_away", base::format_double(request.walk_away),
                        "at most the posted top, " + base::format_double(prior.posted->high) +
                            "; asks are not held to the posted range"});
    return highest;
  }
  return std::min(prior.posted->high, highest.value_or(prior.posted->high));
}

void add_packages(Plan& plan, const Packages& packages) {
  std::optional<std::uint32_t> before;
  for (PlanRound& round : plan.rounds) {
    round.package = best_within(packages, round.ask, before);
    if (before && round.package)
      for (const Change& change : changes(packages, *before, *round.package))
        (change.worth < 0 ? round.gives : round.gets).push_back(change);
    before = round.package;
  }
}

/// By issue, the value that leaves most to share.
std::vector<Change> trades(const Packages& packages) {
  std::vector<Change> out;
  for (std::size_t i = 1; i < packages.space.issues.size(); ++i) {
    const std::vector<double>&worth = packages.worths[i], &cost = packages.costs[i];
    const std::uint32_t from = packages.standard[i];
    Change best{i, from, from, 0, 0};
    for (std::uint32_t to = 0; to < worth.size(); ++to) {
      const Change change{i, from, to, worth[to] - worth[from], cost[to] - cost[from]};
      if (change.worth - change.cost > best.worth - best.cost) best = change;
    }
    if (best.to != from) out.push_back(best);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Change& a, const Change& b) { return a.worth - a.cost > b.worth - b.cost; });
  return out;
}

Meso choice_of(const Packages& packages, double target) {
  std::vector<std::vector<double>> others = packages.cost;
  for (auto& other : others)
    for (double& cost : other) cost = -cost;
  return meso(packages.space, packages.worth, others, target);
}

std::vector<PlanRound> rounds_of(const Deal& deal, const Posterior& known, double walk_away, int rounds) {
  std::vector<std::size_t> asks = {*deal.opening};
  for (const std::size_t next : deal.schedule.asks(rounds - 1, *deal.opening)) asks.push_back(next);
  std::vector<PlanRound> out;
  double alive = 1 - deal.curve[asks.front()].withdrawn, refused = 1;
  for (std::size_t k = 0; k < asks.size(); ++k) {
    PlanRound round;
    round.ask = deal.curve[asks[k]].ask;
    const double still = 1 - known.survival(round.ask);  // P(R < ask)
    round.reached = k == 0 ? 1 : alive * refused;
    round.accepted = refused > 0 ? (refused - still) / refused : 0;
    if (k == 0) round.accepted *= alive;
    round.accept_from = k + 1 < asks.size() ? deal.curve[asks[k + 1]].ask : std::max(walk_away, deal.fallback);
    refused = still;
    alive *= 1 - deal.leaves;
    out.push_back(round);
  }
  return out;
}

}  // namespace

Result<Plan> make_plan(const NegotiationTable& table, const LimitPrior& prior, const Posterior& known,
                       const PlanRequest& request, const Packages* packages, Warnings& warnings) {
  const Settled so_far = settled(request.history);
  Stakes stakes;
  stakes.walk_away = request.walk_away;
  stakes.batna = request.batna.value_or(request.walk_away);
  stakes.rounds = request.rounds;
  stakes.risk_aversion = request.risk_aversion;
  stakes.standing = so_far.standing;
  stakes.first_ask = so_far.asks == 0;
  if (auto error = check(stakes)) return *error;
  stakes.rounds = std::max(1, request.rounds - so_far.asks);
  stakes.highest = highest_ask(request, prior, so_far, warnings);

  Plan plan;
  plan.walk_away = request.walk_away;
  if (packages != nullptr) plan.trades = trades(*packages);
  Result<Deal> deal = weigh(table, prior, known, stakes);
  if (!deal) {
    plan.action = Plan::Action::walk;
    plan.why = deal.error();
    return plan;
  }
  plan.deal = std::move(deal.value());
  const std::vector<DealPoint>& curve = plan.deal.curve;
  const auto opening = plan.deal.opening, unbounded = plan.deal.unbounded;
  // Without a standing offer the walk-away itself can be asked, so that there is an opening.
  if (!opening || (so_far.standing && curve[*opening].certain < *so_far.standing + kWorthAsking)) {
    plan.action = Plan::Action::accept;
    return plan;
  }
  if (curve[*unbounded].ask > curve[*opening].ask) plan.beyond_posted = curve[*unbounded].ask;
  plan.rounds = rounds_of(plan.deal, known, request.walk_away, stakes.rounds);
  if (packages != nullptr) {
    add_packages(plan, *packages);
    if (plan.rounds.front().package) plan.meso = choice_of(*packages, packages->worth[*plan.rounds.front().package]);
  }
  return plan;
}

}  // namespace chouma::bargain
