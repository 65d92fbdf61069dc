#include "bargain/negotiator.h"

#include "base/random.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

constexpr double kNear = 0.02;
constexpr std::size_t kLookedAt = 16;
constexpr double kTie = 1e-9;  // sums of the model differ by rounding

}  // namespace

Negotiator::Negotiator(const Arena& arena, std::size_t side, const Strategy& strategy, int rounds, std::uint64_t seed,
                       double without_deal)
    : arena_(&arena),
      side_(side),
      strategy_(&strategy),
      rounds_(rounds),
      seed_(seed),
      without_deal_(without_deal),
      model_(arena.domain->space) {
  if (strategy.bidding == Bidding::micro) known_.resize(arena.domain->space.size);
}

bool Negotiator::hear(std::uint32_t outcome, int round) {
  heard_.push_back(own(outcome));
  best_heard_ = std::max(best_heard_, heard_.back());
  if (strategy_->bidding == Bidding::micro) {
    count_heard(outcome);
    // The lowest it has proposed or would propose now.
    const std::uint32_t last = micro_concedes() ? made_ : made_ - 1;
    return own(outcome) >= std::max(without_deal_, arena_->sorted[side_][last]);
  }
  model_.hear(outcome);
  planned_for_ = 0;
  // Who speaks second proposes in this round yet, who speaks first in the next.
  const double next = own(planned(side_ == 0 ? std::min(round + 1, rounds_) : round));
  return accepts(*strategy_, heard_, next, round, rounds_, without_deal_);
}

std::uint32_t Negotiator::propose(int round) {
  return strategy_->bidding == Bidding::micro ? next_of_micro() : planned(round);
}

std::uint32_t Negotiator::planned(int round) {
  if (planned_for_ != round) plan_ = near_target(target(round));
  planned_for_ = round;
  return plan_;
}

double Negotiator::target(int round) {
  return strategy_->bidding == Bidding::tit_for_tat ? tit_for_tat_target()
                                                    : target_utility(*strategy_, round, rounds_, without_deal_);
}

std::uint32_t Negotiator::near_target(double target) const {
  const std::vector<double>& sorted = arena_->sorted[side_];
  const std::vector<std::uint32_t>& order = arena_->order[side_];
  // The first place below the target; before it, all are at or above.
  const auto below = std::partition_point(sorted.begin(), sorted.end(), [&](double u) { return u >= target; });
  std::size_t end = static_cast<std::size_t>(below - sorted.begin());
  if (end == 0) end = 1;
  std::uint32_t best = order[end - 1];
  if (heard_.empty()) return best;
  double liked = model_.utility(best);
  for (std::size_t at = end - 1; at-- > 0 && end - at <= kLookedAt && sorted[at] <= target + kNear;) {
    const double u = model_.utility(order[at]);
    if (u <= liked + kTie) continue;
    liked = u;
    best = order[at];
  }
  return best;
}

void Negotiator::count_heard(std::uint32_t outcome) {
  if (known_[outcome]) return;
  known_[outcome] = true;
  ++different_;
}

bool Negotiator::micro_concedes() const {
  const std::vector<double>& sorted = arena_->sorted[side_];
  return made_ <= different_ && made_ < sorted.size() && (made_ == 0 || sorted[made_] >= without_deal_);
}

std::uint32_t Negotiator::next_of_micro() {
  const std::vector<std::uint32_t>& order = arena_->order[side_];
  if (micro_concedes()) return order[made_++];
  return order[base::below(made_, seed_, static_cast<std::uint32_t>(side_), draws_++)];
}

double Negotiator::tit_for_tat_target() {
  if (heard_.empty()) return 1;
  if (heard_.size() >= estimate_at_) {
    estimate_at_ = 4 * heard_.size();
    const std::vector<double> theirs = model_.utilities();
    const std::vector<double>& mine = arena_->domain->utility[side_];
    double product = -1;
    for (std::size_t x = 0; x < mine.size(); ++x)
      if (mine[x] * theirs[x] > product) {
        product = mine[x] * theirs[x];
        nash_ = mine[x];
      }
  }
  const double first = heard_.front();
  const double way = nash_ > first ? std::clamp((best_heard_ - first) / (nash_ - first), 0.0, 1.0) : 1;
  return std::max(without_deal_, 1 - way * (1 - nash_));
}

}  // namespace chouma::bargain
