#include <chouma/money.h>

namespace chouma {

std::string_view currency_name(Currency currency) {
  switch (currency) {
    case Currency::CNY:
      return "CNY";
    case Currency::USD:
      return "USD";
    case Currency::EUR:
      return "EUR";
    case Currency::GBP:
      return "GBP";
    case Currency::HKD:
      return "HKD";
    case Currency::JPY:
      return "JPY";
    case Currency::SGD:
      return "SGD";
  }
  return "";
}

std::string_view period_name(Period period) {
  switch (period) {
    case Period::hour:
      return "hour";
    case Period::day:
      return "day";
    case Period::month:
      return "month";
    case Period::year:
      return "year";
    case Period::once:
      return "once";
  }
  return "";
}

}  // namespace chouma
