#include "regress/quantile_net.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "base/math.h"
#include "base/number.h"
#include "regress/moments.h"
#include "regress/numbers.h"
#include "regress/proximal_newton.h"
#include "regress/quantile.h"

namespace chouma::regress {

namespace {

Result<bool> check_groups(double tau, std::span<const std::uint32_t> group, std::span<const double> penalty,
                          std::size_t p) {
  if (!(tau > 0 && tau < 1)) return Error{Code::out_of_range, "tau", base::format_double(tau), "above 0 and below 1"};
  if (!group.empty())
    if (auto ok = check_length("group", group.size(), p); !ok) return ok;
  for (std::size_t j = 0; j < group.size(); ++j)
    if (group[j] >= penalty.size())
      return Error{Code::out_of_range, "group[" + std::to_string(j) + "]", std::to_string(group[j]),
                   "groups below the length of penalty, " + std::to_string(penalty.size())};
  return check_not_negative("penalty", penalty, group.empty() ? p : penalty.size());
}

/// The median of |y − median|, else the largest |y|, else 1, as a power of two.
double response_scale(std::vector<double> y) {
  const auto median = [&] {
    const auto at = y.begin() + static_cast<std::ptrdiff_t>(y.size() / 2);
    std::nth_element(y.begin(), at, y.end());
    return *at;
  };
  double largest = 0;
  for (const double v : y) largest = std::max(largest, std::fabs(v));
  const double center = median();
  for (double& v : y) v = std::fabs(v / 2 - center / 2);
  const double spread = median();
  return binade(spread > 1e-12 * largest ? spread : largest);
}

/// The problem at unit scale, and the way back: β_j = b_j response / unit_j.
struct ScaledNet {
  GroupedRows rows;
  std::vector<double> unit, center;
  double response = 1, weight = 1;
};

ScaledNet scale_net(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                    std::span<const std::uint32_t> group, std::span<const double> penalty) {
  ScaledNet s;
  Scaling scaling = scale(x, y, weights);
  s.center = std::move(scaling.center);
  s.weight = scaling.weight;
  const std::size_t p = x.columns();
  // A group has one unit, or its norm would change its shape; centers are in columns' own units.
  std::vector<double> unit_of(penalty.size(), 0.0);
  for (std::size_t j = 0; j < p; ++j) {
    double& unit = unit_of[group.empty() ? j : group[j]];
    unit = std::max(unit, scaling.unit[j]);
  }
  for (std::size_t j = 0; j < p; ++j) {
    s.unit.push_back(unit_of[group.empty() ? j : group[j]]);
    s.center[j] *= scaling.unit[j] / s.unit[j];
  }

  GroupedRows& r = s.rows;
  std::vector<double> kept;
  for (std::size_t i = 0; i < x.rows; ++i)
    if (weights.empty() || weights[i] > 0) kept.push_back(y[i]);
  s.response = response_scale(kept);
  for (double& v : kept) v /= s.response;
  r.y = std::move(kept);
  r.x.columns = p + 1;
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  for (std::size_t i = 0; i < x.rows; ++i) {
    if (!weights.empty() && weights[i] == 0) continue;
    columns.assign(1, 0);
    values.assign(1, 1.0);
    for_each_entry(x, i, [&](std::size_t j, double value) {
      columns.push_back(static_cast<std::uint32_t>(j + 1));
      values.push_back(value / s.unit[j] - s.center[j]);
    });
    r.x.add_row(columns, values);
    r.w.push_back(weights.empty() ? 1 : weights[i] / s.weight);
  }
  r.members.resize(penalty.size());
  for (std::uint32_t j = 0; j < p; ++j) r.members[group.empty() ? j : group[j]].push_back(j + 1);
  for (std::size_t g = 0; g < penalty.size(); ++g)
    r.penalty.push_back(unit_of[g] > 0 ? penalty[g] / s.weight / unit_of[g] : 0);
  r.members.push_back({0});
  r.penalty.push_back(0);
  return s;
}

// Deviations of a column stand together, so that a row's columns ascend.
std::uint32_t deviation_column(std::uint32_t p, std::uint32_t taus, std::uint32_t column, std::uint32_t k) {
  return p + taus + column * taus + k;
}

// Every row once for each tau. Column 0 is ones, then p common columns, then for each tau but the first an intercept of its own, then the
// K deviations of each column, which are a group.
GroupedRows stack(const GroupedRows& one, std::span<const double> taus, std::span<const double> deviation) {
  const auto p = static_cast<std::uint32_t>(one.x.columns - 1), k_all = static_cast<std::uint32_t>(taus.size());
  GroupedRows out;
  out.x.columns = std::size_t{1} + p + (k_all - 1) + std::size_t{k_all} * p;
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  for (std::size_t i = 0; i < one.y.size(); ++i)
    for (std::uint32_t k = 0; k < k_all; ++k) {
      columns.clear();
      values.clear();
      for (std::uint32_t e = one.x.start[i]; e < one.x.start[i + 1]; ++e) {
        columns.push_back(one.x.column[e]);
        values.push_back(one.x.value[e]);
      }
      if (k > 0) {
        columns.push_back(p + k);
        values.push_back(1);
      }
      for (std::uint32_t e = one.x.start[i] + 1; e < one.x.start[i + 1]; ++e) {
        columns.push_back(deviation_column(p, k_all, one.x.column[e] - 1, k));
        values.push_back(one.x.value[e]);
      }
      out.x.add_row(columns, values);
      out.y.push_back(one.y[i]);
      out.w.push_back(one.w[i]);
      out.tau.push_back(taus[k]);
    }
  out.members = one.members;
  out.penalty = one.penalty;
  for (std::uint32_t k = 1; k < k_all; ++k) {
    out.members.push_back({p + k});
    out.penalty.push_back(0);
  }
  for (std::uint32_t j = 0; j < p; ++j) {
    out.members.emplace_back();
    for (std::uint32_t k = 0; k < k_all; ++k) out.members.back().push_back(deviation_column(p, k_all, j, k));
    out.penalty.push_back(deviation[j]);
  }
  return out;
}

Error not_converged(int steps, double gap, double tolerance) {
  return {Code::not_converged, "the relative duality gap after " + std::to_string(steps) + " steps",
          base::format_double(gap), "at most " + base::format_double(tolerance)};
}

}  // namespace

Result<QuantileNetFit> fit_quantile_net(const CodedDesign& x, std::span<const double> y,
                                        std::span<const double> weights, double tau,
                                        std::span<const std::uint32_t> group, std::span<const double> penalty,
                                        const QuantileNetOptions& options) {
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_groups(tau, group, penalty, x.columns()); !ok) return ok.error();
  ScaledNet scaled = scale_net(x, y, weights, group, penalty);
  scaled.rows.tau.assign(scaled.rows.y.size(), tau);
  ProximalNewton newton(scaled.rows);
  QuantileNetFit fit;
  fit.steps = newton.solve(options.tolerance, options.max_steps);
  fit.gap = newton.gap();
  if (!(fit.gap <= options.tolerance)) return not_converged(fit.steps, fit.gap, options.tolerance);
  const std::vector<double>& b = newton.beta();
  double intercept = b[0];
  for (std::size_t j = 0; j < x.columns(); ++j) {
    intercept -= b[j + 1] * scaled.center[j];
    fit.beta.push_back(b[j + 1] * (scaled.response / scaled.unit[j]));
  }
  fit.intercept = intercept * scaled.response;
  fit.objective = newton.objective() * scaled.response * scaled.weight;
  for (std::size_t j = 0; j <= fit.beta.size(); ++j)
    if (const double v = j == 0 ? fit.intercept : fit.beta[j - 1]; !std::isfinite(v))
      return Error{Code::out_of_range, "a coefficient", base::format_double(v), "numbers that a double can hold"};
  return fit;
}

