// How much of a skill's estimate is its own.
#pragma once

#include <span>

namespace chouma::salary {

/// k of SalaryModel::shrinkage_k from the skills' effects, standard errors and companies, each around its parent's effect (0 without one):
/// σ² = mean of n_i se_i²; τ² maximises Π N(effect_i − parent_i; 0, τ² + σ²/n_i); k = σ²/τ², at most 1e6.
struct SkillEffect {
  double difference = 0, se = 0;
  double companies = 0;
};
double fit_shrinkage(std::span<const SkillEffect> effects);

}  // namespace chouma::salary
