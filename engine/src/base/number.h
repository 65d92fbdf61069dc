// Numbers to and from text, without locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chouma::base {

/// The whole of `text` (ASCII blanks around it allowed) as a finite double, or nothing.
std::optional<double> parse_double(std::string_view text);
/// A shortest form that reads back to the same double (Loitsch 2010, "Printing floating-point numbers quickly and accurately with integers", Grisu2:
/// the shortest of all in 99.9 % of cases); "nan", "inf", "-inf".
std::string format_double(double value);
/// "44923" → "44,923"; true minus sign for negatives.
std::string group_thousands(std::int64_t value);

}  // namespace chouma::base
