// Sparse designs: most columns are 0/1 indicators, few are numeric; nothing is ever made dense.
#pragma once

#include <chouma/error.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// An n × p matrix in compressed rows (CSR). Row i holds entries [start[i], start[i+1]) of (column, value); columns strictly ascend in a row.
struct Design {
  std::size_t columns = 0;
  std::vector<std::uint32_t> start{0};
  std::vector<std::uint32_t> column;
  std::vector<double> value;

  std::size_t rows() const { return start.size() - 1; }
  /// Appends a row; `columns_` strictly ascending and < columns.
  void add_row(std::span<const std::uint32_t> columns_, std::span<const double> values_);
};

/// Σ_j x_ij β_j for row i, summed in column order.
double row_dot(const Design& x, std::size_t row, std::span<const double> beta);

/// The rows of `x` named by `rows`, in that order.
Design take_rows(const Design& x, std::span<const std::uint32_t> rows);

/// Refuses shapes that do not agree, non-finite values, columns out of order or range.
Result<bool> check(const Design& x);

}  // namespace chouma::regress
