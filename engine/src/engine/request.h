// One request as the engine holds it: what models/schema/request.schema.json describes, read field by field.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "bargain/offers.h"
#include "engine/negotiation_section.h"
#include "screening/vetoes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma {

struct Request {
  enum class ModeChoice { automatic, posting, profile };

  std::int64_t id = 0;
  std::optional<std::string> model_id, model_hash;
  ModeChoice mode = ModeChoice::automatic;
  std::string text;
  std::vector<std::string> tags, removed;  ///< as in the request, place by place; empty where an item was refused
  std::optional<std::string> city;
  std::optional<double> years;
  std::optional<Education> education;
  std::optional<Level> level;
  std::string resume;
  std::optional<text::Month> today;
  screening::Evidence evidence;
  std::optional<bargain::OfferBook> offers;
  std::optional<NegotiationRequest> negotiation;
  std::uint64_t seed = 1;
  bool want_next = true, want_talk = true, want_screening = false;
};

/// Malformed UTF-8 becomes U+FFFD (one warning, Code::bad_utf8). A field that is unknown or has a bad value is left out with a warning; of a list, only the
/// bad items. An Error only where there is no request at all: not JSON, not an object, another schema version.
Result<Request> read_request(std::string_view json, Warnings& warnings);  // request_json.cpp

/// The bytes with each malformed sequence as U+FFFD, and each \u escape of a surrogate without its other half as \ufffd (one warning, Code::bad_utf8): JSON
/// forbids both, but a text pasted in a browser may hold them, and each stays one UTF-16 unit.
std::string repaired(std::string_view json, Warnings& warnings);  // request_json.cpp

/// The request's id where one can be made out, else 0: so that a refusal can be told from a stale answer.
std::int64_t request_id(std::string_view json);  // request_json.cpp

}  // namespace chouma
