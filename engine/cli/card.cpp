#include "cli/card.h"

#include "base/number.h"
#include "cli/card_tables.h"

namespace chouma::cli {

namespace {

std::string trees_line(const std::string& mode, const salary::TreesRecipe& trees) {
  if (trees.count == 0) return {};
  std::string line = "- " + mode + " mode: averaged with " + std::to_string(trees.count) + " boosted trees of " +
                     std::to_string(trees.leaves) + " leaves, whose share is " + base::format_double(trees.share) +
                     " (rate " + base::format_double(trees.rate) + ", at least " + std::to_string(trees.min_rows) +
                     " rows a leaf, each tree on " + base::format_double(trees.row_share) + " of the companies and " +
                     base::format_double(trees.column_share) + " of the columns).";
  if (trees.distil > 0)
    line += " They are grown towards " + base::format_double(1 - trees.distil) + " × log pay + " +
            base::format_double(trees.distil) + " × the posting mode's linear median.";
  return line + "\n";
}

std::string months_line(const salary::MonthsOfPay& months) {
  return "- Months of pay a year where a posting does not say: of the " + base::group_thousands(months.rows) +
         " postings of " + base::group_thousands(months.companies) + " companies that do (" +
         percent(months.share_stated) +
         " of all, each company weighing 1), by monthly pay (engine/src/salary/months_of_pay.h). Held out, the mean "
         "explains " +
         percent(months.r_squared) + " of their variance, and P10 to P90, whole months, hold " +
         percent(months.coverage_80) +
         ". Boards write months only where they are more than twelve: a posting that is silent may pay twelve.\n";
}

}  // namespace

std::string ledger_lines(const salary::Trained& trained) {
  std::string out = ledger_text(trained.ledger);
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
  out += ledger_table(trained.ledger);
  out += "\n## Held-out figures\n\n" + std::to_string(recipe.folds) +
         "-fold cross-validation in which neither a company nor a text stands on both sides (connected components of "
         "company and text). Each company "
         "weighs 1. Pinball loss in log points; brackets: 95 % bootstrap over companies; median error: median of |P50 "
         "/ posted − 1|. `go`: Go or golang in "
         "title, text or skills. Groups of at least 50 companies.\n\n";
  out += "### Posting mode: the whole posting\n\n" + figures_table(trained.posting);
  out += "\n### Profile mode: tags, years, city, education and level only\n\nA fit of its own.\n\n" +
         figures_table(trained.profile);
  out += "\n## How it was fitted\n\n";
  out += "- Median: quantile regression with an L1 penalty of " + base::format_double(recipe.penalty_posting) +
         " (posting) and " + base::format_double(recipe.penalty_profile) +
         " (profile) × total weight × the column's standard deviation, × " +
         base::format_double(recipe.penalty_structure) +
         " for years, education and level. A row of a company with n rows weighs n^−" +
         base::format_double(recipe.company_power) + ".\n";
  out +=
      "- Features: skills named and not negated, years (natural cubic spline), education, city and its tier, level; in "
      "posting mode also title words, "
      "phrases, months of pay, and the job board (centred: an unknown board counts as the average one).\n";
  const auto& features = recipe.features;
  if (!features.bases.skills_knots.empty())
    out += "- The number of skills: a line in its logarithm that bends at the recipe's knots.\n";
  if (features.pair_min_companies > 0)
    out +=
        "- Products of two of years (in steps), education, level, city, months, board and the number of skills, where "
        "at least " +
        std::to_string(features.pair_min_companies) + " companies carry both.\n";
  out += trees_line("Posting", recipe.trees_posting) + trees_line("Profile", recipe.trees_profile);
  out +=
      "- Spacings between the quantiles: log-linear and positive (Schmidt & Zhu 2016), on out-of-fold residuals, "
      "calibrated so that each company weighs 1.\n";
  out +=
      "- Skills: each one's own effect on log pay, and what the model misses of it, with clustered standard errors by "
      "the debiased lasso "
      "(engine/src/salary/skill_effects.h; coverage: docs/effects.md). The second make the intervals of a skill and of "
      "adding one, the first is "
      "what the premium weighs by the number of companies.\n";
  out += "- Standard errors of other terms and of the median: " + std::to_string(recipe.replicates) +
         " Bayesian-bootstrap refits over companies. They are of shrunk coefficients: they tell how stable a term is, "
         "not its bias towards 0" +
         (recipe.trees_posting.count + recipe.trees_profile.count > 0 ? "; of the linear part alone" : "") + ".\n";
  if (trained.months) out += months_line(*trained.months);
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
