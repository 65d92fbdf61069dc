// What asking for more wins and risks, and the opening ask. Floor 5.
//   opening = argmax_a EU(a),  EU(a) = P(deal | a) E[u | deal, a] + (1 − P(deal | a)) u(BATNA),  u(BATNA) = 0
// The first ask a may cost the offer itself, with probability w(a). Else who can pay it (R >= a) does; who cannot ends the talk with probability λ or hears
// the n − 1 asks that are then best (schedule.h); when asking ends there is the standing offer, where that reaches the walk-away, else the BATNA. With f the
// better of the two:
//   EU(a) = (1 − w(a)) (u(f) + W(a)),  W the schedule's worth of asking a;  λ = Σ_τ P(τ) λ_τ of the posterior
//   w(a)  = logistic(logit(w0) + κ z),  z = log(a / median R) / (1.2816 sd of the prior of log R): 0 at the median limit, 1 where the prior had its 90th percentile
//           above it; counted at the first ask of a talk only, since w0 is per talk
//   u(x)  = CRRA over pay relative to the BATNA: ((x / b)^{1−γ} − 1) / (1 − γ), log(x / b) for γ = 1; γ = 0 is neutral to risk
// w0 = 6.4 %: of 26.9 offers that a manager had made, 1.73 were withdrawn in negotiation (Hart, Bear & Ren 2024). κ = 0.76: impasses after ambitious rather than
// moderate first offers, g = −0.42 (Petrowsky et al. 2025), as log odds, g π / √3 (Hasselblad & Hedges 1995). That "moderate" is the median limit and
// "ambitious" the 90th percentile is an assumption. Whoever is more averse to risk never opens higher (docs/negotiation.md has the proof).
// That an employer refuses what it could pay is not weighed here; the posterior knows it, and the plan is drawn again after each move.
#pragma once

#include "bargain/employer.h"
#include "bargain/schedule.h"

namespace chouma::bargain {

struct Stakes {
  double walk_away = 0;            ///< yuan a month; nothing below it is asked or taken
  double batna = 0;                ///< what there is without a deal, yuan a month, <= walk_away
  std::optional<double> standing;  ///< the employer's last offer
  int rounds = 3;                  ///< asks left, 1 … 12
  double risk_aversion = 1;        ///< γ, 0 … 20
  bool first_ask = true;           ///< no ask was made yet
  std::optional<double> highest;   ///< the posted top: no ask above it
};
/// Errors name the field; pay is kLeastPay … kMostPay.
std::optional<Error> check(const Stakes& stakes);

struct DealPoint {
  double ask = 0;        ///< yuan a month: the walk-away, or a multiple of 100 above it and above the standing offer
  double withdrawn = 0;  ///< w
  double accepted = 0;   ///< P(this very ask is taken)
  double deal = 0;       ///< P(any deal), the asks after it included
  double pay = 0;        ///< E[pay | deal], yuan a month
  double certain = 0;    ///< certainty equivalent: what for sure would be as good, yuan a month
};

struct Deal {
  std::vector<DealPoint> curve;          ///< asks ascending, up to the 99.5th percentile of R; one at least
  std::optional<std::size_t> opening;    ///< place in the curve, within `highest`
  std::optional<std::size_t> unbounded;  ///< without `highest`
  double fallback = 0;                   ///< f
  double leaves = 0;                     ///< λ
  Schedule schedule{{}, {}, 0};          ///< over the curve's asks, utilities relative to f
};

double crra(double pay, double batna, double risk_aversion);
/// Its inverse in pay.
double crra_pay(double utility, double batna, double risk_aversion);

double withdrawal_risk(const NegotiationTable::Withdrawal& rule, double ask, double median, double sd);

/// An error where the walk-away is above all that this employer may pay (the 99.5th percentile), or `check` refuses.
Result<Deal> weigh(const NegotiationTable& table, const LimitPrior& prior, const Posterior& posterior,
                   const Stakes& stakes);

}  // namespace chouma::bargain
