// Reads offers to be compared (schema: models/schema/offers.schema.json).
#pragma once

#include "bargain/offers.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

/// {"start", "years", …, "offers": […]}; throws Error. `where` stands before a field: "request.offers." gives "request.offers.start". Ranges are those
/// of check(); here fields are known and typed. A setting that cannot be used is in `refused`; a start or a list that cannot is thrown.
OfferBook read_offers(const nlohmann::json& value, const std::string& where);
/// A file of its own, with "format": "chouma.offers/1"; any refused setting is its error.
Result<OfferBook> parse_offers(std::string_view json);

}  // namespace chouma::bargain
