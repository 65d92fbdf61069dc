// Rows of postings → a model (as JSON text), resumable: begin → step → finish.
#pragma once

#include "salary/evaluate.h"
#include "salary/recipe.h"
#include "text/lexicon.h"

#include <cstdint>
#include <functional>
#include <string>

namespace chouma::salary {

class SalaryModel;

inline constexpr std::size_t kMostModelBytes = 150'000;

struct Trained {
  std::string model_json;  ///< models/schema/salary_model.schema.json, at most kMostModelBytes
  Passport passport;
  std::vector<LedgerLine> ledger;
  /// Out-of-fold figures of all rows, first, and of the groups of `evaluate`.
  std::vector<GroupFigures> posting, profile;
};

/// Fits the recipe to CSV bytes. Repeats (posting_table.h) count once. Deterministic in (csv, recipe, lexicon, fitted_on). `fitted_on` is the date to be written into the passport (no clock here).
/// `progress` (may be empty) is called with a share in [0, 1] and returns false to cancel (→ Error no_data "cancelled").
Result<Trained> train(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv,
                      std::string_view fitted_on, const std::function<bool(double)>& progress = {});

/// Scores every row with pay_min <= low <= high <= pay_max, no other filter, against log((low + high) / 2). The JSON that `chouma evaluate` prints
///   {"n", "companies", "row": S, "company": S + {"interval_95": {"mean_pinball", "coverage_80", "mdape"}}, "groups": {name: {n, companies, row, company}}}
///   S = {"mean_pinball", "pinball": {"0.10": …, "0.90": …}, "coverage_80", "mdape"} (scores.h); in `company` each company weighs 1.
/// Groups: go, city:<name> and level:<name> with at least 20 rows. Intervals: percentiles of 1,000 resamples of whole companies.
Result<std::string> evaluate(const SalaryModel& model, const Recipe& recipe, const text::Lexicon& lexicon,
                             std::string_view csv, Mode mode);

}  // namespace chouma::salary
