#include "salary/coefficients_json.h"
#include "salary/table_field_json.h"
#include "salary/table_recipe.h"

#include <algorithm>

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;

std::vector<std::string> texts(const Fields& fields, std::string_view name, std::size_t most, std::size_t longest) {
  std::vector<std::string> list;
  if (fields.find(name) == nullptr) return list;
  for (const json& item : fields.list(name, 0, most))
    list.push_back(base::text_of(item, fields.where(name), 1, longest));
  return list;
}

std::string text_or_none(const Fields& fields, std::string_view name) {
  return fields.find(name) == nullptr ? std::string() : fields.text(name, 1, 80);
}

const json& object_of(const Fields& fields, std::string_view name) {
  const json& value = fields.at(name);
  if (!value.is_object()) throw Error{Code::bad_schema, fields.where(name), base::shown(value), "an object"};
  return value;
}

AmountSource amount(const json& value, const std::string& where) {
  const Fields fields(value, where);
  fields.only({"column", "low", "high", "wage", "times"});
  AmountSource source{text_or_none(fields, "column"), text_or_none(fields, "low"), text_or_none(fields, "high"),
                      text_or_none(fields, "wage"), 1};
  if (fields.find("times") != nullptr) source.times = fields.number("times", 1e-6, 1e6);
  const int ways = static_cast<int>(!source.column.empty()) + static_cast<int>(!source.wage.empty()) +
                   static_cast<int>(!source.low.empty() && !source.high.empty());
  if (ways != 1 || source.low.empty() != source.high.empty())
    throw Error{Code::bad_schema, where.substr(0, where.size() - 1), base::shown(value),
                "one of: column; low and high; wage"};
  return source;
}

std::string place(const std::string& where, std::string_view of, std::string_view name) {
  return std::string(where).append(of).append(name);
}

TableSource table(const json& value, const std::string& where) {
  const Fields fields(value, where);
  fields.only({"id", "columns", "values", "date", "months", "group", "same_text", "once", "amounts", "add_up"});
  TableSource source;
  source.id = fields.text("id", 1, 40);
  for (const auto& [input, columns] : object_of(fields, "columns").items()) {
    const std::string name = place(where, "columns.", input);
    std::vector<std::string> read;
    if (columns.is_array())
      for (const json& column : columns) read.push_back(base::text_of(column, name, 1, 80));
    else
      read.push_back(base::text_of(columns, name, 1, 80));
    source.columns.emplace_back(input, std::move(read));
  }
  if (fields.find("values") != nullptr)
    for (const auto& [input, says] : object_of(fields, "values").items())
      source.values.emplace_back(input, base::text_of(says, place(where, "values.", input), 1, 200));
  source.date = text_or_none(fields, "date");
  if (fields.find("months") != nullptr) {
    const json& months = fields.list("months", 2, 2);
    for (std::size_t k = 0; k < 2; ++k) source.months[k] = base::text_of(months[k], where + "months", 7, 7);
  }
  source.group = text_or_none(fields, "group");
  source.same_text = text_or_none(fields, "same_text");
  source.once = texts(fields, "once", 40, 80);
  for (const auto& [response, of] : object_of(fields, "amounts").items())
    source.amounts.emplace_back(response, amount(of, place(where, "amounts.", response) + "."));
  if (fields.find("add_up") != nullptr) {
    const Fields rule(fields.at("add_up"), where + "add_up.");
    rule.only({"total", "parts", "tolerance"});
    rule.list("parts", 1, 20);
    source.add_up = {rule.text("total", 1, 80), texts(rule, "parts", 20, 80), rule.number("tolerance", 0, 1)};
  }
  return source;
}

