// What the other side seems to want, from what it offers: an additive utility by frequencies, after the model of HardHeaded (van Krimpen, Looije &
// Hajizadeh 2013). Floor 5.
//   v_i(x) = how often x was offered in issue i / how often the most frequent value was
//   w_i ∝ 1 + how many times in a row, summed over the talk, issue i stood where it stood in the offer before
//   û(x) = Σ w_i v_i(x_i), in [0, 1]; 0 before the first offer
#pragma once

#include "bargain/outcome_space.h"

namespace chouma::bargain {

class OpponentModel {
 public:
  /// `space` must outlive this.
  explicit OpponentModel(const OutcomeSpace& space);

  void hear(std::uint32_t outcome);
  double utility(std::uint32_t outcome) const;
  /// utility of every outcome.
  std::vector<double> utilities() const;

 private:
  void refresh();

  const OutcomeSpace* space_;
  std::vector<std::vector<double>> counts_, scores_;  ///< scores: w_i v_i(x)
  std::vector<double> held_;                          ///< by issue: 1 + repeats
  std::vector<double> most_;
  std::vector<std::uint32_t> last_;  ///< values of the offer before; empty at first
};

}  // namespace chouma::bargain
