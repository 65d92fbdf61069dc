// Money at public boundaries: never a bare double. Floor 1 (base).
#pragma once

#include <cstdint>
#include <string_view>

namespace chouma {

enum class Currency { CNY, USD, EUR, GBP, HKD, JPY, SGD };
enum class Period { hour, day, month, year, once };

/// An amount of whole units of `currency` per `period`. Pay is whole yuan per month unless said otherwise.
struct Money {
  std::int64_t amount = 0;
  Currency currency = Currency::CNY;
  Period period = Period::month;
  friend bool operator==(const Money&, const Money&) = default;
};

/// ISO 4217 code.
std::string_view currency_name(Currency currency);
/// "hour", "day", "month", "year" or "once".
std::string_view period_name(Period period);

}  // namespace chouma
