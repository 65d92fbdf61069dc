#include "cli/card.h"

#include <cstdio>

#include "base/number.h"

namespace chouma::cli {

namespace {

using salary::GroupFigures;

/// Groups of fewer companies say too little to be shown.
constexpr std::int64_t kLeastCompanies = 50;

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

std::string table(const std::vector<GroupFigures>& groups) {
  std::string out =
      "| group | rows | companies | pinball, mean of five | 95 % | P10 | P25 | P50 | P75 | P90 | coverage of P10–P90 "
      "(95 %) | median error |\n"
      "|---|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const GroupFigures& g : groups) {
    if (g.companies < kLeastCompanies) continue;
    out += "| " + g.name + " | " + base::group_thousands(g.rows) + " | " + base::group_thousands(g.companies) + " | " +
           fixed(g.company.mean_pinball, 4) + " | [" + fixed(g.mean_pinball[0], 4) + ", " +
           fixed(g.mean_pinball[1], 4) + "] |";
    for (const double loss : g.company.pinball) out += " " + fixed(loss, 4) + " |";
    out += " " + coverage(g) + " | " + percent(g.company.mdape) + " |\n";
  }
  return out;
}

std::string number(double value) { return base::format_double(value); }

}  // namespace

std::string ledger_lines(const salary::Trained& trained) {
  std::string out;
  for (const auto& line : trained.ledger)
    out += base::group_thousands(line.rows_left) + " rows after \"" + line.rule + "\" (" +
           base::group_thousands(line.rows_dropped) + " dropped)\n";
  for (const auto* groups : {&trained.posting, &trained.profile})
    out += std::string(groups == &trained.posting ? "posting" : "profile") + " mode, other companies: mean pinball " +
           fixed(groups->front().company.mean_pinball, 4) + ", coverage " + coverage(groups->front()) +
           ", median error " + percent(groups->front().company.mdape) + "\n";
  return out + base::group_thousands(static_cast<std::int64_t>(trained.model_json.size())) + " bytes\n";
}

std::string card(const salary::Recipe& recipe, const salary::Trained& trained) {
  const Passport& passport = trained.passport;
  std::string out = "# " + recipe.name + " (`" + recipe.id + "`)\n\n";
  out +=
      "**Posted pay: what postings offer, not what people are paid.** The conditional quantiles .10 .25 .50 .75 .90 of "
      "the middle of the posted monthly "
      "range, before tax.\n\n";
  out += "- Source: " + recipe.source + ".\n";
  out += "- Period: " + passport.period_from + " to " + passport.period_to +
         ", by the day a posting was first seen. Fitted on " + passport.fitted_on + ".\n";
  out += "- " + base::group_thousands(passport.rows) + " postings of " + base::group_thousands(passport.companies) +
         " companies.\n";
  out += "- Model " + base::group_thousands(static_cast<std::int64_t>(trained.model_json.size())) +
         " bytes, SHA-256 `" + passport.hash + "`.\n\n";
  out += "## Rows\n\n| rule | rows left | dropped |\n|---|---|---|\n";
  for (const auto& line : trained.ledger)
    out += "| " + line.rule + " | " + base::group_thousands(line.rows_left) + " | " +
           base::group_thousands(line.rows_dropped) + " |\n";
  out += "\n## Held-out figures\n\n" + std::to_string(recipe.folds) +
         "-fold cross-validation in which neither a company nor a text stands on both sides (connected components of "
         "company and text). Each company "
         "weighs 1. Pinball loss in log points; brackets: 95 % bootstrap over companies; median error: median of |P50 "
         "/ posted − 1|. `go`: Go or golang in "
         "title, text or skills. Groups of at least 50 companies.\n\n";
  out += "### Posting mode: the whole posting\n\n" + table(trained.posting);
  out += "\n### Profile mode: tags, years, city, education and level only\n\nA fit of its own.\n\n" +
         table(trained.profile);
  out += "\n## How it was fitted\n\n";
  out += "- Median: quantile regression with an L1 penalty of " + number(recipe.penalty_posting) + " (posting) and " +
         number(recipe.penalty_profile) + " (profile) × total weight × the column's standard deviation, × " +
         number(recipe.penalty_structure) +
         " for years, education and level. A row of a company with n rows weighs n^−" + number(recipe.company_power) +
         ".\n";
  out +=
      "- Features: skills named and not negated, years (natural cubic spline), education, city and its tier, level; in "
      "posting mode also title words, "
      "phrases, months of pay, and the job board (centred: an unknown board counts as the average one).\n";
  out +=
      "- Spacings between the quantiles: log-linear and positive (Schmidt & Zhu 2016), on out-of-fold residuals, "
      "calibrated so that each company weighs 1.\n";
  out += "- Standard errors: " + std::to_string(recipe.replicates) +
         " Bayesian-bootstrap refits over companies. They are of shrunk coefficients: they tell how stable a term is, "
         "not its bias towards 0.\n";
  out += "- `chouma train --recipe models/salary/" + recipe.id +
         "/recipe.json --data … --out …` repeats it, bit for bit.\n\n";
  out +=
      "## Limits\n\n"
      "- Job boards' asking ranges, not contracts; the middle of a wide range hides its width. Months of pay beyond "
      "twelve are not in the amount.\n"
      "- Software and neighbouring postings that state pay, from some boards and a few months; other trades, years and "
      "面议 postings are not represented.\n"
      "- Some pay cells are day or year rates wrongly filed as monthly (about 0.4 %); those inside the row rule stay "
      "in.\n"
      "- Effects of skills and words are associations in postings, not what learning the skill would pay.\n"
      "- Penalties, minima and the list of phrases were chosen by looking at this same table, partly on the same "
      "folds: the held-out figures flatter a little.\n"
      "- Small groups (brackets above that do not reach 80 %) are covered worse than the whole: the band is calibrated "
      "over all companies, not group by group.\n";
  if (!recipe.history.empty()) out += "\n## Earlier fits\n\n";
  for (const std::string& line : recipe.history) out += "- " + line + "\n";
  return out;
}

}  // namespace chouma::cli
