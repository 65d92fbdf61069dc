// Least squares and ridge for many rows, by normal equations straight from codes. Small dense problems: least_squares.h.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"
#include "regress/moments.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

struct LinearFit {
  double intercept = 0;
  std::vector<double> beta;  ///< p coefficients
  double rss = 0;            ///< Σ w_i (y_i − intercept − x_i β)²
};

/// Minimises Σ w_i (y_i − b − x_i β)² + Σ_j ridge_j β_j² over b (never penalised) and β. weights empty: all 1; ridge p numbers >= 0 in
/// units of Σ w x_j², or empty for none. A weight of k is k copies of the row.
/// Correlations are factored by Cholesky, and what the data's residuals say against the first solution is solved for once more
/// (iterative refinement; Björck 1996, "Numerical Methods for Least Squares Problems"), which gives back most of the digits that squares
/// cost. O(Σ nnz_i² + p³ / 3).
/// Errors: as check_problem (moments.h), out_of_range / not_finite (ridge, or a coefficient beyond a double), singular: a column without
/// ridge is constant, or the columns before it and the intercept leave less than 1e-11 of its variance (says which).
Result<LinearFit> fit_linear(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                             std::span<const double> ridge = {});

/// Least squares of rows that were read part by part: moments of each part by one scaling (scale() of any of them), added up. The rows are gone, so nothing is
/// refined: about half the digits of a double. rss = Σw s_y² (1 − R²). Errors: no_data (no weight), singular, not_finite as fit_linear.
Result<LinearFit> fit_moments(const Moments& moments, const Scaling& scaling);

/// Standard errors of a fit's coefficients, and the degrees of freedom of Student's t for their intervals.
struct LinearErrors {
  double intercept = 0;
  std::vector<double> beta;  ///< p
  std::size_t df = 0;
};

/// Of the `fit` that fit_linear gave without ridge for the same x, y and weights: sqrt(s² diag((Z'WZ)⁻¹)), Z = (1, x), s² = rss / df,
/// df = n − p − 1, n the rows of positive weight (rows, whatever they weigh: weights are precisions here, not counts). O(Σ nnz_i² + p³).
/// Errors: as fit_linear; out_of_range (the fit's length), no_data (df < 1).
Result<LinearErrors> linear_errors(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                   const LinearFit& fit);

/// The same where rows of one group may depend on each other and spreads may differ (Liang & Zeger 1986; CR1 of Cameron & Miller 2015, "A
/// practitioner's guide to cluster-robust inference"): sqrt(c diag(A⁻¹ Σ_g s_g s_g' A⁻¹)), A = Z'WZ, s_g = Σ_{i∈g} w_i e_i z_i,
/// c = G / (G − 1) · (n − 1) / (n − p − 1), G the groups of positive weight; df = G − 1. Each row its own group: HC1. With few groups, or nearly
/// as many columns as groups, these are too small.
/// Errors: as linear_errors; out_of_range (group's length), no_data (G < 2).
Result<LinearErrors> clustered_errors(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                      const LinearFit& fit, std::span<const std::uint32_t> group);

}  // namespace chouma::regress
