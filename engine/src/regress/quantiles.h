// Linear quantile regressions from codes, without penalty: the exact vertex that a simplex would end at, several quantiles at once.
// Penalised and wide fits: quantile.h, quantile_net.h.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// A basic solution: `basis` names p + 1 rows that are fitted exactly, and these alone determine the coefficients.
struct ExactQuantile {
  double tau = 0;
  double intercept = 0;
  std::vector<double> beta;          ///< p coefficients
  double objective = 0;              ///< Σ w_i ρ_τ(y_i − intercept − x_i β)
  std::vector<std::uint32_t> basis;  ///< p + 1 rows, ascending
  /// Duality gap / (1 + objective), y and weights at unit scale. The dual point: a_i = w_i τ above the fit, w_i (τ − 1) below, and on the
  /// basis what Σ a_i (1, x_i) = 0 asks for, cut to [w_i (τ − 1), w_i τ]; what the cut leaves of the sum counts in the gap.
  double gap = 0;
  int newton_steps = 0, pivots = 0;
};

/// Minimises Σ_i w_i ρ_τ(y_i − b − x_i β) over b and β for each tau, 0 < tau < 1, in the order given; weights empty: all 1.
/// The optimum of this linear programme is at a vertex, where p + 1 independent rows are fitted exactly. It is found in three steps:
///  1. the check loss is smoothed over a width that shrinks, and minimised by Newton steps from least squares or the quantile before
///     (Madsen & Nielsen 1993; Chen 2007, "A finite smoothing algorithm for quantile regression"): only rows within the width cost squares;
///  2. rows far from that fit are put together into one linear term, since only the side matters on which they lie (Portnoy & Koenker 1997);
///     among the others the simplex goes from vertex to vertex, each time to the best point of the edge (Barrodale & Roberts 1973);
///  3. every row's side is looked up again; rows that changed sides join the near ones and the simplex goes on until there are none.
/// Ties are broken by moving each response by about 1e-8 of a residual's size in the search. The coefficients, the gap and the objective are
/// those of the responses as given. Where the optimum is not a point, a vertex of it.
/// Errors: as fit_linear (linear.h); out_of_range (a tau, or none); too_large (more than 2,000 columns: p² numbers are kept);
/// singular (no p + 1 rows are independent); not_converged (a gap above 1e-9). Never NaN.
Result<std::vector<ExactQuantile>> fit_quantiles(const CodedDesign& x, std::span<const double> y,
                                                 std::span<const double> weights, std::span<const double> taus);

}  // namespace chouma::regress
