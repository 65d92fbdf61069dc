// The one inner loop of all Gram matrices from codes. Private to regress.
#pragma once

#include "regress/coded.h"

#include <vector>

namespace chouma::regress {

/// Adds w x'x of one row to an upper triangle. The row is some entries in ascending columns, and then numbers in the columns
/// that follow all of these without a gap.
class RowGram {
 public:
  RowGram(double* upper, std::size_t stride, std::size_t dense_offset, std::size_t dense_count)
      : upper_(upper), stride_(stride), offset_(dense_offset), count_(dense_count) {}

  /// Reads the categories and flags of a row; value_of(category, value) is what stands for a category's stored value.
  template <class Value>
  void load(const CodedDesign& x, std::size_t row, Value value_of) {
    column_.clear();
    value_.clear();
    std::size_t begin = 0;
    for (std::size_t c = 0; c < x.categories.size(); ++c) {
      const Category& category = x.categories[c];
      if (const std::uint32_t code = category.code[row]; code != NO_LEVEL) {
        column_.push_back(begin + code);
        value_.push_back(category.value.empty() ? 1.0 : value_of(c, category.value[row]));
      }
      begin += category.levels;
    }
    if (x.flags == 0) return;
    for (std::uint32_t k = x.flag_start[row]; k < x.flag_start[row + 1]; ++k) {
      column_.push_back(begin + x.flag_list[k]);
      value_.push_back(1.0);
    }
  }

  void add(double weight, const double* dense) {
    const std::size_t n = column_.size();
    for (std::size_t a = 0; a < n; ++a) {
      const double factor = weight * value_[a];
      double* row = upper_ + column_[a] * stride_;
      for (std::size_t b = a; b < n; ++b) row[column_[b]] += factor * value_[b];
      row += offset_;
      for (std::size_t b = 0; b < count_; ++b) row[b] += factor * dense[b];
    }
    for (std::size_t a = 0; a < count_; ++a) {
      const double factor = weight * dense[a];
      double* row = upper_ + (offset_ + a) * stride_ + offset_;
      for (std::size_t b = a; b < count_; ++b) row[b] += factor * dense[b];
    }
  }

  /// From here on rows go to another triangle of the same shape.
  void aim(double* upper) { upper_ = upper; }

 private:
  double* upper_;
  std::size_t stride_, offset_, count_;
  std::vector<std::size_t> column_;
  std::vector<double> value_;
};

}  // namespace chouma::regress
