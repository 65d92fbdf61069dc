#include "regress/conformal.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "base/math.h"
#include "base/number.h"
#include "regress/least_squares.h"
#include "regress/numbers.h"
#include "regress/quantile_net.h"
#include "regress/stats.h"

namespace chouma::regress {

namespace {

Result<bool> check_share(const char* name, double share) {
  if (share > 0 && share < 1) return true;
  return Error{Code::out_of_range, name, base::format_double(share), "above 0 and below 1"};
}

/// (Σ_c W_cj)² / Σ_c W_cj² for each column of the subsets, and last for all rows.
std::vector<double> effective_groups(const CodedDesign& subsets, const Groups& groups,
                                     std::span<const double> weights) {
  const std::size_t p = subsets.columns();
  std::vector<std::vector<std::uint32_t>> rows(groups.count);
  for (std::uint32_t i = 0; i < weights.size(); ++i) rows[groups.of_row[i]].push_back(i);
  std::vector<double> of_group(p + 1, 0.0), sum(p + 1, 0.0), square(p + 1, 0.0);
  for (const auto& members : rows) {
    std::fill(of_group.begin(), of_group.end(), 0.0);
    for (const std::uint32_t i : members) {
      for_each_entry(subsets, i, [&](std::size_t j, double value) { of_group[j] += weights[i] * value; });
      of_group[p] += weights[i];
    }
    for (std::size_t j = 0; j <= p; ++j) {
      sum[j] += of_group[j];
      square[j] += of_group[j] * of_group[j];
    }
  }
  for (std::size_t j = 0; j <= p; ++j) sum[j] = square[j] > 0 ? sum[j] / square[j] * sum[j] : 0;
  return sum;
}

/// A category's shifts less their weighted mean.
void centre(const CodedDesign& subsets, std::span<const double> weights, std::vector<double>& shift) {
  std::vector<double> weight(shift.size(), 0.0);
  times_transposed(subsets, weights, weight);
  std::size_t begin = 0;
  for (const Category& c : subsets.categories) {
    double sum = 0, total = 0;
    for (std::size_t j = begin; j < begin + c.levels; ++j) {
      sum += weight[j] * shift[j];
      total += weight[j];
    }
    for (std::size_t j = begin; total > 0 && j < begin + c.levels; ++j) shift[j] -= sum / total;
    begin += c.levels;
  }
}

/// s² level (1 − level): the variance that a quantile of `groups` groups has, times their number.
double quantile_variance(std::span<const double> residual, std::span<const double> weights, double groups,
                         double level) {
  const double z = base::normal_quantile(level), density = base::exp(-0.5 * z * z) / std::sqrt(6.283185307179586);
  const double hall_sheather =
      base::pow(1.959963984540054 * 1.959963984540054 * 1.5 * density * density / (2 * z * z + 1) / groups, 1.0 / 3);
  const double h = std::min(hall_sheather, 0.5 * std::min(level, 1 - level));
  const double sparsity =
      (weighted_quantile(residual, weights, level + h) - weighted_quantile(residual, weights, level - h)) / (2 * h);
  return level * (1 - level) * sparsity * sparsity;
}

/// Steps 1 and 2 of the header.
Result<std::vector<double>> subset_shifts(std::span<const double> scores, std::span<const std::uint32_t> group,
                                          std::span<const double> weights, const CodedDesign& subsets, double level) {
  const std::size_t p = subsets.columns();
  auto fit = fit_quantile_net(subsets, scores, weights, level, {}, std::vector<double>(p, 0.0));
  if (!fit) return fit.error();
  std::vector<double> residual, shift = std::move(fit.value().beta);
  for (std::size_t i = 0; i < scores.size(); ++i)
    residual.push_back(scores[i] - fit.value().intercept - row_dot(subsets, i, shift));
  centre(subsets, weights, shift);
  const std::vector<double> groups = effective_groups(subsets, number_groups(group), weights);
  const double variance = quantile_variance(residual, weights, groups[p], level);
  double squares = 0, all = 0;
  for (std::size_t j = 0; j < p; ++j) {
    if (groups[j] == 0) continue;
    squares += groups[j] * shift[j] * shift[j] - variance;
    all += groups[j];
  }
  const double between = all > 0 ? std::max(0.0, squares / all) : 0;
  for (std::size_t j = 0; j < p; ++j)
    shift[j] *= between * groups[j] > 0 ? between * groups[j] / (between * groups[j] + variance) : 0;
  return shift;
}

/// q and δ of one side's scores.
struct Shift {
  double all = 0;
  std::vector<double> of;
};

Result<Shift> fit_shift(std::vector<double> scores, std::span<const std::uint32_t> group,
                        std::span<const double> weights, const CodedDesign& subsets, double level) {
  Shift out;
  if (subsets.columns() > 0) {
    auto of = subset_shifts(scores, group, weights, subsets, level);
    if (!of) return of.error();
    out.of = std::move(of.value());
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i] -= row_dot(subsets, i, out.of);
  }
  const auto all = conformal_quantile(scores, weights, level);
  if (!all) return all.error();
  out.all = all.value();
  return out;
}

}  // namespace

