// One offer valued at any base pay: what offers.h promises, taken apart for compare(). Floor 5.
#pragma once

#include "bargain/offers.h"

namespace chouma::bargain {

/// Present values of the parts that are cash, yuan, and the year's taxable income that equity may join.
struct Cash {
  double salary = 0, housing_fund = 0, sign_on = 0, promised = 0;
  std::array<double, 3> variable{};  ///< by branch
  std::array<NetPay, 3> pay;         ///< by branch, to the end of the calendar year of the last sale
  Contributions insurance;
};

class Valuation {
 public:
  /// All three have passed check() and outlive this.
  Valuation(const PayTables& tables, const Outlook& outlook, const Offer& offer, std::uint32_t stream);

  OfferWorth worth() const;
  /// Of the same offer with another base: months of base pay and contributions move with it.
  double expected_total(std::int64_t base) const;

 private:
  Offer with_base(std::int64_t base) const;
  Cash cash_of(const Offer& offer) const;
  double present(const NetPay& pay) const;
  std::vector<double> equity_of(const Cash& cash) const;
  double tax_share(double received, double taxable, double tax_before, std::size_t year) const;
  BonusAdvice advice_of(const Cash& cash) const;

  const PayTables& tables_;
  const Outlook& outlook_;
  const Offer& offer_;
  const CityPeriod& period_;
  int horizon_ = 0, months_ = 0;  ///< months of the horizon; months whose tax counts
  Month bonus_to_ = 0, equity_to_ = 0;
  std::vector<double> discount_;  ///< by month of the horizon
  EquityPaths paths_;
  std::vector<std::uint8_t> branch_;
};

}  // namespace chouma::bargain
