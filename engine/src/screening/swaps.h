// A posting that says one stack and asks for another in substance (SPEC 1.4): weight of evidence over a table of families.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "text/lexicon.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// Validated and immutable; models/screening/swaps.json.
struct SwapTable;

/// One quoted reason. weight > 0 speaks for the other stack, < 0 for the declared one; log-odds (Good, "Weight of evidence", 1985).
struct SwapEvidence {
  double weight = 0;
  Span span;
  std::uint32_t line = 1;  ///< of the text, counted from 1
};

struct SwapFinding {
  std::string declared;  ///< family that the posting names: title first
  base::Words declared_name;
  std::string asked;  ///< the other family with the largest log-odds
  base::Words asked_name;
  double prior = 0;                    ///< log-odds before any evidence
  double log_odds = 0;                 ///< prior + sum of the weights
  double probability = 0;              ///< 1 / (1 + exp(−log_odds))
  bool claimed = false;                ///< probability >= the table's threshold
  std::vector<SwapEvidence> evidence;  ///< ascending by span
};

/// Nothing where the posting declares none of the table's families, or no other family has any evidence. Time linear in text.
std::optional<SwapFinding> find_swap(const SwapTable& table, const text::Lexicon& lexicon, std::string_view text,
                                     const Profile& posting);

}  // namespace chouma::screening
