#include <algorithm>
#include <set>

#include "base/hash.h"
#include "base/math.h"
#include "salary/coefficients_json.h"
#include "salary/table_data.h"
#include "salary/table_field_json.h"

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

ordered_json trend_json(const TablePassport& passport) {
  ordered_json cells = ordered_json::array();
  for (const TrendCell& cell : passport.trend) {
    ordered_json levels = ordered_json::array();
    for (const TrendCell::Level& level : cell.levels)
      levels.push_back({{"level", level.name},
                        {"rows", level.rows},
                        {"groups", level.groups},
                        {"median", base::round_to(level.median, 2)},
                        {"ratio", base::round_to(level.ratio, 4)},
                        {"interval_95", {base::round_to(level.interval[0], 4), base::round_to(level.interval[1], 4)}}});
    cells.push_back({{"cell", cell.values}, {"levels", std::move(levels)}});
  }
  return {{"fields", passport.trend_fields}, {"cells", std::move(cells)}};
}

void read_trend(const Fields& model, TablePassport& passport) {
  const Fields trend(model.at("trend"), "model.trend.");
  trend.only({"fields", "cells"});
  for (const json& field : trend.list("fields", 1, 8))
    passport.trend_fields.push_back(base::text_of(field, "model.trend.fields", 1, 40));
  for (const json& item : trend.list("cells", 0, 1000)) {
    const Fields fields(item, "model.trend.cells.");
    fields.only({"cell", "levels"});
    TrendCell cell;
    const std::size_t n = passport.trend_fields.size();
    for (const json& value : fields.list("cell", n, n))
      cell.values.push_back(base::text_of(value, "model.trend.cells.cell", 1, 200));
    for (const json& entry : fields.list("levels", 2, 100)) {
      const Fields of(entry, "model.trend.cells.levels.");
      of.only({"level", "rows", "groups", "median", "ratio", "interval_95"});
      TrendCell::Level level;
      level.name = of.text("level", 1, 200);
      level.rows = read_count(of.at("rows"), of.where("rows"));
      level.groups = read_count(of.at("groups"), of.where("groups"));
      level.median = of.number("median", 0, 1e12);
      level.ratio = of.number("ratio", 0, 1e6);
      const json& interval = of.list("interval_95", 2, 2);
      for (std::size_t k = 0; k < 2; ++k)
        level.interval[k] = base::number_of(interval[k], of.where("interval_95"), 0, 1e6);
      cell.levels.push_back(std::move(level));
    }
    passport.trend.push_back(std::move(cell));
  }
}

std::vector<std::string> spacing_names(const TableData& data, const TableSpace& space) {
  std::vector<std::string> names(kTableSpacingNames.begin(), kTableSpacingNames.end());
  for (const std::uint32_t column : data.spread) names.push_back(space.column_name(column));
  return names;
}

/// The columns that the spacings' terms name, ascending.
std::vector<std::uint32_t> read_spread(const std::vector<std::string>& terms, const TableSpace& space) {
  std::vector<std::uint32_t> spread;
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const auto refuse = [&](const std::string& allowed) {
      throw Error{Code::unknown_name, "model.spacing.terms", terms[k], allowed};
    };
    if (k < kTableSpacingNames.size()) {
      if (terms[k] != kTableSpacingNames[k]) refuse(std::string(kTableSpacingNames[k]));
      continue;
    }
    std::uint32_t column = spread.empty() ? 1 : spread.back() + 1;
    while (column < space.columns().size() && space.column_name(column) != terms[k]) ++column;
    if (column >= space.columns().size()) refuse("\"<term>:<column>\" of the model, in the order of its columns");
    spread.push_back(column);
  }
  if (terms.size() < kTableSpacingNames.size())
    throw Error{Code::bad_schema, "model.spacing.terms", std::to_string(terms.size()),
                "base, log_median, log_median_squared, …"};
  return spread;
}

