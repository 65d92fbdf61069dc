// Reads models/screening/carryover.json (schema: models/schema/carryover.schema.json).
#include <algorithm>
#include <tuple>

#include "screening/carryover.h"
#include "screening/words_json.h"

namespace chouma::screening {

namespace {

using base::Fields;
using nlohmann::json;

Carry read_row(const json& value, std::size_t index, const text::Lexicon& lexicon) {
  const Fields fields(value, row_prefix("carryover", index));
  fields.only({"from", "to", "degree", "zh", "en", "source"});
  Carry row;
  row.from = skill_of(lexicon, fields.text("from", 1, 80), fields.where("from"));
  row.to = skill_of(lexicon, fields.text("to", 1, 80), fields.where("to"));
  if (row.from == row.to)
    throw Error{Code::bad_schema, fields.where("to"), base::shown(fields.at("to")), "another skill than from"};
  const std::string degree = fields.text("degree", 1, 20);
  if (degree != "partly" && degree != "fully")
    throw Error{Code::bad_schema, fields.where("degree"), degree, "partly or fully"};
  row.degree = degree == "fully" ? Degree::fully : Degree::partly;
  row.why = words_of(fields);
  row.source = fields.text("source", 1, 300);
  return row;
}

}  // namespace

Result<Carryover> parse_carryover(std::string_view bytes, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<Carryover> {
    const json root = base::parse_json(bytes, "carryover");
    const Fields fields(root, "carryover.");
    fields.version("format", "chouma.carryover/1");
    fields.only({"format", "id", "rows"});
    Carryover table;
    table.id = fields.text("id", 1, 80);
    for (const json& row : fields.list("rows", 1, 5000))
      table.rows.push_back(read_row(row, table.rows.size(), lexicon));
    std::sort(table.rows.begin(), table.rows.end(),
              [](const Carry& a, const Carry& b) { return std::tie(a.to, a.from) < std::tie(b.to, b.from); });
    for (std::size_t i = 1; i < table.rows.size(); ++i)
      if (table.rows[i].to == table.rows[i - 1].to && table.rows[i].from == table.rows[i - 1].from)
        return Error{Code::bad_schema, "carryover.rows",
                     lexicon.skills()[table.rows[i].from].id + " → " + lexicon.skills()[table.rows[i].to].id,
                     "each pair once"};
    return table;
  });
}

}  // namespace chouma::screening
