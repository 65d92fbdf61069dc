#include "bargain/valuation.h"

#include "base/math.h"
#include "base/random.h"

#include <algorithm>
#include <limits>

namespace chouma::bargain {

namespace {

constexpr std::uint32_t kBranchStream = 0x424F4E00;  // "BON", apart from the streams of the equity
constexpr Month kForever = std::numeric_limits<Month>::max();

double mean_of(const std::array<double, 3>& branches) {
  return kBranchWeights[0] * branches[0] + kBranchWeights[1] * branches[1] + kBranchWeights[2] * branches[2];
}

Worth certain(double value) { return {value, value, value}; }

}  // namespace

Valuation::Valuation(const PayTables& tables, const Outlook& outlook, const Offer& offer, std::uint32_t stream)
    : tables_(tables),
      outlook_(outlook),
      offer_(offer),
      period_(period_of(*find_city(tables.cities, offer.city), outlook.start)),
      horizon_(12 * outlook.years),
      bonus_to_(outlook.separate_rules_extended ? kForever : tables.bonus.provenance.to.value_or(kForever)),
      equity_to_(outlook.separate_rules_extended ? kForever : tables.equity.separate_to),
      branch_(kPaths) {
  for (int m = 1; m <= horizon_; ++m) discount_.push_back(base::pow(1 + outlook.discount_rate, -m / 12.0));
  const int year_begins = 12 - outlook.start % 12;
  const int last = std::max(horizon_, offer.equity ? last_sale(*offer.equity, horizon_) : 0);
  months_ = year_begins + (std::max(0, last - year_begins) + 11) / 12 * 12;
  if (offer.equity)
    paths_ = simulate({&*offer.equity, horizon_, offer.stay, outlook.discount_rate, year_begins}, outlook.seed, stream);
  for (std::size_t i = 0; i < kPaths; ++i) {
    const double u = base::uniform(outlook.seed, kBranchStream + stream, i);
    branch_[i] = u < kBranchWeights[0] ? 0 : u < kBranchWeights[0] + kBranchWeights[1] ? 1 : 2;
  }
}

Offer Valuation::with_base(std::int64_t base) const {
  Offer offer = offer_;
  offer.base.amount = base;
  return offer;
}

double Valuation::present(const NetPay& pay) const {
  double sum = 0;
  for (std::size_t m = 0; m < discount_.size(); ++m) sum += discount_[m] * yuan(pay.net[m]);
  return sum;
}

Cash Valuation::cash_of(const Offer& offer) const {
  Cash cash;
  const Rate fund_rate =
      offer.fund_rate ? static_cast<Rate>(base::round_half_away(*offer.fund_rate * kWhole)) : period_.fund_min;
  Pay pay;
  pay.base = kYuan * offer.base.amount;
  cash.insurance =
      contributions(period_, offer.contribution_base ? kYuan * offer.contribution_base->amount : pay.base, fund_rate);
  pay.own = cash.insurance.employee();
  pay.special = kYuan * outlook_.special_deductions.amount;

  double before = 0;
  const auto added = [&](NetPay& net) {
    net = net_pay(tables_.income, tables_.bonus, pay, outlook_.start, months_, bonus_to_);
    const double now = present(net), more = now - before;
    before = now;
    return more;
  };
  NetPay net;
  const BonusParts bonus = bonus_parts(offer);
  cash.salary = added(net);
  pay.sign_on = kYuan * offer.sign_on.amount;
  if (pay.sign_on > 0) cash.sign_on = added(net);
  pay.bonus = bonus.promised;
  if (pay.bonus > 0) cash.promised = added(net);
  const double promised = before;
  const std::array<Fen, 3> branches = {bonus.low, bonus.expected, bonus.high};
  for (std::size_t b = 0; b < branches.size(); ++b) {
    before = promised;
    pay.bonus = bonus.promised + branches[b];
    if (branches[b] > 0)
      cash.variable[b] = added(cash.pay[b]);
    else
      cash.pay[b] = net;
  }

  const double fund = yuan(cash.insurance.fund().employee + cash.insurance.fund().employer);
  for (const double factor : discount_) cash.housing_fund += factor * fund;
  return cash;
}

/// Tax on a year's equity as a share of it.
double Valuation::tax_share(double received, double taxable, double tax_before, std::size_t year) const {
  const TaxTable& annual = tables_.income.annual;
  if (offer_.equity->taxed == EquityTaxed::deferred) return static_cast<double>(tables_.equity.deferred) / kWhole;
  const bool apart = offer_.equity->taxed == EquityTaxed::separate &&
                     year_of(outlook_.start) + static_cast<int>(year) <= year_of(equity_to_);
  return (apart ? tax(annual, received) : tax(annual, taxable + received) - tax_before) / received;
}

std::vector<double> Valuation::equity_of(const Cash& cash) const {
  std::vector<double> worth(kPaths, 0);
  const std::size_t years = paths_.years;
  if (years == 0) return worth;
  // By branch and year: the rest of the year's taxable pay, and the tax on it.
  std::array<std::vector<double>, 3> taxable, before;
  for (std::size_t b = 0; b < 3; ++b)
    for (std::size_t y = 0; y < years; ++y) {
      taxable[b].push_back(yuan(cash.pay[b].years[y].taxable));
      before[b].push_back(tax(tables_.income.annual, taxable[b][y]));
    }
  for (std::size_t path = 0; path < kPaths; ++path) {
    const std::size_t b = branch_[path];
    const auto received = paths_.received_of(path), present = paths_.present_of(path);
    for (std::size_t y = 0; y < years; ++y)
      if (received[y] > 0) worth[path] += present[y] * (1 - tax_share(received[y], taxable[b][y], before[b][y], y));
  }
  return worth;
}

double Valuation::expected_total(std::int64_t base) const {
  const Cash cash = cash_of(with_base(base));
  return cash.salary + cash.housing_fund + cash.sign_on + cash.promised + mean_of(cash.variable) +
         summary(equity_of(cash), paths_).mean;
}

BonusAdvice Valuation::advice_of(const Cash& cash) const {
  const BonusParts parts = bonus_parts(offer_);
  BonusAdvice advice;
  advice.bonus = parts.promised + parts.expected;
  const Fen taxable = 12 * (kYuan * offer_.base.amount - cash.insurance.employee() -
                            kYuan * outlook_.special_deductions.amount - tables_.income.allowance);
  const bool apart = outlook_.start + 11 <= bonus_to_;
  const BonusChoice choice = choose(tables_.income, tables_.bonus, taxable, advice.bonus);
  advice.merged = !apart || choice.merge;
  advice.tax = tax(tables_.income.annual, taxable) + (advice.merged ? choice.merged : choice.separate);
  advice.best_bonus = advice.bonus;
  advice.best_tax = advice.tax;
  const Fen pool = taxable + advice.bonus;
  if (!apart || pool <= 0) return advice;
  const PoolSplit best = best_pool_split(tables_.income, tables_.bonus, pool, 0, pool);
  if (best.tax < advice.tax) {
    advice.best_bonus = best.bonus;
    advice.best_tax = best.tax;
  }
  for (const DeadZone& zone : dead_zones(tables_.bonus))
    if (!advice.merged && advice.bonus > zone.after && yuan(advice.bonus) <= zone.until) advice.dead_zone = zone;
  return advice;
}

OfferWorth Valuation::worth() const {
  Cash cash = cash_of(offer_);
  OfferWorth worth;
  worth.name = offer_.name;
  worth.branch = branch_;
  worth.equity = equity_of(cash);
  worth.variable = cash.variable;
  const Outcome equity = summary(worth.equity, paths_);
  const auto [least, most] = std::minmax_element(cash.variable.begin(), cash.variable.end());
  worth.parts = {certain(cash.salary),
                 certain(cash.housing_fund),
                 certain(cash.sign_on),
                 certain(cash.promised),
                 Worth{mean_of(cash.variable), *least, *most},
                 Worth{equity.mean, equity.low, equity.high}};
  worth.standard_error = equity.standard_error;

  const double sure = cash.salary + cash.housing_fund + cash.sign_on + cash.promised;
  std::vector<double> totals(kPaths);
  for (std::size_t i = 0; i < kPaths; ++i) totals[i] = sure + cash.variable[branch_[i]] + worth.equity[i];
  const Outcome total = summary(totals);
  worth.total = {sure + mean_of(cash.variable) + equity.mean, total.low, total.high};

  worth.insurance = cash.insurance;
  worth.insurance_from = period_.from;
  worth.bonus = advice_of(cash);
  const double base = static_cast<double>(offer_.base.amount);
  worth.hours = hours_worth(tables_.overtime, offer_.week, base, 12 * base + yuan(worth.bonus.bonus));
  worth.worth_per_hour = worth.total.expected / (52 * worth.hours.week * outlook_.years);
  worth.pay = std::move(cash.pay[1]);
  worth.pay.net.resize(discount_.size());
  worth.pay.tax.resize(discount_.size());
  return worth;
}

}  // namespace chouma::bargain