void read_passport(const Fields& fields, TablePassport& of) {
  Passport& passport = of.passport;
  passport.id = fields.text("id", 1, 80);
  of.response = fields.text("response", 1, 40);
  of.amount = fields.text("amount", 1, 200);
  passport.recipe = fields.text("recipe", 1, 200);
  passport.source = fields.text("source", 1, 400);
  of.licence = fields.text("licence", 1, 400);
  of.currency = fields.text("currency", 3, 3);
  of.unit = fields.text("unit", 1, 10);
  if (of.unit != "month" && of.unit != "year") throw Error{Code::bad_schema, "model.unit", of.unit, "month or year"};
  passport.fitted_on = fields.text("fitted_on", 0, 40);
  const json& period = fields.list("period", 2, 2);
  passport.period_from = base::text_of(period[0], "model.period", 0, 10);
  passport.period_to = base::text_of(period[1], "model.period", 0, 10);
  passport.rows = read_count(fields.at("rows"), "model.rows");
  passport.companies = read_count(fields.at("groups"), "model.groups");
  passport.posting = read_held_out(Fields(fields.at("held_out"), "model.held_out."));
  of.no_model_pinball = fields.number("no_model_pinball", 0, 100);
  if (fields.find("trend") != nullptr) read_trend(fields, of);
}

ordered_json usual_json(const TableData& data) {
  ordered_json usual = ordered_json::object();
  for (std::size_t f = 0; f < data.fields.size(); ++f) {
    const FieldValue& value = data.usual[f];
    if (value.number) usual[data.fields[f].id] = *value.number;
    if (!value.items.empty()) usual[data.fields[f].id] = value.items.front();
  }
  return usual;
}

void read_usual(const Fields& fields, TableData& data) {
  const json& values = fields.at("usual");
  const Fields usual(values, "model.usual.");
  data.usual.resize(data.fields.size());
  for (std::size_t f = 0; f < data.fields.size(); ++f)
    data.usual[f].average = data.fields[f].kind == FieldKind::category;
  for (const auto& [id, value] : values.items()) {
    const std::uint32_t f = field_index(data.fields, id, "model.usual");
    const FieldKind kind = data.fields[f].kind;
    if (kind == FieldKind::number)
      data.usual[f].number = usual.number(id, -1e15, 1e15);
    else if (kind == FieldKind::category)
      data.usual[f] = {{}, {usual.text(id, 1, 200)}};
    else
      throw Error{Code::bad_schema, usual.where(id), base::shown(value), "a number or category field"};
  }
}

void read_pairs(const Fields& fields, TableData& data) {
  for (const json& item : fields.list("pairs", 0, 40)) {
    if (!item.is_array() || item.size() != 2)
      throw Error{Code::bad_schema, "model.pairs", base::shown(item), "two ids of fields"};
    std::array<std::uint32_t, 2> pair{};
    for (std::size_t k = 0; k < 2; ++k)
      pair[k] = field_index(data.fields, base::text_of(item[k], "model.pairs", 1, 40), "model.pairs");
    data.pairs.push_back(pair);
  }
}

void read_all_columns(const Fields& fields, int replicates, TableData& data) {
  const json& groups = fields.at("columns");
  const Fields columns(groups, "model.columns.");
  std::set<std::string> names;
  for (std::uint32_t term = 0; term <= data.fields.size() + data.pairs.size(); ++term) {
    const std::string name = table_term_name(data.fields, data.pairs, term);
    names.insert(name);
    const json* group = columns.find(name);
    if (group == nullptr) continue;
    for (std::string& id :
         read_columns(Fields(*group, columns.where(name) + "."), "groups", replicates, data.coefficients))
      data.columns.push_back({term, std::move(id)});
  }
  for (const auto& [name, group] : groups.items())
    if (!names.contains(name))
      throw Error{Code::unknown_name, columns.where(name), name, "base, a field, or a pair of fields of the model"};
}

