// A table recipe and its tables → a model a response, resumable: begin → step → finish.
#pragma once

#include "salary/evaluate.h"
#include "salary/table_model.h"
#include "salary/table_recipe.h"
#include "text/lexicon.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

struct TrainedTable {
  std::string model_json;  ///< models/schema/table_model.schema.json, at most kMostModelBytes
  TablePassport passport;
  std::vector<LedgerLine> ledger;
  /// Out-of-fold figures of all rows, first, then of the levels of each category: at most kLevelFigures of a field, those with most rows, at least kLeastGroup.
  std::vector<GroupFigures> figures;
  std::optional<GroupFigures> unseen;  ///< FittedTable::unseen
  Scores no_model;                     ///< each group weighing 1
};

inline constexpr std::size_t kLevelFigures = 12;

/// One model for each of the recipe's responses, in its order. Deterministic in (csvs, recipe, lexicon, fitted_on). `progress` (may be empty) is called with a
/// share in [0, 1] and returns false to cancel (→ no_data "cancelled"). Errors: those of read_table_rows and fit_table; too_large (a model's bytes).
Result<std::vector<TrainedTable>> train_tables(const TableRecipe& recipe, const text::Lexicon& lexicon,
                                               std::span<const std::string> csvs, std::string_view fitted_on,
                                               const std::function<bool(double)>& progress = {});

}  // namespace chouma::salary
