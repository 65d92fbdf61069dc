#include "talk/rank.h"

#include <algorithm>
#include <map>
#include <set>

namespace chouma::talk {

std::vector<Pick> greedy_cover(const std::vector<std::vector<Fact>>& points, std::size_t most) {
  std::map<std::string, double> weights;
  for (const auto& facts : points)
    for (const Fact& fact : facts) weights[fact.id] = std::max(weights[fact.id], fact.weight);
  std::set<std::string> said;
  std::vector<Pick> picks;
  while (picks.size() < most) {
    Pick best;
    for (std::size_t i = 0; i < points.size(); ++i) {
      double gain = 0;
      for (const Fact& fact : points[i])
        if (!said.contains(fact.id)) gain += weights[fact.id];
      if (gain > best.gain) best = {i, gain};
    }
    if (best.gain <= 0) break;
    for (const Fact& fact : points[best.point]) said.insert(fact.id);
    picks.push_back(best);
  }
  return picks;
}

double estimate_reliability(double effect, double half, double companies, double k) {
  if (effect <= 0) return 0;
  const double width = effect / (effect + half);
  return k > 0 ? width * companies / (companies + k) : width;
}

}  // namespace chouma::talk
