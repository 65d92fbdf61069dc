#include "regress/quantile.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/number.h"
#include "regress/interior_point.h"
#include "regress/numbers.h"

namespace chouma::regress {

namespace {

Result<bool> check_all(const Design& x, std::span<const double> y, std::span<const double> weights, double tau,
                       std::span<const double> penalty) {
  if (auto ok = check(x); !ok) return ok;
  if (x.columns == 0) return Error{Code::out_of_range, "the number of columns", "0", "at least 1"};
  if (!(tau > 0 && tau < 1)) return Error{Code::out_of_range, "tau", base::format_double(tau), "above 0 and below 1"};
  if (auto ok = check_numbers("y", y, x.rows()); !ok) return ok;
  if (!weights.empty())
    if (auto ok = check_not_negative("weights", weights, x.rows()); !ok) return ok;
  if (!penalty.empty()) return check_not_negative("penalty", penalty, x.columns);
  return true;
}

/// A typical size of the values: the median of |y − median(y)|, else of |y|, else 1.
double typical_size(std::vector<double> values) {
  const auto middle = [&] {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), at, values.end());
    return *at;
  };
  const double largest = std::fabs(
      *std::max_element(values.begin(), values.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); }));
  const double center = middle();
  for (double& v : values) v = std::fabs(v - center);
  const double spread = middle();
  return spread > 0 ? spread : largest;
}

/// The problem brought to unit scale: β_j here is β_j there × response / columns[j].
struct Scaled {
  CheckLossProblem problem;
  double response = 1;          ///< y is divided by it
  double weight = 1;            ///< weights and penalties are divided by it
  std::vector<double> columns;  ///< column j is divided by columns[j]
  std::vector<bool> silenced;   ///< the penalty alone decides: β_j = 0 in every optimum
};

void scale_columns(Scaled& s, std::span<const std::uint32_t> kept, const Design& x) {
  Design& out = s.problem.x;
  out = take_rows(x, kept);
  std::vector<double> largest(x.columns, 0.0), squares(x.columns, 0.0);
  for (std::size_t k = 0; k < out.value.size(); ++k)
    largest[out.column[k]] = std::max(largest[out.column[k]], std::fabs(out.value[k]));
  // Squares of values at most 1: no overflow.
  for (std::size_t k = 0; k < out.value.size(); ++k) {
    const double v = out.value[k] / binade(largest[out.column[k]]);
    squares[out.column[k]] += v * v;
  }
  s.columns.resize(x.columns);
  for (std::size_t j = 0; j < x.columns; ++j) s.columns[j] = binade(largest[j]) * binade(std::sqrt(squares[j]));
  for (std::size_t k = 0; k < out.value.size(); ++k) out.value[k] /= s.columns[out.column[k]];
}

// A penalised column is one more row: e_j, response 0, tau 1/2, twice the penalty as its weight.
// The loss pulls at b_j by at most Σ u_i |x_ij|. A larger penalty means b_j = 0 whatever its size,
// and is brought down to twice that pull: numbers of one magnitude.
void add_penalties(Scaled& s, std::span<const double> penalty) {
  CheckLossProblem& p = s.problem;
  std::vector<double> pull(p.x.columns, 0.0);
  for (std::size_t i = 0; i < p.x.rows(); ++i)
    for (std::uint32_t k = p.x.start[i]; k < p.x.start[i + 1]; ++k)
      pull[p.x.column[k]] += p.upper[i] * std::fabs(p.x.value[k]);

  s.silenced.assign(p.x.columns, false);
  for (std::uint32_t j = 0; j < penalty.size(); ++j) {
    if (penalty[j] == 0) continue;
    // penalty_j |β_j| with β_j = b_j response / columns_j, in units of weight · response.
    double lambda = penalty[j] / s.weight / s.columns[j];
    if (lambda > pull[j]) {
      s.silenced[j] = true;
      lambda = pull[j] > 0 ? 2 * pull[j] : 1;
    }
    const double one = 1;
    p.x.add_row(std::span(&j, 1), std::span(&one, 1));
    p.y.push_back(0);
    p.upper.push_back(2 * lambda);
    p.center.push_back(lambda);
  }
}

Scaled scale(const Design& x, std::span<const double> y, std::span<const double> weights, double tau,
             std::span<const double> penalty) {
  std::vector<std::uint32_t> kept;
  double largest = 0;
  const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };
  for (std::uint32_t i = 0; i < x.rows(); ++i) {
    if (weight(i) > 0) kept.push_back(i);
    largest = std::max(largest, weight(i));
  }

  Scaled s;
  if (kept.empty()) return s;
  scale_columns(s, kept, x);
  s.weight = binade(largest);
  CheckLossProblem& p = s.problem;
  for (const std::uint32_t i : kept) p.y.push_back(y[i]);
  s.response = binade(typical_size(p.y));
  for (double& v : p.y) v /= s.response;
  for (const std::uint32_t i : kept) {
    p.upper.push_back(weight(i) / s.weight);
    p.center.push_back((1 - tau) * p.upper.back());
  }
  add_penalties(s, penalty);
  return s;
}

}  // namespace

Result<QuantileFit> fit_quantile(const Design& x, std::span<const double> y, std::span<const double> weights,
                                 double tau, std::span<const double> penalty, const QuantileOptions& options) {
  if (auto ok = check_all(x, y, weights, tau, penalty); !ok) return ok.error();
  const Scaled scaled = scale(x, y, weights, tau, penalty);
  if (scaled.problem.y.empty()) return Error{Code::no_data, "the weights", "", "at least one above 0"};

  const InteriorPoint solved = solve(scaled.problem, options.tolerance, options.max_iterations);
  if (solved.dependent_column < x.columns)
    return Error{Code::singular, "column " + std::to_string(solved.dependent_column),
                 "a linear combination of the columns before it (on the rows of positive weight)",
                 "columns that are linearly independent, or a penalty on all but one of these"};
  QuantileFit fit;
  fit.iterations = solved.iterations;
  fit.gap = solved.gap;
  for (std::size_t j = 0; j < x.columns; ++j)
    fit.beta.push_back(scaled.silenced[j] ? 0 : solved.beta[j] * (scaled.response / scaled.columns[j]));
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const double weight = weights.empty() ? 1 : weights[i];
    if (weight > 0) fit.objective += weight * pinball(y[i] - row_dot(x, i, fit.beta), tau);
  }
  for (std::size_t j = 0; j < penalty.size(); ++j) fit.objective += penalty[j] * std::fabs(fit.beta[j]);
  if (!(fit.gap <= options.tolerance))
    return Error{Code::not_converged,
                 "the relative duality gap after " + std::to_string(fit.iterations) + " iterations",
                 base::format_double(fit.gap), "at most " + base::format_double(options.tolerance)};
  return fit;
}

}  // namespace chouma::regress
