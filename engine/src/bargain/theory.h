// Four closed forms of bargaining theory that the rest is held against. Floor 5.
#pragma once

#include <vector>

namespace chouma::bargain {

/// Rubinstein (1982), "Perfect equilibrium in a bargaining model": alternating offers over a pie of 1 without end, discount factors δ a round.
/// What who moves first keeps: (1 − δ2) / (1 − δ1 δ2). 0 <= δ <= 1, not both 1.
double rubinstein_share(double own_discount, double their_discount);

/// n asks, one after the other, of somebody who takes the first one not above a fixed limit r ~ U[0, 1].
/// EU = Σ b_j (b_{j−1} − b_j), b_0 = 1, whose gradient is 0 where the steps are equal: b_j = 1 − j / (n + 1), EU = n / (2 (n + 1)).
std::vector<double> uniform_asks(int rounds);
double uniform_value(int rounds);

/// The same where the limit is drawn anew at every ask: EU_n = max_b b (1 − b) + b EU_{n−1}, so b = (1 + EU_{n−1}) / 2 and EU_n = b²; EU_0 = 0.
/// The asks with 1, 2, … rounds left: .5, .625, .6953, .7417, …
std::vector<double> independent_asks(int rounds);

/// Chatterjee & Samuelson (1983), "Bargaining under incomplete information": value v and cost c ~ U[0, 1], sealed bids, trade at their mean where the
/// bid is not below the ask. In the linear equilibrium the bid is 2v/3 + 1/12, the ask 2c/3 + 1/4: trade iff v − c >= 1/4.
struct SealedBids {
  double bid = 0, ask = 0;
  bool trade = false;
  double price = 0;  ///< (bid + ask) / 2 where they trade
};
SealedBids sealed_bids(double value, double cost);
inline constexpr double kSealedTradeProbability = 9.0 / 32;  ///< P(v − c >= 1/4) = (3/4)² / 2
inline constexpr double kSealedGains =
    9.0 / 64;  ///< E[(v − c) 1(v − c >= 1/4)] = ∫ d (1 − d) from 1/4 to 1; with full information 1/6

}  // namespace chouma::bargain
