#include <chouma/engine.h>

#include "base/utf8.h"
#include "engine/write_json.h"
#include "text/profile_json.h"

#include <algorithm>

namespace chouma {

namespace {

constexpr double kNormal90 = 1.2815515655446004;  // Φ⁻¹(.9): half of an 80 % interval

/// Longer values of refused fields are cut: a warning does not repeat a whole posting.
constexpr std::size_t kShownValue = 60;

Json origin_json(Origin origin) {
  return origin == Origin::text ? "text" : origin == Origin::user ? "user" : "default";
}

Json held_out_json(const Passport::HeldOut& held) {
  return {{"mean_pinball", short_number(held.mean_pinball)},
          {"coverage_80", short_number(held.coverage_80)},
          {"mdape", short_number(held.mdape)}};
}

Json model_json(const ModelUse& use) {
  const Passport& passport = use.passport;
  return {{"id", passport.id},
          {"hash", use.hash},
          {"mode", use.mode == Mode::posting ? "posting" : "profile"},
          {"source", passport.source},
          {"fitted_on", passport.fitted_on},
          {"period", Json::array({passport.period_from, passport.period_to})},
          {"rows", passport.rows},
          {"companies", passport.companies},
          {"held_out", held_out_json(use.mode == Mode::posting ? passport.posting : passport.profile)}};
}

Json skill_json(const SkillFound& found, const text::Skill& skill) {
  Json spans = Json::array();
  for (const Span span : found.spans) spans.push_back(span_json(span));
  return {{"id", skill.id},
          {"name", skill.name},
          {"name_zh", skill.name_zh},
          {"kind", kind_name(skill.kind)},
          {"category", skill.category},
          {"strength", strength_name(found.strength)},
          {"origin", found.from_text ? "text" : "tag"},
          {"spans", std::move(spans)},
          {"removed", found.removed},
          {"counted", found.worth.has_value()},
          {"worth", found.worth ? Json(whole(*found.worth)) : Json(nullptr)},
          {"companies", found.companies}};
}

Json profile_json(const ProfileSection& profile, const text::Lexicon& lexicon) {
  Json skills = Json::array();
  for (const SkillFound& found : profile.skills) skills.push_back(skill_json(found, lexicon.skills()[found.skill]));
  const text::City* city = profile.city.value ? &lexicon.cities()[*profile.city.value] : nullptr;
  return {{"title", profile.title},
          {"skills", std::move(skills)},
          {"unknown_tags", profile.unknown_tags},
          {"years",
           {{"value", or_null(profile.years.value)},
            {"origin", origin_json(profile.years.origin)},
            {"span", profile.years_span ? span_json(*profile.years_span) : Json(nullptr)}}},
          {"years_min", or_null(profile.years_min)},
          {"years_max", or_null(profile.years_max)},
          {"education",
           {{"value", profile.education.value ? Json(education_name(*profile.education.value)) : Json(nullptr)},
            {"origin", origin_json(profile.education.origin)}}},
          {"level",
           {{"value", profile.level.value ? Json(level_name(*profile.level.value)) : Json(nullptr)},
            {"origin", origin_json(profile.level.origin)}}},
          {"city",
           {{"value", city ? Json(city->id) : Json(nullptr)},
            {"en", city ? Json(city->name_en) : Json(nullptr)},
            {"origin", origin_json(profile.city.origin)}}}};
}

/// Amounts are differences of the rounded running product, so that they add up to the rounded median.
Json contributions_json(const PayPrediction& prediction, const text::Lexicon& lexicon) {
  Json list = Json::array();
  double log = 0;
  std::int64_t before = 0;
  for (const Contribution& term : prediction.contributions) {
    log += term.log;
    const std::int64_t after = whole(base::exp(log));
    const double half = kNormal90 * term.log_se;
    list.push_back({{"kind", term.kind},
                    {"id", term.id},
                    {"name", contribution_name(term.kind, term.id, lexicon)},
                    {"log", long_number(term.log)},
                    {"factor", short_number(base::exp(term.log))},
                    {"amount", after - before},
                    {"interval",
                     Json::array({short_number(base::exp(term.log - half)), short_number(base::exp(term.log + half))})},
                    {"rows", term.rows},
                    {"companies", term.companies}});
    before = after;
  }
  return list;
}

Json pay_json(const PaySection& pay, const ModelUse& model, const text::Lexicon& lexicon) {
  const PayPrediction& prediction = pay.prediction;
  Json quantiles = Json::array();
  for (std::size_t i = 0; i < kTaus.size(); ++i)
    quantiles.push_back({{"p", kTaus[i]}, {"amount", whole(prediction.quantile[i])}});
  const double median = prediction.quantile[2], spread = base::exp(kNormal90 * prediction.median_log_se);
  const Passport::HeldOut& held = prediction.mode == Mode::posting ? model.passport.posting : model.passport.profile;
  return {{"currency", "CNY"},
          {"period", "month"},
          {"quantiles", std::move(quantiles)},
          {"median_interval", Json::array({whole(median / spread), whole(median * spread)})},
          {"base_median", whole(pay.base_median)},
          {"contributions", contributions_json(prediction, lexicon)},
          {"coverage_80", short_number(held.coverage_80)}};
}

Json anchors_json(const std::array<bargain::Anchor, 3>& anchors) {
  Json list = Json::array();
  for (const bargain::Anchor& anchor : anchors)
    list.push_back({{"id", anchor.id},
                    {"amount", anchor.amount.amount},
                    {"percentile", short_number(anchor.percentile)},
                    {"reason", both(anchor.reason.zh, anchor.reason.en)}});
  return list;
}

Json posted_json(const PostedSection& posted) {
  const PayQuote& quote = posted.quote;
  const auto amount = [&](const Money& money) { return quote.negotiable ? Json(nullptr) : Json(money.amount); };
  const auto share = [](const std::optional<double>& value) {
    return value ? Json(short_number(*value)) : Json(nullptr);
  };
  return {{"wording", posted.wording},
          {"span", span_json(quote.span)},
          {"negotiable", quote.negotiable},
          {"low", amount(quote.low)},
          {"high", amount(quote.high)},
          {"currency", currency_name(quote.low.currency)},
          {"period", period_name(quote.low.period)},
          {"months", or_null(quote.months)},
          {"monthly_low", amount(quote.monthly_low)},
          {"monthly_high", amount(quote.monthly_high)},
          {"percentile_low", share(posted.percentile_low)},
          {"percentile_high", share(posted.percentile_high)}};
}

Json next_json(const std::vector<NextSkill>& next, const text::Lexicon& lexicon) {
  Json list = Json::array();
  for (const NextSkill& gain : next) {
    const text::Skill& skill = lexicon.skills()[gain.skill];
    list.push_back({{"id", skill.id},
                    {"name", skill.name},
                    {"name_zh", skill.name_zh},
                    {"delta", whole(gain.delta)},
                    {"interval", Json::array({whole(gain.low), whole(gain.high)})},
                    {"rows", gain.rows},
                    {"companies", gain.companies}});
  }
  return list;
}

Json sentence_json(const std::vector<talk::Run>& runs) {
  Json list = Json::array();
  for (const talk::Run& run : runs) {
    Json item = {{"text", run.text}};
    if (!run.mark.empty()) item["mark"] = run.mark;
    list.push_back(std::move(item));
  }
  return list;
}

Json talk_json(const std::vector<talk::TalkingPoint>& points) {
  Json list = Json::array();
  for (const talk::TalkingPoint& point : points) {
    Json citations = Json::array();
    for (const talk::Citation& cited : point.citations)
      citations.push_back({{"mark", cited.mark},
                           {"source", cited.source},
                           {"path", cited.path.empty() ? Json(nullptr) : Json(cited.path)},
                           {"span", cited.span ? span_json(*cited.span) : Json(nullptr)},
                           {"text", both(cited.zh, cited.en)}});
    list.push_back({{"id", point.id},
                    {"kind", point.kind},
                    {"skills", point.skills},
                    {"anchor", point.anchor.empty() ? Json(nullptr) : Json(point.anchor)},
                    {"parts", {{"zh", sentence_json(point.zh)}, {"en", sentence_json(point.en)}}},
                    {"citations", std::move(citations)}});
  }
  return list;
}

}  // namespace

Json problem_json(const Error& error) {
  return {{"code", code_name(error.code)},
          {"where", error.where},
          {"value", base::ellipsis(error.value, kShownValue)},
          {"allowed", error.allowed},
          {"message", message(error)}};
}

std::string error_json(const Error& error) { return dumped({{"error", problem_json(error)}}); }

std::string extract_json(std::string_view id, const Profile& profile, const text::Lexicon& lexicon) {
  return dumped(text::profile_json(lexicon, profile, id));
}

std::string loaded_json(const std::string& id, const std::string& hash, const Passport* passport) {
  Json json = {{"id", id}, {"hash", hash}};
  if (passport != nullptr)
    json["passport"] = {
        {"id", passport->id},
        {"recipe", passport->recipe},
        {"source", passport->source},
        {"fitted_on", passport->fitted_on},
        {"period", Json::array({passport->period_from, passport->period_to})},
        {"rows", passport->rows},
        {"companies", passport->companies},
        {"held_out", {{"posting", held_out_json(passport->posting)}, {"profile", held_out_json(passport->profile)}}}};
  return dumped(json);
}

std::string report_json(const Report& report, const text::Lexicon* lexicon) {
  Json warnings = Json::array();
  for (const Error& warning : report.warnings) warnings.push_back(problem_json(warning));
  const Json none = nullptr;
  return dumped(
      {{"schema", "chouma.report/1"},
       {"id", report.id},
       {"engine", version()},
       {"error", report.error ? problem_json(*report.error) : none},
       {"lexicon", report.lexicon_id.empty() ? none : Json{{"id", report.lexicon_id}, {"hash", report.lexicon_hash}}},
       {"model", report.model ? model_json(*report.model) : none},
       {"profile", report.profile ? profile_json(*report.profile, *lexicon) : none},
       {"pay", report.pay ? pay_json(*report.pay, *report.model, *lexicon) : none},
       {"premium", report.premium ? premium_section_json(*report.premium, *lexicon) : none},
       {"anchors", report.anchors ? anchors_json(*report.anchors) : Json::array()},
       {"posted", report.posted ? posted_json(*report.posted) : none},
       {"next", report.next.empty() ? Json::array() : next_json(report.next, *lexicon)},
       {"talk", talk_json(report.talk)},
       {"warnings", std::move(warnings)}});
}

}  // namespace chouma
