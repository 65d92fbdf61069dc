// How somebody concedes over time, and when they accept. Floor 5.
// Time t in [0, 1]: of round k of n, (k − 1) / (n − 1); 1 where n = 1. Utilities are one's own; r is what one has without a deal.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

/// What is aimed at next:
///   time         r + (1 − r) (1 − t^{1/e}): e < 1 Boulware, 1 linear, > 1 Conceder. Faratin, Sierra & Jennings (1998), "Negotiation decision functions
///                for autonomous agents", polynomial, κ = 0
///   schedule     r + (1 − r) b_j, b_j = 1 − j / (n + 1): the best asks against a limit of which nothing is known (theory.h)
///   micro        the next best outcome not yet offered, as long as the other side has offered as many different ones; else one already offered, at
///                random. de Jonge (2022), "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy"
///   tit_for_tat  1 − f (1 − u_N), f the share of the way from their first offer to one's Nash utility u_N that their best offer has come; u_N by the
///                opponent model. Baarslag, Hindriks & Jonker (2013), "A tit for tat negotiation strategy for real-time bilateral negotiations", without
///                its bonus for time
enum class Bidding { time, schedule, micro, tit_for_tat };

/// Baarslag, Hindriks & Jonker (2014), "Effective acceptance conditions in real-time automated negotiation". `offered` is what the offer gives, `next` what
/// one would propose oneself:
///   next   AC_next: offered >= next
///   time   AC_time(T): AC_next, or t >= T
///   combi  AC_combi(T, MAX^W): AC_next, or t >= T and offered >= the best offer of the window as long as the time left, [2t − 1, t)
/// None accepts less than r.
enum class Acceptance { next, time, combi };

struct Strategy {
  std::string id;
  Bidding bidding = Bidding::time;
  double exponent = 1;  ///< e, of Bidding::time, > 0
  Acceptance acceptance = Acceptance::next;
  double accept_from = 1;  ///< T
};

/// Those that a tournament plays: boulware (e = 0.2), linear (1) and conceder (2) with AC_next; boulware with AC_combi(.95); linear with AC_time(.9);
/// schedule with AC_next; nice tit-for-tat with AC_combi(.95); MiCRO, which accepts what is not below its own lowest or next proposal.
const std::vector<Strategy>& strategies();

/// Round k of n, from 1, as time.
double time_of(int round, int rounds);

/// The target of Bidding::time or Bidding::schedule in round k of n.
double target_utility(const Strategy& strategy, int round, int rounds, double without_deal);

/// The same in money, for a chart: floor + (opening − floor) × target with r = 0, round by round.
std::vector<double> concession_path(const Strategy& strategy, int rounds, double opening, double floor);

/// What one has heard, in order: one utility per round.
bool accepts(const Strategy& strategy, std::span<const double> heard, double next, int round, int rounds,
             double without_deal);

}  // namespace chouma::bargain
