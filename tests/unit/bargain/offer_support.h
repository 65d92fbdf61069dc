#pragma once
#include "bargain/offers.h"
#include "unit/bargain/pay_support.h"

namespace chouma::test {

/// Beijing, 30,000 × 12, housing fund 12 %, 40 hours: the worked example.
inline bargain::Offer plain_offer(std::int64_t base = 30000) {
  bargain::Offer offer;
  offer.name = "plain";
  offer.base.amount = base;
  offer.city = "beijing";
  offer.fund_rate = 0.12;
  return offer;
}

/// Calendar year 2027, undiscounted.
inline bargain::Outlook plain_outlook(int years = 1) {
  bargain::Outlook outlook;
  outlook.start = bargain::month_of(2027, 1);
  outlook.years = years;
  outlook.discount_rate = 0;
  return outlook;
}

inline bargain::Equity yearly_shares(double price, double volatility, double units, bargain::EquityTaxed taxed) {
  bargain::Equity equity;
  equity.price = price;
  equity.volatility = volatility;
  equity.taxed = taxed;
  equity.grants.push_back({units, 0, bargain::cliff_vesting(12, 48, 12)});
  return equity;
}

}  // namespace chouma::test