TableResponse response(const json& value, const std::string& where, const std::vector<TableField>& known) {
  const Fields fields(value, where);
  fields.only({"id", "name", "min", "max", "near"});
  TableResponse response;
  response.id = fields.text("id", 1, 40);
  response.name = fields.text("name", 1, 200);
  response.min = fields.number("min", 1e-6, 1e12);
  response.max = fields.number("max", response.min, 1e12);
  if (fields.find("near") == nullptr) return response;
  const Fields near(fields.at("near"), where + "near.");
  near.only({"field", "times"});
  response.near_field = field_index(known, near.text("field", 1, 40), where + "near.field");
  if (known[response.near_field].kind != FieldKind::category)
    throw Error{Code::bad_schema, where + "near.field", known[response.near_field].id, "a field of kind category"};
  response.near_times = near.number("times", 1, 1e6);
  return response;
}

TablePair pair(const json& value, const std::string& where, const std::vector<TableField>& known) {
  const Fields fields(value, where);
  fields.only({"of", "min_rows", "min_groups", "penalty"});
  TablePair pair;
  const json& of = fields.list("of", 2, 2);
  for (std::size_t k = 0; k < 2; ++k)
    pair.of[k] = field_index(known, base::text_of(of[k], where + "of", 1, 40), where + "of");
  if (pair.of[0] == pair.of[1]) throw Error{Code::bad_schema, where + "of", base::shown(of), "two different fields"};
  if (fields.find("min_rows") != nullptr) pair.min_rows = read_whole(fields, "min_rows", 1, 1'000'000);
  if (fields.find("min_groups") != nullptr) pair.min_groups = read_whole(fields, "min_groups", 1, 1'000'000);
  if (fields.find("penalty") != nullptr) pair.penalty = fields.number("penalty", 0, 1000);
  return pair;
}

TableRecipe::Trend trend(const json& value, const std::vector<TableField>& known) {
  const Fields fields(value, "recipe.trend.");
  fields.only({"field", "cells", "min_groups"});
  TableRecipe::Trend trend;
  trend.field = field_index(known, fields.text("field", 1, 40), "recipe.trend.field");
  for (const std::string& id : texts(fields, "cells", 8, 40))
    trend.cells.push_back(field_index(known, id, "recipe.trend.cells"));
  trend.min_groups = read_whole(fields, "min_groups", 2, 1'000'000);
  for (const std::uint32_t f : trend.cells)
    if (known[f].kind == FieldKind::list || known[f].kind == FieldKind::text)
      throw Error{Code::bad_schema, "recipe.trend.cells", known[f].id, "fields of kind category or number"};
  if (known[trend.field].kind != FieldKind::category)
    throw Error{Code::bad_schema, "recipe.trend.field", known[trend.field].id, "a field of kind category"};
  return trend;
}

/// Names that are used fit together: ids once, inputs that some field reads, amounts in every table.
void check_names(const TableRecipe& recipe) {
  const auto once = [](auto list, const std::string& where) {
    for (std::size_t i = 0; i < list.size(); ++i)
      for (std::size_t k = 0; k < i; ++k)
        if (list[i].id == list[k].id) throw Error{Code::bad_schema, where, list[i].id, "each id once"};
  };
  once(recipe.fields, "recipe.fields");
  once(recipe.responses, "recipe.responses");
  const auto inputs = recipe.inputs();
  for (const TableSource& table : recipe.tables) {
    const std::string where = "recipe.tables." + table.id + ".";
    const auto read = [&](const std::string& input, const char* list) {
      if (std::find(inputs.begin(), inputs.end(), input) == inputs.end())
        throw Error{Code::unknown_name, where + list, input, "an input that a field reads"};
    };
    for (const auto& entry : table.columns) read(entry.first, "columns");
    for (const auto& entry : table.values) read(entry.first, "values");
    for (const TableResponse& response : recipe.responses)
      if (std::none_of(table.amounts.begin(), table.amounts.end(),
                       [&](const auto& entry) { return entry.first == response.id; }))
        throw Error{Code::bad_schema, where + "amounts", "no amount", "an amount for the response " + response.id};
    for (const auto& entry : table.amounts)
      if (std::none_of(recipe.responses.begin(), recipe.responses.end(),
                       [&](const TableResponse& response) { return response.id == entry.first; }))
        throw Error{Code::unknown_name, where + "amounts", entry.first, "the id of a response"};
  }
}

