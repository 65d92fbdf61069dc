// A salary model fitted in steps to a table of the caller's own: begin, step until done, finish. Floor 7.
#pragma once

#include <chouma/error.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace chouma {

/// Larger tables are refused: a fit holds about three times the table's bytes.
inline constexpr std::size_t kMostTableBytes = std::size_t{256} << 20;

struct FitInput {
  std::string_view lexicon;    ///< JSON, as Engine::load takes it
  std::string_view recipe;     ///< JSON, models/schema/recipe.schema.json
  std::string_view shipped;    ///< a salary model's JSON to be measured on the same rows; empty: none
  std::string_view fitted_on;  ///< the date for the model's passport, at most 40 bytes; the engine has no clock
  std::string csv;             ///< the table, UTF-8; given up once its rows are read
};

/// The model is the one that `chouma train` makes, byte by byte, whatever else runs between the steps. Not thread-safe. No member throws. A job that was refused stays
/// refused with the same sentence; one that is no longer wanted is destroyed.
class FitJob {
 public:
  FitJob();
  ~FitJob();
  FitJob(FitJob&&) noexcept;
  FitJob& operator=(FitJob&&) noexcept;

  /// Reads lexicon, recipe, `shipped` and the table's header, and nothing for long. What was begun before is dropped.
  /// Errors: those of the three files, named; unknown_name (a column that the recipe names and the header lacks); too_large; bad_schema (`shipped` pays in another
  /// currency than the recipe says, so that the two cannot be compared).
  std::optional<Error> begin(FitInput input);

  /// One bounded piece of work: 256 rows, one regression, or one model's figures. The answer is JSON {"stage", "unit", "units", "share"}: what the next step does
  /// (rows | posting | profile | compare | done), how many units of that stage are done and in all (0 of 0 for rows), and the share of all work done, in [0, 1].
  /// A step once done does nothing. Errors: bad_csv, no_data, too_large, those of the fits.
  Result<std::string> step();

  /// Once done: JSON by models/schema/fit.schema.json with the model's bytes, its passport, the ledger of rows, its held-out figures by mode and those of
  /// `shipped` on the same rows (held out only as far as that model was fitted to others). The job is over then. Errors: not_loaded (nothing was begun, or steps
  /// are left), too_large (models/salary: 150 KB a model).
  Result<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace chouma
