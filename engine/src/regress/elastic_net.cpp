#include "regress/elastic_net.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/math.h"
#include "base/number.h"
#include "regress/coordinate_descent.h"
#include "regress/numbers.h"
#include "regress/stats.h"

namespace chouma::regress {

namespace {

using Path = std::vector<ElasticNetPoint>;

Result<bool> check_number(const std::string& where, double value, bool allowed, const std::string& range) {
  if (!std::isfinite(value)) return Error{Code::not_finite, where, base::format_double(value), "a finite number"};
  if (allowed) return true;
  return Error{Code::out_of_range, where, base::format_double(value), range};
}

Result<bool> check_options(const ElasticNetOptions& o, std::size_t p) {
  if (auto ok = check_number("alpha", o.alpha, o.alpha > 0 && o.alpha <= 1, "above 0 and up to 1"); !ok) return ok;
  if (auto ok = check_number("tolerance", o.tolerance, o.tolerance > 0, "above 0"); !ok) return ok;
  if (auto ok = check_number("smallest", o.smallest, o.smallest > 0 && o.smallest < 1, "above 0 and below 1"); !ok)
    return ok;
  if (o.grid < 2) return Error{Code::out_of_range, "grid", std::to_string(o.grid), "at least 2"};
  if (!o.penalty_factor.empty())
    if (auto ok = check_not_negative("penalty_factor", o.penalty_factor, p); !ok) return ok;
  for (std::size_t k = 0; k < o.lambda.size(); ++k) {
    const bool descends = o.lambda[k] >= 0 && (k == 0 || o.lambda[k] < o.lambda[k - 1]);
    if (auto ok = check_number("lambda[" + std::to_string(k) + "]", o.lambda[k], descends,
                               "0 or more, and below the one before it");
        !ok)
      return ok;
  }
  return true;
}

std::vector<double> make_grid(double largest, const ElasticNetOptions& options) {
  const double step = base::log(options.smallest) / (options.grid - 1);
  std::vector<double> grid = {largest};
  for (int k = 1; k < options.grid; ++k) grid.push_back(largest * base::exp(k * step));
  return grid;
}

/// The path of a problem over a grid, which is made from the data when it is empty.
Result<Path> solve(const Correlations& problem, const Scaling& scaling, const ElasticNetOptions& options,
                   std::vector<double> grid) {
  CoordinateDescent descent(problem, scaling, options);
  if (const auto started = descent.start(); !started) return started.error();
  if (grid.empty()) {
    const double largest = descent.largest_lambda();
    grid = descent.strongest() <= options.tolerance ? std::vector<double>{largest} : make_grid(largest, options);
  }
  Path path;
  for (const double lambda : grid) {
    auto point = descent.fit(lambda);
    if (!point) return point.error();
    path.push_back(std::move(point.value()));
  }
  return path;
}

std::vector<double> grid_of(const Path& path) {
  std::vector<double> grid;
  for (const ElasticNetPoint& point : path) grid.push_back(point.lambda);
  return grid;
}

/// Σ w (y − b − xβ)² over the rows of some moments, in the caller's units of y² and units of weight of the scaling.
double square_error(const Moments& held_out, const Scaling& scaling, const ElasticNetPoint& point) {
  const std::size_t p = held_out.columns, stride = p + 2;
  // The residual in units of the response is u · (z, 1, z_y).
  std::vector<double> u(stride, 0.0);
  u[p + 1] = 1;
  u[p] = scaling.center[p] - point.intercept / scaling.unit[p];
  for (std::size_t j = 0; j < p; ++j) {
    u[j] = -point.beta[j] * (scaling.unit[j] / scaling.unit[p]);
    u[p] += u[j] * scaling.center[j];
  }
  double sum = 0;
  for (std::size_t j = 0; j < stride; ++j) {
    if (u[j] == 0) continue;
    const double* const row = held_out.upper.data() + j * stride;
    double inner = 0.5 * row[j] * u[j];
    for (std::size_t k = j + 1; k < stride; ++k) inner += row[k] * u[k];
    sum += 2 * u[j] * inner;
  }
  return std::max(sum, 0.0) * scaling.unit[p] * scaling.unit[p];
}

/// Fills error, standard_error, best and sparse from each fold's weight and mean square errors.
void summarise(CrossValidation& out, std::span<const double> weight, const std::vector<std::vector<double>>& errors) {
  const std::size_t folds = weight.size();
  double total = 0;
  for (const double w : weight) total += w;
  for (std::size_t k = 0; k < out.path.size(); ++k) {
    double mean = 0, square = 0;
    for (std::size_t f = 0; f < folds; ++f) mean += weight[f] / total * errors[f][k];
    for (std::size_t f = 0; f < folds; ++f) square += weight[f] / total * (errors[f][k] - mean) * (errors[f][k] - mean);
    out.error.push_back(mean);
    out.standard_error.push_back(std::sqrt(square / static_cast<double>(folds - 1)));
  }
  out.best = static_cast<std::size_t>(std::min_element(out.error.begin(), out.error.end()) - out.error.begin());
  const double bound = out.error[out.best] + out.standard_error[out.best];
  while (out.error[out.sparse] > bound) ++out.sparse;
}

}  // namespace

Result<Path> elastic_net(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                         const ElasticNetOptions& options) {
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_options(options, x.columns()); !ok) return ok.error();
  const Scaling scaling = scale(x, y, weights);
  return solve(correlations(moments(x, y, weights, scaling).front()), scaling, options, options.lambda);
}

