#include <limits>
#include <optional>
#include <string>

#include <catch_amalgamated.hpp>

#include "base/number.h"

namespace base = chouma::base;

TEST_CASE("a number is the whole text or nothing", "[base]") {
  const auto [text, value] = GENERATE(table<std::string, std::optional<double>>({
      {"15000", 15000.0},
      {" -2.5e3\t", -2500.0},
      {"0.1", 0.1},
      {"1e-320", 1e-320},
      {"", std::nullopt},
      {"  ", std::nullopt},
      {"15k", std::nullopt},
      {"1 2", std::nullopt},
      {"1,5", std::nullopt},
      {"0x10", std::nullopt},
      {"nan", std::nullopt},
      {"inf", std::nullopt},
      {"1e999", std::nullopt},
  }));
  CAPTURE(text);
  CHECK(base::parse_double(text) == value);
}

TEST_CASE("a printed double reads back as itself, in its shortest form", "[base]") {
  const auto [value, text] = GENERATE(table<double, std::string>({
      {0.0, "0"},
      {0.1, "0.1"},
      {-1.5, "-1.5"},
      {1.0 / 3, "0.3333333333333333"},
      {44923.0, "44923"},
      {1e22, "1e+22"},
      {5e-324, "5e-324"},
      {std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
  }));
  CHECK(base::format_double(value) == text);
  CHECK(base::parse_double(text) == value);
}

TEST_CASE("thousands are grouped, with a true minus sign", "[base]") {
  const auto [value, text] = GENERATE(table<std::int64_t, std::string>({
      {0, "0"},
      {999, "999"},
      {1000, "1,000"},
      {44923, "44,923"},
      {-1234567, "−1,234,567"},
      {std::numeric_limits<std::int64_t>::min(), "−9,223,372,036,854,775,808"},
  }));
  CHECK(base::group_thousands(value) == text);
}
