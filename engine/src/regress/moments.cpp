#include "regress/moments.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "regress/numbers.h"
#include "regress/row_gram.h"

namespace chouma::regress {

namespace {

constexpr std::size_t MOST_MOMENT_COLUMNS = 8000;
constexpr double CONSTANT = 1e-10;

/// The size of the largest |v| on the rows of positive weight.
double size(std::span<const double> values, std::span<const double> weights) {
  double largest = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weights.empty() || weights[i] > 0) largest = std::max(largest, std::fabs(values[i]));
  return binade(largest);
}

}  // namespace

void Moments::add(const Moments& other) {
  for (std::size_t k = 0; k < upper.size(); ++k) upper[k] += other.upper[k];
}

Result<bool> check_problem(const CodedDesign& x, std::span<const double> y, std::span<const double> weights) {
  if (auto ok = check(x); !ok) return ok;
  if (x.columns() > MOST_MOMENT_COLUMNS)
    return Error{Code::too_large, "the number of columns", std::to_string(x.columns()),
                 "at most " + std::to_string(MOST_MOMENT_COLUMNS)};
  if (auto ok = check_numbers("y", y, x.rows); !ok) return ok;
  if (!weights.empty())
    if (auto ok = check_not_negative("weights", weights, x.rows); !ok) return ok;
  if (x.rows == 0 || (!weights.empty() && *std::max_element(weights.begin(), weights.end()) == 0))
    return Error{Code::no_data, "the number of rows of positive weight", "0", "at least 1"};
  return true;
}

// Rows of weight 0 have no say: a value of theirs may be of any size.
Scaling scale(const CodedDesign& x, std::span<const double> y, std::span<const double> weights) {
  Scaling s;
  s.weight = size(weights, weights);
  for (const Category& c : x.categories)
    s.unit.insert(s.unit.end(), c.levels, c.value.empty() ? 1 : size(c.value, weights));
  s.unit.insert(s.unit.end(), x.flags, 1.0);

  // Numbers and the response: largest sizes, then weighted means.
  const std::size_t first = s.unit.size(), m = x.numerics;
  std::vector<double> largest(m, 0.0);
  for (std::size_t i = 0; i < x.rows; ++i) {
    if (!weights.empty() && weights[i] == 0) continue;
    for (std::size_t k = 0; k < m; ++k) largest[k] = std::max(largest[k], std::fabs(x.numeric[i * m + k]));
  }
  for (const double v : largest) s.unit.push_back(binade(v));
  s.unit.push_back(size(y, weights));
  std::vector<double> inverse, sum(m + 1, 0.0);
  for (std::size_t k = 0; k <= m; ++k) inverse.push_back(1 / s.unit[first + k]);
  double total = 0;
  for (std::size_t i = 0; i < x.rows; ++i) {
    const double w = weights.empty() ? 1 : weights[i] / s.weight;
    if (w == 0) continue;
    for (std::size_t k = 0; k < m; ++k) sum[k] += w * (x.numeric[i * m + k] * inverse[k]);
    sum[m] += w * (y[i] * inverse[m]);
    total += w;
  }
  s.center.assign(first, 0.0);
  for (std::size_t k = 0; k <= m; ++k) s.center.push_back(sum[k] / total);
  return s;
}

std::vector<Moments> moments(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                             const Scaling& scaling, std::span<const std::uint32_t> fold, std::uint32_t folds) {
  const std::size_t p = x.columns(), stride = p + 2, m = x.numerics, first = x.numeric_offset();
  std::vector<Moments> out(folds, Moments{p, std::vector<double>(stride * stride, 0.0)});
  std::vector<double> category_inverse, inverse;
  std::size_t column = 0;
  for (const Category& c : x.categories) {
    category_inverse.push_back(c.levels == 0 ? 1 : 1 / scaling.unit[column]);
    column += c.levels;
  }
  for (std::size_t k = first; k <= p; ++k) inverse.push_back(1 / scaling.unit[k]);
  const double* const center = scaling.center.data() + first;

  RowEntries entries;
  std::vector<double> dense(m + 2);  // the numbers, 1, the response
  dense[m] = 1;
  for (std::size_t i = 0; i < x.rows; ++i) {
    const double w = weights.empty() ? 1 : weights[i] / scaling.weight;
    if (w == 0) continue;
    entries.load(x, i, [&](std::size_t c, double value) { return value * category_inverse[c]; });
    for (std::size_t k = 0; k < m; ++k) dense[k] = x.numeric[i * m + k] * inverse[k] - center[k];
    dense[m + 1] = y[i] * inverse[m] - center[m];
    add_row(out[fold.empty() ? 0 : fold[i]].upper.data(), stride, w, entries, first, dense.data(), m + 2);
  }
  return out;
}

Correlations correlations(const Moments& moments) {
  const std::size_t p = moments.columns, stride = p + 2;
  const auto sum = [&](std::size_t j, std::size_t k) { return moments.upper[j * stride + k]; };
  Correlations out;
  out.weight = sum(p, p);
  std::vector<double> inverse;  // of the standard deviations, 0 for constants
  for (std::size_t j = 0; j <= p; ++j) {
    const std::size_t at = j < p ? j : p + 1;
    out.mean.push_back((j < p ? sum(j, p) : sum(p, p + 1)) / out.weight);
    const double square = sum(at, at) / out.weight, variance = square - out.mean[j] * out.mean[j];
    const bool constant = !(variance > CONSTANT * square);
    out.sd.push_back(constant ? 0 : std::sqrt(variance));
    inverse.push_back(constant ? 0 : 1 / out.sd[j]);
  }
  if (out.sd[p] == 0) {
    out.sd[p] = 1;
    out.yy = 0;
  }
  out.xx.assign(p * p, 0.0);
  for (std::size_t j = 0; j < p; ++j) {
    for (std::size_t k = j + 1; k < p; ++k)
      out.xx[j * p + k] = (sum(j, k) / out.weight - out.mean[j] * out.mean[k]) * inverse[j] * inverse[k];
    for (std::size_t k = 0; k < j; ++k) out.xx[j * p + k] = out.xx[k * p + j];
    out.xx[j * p + j] = inverse[j] == 0 ? 0 : 1;
    out.xy.push_back((sum(j, p + 1) / out.weight - out.mean[j] * out.mean[p]) * inverse[j] * inverse[p]);
  }
  return out;
}

Coefficients unscale(const Correlations& of, const Scaling& scaling, std::span<const double> slopes) {
  const std::size_t p = slopes.size();
  Coefficients out;
  double at_zero = scaling.center[p] + of.mean[p];
  for (std::size_t j = 0; j < p; ++j) {
    const double slope = of.sd[j] == 0 ? 0 : slopes[j] * of.sd[p] / of.sd[j];
    at_zero -= slope * (scaling.center[j] + of.mean[j]);
    out.beta.push_back(slope * (scaling.unit[p] / scaling.unit[j]));
  }
  out.intercept = at_zero * scaling.unit[p];
  return out;
}

}  // namespace chouma::regress
