// The best asks in turn against a limit that is known as a distribution only. Floor 5.
// A scale of asks y_0 < … < y_{m−1} with S_i = P(R >= y_i) and U_i = u(y_i) − u(f), f what is had when asking ends; somebody who takes the first ask not above R,
// and whose refusal ends the talk with probability λ, which loses L = u(f) − u(BATNA). With k asks left and R < y_i known:
//   V_k(i) = max(0, max_{j < i} (S_j − S_i) U_j + (1 − λ) V_{k−1}(j) − λ (1 − S_j) L),  V_0 = 0,  S_m = 0
// (0: ask no more; probabilities are not conditioned). The uniform limit of theory.h is S = 1 − y, λ = 0. Ties go to the lower ask. n asks of m take n m log m steps. A utility more averse to
// risk never asks for more in any round: the proof is in docs/negotiation.md.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace chouma::bargain {

class Schedule {
 public:
  /// λ and L.
  struct Risk {
    double leaves = 0, loss = 0;
  };

  /// `survival` descends from at most 1, `utility` has its length and ascends; rounds >= 0.
  Schedule(std::vector<double> survival, std::vector<double> utility, int rounds, Risk risk = {0, 0});

  std::size_t size() const { return survival_.size(); }
  /// V_k(i), 0 <= i <= size(): size() where nothing is known.
  double value(int rounds, std::size_t below) const;
  /// What is expected of ask j with `rounds` left and R below y_i known, before the maximum.
  double worth(int rounds, std::size_t ask, std::size_t below) const;
  /// The place of the next ask; nothing where none is worth asking.
  std::optional<std::size_t> next(int rounds, std::size_t below) const;
  /// All of them, descending.
  std::vector<std::size_t> asks(int rounds, std::size_t below) const;

 private:
  /// V_k and its asks for the places [from, to], whose best asks are in [lowest, highest].
  void fill(int rounds, std::size_t from, std::size_t to, std::size_t lowest, std::size_t highest);

  std::vector<double> survival_, utility_;
  Risk risk_;
  std::vector<std::vector<double>> value_;      ///< [rounds][below]
  std::vector<std::vector<std::size_t>> next_;  ///< [rounds][below]; below itself for none
};

}  // namespace chouma::bargain
