#include "base/base64.h"

#include <catch_amalgamated.hpp>

using chouma::base::base64;
using chouma::base::read_base64;

TEST_CASE("base64: RFC 4648's own examples, there and back", "[base64]") {
  const std::pair<std::string, std::string> examples[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
  };
  for (const auto& [bytes, text] : examples) {
    CHECK(base64(bytes) == text);
    CHECK(read_base64(text) == bytes);
  }
}

TEST_CASE("base64: every byte comes back", "[base64]") {
  std::string bytes;
  for (int b = 0; b < 256; ++b) bytes += static_cast<char>(b);
  for (std::size_t n = 0; n <= bytes.size(); ++n) CHECK(read_base64(base64(bytes.substr(n))) == bytes.substr(n));
}

TEST_CASE("base64: what is not base64 is nothing", "[base64]") {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z=g=", "Zm-v", "Zm9v\n", "====", "Z===", "=Zg="})
    CHECK_FALSE(read_base64(text));
}
