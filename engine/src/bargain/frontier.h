// The Pareto frontier of a finite set of outcomes, exactly, and the bargaining solutions on it, by enumeration. Floor 5.
// Gains g_i = u_i − d_i over what each side has without a deal. Only outcomes with both gains >= 0 count for a solution.
//   Nash (1950):                        argmax g_1 g_2
//   Kalai & Smorodinsky (1975):         argmax min(g_1 / G_1, g_2 / G_2), G_i the largest gain of i among those outcomes
//   Kalai (1977), egalitarian:          argmax min(g_1, g_2)
// On a finite set a maximin need not be efficient, so ties go to the larger of the two, then to the lower number.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace chouma::bargain {

/// An outcome is Pareto-optimal where no other gives both sides at least as much and one of them more.
struct Frontier {
  std::vector<std::uint32_t> outcomes;  ///< all of them: first's utility descending, equal pairs together by number
  std::size_t points = 0;               ///< distinct pairs of utilities among them
};

/// O(n log n). Both spans have one utility for each outcome; compared exactly, so round them first where equal sums should tie.
Frontier pareto_frontier(std::span<const double> first, std::span<const double> second);

struct Solution {
  std::uint32_t outcome = 0;
  double first = 0, second = 0;  ///< its utilities
};

struct Solutions {
  Solution nash, kalai_smorodinsky, egalitarian;
};

/// `without_deal` is (d_1, d_2). Nothing where no outcome on the frontier gives both sides at least that.
std::optional<Solutions> solutions(const Frontier& frontier, std::span<const double> first,
                                   std::span<const double> second, std::array<double, 2> without_deal = {0, 0});

}  // namespace chouma::bargain
