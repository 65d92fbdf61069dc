// Words about a table recipe's training run: what was kept, and the card of its models.
#pragma once

#include <string>
#include <vector>

#include "salary/table_recipe.h"
#include "salary/table_train.h"

namespace chouma::cli {

/// One card for all models of the recipe, Markdown: source, licence, dates, rows before and after each rule, held-out figures, trend, how it was fitted, limits.
std::string table_card(const salary::TableRecipe& recipe, const std::vector<salary::TrainedTable>& trained);

/// Rules and held-out figures of each model, for standard output.
std::string table_lines(const std::vector<salary::TrainedTable>& trained);

}  // namespace chouma::cli
