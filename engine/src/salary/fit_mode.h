// Fits one mode of a salary model: median, spacings, calibration, held-out figures and bootstrap replicates.
#pragma once

#include "salary/model_data.h"
#include "salary/posting_table.h"
#include "salary/recipe.h"
#include "salary/scores.h"

#include <functional>

namespace chouma::salary {

struct FittedMode {
  ModeData data;
  std::vector<Outcome> out_of_fold;  ///< by row of the table
};

/// `step` is called before each of the fits of fits_per_mode(recipe) and returns false to cancel.
///
/// 1. Medians out of fold: folds over blocks (companies and texts never split), L1-penalised median regression on the others.
/// 2. Spacings on the out-of-fold residuals; for the held-out figures cross-fitted over the same folds, with shift and calibration from the other folds.
/// 3. The median on all rows, and again with Bayesian-bootstrap weights over companies.
/// Columns of title words, phrases, cities, boards and months whose rounded coefficient is 0 are left out of the result.
Result<FittedMode> fit_mode(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
                            const std::function<bool()>& step);

int fits_per_mode(const Recipe& recipe);

/// k of SalaryModel::shrinkage_k from the skills' effects, standard errors and companies, each around its parent's effect (0 without one):
/// σ² = mean of n_i se_i²; τ² maximises Π N(effect_i − parent_i; 0, τ² + σ²/n_i); k = σ²/τ², at most 1e6.
struct SkillEffect {
  double difference = 0, se = 0;
  double companies = 0;
};
double fit_shrinkage(std::span<const SkillEffect> effects);

}  // namespace chouma::salary
