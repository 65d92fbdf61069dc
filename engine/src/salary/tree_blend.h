// Boosted trees beside the linear median: log m(x) = (1 − share) Σ_j β_j x_j + share · trees(x). Trees make products of columns themselves and err
// elsewhere than the linear fit, so that the average is better than either.
#pragma once

#include "regress/boosted_trees.h"
#include "salary/features.h"
#include "salary/recipe.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chouma::salary {

/// What trees read: the 0/1 columns of education, level, city, months, board, skill, title and phrase, in their places among the features, then the
/// numbers (missing where not stated): years, education and level as their place in the order of the enumerations, the city's tier, how many skills,
/// and in posting mode months of pay.
inline constexpr std::uint32_t kTreeNumbers = 6;

/// Part of a mode's model; no trees: share 0.
struct TreeBlend {
  std::optional<regress::BoostedTrees> trees;
  double share = 0;

  /// What the trees say of these facts by entry of `row`, added up exactly to trees(x): a column's own where the row has it, a number's with the first
  /// entry of its kind (years, education, level, city, skills, months); all else, and what follows from columns that the row lacks, with entry 0, the
  /// intercept (as in the linear part, where what is not stated is the reference).
  std::vector<double> explain(const FeatureSpace& space, const Facts& facts, Mode mode, const Row& row) const;
};

/// A mode's trees while it is fitted, grown in units of bounded work.
/// Where there are boards each row is seen twice, with its board and without, at half its weight: a posting's board is always known in training and
/// hardly ever when somebody asks.
class TreeFit {
 public:
  static constexpr int kTreesAUnit = 25;
  static int units(const TreesRecipe& recipe) { return (recipe.count + kTreesAUnit - 1) / kTreesAUnit; }

  /// No trees in the recipe: nothing is kept. `facts` and `company` by row.
  TreeFit(const TreesRecipe& recipe, std::uint64_t seed, const FeatureSpace& space, Mode mode,
          const std::vector<Facts>& facts, const std::vector<std::uint32_t>& company);

  /// The next unit towards the median of `target`, by row; rows of weight 0 are not seen. What the first unit is given holds until the trees are taken.
  std::optional<Error> step(std::span<const double> target, std::span<const double> weights);
  /// All trees are there.
  bool grown() const { return left_ == 0; }
  /// Once grown; the next step begins anew.
  regress::BoostedTrees take();
  /// Of a row, its board known.
  double predict(const regress::BoostedTrees& trees, std::size_t row) const { return trees.predict(x_, row); }

 private:
  TreesRecipe recipe_;
  std::uint64_t seed_;
  regress::CodedDesign x_;
  std::vector<std::uint32_t> company_;
  std::optional<regress::TreeBooster> booster_;
  int left_ = 0;  ///< trees
};

}  // namespace chouma::salary
