#include "bargain/offer.h"

#include "base/number.h"

#include <cmath>

namespace chouma::bargain {

namespace {

constexpr double kMostMonthly = 10'000'000, kMostYearly = 100'000'000, kMostEquity = 1'000'000'000;

using Refusal = std::optional<Error>;

/// The checks of one offer, in order; the first refusal stays.
class Checks {
 public:
  explicit Checks(std::string where) : where_(std::move(where)) {}

  void number(const std::string& field, double value, double low, double high, const char* unit = "") {
    if (std::isfinite(value) && value >= low && value <= high) return;
    refuse(std::isfinite(value) ? Code::out_of_range : Code::not_finite, field, base::format_double(value),
           "a number from " + base::format_double(low) + " to " + base::format_double(high) + unit);
  }

  void money(const std::string& field, const Money& value, Period period, double low, double high) {
    if (value.currency != Currency::CNY)
      refuse(Code::bad_schema, field, std::string(currency_name(value.currency)),
             "CNY, since taxes and contributions are mainland China's");
    if (value.period != period)
      refuse(Code::bad_schema, field, "an amount per " + std::string(period_name(value.period)),
             "an amount per " + std::string(period_name(period)));
    number(field, static_cast<double>(value.amount), low, high, " yuan");
  }

  void refuse(Code code, const std::string& field, std::string value, std::string allowed) {
    if (!refusal_) refusal_ = Error{code, where_ + field, std::move(value), std::move(allowed)};
  }

  const Refusal& refusal() const { return refusal_; }

