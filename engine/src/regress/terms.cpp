#include "regress/terms.h"

#include <cmath>
#include <string>

#include "base/number.h"
#include "regress/numbers.h"
#include "regress/stats.h"

namespace chouma::regress {

namespace {

constexpr double LARGEST_CUBED = 1e100;  // whose cube is still a number

Result<bool> check_range(const char* name, std::span<const double> values, double from) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string where = std::string(name) + "[" + std::to_string(i) + "]";
    if (!std::isfinite(values[i]))
      return Error{Code::not_finite, where, base::format_double(values[i]), "a finite number"};
    if (values[i] < from || values[i] > LARGEST_CUBED)
      return Error{Code::out_of_range, where, base::format_double(values[i]),
                   base::format_double(from) + " to " + base::format_double(LARGEST_CUBED)};
  }
  return true;
}

double cube(double v) { return v > 0 ? v * v * v : 0; }

/// Column j of the spline at x, without the division; `last` = ξ_K, `before` = ξ_{K−1}.
double cubic_term(double x, double knot, double before, double last) {
  const double a = last - knot, b = last - before, c = before - knot;
  if (x <= last) return cube(x - knot) - cube(x - before) * (a / b);
  // Value and slope at the last knot: a³ − a b² and 3 a c.
  return a * (a - b) * (a + b) + 3 * a * c * (x - last);
}

}  // namespace

Result<std::vector<double>> spline_knots(std::span<const double> values, std::span<const double> weights,
                                         std::size_t k) {
  if (k < 2) return Error{Code::out_of_range, "the number of knots", std::to_string(k), "at least 2"};
  if (!weights.empty())
    if (auto ok = check_length("weights", weights.size(), values.size()); !ok) return ok.error();
  if (auto ok = check_range("values", values, -LARGEST_CUBED); !ok) return ok.error();
  if (auto ok = check_range("weights", weights, 0); !ok) return ok.error();
  bool any = weights.empty() && !values.empty();
  for (const double w : weights) any = any || w > 0;
  if (!any) return Error{Code::no_data, "the number of rows of positive weight", "0", "at least 1"};

  std::vector<double> knots;
  for (std::size_t i = 0; i < k; ++i) {
    const double at = static_cast<double>(i) / static_cast<double>(k - 1);
    const double knot = weighted_quantile(values, weights, at);
    if (knots.empty() || knot > knots.back()) knots.push_back(knot);
  }
  return knots;
}

Result<std::vector<double>> natural_spline(std::span<const double> values, std::span<const double> knots) {
  if (knots.size() < 2)
    return Error{Code::out_of_range, "the number of knots", std::to_string(knots.size()), "at least 2"};
  if (auto ok = check_range("values", values, -LARGEST_CUBED); !ok) return ok.error();
  if (auto ok = check_range("knots", knots, -LARGEST_CUBED); !ok) return ok.error();
  for (std::size_t k = 1; k < knots.size(); ++k)
    if (!(knots[k] > knots[k - 1]))
      return Error{Code::out_of_range, "knots[" + std::to_string(k) + "]", base::format_double(knots[k]),
                   "above the knot before it, " + base::format_double(knots[k - 1])};

  const std::size_t width = knots.size() - 1;
  const double before = knots[width - 1], last = knots[width], range = last - knots[0];
  std::vector<double> out;
  out.reserve(values.size() * width);
  for (const double x : values) {
    out.push_back(x);
    for (std::size_t j = 0; j + 1 < width; ++j) out.push_back(cubic_term(x, knots[j], before, last) / (range * range));
  }
  return out;
}

Result<Category> interact(const Category& a, const Category& b) {
  if (auto ok = check_length("the second category", b.code.size(), a.code.size()); !ok) return ok.error();
  if (std::uint64_t{a.levels} * b.levels >= (std::uint64_t{1} << 31))
    return Error{Code::too_large, "the number of pairs of levels", std::to_string(std::uint64_t{a.levels} * b.levels),
                 "below 2147483648"};
  Category out{a.levels * b.levels, std::vector<std::uint32_t>(a.code.size(), NO_LEVEL), {}};
  for (std::size_t i = 0; i < a.code.size(); ++i)
    if (a.code[i] != NO_LEVEL && b.code[i] != NO_LEVEL) out.code[i] = a.code[i] * b.levels + b.code[i];
  if (a.value.empty() && b.value.empty()) return out;
  for (std::size_t i = 0; i < a.code.size(); ++i)
    out.value.push_back((a.value.empty() ? 1 : a.value[i]) * (b.value.empty() ? 1 : b.value[i]));
  return out;
}

Result<Category> interact(const Category& a, std::span<const double> number) {
  auto out = interact(a, number, 1);
  if (!out) return out.error();
  return std::move(out.value().front());
}

Result<std::vector<Category>> interact(const Category& a, std::span<const double> spline, std::size_t width) {
  if (auto ok = check_length("the numbers", spline.size(), a.code.size() * width); !ok) return ok.error();
  std::vector<Category> out(width, Category{a.levels, a.code, {}});
  for (std::size_t i = 0; i < a.code.size(); ++i)
    for (std::size_t k = 0; k < width; ++k)
      out[k].value.push_back((a.value.empty() ? 1 : a.value[i]) * spline[i * width + k]);
  return out;
}

}  // namespace chouma::regress
