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
constexpr regress::QuantileOptions kSpacingOptions{1e-7, 200};

Result<std::vector<double>> fit_one(const regress::Design& z, std::span<const double> weight,
                                    std::span<const double> excess, double probability, double penalty) {
  std::vector<std::uint32_t> rows;
  std::vector<double> y, w;
  for (std::uint32_t i = 0; i < excess.size(); ++i) {
    if (!(excess[i] > 0)) continue;
    rows.push_back(i);
    y.push_back(base::log(std::max(excess[i], kSmallestSpacing)));
    w.push_back(weight[i]);
  }
  if (y.empty()) return Error{Code::no_data, "spacings", "no residual on one side", "rows on both sides of the median"};
  const auto x = regress::take_rows(z, rows);
  auto fit = regress::fit_quantile(x, y, w, probability, penalties(x, w, penalty), kSpacingOptions);
  if (!fit) return fit.error();
  return std::move(fit.value().beta);
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

Result<std::array<std::vector<double>, 4>> fit_spacings(const regress::Design& z, std::span<const double> residual,
                                                        std::span<const double> weight, double penalty) {
  std::array<std::vector<double>, 4> gamma;
  for (std::size_t side = 0; side < 2; ++side) {
    std::vector<double> excess(residual.begin(), residual.end());
    if (side == 1)
      for (double& r : excess) r = -r;
    for (std::size_t step = 0; step < 2; ++step) {
      auto fit = fit_one(z, weight, excess, kUpperProbabilities[step], penalty);
      if (!fit) return fit.error();
      for (std::size_t i = 0; i < excess.size(); ++i) excess[i] -= base::exp(regress::row_dot(z, i, fit.value()));
      gamma[2 * side + step] = std::move(fit.value());
    }
  }
  return gamma;
}

Result<SpacingCoefficients> fit_spacings(const SpacingData& data, double penalty) {
  regress::Design z;
  z.columns = kSpacingTerms;
  Row row;
  for (const SpacingRow& terms : data.z) {
    row = {};
    for (std::uint32_t j = 0; j < kSpacingTerms; ++j)
      if (terms[j] != 0) {
        row.column.push_back(j);
        row.value.push_back(terms[j]);
      }
    z.add_row(row.column, row.value);
  }
  const auto fit = fit_spacings(z, data.residual, data.weight, penalty);
  if (!fit) return fit.error();
  SpacingCoefficients gamma;
  for (std::size_t k = 0; k < gamma.size(); ++k)
    std::copy(fit.value()[k].begin(), fit.value()[k].end(), gamma[k].begin());
  return gamma;
}

std::array<double, 4> spacings_of(const SpacingCoefficients& gamma, const SpacingRow& z) {
  std::array<double, 4> spacing{};
  for (std::size_t k = 0; k < 4; ++k) spacing[k] = base::exp(dot(gamma[k], z));
  return spacing;
}

std::array<double, 4> spacings_of(const std::array<std::vector<double>, 4>& gamma, const Row& z) {
  std::array<double, 4> spacing{};
  for (std::size_t k = 0; k < 4; ++k) {
    double sum = 0;
    for (std::size_t e = 0; e < z.column.size(); ++e) sum += gamma[k][z.column[e]] * z.value[e];
    spacing[k] = base::exp(sum);
  }
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
