// Reads models/bargain/packages.json (schema: models/schema/packages.schema.json).
#include "bargain/packages.h"

#include "base/fields_json.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

using base::Fields;
using nlohmann::json;
using PackageIssue = PackageTable::PackageIssue;

PackageTable::Value read_value(const json& value, const std::string& prefix) {
  const Fields fields(value, prefix);
  fields.only({"id", "zh", "en", "worth", "cost"});
  return {fields.text("id", 1, 40),
          {fields.text("zh", 1, 80), fields.text("en", 1, 80)},
          fields.number("worth", -2, 2),
          fields.number("cost", -2, 2)};
}

PackageIssue read_issue(const json& value, std::size_t index) {
  std::string prefix = "packages.issues[" + std::to_string(index) + "].";
  const Fields fields(value, prefix);
  fields.only({"id", "zh", "en", "standard", "values", "source"});
  fields.text("source", 1, 400);
  PackageIssue issue;
  issue.id = fields.text("id", 1, 40);
  if (issue.id == "base") throw Error{Code::bad_schema, fields.where("id"), "base", "an issue besides base"};
  issue.name = {fields.text("zh", 1, 80), fields.text("en", 1, 80)};
  const std::string standard = fields.text("standard", 1, 40);
  issue.standard = 1000;
  for (const json& v : fields.list("values", 2, 20)) {
    issue.values.push_back(read_value(v, prefix + "values[" + std::to_string(issue.values.size()) + "]."));
    const std::size_t at = issue.values.size() - 1;
    if (issue.values[at].id == standard) issue.standard = at;
    if (at > 0 && issue.values[at].worth < issue.values[at - 1].worth)
      throw Error{Code::out_of_range, prefix + "values, " + issue.values[at].id + ": worth", base::shown(v["worth"]),
                  "at least that of " + issue.values[at - 1].id};
  }
  if (issue.standard == 1000) throw Error{Code::unknown_name, fields.where("standard"), standard, "the id of a value"};
  if (issue.values[issue.standard].worth != 0 || issue.values[issue.standard].cost != 0)
    throw Error{Code::out_of_range, fields.where("standard"), standard, "a value of worth 0 and cost 0"};
  return issue;
}

PackageTable::EmployerKind read_employer(const json& value, std::size_t index, const PackageTable& table) {
  const Fields fields(value, "packages.employers[" + std::to_string(index) + "].");
  fields.only({"id", "zh", "en", "factors", "source"});
  fields.text("source", 1, 400);
  PackageTable::EmployerKind kind;
  kind.id = fields.text("id", 1, 40);
  kind.name = {fields.text("zh", 1, 80), fields.text("en", 1, 80)};
  const Fields factors(fields.at("factors"), fields.where("factors."));
  kind.factors.assign(table.issues.size() + 1, 1.0);
  for (const auto& item : fields.at("factors").items()) {
    const double factor = factors.number(item.key(), 0, 100);
    if (index == 0)
      throw Error{Code::bad_schema, fields.where("factors"), item.key(),
                  "no factor; the first employer's costs are the table's"};
    if (item.key() == "base") {
      kind.factors[0] = factor;
      continue;
    }
    const auto at = std::find_if(table.issues.begin(), table.issues.end(),
                                 [&](const PackageIssue& issue) { return issue.id == item.key(); });
    if (at == table.issues.end())
      throw Error{Code::unknown_name, fields.where("factors"), item.key(), "base or the id of an issue"};
    kind.factors[static_cast<std::size_t>(at - table.issues.begin()) + 1] = factor;
  }
  return kind;
}

}  // namespace

Result<PackageTable> parse_packages(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<PackageTable> {
    const json root = base::parse_json(bytes, "packages");
    const Fields fields(root, "packages.");
    fields.version("format", "chouma.packages/1");
    fields.only({"format", "id", "issues", "employers"});
    PackageTable table;
    table.id = fields.text("id", 1, 80);
    for (const json& issue : fields.list("issues", 1, 15))
      table.issues.push_back(read_issue(issue, table.issues.size()));
    for (const json& employer : fields.list("employers", 1, 16))
      table.employers.push_back(read_employer(employer, table.employers.size(), table));
    return table;
  });
}

}  // namespace chouma::bargain
