#include "salary/golden_json.h"

#include <algorithm>
#include <set>

#include "base/fields_json.h"
#include "base/math.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::ordered_json;

template <class T>
T known(std::optional<T> found, const Fields& fields, std::string_view name) {
  if (!found)
    throw Error{Code::unknown_name, fields.where(name), base::shown(fields.at(name)),
                "a name that the lexicon or the schema knows"};
  return *found;
}

Facts read_facts(const Fields& profile, Mode mode, const SalaryModel& model, const text::Lexicon& lexicon) {
  Facts facts;
  if (profile.find("text") != nullptr) {
    const std::string text = profile.text("text", 1, 20000);
    facts = facts_of(text::extract(lexicon, text));
    facts.title = text::title_line(text);
    if (mode == Mode::posting) facts.phrases = model.phrases(text);
  }
  if (profile.find("tags") != nullptr) {
    std::set<std::uint32_t> skills(facts.skills.begin(), facts.skills.end());
    for (const nlohmann::json& tag : profile.list("tags", 0, 200))
      skills.insert(known(lexicon.find_skill(base::text_of(tag, profile.where("tags"), 1, 80)), profile, "tags"));
    facts.skills.assign(skills.begin(), skills.end());
  }
  if (profile.find("years") != nullptr) facts.years = profile.number("years", 0, 60);
  if (profile.find("education") != nullptr)
    facts.education = known(parse_education(profile.text("education", 1, 20)), profile, "education");
  if (profile.find("level") != nullptr)
    facts.level = known(parse_level(profile.text("level", 1, 20)), profile, "level");
  if (profile.find("city") != nullptr)
    facts.city = known(lexicon.find_city(profile.text("city", 1, 80)), profile, "city");
  if (profile.find("months") != nullptr) facts.months = profile.number("months", 12, 36);
  return facts;
}

ordered_json answer(const ordered_json& item, std::size_t index, const SalaryModel& model,
                    const text::Lexicon& lexicon) {
  const nlohmann::json plain = item;
  const Fields profile(plain, "golden.profiles[" + std::to_string(index) + "].");
  profile.only(
      {"name", "mode", "text", "tags", "years", "education", "level", "city", "months", "quantiles", "contributions"});
  const std::string mode_name = profile.text("mode", 1, 20);
  if (mode_name != "posting" && mode_name != "profile")
    throw Error{Code::bad_schema, profile.where("mode"), mode_name, "posting or profile"};
  const Mode mode = mode_name == "posting" ? Mode::posting : Mode::profile;
  const PayPrediction pay = model.predict(read_facts(profile, mode, model, lexicon), mode);
  ordered_json quantiles = ordered_json::array(), contributions = ordered_json::array();
  for (const double quantile : pay.quantile) quantiles.push_back(base::round_to(quantile, 2));
  for (const Contribution& c : pay.contributions)
    contributions.push_back({c.kind, c.id, base::round_to(c.log, 6), base::round_to(c.log_se, 6)});
  ordered_json answered = item;
  answered["quantiles"] = std::move(quantiles);
  answered["contributions"] = std::move(contributions);
  return answered;
}

}  // namespace

Result<std::string> answer_golden(std::string_view json, const SalaryModel& model, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<std::string> {
    const nlohmann::json document = base::parse_json(json, "golden");
    const Fields fields(document, "golden.");
    fields.version("format", "chouma.salary_golden/1");
    fields.only({"format", "model", "profiles"});
    const std::string id = fields.text("model", 1, 80);
    if (id != model.passport().id) return Error{Code::unknown_name, "golden.model", id, model.passport().id};
    fields.list("profiles", 1, 1000);
    ordered_json answered = ordered_json::parse(json);
    std::size_t index = 0;
    for (ordered_json& item : answered["profiles"]) {
      item = answer(item, index, model, lexicon);
      ++index;
    }
    return answered.dump(1) + "\n";
  });
}

}  // namespace chouma::salary
