// The funnel's Monte-Carlo draws. Private to screening.
#pragma once

#include "screening/funnel.h"

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::screening {

/// The hazard of one reason at one stage: fixed + slope · e, `average` where e is unknown (formula: funnel.h).
struct Hazard {
  double fixed = 0, slope = 0, average = 0;
  double at(const std::optional<double>& exposure) const { return exposure ? fixed + slope * *exposure : average; }
};

/// Counts that enter and leave each stage, stages + 1 of them, to the nearest whole.
std::vector<std::int64_t> funnel_counts(const FunnelTable& table);

/// One row per draw; in it the hazards of the first stage's reasons in the table's order, then the second's … Depends on table and seed alone.
std::vector<std::vector<Hazard>> draw_hazards(const FunnelTable& table, std::uint64_t seed);

/// Type 7 quantile (Hyndman & Fan 1996): x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]), h = (n − 1) q, x ascending. Not empty.
double quantile7(std::vector<double> values, double q);

}  // namespace chouma::screening
