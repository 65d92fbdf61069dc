#include "bargain/split.h"

#include <algorithm>
#include <vector>

namespace chouma::bargain {

namespace {

constexpr Fen kWindow = 100 * kYuan;  ///< after which every rounding repeats

/// One way of taxing the bonus, at one monthly pay: tax in millionths of a fen.
struct Candidate {
  Fen monthly = 0, bonus = 0, own = 0, fund = 0;
  std::int64_t tax = 0;
};

class Divider {
 public:
  Divider(const PayTables& tables, const CityPeriod& period, const Package& package)
      : tables_(tables), period_(period), package_(package) {}

  Candidate at(Fen monthly, bool merged) const {
    const Contributions month = contributions(period_, monthly, package_.fund_rate);
    Candidate c;
    c.monthly = monthly;
    c.bonus = package_.yearly - 12 * monthly;
    c.own = 12 * month.employee();
    c.fund = 12 * (month.fund().employee + month.fund().employer);
    const Fen taxable = taxable_of(c);
    c.tax = merged ? exact_tax(tables_.income.annual, taxable + c.bonus)
                   : exact_tax(tables_.income.annual, taxable) + exact_bonus_tax(tables_.bonus, c.bonus);
    return c;
  }

  /// Of the year, millionths of a fen.
  std::int64_t worth(const Candidate& c, Aim aim) const {
    return (package_.yearly - c.own + (aim == Aim::cash_and_fund ? c.fund : 0)) * kWhole - c.tax;
  }

  /// Monthly pays at which contributions or taxes may turn a corner.
  std::vector<Fen> corners(Fen lowest, Fen highest) const {
    std::vector<Fen> result{lowest, highest};
    for (const InsuranceItem& item : period_.items) {
      result.push_back(item.base_min);
      result.push_back(item.base_max);
    }
    for (const Bracket& bracket : tables_.bonus.monthly)
      if (bracket.up_to <= kMostFen) result.push_back((package_.yearly - 12 * bracket.up_to) / 12);
    for (const bool merged : {false, true}) {
      result.push_back(where_taxable_passes(0, merged, lowest, highest));
      for (const Bracket& bracket : tables_.income.annual)
        if (bracket.up_to <= kMostFen) result.push_back(where_taxable_passes(bracket.up_to, merged, lowest, highest));
    }
    return result;
  }

  const IncomeTax& income() const { return tables_.income; }
  Fen taxable_of(const Candidate& c) const {
    return 12 * (c.monthly - package_.special - tables_.income.allowance) - c.own;
  }

 private:
  /// By bisection: taxable pay rises with monthly pay, and with the bonus merged falls, but for the rounding of the fund.
  Fen where_taxable_passes(Fen level, bool merged, Fen lowest, Fen highest) const {
    Fen low = lowest, high = highest;
    while (high - low > kYuan) {
      const Fen middle = low + (high - low) / 2;
      const Candidate c = at(middle, merged);
      const bool passed = merged ? taxable_of(c) + c.bonus <= level : taxable_of(c) > level;
      (passed ? high : low) = middle;
    }
    return low;
  }

  const PayTables& tables_;
  const CityPeriod& period_;
  const Package& package_;
};

}  // namespace

PackageSplit divide(const PayTables& tables, const CityPeriod& period, const Package& package, Fen monthly) {
  const Divider divider(tables, period, package);
  const Candidate c = divider.at(monthly, false);
  const Fen taxable = divider.taxable_of(c);
  const BonusChoice choice = choose(tables.income, tables.bonus, taxable, c.bonus);
  PackageSplit split;
  split.monthly = c.monthly;
  split.bonus = c.bonus;
  split.merged = choice.merge || !package.separate;
  split.tax = tax(tables.income.annual, taxable) + (split.merged ? choice.merged : choice.separate);
  split.cash = package.yearly - c.own - split.tax;
  split.fund = c.fund;
  return split;
}

PackageSplit best_split(const PayTables& tables, const CityPeriod& period, const Package& package, Fen lowest,
                        Aim aim) {
  const Divider divider(tables, period, package);
  const Fen least = (lowest + kYuan - 1) / kYuan * kYuan, most = package.yearly / 12 / kYuan * kYuan;
  Fen best = least;
  std::int64_t best_worth = std::numeric_limits<std::int64_t>::min();
  for (const Fen corner : divider.corners(least, most)) {
    const Fen centre = corner / kYuan * kYuan;
    const Fen from = std::max(least, centre - kWindow - kYuan), to = std::min(most, centre + kWindow + kYuan);
    for (Fen monthly = from; monthly <= to; monthly += kYuan)
      for (const bool merged : {false, true}) {
        if (!merged && !package.separate) continue;
        const std::int64_t worth = divider.worth(divider.at(monthly, merged), aim);
        if (worth < best_worth || (worth == best_worth && monthly >= best)) continue;
        best = monthly;
        best_worth = worth;
      }
  }
  return divide(tables, period, package, best);
}

}  // namespace chouma::bargain
