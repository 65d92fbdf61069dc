// Least squares and ridge for many rows, by normal equations straight from codes. Small dense problems: least_squares.h.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

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

}  // namespace chouma::regress
