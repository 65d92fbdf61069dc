#include "bargain/meso.h"

#include "bargain/frontier.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

/// Of the packages that lie together, those worth least: all triples of them are tried.
constexpr std::size_t kPool = 64;

/// Outcomes in reach that are on the frontier against `other`. Only what is worth more can dominate them: of what is worth more than the reach, the best.
std::vector<std::uint32_t> optimal(const std::vector<double>& worth, const std::vector<double>& other, double target) {
  const double top = target * (1 + kMesoReach) * (1 + kMesoSpread);
  std::vector<std::uint32_t> near;
  std::optional<std::uint32_t> beyond;
  for (std::uint32_t x = 0; x < worth.size(); ++x) {
    if (worth[x] >= target && worth[x] <= top) near.push_back(x);
    if (worth[x] > top && (!beyond || other[x] > other[*beyond])) beyond = x;
  }
  if (beyond) near.push_back(*beyond);
  std::vector<double> mine, theirs;
  for (const std::uint32_t x : near) {
    mine.push_back(worth[x]);
    theirs.push_back(other[x]);
  }
  std::vector<std::uint32_t> out;
  for (const std::uint32_t at : pareto_frontier(mine, theirs).outcomes)
    if (near[at] != beyond) out.push_back(near[at]);
  return out;
}

/// Every outcome on some frontier, worth ascending.
std::vector<MesoPackage> candidates(const std::vector<double>& worth, const std::vector<std::vector<double>>& others,
                                    double target) {
  std::vector<std::pair<std::uint32_t, std::size_t>> found;
  for (std::size_t other = 0; other < others.size(); ++other)
    for (const std::uint32_t outcome : optimal(worth, others[other], target)) found.emplace_back(outcome, other);
  std::sort(found.begin(), found.end());
  std::vector<MesoPackage> out;
  for (const auto& [outcome, other] : found) {
    if (out.empty() || out.back().outcome != outcome) out.push_back({outcome, worth[outcome], {}});
    out.back().optimal_for.push_back(other);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const MesoPackage& a, const MesoPackage& b) { return a.worth < b.worth; });
  return out;
}

/// The first run of packages within the spread of its first that holds three, at most kMesoReach above the target; else the longest.
std::vector<MesoPackage> together(const std::vector<MesoPackage>& all, double target) {
  std::vector<MesoPackage> best;
  for (std::size_t from = 0; from < all.size() && best.size() < kMesoPackages; ++from) {
    if (all[from].worth / target - 1 > kMesoReach) break;
    std::size_t to = from;
    while (to < all.size() && to < from + kPool && all[to].worth / all[from].worth - 1 <= kMesoSpread) ++to;
    if (to - from > best.size())
      best.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
  }
  return best;
}

struct Triple {
  std::array<std::size_t, kMesoPackages> at{};
  double least = -1, sum = 0;
};

Triple most_diverse(const OutcomeSpace& space, const std::vector<MesoPackage>& pool) {
  const std::size_t n = pool.size();
  std::vector<double> apart(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) apart[i * n + j] = distance(space, pool[i].outcome, pool[j].outcome);
  Triple best;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j)
      for (std::size_t k = j + 1; k < n; ++k) {
        const double ij = apart[i * n + j], ik = apart[i * n + k], jk = apart[j * n + k];
        const double least = std::min({ij, ik, jk}), sum = ij + ik + jk;
        if (least > best.least || (least == best.least && sum > best.sum)) best = {{i, j, k}, least, sum};
      }
  return best;
}

}  // namespace

Meso meso(const OutcomeSpace& space, const std::vector<double>& worth, const std::vector<std::vector<double>>& others,
          double target) {
  const std::vector<MesoPackage> pool = together(candidates(worth, others, target), target);
  Meso out;
  if (pool.size() < kMesoPackages) {
    out.shortage =
        Error{Code::no_data, "meso", std::to_string(pool.size()) + " Pareto-optimal packages of equal worth",
              "three within 0.5 % of each other, at most 5 % above the target; the issues are too few or too coarse"};
    out.packages = pool;
    if (pool.size() == 2) out.least_distance = distance(space, pool[0].outcome, pool[1].outcome);
  } else {
    const Triple best = most_diverse(space, pool);
    for (const std::size_t at : best.at) out.packages.push_back(pool[at]);
    out.least_distance = best.least;
  }
  if (!out.packages.empty()) out.spread = out.packages.back().worth / out.packages.front().worth - 1;
  return out;
}

}  // namespace chouma::bargain
