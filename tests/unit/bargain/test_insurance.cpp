#include "bargain/insurance.h"

#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using test::pay_tables;

TEST_CASE("cities by id, Chinese and English name", "[bargain][insurance]") {
  const auto& cities = pay_tables().cities;
  REQUIRE(cities.size() == 14);
  for (const City& city : cities)
    for (const std::string& name : {city.id, city.zh, city.zh + "市", city.en}) CHECK(find_city(cities, name) == &city);
  CHECK(find_city(cities, "BEIJING") == find_city(cities, "北京"));
  CHECK(find_city(cities, "atlantis") == nullptr);
  CHECK(find_city(cities, "") == nullptr);
  CHECK(city_names(cities).starts_with("beijing (北京), shanghai (上海), "));
}

TEST_CASE("a period holds from its first month to the next; before the oldest, the oldest", "[bargain][insurance]") {
  const auto cap = [](const char* month) {
    return test::city_period("beijing", month).items[static_cast<std::size_t>(Item::pension)].base_max;
  };
  CHECK(cap("2026-07") == 36'348'00);
  CHECK(cap("2029-01") == 36'348'00);
  CHECK(cap("2026-06") == 35'811'00);
  CHECK(cap("2025-07") == 35'811'00);
  CHECK(cap("2025-06") == 35'283'00);
  CHECK(cap("2019-01") == 35'283'00);
}

TEST_CASE("the base is brought into its bounds, item by item", "[bargain][insurance]") {
  const CityPeriod& period = test::city_period("shenzhen", "2026-07");
  const auto of = [&](Fen base, Item item) {
    return contributions(period, base, 50'000).items[static_cast<std::size_t>(item)];
  };
  for (std::size_t i = 0; i < kItems; ++i) {
    const auto item = static_cast<Item>(i);
    const InsuranceItem& row = period.items[i];
    CAPTURE(item_name(item));
    CHECK(of(0, item).employee == of(row.base_min, item).employee);
    CHECK(of(row.base_max + 1'000'000, item).employer == of(row.base_max, item).employer);
    if (row.employer > 0) CHECK(of(row.base_max, item).employer > of(row.base_min, item).employer);
  }
  CHECK(of(30'000'00, Item::pension).employee == 2203'92);  // 27,549 · 8 %
  CHECK(of(30'000'00, Item::medical).employee == 600'00);
  CHECK(of(30'000'00, Item::unemployment).employee == 60'00);
}

TEST_CASE("the housing fund is rounded to the yuan once, both sides alike", "[bargain][insurance]") {
  CityPeriod period = test::city_period("beijing", "2026-07");
  period.items[static_cast<std::size_t>(Item::housing_fund)].base_min = 0;
  const auto fund = [&](Fen base, Rate rate) { return contributions(period, base, rate).fund(); };
  CHECK(fund(10'004'16, 120'000).employee == 1200'00);
  CHECK(fund(10'004'17, 120'000).employee == 1201'00);  // 1,200.5004
  CHECK(fund(10'004'16, 120'000).employer == 1200'00);  // 1,200.4992: not by way of 1,200.50
  CHECK(contributions(test::city_period("shanghai", "2026-07"), 50'000'00, 70'000).fund().employee == 2641'00);
}

TEST_CASE("every value of the shipped tables has a source and a confidence", "[bargain][insurance]") {
  std::size_t disputed = 0;
  for (const City& city : pay_tables().cities)
    for (const CityPeriod& period : city.periods) {
      CAPTURE(city.id, period.from);
      CHECK(period.fund_min >= 50'000);
      CHECK(period.fund_max <= 120'000);
      for (std::size_t i = 0; i < kItems; ++i) {
        const InsuranceItem& item = period.items[i];
        if (i == static_cast<std::size_t>(Item::maternity) && item.base_max == 0) continue;
        CHECK(!item.provenance.source.empty());
        CHECK(item.base_min > 0);
        // Every bound is between the minimum wage and five times an average.
        CHECK(item.base_max < 50'000'00);
        CHECK(item.employee <= 80'000);
        CHECK(item.employer <= 160'000);
        disputed += item.provenance.confidence == "disputed" ? 1 : 0;
      }
    }
  CHECK(disputed == 2);
  CHECK(pay_tables().bonus.provenance.to == month_of(2027, 12));
  CHECK(pay_tables().equity.separate_to == month_of(2027, 12));
}