template <class T>
T value_or_throw(Result<T> result) {
  if (!result) throw Error{result.error()};
  return std::move(result.value());
}

TableData read_table_data(std::string_view bytes) {
  const json document = base::parse_json(bytes, "model");
  const Fields fields(document, "model.");
  fields.version("format", kTableModelFormat);
  fields.only({"format",           "id",         "response",  "amount", "recipe", "source", "licence",
               "currency",         "unit",       "fitted_on", "period", "rows",   "groups", "held_out",
               "no_model_pinball", "replicates", "fields",    "usual",  "pairs",  "centre", "spacing",
               "columns",          "trend"});
  TableData data;
  read_passport(fields, data.passport);
  data.passport.passport.hash = base::sha256_hex(bytes);
  for (const json& field : fields.list("fields", 1, 40)) {
    data.fields.push_back(read_table_field(field, "model.fields[" + std::to_string(data.fields.size()) + "]."));
    for (std::size_t f = 0; f + 1 < data.fields.size(); ++f)
      if (data.fields[f].id == data.fields.back().id)
        throw Error{Code::bad_schema, "model.fields", data.fields.back().id, "each id once"};
  }
  read_usual(fields, data);
  read_pairs(fields, data);
  read_all_columns(fields, read_whole(fields, "replicates", 2, kMostReplicates), data);
  const auto terms = read_scale(fields, "model.", data.scale);
  data.spread = read_spread(terms, value_or_throw(TableSpace::make(data.fields, data.pairs, data.columns)));
  return data;
}

}  // namespace

bool is_table_model(std::string_view bytes) { return names_format(bytes, kTableModelFormat); }

std::string table_model_json(const TableData& data) {
  const TablePassport& of = data.passport;
  const auto space = TableSpace::make(data.fields, data.pairs, data.columns);
  ordered_json fields = ordered_json::array(), pairs = ordered_json::array(), columns = ordered_json::object();
  for (const TableField& field : data.fields) fields.push_back(table_field_json(field));
  for (const auto& [a, b] : data.pairs) pairs.push_back({data.fields[a].id, data.fields[b].id});
  for (std::size_t begin = 0; begin < data.columns.size();) {
    const std::uint32_t term = data.columns[begin].term;
    std::vector<std::string> ids;
    for (std::size_t j = begin; j < data.columns.size() && data.columns[j].term == term; ++j)
      ids.push_back(data.columns[j].id);
    columns[space.value().term_name(term)] = columns_json(ids, data.coefficients, begin, "groups");
    begin += ids.size();
  }
  ordered_json document = {{"format", kTableModelFormat},
                           {"id", of.passport.id},
                           {"response", of.response},
                           {"amount", of.amount},
                           {"recipe", of.passport.recipe},
                           {"source", of.passport.source},
                           {"licence", of.licence},
                           {"currency", of.currency},
                           {"unit", of.unit},
                           {"fitted_on", of.passport.fitted_on},
                           {"period", {of.passport.period_from, of.passport.period_to}},
                           {"rows", of.passport.rows},
                           {"groups", of.passport.companies},
                           {"held_out", held_out_json(of.passport.posting)},
                           {"no_model_pinball", base::round_to(of.no_model_pinball, 6)},
                           {"replicates", data.coefficients.replicates()},
                           {"fields", std::move(fields)},
                           {"usual", usual_json(data)},
                           {"pairs", std::move(pairs)},
                           {"centre", data.scale.centre},
                           {"spacing", scale_json(data.scale, spacing_names(data, space.value()))},
                           {"columns", std::move(columns)}};
  if (!of.trend.empty()) document["trend"] = trend_json(of);
  return document.dump() + "\n";
}

Result<TableModel> parse_table_model(std::string_view json, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<TableModel> { return make_table_model(read_table_data(json), lexicon); });
}

}  // namespace chouma::salary
