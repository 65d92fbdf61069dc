#include "regress/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/number.h"

namespace chouma::regress {

namespace {

constexpr double LARGEST = std::numeric_limits<double>::max();

Result<bool> check_from(double least, const std::string& name, std::span<const double> values, std::size_t length) {
  if (auto ok = check_length(name, values.size(), length); !ok) return ok;
  if (all(values, [&](double v) { return v >= least && v <= LARGEST; })) return true;
  for (std::size_t i = 0; i < length; ++i) {
    const std::string where = name + "[" + std::to_string(i) + "]";
    if (!std::isfinite(values[i]))
      return Error{Code::not_finite, where, base::format_double(values[i]), "a finite number"};
    if (values[i] < least) return Error{Code::out_of_range, where, base::format_double(values[i]), "0 or more"};
  }
  return true;
}

}  // namespace

double binade(double v) { return v == 0 ? 1 : std::ldexp(1.0, std::max(std::ilogb(v), -1000)); }

Result<bool> check_length(const std::string& what, std::size_t length, std::size_t allowed) {
  if (length == allowed) return true;
  return Error{Code::out_of_range, "the length of " + what, std::to_string(length), std::to_string(allowed)};
}

Result<bool> check_numbers(const std::string& name, std::span<const double> values, std::size_t length) {
  return check_from(-LARGEST, name, values, length);
}

Result<bool> check_not_negative(const std::string& name, std::span<const double> values, std::size_t length) {
  return check_from(0, name, values, length);
}

}  // namespace chouma::regress
