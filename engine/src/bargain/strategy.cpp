#include "bargain/strategy.h"

#include "base/math.h"

#include <algorithm>

namespace chouma::bargain {

const std::vector<Strategy>& strategies() {
  static const std::vector<Strategy> all = {
      {"boulware", Bidding::time, 0.2, Acceptance::next, 1},
      {"boulware-combi", Bidding::time, 0.2, Acceptance::combi, 0.95},
      {"linear", Bidding::time, 1, Acceptance::next, 1},
      {"linear-time", Bidding::time, 1, Acceptance::time, 0.9},
      {"conceder", Bidding::time, 2, Acceptance::next, 1},
      {"schedule", Bidding::schedule, 1, Acceptance::next, 1},
      {"tit-for-tat", Bidding::tit_for_tat, 1, Acceptance::combi, 0.95},
      {"micro", Bidding::micro, 1, Acceptance::next, 1},
  };
  return all;
}

double time_of(int round, int rounds) {
  return rounds > 1 ? static_cast<double>(round - 1) / static_cast<double>(rounds - 1) : 1;
}

double target_utility(const Strategy& strategy, int round, int rounds, double without_deal) {
  const double kept = strategy.bidding == Bidding::schedule
                          ? 1 - static_cast<double>(round) / (rounds + 1)
                          : 1 - base::pow(time_of(round, rounds), 1 / strategy.exponent);
  return without_deal + (1 - without_deal) * kept;
}

std::vector<double> concession_path(const Strategy& strategy, int rounds, double opening, double floor) {
  std::vector<double> path;
  for (int round = 1; round <= rounds; ++round)
    path.push_back(floor + (opening - floor) * target_utility(strategy, round, rounds, 0));
  return path;
}

bool accepts(const Strategy& strategy, std::span<const double> heard, double next, int round, int rounds,
             double without_deal) {
  const double offered = heard.back(), t = time_of(round, rounds);
  if (offered < without_deal) return false;
  if (offered >= next) return true;
  if (strategy.acceptance == Acceptance::next || t < strategy.accept_from) return false;
  if (strategy.acceptance == Acceptance::time) return true;
  // Earlier offers no longer ago than there is time left; in whole rounds, since 2t − 1 is inexact.
  const int from = std::max(0, 2 * (round - 1) - (rounds - 1));
  for (std::size_t i = static_cast<std::size_t>(from); i + 1 < heard.size(); ++i)
    if (heard[i] > offered) return false;
  return true;
}

}  // namespace chouma::bargain
