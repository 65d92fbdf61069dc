// What pay was in cells that every table has: no model, so that what differs between the tables' samples cannot leak in through one.
#pragma once

#include "salary/table_model.h"
#include "salary/table_rows.h"

#include <span>
#include <vector>

namespace chouma::salary {

/// A row's cell is what the recipe's trend cells say in it: a category's level folded, of a number the largest knot that it reaches (the first for less); rows
/// in which one is not stated are in none. Kept are the cells in which every level of the trend's field that the rows have, in their order, has min_groups
/// groups. A level's median: of the rows' pay, each group weighing 1 in cell and level. interval: percentiles .025 and .975 of the ratio over
/// kTrendReplicates Bayesian bootstraps over groups (regress::group_weights), a group's weight the same in all levels and cells.
/// Last, where there are two cells or more, the cell "all": the ratio is exp of the mean of the cells' log ratios, each cell weighing 1; its medians are 0.
inline constexpr int kTrendReplicates = 400;
std::vector<TrendCell> trend_of(const TableRecipe& recipe, std::span<const TableRow> rows);

}  // namespace chouma::salary
