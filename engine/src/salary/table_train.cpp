#include "salary/table_train.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/math.h"
#include "regress/stats.h"
#include "salary/table_fit.h"
#include "salary/table_trend.h"
#include "salary/train.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

/// Reading is the first twentieth of a response's share.
constexpr double kReading = 0.05;

/// Rows of each level of a field that have most, by number of rows.
std::vector<std::pair<std::string, std::vector<std::uint32_t>>> largest_levels(const TableField& field, std::size_t f,
                                                                               std::span<const TableRow> rows) {
  std::map<std::string, std::vector<std::uint32_t>> levels;
  for (std::uint32_t i = 0; i < rows.size(); ++i) levels[text::fold(rows[i].fields[f].shown())].push_back(i);
  std::vector<std::pair<std::string, std::vector<std::uint32_t>>> list(levels.begin(), levels.end());
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  if (list.size() > kLevelFigures) list.resize(kLevelFigures);
  for (auto& level : list) level.first = field.id + ":" + rows[level.second.front()].fields[f].shown();
  return list;
}

std::vector<GroupFigures> table_figures(const std::vector<TableField>& fields, std::span<const TableRow> rows,
                                        const std::vector<Outcome>& outcomes) {
  std::vector<std::uint32_t> group, all;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    group.push_back(rows[i].group);
    all.push_back(i);
  }
  std::vector<GroupFigures> result{figures("all", outcomes, group, all)};
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].kind != FieldKind::category) continue;
    for (const auto& [name, of] : largest_levels(fields[f], f, rows))
      if (of.size() >= kLeastGroup) result.push_back(figures(name, outcomes, group, of));
  }
  return result;
}

std::vector<std::uint32_t> groups_of(std::span<const TableRow> rows) {
  std::vector<std::uint32_t> group;
  for (const TableRow& row : rows) group.push_back(row.group);
  return group;
}

/// The median where at least half of the rows state one.
FieldValue usual_number(std::size_t f, std::span<const TableRow> rows) {
  std::vector<double> numbers;
  for (const TableRow& row : rows)
    if (row.fields[f].number) numbers.push_back(*row.fields[f].number);
  FieldValue usual;
  if (2 * numbers.size() >= rows.size()) usual.number = regress::weighted_quantile(numbers, {}, 0.5);
  return usual;
}

FieldValue last_level(std::size_t f, std::span<const TableRow> rows) {
  std::string last;
  for (const TableRow& row : rows)
    if (row.fields[f].stated()) last = std::max(last, row.fields[f].items.front());
  return {{}, {last}};
}

std::vector<FieldValue> usual_values(const TableRecipe& recipe, std::span<const TableRow> rows) {
  std::vector<FieldValue> usual;
  for (std::size_t f = 0; f < recipe.fields.size(); ++f) {
    usual.emplace_back();
    if (recipe.trend && recipe.trend->field == f)
      usual.back() = last_level(f, rows);
    else if (recipe.fields[f].kind == FieldKind::number)
      usual.back() = usual_number(f, rows);
    else
      usual.back().average = recipe.fields[f].kind == FieldKind::category;
  }
  return usual;
}

TablePassport passport_of(const TableRecipe& recipe, const TableResponse& response, const TableRows& table,
                          std::string_view fitted_on) {
  TablePassport of;
  of.passport.id = recipe.id;
  of.passport.recipe = recipe.name;
  of.passport.source = recipe.source;
  of.passport.fitted_on = fitted_on;
  of.passport.period_from = table.months[0];
  of.passport.period_to = table.months[1];
  of.passport.rows = static_cast<std::int64_t>(table.rows.size());
  const auto group = groups_of(table.rows);
  of.passport.companies = static_cast<std::int64_t>(std::set<std::uint32_t>(group.begin(), group.end()).size());
  of.response = response.id;
  of.amount = response.name;
  of.licence = recipe.licence;
  of.currency = recipe.currency;
  of.unit = recipe.unit;
  return of;
}

Result<TrainedTable> train_response(const TableRecipe& recipe, const TableResponse& response,
                                    const text::Lexicon& lexicon, std::span<const std::string> csvs,
                                    std::string_view fitted_on, const std::function<bool(double)>& progress) {
  const auto read =
      read_table_rows(recipe, response, lexicon, csvs, [&](double share) { return progress(kReading * share); });
  if (!read) return read.error();
  const TableRows& table = read.value();
  int fits = 0;
  auto fit =
      fit_table(recipe, table.rows, [&] { return progress(kReading + (1 - kReading) * fits++ / table_fits(recipe)); });
  if (!fit) return fit.error();
  FittedTable& fitted = fit.value();

  TrainedTable trained;
  const auto group = groups_of(table.rows);
  trained.ledger = table.ledger;
  trained.no_model = score(fitted.no_model, company_weights(group));
  trained.figures = table_figures(recipe.fields, table.rows, fitted.out_of_fold);
  if (recipe.unseen) {
    std::vector<std::uint32_t> all(table.rows.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    trained.unseen = figures(recipe.fields[*recipe.unseen].id + " not known", fitted.unseen, fitted.unseen_group, all);
  }
  const auto held_out = fitted.data.passport.passport.posting;
  TablePassport& passport = fitted.data.passport;
  passport = passport_of(recipe, response, table, fitted_on);
  passport.passport.posting = held_out;
  passport.no_model_pinball = trained.no_model.mean_pinball;
  if (recipe.trend) {
    for (const std::uint32_t f : recipe.trend->cells) passport.trend_fields.push_back(recipe.fields[f].id);
    passport.trend = trend_of(recipe, table.rows);
  }
  fitted.data.usual = usual_values(recipe, table.rows);
  trained.model_json = table_model_json(fitted.data);
  if (trained.model_json.size() > kMostModelBytes)
    return Error{Code::too_large, "the fitted model", std::to_string(trained.model_json.size()) + " bytes",
                 "at most " + std::to_string(kMostModelBytes) + ": ask for fewer levels, pairs or replicates"};
  passport.passport.hash = base::sha256_hex(trained.model_json);
  trained.passport = passport;
  return trained;
}

}  // namespace

Result<std::vector<TrainedTable>> train_tables(const TableRecipe& recipe, const text::Lexicon& lexicon,
                                               std::span<const std::string> csvs, std::string_view fitted_on,
                                               const std::function<bool(double)>& progress) {
  std::vector<TrainedTable> all;
  const auto n = static_cast<double>(recipe.responses.size());
  for (std::size_t r = 0; r < recipe.responses.size(); ++r) {
    auto trained = train_response(recipe, recipe.responses[r], lexicon, csvs, fitted_on, [&](double share) {
      return !progress || progress((static_cast<double>(r) + share) / n);
    });
    if (!trained) return trained.error();
    all.push_back(std::move(trained.value()));
  }
  return all;
}

}  // namespace chouma::salary
