#include "regress/linear.h"

#include <cmath>
#include <string>

#include "base/number.h"
#include "regress/cholesky.h"
#include "regress/moments.h"

namespace chouma::regress {

namespace {

constexpr double RANK_TOLERANCE = 1e-11;

Result<bool> check_ridge(std::span<const double> ridge, std::size_t p) {
  if (!ridge.empty() && ridge.size() != p)
    return Error{Code::out_of_range, "the length of ridge", std::to_string(ridge.size()), std::to_string(p)};
  for (std::size_t j = 0; j < ridge.size(); ++j) {
    const std::string where = "ridge[" + std::to_string(j) + "]";
    if (!std::isfinite(ridge[j]))
      return Error{Code::not_finite, where, base::format_double(ridge[j]), "a finite number"};
    if (ridge[j] < 0) return Error{Code::out_of_range, where, base::format_double(ridge[j]), "0 or more"};
  }
  return true;
}

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

}  // namespace

Result<LinearFit> fit_linear(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                             std::span<const double> ridge) {
  const std::size_t p = x.columns();
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_ridge(ridge, p); !ok) return ok.error();
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

  LinearFit out{fit.intercept, fit.beta, rss - total * sd_y * sd_y * gain};
  bool finite = std::isfinite(out.intercept) && std::isfinite(out.rss);
  for (const double b : out.beta) finite = finite && std::isfinite(b);
  if (!finite)
    return Error{Code::not_finite, "a coefficient or the residual sum of squares", "beyond a double",
                 "values of y and x whose squares and quotients a double can hold"};
  out.rss = std::fmax(out.rss, 0);
  return out;
}

}  // namespace chouma::regress
