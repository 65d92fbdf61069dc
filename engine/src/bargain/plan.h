// A plan for the rounds to come: what to ask, what to give up and for what, when to accept, when to walk. Floor 5.
// Drawn from the posterior of what the employer may pay (employer.h) and the moves made so far; enter a move and draw it again. Asks, none above the top of the posted
// range that the prior was made from until they offer that much: the opening of
// deal.h, then the best asks below it (schedule.h). With packages, each ask is the package that is worth most to the candidate among those that cost the
// employer no more than the ask, moving as few issues as it can (packages.h), so that every one is Pareto-optimal to a step of base pay against the first employer kind.
#pragma once

#include "bargain/deal.h"
#include "bargain/meso.h"
#include "bargain/packages.h"

namespace chouma::bargain {

struct PlanRequest {
  double walk_away = 0;         ///< yuan a month
  std::optional<double> batna;  ///< the walk-away where not said
  int rounds = 3;               ///< asks over the whole talk; those in the history are taken off, one is always left
  double risk_aversion = 1;     ///< γ of deal.h
  std::vector<Move> history;    ///< checked
};

struct PlanRound {
  double ask = 0;       ///< yuan a month, in base pay
  double reached = 0;   ///< probability that it comes to this ask: not withdrawn, not taken before, nobody left
  double accepted = 0;  ///< that it is taken then
  double accept_from =
      0;  ///< take what they answer from here on: AC_next, the next ask; after the last ask the walk-away or the standing offer
  std::optional<std::uint32_t> package;
  std::vector<Change> gives, gets;  ///< against the round before: what is worth less, and more, to the candidate
};

struct Plan {
  enum class Action { ask, accept, walk };
  /// accept: asking further promises less than 100 yuan a month more than the standing offer, as a certainty equivalent. walk: no ask from the walk-away up has a chance of 0.5 %, and the standing
  /// offer is below it; `why` says so.
  Action action = Action::ask;
  std::optional<Error> why;
  double walk_away = 0;
  std::vector<PlanRound> rounds;        ///< the asks to come; empty unless action is ask
  Deal deal;                            ///< its curve is P(deal) against the ask
  std::optional<double> beyond_posted;  ///< the opening ask if the posted top did not hold, where that is higher
  std::vector<Change>
      trades;  ///< by issue: the value whose worth exceeds its cost most, against what comes with the posting; largest gain first
  Meso meso;  ///< three packages worth what the first ask's is, for a choice instead of a demand
};

/// `packages` may be null. Errors only for fields that cannot be used; a walk-away above every offer is a plan to walk.
Result<Plan> make_plan(const NegotiationTable& table, const LimitPrior& prior, const Posterior& known,
                       const PlanRequest& request, const Packages* packages, Warnings& warnings);

}  // namespace chouma::bargain
