#include "regress/coordinate_descent.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/number.h"

namespace chouma::regress {

namespace {

// A column of which those in the fit leave less than this share is left to the sweeps.
constexpr double SPAN_TOLERANCE = 1e-10;

}  // namespace

CoordinateDescent::CoordinateDescent(const Correlations& problem, const Scaling& scaling,
                                     const ElasticNetOptions& options)
    : problem_(problem),
      scaling_(scaling),
      options_(options),
      p_(problem.xy.size()),
      slope_(p_, 0.0),
      gradient_(problem.xy) {
  // s_j β_j = b_j s_y, and the objective is divided by s_y².
  const double response = deviation(problem, scaling, p_);
  for (std::size_t j = 0; j < p_; ++j) {
    const double factor = options.penalty_factor.empty() ? 1 : options.penalty_factor[j];
    const double s = options.standardize || problem.sd[j] == 0 ? 1 : deviation(problem, scaling, j);
    absolute_.push_back(factor * options.alpha / s / response);
    squared_.push_back(factor * (1 - options.alpha) / s / s);
  }
}

void CoordinateDescent::sweep(double lambda, bool unpenalised_only) {
  for (std::size_t j = 0; j < p_; ++j) {
    if (problem_.sd[j] == 0 || (unpenalised_only && absolute_[j] > 0)) continue;
    const double threshold = lambda * absolute_[j], target = gradient_[j] + slope_[j];
    double slope = 0;
    if (target > threshold) slope = (target - threshold) / (1 + lambda * squared_[j]);
    if (target < -threshold) slope = (target + threshold) / (1 + lambda * squared_[j]);
    if (slope == slope_[j]) continue;
    follow(j, slope - slope_[j]);
    slope_[j] = slope;
  }
}

void CoordinateDescent::follow(std::size_t column, double change) {
  const double* const row = problem_.xx.data() + column * p_;
  for (std::size_t k = 0; k < p_; ++k) gradient_[k] -= change * row[k];
}

void CoordinateDescent::update_factor(double lambda) {
  if (options_.alpha < 1 && lambda != factor_lambda_) {
    factor_.clear();
    active_.clear();
  }
  factor_lambda_ = lambda;
  for (std::size_t a = active_.size(); a-- > 0;)
    if (slope_[active_[a]] == 0) {
      factor_.remove(a);
      active_.erase(active_.begin() + static_cast<std::ptrdiff_t>(a));
    }
  std::vector<bool> in(p_, false);
  for (const std::size_t j : active_) in[j] = true;
  std::vector<double> products;
  for (std::size_t j = 0; j < p_; ++j) {
    if (slope_[j] == 0 || in[j]) continue;
    products.clear();
    for (const std::size_t k : active_) products.push_back(problem_.xx[j * p_ + k]);
    if (factor_.append(products, 1 + lambda * squared_[j], SPAN_TOLERANCE)) active_.push_back(j);
  }
}

void CoordinateDescent::solve_active(double lambda) {
  update_factor(lambda);
  const std::vector<std::size_t> moved = active_;
  std::vector<double> before, rest, change;  // rest: the slope of the objective along each column in the fit
  for (const std::size_t j : active_) {
    before.push_back(slope_[j]);
    rest.push_back(gradient_[j] - lambda * (squared_[j] * slope_[j] + std::copysign(absolute_[j], slope_[j])));
  }
  while (!active_.empty()) {
    change = rest;
    factor_.solve(change);
    double step = 1;
    std::size_t first = active_.size();  // whose sign would change first
    for (std::size_t a = 0; a < active_.size(); ++a) {
      const std::size_t j = active_[a];
      if (lambda * absolute_[j] == 0 || slope_[j] * (slope_[j] + step * change[a]) >= 0) continue;
      step = -slope_[j] / change[a];
      first = a;
    }
    for (std::size_t a = 0; a < active_.size(); ++a) {
      slope_[active_[a]] += step * change[a];
      rest[a] *= 1 - step;  // Newton's direction: all of them shrink alike
    }
    if (first == active_.size()) break;
    slope_[active_[first]] = 0;
    factor_.remove(first);
    active_.erase(active_.begin() + static_cast<std::ptrdiff_t>(first));
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first));
  }
  for (std::size_t a = 0; a < moved.size(); ++a) follow(moved[a], slope_[moved[a]] - before[a]);
}

