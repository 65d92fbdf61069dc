#include "regress/quantiles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "base/number.h"
#include "base/random.h"
#include "regress/linear.h"
#include "regress/moments.h"
#include "regress/numbers.h"
#include "regress/quantile.h"
#include "regress/smoothed_check.h"
#include "regress/vertex.h"

namespace chouma::regress {

namespace {

constexpr std::size_t MOST_COLUMNS = 2000;
// In units of a residual's typical size.
constexpr double TIE_BREAK = 1e-8;
constexpr double EXACT = 1e-12;
constexpr double LARGEST_GAP = 1e-9;
// A gap of rounding alone.
constexpr double ROUNDING = 1e-13;
// The smoothing begins with this share of the rows within its width, and ends with this many rows a column.
constexpr double FIRST_SHARE = 0.2;
constexpr double SHRINK = 0.25;
constexpr std::size_t LAST_ROWS = 2;
// Rows near the fit, for each column.
constexpr std::size_t NEAR_ROWS = 10;
constexpr int MOST_ROUNDS = 200;

double at_share(std::vector<double> values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

std::vector<double> sizes(std::vector<double> values) {
  for (double& v : values) v = std::fabs(v);
  return values;
}

std::size_t count_within(std::span<const double> values, double width) {
  return static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [&](double v) { return std::fabs(v) < width; }));
}

/// The rows of positive weight at unit scale: column 0 is the intercept, the others x / unit − center.
struct Prepared {
  CheckRows all;                     ///< y with its ties broken
  std::vector<double> y;             ///< and as given
  std::vector<std::uint32_t> row;    ///< the caller's
  std::vector<double> unit, center;  ///< of the caller's columns
  double response = 1, weight = 1;   ///< y and w are divided by these
  std::vector<double> start;         ///< least squares
};

CodedDesign with_intercept(const CodedDesign& x, std::span<const std::uint32_t> rows, const Prepared& p) {
  CodedDesign out = take_rows(x, rows);
  out.categories.insert(out.categories.begin(), Category{1, std::vector<std::uint32_t>(out.rows, 0), {}});
  std::size_t column = 0;
  for (std::size_t c = 1; c < out.categories.size(); ++c) {
    for (double& v : out.categories[c].value) v /= p.unit[column];
    column += out.categories[c].levels;
  }
  column += out.flags;
  for (std::size_t i = 0; i < out.numeric.size(); ++i) {
    const std::size_t j = column + i % out.numerics;
    out.numeric[i] = out.numeric[i] / p.unit[j] - p.center[j];
  }
  return out;
}

Prepared prepare(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                 const LinearFit& least_squares) {
  Prepared p;
  Scaling scaling = scale(x, y, weights);
  p.unit = std::move(scaling.unit);
  p.center = std::move(scaling.center);
  p.weight = scaling.weight;
  for (std::uint32_t i = 0; i < x.rows; ++i)
    if (weights.empty() || weights[i] > 0) p.row.push_back(i);
  p.all.x = with_intercept(x, p.row, p);

  std::vector<double> residual;
  double largest = 0;
  for (const std::uint32_t i : p.row) {
    residual.push_back(std::fabs(y[i] - least_squares.intercept - row_dot(x, i, least_squares.beta)));
    largest = std::max(largest, std::fabs(y[i]));
    p.all.w.push_back(weights.empty() ? 1 : weights[i] / p.weight);
  }
  // A residual's typical size; where the fit is exact, the response's.
  double size = at_share(residual, 0.5);
  if (!(size > EXACT * largest)) size = *std::max_element(residual.begin(), residual.end());
  if (!(size > EXACT * largest)) size = largest;
  p.response = binade(size);
  for (std::size_t k = 0; k < p.row.size(); ++k) {
    p.y.push_back(y[p.row[k]] / p.response);
    p.all.y.push_back(p.y.back() + TIE_BREAK * (base::uniform(1, 1, p.row[k]) - 0.5));
  }
  p.start.push_back(least_squares.intercept / p.response);
  for (std::size_t j = 0; j < least_squares.beta.size(); ++j) {
    p.start.push_back(least_squares.beta[j] * (p.unit[j] / p.response));
    p.start[0] += p.start.back() * p.center[j];
  }
  p.all.far.assign(p.start.size(), 0.0);
  return p;
}

/// One quantile after the other on the same rows.
class Quantiles {
 public:
  explicit Quantiles(const Prepared& rows)
      : rows_(rows), all_(rows.all), beta_(rows.start), is_near_(rows.y.size()), above_(rows.y.size()) {}

  Result<ExactQuantile> fit(double tau);

 private:
  int smooth(double tau);
  void take_near(double width);
  int search(double tau, std::span<const double> y);
  void gather(double tau, std::span<const double> y);
  bool choose_basis();
  bool join_crossed();
  void join_nearest(std::size_t count);
  void certify(double tau, ExactQuantile& out) const;

