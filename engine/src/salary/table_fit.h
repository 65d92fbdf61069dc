// Fits one response of a table recipe: median, spacings, calibration, held-out figures and bootstrap replicates.
#pragma once

#include "salary/scores.h"
#include "salary/table_data.h"
#include "salary/table_rows.h"

#include <functional>
#include <vector>

namespace chouma::salary {

struct FittedTable {
  TableData data;                    ///< without passport but for held-out figures; the fields as the recipe has them
  std::vector<Outcome> out_of_fold;  ///< by row
  std::vector<Outcome> no_model;     ///< by row: the weighted quantiles of the other folds
  /// Where the recipe has `unseen`: medians, spacings and calibration from rows of other levels of that field; the groups of the folds, by row, are the levels.
  std::vector<Outcome> unseen;
  std::vector<std::uint32_t> unseen_group;
};

/// `step` is called before each of table_fits(recipe) fits and returns false to cancel (→ no_data "cancelled").
/// Folds over blocks; then as cross_fit.h, each group weighing 1. The median: regress::fit_quantile at τ = .5 under the recipe's penalties; the replicates:
/// the same with Bayesian-bootstrap weights over groups. Products whose rounded coefficient is 0 are left out of the result.
Result<FittedTable> fit_table(const TableRecipe& recipe, std::span<const TableRow> rows,
                              const std::function<bool()>& step);

int table_fits(const TableRecipe& recipe);

}  // namespace chouma::salary
