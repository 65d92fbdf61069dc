// Negotiation domains for tests: our own small ones, and those that lie beside the repository.
#pragma once

#include "bargain/outcome_space.h"
#include "support/files.h"

#include <fstream>
#include <sstream>
#include <string>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

namespace chouma::test {

inline bargain::Domain domain_of(std::string_view json) {
  const auto domain = bargain::parse_domain(json);
  if (!domain) FAIL(message(domain.error()));
  return domain.value();
}

inline std::string case_json(const std::string& name) { return std::string(file("tests/cases/bargain/" + name)); }

/// Empty where ../shared is not there.
inline std::string shared_json(const std::string& name) {
  std::stringstream text;
  text << std::ifstream("../shared/data/negotiation/" + name, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace chouma::test