Result<CrossValidation> cross_validate(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                       std::span<const std::uint32_t> group, std::uint32_t folds, std::uint64_t seed,
                                       const ElasticNetOptions& options) {
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_options(options, x.columns()); !ok) return ok.error();
  if (auto ok = check_length("group", group.size(), x.rows); !ok) return ok.error();
  if (folds < 2) return Error{Code::out_of_range, "folds", std::to_string(folds), "at least 2"};

  const std::size_t at_weight = x.columns() * (x.columns() + 3);  // Σ w in Moments::upper
  const Scaling scaling = scale(x, y, weights);
  const std::vector<Moments> parts = moments(x, y, weights, scaling, group_folds(group, folds, seed), folds);
  std::vector<std::size_t> held;  // the folds that hold weight
  for (std::size_t f = 0; f < folds; ++f)
    if (parts[f].upper[at_weight] > 0) held.push_back(f);
  if (held.size() < 2)
    return Error{Code::no_data, "the number of folds that hold weight", std::to_string(held.size()), "at least 2"};

  const auto sum_without = [&](std::size_t left_out) {
    Moments sum{x.columns(), std::vector<double>(parts[0].upper.size(), 0.0)};
    for (const std::size_t f : held)
      if (f != left_out) sum.add(parts[f]);
    return sum;
  };
  auto path = solve(correlations(sum_without(folds)), scaling, options, options.lambda);
  if (!path) return path.error();
  CrossValidation out;
  out.path = std::move(path.value());
  const std::vector<double> grid = grid_of(out.path);

  std::vector<double> weight;
  std::vector<std::vector<double>> errors;
  std::vector<Path> fits;
  for (const std::size_t f : held) {
    auto without = solve(correlations(sum_without(f)), scaling, options, grid);
    if (!without) return without.error();
    weight.push_back(parts[f].upper[at_weight]);
    std::vector<double>& of_fold = errors.emplace_back();
    for (const ElasticNetPoint& point : without.value())
      of_fold.push_back(square_error(parts[f], scaling, point) / weight.back());
    fits.push_back(std::move(without.value()));
  }
  summarise(out, weight, errors);
  out.held_out.assign(folds, out.path[out.best]);
  for (std::size_t k = 0; k < held.size(); ++k) out.held_out[held[k]] = std::move(fits[k][out.best]);
  return out;
}

}  // namespace chouma::regress
