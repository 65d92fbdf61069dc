#include "regress/pooling.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/math.h"
#include "base/number.h"

namespace chouma::regress {

namespace {

// τ is looked for from this share of the least standard error to this multiple of the largest number; first on a grid, then between its best
// neighbours by golden section.
constexpr double SMALLEST_TAU = 1e-3, LARGEST_TAU = 10;
constexpr int TAU_GRID = 40, SECTIONS = 32, MOST_SWEEPS = 100;
constexpr double LOG_TAU_SETTLED = 1e-6;
constexpr double WIDEST = 1e12;
constexpr std::size_t LEAST_NODES = 3;  // τ² L(τ) falls as τ^(2 − nodes)

Result<bool> check_nodes(std::span<const PoolingNode> nodes, std::uint32_t kinds) {
  std::vector<bool> informed(nodes.size(), false);
  std::vector<std::size_t> count(kinds, 0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const PoolingNode& node = nodes[i];
    const std::string name = "node " + std::to_string(i);
    if (node.parent != NO_PARENT && node.parent >= i)
      return Error{Code::out_of_range, "the parent of " + name, std::to_string(node.parent),
                   "a node before it, or none"};
    if (node.kind >= kinds)
      return Error{Code::out_of_range, "the kind of " + name, std::to_string(node.kind),
                   "below " + std::to_string(kinds)};
    if (!node.estimated) continue;
    if (!std::isfinite(node.estimate))
      return Error{Code::not_finite, "the estimate of " + name, base::format_double(node.estimate), "a finite number"};
    if (!std::isfinite(node.standard_error))
      return Error{Code::not_finite, "the standard error of " + name, base::format_double(node.standard_error),
                   "a finite number"};
    if (!(node.standard_error > 0))
      return Error{Code::out_of_range, "the standard error of " + name, base::format_double(node.standard_error),
                   "above 0"};
    informed[i] = true;
  }
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!informed[i]) continue;
    ++count[nodes[i].kind];
    if (nodes[i].parent != NO_PARENT) informed[nodes[i].parent] = true;
  }
  for (std::uint32_t k = 0; k < kinds; ++k)
    if (count[k] < LEAST_NODES)
      return Error{Code::no_data, "the number of nodes of kind " + std::to_string(k) + " with estimates",
                   std::to_string(count[k]), "at least " + std::to_string(LEAST_NODES)};
  return true;
}

/// What is known of a node from itself and those below it, as the likelihood exp(information θ − ½ precision θ²), at unit scale.
struct Message {
  double precision = 0, information = 0;
};

class Tree {
 public:
  Tree(std::span<const PoolingNode> nodes, double unit) : nodes_(nodes), unit_(unit), below_(nodes.size()) {}

  /// The log marginal likelihood of the estimates, up to a constant; fills the messages.
  double collect(const std::vector<double>& tau) {
    double log_likelihood = 0;
    std::fill(below_.begin(), below_.end(), Message{});
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      const PoolingNode& node = nodes_[i];
      Message& m = below_[i];
      if (node.estimated) {
        const double se = node.standard_error / unit_;
        m.precision += 1 / (se * se);
        m.information += node.estimate / unit_ / (se * se);
      }
      // ∫ N(θ; parent, τ²) exp(information θ − ½ precision θ²) dθ
      const double variance = tau[node.kind] * tau[node.kind], grown = 1 + m.precision * variance;
      log_likelihood += 0.5 * (m.information * m.information * variance / grown - base::log(grown));
      if (node.parent == NO_PARENT) continue;
      below_[node.parent].precision += m.precision / grown;
      below_[node.parent].information += m.information / grown;
    }
    return log_likelihood;
  }

  /// After collect() with the same τ.
  std::vector<PooledNode> distribute(const std::vector<double>& tau, double z) const {
    std::vector<PooledNode> out(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const PoolingNode& node = nodes_[i];
      const Message& m = below_[i];
      const double variance = tau[node.kind] * tau[node.kind], grown = 1 + m.precision * variance;
      const double parent = node.parent == NO_PARENT ? 0 : out[node.parent].mean / unit_;
      const double above = node.parent == NO_PARENT ? 0 : out[node.parent].deviation / unit_;
      const double square = variance / grown + above * above / grown / grown;
      PooledNode& pooled = out[i];
      pooled.mean = (parent + m.information * variance) / grown * unit_;
      pooled.deviation = std::sqrt(square) * unit_;
      pooled.low = pooled.mean - z * pooled.deviation;
      pooled.high = pooled.mean + z * pooled.deviation;
      // Where an estimate's precision is one share of the posterior's, the mean moves by that share.
      if (node.estimated) pooled.weight = square / (node.standard_error / unit_) / (node.standard_error / unit_);
    }
    return out;
  }

 private:
  std::span<const PoolingNode> nodes_;
  double unit_;
  std::vector<Message> below_;
};

