#include "bargain/units.h"

#include "base/math.h"

namespace chouma::bargain {

Fen fen(double yuan) { return static_cast<Fen>(base::round_half_away(yuan * kYuan)); }

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  const int year = number / 100, month = number % 100;
  if (year < 1900 || year > 2999 || month < 1 || month > 12) return std::nullopt;
  return month_of(year, month);
}

}  // namespace chouma::bargain
