// The other side of a pay negotiation: the most it would pay, R, as a distribution, sharpened by each of its offers. Floor 5.
//
// Amounts are yuan a month, in base pay; a package counts with what it costs the employer (packages.h).
// Prior: log R ~ normal(mean, sd), from what the posting says (limit_prior).
// Model of an employer of type τ, share π_τ, whose limit is R:
//   opens with  x = R e^{−d},  log d ~ normal(log g_τ, s_τ)
//   an ask y is accepted where y is not above the offer that would come next; else, where y <= R, with probability a_τ; else refused. Who refuses ends
//   the talk with probability λ_τ, else offers again: with probability h_τ the same; else it closes the share c ~ Kumaraswamy(α_τ, β_τ) of what is
//   left of log R − log x (density α β c^{α−1} (1 − c^α)^{β−1}; Kumaraswamy 1980).
// Posterior by Bayes' rule on a grid of log R above every offer so far, for all types at once:
//   p(R, τ | moves) ∝ p(R) π_τ Π p(move | R, τ, moves before)
// The types' numbers are assumptions (models/bargain/card.md): no data says how employers concede.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

struct EmployerType {
  std::string id;
  base::Words name;
  double share = 0;                   ///< π, prior
  double gap = 0, gap_sd = 0;         ///< g: median of log R − log of the first offer; s
  double holds = 0;                   ///< h
  double closes_a = 1, closes_b = 2;  ///< α, β; β > 1, so that nobody is at the limit at once
  double accepts = 0;                 ///< a
  double leaves = 0;                  ///< λ, after each refusal
  int offers = 1;                     ///< made at most in a practice talk, the last one final
};

/// models/bargain/negotiation.json; every number is the user's to change, and `check` says which are allowed.
struct NegotiationTable {
  std::string id;
  struct Limit {
    double over_top_mean = 0, over_top_sd = 0.1;  ///< of log R − log of the posted top
    std::array<double, 6> top_over_middle{};      ///< by Level: mean of log(top / middle) of a posted range
    double top_over_middle_any = 0;               ///< where no level is named
    double scarcity = 0;                          ///< ψ
  } limit;
  struct Withdrawal {
    double base = 0.064;      ///< of an ask at the median limit
    double per_ambition = 0;  ///< log odds that an ask at the 90th percentile of the limit adds
  } withdrawal;
  std::vector<EmployerType> types;
};
/// Errors name the type and the field.
std::optional<Error> check(const NegotiationTable& table);
/// models/schema/negotiation.schema.json.
Result<NegotiationTable> parse_negotiation(std::string_view json);  // negotiation_json.cpp

inline constexpr double kLeastPay = 100, kMostPay = 10'000'000;  ///< yuan a month that are taken for pay

struct PostedPay {
  double low = 0, high = 0;
};

struct PostingFacts {
  std::optional<PostedPay> posted;                ///< the range that the posting states
  std::optional<std::array<double, 5>> quantile;  ///< of posted pay by the salary model, by kTaus
  std::optional<Level> level;
  double coefficient = 1;  ///< premium coefficient of the skills asked for (salary/premium.h)
};

struct LimitPrior {
  double mean = 0, sd = 0.1;                       ///< of log R
  std::optional<PostedPay> posted = std::nullopt;  ///< the range that it was made from, where one could be used
};

/// With a range:     mean = log(top) + m + ψ log(coefficient),                                    sd = s
/// without one:      mean = log(median) + t_level + m + ψ log(coefficient),  sd² = s² + (log(P90 / P10) / 2.563)²
/// where (m, s) is over_top, t top_over_middle, ψ scarcity. A level and the skills raise the salary model's median already; with a range they stand in it.
/// A range that is contradictory (low above high) or absurd (outside kLeastPay … kMostPay) is left out with a warning. An error where nothing is left to go by.
Result<LimitPrior> limit_prior(const NegotiationTable& table, const PostingFacts& facts, Warnings& warnings);

enum class Party { candidate, employer };
struct Move {
  Party party = Party::employer;
  double amount = 0;  ///< asked or offered
};

/// Moves with absurd amounts are left out, and an offer below an earlier one is read as that one repeated; each with a warning that names its place.
std::vector<Move> checked_history(const std::vector<Move>& history, Warnings& warnings);

/// A distribution on (0, ∞) whose logarithm has a piecewise linear distribution function.
struct Posterior {
  std::vector<double> edge;   ///< log amounts, ascending; one more than cells
  std::vector<double> cdf;    ///< at the edges, from 0 to 1
  std::vector<double> types;  ///< probability of each type of the table

  double survival(double amount) const;  ///< P(R >= amount)
  double quantile(double p) const;       ///< 0 < p < 1
  double mean() const;                   ///< E[R]
};

/// `history` as checked. An empty one gives the prior, cut at mean ± 6 sd.
Posterior posterior(const NegotiationTable& table, const LimitPrior& prior, std::span<const Move> history);

/// Continuous ranked probability score of log R, ∫ (F(x) − 1[x >= log R])² dx, in log points: about the mean absolute error in relative terms.
/// Gneiting & Raftery (2007). Lower is better.
double crps(const Posterior& posterior, double limit);

}  // namespace chouma::bargain
