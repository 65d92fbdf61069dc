#include "engine/annual_pay.h"

#include "base/math.h"

namespace chouma {

AnnualPay annual_pay(const std::array<double, 5>& monthly, std::optional<double> stated,
                     const salary::MonthsOfPay* usual) {
  AnnualPay annual;
  annual.origin = stated ? AnnualPay::Origin::text : usual ? AnnualPay::Origin::model : AnnualPay::Origin::fallback;
  const auto months = [&](double pay) {
    return annual.origin == AnnualPay::Origin::model ? salary::months_at(*usual, base::log(pay)).mean
                                                     : stated.value_or(12);
  };
  for (std::size_t j = 0; j < monthly.size(); ++j) annual.quantile[j] = monthly[j] * months(monthly[j]);
  annual.months = months(monthly[2]);
  annual.twelve = 12 * monthly[2];
  if (annual.origin == AnnualPay::Origin::model)
    annual.usual = AnnualPay::Usual{salary::months_at(*usual, base::log(monthly[2])), usual->rows, usual->companies,
                                    usual->share_stated};
  return annual;
}

}  // namespace chouma
