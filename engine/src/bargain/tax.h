// Individual income tax on wages, residents of mainland China. Floor 5.
//
//   tax(x) = x · rate_k − quick_k,   k the first bracket with x <= up_to_k (a bracket includes its upper end); 0 for x <= 0
// to the fen, halves up. The same annual table serves the year and cumulative withholding (累计预扣法): in month m of a calendar year
//   taxable_m  = Σ pay − Σ own contributions and housing fund − allowance · m − Σ special additional deductions
//   withheld_m = max(0, tax(taxable_m) − Σ withheld before)
// with m counted from the first month worked for this employer in the year. Individual Income Tax Law of 2018; State Taxation Administration,
// announcement 2018 No. 61. Values, sources and years: models/tax.
#pragma once

#include "bargain/units.h"

#include <limits>
#include <string>
#include <vector>

namespace chouma::bargain {

/// Where a value is from and when it holds.
struct Provenance {
  std::string source;
  std::string confidence;         ///< two | one_official | one | disputed, as models/tax/card.md explains
  std::optional<Month> from, to;  ///< first and last month; open where not stated
};

struct Bracket {
  Fen up_to = std::numeric_limits<Fen>::max();
  Rate rate = 0;
  Fen quick = 0;  ///< quick deduction 速算扣除数
};

/// Ascending; the last bracket has no upper end.
using TaxTable = std::vector<Bracket>;

/// As above, to the fen.
Fen tax(const TaxTable& table, Fen taxable);
/// The same in yuan without rounding, for simulated amounts.
double tax(const TaxTable& table, double taxable);
/// The same in millionths of a fen, exact: what optimisers compare, so that rounding never decides. taxable <= kMostFen.
std::int64_t exact_tax(const TaxTable& table, Fen taxable);

struct IncomeTax {
  TaxTable annual;
  Fen allowance = 0;  ///< a month, 5,000 yuan
  Provenance provenance;
};

/// Cumulative withholding by one employer within one calendar year, month after month.
class Withholding {
 public:
  explicit Withholding(const IncomeTax& law) : law_(&law) {}
  /// Tax withheld this month; `deducted`: own contributions, housing fund and special additional deductions of the month.
  Fen next(Fen pay, Fen deducted);
  Fen taxable() const { return taxable_; }    ///< so far, may be negative
  Fen withheld() const { return withheld_; }  ///< so far

 private:
  const IncomeTax* law_;
  Fen taxable_ = 0, withheld_ = 0;
};

}  // namespace chouma::bargain
