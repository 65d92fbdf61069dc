#include "regress/linear.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "regress/cholesky.h"
#include "regress/numbers.h"
#include "regress/stats.h"

namespace chouma::regress {

namespace {

constexpr double RANK_TOLERANCE = 1e-11;

/// Ridge in units of standard deviations: ridge_j / (Σw s_j²). A constant column gets 1, which makes its coefficient 0.
std::vector<double> scaled_ridge(const Correlations& c, const Scaling& scaling, std::span<const double> ridge) {
  std::vector<double> out(c.xy.size(), 0.0);
  for (std::size_t j = 0; j < ridge.size(); ++j) {
    const double s = deviation(c, scaling, j);
    out[j] = c.sd[j] == 0 && ridge[j] > 0 ? 1 : ridge[j] == 0 ? 0 : ridge[j] / scaling.weight / c.weight / s / s;
  }
  return out;
}

/// The factor of correlations + ridge, or the column that has no coefficient of its own.
Result<Cholesky> factor(const Correlations& c, std::span<const double> ridge) {
  const std::size_t p = ridge.size();
  Cholesky a(p);
  for (std::size_t j = 0; j < p; ++j) {
    if (c.sd[j] == 0 && ridge[j] == 0)
      return Error{Code::singular, "column " + std::to_string(j), "constant on the rows of positive weight",
                   "a column that varies, since the intercept is fitted already, or a ridge on it"};
    for (std::size_t k = j; k < p; ++k) a.row(j)[k] = c.xx[j * p + k];
    a.row(j)[j] += ridge[j];
  }
  if (const std::size_t column = a.factor(RANK_TOLERANCE); column < p)
    return Error{Code::singular, "column " + std::to_string(column),
                 "a linear combination of the columns before it and the intercept",
                 "columns that are linearly independent, or a ridge on it"};
  return a;
}

/// How the coefficients follow the sums Σ w e z_j (z of Scaling, the constant last): row j of `pull` is β_j's, row p the intercept's.
struct Influence {
  Scaling scaling;
  std::size_t rows = 0;  ///< of positive weight
  double weight = 0;     ///< Σ w / scaling.weight
  std::vector<double> pull;
};

Result<Influence> influence(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                            const LinearFit& fit) {
  const std::size_t p = x.columns(), stride = p + 1;
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_numbers("the fit's coefficients", fit.beta, p); !ok) return ok.error();
  Influence out{scale(x, y, weights), 0, 0, std::vector<double>(stride * stride, 0.0)};
  for (std::size_t i = 0; i < x.rows; ++i)
    if (weights.empty() || weights[i] > 0) ++out.rows;
  if (out.rows <= stride)
    return Error{Code::no_data, "the number of rows of positive weight", std::to_string(out.rows),
                 "above the number of coefficients, " + std::to_string(stride)};
  const Correlations c = correlations(moments(x, y, weights, out.scaling).front());
  const auto a = factor(c, std::vector<double>(p, 0.0));
  if (!a) return a.error();
  out.weight = c.weight;
  double* const of_intercept = out.pull.data() + p * stride;
  of_intercept[p] = 1 / c.weight;
  std::vector<double> column(p);
  for (std::size_t j = 0; j < p; ++j) {
    std::fill(column.begin(), column.end(), 0.0);
    column[j] = 1;
    a.value().solve(column);
    double* const row = out.pull.data() + j * stride;
    const double middle = out.scaling.center[j] + c.mean[j];
    for (std::size_t k = 0; k < p; ++k) {
      row[k] = column[k] / c.sd[j] / c.sd[k] / c.weight;
      row[p] -= row[k] * c.mean[k];
    }
    for (std::size_t k = 0; k <= p; ++k) of_intercept[k] -= middle * row[k];
  }
  return out;
}

/// Σ_g s_g s_g', s_g = Σ w e (z, 1) over the rows of a group, and how many groups have weight. Upper triangle.
struct Meat {
  std::vector<double> upper;
  std::size_t groups = 0;
};

Meat meat(const CodedDesign& x, std::span<const double> weighted, std::span<const char> counts, const Scaling& scaling,
          const Groups& groups) {
  const std::size_t p = x.columns(), stride = p + 1;
  std::vector<std::vector<std::uint32_t>> rows(groups.count);
  for (std::uint32_t i = 0; i < x.rows; ++i)
    if (counts[i]) rows[groups.of_row[i]].push_back(i);
  Meat out{std::vector<double>(stride * stride, 0.0), 0};
  std::vector<double> sum(stride, 0.0);
  std::vector<std::size_t> touched;
  std::vector<char> seen(stride, 0);
  for (const auto& members : rows) {
    if (members.empty()) continue;
    ++out.groups;
    const auto add = [&](std::size_t j, double value) {
      if (!seen[j]) touched.push_back(j);
      seen[j] = 1;
      sum[j] += value;
    };
    for (const std::uint32_t i : members) {
      for_each_entry(x, i, [&](std::size_t j, double value) {
        add(j, weighted[i] * (value / scaling.unit[j] - scaling.center[j]));
      });
      add(p, weighted[i]);
    }
    std::sort(touched.begin(), touched.end());
    for (std::size_t a = 0; a < touched.size(); ++a)
      for (std::size_t b = a; b < touched.size(); ++b)
        out.upper[touched[a] * stride + touched[b]] += sum[touched[a]] * sum[touched[b]];
    for (const std::size_t j : touched) {
      sum[j] = 0;
      seen[j] = 0;
    }
    touched.clear();
  }
  return out;
}

/// l'Ml of a symmetric matrix of which the upper triangle is kept.
double quadratic(std::span<const double> l, const std::vector<double>& upper) {
  const std::size_t n = l.size();
  double sum = 0;
  for (std::size_t j = 0; j < n; ++j) {
    double inner = 0.5 * upper[j * n + j] * l[j];
    for (std::size_t k = j + 1; k < n; ++k) inner += upper[j * n + k] * l[k];
    sum += 2 * l[j] * inner;
  }
  return std::fmax(sum, 0);
}

/// Square roots of variances in the units of z and of y; row p is the intercept's.
Result<LinearErrors> errors_of(std::span<const double> variance, const Scaling& scaling, std::size_t df) {
  LinearErrors out{0, {}, df};
  for (std::size_t j = 0; j < variance.size(); ++j) {
    const bool last = j + 1 == variance.size();
    const double error = std::sqrt(variance[j]) * scaling.unit.back() / (last ? 1 : scaling.unit[j]);
    if (!std::isfinite(error))
      return Error{Code::not_finite,
                   last ? "the intercept's standard error" : "the standard error of column " + std::to_string(j),
                   "beyond a double", "values of y and x whose squares and quotients a double can hold"};
    if (last)
      out.intercept = error;
    else
      out.beta.push_back(error);
  }
  return out;
}

Result<LinearFit> checked(LinearFit fit) {
  bool finite = std::isfinite(fit.intercept) && std::isfinite(fit.rss);
  for (const double b : fit.beta) finite = finite && std::isfinite(b);
  if (!finite)
    return Error{Code::not_finite, "a coefficient or the residual sum of squares", "beyond a double",
                 "values of y and x whose squares and quotients a double can hold"};
  fit.rss = std::fmax(fit.rss, 0);
  return fit;
}

}  // namespace

