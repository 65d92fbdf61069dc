#include "regress/boosted_trees.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "regress/stats.h"
#include "regress/tree_slots.h"

namespace chouma::regress {

namespace {

constexpr double MOST_NODE_STEPS = 1 << 30;  // of a node's value
constexpr double LEAST_SHARE = 1e-9;  // of a tree's weight in each leaf; differences of histograms err by 1e-16 of it
constexpr std::uint32_t NONE = 0xFFFFFFFF;

// Streams of base/random.h that a tree draws from, two for each.
constexpr std::uint32_t COLUMN_STREAM = 0;
constexpr std::uint32_t ROW_STREAM = 1;

struct Sums {
  double pull = 0, weight = 0;
  std::uint32_t rows = 0;

  void add(const Sums& s) {
    pull += s.pull;
    weight += s.weight;
    rows += s.rows;
  }
  void subtract(const Sums& s) {
    pull -= s.pull;
    weight -= s.weight;
    rows -= s.rows;
  }
};

struct BestSplit {
  double gain = 0;
  std::uint32_t column = NONE;
  std::uint8_t last_bin = 0;
  bool missing_left = false;
};

/// A leaf while the tree grows: rows [begin, end) of State::order.
struct Leaf {
  std::uint32_t node = 0, begin = 0, end = 0;
  Sums all;
  std::vector<Sums> histogram;
  BestSplit best;
};

/// A node while the tree grows.
struct Grown {
  BestSplit split;
  std::uint32_t left = NONE, right = NONE;
  double value = 0, weight = 0;
};

}  // namespace

struct TreeBooster::State {
  BoostedTreesOptions options;
  std::vector<double> y, w, fitted, pull;
  std::vector<std::uint32_t> group;
  TreeSlots slots;
  BoostedTrees grown;
  std::vector<std::uint32_t> order, spare;
  std::vector<std::uint8_t> mark, in_tree, allowed;
  double tree_weight = 0;

  std::size_t rows() const { return y.size(); }

