// Our own pay packages as a domain for strategies, native and WASM.
#pragma once

#include "bargain/packages.h"

#include <cstdlib>
#include <string>

namespace chouma::bench {

/// Base pay of 24,000 … 36,000, every issue of the table, reference 30,000.
inline bargain::Packages packages(const std::string& json, double step) {
  const auto table = bargain::parse_packages(json);
  if (!table) std::abort();
  std::vector<std::string> issues;
  for (const auto& issue : table.value().issues) issues.push_back(issue.id);
  auto made = bargain::make_packages(table.value(), {24000, 36000, step, 30000}, issues, {});
  if (!made) std::abort();
  return std::move(made.value());
}

inline bargain::Domain package_domain(const std::string& json) { return bargain::as_domain(packages(json, 2000)); }

}  // namespace chouma::bench
