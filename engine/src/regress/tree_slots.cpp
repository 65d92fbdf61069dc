#include "regress/tree_slots.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace chouma::regress {

namespace {

constexpr std::size_t MAX_BINS = 63;
constexpr std::uint32_t UNPLACED = 0xFFFFFFFF;

/// Edges between a column's values, each a bin where there are few enough, else bins of like weight. Values that a float cannot tell apart
/// share a bin.
std::vector<float> edges_of(std::vector<std::pair<double, double>> value_weight) {
  std::sort(value_weight.begin(), value_weight.end());
  std::vector<std::pair<double, double>> distinct;
  double total = 0;
  for (const auto& [value, weight] : value_weight) {
    if (distinct.empty() || distinct.back().first < value) distinct.emplace_back(value, 0.0);
    distinct.back().second += weight;
    total += weight;
  }
  std::vector<float> edges;
  const bool all = distinct.size() <= MAX_BINS;
  double sum = 0;
  for (std::size_t k = 0; k + 1 < distinct.size(); ++k) {
    sum += distinct[k].second;
    if (!all && sum * static_cast<double>(MAX_BINS) < static_cast<double>(edges.size() + 1) * total) continue;
    const double low = distinct[k].first, high = distinct[k + 1].first;
    const auto edge = static_cast<float>(low / 2 + high / 2);
    if (edge >= low && edge < high && edges.size() + 1 < MAX_BINS) edges.push_back(edge);
  }
  return edges;
}

}  // namespace

Result<bool> check_for_trees(const CodedDesign& x) {
  for (std::size_t c = 0; c < x.categories.size(); ++c)
    if (!x.categories[c].value.empty())
      return Error{Code::out_of_range, "the length of the values of category " + std::to_string(c),
                   std::to_string(x.categories[c].value.size()), "0: trees read categories without values"};
  const std::size_t entries = x.flag_list.size() + x.rows * (x.categories.size() + x.numerics + 1);
  if (entries > 0xFFFFFFFF)
    return Error{Code::too_large, "the number of entries", std::to_string(entries), "below 2^32"};
  if (std::none_of(x.numeric.begin(), x.numeric.end(), [](double v) { return std::isnan(v); })) return check(x);
  CodedDesign filled = x;
  for (double& v : filled.numeric)
    if (std::isnan(v)) v = 0;
  return check(filled);
}

TreeSlots::TreeSlots(const CodedDesign& x, std::span<const std::uint32_t> rows, std::span<const double> weights,
                     std::uint32_t least) {
  const std::size_t p = x.columns();
  std::vector<std::uint32_t> there(p, 0);
  std::vector<std::vector<std::pair<double, double>>> numbers(x.numerics);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for_each_entry(x, rows[i], [&](std::size_t column, double value) {
      if (std::isnan(value)) return;
      ++there[column];
      if (column >= x.numeric_offset()) numbers[column - x.numeric_offset()].emplace_back(value, weights[i]);
    });
  std::vector<std::uint32_t> place(p, UNPLACED);
  for (std::size_t j = 0; j < p; ++j) {
    TreeColumn column{static_cast<std::uint32_t>(j)};
    if (j >= x.numeric_offset()) column.edges = edges_of(std::move(numbers[j - x.numeric_offset()]));
    const bool varies = !column.edges.empty() || (there[j] > 0 && there[j] < rows.size());
    if (!varies || there[j] < least) continue;
    place[j] = static_cast<std::uint32_t>(columns.size());
    first_slot.push_back(first_slot.back() + static_cast<std::uint32_t>(column.edges.size()) + 1);
    columns.push_back(std::move(column));
  }
  slot_start.assign(count() + 1, 0);
  for (const std::uint32_t row : rows) {
    for_each_entry(x, row, [&](std::size_t j, double value) {
      if (place[j] == UNPLACED || std::isnan(value)) return;
      row_slot.push_back(first_slot[place[j]] + columns[place[j]].bin(value));
      ++slot_start[row_slot.back() + 1];
    });
    row_start.push_back(static_cast<std::uint32_t>(row_slot.size()));
  }
  for (std::size_t s = 0; s < count(); ++s) slot_start[s + 1] += slot_start[s];
  slot_row.resize(row_slot.size());
  auto at = slot_start;
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    for (std::uint32_t k = row_start[i]; k < row_start[i + 1]; ++k) slot_row[at[row_slot[k]]++] = i;
}

}  // namespace chouma::regress
