#include "bargain/tax.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

const Bracket& bracket_of(const TaxTable& table, Fen taxable) {
  std::size_t k = 0;
  while (taxable > table[k].up_to) ++k;
  return table[k];
}

}  // namespace

Fen tax(const TaxTable& table, Fen taxable) {
  if (taxable <= 0) return 0;
  const Bracket& bracket = bracket_of(table, taxable);
  return part_of(taxable, bracket.rate) - bracket.quick;
}

double tax(const TaxTable& table, double taxable) {
  if (!(taxable > 0)) return 0;
  std::size_t k = 0;
  while (k + 1 < table.size() && taxable > yuan(table[k].up_to)) ++k;
  return taxable * (static_cast<double>(table[k].rate) / kWhole) - yuan(table[k].quick);
}

std::int64_t exact_tax(const TaxTable& table, Fen taxable) {
  if (taxable <= 0) return 0;
  const Bracket& bracket = bracket_of(table, taxable);
  return taxable * bracket.rate - bracket.quick * kWhole;
}

Fen Withholding::next(Fen pay, Fen deducted) {
  taxable_ += pay - deducted - law_->allowance;
  const Fen due = std::max<Fen>(0, tax(law_->annual, taxable_) - withheld_);
  withheld_ += due;
  return due;
}

}  // namespace chouma::bargain
