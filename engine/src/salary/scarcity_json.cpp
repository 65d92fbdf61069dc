#include "salary/scarcity.h"

#include "base/fields_json.h"

namespace chouma::salary {

namespace {

ScarcityRow read_row(const nlohmann::json& value, std::size_t index) {
  const base::Fields fields(value, "scarcity, row " + std::to_string(index + 1) + ": ");
  fields.only({"tags", "ratio", "raise"});
  ScarcityRow row;
  for (const auto& tag : fields.list("tags", 1, 12))
    row.tags.push_back(base::text_of(tag, fields.where("tags"), 1, 80));
  row.ratio = fields.number("ratio", 1e-6, 1e6);
  row.raise = fields.number("raise", -0.99, 99);
  return row;
}

}  // namespace

Result<Scarcity> parse_scarcity(std::string_view json) {
  return base::catch_refusal([&]() -> Result<Scarcity> {
    const nlohmann::json root = base::parse_json(json, "scarcity");
    const base::Fields fields(root, "scarcity, ");
    fields.version("format", "chouma.scarcity/1");
    fields.only({"format", "id", "source", "base", "rows"});
    std::vector<ScarcityRow> rows;
    for (const auto& row : fields.list("rows", 1, 2000)) rows.push_back(read_row(row, rows.size()));
    return fit_scarcity(fields.text("id", 1, 80), fields.text("source", 0, 400), fields.text("base", 1, 80),
                        std::move(rows));
  });
}

}  // namespace chouma::salary
