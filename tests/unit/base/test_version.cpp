#include <algorithm>

#include <catch_amalgamated.hpp>

#include "base/version.h"

TEST_CASE("the version is major.minor.patch", "[base]") {
  const auto v = chouma::base::version();
  CAPTURE(v);
  REQUIRE(std::ranges::count(v, '.') == 2);
  REQUIRE(std::ranges::all_of(v, [](char c) { return c == '.' || (c >= '0' && c <= '9'); }));
}
