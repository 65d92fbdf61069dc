#include "engine/write_json.h"

namespace chouma {

namespace {

Json pay_json(const PayQuote& quote) {
  const auto amount = [&](const Money& money) { return quote.negotiable ? Json(nullptr) : Json(money.amount); };
  return {{"low", amount(quote.low)},
          {"high", amount(quote.high)},
          {"currency", currency_name(quote.low.currency)},
          {"period", period_name(quote.low.period)},
          {"months", or_null(quote.months)},
          {"monthly_low", amount(quote.monthly_low)},
          {"monthly_high", amount(quote.monthly_high)},
          {"negotiable", quote.negotiable},
          {"span", span_json(quote.span)}};
}

}  // namespace

std::string extract_json(std::string_view id, const Profile& profile, const text::Lexicon& lexicon) {
  Json skills = Json::array();
  for (const SkillMention& mention : profile.skills) {
    const text::Skill& skill = lexicon.skills()[mention.skill];
    Json spans = Json::array();
    for (const Span span : mention.spans) spans.push_back(span_json(span));
    skills.push_back({{"id", skill.id},
                      {"name", skill.name},
                      {"kind", kind_name(skill.kind)},
                      {"strength", strength_name(mention.strength)},
                      {"spans", std::move(spans)}});
  }
  return dumped({{"id", id},
                 {"skills", std::move(skills)},
                 {"years_min", or_null(profile.years_min)},
                 {"years_max", or_null(profile.years_max)},
                 {"education", profile.education ? Json(education_name(*profile.education)) : Json(nullptr)},
                 {"level", profile.level ? Json(level_name(*profile.level)) : Json(nullptr)},
                 {"pay", profile.pay ? pay_json(*profile.pay) : Json(nullptr)}});
}

}  // namespace chouma