double CoordinateDescent::residual_square() const {
  double square = problem_.yy;
  for (std::size_t j = 0; j < p_; ++j) square -= slope_[j] * (problem_.xy[j] + gradient_[j]);
  return std::max(square, 0.0);
}

// The elastic net is a lasso with one more row sqrt(λ squared_j) e_j of response 0 for each column. With its residuals r, its columns' products
// c_j with them and the dual point s r, primal − dual = ½ (1 − s)² |r|² + Σ_j (λ absolute_j |b_j| − s b_j c_j), each term >= 0.
double CoordinateDescent::gap(double lambda) const {
  double square = residual_square(), shrink = 1;
  for (std::size_t j = 0; j < p_; ++j) {
    if (problem_.sd[j] == 0) continue;
    const double squared = lambda * squared_[j], threshold = lambda * absolute_[j];
    square += squared * slope_[j] * slope_[j];
    const double product = std::fabs(gradient_[j] - squared * slope_[j]);
    if (threshold > 0 && product > threshold) shrink = std::min(shrink, threshold / product);
  }
  double sum = 0.5 * (1 - shrink) * (1 - shrink) * square;
  for (std::size_t j = 0; j < p_; ++j) {
    if (problem_.sd[j] == 0) continue;
    const double product = gradient_[j] - lambda * squared_[j] * slope_[j];
    const double threshold = lambda * absolute_[j];
    sum += threshold > 0 ? threshold * std::fabs(slope_[j]) - shrink * slope_[j] * product
                         : std::fabs(product) * std::max(1.0, std::fabs(slope_[j]));
  }
  return 2 * sum;
}

Result<int> CoordinateDescent::descend(double lambda, bool unpenalised_only) {
  const auto distance = [&] {
    if (!unpenalised_only) return gap(lambda);
    double sum = 0;
    for (std::size_t j = 0; j < p_; ++j)
      if (absolute_[j] == 0) sum += 2 * std::fabs(gradient_[j]) * std::max(1.0, std::fabs(slope_[j]));
    return sum;
  };
  int sweeps = 0;
  double left = distance();
  while (!(left <= options_.tolerance)) {
    if (sweeps == options_.max_sweeps)
      return Error{
          Code::not_converged,
          "the relative gap at lambda " + base::format_double(lambda) + " after " + std::to_string(sweeps) + " sweeps",
          base::format_double(left), "at most " + base::format_double(options_.tolerance)};
    sweep(lambda, unpenalised_only);
    ++sweeps;
    left = distance();
    if (left <= options_.tolerance) continue;
    solve_active(lambda);
    left = distance();
  }
  return sweeps;
}

Result<int> CoordinateDescent::start() { return descend(0, true); }

double CoordinateDescent::strongest() const {
  double largest = 0;
  for (std::size_t j = 0; j < p_; ++j)
    if (absolute_[j] > 0) largest = std::max(largest, std::fabs(gradient_[j]));
  return largest;
}

double CoordinateDescent::largest_lambda() const {
  double largest = 0;
  for (std::size_t j = 0; j < p_; ++j)
    if (absolute_[j] > 0) largest = std::max(largest, std::fabs(gradient_[j]) / absolute_[j]);
  return largest;
}

Result<ElasticNetPoint> CoordinateDescent::fit(double lambda) {
  const auto sweeps = descend(lambda, false);
  if (!sweeps) return sweeps.error();
  Coefficients fit = unscale(problem_, scaling_, slope_);
  bool finite = std::isfinite(fit.intercept);
  for (const double b : fit.beta) finite = finite && std::isfinite(b);
  if (!finite)
    return Error{Code::not_finite, "a coefficient at lambda " + base::format_double(lambda), "beyond a double",
                 "values of y and x whose quotients a double can hold"};
  ElasticNetPoint point{lambda, fit.intercept, std::move(fit.beta), 0, gap(lambda), sweeps.value()};
  if (problem_.yy > 0) point.explained = 1 - residual_square();
  return point;
}

}  // namespace chouma::regress
