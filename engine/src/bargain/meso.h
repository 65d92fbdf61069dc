// Multiple equivalent simultaneous offers: packages that are worth the same to whoever offers them, so that the other side's choice says what it values.
// Leonardelli, Gu, McRuer, Medvec & Galinsky (2019), "Multiple equivalent simultaneous offers (MESOs) reduce the negotiator dilemma". Floor 5.
//
// The other side's preferences are not known; `others` are those held possible, one utility vector each. A package may be offered where it is
// Pareto-optimal against at least one of them. The packages lie within 0.5 % of each other, from the lowest worth, not below the target and at most 5 % above it, from
// which three do. Of all such triples the one is taken whose two most alike packages differ most (distance of outcome_space.h), then the one that
// differs most in sum, then the lowest numbers.
#pragma once

#include "bargain/outcome_space.h"

#include <optional>

namespace chouma::bargain {

inline constexpr std::size_t kMesoPackages = 3;
inline constexpr double kMesoSpread = 0.005;
inline constexpr double kMesoReach = 0.05;

struct MesoPackage {
  std::uint32_t outcome = 0;
  double worth = 0;
  std::vector<std::size_t> optimal_for;  ///< which of `others` it is Pareto-optimal against; at least one
};

struct Meso {
  std::vector<MesoPackage> packages;  ///< three, or as many as there are; worth ascending
  double spread = 0;                  ///< largest / smallest worth − 1, <= kMesoSpread
  double least_distance = 0;          ///< of the two that are most alike; 0 for fewer than two
  std::optional<Error> shortage;  ///< where fewer than three exist: how many there are, and how far the third is away
};

/// `worth` > 0 by outcome (in money, or a utility), `others` at least one vector of the same length. target > 0.
Meso meso(const OutcomeSpace& space, const std::vector<double>& worth, const std::vector<std::vector<double>>& others,
          double target);

}  // namespace chouma::bargain
