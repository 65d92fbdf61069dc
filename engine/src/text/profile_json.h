// A Profile as the JSON object that `chouma extract` prints.
#pragma once

#include "text/lexicon.h"

#include <string>
#include <string_view>

namespace chouma::text {

/// {"id", "skills": [{"id", "name", "kind", "strength", "spans": [[begin, end], …]}], "years_min", "years_max", "education", "level", "city", "pay"}.
/// What the text does not say is null. "pay": {"low", "high", "currency", "period", "monthly_low", "monthly_high", "months", "negotiable", "span"};
/// of a negotiable quote without figures the amounts are null. Spans are UTF-16 code units. "id" is left out when empty.
std::string profile_json(const Lexicon& lexicon, const Profile& profile, std::string_view id = {});

}  // namespace chouma::text