Result<CompositeQuantiles> fit_composite_quantiles(const CodedDesign& x, std::span<const double> y,
                                                   std::span<const double> weights, std::span<const double> taus,
                                                   std::span<const double> penalty, std::span<const double> deviation,
                                                   const QuantileNetOptions& options) {
  const std::size_t p = x.columns();
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (taus.empty()) return Error{Code::out_of_range, "the number of quantiles", "0", "at least 1"};
  for (std::size_t k = 0; k < taus.size(); ++k) {
    if (auto ok = check_groups(taus[k], {}, penalty, p); !ok) return ok.error();
    if (k > 0 && !(taus[k] > taus[k - 1]))
      return Error{Code::out_of_range, "tau " + base::format_double(taus[k]),
                   "after " + base::format_double(taus[k - 1]), "ascending quantiles"};
  }
  if (auto ok = check_groups(taus[0], {}, deviation, p); !ok) {
    Error error = ok.error();
    error.where = "of the deviations, " + error.where;
    return error;
  }
  const ScaledNet scaled = scale_net(x, y, weights, {}, penalty);
  std::vector<double> scaled_deviation;
  scaled_deviation.reserve(p);
  for (std::size_t j = 0; j < p; ++j) scaled_deviation.push_back(deviation[j] / scaled.weight / scaled.unit[j]);
  const GroupedRows stacked = stack(scaled.rows, taus, scaled_deviation);
  ProximalNewton newton(stacked);
  CompositeQuantiles fit;
  fit.steps = newton.solve(options.tolerance, options.max_steps);
  fit.gap = newton.gap();
  if (!(fit.gap <= options.tolerance)) return not_converged(fit.steps, fit.gap, options.tolerance);

  const std::vector<double>& b = newton.beta();
  fit.objective = newton.objective() * scaled.response * scaled.weight;
  for (std::size_t j = 0; j < p; ++j) fit.common.push_back(b[j + 1] * (scaled.response / scaled.unit[j]));
  for (std::uint32_t k = 0; k < taus.size(); ++k) {
    double intercept = b[0] + (k > 0 ? b[p + k] : 0);
    std::vector<double>& of_tau = fit.deviation.emplace_back();
    for (std::uint32_t j = 0; j < p; ++j) {
      const double d =
          b[deviation_column(static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(taus.size()), j, k)];
      intercept -= (b[j + 1] + d) * scaled.center[j];
      of_tau.push_back(d * (scaled.response / scaled.unit[j]));
    }
    fit.intercept.push_back(intercept * scaled.response);
  }
  return fit;
}

