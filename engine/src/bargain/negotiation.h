// Two strategies against each other on a domain: alternating offers with a deadline. Floor 5.
// In each of n rounds the first side proposes, the second accepts or proposes, the first accepts or the next round begins. Without a deal each side has
// what it has without one. Same seed, same talk.
#pragma once

#include "bargain/outcome_space.h"
#include "bargain/strategy.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace chouma::bargain {

/// A domain made ready: each side's outcomes, its own utility descending, ties by number. `domain` must outlive this.
struct Arena {
  explicit Arena(const Domain& domain);
  const Domain* domain;
  std::array<std::vector<std::uint32_t>, 2> order;
  std::array<std::vector<double>, 2> sorted;  ///< utilities in that order
};

struct Talk {
  std::optional<std::uint32_t> deal;
  std::array<double, 2> utility{};    ///< of the deal, or without one
  int rounds = 0;                     ///< begun
  std::vector<std::uint32_t> offers;  ///< in order, the first side's and the second's in turn; only where asked for
};

/// rounds >= 1. Of the outcomes at or above the target, at most 0.02 above it, the 16 nearest to it are looked at, and that which the opponent model likes best is
/// proposed, of those it likes equally the one nearest to the target.
Talk negotiate(const Arena& arena, const std::array<Strategy, 2>& strategies, int rounds, std::uint64_t seed,
               std::array<double, 2> without_deal = {0, 0}, bool keep_offers = false);

/// Means over every pairing of a strategy with all (itself too), in both seats, `seeds` talks each.
struct Standing {
  std::string id;
  double own = 0, other = 0;  ///< mean utility of this strategy and of whoever sat opposite; without a deal as stated
  double product = 0;         ///< mean of own × other: how near to Nash
  double deals = 0;           ///< share of talks that ended in a deal
  double efficient = 0;       ///< share of deals on the Pareto frontier
  double rounds = 0;          ///< mean
};

/// In the order of `strategies`, best own mean first.
std::vector<Standing> tournament(const Arena& arena, const std::vector<Strategy>& strategies, int rounds, int seeds,
                                 std::uint64_t seed);

}  // namespace chouma::bargain
