#include "bargain/hours.h"

#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

const OvertimeLaw& law() { return test::pay_tables().overtime; }

}  // namespace

TEST_CASE("the law's rates of 30,000 a month", "[bargain][hours]") {
  const OvertimeRates rates = overtime_rates(law(), 30000);
  CHECK_THAT(rates.day, WithinAbs(1379.31, 0.005));
  CHECK_THAT(rates.hour, WithinAbs(172.41, 0.005));
  CHECK_THAT(rates.weekday, WithinAbs(258.62, 0.005));
  CHECK_THAT(rates.rest_day, WithinAbs(344.83, 0.005));
  CHECK_THAT(rates.holiday, WithinAbs(517.24, 0.005));
  CHECK_THAT(overtime_rates(law(), 21750).day, WithinAbs(1000, 1e-9));
  CHECK_THAT(overtime_rates(law(), 21750).hour, WithinAbs(125, 1e-9));
}

TEST_CASE("996, with no, one and two hours of breaks", "[bargain][hours]") {
  struct Row {
    double hours, week, month, overtime, over_cap, multiple;
  };
  for (const Row& row : {Row{12, 72, 312, 138.67, 102.67, 2.35}, Row{11, 66, 286, 112.67, 76.67, 2.1125},
                         Row{10, 60, 260, 86.67, 50.67, 1.875}}) {
    const HoursWorth worth = hours_worth(law(), {6, row.hours, 0}, 30000, 360000);
    CHECK_THAT(worth.week, WithinAbs(row.week, 1e-9));
    CHECK_THAT(worth.month, WithinAbs(row.month, 1e-9));
    CHECK_THAT(worth.weekday + worth.rest_day, WithinAbs(row.overtime, 0.005));
    CHECK_THAT(worth.over_cap, WithinAbs(row.over_cap, 0.005));
    CHECK_THAT(worth.owed_multiple, WithinRel(row.multiple, 1e-12));
  }
  // 11 hours on six days: 15 weekday hours at 1.5 and 11 on Saturday at 2, by 52/12 weeks and an hour's pay of 30,000 / 174.
  const HoursWorth worth = hours_worth(law(), {6, 11, 0}, 30000, 360000);
  CHECK_THAT(worth.owed, WithinRel((15 * 1.5 + 11 * 2) * 52 / 12 * 30000 / 174, 1e-12));
}

TEST_CASE("a 40-hour week owes no overtime; holidays are paid three times", "[bargain][hours]") {
  const HoursWorth plain = hours_worth(law(), {}, 30000, 360000);
  CHECK(plain.owed == 0);
  CHECK(plain.over_cap == 0);
  CHECK(plain.owed_multiple == 1);
  const HoursWorth holidays = hours_worth(law(), {5, 8, 3}, 30000, 360000);
  CHECK_THAT(12 * holidays.owed, WithinRel(3 * 8 * 3 * 30000.0 / 174, 1e-12));
  // every other Saturday
  CHECK_THAT(hours_worth(law(), {5.5, 8, 0}, 30000, 0).rest_day, WithinRel(4.0 * 52 / 12, 1e-12));
  CHECK(hours_worth(law(), {3, 6, 0}, 30000, 0).weekday == 0);
}

TEST_CASE("pay by the hour worked", "[bargain][hours]") {
  const double known[][2] = {{40, 173.08}, {45, 153.85}, {50, 138.46}, {60, 115.38}, {66, 104.90}, {72, 96.15}};
  for (const auto& [hours, pay] : known)
    CHECK_THAT(hours_worth(law(), {5, hours / 5, 0}, 30000, 360000).per_hour, WithinAbs(pay, 0.005));
  CHECK_THAT(hours_worth(law(), {6, 11, 0}, 40000, 40000 * 15).per_hour, WithinAbs(174.83, 0.005));
  CHECK_THAT(hours_worth(law(), {5, 8, 0}, 30000, 30000 * 14).per_hour, WithinAbs(201.92, 0.005));
}
