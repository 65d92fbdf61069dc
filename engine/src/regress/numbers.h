// What every fit asks of the numbers it is given, and their sizes. Private to regress.
#pragma once

#include <chouma/error.h>

#include <cstddef>
#include <span>
#include <string>

namespace chouma::regress {

/// Whether `good` holds of every value, all of them looked at: a loop without a way out is one that vectors can run.
template <class T, class Good>
bool all(std::span<T> values, Good good) {
  unsigned bad = 0;
  for (const T& v : values) bad |= static_cast<unsigned>(!good(v));
  return bad == 0;
}

/// The power of two next below |v|, 1 for 0: scaling by it is exact. At least 2^-1000, so that its inverse does not overflow.
double binade(double v);

/// "the length of WHAT is 3; allowed: 4"
Result<bool> check_length(const std::string& what, std::size_t length, std::size_t allowed);
/// This many finite numbers. Refuses by place: "y[3] is nan".
Result<bool> check_numbers(const std::string& name, std::span<const double> values, std::size_t length);
/// The same, and none below 0.
Result<bool> check_not_negative(const std::string& name, std::span<const double> values, std::size_t length);

}  // namespace chouma::regress
