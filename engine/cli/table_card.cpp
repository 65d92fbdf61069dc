#include "cli/table_card.h"

#include "base/number.h"
#include "cli/card_tables.h"

namespace chouma::cli {

namespace {

using salary::TableField;
using salary::TableRecipe;
using salary::TrainedTable;

std::string count(std::int64_t value) { return base::group_thousands(value); }

bool grouped(const TableRecipe& recipe) {
  for (const auto& table : recipe.tables)
    if (!table.group.empty()) return true;
  return false;
}

std::string file_of(std::size_t model, const TrainedTable& trained) {
  return model == 0 ? "model.json" : trained.passport.response + ".json";
}

std::string against_nothing(const TrainedTable& trained) {
  const double ours = trained.figures.front().company.mean_pinball;
  return "Without any field (the quantiles of the other folds): pinball " + fixed(trained.no_model.mean_pinball, 4) +
         "; the model's is " + fixed(ours / trained.no_model.mean_pinball, 3) + " of it.";
}

std::string trend_table(const salary::TablePassport& passport) {
  std::string out = "\n## Trend, in the cells that every table has\n\n| ";
  for (const std::string& field : passport.trend_fields) out += field + " | ";
  for (const auto& level : passport.trend.front().levels) out += "median " + level.name + " (rows, groups) | ";
  for (std::size_t l = 1; l < passport.trend.front().levels.size(); ++l)
    out += passport.trend.front().levels[l].name + " / " + passport.trend.front().levels[0].name + " (95 %) | ";
  out.back() = '\n';
  const std::size_t levels = passport.trend.front().levels.size();
  out += "|";
  for (std::size_t k = 0; k < passport.trend_fields.size() + 2 * levels - 1; ++k) out += "---|";
  for (const auto& cell : passport.trend) {
    out += "\n|";
    for (const std::string& value : cell.values) out += " " + value + " |";
    for (const auto& level : cell.levels)
      out += " " + (level.median > 0 ? count(static_cast<std::int64_t>(level.median)) + " (" : "(") +
             count(level.rows) + ", " + count(level.groups) + ") |";
    for (std::size_t l = 1; l < levels; ++l)
      out += " " + fixed(cell.levels[l].ratio, 3) + " [" + fixed(cell.levels[l].interval[0], 3) + ", " +
             fixed(cell.levels[l].interval[1], 3) + "] |";
  }
  return out +
         "\n\nMedians of the rows themselves, each group weighing 1 in its cell; no model. A number's cell begins at "
         "the "
         "value shown. Brackets: bootstrap over groups. \"all\": the mean of the cells' log ratios; its rows and "
         "groups "
         "are sums over the cells.\n";
}

std::string field_line(const TableField& field) {
  std::string out = "- `" + field.id + "` (" + std::string(field_kind_name(field.kind)) + ")";
  if (field.from != field.id) out += ", from `" + field.from + "`";
  if (field.kind == salary::FieldKind::number) {
    out += ": natural cubic spline with knots";
    for (const double knot : field.knots) out += " " + base::format_double(knot);
  } else {
    out += ": a column for each with at least " + count(field.min_rows) + " rows";
    if (field.min_groups > 1) out += " and " + count(field.min_groups) + " groups";
  }
  return out + (field.penalty == 1 ? "" : "; penalty × " + base::format_double(field.penalty)) + ".\n";
}

std::string how(const TableRecipe& recipe, const std::string& fitted_on) {
  std::string out = "\n## How it was fitted\n\n";
  out += "- Median of the logarithm: quantile regression with an L1 penalty of " +
         base::format_double(recipe.penalty_median) + " × total weight × the column's standard deviation.";
  out += grouped(recipe) ? " A row of a group with n rows weighs n^−" + base::format_double(recipe.group_power) + ".\n"
                         : "\n";
  for (const TableField& field : recipe.fields) out += field_line(field);
  for (const auto& pair : recipe.pairs)
    out += "- Products of `" + recipe.fields[pair.of[0]].id + "` and `" + recipe.fields[pair.of[1]].id +
           "` with at least " + count(pair.min_rows) + " rows" +
           (pair.min_groups > 1 ? " and " + count(pair.min_groups) + " groups" : "") +
           (pair.penalty == 1 ? "" : "; penalty × " + base::format_double(pair.penalty)) + ".\n";
  out +=
      "- What is not stated has a column of its own; a level without a column counts as \"other\".\n"
      "- Spacings between the quantiles: log-linear and positive (Schmidt & Zhu 2016), on out-of-fold residuals, "
      "calibrated with each group weighing 1.\n";
  out += "- Standard errors: " + std::to_string(recipe.replicates) +
         " Bayesian-bootstrap refits over groups. They are of shrunk coefficients: they tell how stable a term is, not "
         "its bias towards 0.\n";
  const std::string folder = "models/salary/" + recipe.id + "/";
  out += "- `chouma train --recipe " + folder + "recipe.json";
  for (const auto& table : recipe.tables) out += " --data " + table.id + ".csv.gz";
  return out + " --date " + fitted_on + " --out " + folder + " --card " + folder + "card.md --golden " + folder +
         "golden.json` repeats it, bit for bit.\n";
}

std::string model_part(const TableRecipe& recipe, std::size_t k, const TrainedTable& trained) {
  const auto& passport = trained.passport;
  std::string out = "\n## `" + file_of(k, trained) + "`: " + passport.amount + "\n\n";
  out += "- " + count(passport.passport.rows) + " rows" +
         (grouped(recipe) ? " of " + count(passport.passport.companies) + " groups" : "") + "; " + passport.currency +
         " a " + passport.unit + ".\n";
  out += "- " + count(static_cast<std::int64_t>(trained.model_json.size())) + " bytes, SHA-256 `" +
         passport.passport.hash + "`.\n\n#" + ledger_table(trained.ledger);
  out += "\n### Held-out figures\n\n" + std::to_string(recipe.folds) + "-fold cross-validation over " +
         (grouped(recipe) ? "groups (and those that share a text); each group weighs 1"
                          : "rows; each row is a group of its own") +
         ". Pinball loss in log points; brackets: 95 % bootstrap over groups; median error: median of |P50 / amount − "
         "1|. Of a category the levels with most rows.\n\n";
  out += figures_table(trained.figures, "groups") + "\n" + against_nothing(trained) + "\n";
  if (trained.unseen)
    out += "\nThe same with whole levels of `" + recipe.fields[*recipe.unseen].id +
           "` held out, each weighing 1, as for one that the table does not have:\n\n" +
           figures_table({*trained.unseen}, "levels");
  if (!passport.trend.empty()) out += trend_table(passport);
  return out;
}

}  // namespace

std::string table_lines(const std::vector<TrainedTable>& trained) {
  std::string out;
  for (std::size_t k = 0; k < trained.size(); ++k) {
    const TrainedTable& of = trained[k];
    const auto& all = of.figures.front();
    out += file_of(k, of) + ": " + of.passport.amount + "\n" + ledger_text(of.ledger);
    out += "held out: mean pinball " + fixed(all.company.mean_pinball, 4) + ", coverage " + coverage(all) +
           ", median error " + percent(all.company.mdape) + ". " + against_nothing(of) + "\n";
    if (of.unseen)
      out += of.unseen->name + ": mean pinball " + fixed(of.unseen->company.mean_pinball, 4) + ", coverage " +
             coverage(*of.unseen) + ", median error " + percent(of.unseen->company.mdape) + "\n";
    out += count(static_cast<std::int64_t>(of.model_json.size())) + " bytes\n";
  }
  return out;
}

std::string table_card(const TableRecipe& recipe, const std::vector<TrainedTable>& trained) {
  const auto& passport = trained.front().passport;
  std::string out = "# " + recipe.name + " (`" + recipe.id + "`)\n\n" + recipe.about + "\n\n";
  out += "- Source: " + recipe.source + ".\n- Licence: " + recipe.licence + "\n";
  out += "- Period: " + passport.passport.period_from + " to " + passport.passport.period_to + ". Fitted on " +
         passport.passport.fitted_on + ".\n";
  out += "- The conditional quantiles .10 .25 .50 .75 .90, before tax.\n";
  for (std::size_t k = 0; k < trained.size(); ++k) out += model_part(recipe, k, trained[k]);
  out += how(recipe, passport.passport.fitted_on) + "\n## Limits\n\n";
  for (const std::string& line : recipe.limits) out += "- " + line + "\n";
  out +=
      "- Effects are associations among those who reported or posted, not what changing a field would pay.\n"
      "- Penalties and minima were chosen by looking at this same table, partly on the same folds: the held-out "
      "figures "
      "flatter a little.\n"
      "- The band is calibrated over all rows, not level by level: where the brackets above do not reach 80 %, it is "
      "worse there.\n";
  if (!recipe.history.empty()) out += "\n## Earlier fits\n\n";
  for (const std::string& line : recipe.history) out += "- " + line + "\n";
  return out;
}

}  // namespace chouma::cli
