// Medians, spacings and calibration from rows that were not fitted to: the part of training that every salary model shares.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>

#include "salary/scores.h"
#include "salary/spacings.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace chouma::salary {

/// n rows: log pay, the weight by which they count in shift, spacings, calibration and scores, and the fold that holds them out, below `folds`.
struct CrossFitRows {
  std::span<const double> y, weight;
  std::span<const std::uint32_t> fold;
  std::uint32_t folds = 0;
};

/// Coefficients of a median fitted to these rows alone; `predict` is the log median of a row under them.
using FitMedian = std::function<Result<std::vector<double>>(std::span<const std::uint32_t> rows)>;
using PredictMedian = std::function<double(std::size_t row, std::span<const double> beta)>;
/// Covariates of the rows' spacings, a row each, given the rows' log medians less the centre; column 0 of ones.
using SpacingTerms = std::function<regress::Design(std::span<const double> centred_log_median)>;

struct CrossFitted {
  std::vector<Outcome> out_of_fold;  ///< by row
  Passport::HeldOut held_out;        ///< scores of out_of_fold
  double shift = 0;                  ///< weighted median of the residuals of the medians out of fold
  SpacingScale scale;                ///< of all rows
};

/// 1. A median for each fold, fitted to the others.
/// 2. Spacings on the out-of-fold residuals; for the held-out figures cross-fitted over the same folds, with shift and calibration from the other folds.
/// Errors: no_data (a fold that holds every row), those of `fit` and of fit_spacings.
Result<CrossFitted> cross_fit(const CrossFitRows& rows, double penalty, const FitMedian& fit,
                              const PredictMedian& predict, const SpacingTerms& terms);

}  // namespace chouma::salary
