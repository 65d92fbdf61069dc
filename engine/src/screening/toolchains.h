// Toolchains by level (SPEC 1.7): checklists that move the level estimate.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "screening/vetoes.h"
#include "text/resume.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// Validated and immutable; models/screening/toolchains.json.
struct ToolchainTable;

struct ToolCheck {
  std::string id;
  base::Words name;
  Level level = Level::junior;  ///< whose checklist it stands on
  bool met = false;
  std::vector<Span> resume;     ///< where the résumé names it; empty when the candidate ticked it
};

struct LevelEstimate {
  std::array<double, 6> before{}, after{};  ///< probability of each Level by years alone; with the checklist. Each sums to 1
  Level level = Level::mid;                 ///< of the largest `after`
};

struct Toolchains {
  std::vector<ToolCheck> items;  ///< the table's order
  LevelEstimate estimate;
};

/// P(level | years, items) ∝ P(level | years) · Π P(item | level) over the items met (an item not met says nothing: a résumé is not complete).
Toolchains check_toolchains(const ToolchainTable& table, const text::Lexicon& lexicon, std::string_view resume_text, const text::Resume& resume,
                            const Evidence& evidence, std::optional<double> years);

}  // namespace chouma::screening
