// Linear quantile regression from codes under a lasso or group-lasso penalty, for wide designs: the check loss smoothed over a width that
// shrinks, minimised by proximal Newton steps over the groups in the fit. Small lasso problems to full precision: quantile.h; without
// penalty: quantiles.h.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

struct QuantileNetOptions {
  double tolerance = 1e-6;  ///< relative duality gap to be met
  int max_steps = 2000;     ///< proximal Newton steps in all
};

struct QuantileNetFit {
  double intercept = 0;
  std::vector<double> beta;  ///< p coefficients; those of a group out of the fit are exactly 0
  double objective = 0;      ///< as minimised, with the check loss itself
  /// (Σ_i (w_i ρ_τ(r_i) − a_i r_i) + Σ_g (penalty_g |β_g| − β_g'X_g'a) + Σ_j |X_j'a| max(1, |β_j|)) / (1 + objective), y and weights at unit
  /// scale, no term negative; j runs over the intercept and the columns without penalty. a is the smoothed loss's slope at each row, in
  /// [w_i (τ − 1), w_i τ], shrunk until |X_g'a| <= penalty_g for every group: a feasible point of the dual up to the last sum.
  double gap = 0;
  int steps = 0;
};

/// Minimises Σ_i w_i ρ_τ(y_i − b − x_i β) + Σ_g penalty_g |β_g|₂, b never penalised (Koenker & Bassett 1978; Belloni & Chernozhukov 2011;
/// Yuan & Lin 2006). group: p numbers below G, the group of each column; empty: each column is its own group, and this is the lasso.
/// penalty: G numbers >= 0; 0: not penalised, alone or in a group, and such columns may depend on each other.
/// weights empty: all 1; a weight of k is k copies of the row. 0 < tau < 1. Where the optimum is not a point, a point of it.
/// The loss at width h is r² / (4h) + (τ − 1/2) r + h / 4 for |r| <= h (smoothed_check.h); h falls fourfold from half of the residuals within
/// it until the gap is met. A step minimises the second-order model by block coordinate descent over groups that are not 0 or whose slope
/// exceeds their penalty, so it costs O(n · nnz + a²) for a columns in the fit, not p².
/// Errors: as check_problem (moments.h); out_of_range / not_finite (tau, group, penalty; named); not_converged (the gap reached). Never NaN.
Result<QuantileNetFit> fit_quantile_net(const CodedDesign& x, std::span<const double> y,
                                        std::span<const double> weights, double tau,
                                        std::span<const std::uint32_t> group, std::span<const double> penalty,
                                        const QuantileNetOptions& options = {});

/// Several quantiles with effects in common: the τ_k-quantile is intercept_k + x (common + deviation_k).
struct CompositeQuantiles {
  std::vector<double> intercept;               ///< K
  std::vector<double> common;                  ///< p
  std::vector<std::vector<double>> deviation;  ///< K × p; a column's are all exactly 0, or none need be
  double objective = 0, gap = 0;               ///< as in QuantileNetFit
  int steps = 0;
};

/// Minimises Σ_k Σ_i w_i ρ_τk(y_i − b_k − x_i (c + d_k)) + Σ_j penalty_j |c_j| + Σ_j deviation_j |(d_1j … d_Kj)|₂ (composite quantile
/// regression, Zou & Yuan 2008, and beyond it deviations in or out of the fit a column at a time). taus ascend; penalty and deviation are p
/// numbers >= 0. Where no column deviates the quantiles are parallel and never cross; where some do they may cross far from the data: a form
/// that cannot is the median plus positive spacings. Rows are stacked, K entries for one: O(K n · nnz) memory.
/// Errors: as fit_quantile_net; out_of_range (taus none or not ascending).
Result<CompositeQuantiles> fit_composite_quantiles(const CodedDesign& x, std::span<const double> y,
                                                   std::span<const double> weights, std::span<const double> taus,
                                                   std::span<const double> penalty, std::span<const double> deviation,
                                                   const QuantileNetOptions& options = {});

}  // namespace chouma::regress
