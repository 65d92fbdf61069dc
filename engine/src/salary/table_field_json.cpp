#include "salary/table_field_json.h"
#include "base/number.h"
#include "salary/coefficients_json.h"

#include <algorithm>

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kFieldKindNames = {"category", "number", "list", "text"};

FieldKind read_kind(const Fields& fields) {
  const std::string name = fields.text("kind", 1, 20);
  const auto found = std::find(kFieldKindNames.begin(), kFieldKindNames.end(), name);
  if (found == kFieldKindNames.end())
    throw Error{Code::bad_schema, fields.where("kind"), name, "category, number, list or text"};
  return static_cast<FieldKind>(found - kFieldKindNames.begin());
}

/// A list of [wording, meaning]; a meaning is a string, a number or null.
std::vector<std::pair<std::string, std::string>> read_words(const Fields& fields) {
  std::vector<std::pair<std::string, std::string>> words;
  const std::string where = fields.where("words");
  for (const json& item : fields.list("words", 1, 1000)) {
    if (!item.is_array() || item.size() != 2)
      throw Error{Code::bad_schema, where, base::shown(item), "[wording, meaning]"};
    std::string means;
    if (item[1].is_number())
      means = base::format_double(base::number_of(item[1], where, -1e9, 1e9));
    else if (!item[1].is_null())
      means = base::text_of(item[1], where, 1, 200);
    words.emplace_back(base::text_of(item[0], where, 1, 200), std::move(means));
  }
  return words;
}

bool read_flag(const Fields& fields, std::string_view name) {
  const json* value = fields.find(name);
  if (value == nullptr) return false;
  if (!value->is_boolean()) throw Error{Code::bad_schema, fields.where(name), base::shown(*value), "true or false"};
  return value->get<bool>();
}

void check_kind(const Fields& fields, const TableField& field) {
  const auto only_for = [&](std::string_view name, FieldKind kind) {
    if (fields.find(name) != nullptr && field.kind != kind)
      throw Error{Code::bad_schema, fields.where(name), "a field of kind " + std::string(field_kind_name(field.kind)),
                  "only for kind " + std::string(field_kind_name(kind))};
  };
  only_for("knots", FieldKind::number);
  only_for("date", FieldKind::number);
  only_for("separator", FieldKind::list);
}

}  // namespace

std::string_view field_kind_name(FieldKind kind) { return kFieldKindNames[static_cast<std::size_t>(kind)]; }

TableField read_table_field(const json& value, const std::string& where) {
  const Fields fields(value, where);
  fields.only({"id", "kind", "from", "split", "part", "words", "inside", "date", "knots", "separator", "min_rows",
               "min_groups", "penalty", "spread_rows"});
  const auto whole = [&](std::string_view name, int given, int low) {
    return fields.find(name) == nullptr ? given : read_whole(fields, name, low, 1'000'000);
  };
  TableField field;
  field.id = fields.text("id", 1, 40);
  field.kind = read_kind(fields);
  check_kind(fields, field);
  field.from = fields.find("from") == nullptr ? field.id : fields.text("from", 1, 40);
  if (fields.find("split") != nullptr) field.split = fields.text("split", 1, 8);
  field.part = whole("part", 0, 0);
  if (fields.find("words") != nullptr) field.words = read_words(fields);
  field.inside = read_flag(fields, "inside");
  field.date = read_flag(fields, "date");
  if (field.kind == FieldKind::number) field.knots = read_ascending(fields, "knots", 2, 12, -1e6, 1e6);
  if (field.kind == FieldKind::list) field.separator = fields.text("separator", 1, 8);
  field.min_rows = whole("min_rows", 1, 1);
  field.min_groups = whole("min_groups", 1, 1);
  field.spread_rows = whole("spread_rows", 0, 1);
  if (fields.find("penalty") != nullptr) field.penalty = fields.number("penalty", 0, 1000);
  return field;
}

ordered_json table_field_json(const TableField& field) {
  ordered_json json = {{"id", field.id}, {"kind", field_kind_name(field.kind)}};
  if (field.from != field.id) json["from"] = field.from;
  if (!field.split.empty()) {
    json["split"] = field.split;
    json["part"] = field.part;
  }
  for (const auto& [word, means] : field.words)
    json["words"].push_back({word, means.empty() ? ordered_json(nullptr) : ordered_json(means)});
  if (field.inside) json["inside"] = true;
  if (field.date) json["date"] = true;
  if (!field.knots.empty()) json["knots"] = field.knots;
  if (!field.separator.empty()) json["separator"] = field.separator;
  return json;
}

std::uint32_t field_index(const std::vector<TableField>& fields, const std::string& id, const std::string& where) {
  for (std::uint32_t f = 0; f < fields.size(); ++f)
    if (fields[f].id == id) return f;
  throw Error{Code::unknown_name, where, id, "the id of one of the fields"};
}

}  // namespace chouma::salary