 private:
  std::string where_;
  Refusal refusal_;
};

void check_pay(const Offer& offer, Checks& checks) {
  checks.money("base", offer.base, Period::month, 1, kMostMonthly);
  checks.number("months", offer.months, 12, 24);
  checks.money("guaranteed_bonus", offer.guaranteed_bonus, Period::year, 0, kMostYearly);
  const VariableBonus& variable = offer.variable;
  checks.money("variable_bonus.low", variable.low, Period::year, 0, kMostYearly);
  checks.money("variable_bonus.expected", variable.expected, Period::year, 0, kMostYearly);
  checks.money("variable_bonus.high", variable.high, Period::year, 0, kMostYearly);
  if (variable.low.amount > variable.expected.amount || variable.expected.amount > variable.high.amount)
    checks.refuse(Code::out_of_range, "variable_bonus",
                  std::to_string(variable.low.amount) + ", " + std::to_string(variable.expected.amount) + ", " +
                      std::to_string(variable.high.amount),
                  "low <= expected <= high");
  checks.money("sign_on", offer.sign_on, Period::once, 0, kMostYearly);
}

void check_city(const Offer& offer, const PayTables& tables, Month start, Checks& checks) {
  const City* city = find_city(tables.cities, offer.city);
  if (!city) {
    checks.refuse(Code::unknown_name, "city", offer.city, "one of " + city_names(tables.cities));
    return;
  }
  const CityPeriod& period = period_of(*city, start);
  if (offer.fund_rate)
    checks.number("housing_fund_rate", *offer.fund_rate, static_cast<double>(period.fund_min) / kWhole,
                  static_cast<double>(period.fund_max) / kWhole);
  if (offer.contribution_base)
    checks.money("contribution_base", *offer.contribution_base, Period::month, 0, kMostMonthly);
}

void check_week(const WorkWeek& week, Checks& checks) {
  checks.number("week.days", week.days, 0.5, 7);
  checks.number("week.hours_a_day", week.hours, 0.5, 24);
  checks.number("week.holidays_a_year", week.holidays, 0, 13);
}

void check_vesting(const Vesting& vesting, const std::string& field, Checks& checks) {
  if (vesting.empty()) checks.refuse(Code::out_of_range, field, "no pieces", "one piece or more");
  double total = 0;
  int until = 0;
  for (std::size_t i = 0; i < vesting.size(); ++i) {
    const VestingPiece& piece = vesting[i];
    const std::string at = field + "[" + std::to_string(i) + "]",
                      span = std::to_string(piece.after) + " to " + std::to_string(piece.until);
    if (piece.after < 0 || piece.until <= piece.after || piece.until > kMostMonths)
      checks.refuse(Code::out_of_range, at, "months " + span,
                    "after < until, from 0 to " + std::to_string(kMostMonths) + " months");
    if (piece.after < until)
      checks.refuse(Code::out_of_range, at, "months " + span,
                    "a piece that begins where the one before it ended, after month " + std::to_string(until) +
                        ", or later: pieces may not overlap");
    checks.number(at + ".every_months", piece.every, 1, kMostMonths);
    checks.number(at + ".share", piece.share, 0, 1);
    until = piece.until;
    total += piece.share;
  }
  if (!(std::fabs(total - 1) <= 1e-6))
    checks.refuse(Code::out_of_range, field, "shares that make " + base::format_double(total), "shares that make 1");
}

void check_equity(const Equity& equity, Checks& checks) {
  checks.number("equity.price", equity.price, 0, kMostMonthly, " yuan");
  checks.number("equity.volatility", equity.volatility, 0, 3);
  if (equity.growth) checks.number("equity.growth", *equity.growth, -0.9, 3);
  checks.number("equity.dilution", equity.dilution, 0, 0.9);
  checks.number("equity.round_months", equity.round_months, 1, kMostMonths);
  checks.number("equity.liquidity_discount", equity.liquidity_discount, 0, 1);
  checks.number("equity.sell_month", equity.sell_month, 0, kMostMonths);
  checks.number("equity.sell_chance", equity.sell_chance, 0, 1);
  if (equity.grants.empty() || equity.grants.size() > 10)
    checks.refuse(Code::out_of_range, "equity.grants", std::to_string(equity.grants.size()) + " grants",
                  "1 to 10 grants");
  for (std::size_t i = 0; i < equity.grants.size(); ++i) {
    const Grant& grant = equity.grants[i];
    const std::string at = "equity.grants[" + std::to_string(i) + "].";
    checks.number(at + "units", grant.units, 0, 1e12);
    checks.number(at + "strike", grant.strike, 0, kMostMonthly, " yuan");
    checks.number(at + "units × price", grant.units * equity.price, 0, kMostEquity, " yuan");
    check_vesting(grant.vesting, at + "vesting", checks);
  }
}

}  // namespace

std::optional<Error> check(const Offer& offer, const PayTables& tables, Month start, const std::string& where) {
  Checks checks(where);
  check_pay(offer, checks);
  checks.number("stay", offer.stay, 0.01, 1);
  check_city(offer, tables, start, checks);
  check_week(offer.week, checks);
  if (offer.equity) check_equity(*offer.equity, checks);
  return checks.refusal();
}

std::optional<Error> check_cliff(int cliff, int total, int every, const std::string& where) {
  Checks checks(where);
  checks.number("total_months", total, 1, kMostMonths);
  checks.number("every_months", every, 1, kMostMonths);
  checks.number("cliff_months", cliff, 0, kMostMonths);
  if (cliff > total)
    checks.refuse(Code::out_of_range, "cliff_months", std::to_string(cliff),
                  "at most total_months, " + std::to_string(total) + ": a cliff is no longer than the vesting");
  return checks.refusal();
}

BonusParts bonus_parts(const Offer& offer) {
  BonusParts parts;
  parts.promised =
      fen(static_cast<double>(offer.base.amount) * (offer.months - 12)) + kYuan * offer.guaranteed_bonus.amount;
  parts.low = kYuan * offer.variable.low.amount;
  parts.expected = kYuan * offer.variable.expected.amount;
  parts.high = kYuan * offer.variable.high.amount;
  return parts;
}

}  // namespace chouma::bargain
