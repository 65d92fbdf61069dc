#include "base/json_writer.h"

#include <limits>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

using chouma::base::JsonWriter;

TEST_CASE("objects, arrays and values, commas between them", "[base]") {
  JsonWriter json;
  json.object([&] {
    json.field("a", 1);
    json.field("b", std::vector<std::string>{"x", "y"});
    json.object("c", [] {});
    json.array("d", [&] {
      json.value(true);
      json.null();
      json.array([] {});
      json.object([&] { json.field("e", std::optional<int>()); });
    });
    json.null("f");
    json.field("g", std::int64_t{-9007199254740993});
  });
  CHECK(json.text() == R"({"a":1,"b":["x","y"],"c":{},"d":[true,null,[],{"e":null}],"f":null,"g":-9007199254740993})");
}

TEST_CASE("numbers in their shortest form, none that JSON lacks", "[base]") {
  JsonWriter json;
  json.array([&] {
    for (const double number : {0.1, 1.0, -0.0, 1e-7, 123456.789, 1e300, std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN()})
      json.value(number);
  });
  CHECK(json.text() == "[0.1,1,-0,1e-07,123456.789,1e+300,null,null]");
  CHECK(nlohmann::json::parse(json.text())[3] == 1e-7);
}

TEST_CASE("every byte string becomes a JSON string", "[base]") {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  all += "筹码 🎲 \"quoted\" back\\slash";
  JsonWriter json;
  json.value(all);
  const auto read = nlohmann::json::parse(json.text()).get<std::string>();
  CHECK(read.substr(0, 128) == all.substr(0, 128));
  CHECK(read.find("筹码 🎲 \"quoted\" back\\slash") != std::string::npos);
  CHECK(read.find("\xEF\xBF\xBD") != std::string::npos);
}