template <class T, class Read>
std::vector<T> list_of(const Fields& fields, std::string_view name, std::size_t least, std::size_t most, Read read) {
  std::vector<T> list;
  if (least == 0 && fields.find(name) == nullptr) return list;
  for (const json& item : fields.list(name, least, most))
    list.push_back(read(item, fields.where(name) + "[" + std::to_string(list.size()) + "]."));
  return list;
}

void read_fit(const Fields& fields, TableRecipe& recipe) {
  recipe.group_power = fields.number("group_power", 0, 1);
  const Fields penalty(fields.at("penalty"), "recipe.penalty.");
  penalty.only({"median", "spacing"});
  recipe.penalty_median = penalty.number("median", 0, 1);
  recipe.penalty_spacing = penalty.number("spacing", 0, 1);
  recipe.folds = read_whole(fields, "folds", 2, 20);
  recipe.replicates = read_whole(fields, "replicates", 2, kMostReplicates);
  recipe.seed = static_cast<std::uint64_t>(read_whole(fields, "seed", 0, 2'000'000'000));
}

TableRecipe read_table_recipe(std::string_view bytes) {
  const json document = base::parse_json(bytes, "recipe");
  const Fields fields(document, "recipe.");
  fields.version("format", kTableRecipeFormat);
  fields.only({"format", "id",          "name",    "source", "licence",    "currency", "unit",  "about",
               "limits", "history",     "missing", "tables", "responses",  "fields",   "pairs", "unseen",
               "trend",  "group_power", "penalty", "folds",  "replicates", "seed"});
  TableRecipe recipe;
  recipe.id = fields.text("id", 1, 80);
  recipe.name = fields.text("name", 1, 200);
  recipe.source = fields.text("source", 1, 400);
  recipe.licence = fields.text("licence", 1, 400);
  recipe.currency = fields.text("currency", 3, 3);
  recipe.unit = fields.text("unit", 1, 10);
  if (recipe.unit != "month" && recipe.unit != "year")
    throw Error{Code::bad_schema, "recipe.unit", recipe.unit, "month or year"};
  recipe.about = fields.text("about", 1, 1000);
  recipe.limits = texts(fields, "limits", 100, 1000);
  recipe.history = texts(fields, "history", 100, 1000);
  recipe.missing = texts(fields, "missing", 100, 80);
  recipe.fields = list_of<TableField>(fields, "fields", 1, 40, read_table_field);
  recipe.responses = list_of<TableResponse>(
      fields, "responses", 1, 10,
      [&](const json& item, const std::string& where) { return response(item, where, recipe.fields); });
  recipe.pairs = list_of<TablePair>(fields, "pairs", 0, 40, [&](const json& item, const std::string& where) {
    return pair(item, where, recipe.fields);
  });
  recipe.tables = list_of<TableSource>(fields, "tables", 1, 20, table);
  if (fields.find("unseen") != nullptr) {
    recipe.unseen = field_index(recipe.fields, fields.text("unseen", 1, 40), "recipe.unseen");
    if (recipe.fields[*recipe.unseen].kind != FieldKind::category)
      throw Error{Code::bad_schema, "recipe.unseen", recipe.fields[*recipe.unseen].id, "a field of kind category"};
  }
  if (fields.find("trend") != nullptr) recipe.trend = trend(fields.at("trend"), recipe.fields);
  read_fit(fields, recipe);
  check_names(recipe);
  return recipe;
}

}  // namespace

std::vector<std::string> TableRecipe::inputs() const {
  std::vector<std::string> inputs;
  for (const TableField& field : fields)
    if (std::find(inputs.begin(), inputs.end(), field.from) == inputs.end()) inputs.push_back(field.from);
  return inputs;
}

bool is_table_recipe(std::string_view bytes) { return names_format(bytes, kTableRecipeFormat); }

Result<TableRecipe> parse_table_recipe(std::string_view json) {
  return base::catch_refusal([&]() -> Result<TableRecipe> { return read_table_recipe(json); });
}

}  // namespace chouma::salary
