#pragma once
#include "bargain/pay_tables.h"
#include "support/files.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace chouma::test {

inline const bargain::PayTables& pay_tables() {
  static const bargain::PayTables parsed = [] {
    auto result = bargain::parse_pay_tables(file("models/tax/cn.json"));
    if (!result) throw std::runtime_error(message(result.error()));
    return std::move(result.value());
  }();
  return parsed;
}

inline const nlohmann::json& pay_cases() {
  static const nlohmann::json cases = nlohmann::json::parse(file("tests/cases/bargain/pay.json"));
  return cases;
}

inline const bargain::CityPeriod& city_period(std::string_view name, std::string_view month) {
  const bargain::City* city = bargain::find_city(pay_tables().cities, name);
  if (!city) throw std::runtime_error("no city " + std::string(name));
  return bargain::period_of(*city, *bargain::parse_month(month));
}

/// JSON yuan → fen; the cases are right to the cent.
inline bargain::Fen fen_of(const nlohmann::json& value) { return bargain::fen(value.get<double>()); }

inline bargain::Rate rate_of(const nlohmann::json& value) {
  return static_cast<bargain::Rate>(value.get<double>() * bargain::kWhole + 0.5);
}

}  // namespace chouma::test