Result<LinearFit> fit_linear(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                             std::span<const double> ridge) {
  const std::size_t p = x.columns();
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (!ridge.empty())
    if (auto ok = check_not_negative("ridge", ridge, p); !ok) return ok.error();
  const Scaling scaling = scale(x, y, weights);
  const Correlations c = correlations(moments(x, y, weights, scaling).front());
  const std::vector<double> penalty = scaled_ridge(c, scaling, ridge);
  const auto a = factor(c, penalty);
  if (!a) return a.error();
  std::vector<double> slopes = c.xy;
  a.value().solve(slopes);
  Coefficients fit = unscale(c, scaling, slopes);

  // What the residuals say: their square sum, sum, and products with the columns, all weighted.
  std::vector<double> weighted(x.rows), products(p);
  double rss = 0, sum = 0;
  for (std::size_t i = 0; i < x.rows; ++i) {
    const double w = weights.empty() ? 1 : weights[i];
    if (w == 0) continue;
    const double e = y[i] - (fit.intercept + row_dot(x, i, fit.beta));
    weighted[i] = w * e;
    rss += weighted[i] * e;
    sum += weighted[i];
  }
  times_transposed(x, weighted, products);
  const double total = c.weight * scaling.weight, sd_y = deviation(c, scaling, p);
  rss -= sum * (sum / total);
  std::vector<double> gradient(p, 0.0), change(p, 0.0);
  for (std::size_t j = 0; j < p; ++j) {
    if (c.sd[j] == 0) continue;
    const double mean = scaling.unit[j] * (scaling.center[j] + c.mean[j]);
    gradient[j] = (products[j] - sum * mean) / total / deviation(c, scaling, j) / sd_y;
    change[j] = gradient[j] - penalty[j] * slopes[j];
  }
  const std::vector<double> right = change;
  a.value().solve(change);
  double gain = 0;  // 2 d'g − d'Cd for the change d, in units of the response's variance
  for (std::size_t j = 0; j < p; ++j) {
    slopes[j] += change[j];
    gain += change[j] * (2 * gradient[j] - right[j] + penalty[j] * change[j]);
  }
  fit = unscale(c, scaling, slopes);

  return checked({fit.intercept, fit.beta, rss - total * sd_y * sd_y * gain});
}

