// The year-end bonus (全年一次性奖金): its own table against merging it into the year's income. Floor 5.
//
//   separate(b) = b · rate_k − quick_k,   k the first bracket of the monthly table with b / 12 <= up_to_k  (b <= 12 up_to_k, no rounding between)
//   merged(b)   = tax(taxable + b) − tax(taxable)
// The quick deduction is subtracted once though the bracket is that of a twelfth, so the tax jumps where a bracket begins: one yuan more can cost
// thousands, and up to the end of the dead zone a larger bonus leaves less. MOF/STA announcement 2023 No. 30: the taxpayer's choice, once a year,
// for bonuses paid until the end of 2027; later ones are merged unless the rule is extended.
#pragma once

#include "bargain/tax.h"

namespace chouma::bargain {

struct BonusTax {
  TaxTable monthly;
  Provenance provenance;  ///< `to`: the last month in which a bonus may be taxed apart
};

Fen bonus_tax(const BonusTax& law, Fen bonus);
std::int64_t exact_bonus_tax(const BonusTax& law, Fen bonus);  ///< millionths of a fen

/// A bonus b with after < b <= until leaves no more than `after` does.
struct DeadZone {
  Fen after = 0;
  double until = 0;  ///< yuan; the root of b − separate(b) = after − separate(after)
  Fen lost = 0;      ///< what one yuan over `after` costs
};
/// One for each bracket but the last, ascending, computed from the table.
std::vector<DeadZone> dead_zones(const BonusTax& law);

struct BonusChoice {
  Fen separate = 0, merged = 0;  ///< tax on the bonus either way
  bool merge = false;            ///< merging is cheaper; a tie is taxed apart
};
/// `taxable`: the rest of the year's taxable income, negative where allowance is left over.
BonusChoice choose(const IncomeTax& income, const BonusTax& law, Fen taxable, Fen bonus);

/// A pool of taxable pay divided into a bonus taxed apart and the rest.
struct PoolSplit {
  Fen bonus = 0;
  Fen tax = 0;  ///< of both parts, each to the fen
};
/// The bonus in [least, most] (0 <= least <= most <= pool) that makes tax(pool − b) + separate(b) least; of several the smallest. Exact: between the places
/// where either table has a corner both terms are linear, and at its jumps the separate table takes the lower value, so the minimum over all amounts is at
/// an end, at b = 12 up_to_k or at b = pool − up_to_j. Ties and minima are those of the unrounded tax. Right whenever the pool does not itself depend on the split,
/// as where contributions follow last year's average pay or are at their caps; else see split.h.
PoolSplit best_pool_split(const IncomeTax& income, const BonusTax& law, Fen pool, Fen least, Fen most);

}  // namespace chouma::bargain
