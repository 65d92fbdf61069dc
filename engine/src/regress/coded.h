// Designs from codes: a row is a code for each category, a list of 0/1 columns that are on, and a few dense numbers.
#pragma once

#include <chouma/error.h>

#include "regress/design.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// The code of a row that is in none of a category's levels (reference level, not stated): all its columns are 0.
inline constexpr std::uint32_t NO_LEVEL = 0xFFFFFFFF;

/// `levels` columns of which a row has at most one that is not 0.
struct Category {
  std::uint32_t levels = 0;
  std::vector<std::uint32_t> code;  ///< n codes, each below `levels` or NO_LEVEL
  std::vector<double> value{};  ///< what stands in that column, n numbers; empty: 1 everywhere, and nothing is stored
};

/// An n × p matrix. Its columns: the levels of each category in turn, then the 0/1 columns, then the numeric ones.
struct CodedDesign {
  std::size_t rows = 0;
  std::vector<Category> categories{};
  std::uint32_t flags = 0;  ///< how many 0/1 columns
  std::vector<std::uint32_t>
      flag_start{};  ///< n + 1 ascending places in flag_list from 0; empty when there are no flags
  std::vector<std::uint32_t>
      flag_list{};                ///< row i: flags [flag_start[i], flag_start[i+1]), strictly ascending, < flags
  std::uint32_t numerics = 0;     ///< how many numeric columns
  std::vector<double> numeric{};  ///< n × numerics, row by row

  std::size_t columns() const { return flag_offset() + flags + numerics; }
  std::size_t flag_offset() const;
  std::size_t numeric_offset() const { return flag_offset() + flags; }
};

/// Calls entry(column, value) for what row `row` stores, in ascending columns; numbers are given even where they are 0.
template <class Entry>
void for_each_entry(const CodedDesign& x, std::size_t row, Entry entry) {
  std::size_t column = 0;
  for (const Category& c : x.categories) {
    if (const std::uint32_t code = c.code[row]; code != NO_LEVEL)
      entry(column + code, c.value.empty() ? 1.0 : c.value[row]);
    column += c.levels;
  }
  if (x.flags > 0)
    for (std::uint32_t k = x.flag_start[row]; k < x.flag_start[row + 1]; ++k) entry(column + x.flag_list[k], 1.0);
  column += x.flags;
  for (std::size_t k = 0; k < x.numerics; ++k) entry(column + k, x.numeric[row * x.numerics + k]);
}

/// Refuses lengths that do not agree, codes and flags out of order or range, numbers that are not finite, more than 2^31 columns.
Result<bool> check(const CodedDesign& x);

/// Σ_j x_ij β_j for row i, summed in column order: the bits of row_dot of to_design(x).
double row_dot(const CodedDesign& x, std::size_t row, std::span<const double> beta);

/// out := X'v, rows in order. X'Wr is this with v_i = w_i r_i.
void times_transposed(const CodedDesign& x, std::span<const double> v, std::span<double> out);

/// Adds X' diag(w) X to the upper triangle of a matrix whose row j begins at upper + j · stride. Entry (j, k), j <= k, gets
/// (w_i x_ij) x_ik row after row, so the bits depend neither on the kind of column nor on the width of the machine's vectors.
/// O(Σ nnz_i²); w may have any sign.
void add_gram(const CodedDesign& x, std::span<const double> weights, double* upper, std::size_t stride);

/// The rows of `x` named by `rows`, in that order.
CodedDesign take_rows(const CodedDesign& x, std::span<const std::uint32_t> rows);

/// The same matrix in compressed rows; zeros are left out.
Design to_design(const CodedDesign& x);

}  // namespace chouma::regress
