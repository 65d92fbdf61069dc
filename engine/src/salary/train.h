// Rows of postings → a model (as JSON text), resumable: begin → step → finish.
#pragma once

#include "salary/recipe.h"
#include "text/lexicon.h"

#include <functional>
#include <string>

namespace chouma::salary {

class SalaryModel;

/// Rows and companies kept after each rule, in order, for the card.
struct LedgerLine {
  std::string rule;
  std::int64_t rows_left = 0, rows_changed = 0;
};

struct Trained {
  std::string model_json;  ///< models/schema/salary_model.schema.json, at most 150 KB
  Passport passport;
  std::vector<LedgerLine> ledger;
};

/// Fits the recipe to CSV bytes. Deterministic in (csv, recipe, lexicon, fitted_on). `fitted_on` is the date to be written into the passport (no clock here).
/// `progress` (may be empty) is called with a share in [0, 1] and returns false to cancel (→ Error no_data "cancelled").
Result<Trained> train(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv, std::string_view fitted_on,
                      const std::function<bool(double)>& progress = {});

/// Scores every row with pay_min <= low <= high <= pay_max, no other filter, against log((low + high) / 2). The JSON that `chouma evaluate` prints
/// (issue's shape: n, companies, row, company, groups). Company figures carry a company-bootstrap 95 % interval.

Result<std::string> evaluate(const SalaryModel& model, const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv, Mode mode);

}  // namespace chouma::salary
