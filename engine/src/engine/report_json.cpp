#include <chouma/engine.h>

#include "base/math.h"
#include "base/utf8.h"
#include "engine/write_json.h"

namespace chouma {

namespace {

using base::JsonWriter;

/// Longer values of refused fields are cut: a warning does not repeat a whole posting.
constexpr std::size_t kShownValue = 60;

const char* origin_name(Origin origin) {
  static constexpr const char* kNames[] = {"text", "resume", "user", "default"};
  return kNames[static_cast<std::size_t>(origin)];
}

/// A section, or null where it could not be answered.
template <class T, class Write>
void section(JsonWriter& json, std::string_view name, const std::optional<T>& part, Write&& write_part) {
  json.key(name);
  if (part)
    write_part(*part);
  else
    json.null();
}

void write_held_out(JsonWriter& json, const Passport::HeldOut& held) {
  json.object([&] {
    json.field("mean_pinball", short_number(held.mean_pinball));
    json.field("coverage_80", short_number(held.coverage_80));
    json.field("mdape", short_number(held.mdape));
  });
}

const Passport::HeldOut& held_out(const Passport& passport, Mode mode) {
  return mode == Mode::posting ? passport.posting : passport.profile;
}

void write_passport(JsonWriter& json, const Passport& passport) {
  json.field("source", passport.source);
  json.field("fitted_on", passport.fitted_on);
  json.key("period");
  write_pair(json, passport.period_from, passport.period_to);
  json.field("rows", passport.rows);
  json.field("companies", passport.companies);
}

void write_model(JsonWriter& json, const ModelUse& use) {
  json.object([&] {
    json.field("id", use.passport.id);
    json.field("hash", use.hash);
    json.field("mode", use.mode == Mode::posting ? "posting" : "profile");
    write_passport(json, use.passport);
    json.key("held_out");
    write_held_out(json, held_out(use.passport, use.mode));
  });
}

void write_skill(JsonWriter& json, const SkillFound& found, const text::Skill& skill) {
  json.object([&] {
    json.field("id", skill.id);
    json.field("name", skill.name);
    json.field("name_zh", skill.name_zh);
    json.field("kind", kind_name(skill.kind));
    json.field("category", skill.category);
    json.field("strength", strength_name(found.strength));
    json.field("origin", found.origin == Origin::user ? "tag" : origin_name(found.origin));
    json.array("spans", [&] {
      for (const Span span : found.spans) write(json, span);
    });
    json.field("removed", found.removed);
    json.field("counted", found.worth.has_value());
    found.worth ? json.field("worth", whole(*found.worth)) : json.null("worth");
    json.field("companies", found.companies);
  });
}

void write_profile(JsonWriter& json, const ProfileSection& profile, const text::Lexicon& lexicon) {
  json.object([&] {
    json.field("title", profile.title);
    json.array("skills", [&] {
      for (const SkillFound& found : profile.skills) write_skill(json, found, lexicon.skills()[found.skill]);
    });
    json.field("unknown_tags", profile.unknown_tags);
    json.object("years", [&] {
      json.field("value", profile.years.value);
      json.field("origin", origin_name(profile.years.origin));
      section(json, "span", profile.years_span, [&](Span span) { write(json, span); });
    });
    json.field("years_min", profile.years_min);
    json.field("years_max", profile.years_max);
    json.object("education", [&] {
      section(json, "value", profile.education.value,
              [&](Education education) { json.value(education_name(education)); });
      json.field("origin", origin_name(profile.education.origin));
    });
    json.object("level", [&] {
      section(json, "value", profile.level.value, [&](Level level) { json.value(level_name(level)); });
      json.field("origin", origin_name(profile.level.origin));
    });
    json.object("city", [&] {
      section(json, "value", profile.city.value, [&](std::uint32_t city) { json.value(lexicon.cities()[city].id); });
      section(json, "en", profile.city.value, [&](std::uint32_t city) { json.value(lexicon.cities()[city].name_en); });
      json.field("origin", origin_name(profile.city.origin));
    });
  });
}

void write_quantiles(JsonWriter& json, const std::array<double, 5>& quantile) {
  for (std::size_t i = 0; i < kTaus.size(); ++i)
    json.object([&] {
      json.field("p", kTaus[i]);
      json.field("amount", whole(quantile[i]));
    });
}

/// Amounts are differences of the rounded running product, so that they add up to the rounded median.
void write_contributions(JsonWriter& json, const PayPrediction& prediction, const text::Lexicon& lexicon) {
  double log = 0;
  std::int64_t before = 0;
  for (const auto& term : prediction.contributions) {
    log += term.log;
    const std::int64_t after = whole(base::exp(log));
    const double half = base::kNormal90 * term.log_se;
    json.object([&] {
      json.field("kind", term.kind);
      json.field("id", term.id);
      json.key("name");
      write(json, contribution_name(term.kind, term.id, lexicon));
      json.field("log", long_number(term.log));
      json.field("factor", short_number(base::exp(term.log)));
      json.field("amount", after - before);
      json.key("interval");
      write_pair(json, short_number(base::exp(term.log - half)), short_number(base::exp(term.log + half)));
      json.field("rows", term.rows);
      json.field("companies", term.companies);
    });
    before = after;
  }
}

std::string_view months_origin(AnnualPay::Origin origin) {
  return origin == AnnualPay::Origin::text ? "text" : origin == AnnualPay::Origin::model ? "model" : "default";
}

void write_annual(JsonWriter& json, const AnnualPay& annual) {
  json.object([&] {
    json.field("months", short_number(annual.months));
    json.field("origin", months_origin(annual.origin));
    json.array("quantiles", [&] { write_quantiles(json, annual.quantile); });
    json.field("twelve", whole(annual.twelve));
    json.key("usual");
    if (!annual.usual) return json.null();
    json.object([&] {
      const auto& usual = *annual.usual;
      json.field("low", short_number(usual.months.quantile[0]));
      json.field("mid", short_number(usual.months.quantile[1]));
      json.field("high", short_number(usual.months.quantile[2]));
      json.field("share_stated", short_number(usual.share_stated));
      json.field("rows", usual.rows);
      json.field("companies", usual.companies);
    });
  });
}

void write_pay(JsonWriter& json, const PaySection& pay, const ModelUse& model, const text::Lexicon& lexicon) {
  const PayPrediction& prediction = pay.prediction;
  const double median = prediction.quantile[2], spread = base::exp(base::kNormal90 * prediction.median_log_se);
  json.object([&] {
    json.field("currency", currency_name(Currency::CNY));
    json.field("period", period_name(Period::month));
    json.array("quantiles", [&] { write_quantiles(json, prediction.quantile); });
    json.key("median_interval");
    write_pair(json, whole(median / spread), whole(median * spread));
    json.field("base_median", whole(pay.base_median));
    json.key("annual");
    write_annual(json, pay.annual);
    json.array("contributions", [&] { write_contributions(json, prediction, lexicon); });
    json.field("coverage_80", short_number(held_out(model.passport, prediction.mode).coverage_80));
  });
}

void write_anchor(JsonWriter& json, const bargain::Anchor& anchor) {
  json.object([&] {
    json.field("id", anchor.id);
    json.field("amount", anchor.amount.amount);
    json.field("percentile", short_number(anchor.percentile));
    json.key("reason");
    write(json, {anchor.reason.zh, anchor.reason.en});
  });
}

void write_posted(JsonWriter& json, const PostedSection& posted) {
  const PayQuote& quote = posted.quote;
  const auto amount = [&](std::string_view name, const Money& money) {
    quote.negotiable ? json.null(name) : json.field(name, money.amount);
  };
  const auto part = [&](std::string_view name, const std::optional<Money>& money) {
    money ? json.field(name, money->amount) : json.null(name);
  };
  const auto share = [&](std::string_view name, const std::optional<double>& value) {
    value ? json.field(name, short_number(*value)) : json.null(name);
  };
  json.object([&] {
    json.field("wording", posted.wording);
    json.key("span");
    write(json, quote.span);
    json.field("negotiable", quote.negotiable);
    amount("low", quote.low);
    amount("high", quote.high);
    json.field("currency", currency_name(quote.low.currency));
    json.field("period", period_name(quote.low.period));
    json.field("months", quote.months);
    amount("monthly_low", quote.monthly_low);
    amount("monthly_high", quote.monthly_high);
    json.field("ends", pay_ends_name(quote.ends));
    part("guaranteed_low", quote.guaranteed_low);
    part("guaranteed_high", quote.guaranteed_high);
    quote.variable ? json.field("variable", variable_pay_name(*quote.variable)) : json.null("variable");
    json.field("equity", quote.equity);
    json.field("after_tax", quote.after_tax);
    json.field("confidence", quote.confidence);
    share("percentile_low", posted.percentile_low);
    share("percentile_high", posted.percentile_high);
  });
}

void write_next(JsonWriter& json, const NextSkill& gain, const text::Skill& skill) {
  json.object([&] {
    json.field("id", skill.id);
    json.field("name", skill.name);
    json.field("name_zh", skill.name_zh);
    json.field("delta", whole(gain.added.delta));
    json.key("interval");
    write_pair(json, whole(gain.added.low), whole(gain.added.high));
    json.field("rows", gain.rows);
    json.field("companies", gain.companies);
  });
}

}  // namespace

void write(JsonWriter& json, const Bilingual& words) {
  json.object([&] {
    json.field("zh", words.zh);
    json.field("en", words.en);
  });
}

void write(JsonWriter& json, Span span) { write_pair(json, span.begin, span.end); }

void write(JsonWriter& json, const Error& error) {
  json.object([&] {
    json.field("code", code_name(error.code));
    json.field("where", error.where);
    json.field("value", base::ellipsis(error.value, kShownValue));
    json.field("allowed", error.allowed);
    json.field("message", message(error));
  });
}

std::string error_json(const Error& error) {
  JsonWriter json;
  json.object([&] {
    json.key("error");
    write(json, error);
  });
  return json.text();
}

std::string loaded_json(const std::string& id, const std::string& hash, const Passport* passport) {
  JsonWriter json;
  json.object([&] {
    json.field("id", id);
    json.field("hash", hash);
    if (passport == nullptr) return;
    json.object("passport", [&] {
      json.field("id", passport->id);
      json.field("recipe", passport->recipe);
      write_passport(json, *passport);
      json.object("held_out", [&] {
        json.key("posting");
        write_held_out(json, passport->posting);
        json.key("profile");
        write_held_out(json, passport->profile);
      });
    });
  });
  return json.text();
}

std::string report_json(const Report& report, const text::Lexicon* lexicon) {
  JsonWriter json;
  json.object([&] {
    json.field("schema", "chouma.report/1");
    json.field("id", report.id);
    json.field("engine", version());
    section(json, "error", report.error, [&](const Error& error) { write(json, error); });
    json.key("lexicon");
    if (report.lexicon_id.empty())
      json.null();
    else
      json.object([&] {
        json.field("id", report.lexicon_id);
        json.field("hash", report.lexicon_hash);
      });
    section(json, "model", report.model, [&](const ModelUse& use) { write_model(json, use); });
    section(json, "profile", report.profile,
            [&](const ProfileSection& profile) { write_profile(json, profile, *lexicon); });
    section(json, "pay", report.pay, [&](const PaySection& pay) { write_pay(json, pay, *report.model, *lexicon); });
    section(json, "premium", report.premium, [&](const PremiumSection& premium) {
      json.object([&] {
        write_premium(json, premium, *lexicon);
        json.field("clamped", premium.premium.clamped < 0 ? "low" : premium.premium.clamped > 0 ? "high" : "none");
      });
    });
    json.array("anchors", [&] {
      if (!report.anchors) return;
      for (const bargain::Anchor& anchor : *report.anchors) write_anchor(json, anchor);
    });
    section(json, "posted", report.posted, [&](const PostedSection& posted) { write_posted(json, posted); });
    json.array("next", [&] {
      for (const NextSkill& gain : report.next) write_next(json, gain, lexicon->skills()[gain.skill]);
    });
    json.key("talk");
    write_points(json, report.talk.points);
    json.key("scripts");
    write_scripts(json, report.talk.scripts);
    section(json, "candidate", report.candidate,
            [&](const CandidateSection& candidate) { write_candidate(json, candidate, *lexicon); });
    section(json, "screening", report.screening,
            [&](const ScreeningSection& screening) { write_screening(json, screening, *lexicon); });
    section(json, "offers", report.offers, [&](const OffersSection& offers) { write_offers(json, offers); });
    section(json, "negotiation", report.negotiation,
            [&](const NegotiationSection& negotiation) { write_negotiation(json, negotiation); });
    json.array("warnings", [&] {
      for (const Error& warning : report.warnings) write(json, warning);
    });
  });
  return json.text();
}

}  // namespace chouma
