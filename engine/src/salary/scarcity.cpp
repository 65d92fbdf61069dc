#include "salary/scarcity.h"

#include "base/math.h"
#include "base/number.h"
#include "regress/least_squares.h"
#include "text/extract.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace chouma::salary {

namespace {

/// A row's tags without the base, folded and sorted: what makes two rows the same combination.
using Chips = std::vector<std::string>;

std::string place(std::size_t row, const char* field) {
  return "scarcity, row " + std::to_string(row + 1) + ": " + field;
}

std::optional<Error> refuse_numbers(const ScarcityRow& row, std::size_t index) {
  if (!std::isfinite(row.ratio) || row.ratio < 1e-6 || row.ratio > 1e6)
    return Error{Code::out_of_range, place(index, "ratio"), base::format_double(row.ratio),
                 "a number from 0.000001 to 1000000"};
  if (!std::isfinite(row.raise) || row.raise < -0.99 || row.raise > 99)
    return Error{Code::out_of_range, place(index, "raise"), base::format_double(row.raise),
                 "a fraction from -0.99 to 99 (0.42 is 42 %)"};
  return std::nullopt;
}

/// The row's chips, or why it is refused.
Result<Chips> combination_of(const ScarcityRow& row, std::size_t index, const std::string& base) {
  Chips chips;
  bool has_base = false;
  for (const std::string& tag : row.tags) {
    std::string folded = text::fold(tag);
    if (folded == base)
      has_base = true;
    else
      chips.push_back(std::move(folded));
  }
  std::sort(chips.begin(), chips.end());
  if (!has_base)
    return Error{Code::bad_schema, place(index, "tags"), "without " + base, "the base tag and those beside it"};
  const auto twice = std::adjacent_find(chips.begin(), chips.end());
  if (twice != chips.end()) return Error{Code::bad_schema, place(index, "tags"), *twice + " twice", "each tag once"};
  return chips;
}

void fit_elasticity(Scarcity& table) {
  double xy = 0, xx = 0, squares = 0;
  int informative = 0;
  for (const ScarcityRow& row : table.rows) {
    const double x = table.exposure(row);
    if (x == 0) continue;
    ++informative;
    xy += x * base::log(1 + row.raise);
    xx += x * x;
  }
  table.elasticity = xy / xx;
  for (const ScarcityRow& row : table.rows) {
    const double x = table.exposure(row), y = base::log(1 + row.raise);
    if (x != 0) squares += (y - table.elasticity * x) * (y - table.elasticity * x);
    table.worst_fit = std::max(table.worst_fit, std::abs(base::exp(table.elasticity * x - y) - 1));
  }
  table.degrees = informative - 1;
  table.elasticity_se = std::sqrt(squares / table.degrees / xx);
  table.elasticity_half_80 = regress::student_quantile(0.9, table.degrees) * table.elasticity_se;
  const double half = regress::student_quantile(0.975, table.degrees) * table.elasticity_se;
  table.elasticity_low = table.elasticity - half;
  table.elasticity_high = table.elasticity + half;
}

/// One row of two or more chips: its own exposure and its chips', dearest first. ε cancels.
struct Joint {
  double whole = 0;
  std::vector<double> chips;
};

double misfit(const std::vector<Joint>& joints, double delta) {
  double sum = 0;
  for (const Joint& joint : joints) {
    double discounted = 0, factor = 1;
    for (const double chip : joint.chips) {
      discounted += factor * chip;
      factor *= delta;
    }
    sum += (joint.whole - discounted) * (joint.whole - discounted);
  }
  return sum;
}

/// Least squares for δ on [0, 1]: the best of 1,001 points, refined between its neighbours by golden section (with three or more chips there may be several minima).
double fit_overlap(const std::vector<Joint>& joints) {
  if (joints.empty()) return 1;
  int best = 0;
  for (int i = 1; i <= 1000; ++i)
    if (misfit(joints, i / 1000.0) < misfit(joints, best / 1000.0)) best = i;
  constexpr double kGolden = 0.6180339887498949;
  double low = std::max(best - 1, 0) / 1000.0, high = std::min(best + 1, 1000) / 1000.0;
  for (int i = 0; i < 60; ++i) {
    const double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
    (misfit(joints, left) <= misfit(joints, right) ? high : low) =
        misfit(joints, left) <= misfit(joints, right) ? right : left;
  }
  return low + (high - low) / 2;
}

std::vector<Joint> joints_of(const Scarcity& table, const std::map<Chips, std::size_t>& rows) {
  std::vector<Joint> joints;
  for (const auto& [chips, index] : rows) {
    if (chips.size() < 2) continue;
    Joint joint{table.exposure(table.rows[index]), {}};
    for (const std::string& chip : chips) {
      const auto alone = rows.find({chip});
      if (alone != rows.end()) joint.chips.push_back(table.exposure(table.rows[alone->second]));
    }
    if (joint.chips.size() != chips.size()) continue;
    std::sort(joint.chips.rbegin(), joint.chips.rend());
    joints.push_back(std::move(joint));
  }
  return joints;
}

}  // namespace

double Scarcity::exposure(const ScarcityRow& row) const { return -base::log(row.ratio / base_ratio); }

Result<Scarcity> fit_scarcity(std::string id, std::string source, std::string base, std::vector<ScarcityRow> rows) {
  Scarcity table;
  table.id = std::move(id);
  table.source = std::move(source);
  table.base = std::move(base);
  table.rows = std::move(rows);

  std::map<Chips, std::size_t> seen;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (const auto refused = refuse_numbers(table.rows[i], i)) return *refused;
    auto chips = combination_of(table.rows[i], i, text::fold(table.base));
    if (!chips) return chips.error();
    const auto [first, fresh] = seen.emplace(std::move(chips.value()), i);
    if (!fresh)
      return Error{Code::bad_schema, place(i, "tags"), "the combination of row " + std::to_string(first->second + 1),
                   "each combination once"};
  }
  const auto alone = seen.find({});
  if (alone == seen.end())
    return Error{Code::no_data, "scarcity, rows", "no row of " + table.base + " alone", "one such row: the base ratio"};
  const ScarcityRow& base_row = table.rows[alone->second];
  if (base_row.raise != 0)
    return Error{Code::out_of_range, place(alone->second, "raise"), base::format_double(base_row.raise),
                 "0: the base is worth exactly 1"};
  table.base_ratio = base_row.ratio;

  const auto informative = std::count_if(table.rows.begin(), table.rows.end(),
                                         [&](const ScarcityRow& row) { return row.ratio != table.base_ratio; });
  if (informative < 2)
    return Error{Code::no_data, "scarcity, rows", std::to_string(informative) + " with a ratio other than the base's",
                 "at least 2, to fit the elasticity with an interval"};
  fit_elasticity(table);
  table.overlap = fit_overlap(joints_of(table, seen));
  return table;
}

}  // namespace chouma::salary
