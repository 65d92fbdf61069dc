// A year's pay from a month's: by the months that the text states, by those usual at that pay where it is silent, or by twelve.
#pragma once

#include "salary/months_of_pay.h"

#include <array>
#include <cstdint>
#include <optional>

namespace chouma {

struct AnnualPay {
  enum class Origin { text, model, fallback };
  Origin origin = Origin::fallback;
  double months = 12;                ///< of the median
  std::array<double, 5> quantile{};  ///< by kTaus, yuan a year; each month's quantile times the months at that pay
  double twelve = 0;                 ///< the median times twelve: what is sure where nothing is said
  /// Where origin is model: what postings at the median's pay state, and how many do.
  struct Usual {
    salary::MonthsAnswer months;
    std::int64_t rows = 0, companies = 0;
    double share_stated = 0;
  };
  std::optional<Usual> usual;
};

/// `monthly` ascends. `stated`: months of pay that the text states. `usual` may be null.
AnnualPay annual_pay(const std::array<double, 5>& monthly, std::optional<double> stated,
                     const salary::MonthsOfPay* usual);

}  // namespace chouma
