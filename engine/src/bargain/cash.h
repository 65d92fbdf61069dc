// Pay, bonus and tax month by month: what arrives. Floor 5.
//
//   net_m = pay_m + bonus_m − own contributions − tax withheld_m
// Each calendar year begins withholding anew; at most one bonus falls into it, in month 12, 24 … of service. While the law allows it, the year's bonus is taxed
// the cheaper way: apart, or merged into the pay of its month, compared by all tax withheld in that year. The yearly settlement (汇算清缴) and what another employer
// paid in the first year are not known and left out.
#pragma once

#include "bargain/pay_tables.h"

#include <vector>

namespace chouma::bargain {

/// All in fen.
struct Pay {
  Fen base = 0;     ///< each month
  Fen sign_on = 0;  ///< in month 1
  Fen bonus = 0;    ///< in months 12, 24 …
  Fen own = 0;      ///< own contributions and housing fund, each month
  Fen special = 0;  ///< special additional deductions, each month
};

struct TaxYear {
  int year = 0;
  Fen taxable =
      0;  ///< at its end, by cumulative withholding: with the bonus where merged, negative where allowance is left
  Fen tax = 0;  ///< withheld in the year, the bonus's tax among it
  bool merged = false;
};

struct NetPay {
  std::vector<Fen> tax, net;   ///< months 1 … n at index 0 … n − 1
  std::vector<TaxYear> years;  ///< calendar years, the first may begin and the last end midway
};

/// `months` >= 1 from `start` on; bonuses may be taxed apart until `separate_to`.
NetPay net_pay(const IncomeTax& income, const BonusTax& bonus, const Pay& pay, Month start, int months,
               Month separate_to);

}  // namespace chouma::bargain
