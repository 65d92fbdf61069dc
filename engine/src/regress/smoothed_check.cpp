#include "regress/smoothed_check.h"

#include <algorithm>
#include <cmath>

namespace chouma::regress {

namespace {

constexpr int MOST_STEPS = 8;
// A width's fit is good enough when a step promises less than this share of what smoothing may move the objective.
constexpr double SETTLED = 0.1;
// A column with less than this share of its square sum (over |residual|) within the width is held by its other rows.
constexpr double SCARCE = 0.05;
constexpr double HESSIAN_TOLERANCE = 1e-12;

// ρ_h'(r)
double pull(double r, double tau, double width) { return tau - 0.5 + 0.5 * std::clamp(r / width, -1.0, 1.0); }

}  // namespace

SmoothedCheck::SmoothedCheck(const CheckRows& rows)
    : rows_(rows),
      hessian_(rows.x.columns()),
      residual_(rows.x.rows),
      along_(rows.x.rows),
      direction_(rows.x.columns()),
      within_(rows.x.columns()),
      outside_(rows.x.columns()) {
  for (const double w : rows.w) mean_weight_ += w / static_cast<double>(rows.x.rows);
}

void SmoothedCheck::set_residuals(const std::vector<double>& beta) {
  for (std::size_t i = 0; i < rows_.x.rows; ++i) residual_[i] = rows_.y[i] - row_dot(rows_.x, i, beta);
}

int SmoothedCheck::minimise(double tau, double width, std::vector<double>& beta) {
  const double enough = SETTLED * static_cast<double>(beta.size()) * width * mean_weight_;
  for (int steps = 1; steps < MOST_STEPS; ++steps)
    if (!(step(tau, width, beta) > enough)) return steps;
  return MOST_STEPS;
}

double SmoothedCheck::step(double tau, double width, std::vector<double>& beta) {
  const std::size_t p = rows_.x.columns();
  hessian_.clear();
  direction_ = rows_.far;
  std::fill(within_.begin(), within_.end(), 0.0);
  std::fill(outside_.begin(), outside_.end(), 0.0);
  for (std::size_t i = 0; i < rows_.x.rows; ++i) {
    const double r = residual_[i], size = std::fabs(r);
    const double force = rows_.w[i] * pull(r, tau, width);
    const double curve = rows_.w[i] / (2 * std::max(size, width));
    std::vector<double>& squares = size < width ? within_ : outside_;
    for_each_entry(rows_.x, i, [&](std::size_t column, double value) {
      direction_[column] += force * value;
      squares[column] += curve * (value * value);
    });
    if (!(size < width)) continue;
    entries_.load(rows_.x, i, [](std::size_t, double value) { return value; });
    add_row(hessian_.row(0), hessian_.stride(), curve, entries_, rows_.x.numeric_offset(),
            rows_.x.numeric.data() + i * rows_.x.numerics, rows_.x.numerics);
  }
  for (std::size_t j = 0; j < p; ++j)
    if (within_[j] <= SCARCE * outside_[j]) hessian_.row(j)[j] += outside_[j];
  const std::vector<double> gradient = direction_;  // downhill
  hessian_.factor(HESSIAN_TOLERANCE);
  hessian_.solve(direction_);
  double slope = 0;
  far_slope_ = 0;
  for (std::size_t j = 0; j < p; ++j) {
    slope -= gradient[j] * direction_[j];
    far_slope_ -= rows_.far[j] * direction_[j];
  }
  if (!(slope < 0)) return 0;

  for (std::size_t i = 0; i < rows_.x.rows; ++i) along_[i] = row_dot(rows_.x, i, direction_);
  const double t = line_search(tau, width, slope);
  for (std::size_t j = 0; j < p; ++j) beta[j] += t * direction_[j];
  for (std::size_t i = 0; i < rows_.x.rows; ++i) residual_[i] -= t * along_[i];
  return -slope;
}

double SmoothedCheck::slope_at(double tau, double width, double t) const {
  double sum = far_slope_;
  for (std::size_t i = 0; i < rows_.x.rows; ++i)
    sum -= rows_.w[i] * pull(residual_[i] - t * along_[i], tau, width) * along_[i];
  return sum;
}

// The loss is convex, so its slope along the direction ascends; where it is half gone or more the step has paid.
double SmoothedCheck::line_search(double tau, double width, double slope) const {
  double low = 0, high = 1;
  double at_low = slope, at_high = slope_at(tau, width, high);
  if (at_high <= -0.5 * slope) return high;
  for (int k = 0; k < 20; ++k) {
    // The secant, kept from the ends.
    const double share = std::clamp(at_low / (at_low - at_high), 0.1, 0.9);
    const double t = low + share * (high - low);
    const double at = slope_at(tau, width, t);
    if (std::fabs(at) <= -0.5 * slope) return t;
    (at < 0 ? low : high) = t;
    (at < 0 ? at_low : at_high) = at;
  }
  return low;
}

}  // namespace chouma::regress
