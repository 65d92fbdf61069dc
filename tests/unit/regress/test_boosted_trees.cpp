#include "regress/boosted_trees.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/hash.h"
#include "base/math.h"
#include "base/random.h"
#include "regress/stats.h"

#include "tree_problems.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

/// Only numbers, row by row.
CodedDesign numbers(const std::vector<Vector>& rows) {
  CodedDesign x;
  x.rows = rows.size();
  x.numerics = static_cast<std::uint32_t>(rows[0].size());
  for (const Vector& row : rows) x.numeric.insert(x.numeric.end(), row.begin(), row.end());
  return x;
}

/// Only 0/1 columns.
CodedDesign flags(std::uint32_t columns, const std::vector<std::vector<std::uint32_t>>& rows) {
  CodedDesign x;
  x.rows = rows.size();
  x.flags = columns;
  x.flag_start = {0};
  for (const auto& row : rows) {
    x.flag_list.insert(x.flag_list.end(), row.begin(), row.end());
    x.flag_start.push_back(static_cast<std::uint32_t>(x.flag_list.size()));
  }
  return x;
}

double mean_loss(const Vector& y, const Vector& fitted, double tau) {
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += pinball(y[i] - fitted[i], tau);
  return sum / static_cast<double>(y.size());
}

std::size_t leaves(const BoostedTrees& trees) {
  return static_cast<std::size_t>(std::count_if(trees.nodes().begin(), trees.nodes().end(),
                                                [](const TreeNode& n) { return n.column == TreeNode::LEAF; }));
}

/// Boosting as the header states it, on a dense matrix whose 0 in a 0/1 column is missing: every question is tried on every row.
class Stated {
 public:
  Stated(const CodedDesign& x, Vector y, Vector w, BoostedTreesOptions options)
      : rows_(dense(x)), y_(std::move(y)), w_(std::move(w)), o_(options) {
    for (auto& row : rows_)
      for (std::size_t j = 0; j < x.numeric_offset(); ++j)
        if (row[j] == 0) row[j] = NaN;
    step_ = std::ldexp(1.0, -o_.step_bits);
    fitted_.assign(y_.size(), rounded(weighted_quantile(y_, w_, o_.tau)));
  }

  void step() {
    slope_.clear();
    for (std::size_t i = 0; i < y_.size(); ++i) {
      const double r = y_[i] - fitted_[i];
      const bool within = std::fabs(r) < o_.width;
      slope_.push_back(within ? r / (2 * o_.width) + o_.tau - 0.5 : o_.tau - (r > 0 ? 0 : 1));
    }
    std::vector<std::size_t> all(y_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::vector<std::size_t>> leaf = {all};
    while (leaf.size() < static_cast<std::size_t>(o_.leaves)) {
      Parted best;
      std::size_t at = 0;
      for (std::size_t k = 0; k < leaf.size(); ++k)
        if (Parted parted = best_of(leaf[k]); parted.gain > best.gain + 1e-9) {
          best = parted;
          at = k;
        }
      if (best.left.empty()) break;
      leaf[at] = best.left;
      leaf.push_back(best.right);
    }
    for (const auto& rows : leaf) set_value(rows);
  }

  const Vector& fitted() const { return fitted_; }

 private:
  struct Parted {
    double gain = 0;
    std::vector<std::size_t> left, right;
  };

  double rounded(double v) const {
    return step_ * (v < 0 ? -std::floor(0.5 - v / step_) : std::floor(0.5 + v / step_));
  }

  /// Σ w (a − mean)²
  double spread(const std::vector<std::size_t>& rows) const {
    double weight = 0, sum = 0, squares = 0;
    for (const std::size_t i : rows) weight += w_[i];
    for (const std::size_t i : rows) sum += w_[i] * slope_[i] / weight;
    for (const std::size_t i : rows) squares += w_[i] * (slope_[i] - sum) * (slope_[i] - sum);
    return squares;
  }

  Parted best_of(const std::vector<std::size_t>& rows) const {
    Parted best;
    for (std::size_t j = 0; j < rows_[0].size(); ++j)
      for (const std::size_t of : rows)
        for (const bool missing_left : {false, true}) {
          if (std::isnan(rows_[of][j])) continue;
          Parted p;
          for (const std::size_t i : rows) {
            const double v = rows_[i][j];
            ((std::isnan(v) ? missing_left : v <= rows_[of][j]) ? p.left : p.right).push_back(i);
          }
          if (std::min(p.left.size(), p.right.size()) < static_cast<std::size_t>(o_.min_rows)) continue;
          p.gain = spread(rows) - spread(p.left) - spread(p.right);
          if (p.gain > best.gain + 1e-9) best = p;
        }
    return best;
  }

  void set_value(const std::vector<std::size_t>& rows) {
    Vector r, w;
    for (const std::size_t i : rows) {
      r.push_back(y_[i] - fitted_[i]);
      w.push_back(w_[i]);
    }
    const double value = rounded(o_.learning_rate * weighted_quantile(r, w, o_.tau));
    for (const std::size_t i : rows) fitted_[i] += value;
  }

  Rows rows_;
  Vector y_, w_, fitted_, slope_;
  BoostedTreesOptions o_;
  double step_ = 1;
};

}  // namespace

