// 五险一金: pension, medical, unemployment, work injury, maternity, housing fund, by city and period. Floor 5.
//
//   contribution = clamp(base, base_min, base_max) · rate [+ a fixed amount]      each item and side to the fen, halves up;
//                                                                                  the housing fund to the yuan, halves up
// The base is last year's average monthly pay; in the first year of a job the first month's pay. The employer pays into the housing fund what the employee pays.
#pragma once

#include "bargain/tax.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

enum class Item { pension, medical, unemployment, work_injury, maternity, housing_fund };
inline constexpr std::size_t kItems = 6;
std::string_view item_name(Item item);

struct InsuranceItem {
  Fen base_min = 0, base_max = 0;
  Rate employee = 0,
       employer = 0;       ///< the housing fund: 0, the offer's rate counts; maternity inside the medical rate: both 0
  Fen employee_fixed = 0;  ///< a month, on top
  Provenance provenance;
};

struct CityPeriod {
  Month from = 0, to = 0;  ///< as published; in use until the next one
  std::array<InsuranceItem, kItems> items;
  Rate fund_min = 0, fund_max = 0;  ///< what each side may pay into the housing fund
};

struct City {
  std::string id, zh, en;
  std::vector<CityPeriod> periods;  ///< newest first, at least one
};

/// By id, Chinese name (with or without 市) or English name, ASCII letters in any case; nullptr where unknown.
const City* find_city(const std::vector<City>& cities, std::string_view name);
/// "beijing (北京), shanghai (上海), …", for errors.
std::string city_names(const std::vector<City>& cities);

/// The newest period that has begun by `month`; the oldest known where none has.
const CityPeriod& period_of(const City& city, Month month);

struct Contribution {
  Fen employee = 0, employer = 0;
};
/// A month's, by Item.
struct Contributions {
  std::array<Contribution, kItems> items;
  Fen employee() const;  ///< all, the housing fund among them
  Fen employer() const;
  const Contribution& fund() const { return items[static_cast<std::size_t>(Item::housing_fund)]; }
};
/// `base` >= 0 is brought into each item's bounds.
Contributions contributions(const CityPeriod& period, Fen base, Rate fund_rate);

}  // namespace chouma::bargain
