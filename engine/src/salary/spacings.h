// Fitting the spacings of salary_model.h on out-of-fold residuals.
#pragma once

#include "regress/design.h"
#include "salary/features.h"

#include <chouma/error.h>

#include <array>
#include <span>
#include <vector>

namespace chouma::salary {

using SpacingRow = std::array<double, kSpacingTerms>;
using SpacingCoefficients = std::array<SpacingRow, 4>;

/// γ and the calibration for covariates of any number.
struct SpacingScale {
  double centre = 0;                              ///< of log m in the covariates
  std::array<std::vector<double>, 4> spacing{};   ///< γ
  std::array<double, 4> calibration{1, 1, 1, 1};  ///< c
};

/// Rows of residuals r = log pay − log median with their covariates.
struct SpacingData {
  std::vector<SpacingRow> z;
  std::vector<double> residual;
  std::vector<double> weight;
};

/// γ of the four spacings. Upper side: log(r − previous) on z among rows with r > previous at probability .5 (s_1) and .6 (s_2); the lower side (s_3, s_4)
/// the same with −r. `penalty` as Recipe::penalty_spacing. Differences below 1e-6 count as 1e-6.
Result<SpacingCoefficients> fit_spacings(const SpacingData& data, double penalty);

/// The same for covariates of any number: a row of z each, column 0 of ones.
Result<std::array<std::vector<double>, 4>> fit_spacings(const regress::Design& z, std::span<const double> residual,
                                                        std::span<const double> weight, double penalty);

/// exp(γ_k z), without calibration.
std::array<double, 4> spacings_of(const SpacingCoefficients& gamma, const SpacingRow& z);
std::array<double, 4> spacings_of(const std::array<std::vector<double>, 4>& gamma, const Row& z);

/// c_k: the weighted .75 quantile of r / s_1, then the .90 quantile of (r − c_1 s_1) / s_2; the same below with −r.
std::array<double, 4> calibrate(std::span<const double> residual, std::span<const std::array<double, 4>> spacing,
                                std::span<const double> weight);

/// log(quantile / median) from spacings and calibration, in the order of kTaus.
std::array<double, 5> offsets(const std::array<double, 4>& spacing, const std::array<double, 4>& calibration);

/// λ_j = penalty × Σw × weighted standard deviation of column j; 0 for column 0, the intercept.
std::vector<double> penalties(const regress::Design& x, std::span<const double> weight, double penalty);

}  // namespace chouma::salary