TEST_CASE("trees are those that trying every question on every row grows", "[regress][trees]") {
  BoostedTreesOptions options;
  options.leaves = GENERATE(2, 6);
  options.tau = GENERATE(0.5, 0.2);
  options.width = GENERATE(0.0, 0.4);
  options.min_rows = 7;
  options.learning_rate = 0.3;
  CAPTURE(options.leaves, options.tau, options.width);
  const CodedDesign x = random_design(11, 160);
  const Vector y = response(x, 12);
  Vector w = normals(13, x.rows);
  for (double& v : w) v = 0.1 + std::fabs(v);
  Stated stated(x, y, w, options);
  TreeBooster booster = begin(x, y, w, options);
  for (int t = 0; t < 6; ++t) {
    CAPTURE(t);
    stated.step();
    booster.step();
    REQUIRE(predictions(booster.trees(), x) == stated.fitted());
  }
}

TEST_CASE("contributions of columns make the prediction exactly", "[regress][trees]") {
  const CodedDesign x = random_design(21, 400);
  const Vector y = response(x, 22);
  const BoostedTrees trees = grow(x, y, {}, {}, 60);
  const CodedDesign other = random_design(23, 100);
  std::size_t moved = 0;
  double base = NaN;
  for (std::size_t i = 0; i < other.rows; ++i) {
    Vector out(x.columns(), 0.0);
    const double start = trees.add_contributions(other, i, out);
    if (i > 0) CHECK(start == base);
    base = start;
    double sum = start;
    for (const double c : out) sum += c;
    CHECK(sum == trees.predict(other, i));
    CHECK(std::remainder(sum, trees.step()) == 0);
    moved += static_cast<std::size_t>(std::count_if(out.begin(), out.end(), [](double c) { return c != 0; }));
  }
  CHECK(moved > 5 * other.rows);
}

TEST_CASE("an inner node's value is the weighted mean of its leaves, so contributions average to nothing",
          "[regress][trees]") {
  const CodedDesign x = flags(1, {{0}, {0}, {}, {}});
  BoostedTreesOptions options;
  options.min_rows = 1;
  options.learning_rate = 1;
  const BoostedTrees trees = grow(x, {5, 5, 1, 1}, {1, 2, 3, 3}, options, 1);
  Vector with(1, 0.0), without(1, 0.0);
  const double base = trees.add_contributions(x, 0, with);
  CHECK(trees.add_contributions(x, 2, without) == base);
  // The median is 1; leaves 4 and 0 hold weights 3 and 6, 4/3 on average, in steps of 1/1024.
  CHECK(base == 1 + 1365.0 / 1024);
  CHECK(with[0] == 5 - base);
  CHECK(without[0] == 1 - base);
}

TEST_CASE("one tree at full rate puts every leaf at the quantile of its rows", "[regress][trees]") {
  const CodedDesign x = flags(2, {{}, {}, {}, {0}, {0}, {0}, {0, 1}, {0, 1}, {0, 1}});
  BoostedTreesOptions options;
  options.min_rows = 3;
  options.learning_rate = 1;
  options.width = 100;
  const Vector y = {1, 2, 3, 11, 12, 13, 24, 25, 26};
  CHECK(predictions(grow(x, y, {}, options, 1), x) == Vector{2, 2, 2, 12, 12, 12, 25, 25, 25});
  options.tau = 0.9;
  CHECK(predictions(grow(x, y, {}, options, 1), x) == Vector{3, 3, 3, 13, 13, 13, 26, 26, 26});
  options.leaves = 2;
  CHECK(leaves(grow(x, y, {}, options, 1)) == 2);
  options.min_rows = 4;
  CHECK(leaves(grow(x, y, {}, options, 1)) == 1);
}

