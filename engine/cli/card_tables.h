// The parts that every model's card has.
#pragma once

#include <string>
#include <vector>

#include "salary/evaluate.h"

namespace chouma::cli {

std::string fixed(double value, int digits);
/// 0.123 → "12.3 %".
std::string percent(double share);
/// Coverage of a group by company, with its interval.
std::string coverage(const salary::GroupFigures& group);

/// A table of groups' figures by company. Groups of fewer than 50 companies say too little to be shown, but the first always is.
std::string figures_table(const std::vector<salary::GroupFigures>& groups, const std::string& companies = "companies");

/// "## Rows" with the rules, and the same in lines for standard output.
std::string ledger_table(const std::vector<salary::LedgerLine>& ledger);
std::string ledger_text(const std::vector<salary::LedgerLine>& ledger);

}  // namespace chouma::cli
