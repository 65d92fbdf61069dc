#include "base/fields_json.h"

#include <catch_amalgamated.hpp>

using chouma::Code;
using chouma::Error;
using chouma::Result;
using chouma::base::Fields;

namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

Error refusal_of(const std::string& json, const std::function<void(const Fields&)>& read) {
  const auto result = chouma::base::catch_refusal([&]() -> Result<int> {
    const auto root = chouma::base::parse_json(json, "file");
    read(Fields(root, "file."));
    return 0;
  });
  REQUIRE(!result);
  return result.error();
}

}  // namespace

TEST_CASE("JSON nests to 64 levels and no deeper", "[base]") {
  CHECK_NOTHROW(chouma::base::parse_json(nested(64), "file"));
  CHECK_THROWS_AS(chouma::base::parse_json(nested(65), "file"), Error);
  CHECK_NOTHROW(chouma::base::parse_json("\"" + std::string(100, '[') + "\\\"" + std::string(100, '{') + "\"", "file"));
  const Error deep = refusal_of(nested(100000), [](const Fields&) {});
  CHECK(deep.code == Code::bad_json);
  CHECK(deep.where == "file, byte 64");
}

TEST_CASE("a refused field is named with its value and what is allowed", "[base]") {
  struct Case {
    std::string json;
    std::function<void(const Fields&)> read;
    Code code;
    std::string where, value;
  };
  const std::vector<Case> cases = {
      {"{\"a\": ", [](const Fields&) {}, Code::bad_json, "file, byte 6", "the end"},
      {"{\"a\": nope}", [](const Fields&) {}, Code::bad_json, "file, byte 7", "ope}"},
      {"{\"a\": \"\xff\"}", [](const Fields&) {}, Code::bad_json, "file, byte 7", "\xff\"}"},
      {"[1]", [](const Fields&) {}, Code::bad_schema, "file", "[1]"},
      {"{}", [](const Fields& f) { f.number("a", 0, 1); }, Code::bad_schema, "file.a", "missing"},
      {"{\"a\": 2}", [](const Fields& f) { f.number("a", 0, 1); }, Code::out_of_range, "file.a", "2"},
      {"{\"a\": \"2\"}", [](const Fields& f) { f.number("a", 0, 1); }, Code::bad_schema, "file.a", "\"2\""},
      {"{\"a\": 1e999}", [](const Fields& f) { f.number("a", 0, 1); }, Code::bad_json, "file",
       "a number beyond 64-bit floating point"},
      {"{\"a\": 7}", [](const Fields& f) { f.text("a", 0, 1); }, Code::bad_schema, "file.a", "7"},
      {"{\"a\": \"xyz\"}", [](const Fields& f) { f.text("a", 0, 2); }, Code::too_large, "file.a", "\"xyz\""},
      {"{\"a\": \"\"}", [](const Fields& f) { f.text("a", 1, 2); }, Code::out_of_range, "file.a", "\"\""},
      {"{\"a\": {}}", [](const Fields& f) { f.list("a", 0, 2); }, Code::bad_schema, "file.a", "{}"},
      {"{\"a\": [1,2,3]}", [](const Fields& f) { f.list("a", 0, 2); }, Code::too_large, "file.a", "3 items"},
      {"{\"b\": 1}", [](const Fields& f) { f.only({"a"}); }, Code::unknown_name, "file.b", "1"},
      {"{\"a\": \"x/2\"}", [](const Fields& f) { f.version("a", "x/1"); }, Code::bad_version, "file.a", "\"x/2\""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    const Error error = refusal_of(c.json, c.read);
    CHECK(error.code == c.code);
    CHECK(error.where == c.where);
    CHECK(error.value == c.value);
    CHECK(!error.allowed.empty());
  }
}
