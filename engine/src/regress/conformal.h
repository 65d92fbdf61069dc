// Conformal bands for rows that come in groups (a company's postings): each group's scores weigh 1 in all.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace chouma::regress {

/// w_i = 2^(−age_i / half_life) / (rows of i's group): a group's rows weigh the mean of their recency, at most 1 in all. age: n numbers >= 0
/// before the time of prediction, in the units of half_life; empty: all 0.
/// Errors: out_of_range (lengths; a negative age; half_life not above 0, +inf being no decay), not_finite.
Result<std::vector<double>> equal_group_weights(std::span<const std::uint32_t> group, std::span<const double> age = {},
                                                double half_life = std::numeric_limits<double>::infinity());

/// The smallest score s with Σ_{s_i <= s} w_i >= level (Σ w_i + 1): the level-quantile of the scores with one more group of weight 1 whose
/// score is infinite. The statement (Lee, Barber & Willett 2023, "Distribution-free inference with hierarchical data"; Dunn, Wasserman & Ramdas
/// 2022, "Distribution-free prediction sets for two-layer hierarchical models"): let the scores come from a rule fitted without these rows,
/// K groups be exchangeable with a new one and the rows within each group too, and w = equal_group_weights without ages. Then for a row of
/// the new group   level <= P(score <= s) < level + 2 / (K + 1),   the right half where no two scores are equal. It holds for any
/// distribution and any model; P is over calibration and new group alike, not given either, nor given a row's x.
/// With weights that fall with age it holds up to Σ_c w_c TV_c / (Σ w + 1), TV_c the total variation between the data as they are and with
/// the new group and group c exchanged (Barber, Candès, Ramdas & Tibshirani 2023, "Conformal prediction beyond exchangeability"): old groups,
/// which may differ most, count least. Rows that each weigh 1 cover rows of large groups, not groups: docs/conformal.md.
/// Errors: out_of_range (level not above 0 and below 1; lengths, a negative weight), not_finite, no_data (level (Σ w + 1) > Σ w: too few groups).
Result<double> conformal_quantile(std::span<const double> scores, std::span<const double> weights, double level);

/// Bands [lower, upper] of a model at n rows, and what was observed. Fitted without the rows' own groups, or the shifts flatter themselves.
struct BandRows {
  std::vector<double> y, lower, upper;
};

struct ConformalOptions {
  double coverage = 0.8;
  /// One shift for each end, each end to miss (1 − coverage) / 2, as the names P10 and P90 promise; false: one for both, which lets skewed
  /// errors lie on one side.
  bool two_sided = true;
};

/// The calibrated band of a row with columns g of `subsets`: [lower − below − g·below_of, upper + above + g·above_of].
struct ConformalShifts {
  double below = 0, above = 0;
  std::vector<double> below_of, above_of;  ///< of each column of the subsets
};

/// Conformalized quantile regression (Romano, Patterson & Candès 2019): scores max(lower − y, y − upper), or lower − y and y − upper for two
/// sides. Where `subsets` has columns (0/1, known when predicting: city tier, level, asks for Go; they may overlap), the scores' quantile moves
/// with them, each column's shift shrunk to the pooled quantile by its companies:
///  1. q + g·δ̂ minimises Σ_i w_i ρ_level(score_i − q − g_i·δ̂): each subset's calibration coverage is then the level, up to rows on the fit
///     (Gibbs, Cherian & Candès 2023, "Conformal prediction with conditional guarantees"); a category's δ̂ are taken from their weighted mean;
///  2. δ_j = δ̂_j n_j / (n_j + k), n_j = (Σ_c W_cj)² / Σ_c W_cj² the effective groups of column j, W_cj = Σ_{i∈c} w_i g_ij. k = v / τ²: v = level
///     (1 − level) s² is the variance of a quantile of one group, s = (Q(level + h) − Q(level − h)) / 2h of the scores less step 1's fit, h by
///     Hall & Sheather 1988 and at most half of what is beyond the level; τ² = max(0, (Σ_j n_j δ̂_j² − m v) / Σ_j n_j) the variance of true
///     shifts, from m columns by moments (empirical Bayes). τ = 0: no column differs by more than chance, and all δ are 0;
///  3. q becomes conformal_quantile of score − g·δ.
/// Without subsets the statement of conformal_quantile is exact, for two sides by the sum of their misses. With them it is so when δ is
/// fitted to other groups; fitted to the same rows it falls short by about m / K at most. Bands whose widths differ a lot: pass y
/// and ends divided by a width known when predicting, and multiply afterwards.
/// weights: of equal_group_weights. group: n. Errors: as conformal_quantile, check(subsets), fit_quantile_net.
Result<ConformalShifts> fit_conformal(const BandRows& rows, std::span<const std::uint32_t> group,
                                      std::span<const double> weights, const CodedDesign& subsets,
                                      const ConformalOptions& options = {});

struct Interval {
  double low = 0, high = 0;
};

/// The calibrated band of row `row` of `subsets`. Where shifts make the ends cross, both are their middle.
Interval conformal_band(const ConformalShifts& shifts, const CodedDesign& subsets, std::size_t row, double lower,
                        double upper);

/// CV+ (Barber, Candès, Ramdas & Tibshirani 2021, "Predictive inference with the jackknife+") by groups, for one new row: scores come from fits
/// to the other folds of groups, and each is added to what that same fit says of the new row:
///   low = −conformal_quantile(below_i − lower_fold(i)),  high = conformal_quantile(above_i + upper_fold(i))
/// level: the coverage where below and above are the same max of both, 1 − (1 − coverage) / 2 where each end has its own. All groups both fit and
/// calibrate. The theorem promises 1 − 2 (1 − coverage) (for groups: Lee, Barber & Willett 2023), practice shows about the coverage itself.
/// scores, fold, weights: n; lower, upper: one for each fold. Errors: as conformal_quantile; out_of_range (lengths, a fold that has no band).
struct CrossScores {
  std::vector<double> below, above;
  std::vector<std::uint32_t> fold;
  std::vector<double> weights;
};
Result<Interval> cv_plus(const CrossScores& scores, std::span<const double> lower, std::span<const double> upper,
                         double level);

/// Coverage with each group weighing alike, and an interval clustered by group.
struct Coverage {
  double share = 0;           ///< Σ w_i inside_i / Σ w_i
  double standard_error = 0;  ///< sqrt(G / (G − 1) Σ_c (Σ_{i∈c} w_i (inside_i − share))²) / Σ w
  double low = 0, high = 0;   ///< share ∓ t · standard_error, G − 1 degrees of freedom, cut to [0, 1]
  std::size_t groups = 0;     ///< G, of positive weight
};

/// Of the rows of positive weight. For a subset's coverage the others' weights are 0: a group with half of its rows there counts half.
/// Errors: out_of_range (lengths, negative weights, level), not_finite, no_data (fewer than 2 groups).
Result<Coverage> coverage_by_group(std::span<const char> inside, std::span<const std::uint32_t> group,
                                   std::span<const double> weights, double level = 0.95);

}  // namespace chouma::regress
