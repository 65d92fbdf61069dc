// Weighted order statistics and resampling by group.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// Smallest v with Σ_{v_i <= v} w_i >= q Σ w_i (left-continuous inverse); ties in total order. weights empty: all 1. q in [0, 1]; n >= 1.
double weighted_quantile(std::span<const double> values, std::span<const double> weights, double q);

/// Multiplier-bootstrap weights by group: every row of group g gets the unit exponential E(seed, replicate, g) (Bayesian bootstrap, Rubin 1981).
std::vector<double> group_weights(std::span<const std::uint32_t> group, std::uint64_t seed, std::uint32_t replicate);

/// Groups named by any numbers, counted 0, 1, 2 … in the order of their names.
struct Groups {
  std::vector<std::uint32_t> of_row;
  std::size_t count = 0;
};
Groups number_groups(std::span<const std::uint32_t> group);

/// Folds 0 … k−1 by group: a group's fold is a pure function of (seed, group), so a group is never split.
std::vector<std::uint32_t> group_folds(std::span<const std::uint32_t> group, std::uint32_t k, std::uint64_t seed);

}  // namespace chouma::regress
