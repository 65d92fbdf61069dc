#include "text/profile_json.h"

#include "base/json_writer.h"

namespace chouma::text {

namespace {

using base::JsonWriter;

void write_span(JsonWriter& json, const Span& span) {
  json.array([&] {
    json.value(span.begin);
    json.value(span.end);
  });
}

void write_skill(JsonWriter& json, const SkillMention& mention, const Skill& skill) {
  json.object([&] {
    json.field("id", skill.id);
    json.field("name", skill.name);
    json.field("kind", kind_name(skill.kind));
    json.field("strength", strength_name(mention.strength));
    json.array("spans", [&] {
      for (const Span& span : mention.spans) write_span(json, span);
    });
  });
}

void write_pay(JsonWriter& json, const PayQuote& quote) {
  const bool figures = !quote.negotiable;
  const auto amount = [&](std::string_view name, const Money& money) {
    figures ? json.field(name, money.amount) : json.null(name);
  };
  json.object([&] {
    amount("low", quote.low);
    amount("high", quote.high);
    figures ? json.field("currency", currency_name(quote.low.currency)) : json.null("currency");
    figures ? json.field("period", period_name(quote.low.period)) : json.null("period");
    amount("monthly_low", quote.monthly_low);
    amount("monthly_high", quote.monthly_high);
    json.field("months", quote.months);
    json.field("negotiable", quote.negotiable);
    json.field("ends", pay_ends_name(quote.ends));
    quote.guaranteed_low ? json.field("guaranteed_low", quote.guaranteed_low->amount) : json.null("guaranteed_low");
    quote.guaranteed_high ? json.field("guaranteed_high", quote.guaranteed_high->amount) : json.null("guaranteed_high");
    quote.variable ? json.field("variable", variable_pay_name(*quote.variable)) : json.null("variable");
    json.field("equity", quote.equity);
    json.field("after_tax", quote.after_tax);
    json.field("confidence", quote.confidence);
    json.key("span");
    write_span(json, quote.span);
  });
}

}  // namespace

std::string profile_json(const Lexicon& lexicon, const Profile& profile, std::string_view id) {
  JsonWriter json;
  json.object([&] {
    if (!id.empty()) json.field("id", id);
    json.array("skills", [&] {
      for (const SkillMention& mention : profile.skills) write_skill(json, mention, lexicon.skills()[mention.skill]);
    });
    json.field("years_min", profile.years_min);
    json.field("years_max", profile.years_max);
    profile.education ? json.field("education", education_name(*profile.education)) : json.null("education");
    profile.level ? json.field("level", level_name(*profile.level)) : json.null("level");
    profile.city ? json.field("city", lexicon.cities()[*profile.city].id) : json.null("city");
    json.key("pay");
    if (profile.pay)
      write_pay(json, *profile.pay);
    else
      json.null();
  });
  return json.text();
}

}  // namespace chouma::text
