// tests/cases/engine.json through the engine. tests/wasm reads the same file through the WASM build.
#include "engine_support.h"
#include "support/json_schema.h"

#include <cmath>

using nlohmann::json;
namespace test = chouma::test;

namespace {

void check(const json& expected, const json& report, const std::string& pointer) {
  CAPTURE(pointer);
  const json::json_pointer at(pointer);
  REQUIRE(report.contains(at));
  const json& value = report.at(at);
  CAPTURE(value.dump());
  if (expected.is_object() && expected.contains("near")) {
    REQUIRE(value.is_number());
    CHECK(std::abs(value.get<double>() - expected["near"].get<double>()) <= expected["within"].get<double>());
  } else if (expected.is_object() && expected.contains("has")) {
    CHECK(value.size() == expected["has"].get<std::size_t>());
  } else {
    CHECK(value == expected);
  }
}

}  // namespace

TEST_CASE("requests and their reports, as in tests/cases/engine.json", "[engine]") {
  chouma::Engine engine = test::engine_without_model();
  const json cases = json::parse(test::file("tests/cases/engine.json"));
  for (const json& item : cases["cases"]) {
    CAPTURE(item["name"].get<std::string>());
    const std::string request = item.contains("raw") ? item["raw"].get<std::string>() : item["request"].dump();
    const json report = json::parse(engine.analyze(request));
    CAPTURE(report["warnings"].dump());
    CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
    for (const auto& [pointer, expected] : item["report"].items()) check(expected, report, pointer);
  }
}
