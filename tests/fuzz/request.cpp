// Any bytes as a request, and as the text and résumé of one that is well formed: the report is always JSON.
#include "fuzz.h"

#include <nlohmann/json.hpp>

using nlohmann::json;

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
  fuzz::require(whole || report["error"].is_null(), "a well formed request is answered");
  return 0;
}
