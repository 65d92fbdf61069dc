// The one inner loop of all Gram matrices from codes. Private to regress.
#pragma once

#include "regress/coded.h"

#include <vector>

namespace chouma::regress {

/// What a row of a coded design stores in its categories and flags, in ascending columns; read row after row into the same memory.
struct RowEntries {
  std::vector<std::size_t> column;
  std::vector<double> value;

  /// value_of(category, number) is what stands for a category's stored number.
  template <class Value>
  void load(const CodedDesign& x, std::size_t row, Value value_of) {
    column.clear();
    value.clear();
    std::size_t begin = 0;
    for (std::size_t c = 0; c < x.categories.size(); ++c) {
      const Category& category = x.categories[c];
      if (const std::uint32_t code = category.code[row]; code != NO_LEVEL) {
        column.push_back(begin + code);
        value.push_back(category.value.empty() ? 1.0 : value_of(c, category.value[row]));
      }
      begin += category.levels;
    }
    if (x.flags == 0) return;
    for (std::uint32_t k = x.flag_start[row]; k < x.flag_start[row + 1]; ++k) {
      column.push_back(begin + x.flag_list[k]);
      value.push_back(1.0);
    }
  }
};

/// Adds w x'x of one row to an upper triangle: x is `entries`, and then `count` numbers in the columns from `offset` on, all of
/// which come after those of the entries.
inline void add_row(double* upper, std::size_t stride, double weight, const RowEntries& entries, std::size_t offset,
                    const double* dense, std::size_t count) {
  const std::size_t n = entries.column.size();
  const std::size_t* const column = entries.column.data();
  const double* const value = entries.value.data();
  for (std::size_t a = 0; a < n; ++a) {
    const double factor = weight * value[a];
    double* row = upper + column[a] * stride;
    for (std::size_t b = a; b < n; ++b) row[column[b]] += factor * value[b];
    row += offset;
    for (std::size_t b = 0; b < count; ++b) row[b] += factor * dense[b];
  }
  for (std::size_t a = 0; a < count; ++a) {
    const double factor = weight * dense[a];
    double* row = upper + (offset + a) * stride + offset;
    for (std::size_t b = a; b < count; ++b) row[b] += factor * dense[b];
  }
}

}  // namespace chouma::regress
