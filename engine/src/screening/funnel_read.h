// What the funnel reads in one résumé. Private to screening.
#pragma once

#include "screening/funnel.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chouma::screening {

struct FunnelFacts {
  BpScore bp;
  std::size_t other_skills = 0;                  ///< skills besides sync, context and unsafe
  std::vector<std::optional<double>> exposures;  ///< by reason
  std::uint32_t keyword = text::kNone;           ///< the required skill that an edit would name
  double keyword_gain = 0;                       ///< by how much that lowers the exposure of Term::required_missing
};

FunnelFacts read_facts(const FunnelTable& table, std::string_view resume_text, const text::Resume& resume,
                       const Match& match, const Evidence& evidence);

/// Adds the parts up and compares with the threshold.
void sum_bp(BpScore& bp);

/// Exposure of Term::bp_score.
double bp_exposure(const BpScore& bp);

}  // namespace chouma::screening
