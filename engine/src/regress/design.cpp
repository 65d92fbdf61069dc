#include "regress/design.h"

#include <cmath>
#include <string>

#include "base/number.h"

namespace chouma::regress {

void Design::add_row(std::span<const std::uint32_t> columns_, std::span<const double> values_) {
  column.insert(column.end(), columns_.begin(), columns_.end());
  value.insert(value.end(), values_.begin(), values_.end());
  start.push_back(static_cast<std::uint32_t>(column.size()));
}

double row_dot(const Design& x, std::size_t row, std::span<const double> beta) {
  double sum = 0;
  for (std::uint32_t k = x.start[row]; k < x.start[row + 1]; ++k) sum += x.value[k] * beta[x.column[k]];
  return sum;
}

Design take_rows(const Design& x, std::span<const std::uint32_t> rows) {
  Design out;
  out.columns = x.columns;
  for (const std::uint32_t row : rows) {
    const std::size_t at = x.start[row], n = x.start[row + 1] - at;
    out.add_row(std::span(x.column).subspan(at, n), std::span(x.value).subspan(at, n));
  }
  return out;
}

Result<bool> check(const Design& x) {
  if (x.start.empty() || x.start.front() != 0 || x.start.back() != x.column.size() || x.column.size() != x.value.size())
    return Error{Code::out_of_range, "the design", "a list of rows that does not fit its entries",
                 "start from 0 to the number of columns and of values"};
  for (std::size_t row = 0; row < x.rows(); ++row) {
    const std::string where = "row " + std::to_string(row) + " of the design";
    if (x.start[row + 1] < x.start[row] || x.start[row + 1] > x.column.size())
      return Error{Code::out_of_range, where, "longer than the entries", "row starts that ascend"};
    for (std::size_t k = x.start[row]; k < x.start[row + 1]; ++k) {
      if (x.column[k] >= x.columns)
        return Error{Code::out_of_range, where, "an entry in column " + std::to_string(x.column[k]),
                     "columns below " + std::to_string(x.columns)};
      if (k > x.start[row] && x.column[k] <= x.column[k - 1])
        return Error{Code::out_of_range, where,
                     "column " + std::to_string(x.column[k]) + " after column " + std::to_string(x.column[k - 1]),
                     "strictly ascending columns"};
      if (!std::isfinite(x.value[k]))
        return Error{Code::not_finite, where + ", column " + std::to_string(x.column[k]),
                     base::format_double(x.value[k]), "a finite number"};
    }
  }
  return true;
}

}  // namespace chouma::regress
