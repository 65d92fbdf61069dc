#include "bargain/cash.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

/// Months [first, last) of one calendar year, counted from 0.
struct Year {
  int first, last;
};

bool pays_bonus(int month) { return month % 12 == 11; }

/// Tax of each month of the year, the bonus either way; returns the year as it ends.
TaxYear withhold(const IncomeTax& income, const BonusTax& law, const Pay& pay, Year year, bool merged, Fen* tax) {
  Withholding withholding(income);
  TaxYear result;
  result.merged = merged;
  for (int m = year.first; m < year.last; ++m) {
    const Fen bonus = pays_bonus(m) ? pay.bonus : 0;
    const Fen wages = pay.base + (m == 0 ? pay.sign_on : 0) + (merged ? bonus : 0);
    tax[m] = withholding.next(wages, pay.own + pay.special) + (merged ? 0 : bonus_tax(law, bonus));
    result.tax += tax[m];
  }
  result.taxable = withholding.taxable();
  return result;
}

}  // namespace

NetPay net_pay(const IncomeTax& income, const BonusTax& bonus, const Pay& pay, Month start, int months,
               Month separate_to) {
  const auto count = static_cast<std::size_t>(months);
  NetPay result{std::vector<Fen>(count), std::vector<Fen>(count), {}};
  std::vector<Fen> other(count);
  for (int first = 0; first < months;) {
    const Month begins = start + first;
    const int last = std::min(months, first + 12 - begins % 12);
    // The only month of the year that can pay a bonus: the next multiple of 12.
    const int pays = first + 11 - first % 12;
    const bool has_bonus = pay.bonus > 0 && pays < last;
    TaxYear year;
    if (!has_bonus || start + pays <= separate_to)
      year = withhold(income, bonus, pay, {first, last}, false, result.tax.data());
    if (has_bonus) {
      const TaxYear merged = withhold(income, bonus, pay, {first, last}, true, other.data());
      if (start + pays > separate_to || merged.tax < year.tax) {
        year = merged;
        std::copy(other.begin() + first, other.begin() + last, result.tax.begin() + first);
      }
    }
    year.year = year_of(begins);
    result.years.push_back(year);
    first = last;
  }
  for (int m = 0; m < months; ++m) {
    const auto i = static_cast<std::size_t>(m);
    const Fen gross = pay.base + (m == 0 ? pay.sign_on : 0) + (pays_bonus(m) ? pay.bonus : 0);
    result.net[i] = gross - pay.own - result.tax[i];
  }
  return result;
}

}  // namespace chouma::bargain