TEST_CASE("rows without a number go to the better side, or to the heavier one where no row was without",
          "[regress][trees]") {
  BoostedTreesOptions options;
  options.min_rows = 1;
  options.learning_rate = 1;
  options.leaves = 2;
  const auto at = [&](const Vector& column, const Vector& y, double value) {
    std::vector<Vector> rows;
    for (const double v : column) rows.push_back({v});
    return grow(numbers(rows), y, {}, options, 1).predict(numbers({{value}}), 0);
  };
  CHECK(at({1, 1, 2, 2, NaN}, {0, 0, 9, 9, 9}, NaN) == 9);
  CHECK(at({1, 1, 2, 2, NaN}, {0, 0, 9, 9, 0}, NaN) == 0);
  CHECK(at({1, 1, 1, 2, 2}, {0, 0, 0, 9, 9}, NaN) == 0);
  CHECK(at({1, 1, 2, 2, 2}, {0, 0, 9, 9, 9}, NaN) == 9);
  // Only whether the number is there tells.
  CHECK(at({1, 2, 3, NaN, NaN}, {0, 0, 0, 9, 9}, NaN) == 9);
  CHECK(at({1, 2, 3, NaN, NaN}, {0, 0, 0, 9, 9}, 70) == 0);
  // Between two values the border is the middle; beyond them nothing changes.
  CHECK(at({1, 1, 2, 2, 2}, {0, 0, 9, 9, 9}, 1.5) == 0);
  CHECK(at({1, 1, 2, 2, 2}, {0, 0, 9, 9, 9}, 1.51) == 9);
  CHECK(at({1, 1, 2, 2, 2}, {0, 0, 9, 9, 9}, -1e300) == 0);
  CHECK(at({1, 1, 2, 2, 2}, {0, 0, 9, 9, 9}, 1e300) == 9);
}

TEST_CASE("a column of many values has at most 63 bins of like weight", "[regress][trees]") {
  std::vector<Vector> rows;
  Vector y;
  for (int i = 0; i < 6300; ++i) {
    rows.push_back({static_cast<double>(i)});
    y.push_back(i);
  }
  BoostedTreesOptions options;
  options.leaves = 64;
  options.min_rows = 1;
  options.learning_rate = 1;
  options.width = 1e4;  // all slopes differ
  const BoostedTrees trees = grow(numbers(rows), y, {}, options, 1);
  REQUIRE(trees.columns().size() == 1);
  const auto& edges = trees.columns()[0].edges;
  REQUIRE(edges.size() == 62);
  for (std::size_t k = 0; k < 62; ++k) CHECK(edges[k] == static_cast<float>(100 * (k + 1)) - 0.5F);
  // Values that no float lies between cannot be told apart.
  const CodedDesign near = numbers({{1 + 1e-12}, {1 + 1e-12}, {1 + 2e-12}, {1 + 2e-12}});
  CHECK(leaves(grow(near, {0, 0, 1, 1}, {}, options, 1)) == 1);
}

TEST_CASE("rows of weight 0 are as if not there, and a weight of 2 is two rows", "[regress][trees]") {
  const CodedDesign x = random_design(31, 200);
  const Vector y = response(x, 32);
  Vector w(x.rows);
  std::vector<std::uint32_t> kept, doubled;
  for (std::uint32_t i = 0; i < x.rows; ++i) {
    w[i] = static_cast<double>(i % 3);
    if (w[i] > 0) kept.push_back(i);
    for (std::uint32_t k = 0; k < i % 3; ++k) doubled.push_back(i);
  }
  const auto taken = [&](const std::vector<std::uint32_t>& rows, const Vector& of) {
    Vector out;
    for (const std::uint32_t i : rows) out.push_back(of[i]);
    return out;
  };
  BoostedTreesOptions options;
  options.min_rows = 1;
  options.leaves = 5;
  const Vector all = predictions(grow(x, y, w, options, 10), x);
  CHECK(predictions(grow(take_rows(x, kept), taken(kept, y), taken(kept, w), options, 10), x) == all);
  CHECK(predictions(grow(take_rows(x, doubled), taken(doubled, y), {}, options, 10), x) == all);
}

