#include "bargain/anchors.h"

#include "base/fields_json.h"

namespace chouma::bargain {

namespace {

constexpr std::array<std::string_view, 3> kIds = {"walk_away", "target", "opening_ask"};
constexpr std::array<std::string_view, 3> kSlots = {"{percentile}", "{above}", "{within}"};

/// Every brace belongs to a known slot, and what is left holds no digit: a number in a reason is always computed.
void check_sentence(std::string text, const std::string& where) {
  const std::string whole = text;
  for (const std::string_view slot : kSlots)
    for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot)) text.erase(at, slot.size());
  if (text.find_first_of("{}") != std::string::npos)
    throw Error{Code::unknown_name, where, whole, "the slots {percentile}, {above} and {within}"};
  if (text.find_first_of("0123456789") != std::string::npos)
    throw Error{Code::bad_schema, where, whole, "numbers by slots only"};
}

Reason read_reason(const nlohmann::json& value, const std::string& prefix) {
  const base::Fields fields(value, prefix);
  fields.only({"zh", "en"});
  Reason reason{fields.text("zh", 1, 400), fields.text("en", 1, 400)};
  check_sentence(reason.zh, fields.where("zh"));
  check_sentence(reason.en, fields.where("en"));
  return reason;
}

AnchorRule read_rule(const nlohmann::json& value, std::string_view id) {
  const std::string prefix = "anchors, " + std::string(id) + ": ";
  const base::Fields fields(value, prefix);
  const bool opening = id == kIds.back();
  if (opening)
    fields.only({"id", "percentile", "reason", "reason_posted", "reason_weighed"});
  else
    fields.only({"id", "percentile", "reason", "reason_posted"});
  if (fields.text("id", 1, 40) != id)
    throw Error{Code::bad_schema, fields.where("id"), base::shown(fields.at("id")), std::string(id)};
  AnchorRule rule;
  rule.id = id;
  rule.percentile = fields.number("percentile", 0.01, 0.99);
  rule.reason = read_reason(fields.at("reason"), prefix + "reason.");
  rule.reason_posted = read_reason(fields.at("reason_posted"), prefix + "reason_posted.");
  if (opening) rule.reason_weighed = read_reason(fields.at("reason_weighed"), prefix + "reason_weighed.");
  return rule;
}

}  // namespace

Result<AnchorTable> parse_anchors(std::string_view json) {
  return base::catch_refusal([&]() -> Result<AnchorTable> {
    const nlohmann::json root = base::parse_json(json, "anchors");
    const base::Fields fields(root, "anchors, ");
    fields.version("format", "chouma.anchors/2");
    fields.only({"format", "id", "anchors"});
    AnchorTable table;
    table.id = fields.text("id", 1, 80);
    const nlohmann::json& rules = fields.list("anchors", kIds.size(), kIds.size());
    for (std::size_t i = 0; i < kIds.size(); ++i) {
      table.rules[i] = read_rule(rules[i], kIds[i]);
      if (i > 0 && table.rules[i].percentile < table.rules[i - 1].percentile)
        return Error{Code::out_of_range, "anchors, " + table.rules[i].id + ": percentile",
                     base::shown(rules[i]["percentile"]), "at least that of " + table.rules[i - 1].id};
    }
    return table;
  });
}

}  // namespace chouma::bargain