/// Where f is largest in [a, b], by golden section.
template <class F>
double maximise(F f, double a, double b) {
  constexpr double golden = 0.6180339887498949;
  double left = b - golden * (b - a), right = a + golden * (b - a);
  double at_left = f(left), at_right = f(right);
  for (int k = 0; k < SECTIONS; ++k) {
    if (at_left >= at_right) {
      b = right;
      right = left;
      at_right = at_left;
      left = b - golden * (b - a);
      at_left = f(left);
    } else {
      a = left;
      left = right;
      at_left = at_right;
      right = a + golden * (b - a);
      at_right = f(right);
    }
  }
  return 0.5 * (a + b);
}

/// Each kind's log τ in turn until none moves: from the best of a grid, and then within a step of where it is.
std::vector<double> fit(Tree& tree, std::uint32_t kinds, double smallest, double largest) {
  const double low = base::log(smallest), high = base::log(largest), step = (high - low) / (TAU_GRID - 1);
  std::vector<double> log_tau(kinds, 0.5 * (low + high)), tau(kinds);
  const auto value = [&](std::uint32_t kind, double at) {
    double sum = 0;
    for (std::uint32_t k = 0; k < kinds; ++k) {
      const double l = k == kind ? at : log_tau[k];
      tau[k] = base::exp(l);
      sum += 2 * l;
    }
    return tree.collect(tau) + sum;
  };
  for (int round = 0; round < MOST_SWEEPS; ++round) {
    double moved = 0;
    for (std::uint32_t k = 0; k < kinds; ++k) {
      const double before = log_tau[k];
      double best = before, best_value = value(k, best);
      for (int g = 0; round == 0 && g < TAU_GRID; ++g)
        if (const double v = value(k, low + g * step); v > best_value) {
          best_value = v;
          best = low + g * step;
        }
      log_tau[k] =
          maximise([&](double at) { return value(k, at); }, std::max(low, best - step), std::min(high, best + step));
      moved = std::max(moved, std::fabs(log_tau[k] - before));
    }
    if (moved < LOG_TAU_SETTLED) break;
  }
  for (std::uint32_t k = 0; k < kinds; ++k) tau[k] = base::exp(log_tau[k]);
  return tau;
}

}  // namespace

Result<Pooling> pool(std::span<const PoolingNode> nodes, std::uint32_t kinds, double level) {
  if (!(level > 0 && level < 1))
    return Error{Code::out_of_range, "level", base::format_double(level), "above 0 and below 1"};
  if (auto ok = check_nodes(nodes, kinds); !ok) return ok.error();
  double least = 0, most = 0;
  for (const PoolingNode& node : nodes) {
    if (!node.estimated) continue;
    least = least == 0 ? node.standard_error : std::min(least, node.standard_error);
    most = std::max({most, node.standard_error, std::fabs(node.estimate)});
  }
  if (most > WIDEST * least)
    return Error{Code::out_of_range, "the largest estimate or standard error", base::format_double(most),
                 "up to 1e12 times the least standard error, " + base::format_double(least)};
  Tree tree(nodes, least);
  Pooling out;
  out.tau = fit(tree, kinds, SMALLEST_TAU, LARGEST_TAU * (most / least));
  tree.collect(out.tau);
  out.nodes = tree.distribute(out.tau, base::normal_quantile(0.5 + level / 2));
  for (double& t : out.tau) t *= least;
  return out;
}

}  // namespace chouma::regress
