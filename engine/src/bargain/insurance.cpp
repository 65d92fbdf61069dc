#include "bargain/insurance.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

constexpr std::string_view kCitySuffix = "市";

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view item_name(Item item) {
  static constexpr std::string_view kNames[kItems] = {"pension",     "medical",   "unemployment",
                                                      "work_injury", "maternity", "housing_fund"};
  return kNames[static_cast<std::size_t>(item)];
}

const City* find_city(const std::vector<City>& cities, std::string_view name) {
  std::string_view bare = name;
  if (bare.ends_with(kCitySuffix)) bare.remove_suffix(kCitySuffix.size());
  for (const City& city : cities)
    if (same_letters(city.id, name) || same_letters(city.en, name) || city.zh == bare) return &city;
  return nullptr;
}

std::string city_names(const std::vector<City>& cities) {
  std::string names;
  for (const City& city : cities) names += (names.empty() ? "" : ", ") + city.id + " (" + city.zh + ")";
  return names;
}

const CityPeriod& period_of(const City& city, Month month) {
  for (const CityPeriod& period : city.periods)
    if (period.from <= month) return period;
  return city.periods.back();
}

Fen Contributions::employee() const {
  Fen sum = 0;
  for (const Contribution& item : items) sum += item.employee;
  return sum;
}

Fen Contributions::employer() const {
  Fen sum = 0;
  for (const Contribution& item : items) sum += item.employer;
  return sum;
}

Contributions contributions(const CityPeriod& period, Fen base, Rate fund_rate) {
  Contributions result;
  for (std::size_t i = 0; i < kItems; ++i) {
    const InsuranceItem& item = period.items[i];
    const Fen within = std::clamp(base, item.base_min, item.base_max);
    result.items[i] = {part_of(within, item.employee) + item.employee_fixed, part_of(within, item.employer)};
    if (i != static_cast<std::size_t>(Item::housing_fund)) continue;
    // Not by way of the fen: 0.4950 yuan would become 0.50 and then 1.
    const Fen share = (within * fund_rate + kWhole * kYuan / 2) / (kWhole * kYuan) * kYuan;
    result.items[i] = {share, share};
  }
  return result;
}

}  // namespace chouma::bargain
