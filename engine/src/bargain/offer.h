// One job offer, as it is worded, and what may be asked of it. Floor 5.
#pragma once

#include <chouma/error.h>
#include <chouma/money.h>

#include "bargain/equity.h"
#include "bargain/pay_tables.h"

#include <optional>
#include <string>

namespace chouma::bargain {

/// A bonus that nobody promised, a year. low and high are read as its 10 % and 90 % quantiles, `expected` as its median: the three-point rule 0.3, 0.4, 0.3
/// stands for the distribution (Swanson's rule; Keefer & Bodily 1983, "Three-point approximations for continuous random variables", Management Science 29),
/// the same branch in every year.
struct VariableBonus {
  Money low{0, Currency::CNY, Period::year}, expected{0, Currency::CNY, Period::year},
      high{0, Currency::CNY, Period::year};
};
inline constexpr double kBranchWeights[3] = {0.3, 0.4, 0.3};

struct Offer {
  std::string name;
  Money base;          ///< whole yuan a month before tax, 1 … 10,000,000
  double months = 12;  ///< of base pay a year, 12 … 24; what is over 12 comes as a promised bonus
  Money guaranteed_bonus{0, Currency::CNY, Period::year};  ///< beside it
  VariableBonus variable;                                  ///< on top of both
  Money sign_on{0, Currency::CNY, Period::once};           ///< with the first month's pay
  std::optional<Equity> equity;
  double stay =
      1;  ///< chance a year that the job is kept, (0, 1]; ends vesting only: pay is taken to go on, here or elsewhere
  std::string city;
  std::optional<double> fund_rate;         ///< housing fund, each side; the city's least where not given
  std::optional<Money> contribution_base;  ///< a month; base pay where not given
  WorkWeek week;
};

/// Every bonus with month 12, 24 … of service.
struct BonusParts {
  Fen promised = 0;                     ///< (months − 12) · base, to the fen, + guaranteed_bonus
  Fen low = 0, expected = 0, high = 0;  ///< variable
};
BonusParts bonus_parts(const Offer& offer);

/// The first thing that cannot be, if any: pay below 1 or over 10,000,000 a month, months outside 12 … 24, a range that does not ascend, another currency or
/// period, a city that the tables lack (the answer lists them), a rate outside the city's at `start`, hours outside the week, vesting without months, with a cliff
/// longer than itself, overlapping or not whole, a share outside 0 … 1. `where` stands before the field: "offers[0]." gives "offers[0].base".
std::optional<Error> check(const Offer& offer, const PayTables& tables, Month start, const std::string& where);

/// Whether cliff_vesting(cliff, total, every) may be asked for: 1 <= total, every <= 240, 0 <= cliff <= total.
std::optional<Error> check_cliff(int cliff, int total, int every, const std::string& where);

}  // namespace chouma::bargain
