#include "bargain/deal.h"

#include "base/math.h"
#include "base/number.h"

#include <algorithm>
#include <cmath>

namespace chouma::bargain {

namespace {

constexpr double kHopeless = 0.995;
constexpr double kMostAsks = 400;

std::optional<Error> refuse(const std::string& field, double value, const std::string& allowed) {
  return Error{Code::out_of_range, field, base::format_double(value), allowed};
}

/// The least ask, then multiples of 100 above it up to the last that may be had, at most kMostAsks of them.
std::vector<double> scale_of_asks(double least, double to) {
  const double step = std::max(100.0, 100 * std::ceil((to - least) / (100 * kMostAsks)));
  std::vector<double> asks = {least};
  const double first = 100 * std::floor(least / 100) + 100;
  const int more = to < first ? 0 : 1 + static_cast<int>((to - first) / step);
  for (int i = 0; i < more; ++i) asks.push_back(first + i * step);
  return asks;
}

/// Follows the asks from that one down, and adds up who takes what.
DealPoint point(const Deal& deal, const Posterior& known, const Stakes& stakes, std::size_t at) {
  DealPoint p = deal.curve[at];
  double alive = 1 - p.withdrawn, above = 0, pay = 0;
  std::vector<std::size_t> asks = {at};
  for (const std::size_t next : deal.schedule.asks(stakes.rounds - 1, at)) asks.push_back(next);
  for (const std::size_t ask : asks) {
    const double survival = known.survival(deal.curve[ask].ask), taken = alive * (survival - above);
    if (ask == at) p.accepted = taken;
    p.deal += taken;
    pay += taken * deal.curve[ask].ask;
    above = survival;
    alive *= 1 - deal.leaves;
  }
  if (stakes.standing && deal.fallback == *stakes.standing) {
    p.deal += alive * (1 - above);
    pay += alive * (1 - above) * deal.fallback;
  }
  p.pay = p.deal > 0 ? pay / p.deal : 0;
  const double expected = crra(deal.fallback, stakes.batna, stakes.risk_aversion) +
                          deal.schedule.worth(stakes.rounds, at, deal.curve.size());
  p.certain = crra_pay((1 - p.withdrawn) * expected, stakes.batna, stakes.risk_aversion);
  return p;
}

/// Ties to the lower ask.
std::optional<std::size_t> best(const std::vector<DealPoint>& curve, double highest) {
  std::optional<std::size_t> at;
  for (std::size_t i = 0; i < curve.size() && curve[i].ask <= highest; ++i)
    if (!at || curve[i].certain > curve[*at].certain) at = i;
  return at;
}

}  // namespace

std::optional<Error> check(const Stakes& stakes) {
  const std::string pay = "pay of 100 to 10000000 yuan a month";
  if (!(stakes.walk_away >= kLeastPay && stakes.walk_away <= kMostPay))
    return refuse("plan.walk_away", stakes.walk_away, pay);
  if (!(stakes.batna >= kLeastPay && stakes.batna <= stakes.walk_away))
    return refuse("plan.batna", stakes.batna, "pay of 100 yuan a month up to the walk-away");
  if (stakes.rounds < 1 || stakes.rounds > 12)
    return refuse("plan.rounds", stakes.rounds, "a whole number from 1 to 12");
  if (!(stakes.risk_aversion >= 0 && stakes.risk_aversion <= 20))
    return refuse("plan.risk_aversion", stakes.risk_aversion, "a number from 0 to 20");
  return std::nullopt;
}

double crra(double pay, double batna, double risk_aversion) {
  const double ratio = pay / batna;
  if (risk_aversion == 1) return base::log(ratio);
  if (risk_aversion == 0) return ratio - 1;
  return (base::pow(ratio, 1 - risk_aversion) - 1) / (1 - risk_aversion);
}

double crra_pay(double utility, double batna, double risk_aversion) {
  if (risk_aversion == 1) return batna * base::exp(utility);
  if (risk_aversion == 0) return batna * (1 + utility);
  return batna * base::pow(1 + (1 - risk_aversion) * utility, 1 / (1 - risk_aversion));
}

double withdrawal_risk(const NegotiationTable::Withdrawal& rule, double ask, double median, double sd) {
  if (rule.base <= 0) return 0;
  const double z = base::log(ask / median) / (base::kNormal90 * sd);
  const double odds = rule.base / (1 - rule.base) * base::exp(std::min(500.0, rule.per_ambition * z));
  return odds / (1 + odds);
}

Result<Deal> weigh(const NegotiationTable& table, const LimitPrior& prior, const Posterior& posterior,
                   const Stakes& stakes) {
  if (auto error = check(stakes)) return *error;
  const double top = posterior.quantile(kHopeless), median = posterior.quantile(0.5);
  const bool standing = stakes.standing && *stakes.standing >= stakes.walk_away;
  if (!standing && stakes.walk_away > top)
    return *refuse("plan.walk_away", stakes.walk_away,
                   "at most " + base::format_double(100 * std::floor(top / 100)) +
                       ", beyond which this employer pays with a probability below 0.5 %");
  Deal deal;
  deal.fallback = standing ? *stakes.standing : stakes.batna;
  std::vector<double> survival, utility;
  const double nothing = crra(deal.fallback, stakes.batna, stakes.risk_aversion);
  const double least = standing ? 100 * std::floor(deal.fallback / 100) + 100 : stakes.walk_away;
  for (const double ask : scale_of_asks(least, top)) {
    DealPoint p;
    p.ask = ask;
    p.withdrawn = stakes.first_ask ? withdrawal_risk(table.withdrawal, ask, median, prior.sd) : 0;
    deal.curve.push_back(p);
    survival.push_back(posterior.survival(ask));
    utility.push_back(crra(ask, stakes.batna, stakes.risk_aversion) - nothing);
  }
  for (std::size_t t = 0; t < table.types.size(); ++t) deal.leaves += posterior.types[t] * table.types[t].leaves;
  deal.schedule = Schedule(survival, utility, stakes.rounds, {deal.leaves, nothing});
  for (std::size_t at = 0; at < deal.curve.size(); ++at) deal.curve[at] = point(deal, posterior, stakes, at);
  deal.unbounded = best(deal.curve, kMostPay);
  deal.opening = best(deal.curve, stakes.highest.value_or(kMostPay));
  return deal;
}

}  // namespace chouma::bargain
