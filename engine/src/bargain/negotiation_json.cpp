// Reads models/bargain/negotiation.json (schema: models/schema/negotiation.schema.json).
#include "bargain/employer.h"

#include "base/fields_json.h"

namespace chouma::bargain {

namespace {

using base::Fields;
using nlohmann::json;

constexpr double kAny = 1e12;  // ranges are those of check()

void read_limit(NegotiationTable& table, const json& value) {
  const Fields fields(value, "negotiation.limit.");
  fields.only({"over_top", "top_over_middle", "scarcity", "source"});
  fields.text("source", 1, 1000);
  const Fields top(fields.at("over_top"), "negotiation.limit.over_top.");
  top.only({"mean", "sd"});
  table.limit.over_top_mean = top.number("mean", -kAny, kAny);
  table.limit.over_top_sd = top.number("sd", -kAny, kAny);
  const Fields widths(fields.at("top_over_middle"), "negotiation.limit.top_over_middle.");
  widths.only({"intern", "junior", "mid", "senior", "lead", "architect", "any"});
  for (std::size_t level = 0; level < table.limit.top_over_middle.size(); ++level)
    table.limit.top_over_middle[level] = widths.number(level_name(static_cast<Level>(level)), -kAny, kAny);
  table.limit.top_over_middle_any = widths.number("any", -kAny, kAny);
  table.limit.scarcity = fields.number("scarcity", -kAny, kAny);
}

void read_withdrawal(NegotiationTable& table, const json& value) {
  const Fields fields(value, "negotiation.withdrawal.");
  fields.only({"base", "per_ambition", "source"});
  fields.text("source", 1, 1000);
  table.withdrawal.base = fields.number("base", -kAny, kAny);
  table.withdrawal.per_ambition = fields.number("per_ambition", -kAny, kAny);
}

EmployerType read_type(const json& value, std::size_t index) {
  const Fields fields(value, "negotiation.types[" + std::to_string(index) + "].");
  fields.only({"id", "zh", "en", "share", "gap", "gap_sd", "holds", "closes", "accepts", "leaves", "offers"});
  EmployerType type;
  type.id = fields.text("id", 1, 80);
  type.name = {fields.text("zh", 1, 80), fields.text("en", 1, 80)};
  type.share = fields.number("share", -kAny, kAny);
  type.gap = fields.number("gap", -kAny, kAny);
  type.gap_sd = fields.number("gap_sd", -kAny, kAny);
  type.holds = fields.number("holds", -kAny, kAny);
  const json& closes = fields.list("closes", 2, 2);
  type.closes_a = base::number_of(closes[0], fields.where("closes"), -kAny, kAny);
  type.closes_b = base::number_of(closes[1], fields.where("closes"), -kAny, kAny);
  type.accepts = fields.number("accepts", -kAny, kAny);
  type.leaves = fields.number("leaves", -kAny, kAny);
  type.offers = static_cast<int>(fields.number("offers", 1, 20));
  return type;
}

}  // namespace

Result<NegotiationTable> parse_negotiation(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<NegotiationTable> {
    const json root = base::parse_json(bytes, "negotiation");
    const Fields fields(root, "negotiation.");
    fields.version("format", "chouma.negotiation/1");
    fields.only({"format", "id", "limit", "withdrawal", "types"});
    NegotiationTable table;
    table.id = fields.text("id", 1, 80);
    read_limit(table, fields.at("limit"));
    read_withdrawal(table, fields.at("withdrawal"));
    for (const json& type : fields.list("types", 1, 16)) {
      table.types.push_back(read_type(type, table.types.size()));
      for (std::size_t i = 0; i + 1 < table.types.size(); ++i)
        if (table.types[i].id == table.types.back().id)
          return Error{Code::bad_schema, "negotiation.types", table.types.back().id, "each id once"};
    }
    if (auto error = check(table)) return *error;
    return table;
  });
}

}  // namespace chouma::bargain