Result<std::vector<double>> equal_group_weights(std::span<const std::uint32_t> group, std::span<const double> age,
                                                double half_life) {
  if (!age.empty())
    if (auto ok = check_not_negative("age", age, group.size()); !ok) return ok.error();
  if (!(half_life > 0)) return Error{Code::out_of_range, "half_life", base::format_double(half_life), "above 0"};
  const Groups groups = number_groups(group);
  std::vector<double> rows(groups.count, 0.0), weights;
  for (const std::uint32_t g : groups.of_row) ++rows[g];
  for (std::size_t i = 0; i < group.size(); ++i)
    weights.push_back((age.empty() ? 1 : base::pow(2, -age[i] / half_life)) / rows[groups.of_row[i]]);
  return weights;
}

Result<double> conformal_quantile(std::span<const double> scores, std::span<const double> weights, double level) {
  if (auto ok = check_share("level", level); !ok) return ok.error();
  if (auto ok = check_numbers("scores", scores, scores.size()); !ok) return ok.error();
  if (auto ok = check_not_negative("weights", weights, scores.size()); !ok) return ok.error();
  std::vector<std::uint32_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return scores[a] < scores[b]; });
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  // Rounding must not move a quantile to the next score, as in weighted_quantile.
  const double needed = level * (total + 1) * (1 - 1e-12);
  double sum = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    sum += weights[order[k]];
    if (sum >= needed && weights[order[k]] > 0) return scores[order[k]];
  }
  return Error{Code::no_data, "the weight of the groups", base::format_double(total),
               "at least level / (1 − level) = " + base::format_double(level / (1 - level))};
}

Result<ConformalShifts> fit_conformal(const BandRows& rows, std::span<const std::uint32_t> group,
                                      std::span<const double> weights, const CodedDesign& subsets,
                                      const ConformalOptions& options) {
  const std::size_t n = rows.y.size();
  if (auto ok = check_share("coverage", options.coverage); !ok) return ok.error();
  if (auto ok = check_numbers("y", rows.y, n); !ok) return ok.error();
  if (auto ok = check_numbers("lower", rows.lower, n); !ok) return ok.error();
  if (auto ok = check_numbers("upper", rows.upper, n); !ok) return ok.error();
  if (auto ok = check_length("group", group.size(), n); !ok) return ok.error();
  if (auto ok = check_not_negative("weights", weights, n); !ok) return ok.error();
  if (auto ok = check(subsets); !ok) return ok.error();
  if (subsets.columns() > 0)
    if (auto ok = check_length("the subsets", subsets.rows, n); !ok) return ok.error();

  std::vector<double> below(n), above(n);
  for (std::size_t i = 0; i < n; ++i) {
    below[i] = rows.lower[i] - rows.y[i];
    above[i] = rows.y[i] - rows.upper[i];
    if (!options.two_sided) below[i] = above[i] = std::max(below[i], above[i]);
  }
  const double level = options.two_sided ? 1 - (1 - options.coverage) / 2 : options.coverage;
  auto low = fit_shift(below, group, weights, subsets, level);
  if (!low) return low.error();
  auto high = options.two_sided ? fit_shift(above, group, weights, subsets, level) : low;
  if (!high) return high.error();
  return ConformalShifts{low.value().all, high.value().all, low.value().of, high.value().of};
}

