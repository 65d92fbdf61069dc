// Hours → hourly pay, and what the law's overtime rates would make of them. Floor 5.
//
//   day's pay = base / 21.75, hour's pay = day's pay / 8; overtime at 1.5 on working days, 2 on rest days without time off, 3 on statutory holidays
//   hours of a week: those over 8 on each of the first five days are weekday overtime, all of a sixth and seventh day rest-day overtime; a month = 52/12 weeks
// Labour Law article 44; 21.75 = (365 − 104) / 12 (人社部发〔2025〕2号). Few contracts pay the owed overtime: it is shown as what is owed, never as income.
#pragma once

#include "bargain/tax.h"

namespace chouma::bargain {

struct OvertimeLaw {
  double weekday = 0, rest_day = 0, holiday = 0;  ///< multiples of the hour's pay
  double paid_days = 0;                           ///< a month, wage divisor
  double hours_a_day = 0, days_a_week = 0;
  double month_cap = 0;  ///< hours of overtime a month
  Provenance provenance;
};

struct WorkWeek {
  double days = 5;      ///< a week, (0, 7]; a fraction is every other week's
  double hours = 8;     ///< worked on each, breaks apart, (0, 24]
  double holidays = 0;  ///< statutory holidays worked a year, 0 … 13
  double weekly() const { return days * hours; }
};

struct OvertimeRates {
  double day = 0, hour = 0, weekday = 0, rest_day = 0, holiday = 0;  ///< yuan
};
OvertimeRates overtime_rates(const OvertimeLaw& law, double base);

struct HoursWorth {
  double week = 0, month = 0;                     ///< hours worked
  double weekday = 0, rest_day = 0, holiday = 0;  ///< of these overtime, a month
  double over_cap = 0;                            ///< weekday and rest-day overtime over the monthly cap, >= 0
  double owed = 0;                                ///< yuan a month by law for that overtime
  double owed_multiple = 0;  ///< paid hours owed a week / 40: 2.1125 for 996 with an hour of breaks (holidays apart)
  double per_hour = 0;       ///< yuan: yearly pay / (52 · weekly hours)
};
/// `base`: yuan a month; `yearly`: yuan a year of whatever pay is to be divided by hours.
HoursWorth hours_worth(const OvertimeLaw& law, const WorkWeek& week, double base, double yearly);

}  // namespace chouma::bargain
