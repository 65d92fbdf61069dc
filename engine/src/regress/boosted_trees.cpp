#include "regress/boosted_trees.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace chouma::regress {

namespace {

constexpr std::uint8_t FORMAT = 1;
constexpr std::uint8_t MISSING = 0xFF;  // no bin
constexpr std::int64_t MAX_STEPS = 1 << 30;
constexpr std::size_t MAX_EDGES = 62;
constexpr std::size_t MAX_DEPTH = 64;
constexpr int MAX_STEP_BITS = 30;

/// Whole numbers in 7 bits a byte, the low ones first.
void put(std::string& out, std::uint64_t v) {
  for (; v > 127; v >>= 7U) out.push_back(static_cast<char>(v | 128U));
  out.push_back(static_cast<char>(v));
}

/// 0, −1, 1, −2 … as 0, 1, 2, 3 …
std::uint64_t zigzag(std::int64_t v) {
  return (static_cast<std::uint64_t>(v) << 1U) ^ static_cast<std::uint64_t>(v < 0 ? -1 : 0);
}
std::int64_t unzigzag(std::uint64_t v) {
  return static_cast<std::int64_t>(v >> 1U) ^ -static_cast<std::int64_t>(v & 1U);
}

/// Reads what put() wrote; after a byte that is not there or a number that is too large or written too long, everything is 0.
struct Reader {
  std::string_view bytes;
  std::size_t at = 0;
  bool bad = false, ended = false;

  std::uint8_t byte() {
    if (at == bytes.size()) bad = ended = true;
    return bad ? std::uint8_t{0} : static_cast<std::uint8_t>(bytes[at++]);
  }

  std::uint64_t number(std::uint64_t most) {
    std::uint64_t v = 0;
    for (unsigned shift = 0; !bad && shift < 63; shift += 7) {
      const std::uint8_t next = byte();
      v |= static_cast<std::uint64_t>(next & 127U) << shift;
      if (next > 127) continue;
      if (v > most || (next == 0 && shift > 0)) break;
      return v;
    }
    bad = true;
    return 0;
  }

  float number32() {
    std::uint32_t v = 0;
    for (unsigned k = 0; k < 4; ++k) v |= static_cast<std::uint32_t>(byte()) << 8U * k;
    return bad ? 0 : std::bit_cast<float>(v);
  }
};

/// One tree; what is wrong with it, or null. A number that is not there is left to the caller.
const char* read_tree(Reader& in, const std::vector<TreeColumn>& columns, std::vector<TreeNode>& nodes) {
  struct Due {
    std::int64_t parent = 0;                  // value
    std::uint32_t right_of = TreeNode::LEAF;  // the node that this one stands right of
    std::size_t depth = 0;
  };
  std::vector<Due> todo(1);
  while (!todo.empty() && !in.bad) {
    const Due due = todo.back();
    todo.pop_back();
    const auto at = static_cast<std::uint32_t>(nodes.size());
    if (due.right_of != TreeNode::LEAF) nodes[due.right_of].right = at;
    const std::uint64_t first = in.number(8 * static_cast<std::uint64_t>(MAX_STEPS));
    const std::int64_t value = due.parent + unzigzag(first >> 1U);
    if (value < -MAX_STEPS || value > MAX_STEPS) return "values up to 2^30 steps";
    TreeNode node;
    node.value = static_cast<std::int32_t>(value);
    if ((first & 1U) != 0) {
      if (due.depth == MAX_DEPTH) return "at most 64 questions in a row";
      const std::uint64_t column = in.number(0xFFFFFFFE);
      if (column >= columns.size()) return "a column of the list";
      node.column = static_cast<std::uint32_t>(column);
      if (const std::size_t edges = columns[column].edges.size(); edges > 0) {
        const std::uint64_t question = in.number(2 * MAX_EDGES + 1);
        if (question > 2 * edges) return "a bin of the column, and rows for both sides";
        node.last_bin = static_cast<std::uint8_t>(question >> 1U);
        node.missing_left = (question & 1U) != 0;
      }
      todo.push_back({value, at, due.depth + 1});
      todo.push_back({value, TreeNode::LEAF, due.depth + 1});
    }
    nodes.push_back(node);
  }
  return nullptr;
}

std::uint32_t child(const TreeNode& node, std::uint32_t at, const std::vector<std::uint8_t>& bins) {
  const std::uint8_t bin = bins[node.column];
  const bool left = bin == MISSING ? node.missing_left : bin <= node.last_bin;
  return left ? at + 1 : node.right;
}

}  // namespace

std::uint8_t TreeColumn::bin(double value) const {
  const auto at = std::lower_bound(edges.begin(), edges.end(), value,
                                   [](float edge, double v) { return static_cast<double>(edge) < v; });
  return static_cast<std::uint8_t>(at - edges.begin());
}

std::vector<std::uint8_t> BoostedTrees::bins_of(const CodedDesign& x, std::size_t row) const {
  std::vector<std::uint8_t> bins(columns_.size(), MISSING);
  for_each_entry(x, row, [&](std::size_t column, double value) {
    if (std::isnan(value) || column >= place_.size() || place_[column] == TreeNode::LEAF) return;
    bins[place_[column]] = columns_[place_[column]].bin(value);
  });
  return bins;
}

