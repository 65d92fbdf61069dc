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
/// numbers >= 0. Where no column deviates the quantiles are parallel; where some do the planes may cross, far from the data as a rule: predictions
/// are those of composite_terms, which never cross. Rows are stacked, K entries for one: O(K n · nnz) memory.
/// Errors: as fit_quantile_net; out_of_range (taus none or not ascending).
Result<CompositeQuantiles> fit_composite_quantiles(const CodedDesign& x, std::span<const double> y,
                                                   std::span<const double> weights, std::span<const double> taus,
                                                   std::span<const double> penalty, std::span<const double> deviation,
                                                   const QuantileNetOptions& options = {});

/// The K quantiles of one row and what they are made of. For each k, quantile[k] is intercept[k] + Σ_e contribution[k][e] + rearrangement[k] to
/// the last bit, whatever the order of summation: every term is a multiple of one power of two, so that no sum rounds. For this each term is
/// rounded once, by at most 2^-50 of the largest Σ of a quantile's absolute terms.
struct CompositeTerms {
  std::vector<double> quantile;                   ///< K, never descending
  std::vector<double> intercept;                  ///< K
  std::vector<std::uint32_t> column;              ///< of each entry that the row stores
  std::vector<std::vector<double>> contribution;  ///< K × entries: x_ij (common_j + deviation_kj)
  /// What sorting the K sums moves them by (Chernozhukov, Fernández-Val & Galichon 2010, "Quantile and probability curves without crossing"); all
  /// exactly 0 where they ascend. Σ_k ρ_τk(y − quantile_k) is at most what it is without, for every y: swapping two that cross, a above b at
  /// τ < τ', changes it by (τ − τ')(a − b) < 0.
  std::vector<double> rearrangement;
};

/// The terms of row `row` of x, a design of the fit's columns.
/// Errors: out_of_range (a row or columns that are not there), not_finite (sums beyond a double).
Result<CompositeTerms> composite_terms(const CompositeQuantiles& fit, const CodedDesign& x, std::size_t row);

}  // namespace chouma::regress
