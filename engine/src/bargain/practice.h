// A talk against a simulated employer, a move at a time, and what it left on the table. Floor 5.
// The employer does what employer.h says of its type, with its limit drawn from the prior by the seed; amounts are what a package costs it, in base pay. It
// answers in packages: of those that cost at most what it is willing to pay now, one that differs least from what was last asked for in everything but base pay,
// then the dearest, then the lowest number. The whole talk is a function of the setup and the candidate's moves, so that nothing is kept between calls.
#pragma once

#include "bargain/employer_play.h"
#include "bargain/packages.h"

#include <cstdint>

namespace chouma::bargain {

struct PracticeSetup {
  std::size_t type = 0;  ///< of the table
  std::uint64_t seed = 1;
  double walk_away = 0;        ///< the candidate's, yuan a month of worth
  bool employer_opens = true;  ///< else the candidate's first ask does
};

struct PracticeMove {
  enum class Kind { ask, accept, leave } kind = Kind::ask;
  std::uint32_t package = 0;  ///< asked for
};

struct PracticeReply {
  Reply::Kind kind = Reply::Kind::offer;
  std::uint32_t package = 0;  ///< offered, or accepted
  bool final_offer = false;   ///< the last one of its type: the next ask is answered with yes or no
};

struct Debrief {
  double limit = 0;                   ///< what the employer would have paid, yuan a month
  std::optional<double> cost;         ///< what the deal costs it; nothing without a deal
  double left = 0;                    ///< limit − cost, or what could have been shared: max(0, limit − walk-away)
  bool overlap = false;               ///< some package costs no more than the limit and is worth the walk-away
  std::optional<std::uint32_t> best;  ///< worth most to the candidate within the limit
  std::optional<std::uint32_t>
      better;  ///< costs no more than the deal and is worth more: the largest such gain; nothing where the deal is Pareto-optimal
  std::vector<std::size_t>
      refused_though_affordable;  ///< moves, from 0: asks at or below the limit that were turned down
};

struct PracticeTalk {
  std::vector<PracticeReply> replies;  ///< the opening offer first where the employer opens, then one for each move
  std::optional<std::uint32_t> deal;
  bool over = false;
  std::optional<Debrief> debrief;  ///< once it is over
};

/// Moves after the end, asks for packages that there are none of and an acceptance of nothing are refused with an error that names the move.
Result<PracticeTalk> practise(const NegotiationTable& table, const LimitPrior& prior, const Packages& packages,
                              const PracticeSetup& setup, const std::vector<PracticeMove>& moves);

/// A fixed plan (asks descending, what to accept after each) against `draws` simulated employers of one type, on base pay alone.
struct Rehearsal {
  double deals = 0;  ///< share
  double pay = 0;    ///< mean of the deals
  double share = 0;  ///< mean of (pay − walk-away) / (limit − walk-away) where they could agree, no deal counting 0
  double overlap = 0;  ///< share of limits not below the walk-away
};
struct RehearsedRound {
  double ask = 0, accept_from = 0;
};
Rehearsal rehearse(const NegotiationTable& table, const LimitPrior& prior, std::size_t type,
                   const std::vector<RehearsedRound>& rounds, double walk_away, int draws, std::uint64_t seed);

}  // namespace chouma::bargain
