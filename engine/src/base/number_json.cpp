// Apart from number.cpp for the JSON library's sake: its Grisu2 is small where std::to_chars would bring 100 KB of tables into the page.
#include <array>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/number.h"

namespace chouma::base {

std::string format_double(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::array<char, 64> buffer;
  const char* end = nlohmann::detail::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(static_cast<const char*>(buffer.data()), end);
  if (text.ends_with(".0")) text.resize(text.size() - 2);  // JSON keeps it to tell whole doubles from integers
  return text;
}

}  // namespace chouma::base
