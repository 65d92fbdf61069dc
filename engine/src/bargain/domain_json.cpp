// Reads a negotiation domain (schema: models/schema/domain.schema.json).
#include "bargain/outcome_space.h"

#include "base/fields_json.h"

namespace chouma::bargain {

namespace {

using base::Fields;
using nlohmann::json;

std::vector<double> numbers(const json& list, const std::string& where) {
  if (!list.is_array()) throw Error{Code::bad_schema, where, base::shown(list), "a list of numbers"};
  std::vector<double> out;
  for (const json& value : list) out.push_back(base::number_of(value, where, -1e12, 1e12));
  return out;
}

Preferences read_side(const Fields& root, std::string_view name) {
  const std::string prefix = "domain." + std::string(name) + ".";
  const Fields fields(root.at(name), prefix);
  fields.only({"weights", "evaluations"});
  Preferences side;
  side.weights = numbers(fields.list("weights", 0, 1000), fields.where("weights"));
  for (const json& row : fields.list("evaluations", 0, 1000))
    side.evaluations.push_back(numbers(row, fields.where("evaluations")));
  return side;
}

std::vector<Issue> read_issues(const Fields& fields) {
  std::vector<Issue> issues;
  for (const json& name : fields.list("issues", 0, 1000))
    issues.push_back({base::text_of(name, fields.where("issues"), 1, 80), {}});
  const json& values = fields.list("values", issues.size(), issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (!values[i].is_array())
      throw Error{Code::bad_schema, fields.where("values"), base::shown(values[i]), "a list of names for each issue"};
    for (const json& value : values[i])
      issues[i].values.push_back(base::text_of(value, fields.where("values") + ", " + issues[i].id, 1, 80));
  }
  return issues;
}

}  // namespace

Result<Domain> parse_domain(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<Domain> {
    const json root = base::parse_json(bytes, "domain");
    const Fields fields(root, "domain.");
    fields.only({"_source", "issues", "values", "first", "second", "known"});
    std::vector<Issue> issues = read_issues(fields);
    return make_domain(std::move(issues), {read_side(fields, "first"), read_side(fields, "second")});
  });
}

}  // namespace chouma::bargain