Result<LinearFit> fit_moments(const Moments& moments, const Scaling& scaling) {
  const std::size_t p = moments.columns;
  if (!(moments.upper[p * (p + 2) + p] > 0))
    return Error{Code::no_data, "the sum of the weights", "0", "a row of positive weight"};
  const Correlations c = correlations(moments);
  const auto a = factor(c, std::vector<double>(p, 0.0));
  if (!a) return a.error();
  std::vector<double> slopes = c.xy;
  a.value().solve(slopes);
  double explained = 0;
  for (std::size_t j = 0; j < p; ++j) explained += slopes[j] * c.xy[j];
  const double sd_y = deviation(c, scaling, p);
  Coefficients fit = unscale(c, scaling, slopes);
  return checked({fit.intercept, std::move(fit.beta), c.weight * scaling.weight * sd_y * sd_y * (c.yy - explained)});
}

Result<LinearErrors> linear_errors(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                   const LinearFit& fit) {
  const auto way = influence(x, y, weights, fit);
  if (!way) return way.error();
  const Influence& to = way.value();
  const std::size_t p = x.columns(), stride = p + 1, df = to.rows - stride;
  const double unit = to.scaling.unit[p];
  const double square = fit.rss / to.scaling.weight / unit / unit / static_cast<double>(df);
  // pull = T (Z'WZ)⁻¹ in units of z, T taking its coefficients to the caller's: only the intercept's row differs from the unit matrix, 1 at
  // its own place and −center_j before it. The variances are s² diag(pull T').
  std::vector<double> variance(stride);
  for (std::size_t j = 0; j < p; ++j) variance[j] = square * to.pull[j * stride + j];
  const double* const last = to.pull.data() + p * stride;
  double own = last[p];
  for (std::size_t j = 0; j < p; ++j) own -= to.scaling.center[j] * last[j];
  variance[p] = square * std::fmax(own, 0);
  return errors_of(variance, to.scaling, df);
}

Result<LinearErrors> clustered_errors(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                      const LinearFit& fit, std::span<const std::uint32_t> group) {
  const auto way = influence(x, y, weights, fit);
  if (!way) return way.error();
  if (auto ok = check_length("group", group.size(), x.rows); !ok) return ok.error();
  const Influence& to = way.value();
  const std::size_t p = x.columns(), stride = p + 1;
  std::vector<double> weighted(x.rows, 0.0);
  std::vector<char> counts(x.rows, 0);
  for (std::size_t i = 0; i < x.rows; ++i) {
    const double w = weights.empty() ? 1 : weights[i] / to.scaling.weight;
    if (w == 0) continue;
    counts[i] = 1;
    weighted[i] = w * ((y[i] - fit.intercept - row_dot(x, i, fit.beta)) / to.scaling.unit[p]);
  }
  const Meat middle = meat(x, weighted, counts, to.scaling, number_groups(group));
  if (middle.groups < 2)
    return Error{Code::no_data, "the number of groups of positive weight", std::to_string(middle.groups), "at least 2"};
  const auto n = static_cast<double>(to.rows), g = static_cast<double>(middle.groups);
  const double factor = g / (g - 1) * ((n - 1) / (n - static_cast<double>(stride)));
  std::vector<double> variance(stride);
  for (std::size_t j = 0; j < stride; ++j)
    variance[j] = factor * quadratic(std::span(to.pull).subspan(j * stride, stride), middle.upper);
  return errors_of(variance, to.scaling, middle.groups - 1);
}

}  // namespace chouma::regress
