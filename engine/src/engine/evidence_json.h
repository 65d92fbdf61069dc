// What the candidate says of themselves beside the résumé, read from request.evidence.
#pragma once

#include <chouma/error.h>

#include "screening/vetoes.h"

#include <nlohmann/json.hpp>

namespace chouma {

/// Of a list, only the bad items are left out, each with a warning; the same for a bad or unknown field. Throws Error where `value` is no object.
screening::Evidence read_evidence(const nlohmann::json& value, Warnings& warnings);

/// "2026-11" → 2026 × 12 + 10. Throws Error unless it is a month from 1900-01 to 9999-12.
text::Month read_month(const nlohmann::json& value, const std::string& where);

}  // namespace chouma
