// Toolchains by level (SPEC 1.7): checklists that move the level estimate.
//   P(level | years, items) ∝ P(level | years) · Π P(item | level) over the items met; an item not met says nothing, a résumé is not complete.
// P(level | years), from counts of postings: the levels that postings of a years band name in their titles, each company counting once. Most titles name
// none: such a posting stands for the ordinary grade, junior or mid, and is shared out as the band's named ones are, with one more for mid:
//   n(mid) += unnamed · (n(mid) + 1) / (n(junior) + n(mid) + 1),   n(junior) += the rest
// P(item | level) ∝ `ratio` from the checklist's own level upwards, 1 below it: the given order of the checklists with one assumed number, since fewer than
// 30 companies in the postings name any of the items. Hence an item of a level never lowers P(that level or above).
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "screening/phrases.h"
#include "screening/vetoes.h"
#include "text/resume.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// Validated and immutable; models/screening/toolchains.json.
struct ToolchainTable {
  struct Item {
    std::string id;
    base::Words name;
    Level level = Level::junior;
    std::vector<std::uint32_t> skills;  ///< of the lexicon; each stands for the item
  };
  struct Band {
    double from = 0;  ///< years, up to the next band's
    std::array<double, 6> named{};
    double unnamed = 0;
  };
  std::string id;
  std::vector<Item> items;
  std::vector<Band> bands;  ///< ascending, the first from 0
  double ratio = 1;
  Phrases phrases;  ///< value: item
};

/// A skill id that the lexicon lacks is refused (Code::unknown_name).
Result<ToolchainTable> parse_toolchains(std::string_view json, const text::Lexicon& lexicon);  // toolchains_json.cpp

struct ToolCheck {
  std::string id;
  base::Words name;
  Level level = Level::junior;  ///< whose checklist it stands on
  bool met = false;
  std::vector<Span> resume;  ///< where the résumé names it, ascending; empty when the candidate ticked it
};

struct LevelEstimate {
  std::array<double, 6> before{},
      after{};               ///< probability of each Level by years alone; with the checklist. Each sums to 1
  Level level = Level::mid;  ///< of the largest `after`, the lower of equals
};

struct Toolchains {
  std::vector<ToolCheck> items;  ///< the table's order
  LevelEstimate estimate;
};

/// An item is met by its skills in the résumé, by its phrases in the text where that denies nothing (text::Resume::denied), or by its id in
/// `evidence.tools`. Without `years`: all bands together.
/// `resume_text` is the text that `resume` was read from with its personal_spans blanked out.
Toolchains check_toolchains(const ToolchainTable& table, std::string_view resume_text, const text::Resume& resume,
                            const Evidence& evidence, std::optional<double> years);

}  // namespace chouma::screening
