// A résumé against a posting: what is met, partly met and missing, with the places on both sides.
#pragma once

#include <chouma/profile.h>

#include "screening/carryover.h"
#include "text/resume.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace chouma::screening {

enum class Status { met, partly, missing };

struct MatchItem {
  enum class Kind { skill, years, education };
  Kind kind = Kind::skill;
  std::uint32_t skill = text::kNone;  ///< of Kind::skill
  Strength strength = Strength::required;
  Status status = Status::missing;
  std::vector<Span> posting, resume;
  std::uint32_t via = text::kNone;  ///< partly: the skill held that is near (parent, child) or carries over
};

/// Every skill that the posting does not negate, years and education where it asks for them; required first, then by span.
///   skill      met: held (a parent asked is met by any child held); partly: a near skill is held, the row `carry` says so, or it is held but only mentioned
///              while the posting requires it; else missing
///   years      met: résumé years >= the posting's minimum; partly: at most one year short; missing where the résumé says nothing
///   education  met: degree at least as high; else missing
struct Match {
  std::vector<MatchItem> items;
};

Match match(const Profile& posting, const text::Resume& resume, const text::Lexicon& lexicon, const Carryover* carry);

}  // namespace chouma::screening
