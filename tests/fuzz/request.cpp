// Any bytes as a request, and as the text and résumé of one that is well formed: the report is always JSON.
#include "fuzz.h"

#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {

/// Pairs of whole numbers under the names of spans: all index the one text that the request holds twice.
void require_spans(const json& value, const std::vector<bool>& places, bool spans = false) {
  if (value.is_object()) {
    for (const auto& [key, item] : value.items())
      require_spans(item, places,
                    key == "title" || key == "asked" || key == "posting" || key == "resume" || key.ends_with("span") ||
                        key.ends_with("spans"));
  } else if (value.is_array()) {
    const bool pair = value.size() == 2 && value[0].is_number_integer() && value[1].is_number_integer();
    if (spans && pair) {
      chouma::fuzz::require_span({value[0].get<std::uint32_t>(), value[1].get<std::uint32_t>()}, places,
                                 "a span of the report is within the text");
    } else {
      for (const json& item : value) require_spans(item, places, spans);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static Engine engine = fuzz::engine();
  const std::string_view bytes = fuzz::view(data, size);
  const bool whole = !bytes.empty() && bytes.front() == '{';
  const std::string request = whole ? std::string(bytes)
                                    : json{{"schema", "chouma.request/1"},
                                           {"id", 1},
                                           {"text", bytes},
                                           {"resume", bytes},
                                           {"today", "2026-01"},
                                           {"want", {"next", "talk", "screening"}}}
                                          .dump(-1, ' ', false, json::error_handler_t::replace);
  const json report = json::parse(engine.analyze(request), nullptr, false);
  fuzz::require(report.is_object(), "the report is a JSON object");
  if (whole) return 0;
  fuzz::require(report["error"].is_null(), "a well formed request is answered");
  const std::string text = json::parse(request)["text"];
  require_spans(report, fuzz::boundaries(text));
  return 0;
}
