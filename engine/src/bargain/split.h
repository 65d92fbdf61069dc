// A year's package divided into monthly pay and a year-end bonus where contributions follow the monthly pay: the first year of a job. Floor 5.
#pragma once

#include "bargain/pay_tables.h"

namespace chouma::bargain {

enum class Aim { cash, cash_and_fund };  ///< most money in hand, or with both shares of the housing fund

struct PackageSplit {
  Fen monthly = 0, bonus = 0;  ///< 12 · monthly + bonus = the package
  Fen tax = 0;                 ///< a year
  Fen cash = 0;                ///< a year, after tax and own contributions
  Fen fund = 0;                ///< a year, both shares
  bool merged = false;         ///< the bonus is merged into the year's income
};

/// What does not change with the split.
struct Package {
  Fen yearly = 0;   ///< monthly pay × 12 + bonus
  Fen special = 0;  ///< special additional deductions a month
  Rate fund_rate = 0;
  bool separate = true;  ///< the bonus may be taxed apart
};

/// The package with that monthly pay, 0 <= 12 · monthly <= yearly; contributions on the monthly pay, the cheaper of both taxes on the bonus.
PackageSplit divide(const PayTables& tables, const CityPeriod& period, const Package& package, Fen monthly);

/// The whole-yuan monthly pay in [lowest, yearly / 12] whose split is worth most, of several the lowest; taxes compared unrounded. Equals trying every
/// yuan, for contribution rates in whole hundredths of a percent and a fund rate in whole percent: between the corners of contributions and taxes worth is
/// linear in the monthly pay plus a rounding that repeats every 100 yuan, so the best lies within 100 yuan of a corner.
PackageSplit best_split(const PayTables& tables, const CityPeriod& period, const Package& package, Fen lowest, Aim aim);

}  // namespace chouma::bargain
