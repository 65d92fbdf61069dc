// Linear quantile regression (Koenker & Bassett 1978) by a primal–dual interior point on the sparse design
// (Portnoy & Koenker 1997, "The Gaussian hare and the Laplacian tortoise"; Mehrotra 1992 predictor–corrector).
#pragma once

#include "regress/design.h"

#include <span>
#include <vector>

namespace chouma::regress {

/// Pinball (check) loss ρ_τ(u) = u (τ − 1{u < 0}).
inline double pinball(double u, double tau) { return u < 0 ? u * (tau - 1) : u * tau; }

struct QuantileOptions {
  double tolerance = 1e-8;  ///< relative duality gap to be met; steps go on while each still cuts it tenfold
  int max_iterations = 100;
};

struct QuantileFit {
  std::vector<double> beta;  ///< p coefficients
  double objective = 0;      ///< Σ w_i ρ_τ(y_i − x_i β) + Σ_j penalty_j |β_j|
  double gap = 0;            ///< duality gap / (1 + objective), y and weights at unit scale
  int iterations = 0;
};

/// Minimises Σ_i w_i ρ_τ(y_i − x_i β) + Σ_j penalty_j |β_j|.
/// Shapes: x n×p, y n, weights n (>= 0, finite, some positive) or empty for all 1, penalty p (>= 0) or empty for none.
/// 0 < tau < 1. Where the optimum is not a point, a point inside it; a β_j that its penalty alone decides is exactly 0.
/// Errors: out_of_range / not_finite (named), no_data (no positive weight), singular (unpenalised columns are collinear on
/// the rows of positive weight; says which column), not_converged. Never NaN. Cost per iteration O(Σ nnz_i² + p³/3).
Result<QuantileFit> fit_quantile(const Design& x, std::span<const double> y, std::span<const double> weights,
                                 double tau, std::span<const double> penalty, const QuantileOptions& options = {});

}  // namespace chouma::regress
