#include "salary/scores.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "regress/quantile.h"
#include "regress/stats.h"

namespace chouma::salary {

double absolute_percentage_error(const Outcome& outcome) {
  return std::abs(base::exp(outcome.log_quantile[2] - outcome.log_pay) - 1);
}

Scores score(std::span<const Outcome> outcomes, std::span<const double> weights) {
  Scores scores;
  double total = 0;
  std::vector<double> errors;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& o = outcomes[i];
    for (std::size_t j = 0; j < 5; ++j)
      scores.pinball[j] += weights[i] * regress::pinball(o.log_pay - o.log_quantile[j], kTaus[j]);
    if (o.log_quantile[0] <= o.log_pay && o.log_pay <= o.log_quantile[4]) scores.coverage_80 += weights[i];
    errors.push_back(absolute_percentage_error(o));
    total += weights[i];
  }
  for (double& loss : scores.pinball) {
    loss /= total;
    scores.mean_pinball += loss / 5;
  }
  scores.coverage_80 /= total;
  scores.mdape = regress::weighted_quantile(errors, weights, 0.5);
  return scores;
}

std::vector<double> company_weights(std::span<const std::uint32_t> company, double power) {
  std::uint32_t most = 0;
  for (const std::uint32_t c : company) most = std::max(most, c);
  std::vector<double> rows(static_cast<std::size_t>(most) + 1);
  for (const std::uint32_t c : company) ++rows[c];
  std::vector<double> weights;
  for (const std::uint32_t c : company) weights.push_back(base::pow(rows[c], -power));
  return weights;
}

}  // namespace chouma::salary
