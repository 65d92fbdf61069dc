// Reads the request's `negotiation` (models/schema/request.schema.json).
#pragma once

#include "engine/negotiation_section.h"

#include <nlohmann/json_fwd.hpp>

namespace chouma {

/// A field with a bad value is left out with a warning that names it; of a list, only the bad items. Throws Error where `value` is no object.
NegotiationRequest read_negotiation(const nlohmann::json& value, Warnings& warnings);

}  // namespace chouma
