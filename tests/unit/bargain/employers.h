// The shipped table of employers, for tests.
#pragma once

#include "bargain/employer.h"
#include "bargain/packages.h"
#include "base/math.h"
#include "support/files.h"

#include <catch_amalgamated.hpp>

namespace chouma::test {

inline bargain::NegotiationTable employers() {
  const auto table = bargain::parse_negotiation(file("models/bargain/negotiation.json"));
  if (!table) FAIL(message(table.error()));
  return table.value();
}

inline bargain::PackageTable package_table() {
  const auto table = bargain::parse_packages(file("models/bargain/packages.json"));
  if (!table) FAIL(message(table.error()));
  return table.value();
}

inline bargain::LimitPrior around(double pay, double sd = 0.1) { return {base::log(pay), sd, std::nullopt}; }

inline bargain::Move asks(double amount) { return {bargain::Party::candidate, amount}; }
inline bargain::Move offers(double amount) { return {bargain::Party::employer, amount}; }

}  // namespace chouma::test
