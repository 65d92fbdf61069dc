// What a posting's team rejects for without saying so (SPEC 1.4), checked against the candidate's own evidence.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "text/resume.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// What the candidate says of themselves beside the résumé. Absent is unknown, never "no".
struct Evidence {
  std::optional<std::int64_t> stars;                  ///< GitHub stars of their most starred repository
  std::vector<std::string> merged;                    ///< projects that merged a commit of theirs, as typed
  bool merged_stated = false;                         ///< the list is complete: an empty one says "none"
  std::vector<std::pair<std::string, bool>> answers;  ///< veto id → met, as the candidate ticked it
  std::vector<std::string> tools;                     ///< toolchain items ticked
  std::vector<double> scores;                         ///< BP scores of past applications
};

enum class VetoStatus { met, not_met, unknown };

/// Validated and immutable; models/screening/vetoes.json.
struct VetoTable;

struct VetoCheck {
  std::string id;
  base::Words name;
  VetoStatus status = VetoStatus::unknown;
  std::vector<Span> asked;   ///< where the posting itself says it; empty: unspoken
  std::vector<Span> resume;  ///< where the résumé bears it out
  base::Words why;           ///< why this status, with the figures that decided
  base::Words settle;        ///< what would meet or settle it; empty when met
};

/// One per veto of the table that applies to the posting's skills, in the table's order. `resume_text` may be empty.
std::vector<VetoCheck> check_vetoes(const VetoTable& table, const text::Lexicon& lexicon, std::string_view posting_text,
                                    const Profile& posting, std::string_view resume_text, const text::Resume& resume,
                                    const Evidence& evidence);

}  // namespace chouma::screening