  void draw();
  void set_pulls();
  std::vector<Sums> histogram(std::uint32_t begin, std::uint32_t end) const;
  Sums sums(std::uint32_t begin, std::uint32_t end) const;
  void find_split(Leaf& leaf) const;
  std::pair<Leaf, Leaf> divide(Leaf& leaf);
  void set_value(Grown& node, std::uint32_t begin, std::uint32_t end);
  void grow();
  void append(std::vector<Grown>& tree);
};

void TreeBooster::State::draw() {
  const auto tree = static_cast<std::uint32_t>(grown.trees());
  for (std::size_t c = 0; c < slots.columns.size(); ++c)
    allowed[c] = static_cast<std::uint8_t>(
        options.column_share >= 1 ||
        base::uniform(options.seed, 2 * tree + COLUMN_STREAM, slots.columns[c].column) < options.column_share);
  for (std::size_t i = 0; i < rows(); ++i)
    in_tree[i] = static_cast<std::uint8_t>(
        options.row_share >= 1 ||
        base::uniform(options.seed, 2 * tree + ROW_STREAM, group.empty() ? i : group[i]) < options.row_share);
}

void TreeBooster::State::set_pulls() {
  const double tau = options.tau, h = options.width;
  for (std::size_t i = 0; i < rows(); ++i) {
    const double r = y[i] - fitted[i];
    double slope = 0;
    if (std::abs(r) < h)
      slope = r / (2 * h) + tau - 0.5;
    else if (r != 0)
      slope = r > 0 ? tau : tau - 1;
    pull[i] = w[i] * slope;
  }
}

std::vector<Sums> TreeBooster::State::histogram(std::uint32_t begin, std::uint32_t end) const {
  std::vector<Sums> of(slots.count());
  for (std::uint32_t k = begin; k < end; ++k) {
    const std::uint32_t i = order[k];
    if (!in_tree[i]) continue;
    const Sums one{pull[i], w[i], 1};
    for (std::uint32_t e = slots.row_start[i]; e < slots.row_start[i + 1]; ++e) of[slots.row_slot[e]].add(one);
  }
  return of;
}

Sums TreeBooster::State::sums(std::uint32_t begin, std::uint32_t end) const {
  Sums all;
  for (std::uint32_t k = begin; k < end; ++k)
    if (in_tree[order[k]]) all.add({pull[order[k]], w[order[k]], 1});
  return all;
}

void TreeBooster::State::find_split(Leaf& leaf) const {
  const auto least = static_cast<std::uint32_t>(options.min_rows);
  const double least_weight = LEAST_SHARE * tree_weight;
  leaf.best = {};
  const auto score = [](const Sums& s) { return s.pull * s.pull / s.weight; };
  const double parent = score(leaf.all);
  // What rounding alone may show as a gain; |pull| <= weight.
  const double noise = 1e-10 * leaf.all.weight;
  const auto consider = [&](const Sums& left, std::size_t c, std::uint32_t bin, bool missing_left) {
    if (left.rows < least || leaf.all.rows - left.rows < least) return;
    Sums right = leaf.all;
    right.subtract(left);
    if (left.weight < least_weight || right.weight < least_weight) return;
    const double gain = score(left) + score(right) - parent;
    if (gain > noise && gain > leaf.best.gain)
      leaf.best = {gain, static_cast<std::uint32_t>(c), static_cast<std::uint8_t>(bin), missing_left};
  };
  for (std::size_t c = 0; c < slots.columns.size(); ++c) {
    if (!allowed[c]) continue;
    const Sums* bins = leaf.histogram.data() + slots.first_slot[c];
    const std::uint32_t count = slots.first_slot[c + 1] - slots.first_slot[c];
    Sums missing = leaf.all;
    for (std::uint32_t b = 0; b < count; ++b) missing.subtract(bins[b]);
    Sums left;
    for (std::uint32_t b = 0; b < count; ++b) {
      left.add(bins[b]);
      const bool last = b + 1 == count;
      const bool heavier_left = missing.rows == 0 && 2 * left.weight > leaf.all.weight;
      if (!last || missing.rows > 0) consider(left, c, b, !last && heavier_left);
      if (last || missing.rows == 0) continue;
      Sums both = left;
      both.add(missing);
      consider(both, c, b, true);
    }
  }
}

/// Parts the rows of a leaf by its best split, each side in the order of rows.
std::pair<Leaf, Leaf> TreeBooster::State::divide(Leaf& leaf) {
  const BestSplit& s = leaf.best;
  const std::uint32_t first = slots.first_slot[s.column], last = slots.first_slot[s.column + 1];
  // Where missing rows go left, those marked go right.
  const std::uint32_t from = s.missing_left ? first + s.last_bin + 1 : first;
  const std::uint32_t to = s.missing_left ? last : first + s.last_bin + 1;
  const auto set = [&](std::uint8_t value) {
    for (std::uint32_t k = slots.slot_start[from]; k < slots.slot_start[to]; ++k) mark[slots.slot_row[k]] = value;
  };
  set(1);
  std::uint32_t left = leaf.begin;
  spare.clear();
  for (std::uint32_t k = leaf.begin; k < leaf.end; ++k) {
    const std::uint32_t i = order[k];
    if ((mark[i] != 0) != s.missing_left)
      order[left++] = i;
    else
      spare.push_back(i);
  }
  set(0);
  std::copy(spare.begin(), spare.end(), order.begin() + left);
  Leaf a, b;
  a.begin = leaf.begin;
  a.end = b.begin = left;
  b.end = leaf.end;
  a.all = sums(a.begin, a.end);
  b.all = sums(b.begin, b.end);
  return {std::move(a), std::move(b)};
}

void TreeBooster::State::set_value(Grown& node, std::uint32_t begin, std::uint32_t end) {
  std::vector<double> residual, weight;
  for (std::uint32_t k = begin; k < end; ++k)
    if (const std::uint32_t i = order[k]; in_tree[i]) {
      residual.push_back(y[i] - fitted[i]);
      weight.push_back(w[i]);
      node.weight += w[i];
    }
  const double steps = options.learning_rate * weighted_quantile(residual, weight, options.tau) / grown.step_;
  node.value = std::clamp(base::round_half_away(steps), -MOST_NODE_STEPS, MOST_NODE_STEPS);
  for (std::uint32_t k = begin; k < end; ++k) fitted[order[k]] += node.value * grown.step_;
}

void TreeBooster::State::grow() {
  draw();
  set_pulls();
  for (std::uint32_t i = 0; i < rows(); ++i) order[i] = i;
  std::vector<Grown> tree(1);
  std::vector<Leaf> leaves(1);
  leaves[0].end = static_cast<std::uint32_t>(rows());
  leaves[0].all = sums(0, leaves[0].end);
  if (leaves[0].all.rows == 0) {
    append(tree);
    return;
  }
  tree_weight = leaves[0].all.weight;
  leaves[0].histogram = histogram(0, leaves[0].end);
  find_split(leaves[0]);
  while (leaves.size() < static_cast<std::size_t>(options.leaves)) {
    Leaf& parent = *std::max_element(leaves.begin(), leaves.end(),
                                     [](const Leaf& a, const Leaf& b) { return a.best.gain < b.best.gain; });
    if (parent.best.column == NONE) break;
    auto [left, right] = divide(parent);
    Grown& node = tree[parent.node];
    node.split = parent.best;
    node.left = left.node = static_cast<std::uint32_t>(tree.size());
    node.right = right.node = left.node + 1;
    tree.resize(tree.size() + 2);
    if (leaves.size() + 1 < static_cast<std::size_t>(options.leaves)) {
      Leaf& small = left.all.rows <= right.all.rows ? left : right;
      Leaf& large = left.all.rows <= right.all.rows ? right : left;
      small.histogram = histogram(small.begin, small.end);
      large.histogram = std::move(parent.histogram);
      for (std::size_t s = 0; s < slots.count(); ++s) large.histogram[s].subtract(small.histogram[s]);
      find_split(left);
      find_split(right);
    }
    parent = std::move(left);
    leaves.push_back(std::move(right));
  }
  for (const Leaf& leaf : leaves) set_value(tree[leaf.node], leaf.begin, leaf.end);
  append(tree);
}

void TreeBooster::State::append(std::vector<Grown>& tree) {
  // Children stand behind their parents.
  for (std::size_t k = tree.size(); k-- > 0;)
    if (Grown& node = tree[k]; node.left != NONE) {
      const Grown &a = tree[node.left], &b = tree[node.right];
      node.weight = a.weight + b.weight;
      node.value = base::round_half_away((a.weight * a.value + b.weight * b.value) / node.weight);
    }
  grown.roots_.push_back(static_cast<std::uint32_t>(grown.nodes_.size()));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> todo = {{0, NONE}};  // a node, and the one it stands right of
  while (!todo.empty()) {
    const auto [k, right_of] = todo.back();
    todo.pop_back();
    const auto at = static_cast<std::uint32_t>(grown.nodes_.size());
    if (right_of != NONE) grown.nodes_[right_of].right = at;
    const Grown& node = tree[k];
    TreeNode out;
    out.value = static_cast<std::int32_t>(node.value);
    if (node.left != NONE) {
      out.column = node.split.column;
      out.last_bin = node.split.last_bin;
      out.missing_left = node.split.missing_left;
      todo.emplace_back(node.right, at);
      todo.emplace_back(node.left, NONE);
    }
    grown.nodes_.push_back(out);
  }
}

namespace {

Result<bool> check_options(const BoostedTreesOptions& o) {
  const auto refuse = [](const char* what, double value, const char* allowed) {
    return Error{Code::out_of_range, what, base::format_double(value), allowed};
  };
  if (!(o.tau > 0 && o.tau < 1)) return refuse("tau", o.tau, "above 0 and below 1");
  if (o.leaves < 2 || o.leaves > 64) return refuse("leaves", o.leaves, "2 to 64");
  if (o.min_rows < 1) return refuse("min_rows", o.min_rows, "1 or more");
  if (!(o.learning_rate > 0 && o.learning_rate <= 1))
    return refuse("learning_rate", o.learning_rate, "above 0, at most 1");
  if (!(o.width >= 0 && o.width <= MOST_NODE_STEPS)) return refuse("width", o.width, "0 to 2^30");
  if (o.step_bits < 0 || o.step_bits > 30) return refuse("step_bits", o.step_bits, "0 to 30");
  if (!(o.column_share > 0 && o.column_share <= 1)) return refuse("column_share", o.column_share, "above 0, at most 1");
  if (!(o.row_share > 0 && o.row_share <= 1)) return refuse("row_share", o.row_share, "above 0, at most 1");
  return true;
}

Result<bool> check_rows(std::size_t n, std::span<const double> y, std::span<const double> weights,
                        std::span<const std::uint32_t> group, double most) {
  const auto length = [&](const char* what, std::size_t found) {
    return Error{Code::out_of_range, what, std::to_string(found), std::to_string(n)};
  };
  if (y.size() != n) return length("the length of y", y.size());
  if (!weights.empty() && weights.size() != n) return length("the length of weights", weights.size());
  if (!group.empty() && group.size() != n) return length("the length of group", group.size());
  for (std::size_t i = 0; i < n; ++i) {
    const auto at = [&](const char* what) { return what + ("[" + std::to_string(i) + "]"); };
    if (!std::isfinite(y[i])) return Error{Code::not_finite, at("y"), base::format_double(y[i]), "a finite number"};
    if (std::abs(y[i]) > most)
      return Error{Code::out_of_range, at("y"), base::format_double(y[i]),
                   "at most " + base::format_double(most) + " either side of 0, or fewer step_bits"};
    if (weights.empty()) continue;
    if (!std::isfinite(weights[i]))
      return Error{Code::not_finite, at("weights"), base::format_double(weights[i]), "a finite number"};
    if (weights[i] < 0) return Error{Code::out_of_range, at("weights"), base::format_double(weights[i]), "0 or more"};
  }
  return true;
}

}  // namespace

TreeBooster::TreeBooster(std::unique_ptr<State> state) : state_(std::move(state)) {}
TreeBooster::TreeBooster(TreeBooster&&) noexcept = default;
TreeBooster& TreeBooster::operator=(TreeBooster&&) noexcept = default;
TreeBooster::~TreeBooster() = default;

Result<TreeBooster> TreeBooster::begin(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                                       std::span<const std::uint32_t> group, const BoostedTreesOptions& options) {
  if (auto good = check_options(options); !good) return good.error();
  if (auto good = check_for_trees(x); !good) return good.error();
  const double step = std::ldexp(1.0, -options.step_bits);
  if (auto good = check_rows(x.rows, y, weights, group, MOST_NODE_STEPS / 2 * step); !good) return good.error();
  auto state = std::make_unique<State>();
  state->options = options;
  std::vector<std::uint32_t> kept;
  double largest = 1;
  if (!weights.empty()) largest = *std::max_element(weights.begin(), weights.end());
  for (std::uint32_t i = 0; i < x.rows; ++i) {
    const double w = weights.empty() ? 1 : weights[i] / largest;
    if (!(w > 0)) continue;
    kept.push_back(i);
    state->y.push_back(y[i]);
    state->w.push_back(w);
    if (!group.empty()) state->group.push_back(group[i]);
  }
  if (kept.empty()) return Error{Code::no_data, "weights", "no row of positive weight", "one at least"};
  state->slots = TreeSlots(x, kept, state->w, static_cast<std::uint32_t>(options.min_rows));
  state->grown.step_ = step;
  state->grown.start_ =
      static_cast<std::int64_t>(base::round_half_away(weighted_quantile(state->y, state->w, options.tau) / step));
  const std::size_t n = kept.size();
  state->fitted.assign(n, static_cast<double>(state->grown.start_) * step);
  state->pull.resize(n);
  state->order.resize(n);
  state->mark.assign(n, 0);
  state->in_tree.assign(n, 1);
  state->allowed.assign(state->slots.columns.size(), 1);
  return TreeBooster(std::move(state));
}

void TreeBooster::step() { state_->grow(); }

BoostedTrees TreeBooster::trees() const {
  BoostedTrees out = state_->grown;
  const auto& columns = state_->slots.columns;
  std::vector<std::uint32_t> asked(columns.size(), 0);
  std::vector<std::vector<std::uint8_t>> place(columns.size());  // of a last bin among those asked about
  for (const TreeNode& node : out.nodes_)
    if (node.column != TreeNode::LEAF) {
      ++asked[node.column];
      place[node.column].resize(columns[node.column].edges.size() + 1, 0);
      place[node.column][node.last_bin] = 1;
    }
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < columns.size(); ++c)
    if (asked[c] > 0) order.push_back(c);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return asked[a] > asked[b]; });
  std::vector<std::uint32_t> rank(columns.size(), 0);
  for (const std::uint32_t c : order) {
    rank[c] = static_cast<std::uint32_t>(out.columns_.size());
    TreeColumn column{columns[c].column};
    for (std::size_t b = 0; b < place[c].size(); ++b) {
      const bool kept = place[c][b] != 0 && b < columns[c].edges.size();
      place[c][b] = static_cast<std::uint8_t>(column.edges.size());
      if (kept) column.edges.push_back(columns[c].edges[b]);
    }
    out.columns_.push_back(std::move(column));
  }
  for (TreeNode& node : out.nodes_)
    if (node.column != TreeNode::LEAF) {
      node.last_bin = place[node.column][node.last_bin];
      node.column = rank[node.column];
    }
  out.index_columns();
  return out;
}

}  // namespace chouma::regress
