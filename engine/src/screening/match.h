// A résumé against a posting: what is met, partly met and missing, with the places on both sides.
#pragma once

#include <chouma/profile.h>

#include "screening/carryover.h"
#include "text/resume.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace chouma::screening {

/// unknown: the résumé does not say. Years and degree only, which everybody has some of: a skill that is not named is missing.
enum class Status { met, partly, missing, unknown };

struct MatchItem {
  enum class Kind { skill, years, education };
  Kind kind = Kind::skill;
  std::uint32_t skill = text::kNone;  ///< of Kind::skill
  Strength strength = Strength::required;
  Status status = Status::missing;
  std::vector<Span> posting, resume;
  std::uint32_t via =
      text::kNone;  ///< the other skill that met or partly met it: a child, the parent, or the one that carries over
};

/// Every skill that the posting does not negate, years and education where it asks for them; required first, then preferred, then mentioned;
/// within one strength by the posting's first span, those without one (education, tags) last.
///   skill      met     it is held, or a more special one (posting: SQL database, résumé: MySQL; `via` says which)
///              partly  it, or the more special one, is only named while the posting requires it; or its direct parent is held as a
///                      technology (Spring Boot ← Spring; a concept is no proof of a tool); or `carry` has a row for one held
///              missing else
///   years      met: résumé years >= the posting's minimum; partly: at most one year short; missing: less
///   education  met: degree at least as high, or any will do; missing: lower
/// Years and education of which the résumé says nothing are unknown.
/// Of several skills held that would do, the one asked for where it is more than named, else the best proven, then the first in the résumé. The strength of years and education is required.
struct Match {
  std::vector<MatchItem> items;
};

/// `carry` may be null: then nothing carries over. Spans of the posting index its text, those of the résumé the résumé's.
Match match(const Profile& posting, const text::Resume& resume, const text::Lexicon& lexicon, const Carryover* carry);

}  // namespace chouma::screening
