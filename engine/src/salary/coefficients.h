// The coefficients of a model's columns, what supports them, and how they vary between bootstrap replicates.
#pragma once

#include "regress/design.h"
#include "salary/features.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::salary {

/// Parallel lists, an entry a column; `deviation` has `replicates()` entries a column.
struct Coefficients {
  std::vector<double> log;  ///< β
  std::vector<std::int64_t> rows, companies;
  /// Bootstrap deviations β_b − mean_b β_b: deviation[column × replicates + b] × scale[column].
  std::vector<double> scale;
  std::vector<std::int8_t> deviation;

  std::size_t replicates() const { return scale.empty() ? 0 : deviation.size() / scale.size(); }

  /// Appends a column; `replicate` holds β_b. The deviations are kept in 127 steps of the largest.
  void add(double log_, std::int64_t rows_, std::int64_t companies_, std::span<const double> replicate);

  /// Standard deviation over the replicates of Σ value(i) × β of column(i), i in [begin, end): their covariance counts.
  template <class Column, class Value>
  double combination_se(std::size_t begin, std::size_t end, Column column, Value value) const {
    const std::size_t n = replicates();
    double squares = 0;
    for (std::size_t b = 0; b < n; ++b) {
      double sum = 0;
      for (std::size_t i = begin; i < end; ++i) sum += value(i) * (scale[column(i)] * deviation[column(i) * n + b]);
      squares += sum * sum;
    }
    return std::sqrt(squares / (static_cast<double>(n) - 1));
  }
};

/// Entries [begin, end) of a row, whose columns have the same term number.
struct TermOfRow {
  std::size_t begin = 0, end = 0;
  double log = 0;
};

/// The row's terms in the order of the columns, `term(column)` numbering them. The log of the median is the sum of their logs in this order.
template <class Term, class F>
double for_each_term(const Row& row, const Coefficients& coefficients, Term term, F&& f) {
  double total = 0;
  for (std::size_t i = 0; i < row.column.size();) {
    const std::uint32_t number = term(row.column[i]);
    TermOfRow of{i, i, 0};
    for (; of.end < row.column.size() && term(row.column[of.end]) == number; ++of.end)
      of.log += coefficients.log[row.column[of.end]] * row.value[of.end];
    total += of.log;
    f(of);
    i = of.end;
  }
  return total;
}

/// Rows and distinct companies whose entry in a column is stored.
struct Support {
  std::vector<std::int64_t> rows, companies;
};
Support count_support(const regress::Design& x, std::span<const std::uint32_t> company);

}  // namespace chouma::salary
