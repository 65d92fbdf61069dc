// The report's negotiation: the other side, what asking for more wins, the plan, and practice against a simulated employer. Floor 7.
// Nothing is kept between requests: the whole talk so far stands in the request, and all is drawn again.
#pragma once

#include "bargain/advice.h"
#include "bargain/anchors.h"
#include "bargain/plan.h"
#include "bargain/practice.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chouma {

/// A package as it is worded: base pay and, by issue, the id of a value.
struct PackageWords {
  double base = 0;
  std::vector<std::pair<std::string, std::string>> values;
};

struct NegotiationRequest {
  std::optional<double> walk_away;  ///< yuan a month; the report's own anchor where not given
  std::optional<double> batna, withdrawal;
  int rounds = 5;
  double risk_aversion = 1;
  std::vector<bargain::Move> moves;
  std::vector<std::string> issues;  ///< on the table besides base pay
  std::vector<bargain::Wish> worths;
  struct PracticeMove {
    bargain::PracticeMove::Kind kind = bargain::PracticeMove::Kind::ask;
    PackageWords package;
  };
  struct Practice {
    std::string type;
    std::uint64_t seed = 1;
    bool employer_opens = true;
    std::vector<PracticeMove> moves;
  };
  std::optional<Practice> practice;
};

struct NegotiationTables {
  std::optional<bargain::NegotiationTable> employers;
  std::optional<bargain::PackageTable> packages;
  std::optional<std::vector<bargain::Advice>> advice;
};

/// What an employer's next offer is expected to be: quantiles over simulated talks that follow the plan's asks and are still going on then.
struct ExpectedOffer {
  double median = 0, low = 0, high = 0;  ///< 80 %
};

struct NegotiationSection {
  std::optional<Error> error;  ///< then there is no plan; what follows is as far as it came
  double walk_away = 0, batna = 0, risk_aversion = 1, withdrawal = 0;
  bool walk_away_given = false;
  int rounds = 5;
  std::vector<bargain::Move> moves;  ///< as understood
  struct Limit {
    bargain::Posterior posterior;
    double prior_median = 0, prior_low = 0, prior_high = 0;
  };
  std::optional<Limit> limit;
  std::optional<bargain::Packages> packages;
  std::optional<bargain::Plan> plan;
  std::vector<std::optional<ExpectedOffer>> expected;  ///< by round of the plan
  std::array<std::vector<double>, 3> paths;            ///< Boulware, linear, Conceder
  std::vector<bargain::Rehearsal>
      rehearsal;  ///< the plan's asks against each employer type, kRehearsedTalks limits drawn from the prior
  struct Practice {
    std::optional<Error> error;
    std::optional<bargain::PracticeTalk> talk;
  };
  std::optional<Practice> practice;
  const NegotiationTables* tables = nullptr;
};

struct NegotiationInput {
  const NegotiationTables& tables;
  const NegotiationRequest& request;
  bargain::PostingFacts facts;
  std::optional<double> anchor;  ///< the report's walk-away
  std::uint64_t seed = 1;
};

/// What the tables lack is one warning; a setting that cannot be used is the section's error, and what does not hang on it is still answered.
NegotiationSection negotiation_section(const NegotiationInput& input, Warnings& warnings);

/// The first ask of highest expected utility (bargain/deal.h), yuan a month, by the request's settings and without its moves: what its plan would ask first.
/// Nothing where there is no table of employers, no walk-away, or a setting that the section refuses.
std::optional<double> best_opening(const NegotiationInput& input);

/// Talks that ExpectedOffer is taken from. Limits are drawn from the posterior, types by their posterior shares, apart from each other.
inline constexpr int kExpectedTalks = 400;
inline constexpr int kRehearsedTalks = 500;

}  // namespace chouma
