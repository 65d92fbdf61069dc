#include "bargain/frontier.h"

#include <algorithm>
#include <numeric>

namespace chouma::bargain {

namespace {

/// What is maximised, with its tie-breaker.
struct Score {
  double least = 0, most = 0;
  bool above(const Score& other) const { return least > other.least || (least == other.least && most > other.most); }
};

template <class Rate>
Solution best(const std::vector<Solution>& rational, Rate&& rate) {
  Solution top = rational.front();
  for (const Solution& s : rational) {
    const Score score = rate(s), held = rate(top);
    if (score.above(held) || (!held.above(score) && s.outcome < top.outcome)) top = s;
  }
  return top;
}

Score maximin(double a, double b) { return {std::min(a, b), std::max(a, b)}; }

double share_of(double gain, double most) { return most > 0 ? gain / most : 0; }

}  // namespace

Frontier pareto_frontier(std::span<const double> first, std::span<const double> second) {
  std::vector<std::uint32_t> order(first.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    if (first[x] != first[y]) return first[x] > first[y];
    if (second[x] != second[y]) return second[x] > second[y];
    return x < y;
  });
  Frontier frontier;
  for (const std::uint32_t outcome : order) {
    if (frontier.outcomes.empty() || second[outcome] > second[frontier.outcomes.back()]) {
      ++frontier.points;
    } else if (first[outcome] != first[frontier.outcomes.back()] ||
               second[outcome] != second[frontier.outcomes.back()]) {
      continue;
    }
    frontier.outcomes.push_back(outcome);
  }
  return frontier;
}

std::optional<Solutions> solutions(const Frontier& frontier, std::span<const double> first,
                                   std::span<const double> second, std::array<double, 2> without_deal) {
  const double d1 = without_deal[0], d2 = without_deal[1];
  std::vector<Solution> rational;
  double most1 = 0, most2 = 0;
  for (const std::uint32_t x : frontier.outcomes) {
    if (first[x] < d1 || second[x] < d2) continue;
    rational.push_back({x, first[x], second[x]});
    most1 = std::max(most1, first[x] - d1);
    most2 = std::max(most2, second[x] - d2);
  }
  if (rational.empty()) return std::nullopt;
  Solutions out;
  out.nash = best(rational, [&](const Solution& s) {
    return Score{(s.first - d1) * (s.second - d2), std::min(s.first - d1, s.second - d2)};
  });
  out.kalai_smorodinsky = best(rational, [&](const Solution& s) {
    return maximin(share_of(s.first - d1, most1), share_of(s.second - d2, most2));
  });
  out.egalitarian = best(rational, [&](const Solution& s) { return maximin(s.first - d1, s.second - d2); });
  return out;
}

}  // namespace chouma::bargain
