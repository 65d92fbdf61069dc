// How well quantiles of log pay fit what was posted.
#pragma once

#include <chouma/model.h>

#include <array>
#include <span>
#include <vector>

namespace chouma::salary {

/// A row's outcome: log pay and the five predicted quantiles of it.
struct Outcome {
  double log_pay = 0;
  std::array<double, 5> log_quantile{};
};

struct Scores {
  std::array<double, 5> pinball{};  ///< mean of ρ_τ(log pay − log q_τ), log points
  double mean_pinball = 0;          ///< mean of the five
  double coverage_80 = 0;           ///< share with P10 <= pay <= P90
  double mdape = 0;                 ///< median of |q_.5 / pay − 1|
};

/// Weighted; `weights` as many as outcomes, not negative, with a positive sum.
Scores score(std::span<const Outcome> outcomes, std::span<const double> weights);

/// |q_.5 / pay − 1|.
double absolute_percentage_error(const Outcome& outcome);

/// 1 / (rows of the same company): each company weighs 1 in all.
std::vector<double> company_weights(std::span<const std::uint32_t> company, double power = 1);

}  // namespace chouma::salary
