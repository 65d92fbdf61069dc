#include "salary/table_answers_json.h"
#include "base/fields_json.h"
#include "base/math.h"

namespace chouma::salary {

namespace {

constexpr double kNormal975 = 1.959963984540054;

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

std::vector<std::pair<std::string, std::string>> inputs_of(const json& object, const std::string& where) {
  if (!object.is_object()) throw Error{Code::bad_schema, where, base::shown(object), "an object"};
  std::vector<std::pair<std::string, std::string>> inputs;
  const std::string prefix = where + ".";
  for (const auto& [name, says] : object.items())
    inputs.emplace_back(name, base::text_of(says, std::string(prefix).append(name), 0, 20000));
  return inputs;
}

}  // namespace

Result<std::string> answer_table_golden(std::string_view bytes, std::span<const TableModel> models) {
  return base::catch_refusal([&]() -> Result<std::string> {
    const json document = base::parse_json(bytes, "golden");
    const Fields fields(document, "golden.");
    fields.version("format", "chouma.table_golden/1");
    fields.only({"format", "model", "profiles"});
    const std::string id = fields.text("model", 1, 80);
    const json& profiles = fields.list("profiles", 1, 1000);
    ordered_json answered = ordered_json::parse(bytes);
    for (std::size_t k = 0; k < profiles.size(); ++k) {
      const std::string where = "golden.profiles[" + std::to_string(k) + "].";
      const Fields profile(profiles[k], where);
      profile.only({"name", "inputs", "answers"});
      const auto inputs = inputs_of(profile.at("inputs"), where + "inputs");
      ordered_json answers = ordered_json::object();
      for (const TableModel& model : models) {
        if (model.passport().passport.id != id)
          return Error{Code::unknown_name, "golden.model", id, model.passport().passport.id};
        const auto answer = model.predict(inputs);
        if (!answer) return answer.error();
        ordered_json quantiles = ordered_json::array(), contributions = ordered_json::array();
        for (const double quantile : answer.value().quantile) quantiles.push_back(base::round_to(quantile, 2));
        for (const Contribution& c : answer.value().contributions)
          contributions.push_back({c.kind, c.id, base::round_to(c.log, 6), base::round_to(c.log_se, 6)});
        answers[model.passport().response] = {{"quantiles", std::move(quantiles)},
                                              {"contributions", std::move(contributions)}};
      }
      answered["profiles"][k]["answers"] = std::move(answers);
    }
    return answered.dump(1) + "\n";
  });
}

std::array<double, 2> median_interval(const TablePrediction& pay) {
  const double reach = kNormal975 * pay.median_log_se;
  return {pay.quantile[2] * base::exp(-reach), pay.quantile[2] * base::exp(reach)};
}

Result<std::string> quote_json(const TableModel& model, std::span<const std::pair<std::string, std::string>> inputs) {
  const auto answer = model.predict(inputs);
  if (!answer) return answer.error();
  const TablePrediction& pay = answer.value();
  const TablePassport& of = model.passport();
  const auto interval = median_interval(pay);
  ordered_json quantiles = ordered_json::array(), contributions = ordered_json::array();
  for (const double quantile : pay.quantile) quantiles.push_back(base::round_to(quantile, 2));
  for (const Contribution& c : pay.contributions)
    contributions.push_back({{"kind", c.kind},
                             {"id", c.id},
                             {"log", c.log},
                             {"log_se", c.log_se},
                             {"rows", c.rows},
                             {"groups", c.companies}});
  const ordered_json document = {
      {"model", of.passport.id},
      {"response", of.response},
      {"amount", of.amount},
      {"currency", of.currency},
      {"unit", of.unit},
      {"quantiles", std::move(quantiles)},
      {"median_interval_95", {base::round_to(interval[0], 2), base::round_to(interval[1], 2)}},
      {"median_log_se", pay.median_log_se},
      {"contributions", std::move(contributions)},
      {"assumed", pay.assumed},
      {"unpriced", pay.unpriced},
      {"licence", of.licence}};
  return document.dump(2) + "\n";
}

}  // namespace chouma::salary
