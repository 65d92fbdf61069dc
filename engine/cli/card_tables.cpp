#include "cli/card_tables.h"

#include <cstdio>

#include "base/number.h"

namespace chouma::cli {

namespace {

using salary::GroupFigures;

constexpr std::int64_t kLeastCompanies = 50;

}  // namespace

std::string fixed(double value, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string percent(double share) { return fixed(100 * share, 1) + " %"; }

std::string coverage(const GroupFigures& g) {
  return percent(g.company.coverage_80) + " [" + fixed(100 * g.coverage_80[0], 1) + ", " +
         fixed(100 * g.coverage_80[1], 1) + "]";
}

std::string figures_table(const std::vector<GroupFigures>& groups, const std::string& companies) {
  std::string out = "| group | rows | " + companies +
                    " | pinball, mean of five | 95 % | P10 | P25 | P50 | P75 | P90 | coverage of P10–P90 "
                    "(95 %) | median error |\n"
                    "|---|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const GroupFigures& g : groups) {
    if (&g != &groups.front() && g.companies < kLeastCompanies) continue;
    out += "| " + g.name + " | " + base::group_thousands(g.rows) + " | " + base::group_thousands(g.companies) + " | " +
           fixed(g.company.mean_pinball, 4) + " | [" + fixed(g.mean_pinball[0], 4) + ", " +
           fixed(g.mean_pinball[1], 4) + "] |";
    for (const double loss : g.company.pinball) out += " " + fixed(loss, 4) + " |";
    out += " " + coverage(g) + " | " + percent(g.company.mdape) + " |\n";
  }
  return out;
}

std::string ledger_table(const std::vector<salary::LedgerLine>& ledger) {
  std::string out = "## Rows\n\n| rule | rows left | dropped |\n|---|---|---|\n";
  for (const auto& line : ledger)
    out += "| " + line.rule + " | " + base::group_thousands(line.rows_left) + " | " +
           base::group_thousands(line.rows_dropped) + " |\n";
  return out;
}

std::string ledger_text(const std::vector<salary::LedgerLine>& ledger) {
  std::string out;
  for (const auto& line : ledger)
    out += base::group_thousands(line.rows_left) + " rows after \"" + line.rule + "\" (" +
           base::group_thousands(line.rows_dropped) + " dropped)\n";
  return out;
}

}  // namespace chouma::cli
