#include "salary/table_trend.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/math.h"
#include "base/number.h"
#include "regress/stats.h"
#include "salary/scores.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

/// Rows of a cell and level.
struct Part {
  std::vector<std::uint32_t> row, group;
  std::vector<double> pay, weight;  ///< log; 1 / rows of the group in the part
};

std::string cell_value(const TableField& field, const FieldValue& value) {
  if (!value.stated()) return {};
  if (field.kind == FieldKind::category) return text::fold(value.items.front());
  double reached = field.knots.front();
  for (const double knot : field.knots)
    if (knot <= *value.number) reached = knot;
  return base::format_double(reached);
}

/// Log medians by level.
using CellMedians = std::vector<double>;

CellMedians medians(const std::vector<Part>& parts, std::span<const double> of_row) {
  CellMedians result;
  for (const Part& part : parts) {
    std::vector<double> weight = part.weight;
    if (!of_row.empty())
      for (std::size_t i = 0; i < weight.size(); ++i) weight[i] *= of_row[part.row[i]];
    result.push_back(regress::weighted_quantile(part.pay, weight, 0.5));
  }
  return result;
}

void set_intervals(const std::vector<std::vector<CellMedians>>& replicate, std::size_t cell, TrendCell& of) {
  for (std::size_t l = 1; l < of.levels.size(); ++l) {
    std::vector<double> ratio;
    ratio.reserve(replicate.size());
    for (const auto& cells : replicate) ratio.push_back(base::exp(cells[cell][l] - cells[cell][0]));
    of.levels[l].interval = {regress::weighted_quantile(ratio, {}, 0.025),
                             regress::weighted_quantile(ratio, {}, 0.975)};
  }
}

/// The mean over cells, level by level.
CellMedians mean_of(const std::vector<CellMedians>& cells) {
  CellMedians mean(cells.front().size());
  for (const CellMedians& cell : cells)
    for (std::size_t l = 0; l < mean.size(); ++l) mean[l] += cell[l] / static_cast<double>(cells.size());
  return mean;
}

}  // namespace

std::vector<TrendCell> trend_of(const TableRecipe& recipe, std::span<const TableRow> rows) {
  const TableRecipe::Trend& trend = *recipe.trend;
  std::map<std::vector<std::string>, std::map<std::string, Part>> cells;
  std::set<std::string> names;
  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    const TableRow& row = rows[i];
    group.push_back(row.group);
    std::vector<std::string> cell;
    cell.reserve(trend.cells.size());
    for (const std::uint32_t f : trend.cells) cell.push_back(cell_value(recipe.fields[f], row.fields[f]));
    const std::string level = row.fields[trend.field].shown();
    if (row.fields[trend.field].stated()) names.insert(level);
    if (!row.fields[trend.field].stated() || std::find(cell.begin(), cell.end(), "") != cell.end()) continue;
    Part& part = cells[cell][level];
    part.row.push_back(i);
    part.group.push_back(row.group);
    part.pay.push_back(row.log_pay);
  }
  std::vector<TrendCell> result;
  std::vector<std::vector<Part>> kept;
  for (auto& [values, levels] : cells) {
    TrendCell cell{values, {}};
    std::vector<Part> parts;
    for (auto& [name, part] : levels) {
      part.weight = company_weights(part.group);
      const std::set<std::uint32_t> groups(part.group.begin(), part.group.end());
      if (static_cast<int>(groups.size()) < trend.min_groups) break;
      cell.levels.push_back(
          {name, static_cast<std::int64_t>(part.row.size()), static_cast<std::int64_t>(groups.size())});
      parts.push_back(std::move(part));
    }
    if (parts.size() != names.size()) continue;
    const CellMedians log = medians(parts, {});
    for (std::size_t l = 0; l < log.size(); ++l) {
      cell.levels[l].median = base::exp(log[l]);
      cell.levels[l].ratio = base::exp(log[l] - log[0]);
    }
    result.push_back(std::move(cell));
    kept.push_back(std::move(parts));
  }
  if (result.empty()) return result;
  std::vector<std::vector<CellMedians>> replicate(kTrendReplicates);
  for (std::uint32_t b = 0; b < kTrendReplicates; ++b) {
    const auto weight = regress::group_weights(group, recipe.seed, b);
    for (const auto& parts : kept) replicate[b].push_back(medians(parts, weight));
    replicate[b].push_back(mean_of(replicate[b]));
  }
  for (std::size_t c = 0; c < result.size(); ++c) set_intervals(replicate, c, result[c]);
  if (result.size() < 2) return result;
  TrendCell all{std::vector<std::string>(trend.cells.size(), "all"), result.front().levels};
  for (std::size_t l = 0; l < all.levels.size(); ++l) {
    TrendCell::Level& level = all.levels[l];
    level.rows = level.groups = 0;
    level.median = 0;
    double log = 0;
    for (const TrendCell& cell : result) {
      level.rows += cell.levels[l].rows;
      level.groups += cell.levels[l].groups;
      log += base::log(cell.levels[l].ratio) / static_cast<double>(result.size());
    }
    level.ratio = base::exp(log);
  }
  set_intervals(replicate, result.size(), all);
  result.push_back(std::move(all));
  return result;
}

}  // namespace chouma::salary
