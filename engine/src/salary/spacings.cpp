#include "salary/spacings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/math.h"
#include "regress/quantile.h"
#include "regress/stats.h"

namespace chouma::salary {

namespace {

constexpr double kSmallestSpacing = 1e-6;
/// Columns that hardly vary are held by this much at least, so that no column is free to be collinear.
constexpr double kLeastDeviation = 1e-3;
constexpr std::array<double, 2> kUpperProbabilities = {(0.75 - 0.5) / (1 - 0.5), (0.9 - 0.75) / (1 - 0.75)};
constexpr regress::QuantileOptions kOptions{1e-7, 200};

Result<SpacingRow> fit_one(const SpacingData& data, std::span<const double> excess, double probability,
                           double penalty) {
  regress::Design x;
  x.columns = kSpacingTerms;
  std::vector<double> y, w, values;
  std::vector<std::uint32_t> columns;
  for (std::size_t i = 0; i < excess.size(); ++i) {
    if (!(excess[i] > 0)) continue;
    columns.clear();
    values.clear();
    for (std::uint32_t j = 0; j < kSpacingTerms; ++j)
      if (data.z[i][j] != 0) {
        columns.push_back(j);
        values.push_back(data.z[i][j]);
      }
    x.add_row(columns, values);
    y.push_back(base::log(std::max(excess[i], kSmallestSpacing)));
    w.push_back(data.weight[i]);
  }
  if (y.empty()) return Error{Code::no_data, "spacings", "no residual on one side", "rows on both sides of the median"};
  const auto fit = regress::fit_quantile(x, y, w, probability, penalties(x, w, penalty), kOptions);
  if (!fit) return fit.error();
  SpacingRow gamma;
  std::copy(fit.value().beta.begin(), fit.value().beta.end(), gamma.begin());
  return gamma;
}

double dot(const SpacingRow& gamma, const SpacingRow& z) {
  double sum = 0;
  for (std::size_t j = 0; j < kSpacingTerms; ++j) sum += gamma[j] * z[j];
  return sum;
}

}  // namespace

std::vector<double> penalties(const regress::Design& x, std::span<const double> weight, double penalty) {
  std::vector<double> first(x.columns), second(x.columns);
  double total = 0;
  for (std::size_t i = 0; i < x.rows(); ++i) {
    total += weight[i];
    for (std::uint32_t e = x.start[i]; e < x.start[i + 1]; ++e) {
      first[x.column[e]] += weight[i] * x.value[e];
      second[x.column[e]] += weight[i] * x.value[e] * x.value[e];
    }
  }
  std::vector<double> lambda(x.columns);
  for (std::size_t j = 1; j < x.columns; ++j) {
    const double mean = first[j] / total;
    const double deviation = std::sqrt(std::max(second[j] / total - mean * mean, 0.0));
    lambda[j] = penalty * total * std::max(deviation, kLeastDeviation);
  }
  return lambda;
}

Result<SpacingCoefficients> fit_spacings(const SpacingData& data, double penalty) {
  SpacingCoefficients gamma;
  for (std::size_t side = 0; side < 2; ++side) {
    std::vector<double> excess = data.residual;
    if (side == 1)
      for (double& r : excess) r = -r;
    for (std::size_t step = 0; step < 2; ++step) {
      const auto fit = fit_one(data, excess, kUpperProbabilities[step], penalty);
      if (!fit) return fit.error();
      gamma[2 * side + step] = fit.value();
      for (std::size_t i = 0; i < excess.size(); ++i) excess[i] -= base::exp(dot(fit.value(), data.z[i]));
    }
  }
  return gamma;
}

std::array<double, 4> spacings_of(const SpacingCoefficients& gamma, const SpacingRow& z) {
  std::array<double, 4> spacing{};
  for (std::size_t k = 0; k < 4; ++k) spacing[k] = base::exp(dot(gamma[k], z));
  return spacing;
}

std::array<double, 4> calibrate(std::span<const double> residual, std::span<const std::array<double, 4>> spacing,
                                std::span<const double> weight) {
  std::array<double, 4> factor{};
  std::vector<double> ratio(residual.size());
  for (std::size_t side = 0; side < 2; ++side) {
    const double sign = side == 0 ? 1 : -1;
    const std::size_t inner = 2 * side, outer = inner + 1;
    for (std::size_t i = 0; i < ratio.size(); ++i) ratio[i] = sign * residual[i] / spacing[i][inner];
    factor[inner] = regress::weighted_quantile(ratio, weight, 0.75);
    for (std::size_t i = 0; i < ratio.size(); ++i)
      ratio[i] = (sign * residual[i] - factor[inner] * spacing[i][inner]) / spacing[i][outer];
    factor[outer] = regress::weighted_quantile(ratio, weight, 0.90);
  }
  return factor;
}

std::array<double, 5> offsets(const std::array<double, 4>& spacing, const std::array<double, 4>& calibration) {
  std::array<double, 4> s{};
  for (std::size_t k = 0; k < 4; ++k) s[k] = calibration[k] * spacing[k];
  return {-(s[2] + s[3]), -s[2], 0, s[0], s[0] + s[1]};
}

}  // namespace chouma::salary
