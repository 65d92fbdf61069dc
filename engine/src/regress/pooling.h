// Partial pooling of estimates along a tree: skill → family → 0, pair → 0 (empirical Bayes; Efron & Morris 1975; Morris 1983).
#pragma once

#include <chouma/error.h>

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// The parent of a node that is pooled to 0.
inline constexpr std::uint32_t NO_PARENT = 0xFFFFFFFF;

/// θ_node = θ_parent + δ, δ ~ N(0, τ²) with one τ for each kind; estimate ~ N(θ_node, standard_error²).
struct PoolingNode {
  std::uint32_t parent = NO_PARENT;  ///< a node that stands before this one
  std::uint32_t kind = 0;            ///< below the number of kinds
  bool estimated = false;  ///< without an estimate a node is what its relatives say (a family; a skill without rows)
  double estimate = 0, standard_error = 0;  ///< standard_error > 0 where estimated
};

/// The posterior of θ_node given all estimates.
struct PooledNode {
  double mean = 0, deviation = 0;
  double low = 0, high = 0;  ///< mean ∓ z · deviation
  double weight = 0;         ///< of the node's own estimate: how much `mean` moves when it moves by 1; 0 without one
};

struct Pooling {
  std::vector<double> tau;  ///< of each kind, in the estimates' units
  std::vector<PooledNode> nodes;
};

/// The posterior means and deviations are exact for these τ (messages up and down the tree), and the τ maximise the marginal likelihood of all
/// estimates times Π τ² over the kinds: this keeps τ off 0, where every node would be its parent and intervals too narrow (adjustment for density
/// maximisation; Morris & Tang 2011, "Estimating random effects via adjustment for density maximization").
/// A node's interval covers its θ on average over nodes like it (Morris 1983), when deviations are about normal, not for each node whatever
/// its θ: an unusual skill is drawn to its family. For intervals of each θ by itself take those of effects.h. Measured: docs/effects.md.
/// Estimates count as independent. O(nodes) a step.
/// Errors: out_of_range (level; a parent at or after its child; a kind; a standard error that is not above 0; numbers that are 1e12 times the least
/// standard error), not_finite (named), no_data (a kind with fewer than 3 nodes that have estimates at or below them: τ is not bounded then).
Result<Pooling> pool(std::span<const PoolingNode> nodes, std::uint32_t kinds, double level = 0.95);

}  // namespace chouma::regress
