// Any bytes as each kind of file that an engine loads; what is accepted must then serve a request.
#include "fuzz.h"

#include <nlohmann/json.hpp>

using nlohmann::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static const std::string request = json{
      {"schema", "chouma.request/1"},
      {"id", 1},
      {"text", "Go 后端，3-5年经验，熟悉 Kubernetes，20-30K·14薪"},
      {"resume", "5年 Java 开发，用过 Go 和 Redis"},
      {"want",
       {"next", "talk", "screening"}}}.dump();
  static Engine engine = fuzz::engine();
  for (const auto& [kind, bytes] : fuzz::committed()) {
    if (!engine.load(kind, fuzz::view(data, size)).ok()) continue;
    fuzz::require(json::parse(engine.analyze(request), nullptr, false).is_object(), "the report is a JSON object");
    fuzz::require(engine.load(kind, bytes).ok(), "the committed file loads again");
  }
  return 0;
}
