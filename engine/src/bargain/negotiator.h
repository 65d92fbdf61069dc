// One side of a talk while it lasts. Floor 5. What it does is said in strategy.h and negotiation.h.
#pragma once

#include "bargain/negotiation.h"
#include "bargain/opponent_model.h"

namespace chouma::bargain {

class Negotiator {
 public:
  /// `arena` and `strategy` must outlive this.
  Negotiator(const Arena& arena, std::size_t side, const Strategy& strategy, int rounds, std::uint64_t seed,
             double without_deal);

  /// Takes in an offer; true accepts it.
  bool hear(std::uint32_t outcome, int round);
  /// The proposal of this round.
  std::uint32_t propose(int round);

 private:
  double own(std::uint32_t outcome) const { return arena_->domain->utility[side_][outcome]; }
  std::uint32_t planned(int round);
  double target(int round);
  std::uint32_t near_target(double target) const;
  std::uint32_t next_of_micro();
  bool micro_concedes() const;
  void count_heard(std::uint32_t outcome);
  double tit_for_tat_target();

  const Arena* arena_;
  std::size_t side_;
  const Strategy* strategy_;
  int rounds_;
  std::uint64_t seed_;
  double without_deal_;
  OpponentModel model_;
  std::vector<double> heard_;  ///< own utilities of what was heard
  std::uint32_t plan_ = 0;     ///< the proposal of round planned_for_
  int planned_for_ = 0;
  std::vector<bool> known_;                 ///< MiCRO: outcomes heard
  std::uint32_t different_ = 0, made_ = 0;  ///< MiCRO: different outcomes heard and proposed
  std::uint64_t draws_ = 0;
  double best_heard_ = 0, nash_ = 1;
  std::size_t estimate_at_ = 1;  ///< tit-for-tat: estimates again once it has heard so many offers
};

}  // namespace chouma::bargain
