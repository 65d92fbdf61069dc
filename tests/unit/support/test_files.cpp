#include <stdexcept>

#include <catch_amalgamated.hpp>

#include "support/files.h"

using chouma::test::file;
using chouma::test::files;

// The case file holds what is hard to carry through a C++ literal: quotes, backslashes, digits
// after an escape, what looks like a trigraph, and Chinese.
TEST_CASE("embedded files keep their bytes", "[support]") {
  REQUIRE(file("tests/cases/embedded.json") == "{ \"hard\": \"\\\" \\\\ ?\?/ 筹码7 \xF0\x9F\x8E\xB2\" }\n");
}

TEST_CASE("an unknown embedded file is refused by name", "[support]") {
  REQUIRE_THROWS_AS(file("models/none.json"), std::out_of_range);
  REQUIRE_THROWS_WITH(file("models/none.json"), Catch::Matchers::ContainsSubstring("models/none.json"));
}

TEST_CASE("embedded files are sorted by path", "[support]") {
  const auto all = files();
  REQUIRE(!all.empty());
  for (std::size_t i = 1; i < all.size(); ++i) REQUIRE(all[i - 1].path < all[i].path);
}