Interval conformal_band(const ConformalShifts& shifts, const CodedDesign& subsets, std::size_t row, double lower,
                        double upper) {
  Interval out{lower - shifts.below, upper + shifts.above};
  if (subsets.columns() > 0) {
    out.low -= row_dot(subsets, row, shifts.below_of);
    out.high += row_dot(subsets, row, shifts.above_of);
  }
  if (out.low > out.high) out.low = out.high = out.low / 2 + out.high / 2;
  return out;
}

Result<Interval> cv_plus(const CrossScores& scores, std::span<const double> lower, std::span<const double> upper,
                         double level) {
  const std::size_t n = scores.fold.size();
  if (auto ok = check_numbers("below", scores.below, n); !ok) return ok.error();
  if (auto ok = check_numbers("above", scores.above, n); !ok) return ok.error();
  if (auto ok = check_numbers("lower", lower, lower.size()); !ok) return ok.error();
  if (auto ok = check_numbers("upper", upper, lower.size()); !ok) return ok.error();
  std::vector<double> below, above;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t k = scores.fold[i];
    if (k >= lower.size())
      return Error{Code::out_of_range, "fold[" + std::to_string(i) + "]", std::to_string(k),
                   "folds below the number of bands, " + std::to_string(lower.size())};
    below.push_back(scores.below[i] - lower[k]);
    above.push_back(scores.above[i] + upper[k]);
  }
  const auto low = conformal_quantile(below, scores.weights, level);
  if (!low) return low.error();
  const auto high = conformal_quantile(above, scores.weights, level);
  if (!high) return high.error();
  return Interval{-low.value(), high.value()};
}

Result<Coverage> coverage_by_group(std::span<const char> inside, std::span<const std::uint32_t> group,
                                   std::span<const double> weights, double level) {
  if (auto ok = check_share("level", level); !ok) return ok.error();
  if (auto ok = check_length("group", group.size(), inside.size()); !ok) return ok.error();
  if (auto ok = check_not_negative("weights", weights, inside.size()); !ok) return ok.error();
  const Groups groups = number_groups(group);
  std::vector<double> covered(groups.count, 0.0), all(groups.count, 0.0);
  double total = 0, share = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    all[groups.of_row[i]] += weights[i];
    total += weights[i];
    if (!inside[i]) continue;
    covered[groups.of_row[i]] += weights[i];
    share += weights[i];
  }
  Coverage out;
  for (const double w : all)
    if (w > 0) ++out.groups;
  if (out.groups < 2)
    return Error{Code::no_data, "the number of groups of positive weight", std::to_string(out.groups), "at least 2"};
  out.share = share / total;
  double square = 0;
  for (std::size_t g = 0; g < groups.count; ++g) {
    const double off = (covered[g] - all[g] * out.share) / total;
    square += off * off;
  }
  const auto count = static_cast<double>(out.groups);
  out.standard_error = std::sqrt(count / (count - 1) * square);
  const double t = student_quantile(0.5 + level / 2, static_cast<int>(out.groups) - 1);
  out.low = std::max(0.0, out.share - t * out.standard_error);
  out.high = std::min(1.0, out.share + t * out.standard_error);
  return out;
}

}  // namespace chouma::regress
