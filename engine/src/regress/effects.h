// Effects of single columns with intervals that cover: the debiased lasso (Zhang & Zhang 2014; van de Geer, Bühlmann, Ritov & Dezeure 2014)
// with variances clustered by group. Associations: what a column is worth is causal only where all that matters beside it is in the design.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

struct EffectOptions {
  std::uint32_t folds = 5;  ///< of groups
  std::uint64_t seed = 1;   ///< of the folds
  double level = 0.95;      ///< of the intervals, above 0 and below 1
  int grid =
      40;  ///< penalties tried for y (elastic_net.h): fewer than for a prediction, since what they leave is put right
  double smallest = 1e-3;  ///< of the grid, of the largest
};

/// The effect of one column, all others held.
struct Effect {
  std::uint32_t column = 0;
  double estimate = 0;        ///< of its coefficient, in units of y per unit of the column; not shrunk
  double standard_error = 0;  ///< clustered by group
  double low = 0, high = 0;  ///< estimate ∓ t · standard_error, Student's t with ⌊groups⌋ − 1 degrees of freedom
  double groups = 0;         ///< effective number of groups that tell about it, G* below
  double left = 0;           ///< share of the column's variance that the other columns leave
};

/// θ_s of y_i = b + x_i θ + ε_i for each column s in `columns`, rows of different groups independent, rows of one as they like.
///   θ̂_s = β̂_s + Σ_i w_i d_i (y_i − b̂ − x_i β̂) / Σ_i w_i d_i x_is
/// β̂ is the lasso at the penalty with the least error in cross-validation by groups (elastic_net.h). d is what a lasso of column s on all
/// others leaves of it, at penalty ½ sqrt(2 ln p / n*) in units of standard deviations, n* = (Σ w)² / Σ w²: what the first lasso shrank or
/// left out biases θ̂_s by at most that times Σ_j≠s |β̂_j − θ_j| s_j / (s_s left'), left' = Σ w d x_s / Σ w (x_s − mean)², and mostly by far less.
///   standard_error² = (V_in + V_out) / 2 / (Σ_i w_i d_i x_is)²,   V = Σ_c (Σ_{i∈c} w_i d_i r_i)² / (1 − h_c),   h_c = Σ_{i∈c} w_i d_i² / Σ_i w_i d_i²
/// summed over groups c (Liang & Zeger 1986). r are residuals with θ̂_s for the column itself and, for the others, the lasso fitted to all
/// rows (in) or to the folds without the row's group (out). Squares of the first are too small by about the share of parameters a row, those
/// of the second too large by as much (k / n for least squares), so that their mean is neither. 1 − h_c answers for θ̂_s itself (CR2; Bell &
/// McCaffrey 2002). G* = 1 / Σ h_c² (Carter, Schnepel & Steigerwald 2017): a column that few groups have gets wide intervals.
/// The intervals cover each θ_s itself, not a shrunk one (pooling.h), at about their level where the lasso's sparsity fits or columns are
/// few beside rows; measured: docs/effects.md. weights empty: all 1. A 0/1 column of a pair is that pair's effect beyond both of its own.
/// Work is shared: the rows' squares are summed once, the lasso of y serves all columns. O(Σ nnz_i² + |columns| (a³ + a p + Σ nnz_i)), a
/// columns with a slope on the one in turn.
/// One answer a column, in order: no_data (G* < 2) or singular (the column is constant, or `left` is below 1 % or below four times the square
/// of the penalty: a linear combination of others) refuses that column alone, by name.
/// Errors of the whole: as check_problem (moments.h); out_of_range (group's length, columns, options; a column that is not of the design);
/// no_data (fewer than 2 folds hold weight); not_converged. Never NaN.
Result<std::vector<Result<Effect>>> debiased_effects(const CodedDesign& x, std::span<const double> y,
                                                     std::span<const double> weights,
                                                     std::span<const std::uint32_t> group,
                                                     std::span<const std::uint32_t> columns,
                                                     const EffectOptions& options = {});

}  // namespace chouma::regress
