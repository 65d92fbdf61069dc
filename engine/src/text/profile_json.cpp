#include "text/profile_json.h"

namespace chouma::text {

namespace {

using Json = nlohmann::ordered_json;

Json span(const Span& s) { return Json::array({s.begin, s.end}); }

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json pay(const PayQuote& quote) {
  const bool figures = !quote.negotiable;
  const auto amount = [&](const Money& money) { return figures ? Json(money.amount) : Json(); };
  return {{"low", amount(quote.low)},
          {"high", amount(quote.high)},
          {"currency", figures ? Json(currency_name(quote.low.currency)) : Json()},
          {"period", figures ? Json(period_name(quote.low.period)) : Json()},
          {"monthly_low", amount(quote.monthly_low)},
          {"monthly_high", amount(quote.monthly_high)},
          {"months", or_null(quote.months)},
          {"negotiable", quote.negotiable},
          {"span", span(quote.span)}};
}

}  // namespace

Json profile_json(const Lexicon& lexicon, const Profile& profile, std::string_view id) {
  Json out = Json::object();
  if (!id.empty()) out["id"] = id;
  Json skills = Json::array();
  for (const SkillMention& mention : profile.skills) {
    const Skill& skill = lexicon.skills()[mention.skill];
    Json spans = Json::array();
    for (const Span& s : mention.spans) spans.push_back(span(s));
    skills.push_back({{"id", skill.id},
                      {"name", skill.name},
                      {"kind", kind_name(skill.kind)},
                      {"strength", strength_name(mention.strength)},
                      {"spans", std::move(spans)}});
  }
  out["skills"] = std::move(skills);
  out["years_min"] = or_null(profile.years_min);
  out["years_max"] = or_null(profile.years_max);
  out["education"] = profile.education ? Json(education_name(*profile.education)) : Json();
  out["level"] = profile.level ? Json(level_name(*profile.level)) : Json();
  out["city"] = profile.city ? Json(lexicon.cities()[*profile.city].id) : Json();
  out["pay"] = profile.pay ? pay(*profile.pay) : Json();
  return out;
}

}  // namespace chouma::text
