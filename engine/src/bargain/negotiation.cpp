#include "bargain/negotiation.h"

#include "bargain/frontier.h"
#include "bargain/negotiator.h"

#include <algorithm>
#include <numeric>

namespace chouma::bargain {

namespace {

/// What a talk adds to a strategy's standing.
void add(Standing& standing, const Talk& talk, std::size_t seat, bool efficient) {
  standing.own += talk.utility[seat];
  standing.other += talk.utility[1 - seat];
  standing.product += talk.utility[0] * talk.utility[1];
  standing.deals += talk.deal ? 1 : 0;
  standing.efficient += efficient ? 1 : 0;
  standing.rounds += talk.rounds;
}

}  // namespace

Arena::Arena(const Domain& given) : domain(&given) {
  for (std::size_t side = 0; side < 2; ++side) {
    const std::vector<double>& u = given.utility[side];
    order[side].resize(u.size());
    std::iota(order[side].begin(), order[side].end(), 0U);
    std::stable_sort(order[side].begin(), order[side].end(),
                     [&](std::uint32_t x, std::uint32_t y) { return u[x] > u[y]; });
    for (const std::uint32_t x : order[side]) sorted[side].push_back(u[x]);
  }
}

Talk negotiate(const Arena& arena, const std::array<Strategy, 2>& strategies, int rounds, std::uint64_t seed,
               std::array<double, 2> without_deal, bool keep_offers) {
  std::array<Negotiator, 2> sides = {Negotiator(arena, 0, strategies[0], rounds, seed, without_deal[0]),
                                     Negotiator(arena, 1, strategies[1], rounds, seed, without_deal[1])};
  Talk talk;
  talk.utility = without_deal;
  for (int round = 1; round <= rounds; ++round) {
    talk.rounds = round;
    for (std::size_t speaker = 0; speaker < 2; ++speaker) {
      const std::uint32_t offer = sides[speaker].propose(round);
      if (keep_offers) talk.offers.push_back(offer);
      if (!sides[1 - speaker].hear(offer, round)) continue;
      talk.deal = offer;
      talk.utility = {arena.domain->utility[0][offer], arena.domain->utility[1][offer]};
      return talk;
    }
  }
  return talk;
}

std::vector<Standing> tournament(const Arena& arena, const std::vector<Strategy>& strategies, int rounds, int seeds,
                                 std::uint64_t seed) {
  std::vector<bool> efficient(arena.domain->space.size);
  for (const std::uint32_t x : pareto_frontier(arena.domain->utility[0], arena.domain->utility[1]).outcomes)
    efficient[x] = true;
  std::vector<Standing> table;
  table.reserve(strategies.size());
  for (const Strategy& strategy : strategies) table.push_back({strategy.id, 0, 0, 0, 0, 0, 0});
  for (std::size_t i = 0; i < strategies.size(); ++i)
    for (std::size_t j = 0; j < strategies.size(); ++j)
      for (int s = 0; s < seeds; ++s) {
        const Talk talk =
            negotiate(arena, {strategies[i], strategies[j]}, rounds, seed + static_cast<std::uint64_t>(s));
        const bool on_frontier = talk.deal && efficient[*talk.deal];
        add(table[i], talk, 0, on_frontier);
        add(table[j], talk, 1, on_frontier);
      }
  const double talks = 2.0 * static_cast<double>(strategies.size()) * seeds;
  for (Standing& s : table) {
    s.efficient = s.deals > 0 ? s.efficient / s.deals : 0;
    for (double* mean : {&s.own, &s.other, &s.product, &s.deals, &s.rounds}) *mean /= talks;
  }
  std::stable_sort(table.begin(), table.end(), [](const Standing& a, const Standing& b) { return a.own > b.own; });
  return table;
}

}  // namespace chouma::bargain
