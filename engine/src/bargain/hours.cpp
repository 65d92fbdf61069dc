#include "bargain/hours.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

constexpr double kWeeksAYear = 52, kWeeksAMonth = kWeeksAYear / 12;

}  // namespace

OvertimeRates overtime_rates(const OvertimeLaw& law, double base) {
  OvertimeRates rates;
  rates.day = base / law.paid_days;
  rates.hour = rates.day / law.hours_a_day;
  rates.weekday = rates.hour * law.weekday;
  rates.rest_day = rates.hour * law.rest_day;
  rates.holiday = rates.hour * law.holiday;
  return rates;
}

HoursWorth hours_worth(const OvertimeLaw& law, const WorkWeek& week, double base, double yearly) {
  const double weekday = std::min(week.days, law.days_a_week) * std::max(0.0, week.hours - law.hours_a_day);
  const double rest_day = std::max(0.0, week.days - law.days_a_week) * week.hours;
  const double statutory = law.hours_a_day * law.days_a_week;
  const OvertimeRates rates = overtime_rates(law, base);
  HoursWorth worth;
  worth.week = week.weekly();
  worth.month = worth.week * kWeeksAMonth;
  worth.weekday = weekday * kWeeksAMonth;
  worth.rest_day = rest_day * kWeeksAMonth;
  worth.holiday = week.holidays * week.hours / 12;
  worth.over_cap = std::max(0.0, worth.weekday + worth.rest_day - law.month_cap);
  worth.owed = worth.weekday * rates.weekday + worth.rest_day * rates.rest_day + worth.holiday * rates.holiday;
  worth.owed_multiple = (statutory + weekday * law.weekday + rest_day * law.rest_day) / statutory;
  worth.per_hour = yearly / (kWeeksAYear * worth.week);
  return worth;
}

}  // namespace chouma::bargain
