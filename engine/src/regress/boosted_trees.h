// Gradient boosting of regression trees for a quantile (Friedman 2001, "Greedy function approximation: a gradient boosting machine"), on
// histograms and leaf by leaf (Ke et al. 2017, "LightGBM"). A tree makes products of columns itself and errs elsewhere than a linear
// quantile regression does, so that the average of both is better than either.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::regress {

/// A column as trees see it: bin 0 holds the values <= edges[0], bin b those in (edges[b − 1], edges[b]], the last one those above all edges.
/// No edges: one bin, and all that can be asked is whether the row has the column at all.
struct TreeColumn {
  std::uint32_t column = 0;
  std::vector<float> edges{};  ///< ascending, at most 62

  std::uint8_t bin(double value) const;
};

/// A node asks one column, and its children follow: `left` stands right behind it, `right` somewhere after that.
struct TreeNode {
  static constexpr std::uint32_t LEAF = 0xFFFFFFFF;
  std::uint32_t column = LEAF;  ///< place in BoostedTrees::columns(), or LEAF
  std::uint32_t right = 0;      ///< place in BoostedTrees::nodes()
  std::uint8_t last_bin = 0;    ///< bins up to this one go left
  bool missing_left = false;    ///< where a row without the column goes
  std::int32_t value = 0;  ///< in steps; of an inner node the weighted mean of its leaves over the training rows in it
};

/// start + Σ_t (the value of the leaf that the row falls into in tree t), all of it whole multiples of `step`, a power of two: sums are exact.
class BoostedTrees {
 public:
  /// Row `row` of a design with the columns that the trees were grown on; a number that is NaN is missing, a 0/1 column that is 0 too.
  double predict(const CodedDesign& x, std::size_t row) const;

  /// The same number told by columns: adds to out[column] what asking that column moved the expected value by, node after node from root
  /// to leaf (Saabas 2014, "Interpreting random forests"), and returns what no question moved: start + Σ_t value of tree t's root.
  /// What is returned and what was added to `out`, which has a number for each column, make predict(x, row) exactly where out was 0.
  double add_contributions(const CodedDesign& x, std::size_t row, std::span<double> out) const;

  std::size_t trees() const { return roots_.size(); }
  double step() const { return step_; }
  const std::vector<TreeColumn>& columns() const { return columns_; }  ///< those asked about, the most asked first
  const std::vector<TreeNode>& nodes() const { return nodes_; }  ///< the trees one after the other, each in preorder

  /// The same trees for a design whose column to[j] is this one's j; `to` reaches every column asked about.
  void move_columns(std::span<const std::uint32_t> to);

  /// All of it in bytes: 2 to 5 a node, some 60 a tree of 15 leaves at steps of 1/1024.
  std::string serialise() const;
  /// What serialise() wrote, and serialise(parse(b)) is b. Refuses all other bytes (bad_schema, naming the byte): a column not below `columns`
  /// or met twice, a bin that is not there, a question that leaves one side empty, edges not finite or not ascending, values beyond
  /// 2^30 steps, trees deeper than 64 questions, numbers written longer than needed, bytes missing or left over.
  static Result<BoostedTrees> parse(std::string_view bytes, std::size_t columns);

 private:
  friend class TreeBooster;
  void index_columns();
  std::vector<std::uint8_t> bins_of(const CodedDesign& x, std::size_t row) const;  ///< by place in columns_

  double step_ = 1;
  std::int64_t start_ = 0;
  std::vector<TreeColumn> columns_;
  std::vector<std::uint32_t> place_;  ///< of a design's column in columns_
  std::vector<TreeNode> nodes_;
  std::vector<std::uint32_t> roots_;
};

struct BoostedTreesOptions {
  double tau = 0.5;   ///< the quantile, above 0 and below 1
  int leaves = 15;    ///< of a tree at most, 2 … 64
  int min_rows = 20;  ///< rows in each leaf, at least 1; and 1e-9 of the tree's weight
  double learning_rate =
      0.1;             ///< a leaf's value is this times the weighted τ-quantile of its residuals; above 0, at most 1
  int step_bits = 10;  ///< values are rounded to multiples of 2^-step_bits; 0 … 30
  double width = 0;    ///< h of the slopes that splits are chosen by, in units of y, 0 … 2^30
  double column_share = 1;  ///< a tree may ask each column with this probability
  double row_share = 1;     ///< a tree is grown on each group of rows with this probability
  std::uint64_t seed = 1;   ///< of both draws
};

/// Grows trees one by one towards the least Σ_i w_i ρ_τ(y_i − f(x_i)), f the sum of the trees so far. A tree is grown on the slopes a_i of the
/// check loss at r_i = y_i − f(x_i): τ above 0, τ − 1 below, 0 at 0, and r_i / (2h) + τ − 1/2 within h of 0 (smoothed_check.h), which says more about
/// small samples than its sign alone. A split is the one that most reduces Σ_i w_i (a_i − mean of a)², and the leaf with the largest reduction
/// is split first. A leaf's value moves the weighted τ-quantile of its residuals towards 0, whatever h.
/// A 0/1 column splits its ones from the rest. A numeric column is cut into at most 63 bins of like weight, each value a bin where there are
/// no more; its missing values go to the side where they reduce more, or to the heavier one where none is missing.
/// Histograms count only what rows hold, and of a split's two sides only the one of fewer rows, so a tree costs O(nnz · log leaves) where
/// it is balanced. The same bits on every target: rows are summed in their order; of equal splits the first column's first bin is taken.
class TreeBooster {
 public:
  /// weights empty: all 1; rows of weight 0 are as if not there; k copies of a row are weight k, but for min_rows.
  /// group: n numbers, drawn as one for row_share; empty: each row is its own.
  /// Errors: as check(x), but that a numeric entry may be NaN; out_of_range, not_finite (y, weights, group, options; named; |y| beyond 2^29
  /// steps; a category with values), no_data (no row of positive weight), too_large (2^32 entries).
  static Result<TreeBooster> begin(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                   std::span<const std::uint32_t> group, const BoostedTreesOptions& options = {});
  TreeBooster(TreeBooster&&) noexcept;
  TreeBooster& operator=(TreeBooster&&) noexcept;
  ~TreeBooster();

  /// One more tree.
  void step();
  /// The trees so far.
  BoostedTrees trees() const;

 private:
  struct State;
  explicit TreeBooster(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace chouma::regress