void BoostedTrees::index_columns() {
  place_.clear();
  for (std::uint32_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].column >= place_.size()) place_.resize(columns_[c].column + 1, TreeNode::LEAF);
    place_[columns_[c].column] = c;
  }
}

void BoostedTrees::move_columns(std::span<const std::uint32_t> to) {
  for (TreeColumn& column : columns_) column.column = to[column.column];
  index_columns();
}

double BoostedTrees::predict(const CodedDesign& x, std::size_t row) const {
  const auto bins = bins_of(x, row);
  std::int64_t sum = start_;
  for (std::uint32_t at : roots_) {
    while (nodes_[at].column != TreeNode::LEAF) at = child(nodes_[at], at, bins);
    sum += nodes_[at].value;
  }
  return static_cast<double>(sum) * step_;
}

double BoostedTrees::add_contributions(const CodedDesign& x, std::size_t row, std::span<double> out) const {
  const auto bins = bins_of(x, row);
  std::int64_t sum = start_;
  for (std::uint32_t at : roots_) {
    sum += nodes_[at].value;
    while (nodes_[at].column != TreeNode::LEAF) {
      const std::uint32_t next = child(nodes_[at], at, bins);
      const std::int64_t moved = std::int64_t{nodes_[next].value} - nodes_[at].value;
      out[columns_[nodes_[at].column].column] += static_cast<double>(moved) * step_;
      at = next;
    }
  }
  return static_cast<double>(sum) * step_;
}

// format 1; step bits; start; columns: column, edges, each edge; trees, each in preorder. A node is its value less its parent's, zigzag,
// times 2, + 1 where it asks: then follow column and, where that has edges, last_bin times 2 + missing_left.
std::string BoostedTrees::serialise() const {
  std::string out;
  put(out, FORMAT);
  put(out, static_cast<std::uint64_t>(-std::ilogb(step_)));
  put(out, zigzag(start_));
  put(out, columns_.size());
  for (const TreeColumn& column : columns_) {
    put(out, column.column);
    put(out, column.edges.size());
    for (const float edge : column.edges)
      for (unsigned k = 0; k < 4; ++k) out.push_back(static_cast<char>(std::bit_cast<std::uint32_t>(edge) >> 8U * k));
  }
  put(out, roots_.size());
  std::vector<std::int64_t> parent;  // values of the parents of nodes to come
  for (const TreeNode& node : nodes_) {
    std::int64_t of = 0;
    if (!parent.empty()) {
      of = parent.back();
      parent.pop_back();
    }
    const bool asks = node.column != TreeNode::LEAF;
    put(out, 2 * zigzag(node.value - of) + (asks ? 1U : 0U));
    if (!asks) continue;
    parent.insert(parent.end(), 2, node.value);
    put(out, node.column);
    if (!columns_[node.column].edges.empty()) put(out, 2U * node.last_bin + (node.missing_left ? 1U : 0U));
  }
  return out;
}

Result<BoostedTrees> BoostedTrees::parse(std::string_view bytes, std::size_t columns) {
  Reader in{bytes};
  BoostedTrees t;
  const auto refuse = [&](const char* allowed) {
    return Error{Code::bad_schema, "trees, byte " + std::to_string(in.at),
                 in.ended ? "the end" : "not as trees are written", allowed};
  };
  if (in.number(FORMAT) != FORMAT) return refuse("format 1");
  t.step_ = std::ldexp(1.0, -static_cast<int>(in.number(MAX_STEP_BITS)));
  t.start_ = unzigzag(in.number(zigzag(MAX_STEPS)));
  const std::uint64_t count = in.number(columns);
  for (std::uint64_t c = 0; c < count && !in.bad; ++c) {
    TreeColumn column{static_cast<std::uint32_t>(in.number(columns - 1))};
    const std::uint64_t edges = in.number(MAX_EDGES);
    for (std::uint64_t e = 0; e < edges && !in.bad; ++e) {
      column.edges.push_back(in.number32());
      if (!std::isfinite(column.edges.back()) || (e > 0 && !(column.edges[e] > column.edges[e - 1])))
        return refuse("finite edges, ascending");
    }
    t.columns_.push_back(std::move(column));
  }
  if (in.bad) return refuse("step bits, start and columns");
  t.index_columns();
  if (static_cast<std::uint64_t>(std::count_if(t.place_.begin(), t.place_.end(),
                                               [](std::uint32_t place) { return place != TreeNode::LEAF; })) != count)
    return refuse("each column once");
  const std::uint64_t trees = in.number(bytes.size());
  for (std::uint64_t k = 0; k < trees && !in.bad; ++k) {
    t.roots_.push_back(static_cast<std::uint32_t>(t.nodes_.size()));
    if (const char* allowed = read_tree(in, t.columns_, t.nodes_)) return refuse(allowed);
  }
  if (in.bad) return refuse("trees");
  if (in.at != bytes.size()) return refuse("nothing behind the last tree");
  return t;
}

}  // namespace chouma::regress
