#include "bargain/bonus.h"

namespace chouma::bargain {

namespace {

/// The bracket of a twelfth of the bonus, in exact arithmetic.
const Bracket& bracket_of(const BonusTax& law, Fen bonus) {
  std::size_t k = 0;
  while (k + 1 < law.monthly.size() && bonus > 12 * law.monthly[k].up_to) ++k;
  return law.monthly[k];
}

}  // namespace

Fen bonus_tax(const BonusTax& law, Fen bonus) {
  if (bonus <= 0) return 0;
  const Bracket& bracket = bracket_of(law, bonus);
  return part_of(bonus, bracket.rate) - bracket.quick;
}

std::int64_t exact_bonus_tax(const BonusTax& law, Fen bonus) {
  if (bonus <= 0) return 0;
  const Bracket& bracket = bracket_of(law, bonus);
  return bonus * bracket.rate - bracket.quick * kWhole;
}

std::vector<DeadZone> dead_zones(const BonusTax& law) {
  std::vector<DeadZone> zones;
  for (std::size_t k = 0; k + 1 < law.monthly.size(); ++k) {
    DeadZone zone;
    zone.after = 12 * law.monthly[k].up_to;
    const auto net = [&](Fen bonus) { return bonus - bonus_tax(law, bonus); };
    zone.lost = net(zone.after) - net(zone.after + kYuan);
    // b (1 − rate) + quick = net, in the first bracket that holds its own root.
    for (std::size_t j = k + 1; j < law.monthly.size(); ++j) {
      const Bracket& bracket = law.monthly[j];
      zone.until = yuan(net(zone.after) - bracket.quick) / (1 - static_cast<double>(bracket.rate) / kWhole);
      if (j + 1 == law.monthly.size() || zone.until <= 12 * yuan(bracket.up_to)) break;
    }
    zones.push_back(zone);
  }
  return zones;
}

BonusChoice choose(const IncomeTax& income, const BonusTax& law, Fen taxable, Fen bonus) {
  BonusChoice choice;
  choice.separate = bonus_tax(law, bonus);
  choice.merged = tax(income.annual, taxable + bonus) - tax(income.annual, taxable);
  choice.merge = choice.merged < choice.separate;
  return choice;
}

PoolSplit best_pool_split(const IncomeTax& income, const BonusTax& law, Fen pool, Fen least, Fen most) {
  Fen best = least;
  std::int64_t best_tax = exact_tax(income.annual, pool - least) + exact_bonus_tax(law, least);
  const auto attempt = [&](Fen bonus) {
    if (bonus < least || bonus > most) return;
    const std::int64_t total = exact_tax(income.annual, pool - bonus) + exact_bonus_tax(law, bonus);
    if (total > best_tax || (total == best_tax && bonus >= best)) return;
    best = bonus;
    best_tax = total;
  };
  attempt(most);
  for (std::size_t k = 0; k + 1 < law.monthly.size(); ++k) attempt(12 * law.monthly[k].up_to);
  for (std::size_t k = 0; k + 1 < income.annual.size(); ++k) attempt(pool - income.annual[k].up_to);
  return {best, tax(income.annual, pool - best) + bonus_tax(law, best)};
}

}  // namespace chouma::bargain
