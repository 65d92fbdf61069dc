// Fits one mode of a salary model: median, spacings, calibration, held-out figures, bootstrap replicates and what skills go with.
#pragma once

#include "salary/model_data.h"
#include "salary/posting_table.h"
#include "salary/recipe.h"
#include "salary/scores.h"

#include <memory>
#include <optional>
#include <span>

namespace chouma::salary {

/// Linear medians of all rows: by fold those of the fit without its rows, last those of the fit to all.
using Medians = std::vector<std::vector<double>>;

struct FittedMode {
  ModeData data;
  Medians medians;
  std::vector<Outcome> out_of_fold;  ///< by row of the table
};

/// Fits in units: the columns; each fold's median and trees; the scale; the median of all rows; their trees; the replicates; what they miss of skills;
/// in profile mode the skills' effects.
///
/// 1. Medians out of fold: folds over blocks (companies and texts never split), L1-penalised median regression and trees (tree_blend.h) on the others,
///    averaged as the model averages them.
/// 2. Spacings on the out-of-fold residuals; for the held-out figures cross-fitted over the same folds, with shift and calibration from the other folds.
/// 3. The median and the trees on all rows, and the linear median again with Bayesian-bootstrap weights over companies.
/// 4. What the out-of-fold medians miss of each skill and, in profile mode, what each goes with by itself (skill_effects.h), weighed as in the median.
/// Columns of title words, phrases, cities, boards and months whose rounded coefficient is 0 are left out of the result, but for those
/// that a tree asks about or that stand in a pair that is kept.
class ModeFit {
 public:
  /// What it is given stands as long as it does. `posting`: the posting mode's medians of the same table, for TreesRecipe::distil; posting mode
  /// itself takes none.
  ModeFit(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
          const Medians& posting);
  ~ModeFit();
  ModeFit(ModeFit&&) noexcept;
  ModeFit& operator=(ModeFit&&) noexcept;

  static int units(const Recipe& recipe, Mode mode);
  int done() const { return done_; }
  /// The next unit, if any.
  std::optional<Error> step();
  /// Once all units are done.
  FittedMode finish();

 private:
  class Fitter;
  const Recipe* recipe_;
  const text::Lexicon* lexicon_;
  const PostingTable* table_;
  Mode mode_;
  const Medians* posting_;
  std::unique_ptr<Fitter> fitter_;
  int done_ = 0;
};

/// All units at once.
Result<FittedMode> fit_mode(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
                            const Medians& posting);

}  // namespace chouma::salary
