// Numbers to and from text, without locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chouma::base {

/// The whole of `text` (ASCII blanks around it allowed) as a finite double, or nothing.
std::optional<double> parse_double(std::string_view text);
/// Shortest form that reads back to the same double (std::to_chars).
std::string format_double(double value);
/// "44923" → "44,923"; true minus sign for negatives.
std::string group_thousands(std::int64_t value);

}  // namespace chouma::base
