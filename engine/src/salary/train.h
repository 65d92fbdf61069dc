// Rows of postings → a model (as JSON text), resumable: begin → step → finish.
#pragma once

#include "salary/evaluate.h"
#include "salary/fit_mode.h"
#include "salary/months_of_pay.h"
#include "salary/posting_table.h"
#include "salary/recipe.h"
#include "text/lexicon.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

class SalaryModel;

inline constexpr std::size_t kMostModelBytes = 150'000;

struct Trained {
  std::string model_json;  ///< models/schema/salary_model.schema.json, at most kMostModelBytes
  Passport passport;
  std::vector<LedgerLine> ledger;
  std::optional<MonthsOfPay> months;
  /// Out-of-fold figures of all rows, first, and of the groups of `evaluate`.
  std::vector<GroupFigures> posting, profile;
};

/// Where a fit stands: what its next step does, and the share of the work done, in [0, 1].
struct TrainProgress {
  enum class Stage { rows, posting, profile, done };
  Stage stage = Stage::rows;
  int unit = 0, units = 0;  ///< of the stage: units done and in all; 0 while rows are read
  double share = 0;
};

/// A fit in steps: begin, step until Stage::done, finish. Deterministic in (csv, recipe, lexicon, fitted_on), however it is interrupted. `fitted_on` is the date to
/// be written into the passport (no clock here). Repeats (posting_table.h) count once. A job that was refused is done with.
class TrainJob {
 public:
  /// The lexicon stands as long as the job.
  TrainJob(Recipe recipe, const text::Lexicon& lexicon, std::string fitted_on);
  TrainJob(const TrainJob&) = delete;
  TrainJob& operator=(const TrainJob&) = delete;

  /// Reads the header. The bytes stand as long as the stage is `rows`.
  std::optional<Error> begin(std::string_view csv);
  /// A slice of rows, or one fit.
  Result<TrainProgress> step();
  /// Once the stage is `done`.
  Result<Trained> finish();

  /// The rows that the model is fitted to, once they are read.
  const PostingTable& table() const { return table_; }

 private:
  std::optional<Error> read_rows();
  std::optional<Error> fit(Mode mode);

  Recipe recipe_;
  const text::Lexicon& lexicon_;
  std::string fitted_on_;
  TrainProgress progress_;
  std::optional<PostingReader> reader_;
  PostingTable table_;
  std::optional<ModeFit> fit_;
  Trained trained_;
  ModeData posting_, profile_;
  Medians medians_;  ///< the posting mode's, while profile mode is fitted
};

/// All steps. `progress` (may be empty) is called with the share after each and returns false to cancel (→ Error no_data "cancelled").
Result<Trained> train(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv,
                      std::string_view fitted_on, const std::function<bool(double)>& progress = {});

/// Scores every row with pay_min <= low <= high <= pay_max, no other filter, against log((low + high) / 2). The JSON that `chouma evaluate` prints
///   {"n", "companies", "row": S, "company": S + {"interval_95": {"mean_pinball", "coverage_80", "mdape"}}, "groups": {name: {n, companies, row, company}}}
///   S = {"mean_pinball", "pinball": {"0.10": …, "0.90": …}, "coverage_80", "mdape"} (scores.h); in `company` each company weighs 1.
/// Groups: go, city:<name> and level:<name> with at least 20 rows. Intervals: percentiles of 1,000 resamples of whole companies.
Result<std::string> evaluate(const SalaryModel& model, const Recipe& recipe, const text::Lexicon& lexicon,
                             std::string_view csv, Mode mode);

}  // namespace chouma::salary