TEST_CASE("more trees fit closer, to the quantile asked for", "[regress][trees]") {
  const double tau = GENERATE(0.1, 0.5, 0.9);
  CAPTURE(tau);
  const CodedDesign x = random_design(41, 1500), other = random_design(43, 1500);
  const Vector y = response(x, 42), y_other = response(other, 44);
  BoostedTreesOptions options;
  options.tau = tau;
  options.width = 0.2;
  options.min_rows = 60;
  TreeBooster booster = begin(x, y, {}, options);
  double last = mean_loss(y, predictions(booster.trees(), x), tau);
  for (int t = 0; t < 5; ++t) {
    for (int k = 0; k < 20; ++k) booster.step();
    const double loss = mean_loss(y, predictions(booster.trees(), x), tau);
    CHECK(loss < last);
    last = loss;
  }
  // Noise of 0.3 normal has a loss of 0.3 φ(z_τ); the response itself, of standard deviation 1.2, four times that.
  const double z = chouma::base::normal_quantile(tau);
  CHECK(mean_loss(y_other, predictions(booster.trees(), other), tau) <
        1.35 * 0.3 * 0.3989 * chouma::base::exp(-z * z / 2));
}

TEST_CASE("a tree may ask a column, and is grown on a group, with the probability stated", "[regress][trees]") {
  const CodedDesign x = flags(1, {{0}, {0}, {}, {}});
  const Vector y = {8, 8, -8, -8};
  BoostedTreesOptions options;
  options.min_rows = 1;
  options.learning_rate = 0.01;
  options.leaves = 2;
  options.column_share = 0.3;
  const std::size_t asked = leaves(grow(x, y, {}, options, 400)) - 400;
  CHECK(asked > 90);
  CHECK(asked < 150);
  options.seed = 2;
  CHECK(leaves(grow(x, y, {}, options, 400)) - 400 != asked);

  options.column_share = 1;
  options.row_share = 0.3;
  const auto grown_on = [&](const std::vector<std::uint32_t>& group) {
    TreeBooster booster = begin(x, y, {}, options, group);
    for (int t = 0; t < 400; ++t) booster.step();
    return leaves(booster.trees()) - 400;
  };
  // Rows of one group come together: 0.3 of the trees have all rows, the others none.
  CHECK(grown_on({7, 7, 7, 7}) > 90);
  CHECK(grown_on({7, 7, 7, 7}) < 150);
  // One by one, a tree has rows of both kinds with probability (1 − 0.7²)² = 0.26.
  CHECK(grown_on({}) > 70);
  CHECK(grown_on({}) < 140);
}

TEST_CASE("trees so far are the first of those to come", "[regress][trees]") {
  const CodedDesign x = random_design(51, 300);
  const Vector y = response(x, 52);
  BoostedTreesOptions options;
  options.column_share = options.row_share = 0.5;
  TreeBooster booster = begin(x, y, {}, options);
  CHECK(booster.trees().trees() == 0);
  const Vector none = predictions(booster.trees(), x);
  for (int t = 0; t < 8; ++t) booster.step();
  const BoostedTrees some = booster.trees();
  for (int t = 0; t < 8; ++t) booster.step();
  CHECK(some.trees() == 8);
  CHECK(booster.trees().trees() == 16);
  CHECK(some.serialise() == grow(x, y, {}, options, 8).serialise());
  CHECK(booster.trees().serialise() == grow(x, y, {}, options, 16).serialise());
  // Without a tree: the median, rounded to a step.
  for (const double v : none) CHECK(std::fabs(v - weighted_quantile(y, {}, 0.5)) <= 0.5 / 1024);
}

TEST_CASE("trees have the same bits on every target", "[regress][trees]") {
  const CodedDesign x = random_design(61, 500);
  BoostedTreesOptions options;
  options.width = 0.3;
  options.column_share = options.row_share = 0.7;
  const std::string bytes = grow(x, response(x, 62), {}, options, 40).serialise();
  CHECK(bytes.size() == 2131);
  CHECK(chouma::base::sha256_hex(bytes) == "7eea36900deb0d1ef34090eac022ef946ae66b85fc3f379af1c1d346cb333c74");
}

