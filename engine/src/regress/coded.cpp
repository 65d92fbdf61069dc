#include "regress/coded.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/number.h"
#include "regress/numbers.h"
#include "regress/row_gram.h"

namespace chouma::regress {

namespace {

std::string in_row(std::size_t row, const std::string& what) { return "row " + std::to_string(row) + ", " + what; }

Result<bool> check_finite(const std::string& what, std::size_t width, std::span<const double> values) {
  if (all(values, [](double v) { return std::fabs(v) <= std::numeric_limits<double>::max(); })) return true;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      return Error{Code::not_finite, in_row(i / width, what + (width > 1 ? " " + std::to_string(i % width) : "")),
                   base::format_double(values[i]), "a finite number"};
  return true;
}

Result<bool> check_category(const Category& category, std::size_t rows, const std::string& name) {
  if (auto ok = check_length("the codes of " + name, category.code.size(), rows); !ok) return ok;
  const auto is_code = [&](std::uint32_t code) { return code < category.levels || code == NO_LEVEL; };
  const bool good = all(std::span(category.code), is_code);
  for (std::size_t i = 0; !good && i < rows; ++i)
    if (const std::uint32_t code = category.code[i]; !is_code(code))
      return Error{Code::out_of_range, in_row(i, "the code of " + name), std::to_string(code),
                   "codes below " + std::to_string(category.levels)};
  if (category.value.empty()) return true;
  if (auto ok = check_length("the values of " + name, category.value.size(), rows); !ok) return ok;
  return check_finite("the value of " + name, 1, category.value);
}

Result<bool> check_flags(const CodedDesign& x) {
  const std::vector<std::uint32_t>& start = x.flag_start;
  if (x.flags == 0) {
    if (auto ok = check_length("the flags", x.flag_list.size(), 0); !ok) return ok;
    return check_length("the flag starts", start.size(), 0);
  }
  if (auto ok = check_length("the flag starts", start.size(), x.rows + 1); !ok) return ok;
  if (start.front() != 0 || start.back() != x.flag_list.size())
    return Error{Code::out_of_range, "the flag starts",
                 std::to_string(start.front()) + " to " + std::to_string(start.back()),
                 "0 to the number of flags listed, " + std::to_string(x.flag_list.size())};
  for (std::size_t i = 0; i < x.rows; ++i) {
    if (start[i + 1] < start[i] || start[i + 1] > x.flag_list.size())
      return Error{Code::out_of_range, in_row(i, "the end of its flags"), std::to_string(start[i + 1]),
                   "flag starts that ascend"};
    for (std::size_t k = start[i]; k < start[i + 1]; ++k) {
      const std::uint32_t flag = x.flag_list[k];
      if (flag >= x.flags)
        return Error{Code::out_of_range, in_row(i, "a flag"), std::to_string(flag),
                     "flags below " + std::to_string(x.flags)};
      if (k > start[i] && flag <= x.flag_list[k - 1])
        return Error{Code::out_of_range, in_row(i, "flag " + std::to_string(flag)),
                     "after flag " + std::to_string(x.flag_list[k - 1]), "strictly ascending flags"};
    }
  }
  return true;
}

}  // namespace

std::size_t CodedDesign::flag_offset() const {
  std::size_t offset = 0;
  for (const Category& c : categories) offset += c.levels;
  return offset;
}

Result<bool> check(const CodedDesign& x) {
  if (x.columns() > (std::size_t{1} << 31))
    return Error{Code::too_large, "the number of columns", std::to_string(x.columns()), "at most 2147483648"};
  for (std::size_t c = 0; c < x.categories.size(); ++c)
    if (auto ok = check_category(x.categories[c], x.rows, "category " + std::to_string(c)); !ok) return ok;
  if (auto ok = check_flags(x); !ok) return ok;
  if (auto ok = check_length("the numeric columns", x.numeric.size(), x.rows * x.numerics); !ok) return ok;
  return check_finite("numeric column", std::max<std::size_t>(x.numerics, 1), x.numeric);
}

double row_dot(const CodedDesign& x, std::size_t row, std::span<const double> beta) {
  double sum = 0;
  for_each_entry(x, row, [&](std::size_t column, double value) { sum += value * beta[column]; });
  return sum;
}

void times_transposed(const CodedDesign& x, std::span<const double> v, std::span<double> out) {
  std::fill(out.begin(), out.end(), 0.0);
  for (std::size_t i = 0; i < x.rows; ++i)
    for_each_entry(x, i, [&](std::size_t column, double value) { out[column] += value * v[i]; });
}

void add_gram(const CodedDesign& x, std::span<const double> weights, double* upper, std::size_t stride) {
  RowEntries entries;
  for (std::size_t i = 0; i < x.rows; ++i) {
    entries.load(x, i, [](std::size_t, double value) { return value; });
    add_row(upper, stride, weights[i], entries, x.numeric_offset(), x.numeric.data() + i * x.numerics, x.numerics);
  }
}

CodedDesign take_rows(const CodedDesign& x, std::span<const std::uint32_t> rows) {
  CodedDesign out;
  out.rows = rows.size();
  out.flags = x.flags;
  out.numerics = x.numerics;
  for (const Category& from : x.categories) {
    Category& to = out.categories.emplace_back(Category{from.levels, {}, {}});
    for (const std::uint32_t row : rows) to.code.push_back(from.code[row]);
    if (from.value.empty()) continue;
    for (const std::uint32_t row : rows) to.value.push_back(from.value[row]);
  }
  if (x.flags > 0) out.flag_start.push_back(0);
  for (const std::uint32_t row : rows) {
    if (x.flags > 0) {
      const auto list = x.flag_list.begin();
      out.flag_list.insert(out.flag_list.end(), list + x.flag_start[row], list + x.flag_start[row + 1]);
      out.flag_start.push_back(static_cast<std::uint32_t>(out.flag_list.size()));
    }
    const auto numbers = x.numeric.begin() + static_cast<std::ptrdiff_t>(row * std::size_t{x.numerics});
    out.numeric.insert(out.numeric.end(), numbers, numbers + x.numerics);
  }
  return out;
}

Design to_design(const CodedDesign& x) {
  Design out;
  out.columns = x.columns();
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  for (std::size_t i = 0; i < x.rows; ++i) {
    columns.clear();
    values.clear();
    for_each_entry(x, i, [&](std::size_t column, double value) {
      if (value == 0) return;
      columns.push_back(static_cast<std::uint32_t>(column));
      values.push_back(value);
    });
    out.add_row(columns, values);
  }
  return out;
}

}  // namespace chouma::regress