  const Prepared& rows_;
  SmoothedCheck all_;
  std::vector<double> beta_;           // of the search, with ties broken
  std::vector<char> is_near_, above_;  // each row's side as the search has it
  std::vector<std::uint32_t> near_, basis_;
  CheckRows rows_near_;
};

// Newton's steps on all rows for the first width, and then on those that were within it.
int Quantiles::smooth(double tau) {
  all_.set_residuals(beta_);
  beta_[0] += at_share(all_.residuals(), tau);
  all_.set_residuals(beta_);
  double width = at_share(sizes(all_.residuals()), FIRST_SHARE);
  if (width == 0) return 0;
  int steps = all_.minimise(tau, width, beta_);
  take_near(width);
  gather(tau, rows_.all.y);
  SmoothedCheck within(rows_near_);
  within.set_residuals(beta_);
  while (count_within(within.residuals(), width) > LAST_ROWS * beta_.size()) {
    width *= SHRINK;
    steps += within.minimise(tau, width, beta_);
  }
  all_.set_residuals(beta_);
  return steps;
}

void Quantiles::take_near(double width) {
  for (std::size_t i = 0; i < is_near_.size(); ++i) {
    const double r = all_.residuals()[i];
    is_near_[i] = std::fabs(r) <= width ? 1 : 0;
    above_[i] = r > 0 ? 1 : 0;
  }
}

// near_ and the sum of all others, whose sides are above_.
void Quantiles::gather(double tau, std::span<const double> y) {
  near_.clear();
  rows_near_ = CheckRows{{}, {}, {}, std::vector<double>(beta_.size(), 0.0)};
  for (std::uint32_t i = 0; i < is_near_.size(); ++i) {
    if (is_near_[i]) {
      near_.push_back(i);
      rows_near_.y.push_back(y[i]);
      rows_near_.w.push_back(rows_.all.w[i]);
      continue;
    }
    const double a = rows_.all.w[i] * (above_[i] ? tau : tau - 1);
    for_each_entry(rows_.all.x, i, [&](std::size_t column, double value) { rows_near_.far[column] += a * value; });
  }
  rows_near_.x = take_rows(rows_.all.x, near_);
}

// A basis from the rows nearest to the fit, which with some more of these are the near ones.
bool Quantiles::choose_basis() {
  const std::vector<double> size = sizes(all_.residuals());
  std::vector<std::uint32_t> order(size.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto nearer = [&](std::uint32_t a, std::uint32_t b) { return size[a] != size[b] ? size[a] < size[b] : a < b; };
  const std::size_t near = std::min(NEAR_ROWS * beta_.size(), order.size());
  for (std::size_t looked_at = near;; looked_at = std::min(4 * looked_at, order.size())) {
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(looked_at);
    std::nth_element(order.begin(), end - 1, order.end(), nearer);
    std::sort(order.begin(), end, nearer);
    basis_ = independent_rows(rows_.all.x, std::span(order).first(looked_at));
    if (basis_.size() == beta_.size()) break;
    if (looked_at == order.size()) return false;
  }
  take_near(size[order[near - 1]]);
  for (const std::uint32_t row : basis_) is_near_[row] = 1;
  return true;
}

// Far rows that lie on the other side of the vertex now.
bool Quantiles::join_crossed() {
  bool crossed = false;
  for (std::size_t i = 0; i < is_near_.size(); ++i) {
    const bool above = all_.residuals()[i] > 0;
    if (is_near_[i] || above == (above_[i] != 0)) continue;
    is_near_[i] = 1;
    crossed = true;
  }
  return crossed;
}

void Quantiles::join_nearest(std::size_t count) {
  const std::size_t n = is_near_.size();
  const std::vector<double> size = sizes(all_.residuals());
  const double near = at_share(size, static_cast<double>(std::min(count, n)) / static_cast<double>(n));
  for (std::size_t i = 0; i < n; ++i)
    if (size[i] <= near) is_near_[i] = 1;
}

// From basis_ to the optimum over all rows; the pivots done, none where the basis cannot be inverted.
int Quantiles::search(double tau, std::span<const double> y) {
  int pivots = 0;
  const int limit = 1000 + 50 * static_cast<int>(beta_.size());
  for (int round = 0; round < MOST_ROUNDS; ++round) {
    gather(tau, y);
    VertexSearch vertices(rows_near_, tau);
    std::vector<std::uint32_t> places;
    places.reserve(basis_.size());
    for (const std::uint32_t row : basis_)
      places.push_back(static_cast<std::uint32_t>(std::lower_bound(near_.begin(), near_.end(), row) - near_.begin()));
    if (!vertices.set_basis(places)) break;
    pivots += vertices.search(limit);
    basis_.clear();
    for (const std::uint32_t place : vertices.basis()) basis_.push_back(near_[place]);
    for (std::size_t k = 0; k < near_.size(); ++k) above_[near_[k]] = vertices.above(k) ? 1 : 0;
    beta_ = vertices.beta();
    all_.set_residuals(beta_);
    const bool crossed = join_crossed();
    if (vertices.ran_out() && near_.size() < is_near_.size())
      join_nearest(4 * near_.size());
    else if (!crossed)
      break;
  }
  return pivots;
}

// The fit of basis_ to the responses as given, its objective and gap.
void Quantiles::certify(double tau, ExactQuantile& out) const {
  CheckRows rows{take_rows(rows_.all.x, basis_), {}, {}, std::vector<double>(beta_.size(), 0.0)};
  for (const std::uint32_t row : basis_) {
    rows.y.push_back(rows_.y[row]);
    rows.w.push_back(rows_.all.w[row]);
  }
  std::vector<std::uint32_t> places(basis_.size());
  std::iota(places.begin(), places.end(), 0U);
  out.gap = std::numeric_limits<double>::infinity();
  VertexSearch vertex(rows, tau);
  if (!vertex.set_basis(places)) return;
  const std::vector<double>& beta = vertex.beta();

  std::vector<char> basic(rows_.y.size(), 0);
  for (const std::uint32_t row : basis_) basic[row] = 1;
  std::vector<double> pull(beta.size(), 0.0);
  double objective = 0, gap = 0;
  for (std::size_t i = 0; i < rows_.y.size(); ++i) {
    const double r = rows_.y[i] - row_dot(rows_.all.x, i, beta);
    objective += rows_.all.w[i] * pinball(r, tau);
    if (basic[i]) continue;
    // Where a row lies on the fit, either bound will do, and the search knows which.
    const bool above = std::fabs(r) > EXACT ? r > 0 : above_[i] != 0;
    const double a = rows_.all.w[i] * (above ? tau : tau - 1);
    gap += rows_.all.w[i] * pinball(r, tau) - a * r;
    for_each_entry(rows_.all.x, i, [&](std::size_t column, double value) { pull[column] += a * value; });
  }
  std::vector<double> a = vertex.duals(pull);
  for (std::size_t k = 0; k < a.size(); ++k) {
    a[k] = std::clamp(a[k], rows.w[k] * (tau - 1), rows.w[k] * tau);
    for_each_entry(rows.x, k, [&](std::size_t column, double value) { pull[column] += a[k] * value; });
  }
  for (std::size_t j = 0; j < beta.size(); ++j) gap += std::fabs(pull[j]) * std::max(1.0, std::fabs(beta[j]));
  out.gap = gap / (1 + objective);
  out.objective = objective * rows_.response * rows_.weight;
  out.intercept = beta[0];
  out.beta.resize(beta.size() - 1);
  for (std::size_t j = 0; j < out.beta.size(); ++j) {
    out.intercept -= beta[j + 1] * rows_.center[j];
    out.beta[j] = beta[j + 1] * (rows_.response / rows_.unit[j]);
  }
  out.intercept *= rows_.response;
  out.basis.clear();
  for (const std::uint32_t row : basis_) out.basis.push_back(rows_.row[row]);
  std::sort(out.basis.begin(), out.basis.end());
}

Result<ExactQuantile> Quantiles::fit(double tau) {
  ExactQuantile out;
  out.tau = tau;
  out.newton_steps = smooth(tau);
  if (!choose_basis())
    return Error{Code::singular, "the design", "fewer independent rows than columns to double precision",
                 "columns further from linear dependence"};
  out.pivots = search(tau, rows_.all.y);
  certify(tau, out);
  // A row that breaking ties put on the wrong side: a few more steps, on the responses as given.
  if (out.gap > ROUNDING) {
    ExactQuantile again = out;
    again.pivots += search(tau, rows_.y);
    certify(tau, again);
    if (again.gap < out.gap) out = again;
  }
  if (!(out.gap <= LARGEST_GAP))
    return Error{Code::not_converged, "the relative duality gap at tau " + base::format_double(tau),
                 base::format_double(out.gap), "at most " + base::format_double(LARGEST_GAP)};
  for (const double b : out.beta)
    if (!std::isfinite(b))
      return Error{Code::out_of_range, "a coefficient", base::format_double(b), "numbers that a double can hold"};
  return out;
}

}  // namespace

Result<std::vector<ExactQuantile>> fit_quantiles(const CodedDesign& x, std::span<const double> y,
                                                 std::span<const double> weights, std::span<const double> taus) {
  if (taus.empty()) return Error{Code::out_of_range, "the number of quantiles", "0", "at least 1"};
  for (const double tau : taus)
    if (!(tau > 0 && tau < 1)) return Error{Code::out_of_range, "tau", base::format_double(tau), "above 0 and below 1"};
  if (x.columns() > MOST_COLUMNS)
    return Error{Code::too_large, "the number of columns", std::to_string(x.columns()),
                 "at most " + std::to_string(MOST_COLUMNS)};
  const auto least_squares = fit_linear(x, y, weights);
  if (!least_squares) return least_squares.error();
  const Prepared rows = prepare(x, y, weights, least_squares.value());
  Quantiles quantiles(rows);
  std::vector<ExactQuantile> out;
  for (const double tau : taus) {
    auto fit = quantiles.fit(tau);
    if (!fit) return fit.error();
    out.push_back(std::move(fit.value()));
  }
  return out;
}

}  // namespace chouma::regress
