// What each skill goes with by itself, with an error that covers: beside the median's coefficients, which a penalty draws towards 0.
#pragma once

#include <chouma/error.h>

#include "regress/design.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace chouma::salary {

/// Of a 0/1 column, all other columns held: the mean of a response with it less the mean without. An association.
struct OwnEffect {
  double log =
      0;  ///< of log pay: what the skill goes with; of a model's out-of-fold residuals: what the model misses of it. Not shrunk
  /// Such that log ± 1.2816 se is the 80 % interval of effects.h, clustered: Student's t of the groups that tell about the column is in it.
  double se = 0;
};

/// The debiased lasso (regress/effects.h) of `y` on all columns of `x` but the first, the intercept. `group`: rows that may
/// depend on each other. `residuals`: y is what a model leaves over, in which the lasso looks for no more than few large effects. An answer for each of `columns`; nothing where the others leave too little of it to tell, or fewer than two groups have it.
/// Errors: those of debiased_effects.
Result<std::vector<std::optional<OwnEffect>>> own_effects(const regress::Design& x, std::span<const double> y,
                                                          std::span<const double> weights,
                                                          std::span<const std::uint32_t> group,
                                                          std::span<const std::uint32_t> columns, std::uint64_t seed,
                                                          bool residuals = false);

}  // namespace chouma::salary
