// Months of pay a year where a posting does not say: what postings at the same monthly pay say that do.
//
//   mean(m)  = E[months | stated, log monthly pay = m],   share_k(m) = P(months >= bound_k | stated, log monthly pay = m)
// Each is a line of least squares in a natural cubic spline of m (regress/terms.h; m clamped to the knots), rows of a company with n such rows
// weighing n^-power; shares are clamped to [0, 1] and to their forerunner. P10, P50 and P90 of the months are the largest bound that 90, 50 and
// 10 % reach. Boards write months only where they are more than twelve, so that this says what is usual where months are
// worth mentioning; a posting that is silent may pay twelve.
#pragma once

#include <chouma/error.h>

#include "salary/posting_table.h"
#include "salary/recipe.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace chouma::salary {

struct MonthsOfPay {
  std::vector<double> knots;               ///< of log monthly pay, ascending
  std::vector<double> mean;                ///< intercept, then the spline's columns
  std::vector<double> bounds;              ///< ascending months, whole
  std::vector<std::vector<double>> share;  ///< by bound, as `mean`
  std::int64_t rows = 0, companies = 0;    ///< that state months
  double share_stated = 0;                 ///< of all rows, each company weighing 1
  /// On companies and texts that the fit did not see, rows weighing as above: the share of the variance of months that the mean explains, and
  /// the share of postings whose months (as the largest bound that they reach) lie from P10 to P90.
  double r_squared = 0, coverage_80 = 0;
};

struct MonthsAnswer {
  double mean = 0;
  std::array<double, 3> quantile{};  ///< .10 .50 .90
};

MonthsAnswer months_at(const MonthsOfPay& model, double log_pay);

/// Needs kLeastMonthsRows rows of kLeastMonthsCompanies companies that state from 12 to 36 months, and pay that differs; nothing otherwise.
inline constexpr std::size_t kLeastMonthsRows = 200, kLeastMonthsCompanies = 50;
Result<std::optional<MonthsOfPay>> fit_months(const Recipe& recipe, const PostingTable& table);

}  // namespace chouma::salary