TEST_CASE("problems that trees cannot be grown on are refused by name", "[regress][trees]") {
  struct Problem {
    CodedDesign x = random_design(91, 30);
    Vector y = Vector(30, 1.0), w = Vector(30, 1.0);
    std::vector<std::uint32_t> group = std::vector<std::uint32_t>(30, 0);
    BoostedTreesOptions options;
  };
  struct Case {
    void (*harm)(Problem&);
    Code code;
    std::string sentence;
  };
  const Case cases[] = {
      {[](Problem& p) { p.x.flag_list[0] = 9; }, Code::out_of_range, "allowed: flags below 5"},
      {[](Problem& p) { p.x.categories[0].value.assign(30, 1.0); }, Code::out_of_range,
       "the length of the values of category 0 is 30; allowed: 0: trees read categories without values"},
      {[](Problem& p) { p.x.numeric[4] = std::numeric_limits<double>::infinity(); }, Code::not_finite,
       "row 1, numeric column 1 is inf"},
      {[](Problem& p) { p.y.pop_back(); }, Code::out_of_range, "the length of y is 29; allowed: 30"},
      {[](Problem& p) { p.w.pop_back(); }, Code::out_of_range, "the length of weights is 29; allowed: 30"},
      {[](Problem& p) { p.group.pop_back(); }, Code::out_of_range, "the length of group is 29; allowed: 30"},
      {[](Problem& p) { p.y[3] = NaN; }, Code::not_finite, "y[3] is nan"},
      {[](Problem& p) { p.y[3] = -6e5; }, Code::out_of_range, "y[3] is -600000; allowed: at most 524288"},
      {[](Problem& p) { p.w[3] = NaN; }, Code::not_finite, "weights[3] is nan"},
      {[](Problem& p) { p.w[3] = -1; }, Code::out_of_range, "weights[3] is -1; allowed: 0 or more"},
      {[](Problem& p) { p.w.assign(30, 0.0); }, Code::no_data, "no row of positive weight"},
      {[](Problem& p) { p.options.tau = 1; }, Code::out_of_range, "tau is 1"},
      {[](Problem& p) { p.options.leaves = 65; }, Code::out_of_range, "leaves is 65; allowed: 2 to 64"},
      {[](Problem& p) { p.options.min_rows = 0; }, Code::out_of_range, "min_rows is 0"},
      {[](Problem& p) { p.options.learning_rate = NaN; }, Code::out_of_range, "learning_rate is nan"},
      {[](Problem& p) { p.options.step_bits = 31; }, Code::out_of_range, "step_bits is 31"},
      {[](Problem& p) { p.options.width = -1; }, Code::out_of_range, "width is -1"},
      {[](Problem& p) { p.options.column_share = 0; }, Code::out_of_range, "column_share is 0"},
      {[](Problem& p) { p.options.row_share = 1.1; }, Code::out_of_range, "row_share is 1.1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.sentence);
    Problem p;
    c.harm(p);
    const auto booster = TreeBooster::begin(p.x, p.y, p.w, p.group, p.options);
    REQUIRE_FALSE(booster.ok());
    CHECK(booster.error().code == c.code);
    CHECK_THAT(message(booster.error()), ContainsSubstring(c.sentence));
  }
}

TEST_CASE("odd problems have their trees", "[regress][trees]") {
  BoostedTreesOptions options;
  options.min_rows = 1;
  // No column, one row, weights and values at the ends of doubles, a response that does not vary.
  CodedDesign bare;
  bare.rows = 3;
  CHECK(grow(bare, {1, 2, 3}, {}, options, 3).predict(bare, 0) == 2);
  const CodedDesign one = numbers({{NaN}});
  CHECK(grow(one, {7}, {1e-300}, options, 3).predict(one, 0) == 7);
  const CodedDesign wide = numbers({{-1e308}, {1e308}, {1e308}});
  options.learning_rate = 1;
  CHECK(predictions(grow(wide, {1, 2, 2}, {1e308, 1e308, 1e300}, options, 5), wide) == Vector{1, 2, 2});
  // Beside a row of weight 1, rows of almost none are no leaf.
  const CodedDesign light = flags(1, {{0}, {0}, {}});
  CHECK(leaves(grow(light, {5, 5, 1}, {1e-12, 1e-12, 1}, options, 1)) == 1);
  CHECK(leaves(grow(light, {5, 5, 1}, {1e-8, 1e-8, 1}, options, 1)) == 2);
  const CodedDesign x = random_design(95, 50);
  CHECK(leaves(grow(x, Vector(50, 3.25), {}, options, 2)) == 2);
  CHECK(predictions(grow(x, Vector(50, 3.25), {}, options, 2), x) == Vector(50, 3.25));
}