Result<CompositeTerms> composite_terms(const CompositeQuantiles& fit, const CodedDesign& x, std::size_t row) {
  if (x.columns() != fit.common.size())
    return Error{Code::out_of_range, "the number of columns", std::to_string(x.columns()),
                 "those of the fit, " + std::to_string(fit.common.size())};
  if (row >= x.rows)
    return Error{Code::out_of_range, "the row", std::to_string(row),
                 "below the number of rows, " + std::to_string(x.rows)};
  CompositeTerms out;
  out.intercept = fit.intercept;
  for_each_entry(x, row, [&](std::size_t j, double) { out.column.push_back(static_cast<std::uint32_t>(j)); });
  double largest = 0;
  for (std::size_t k = 0; k < fit.intercept.size(); ++k) {
    std::vector<double>& terms = out.contribution.emplace_back();
    double sum = std::fabs(fit.intercept[k]);
    for_each_entry(x, row, [&](std::size_t j, double value) {
      terms.push_back(value * (fit.common[j] + fit.deviation[k][j]));
      sum += std::fabs(terms.back());
    });
    if (!std::isfinite(sum))
      return Error{Code::not_finite, "the terms of quantile " + std::to_string(k), base::format_double(sum),
                   "numbers that a double can hold"};
    largest = std::max(largest, sum);
  }
  // Terms of at most 2^51 grid each in all: their sums are whole multiples of it below 2^53.
  const double grid = binade(largest) * 0x1p-50;
  const auto on_grid = [&](double& v) { v = base::round_half_away(v / grid) * grid; };
  for (std::size_t k = 0; k < fit.intercept.size(); ++k) {
    on_grid(out.intercept[k]);
    out.quantile.push_back(out.intercept[k]);
    for (double& term : out.contribution[k]) {
      on_grid(term);
      out.quantile[k] += term;
    }
  }
  const std::vector<double> sums = out.quantile;
  std::sort(out.quantile.begin(), out.quantile.end());
  for (std::size_t k = 0; k < sums.size(); ++k) out.rearrangement.push_back(out.quantile[k] - sums[k]);
  return out;
}

}  // namespace chouma::regress
