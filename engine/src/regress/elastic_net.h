// Lasso and elastic net over a grid of penalties (Tibshirani 1996; Zou & Hastie 2005), by cyclic coordinate descent with covariance updates
// and warm starts (Friedman, Hastie & Tibshirani 2010, "Regularization paths for generalized linear models via coordinate descent"), each
// sweep followed by solving for the columns in the fit (coordinate_descent.h).
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

struct ElasticNetOptions {
  double alpha = 1;  ///< share of the absolute penalty, above 0 and up to 1; for 0 see fit_linear in linear.h
  bool standardize =
      true;  ///< penalise s_j β_j, s_j the weighted standard deviation of column j (by Σw), instead of β_j
  std::vector<double> penalty_factor{};  ///< v, p numbers >= 0, used as given; empty: all 1. 0: not penalised
  std::vector<double> lambda{};          ///< the grid, strictly descending, >= 0; empty: made from the data
  int grid = 100;  ///< length of a grid made from the data: λ_max · smallest^(k / (grid − 1)), λ_max the smallest λ
  double smallest = 1e-3;   ///< at which every penalised β is 0
  double tolerance = 1e-9;  ///< relative gap to be met at every λ
  int max_sweeps = 100000;  ///< over all columns, for one λ
};

/// The fit at one λ.
struct ElasticNetPoint {
  double lambda = 0, intercept = 0;
  std::vector<double> beta;  ///< p coefficients in the caller's units, whatever was standardised
  double explained = 0;      ///< share of the response's weighted variance explained; 0 where it has none
  /// How far from optimal: (objective at β − a lower bound of the objective) / (objective at β = 0). The bound is that of the dual: residuals
  /// shrunk until every penalised column obeys |x_j'r| <= λ v_j α. For a column without penalty, |x_j'r| max(1, |β_j|) is added instead,
  /// all of it in units of standard deviations.
  double gap = 0;
  int sweeps = 0;
};

/// Minimises 1/(2 Σw) Σ_i w_i (y_i − b − x_i β)² + λ Σ_j v_j (α |s_j β_j| + (1 − α)/2 (s_j β_j)²) for each λ of the grid, s_j = 1 when not
/// standardised, b never penalised. weights empty: all 1. This is glmnet's objective for α = 1 and for v that sum to p (glmnet rescales
/// others); for α < 1 glmnet divides its squared penalty by the standard deviation of y, and this does not.
/// A column that is constant on the rows of positive weight (moments.h) gets 0. Where the optimum is not a point (equal columns), a point of it.
/// A response that does not vary, or whose residuals about the columns without penalty correlate with no other by more than the tolerance: a
/// grid made from the data is the single λ_max, and the penalised columns get 0. A weight of k is k copies of a row.
/// The gradient of every column is kept up to date from the p × p correlations, so columns at 0 cost one comparison a sweep and no
/// screening rule is needed. O(Σ nnz_i² + (moved columns + columns in the fit) · p a sweep), a sweep or two for most λ.
/// Errors: as check_problem (moments.h); out_of_range, not_finite (options, named; a coefficient beyond a double); not_converged (names λ).
Result<std::vector<ElasticNetPoint>> elastic_net(const CodedDesign& x, std::span<const double> y,
                                                 std::span<const double> weights,
                                                 const ElasticNetOptions& options = {});

struct CrossValidation {
  std::vector<ElasticNetPoint> path;  ///< of all rows
  std::vector<double>
      error;  ///< Σ_k W_k e_k / Σ_k W_k, e_k the weighted mean square error of fold k under the fit to all others
  std::vector<double>
      standard_error;  ///< sqrt(Σ_k W_k (e_k − error)² / Σ_k W_k / (K − 1)), K the folds that hold weight W_k > 0
  std::vector<ElasticNetPoint>
      held_out;  ///< at `best`, fitted without fold k, k = 0 … folds − 1; for a fold without weight, of all rows
  std::size_t best = 0;    ///< place of the least error, the largest λ of these ("lambda.min")
  std::size_t sparse = 0;  ///< the largest λ with error <= error[best] + standard_error[best] ("lambda.1se")
};

/// Cross-validation by groups: a group's rows are in one fold, group_folds(group, folds, seed) of stats.h. The grid is that of all rows;
/// standardisation is by the rows fitted to. Rows are read twice, whatever the number of folds: moments of folds are added.
/// Errors: as elastic_net; out_of_range (group's length, folds < 2), no_data (fewer than 2 folds hold weight).
Result<CrossValidation> cross_validate(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                       std::span<const std::uint32_t> group, std::uint32_t folds, std::uint64_t seed,
                                       const ElasticNetOptions& options = {});

}  // namespace chouma::regress
