#include "talk/drafts.h"

#include "base/math.h"
#include "base/number.h"

#include <algorithm>
#include <cmath>

namespace chouma::talk {

namespace {

/// A smaller raise of the median is not worth a sentence: it prints as ×1.00.
constexpr double kLeastLog = 0.005;

std::string at(std::string_view list, std::size_t index, std::string_view field) {
  return std::string(list) + "/" + std::to_string(index) + "/" + std::string(field);
}

std::string_view asks_key(Asked asked) {
  return asked == Asked::required ? "required" : asked == Asked::preferred ? "preferred" : "mentioned";
}

class Drafting {
 public:
  Drafting(const Writer& writer, const Facts& facts)
      : writer_(writer), facts_(facts), ranking_(writer.book().ranking) {}

  std::vector<Draft> run() {
    premium();
    scarcity();
    for (const Facts::Worth& worth : facts_.worths) skill(worth);
    posted();
    months();
    target();
    years_met();
    years();
    for (const Facts::Term& term : facts_.terms) factor_of(term);
    for (const Facts::Shown& shown : facts_.shown) show(shown);
    degree();
    match();
    for (const Facts::Carry& carry : facts_.carries) carry_over(carry);
    tools();
    for (const Facts::Veto& veto : facts_.vetoes) pass(veto);
    for (const Facts::Next& next : facts_.next) learn(next);
    return std::move(drafts_);
  }

 private:
  double relevance(Asked asked) const { return facts_.text ? ranking_.relevance[static_cast<std::size_t>(asked)] : 1; }
  double proof(text::Proof proof) const { return ranking_.proof[static_cast<std::size_t>(proof)]; }
  double at_least(double effect) const { return std::max(effect, ranking_.unpriced); }
  double weight(const Effect& effect, Asked asked) const {
    return effect.log * estimate_reliability(effect.log, effect.half, static_cast<double>(effect.companies), facts_.k) *
           relevance(asked);
  }

  Values model() const { return {{"model", words(facts_.model, facts_.model)}}; }
  Citation from_model(std::string path) const { return writer_.cite("model", std::move(path), "model", model()); }
  /// A number that a text or the candidate states.
  Citation from_resume(std::string path, const std::optional<Span>& span, std::string_view unspoken) const {
    return writer_.cite(span                   ? "resume"
                        : unspoken == "stated" ? "request"
                                               : "resume",
                        std::move(path), span ? "resume_says" : unspoken, {}, span);
  }
  Values worded() const { return {{"wording", words(facts_.posted->wording, facts_.posted->wording)}}; }
  Value wording() const {
    return cited(facts_.posted->wording, writer_.cite("text", "", "text", worded(), facts_.posted->span));
  }

  void add(std::string_view key, std::string kind, std::string id, Values values, std::vector<Fact> facts,
           std::vector<std::string> skills = {}, bool argues = true) {
    drafts_.push_back(
        {key, std::move(kind), std::move(id), std::move(skills), "", std::move(values), std::move(facts), argues});
  }

  void premium() {
    if (!facts_.premium) return;
    const Facts::Premium& all = *facts_.premium;
    const double effect = base::log(all.coefficient), half = (base::log(all.high) - base::log(all.low)) / 2;
    if (effect <= kLeastLog) return;
    const Values caption = {{"table", words(facts_.scarcity->id, facts_.scarcity->id)},
                            {"model", words(facts_.model, facts_.model)}};
    const auto number = [&](double value, std::string path) {
      return cited(fixed(value, 2),
                   writer_.cite("model", std::move(path), facts_.model.empty() ? "premium_table" : "premium", caption));
    };
    add("premium", "premium", "premium",
        {{"base", words(all.base)},
         {"coefficient", number(all.coefficient, "/premium/coefficient")},
         {"low", number(all.low, "/premium/interval/0")},
         {"high", number(all.high, "/premium/interval/1")}},
        {{"premium", effect * estimate_reliability(effect, half, 0, 0) * relevance(Asked::required)}});
  }

  void scarcity() {
    if (facts_.scarcity == nullptr || !facts_.scarcity_row) return;
    const salary::Scarcity& table = *facts_.scarcity;
    const salary::ScarcityRow& row = table.rows[*facts_.scarcity_row];
    const double effect = base::log(1 + row.raise), half = std::abs(table.exposure(row)) * table.elasticity_half_80;
    if (effect <= kLeastLog) return;
    const std::string number = std::to_string(*facts_.scarcity_row + 1);
    const Values caption = {{"table", words(table.id, table.id)}, {"row", words(number, number)}};
    Value combination;
    std::vector<std::string> skills;
    std::vector<Fact> borne = {
        {"scarcity", effect * estimate_reliability(effect, half, 0, 0) * relevance(facts_.combination_asked)}};
    for (const Facts::Skill& skill : facts_.combination) {
      if (!combination.empty()) combination.push_back({{" + ", " + "}, std::nullopt, "", ""});
      combination.push_back(words(skill).front());
      if (&skill != &facts_.combination.front()) borne.push_back({"worth:" + skill.id, 0});
      skills.push_back(skill.id);
    }
    const auto cell = [&](const std::string& text, std::string_view field) {
      return cited(text, writer_.cite("scarcity", at("/rows", *facts_.scarcity_row, field), "scarcity", caption));
    };
    add("scarcity", "scarcity", "scarcity",
        {{"combination", std::move(combination)},
         {"ratio", cell(base::format_double(row.ratio), "ratio")},
         {"raise", cell(percent(row.raise), "raise")}},
        std::move(borne), std::move(skills));
  }

  void skill(const Facts::Worth& worth) {
    if (worth.worth < 1 || worth.effect.log <= 0) return;
    const auto cell = [&](const std::string& text, std::string_view field) {
      return cited(text, from_model(at("/profile/skills", worth.index, field)));
    };
    add("model", "model", "model-" + worth.skill.id,
        {{"skill", words(worth.skill)},
         {"companies", cell(base::group_thousands(worth.effect.companies), "companies")},
         {"worth", cell(yuan(worth.worth), "worth")}},
        {{"worth:" + worth.skill.id, weight(worth.effect, worth.asked)}}, {worth.skill.id});
  }

  void posted() {
    if (!facts_.posted) return;
    const Facts::Posted& posted = *facts_.posted;
    const auto amount = [&](std::int64_t value, std::string path) {
      return cited(yuan(static_cast<double>(value)), writer_.cite("text", std::move(path), "converted", worded()));
    };
    const double room = std::abs(base::log(static_cast<double>(posted.monthly_high) / facts_.median));
    add("posted_range", "posted_range", "posted_range",
        {{"wording", wording()},
         {"low", amount(posted.monthly_low, "/posted/monthly_low")},
         {"high", amount(posted.monthly_high, "/posted/monthly_high")},
         {"percentile_low", percentile(posted.percentile_low, from_model("/posted/percentile_low"))},
         {"percentile_high", percentile(posted.percentile_high, from_model("/posted/percentile_high"))}},
        {{"posted", at_least(room) * relevance(Asked::required)}}, {}, false);
  }

  /// More than twelve months' pay, which a contract may yet leave out.
  void months() {
    constexpr double kYear = 12;
    if (!facts_.posted || facts_.posted->months.value_or(kYear) <= kYear) return;
    const double months = *facts_.posted->months;
    add("months", "months", "months",
        {{"wording", wording()},
         {"months", cited(base::format_double(months),
                          writer_.cite("text", "/posted/months", "text", worded(), facts_.posted->span))}},
        {{"months", base::log(months / kYear) * relevance(Asked::required)}}, {}, false);
  }

  void target() {
    if (facts_.anchors == nullptr) return;
    const bargain::Anchor& target = (*facts_.anchors)[1];
    const auto amount = static_cast<double>(target.amount.amount);
    const double effect = at_least(std::abs(base::log(amount / facts_.median)));
    Values values = {{"amount", cited(yuan(amount), writer_.cite("anchor", "/anchors/1/amount", "anchor", model()))},
                     {"percentile", percentile(base::round_to(target.percentile, 4),
                                               writer_.cite("anchor", "/anchors/1/percentile", "anchor", model()))}};
    values["amount"].front().anchor = target.id;
    if (facts_.posted) values["wording"] = wording();
    add(facts_.posted ? "target_posted" : "target", "target", "target", std::move(values),
        {{"target", effect * estimate_reliability(effect, facts_.median_half, 0, 0) * relevance(Asked::required)}}, {},
        false);
    drafts_.back().anchor = target.id;
  }

  void years_met() {
    if (!facts_.years_met) return;
    const Facts::YearsMet& years = *facts_.years_met;
    const double effect = facts_.years ? facts_.years->effect.log : 0;
    add("years_met", "years", "years_met",
        {{"asked", cited(std::to_string(years.asked),
                         writer_.cite("text", "/profile/years_min", "text_says", {}, years.asked_span))},
         {"years", cited(plain(years.held, 1), from_resume("/candidate/years", years.held_span, "resume_dates"))}},
        {{"years", at_least(effect) * relevance(Asked::required)}});
  }

  void years() {
    if (!facts_.years || facts_.years->effect.log <= kLeastLog) return;
    const Facts::Years& years = *facts_.years;
    const bool from_text = years.source == Source::text;
    constexpr std::string_view kPath = "/profile/years/value";
    const Citation source = from_text ? writer_.cite("text", std::string(kPath), "text_says", {}, years.span)
                            : years.source == Source::resume
                                ? from_resume(std::string(kPath), years.span, "resume_dates")
                                : writer_.cite("request", std::string(kPath), "years_request", {});
    add(from_text ? "years_text" : "years_own", "years", "years",
        {{"years", cited(plain(years.value, 1), source)},
         {"factor",
          cited("×" + fixed(years.factor, 2), from_model(at("/pay/contributions", years.contribution, "factor")))}},
        {{"years", weight(years.effect, from_text ? Asked::required : Asked::none)}}, {}, !from_text);
  }

  void factor_of(const Facts::Term& term) {
    if (term.effect.log <= kLeastLog) return;
    add("term", term.kind, term.kind,
        {{"term", words(term.name.zh, term.name.en)},
         {"factor",
          cited("×" + fixed(term.factor, 2), from_model(at("/pay/contributions", term.contribution, "factor")))}},
        {{term.kind, weight(term.effect, term.asked)}});
  }

  void show(const Facts::Shown& shown) {
    const bool asked = shown.asked != Asked::none;
    const Facts::Skill& held = shown.via ? *shown.via : shown.skill;
    Values values = {{"skill", words(shown.skill)}, {"via", words(held)}};
    if (asked) values["asks"] = writer_.word(asks_key(shown.asked));
    // A clause may bear out several skills, and is quoted once.
    std::string_view key;
    std::string fact;
    if (shown.quote) {
      values["quote"] = cited(shown.quote->text, writer_.cite("resume", "", "resume_says", {}, shown.quote->span));
      fact = "quote:" + std::to_string(shown.quote->span.begin);
      key = !asked ? "shown" : shown.near ? "asked_near" : shown.via ? "asked_shown_via" : "asked_shown";
    } else if (shown.years && !shown.via) {
      values["years"] =
          cited(plain(*shown.years, 1),
                writer_.cite("resume", at("/candidate/skills", shown.index, "years"), "resume_dates", {}));
      fact = "years:" + shown.skill.id;
      key = asked ? "asked_years" : "shown_years";
    } else {
      return;
    }
    const double weight =
        at_least(shown.log) * proof(shown.proof) * (shown.near ? ranking_.partly : 1) * relevance(shown.asked);
    add(key, shown.near ? "near" : "proof", (shown.near ? "near-" : "proof-") + shown.skill.id, std::move(values),
        {{std::move(fact), weight}}, {held.id}, !shown.near);
  }

  void degree() {
    if (!facts_.degree_met) return;
    const Facts::DegreeMet& degree = *facts_.degree_met;
    std::optional<Span> span;
    if (!degree.posting.empty()) span = degree.posting.front();
    Value name = words(degree.name.zh, degree.name.en);
    name.front().citation = writer_.cite(span ? "text" : "resume", at("/screening/match/items", degree.item, "name"),
                                         span ? "text_says" : "compared", {}, span);
    add("degree_met", "education", "degree_met", {{"degree", std::move(name)}},
        {{"degree", ranking_.unpriced * relevance(Asked::required)}});
  }

  void match() {
    if (!facts_.match || 2 * facts_.match->met < facts_.match->items || facts_.match->met < 2) return;
    const auto count = [&](std::size_t n, std::string path) {
      return cited(std::to_string(n), writer_.cite("resume", std::move(path), "compared", {}));
    };
    const double share = static_cast<double>(facts_.match->met) / static_cast<double>(facts_.match->items);
    add("match", "match", "match",
        {{"met", count(facts_.match->met, "/screening/match/met")},
         {"items", count(facts_.match->items, "/screening/match/items")}},
        {{"match", ranking_.unpriced * share * relevance(Asked::required)}});
  }

  void carry_over(const Facts::Carry& carry) {
    const double reliability = carry.effect ? estimate_reliability(carry.effect->log, carry.effect->half, 0, 0) : 1;
    const double effect = carry.effect ? carry.effect->log : ranking_.unpriced;
    add(carry.fully ? "carry_fully" : "carry_partly", "carry", "carry-" + carry.to.id,
        {{"asks", writer_.word(asks_key(carry.asked))}, {"to", words(carry.to)}, {"from", words(carry.from)}},
        {{"carry:" + carry.to.id,
          std::max(0.0, effect) * reliability * (carry.fully ? 1 : ranking_.partly) * relevance(carry.asked)}},
        {carry.from.id}, false);
  }

  void tools() {
    if (facts_.tools.empty()) return;
    Value names;
    for (const Facts::Tool& tool : facts_.tools) {
      if (!names.empty()) names.push_back(writer_.word("list").front());
      names.push_back({tool.name,
                       from_resume(at("/screening/toolchains/items", tool.index, "name"), tool.resume, "stated"), "",
                       ""});
    }
    add("tools", "toolchain", "toolchain", {{"tools", std::move(names)}},
        {{"toolchain", ranking_.unpriced * proof(text::Proof::used) * relevance(Asked::none)}});
  }

  void pass(const Facts::Veto& veto) {
    const Value name = {
        {veto.name, from_resume(at("/screening/vetoes", veto.index, "name"), veto.resume, "stated"), "", ""}};
    add("veto", "veto", "veto-" + veto.id, {{"veto", name}},
        {{"veto:" + veto.id, ranking_.unpriced * relevance(Asked::required)}});
  }

  /// Only where the whole interval is a gain.
  void learn(const Facts::Next& next) {
    if (next.low <= 0) return;
    const auto amount = [&](double value, std::string_view field) {
      return cited(yuan(value), from_model(at("/next", next.index, field)));
    };
    add("next", "next", "next-" + next.skill.id,
        {{"skill", words(next.skill)},
         {"delta", amount(next.delta, "delta")},
         {"low", amount(next.low, "interval/0")},
         {"high", amount(next.high, "interval/1")}},
        {{"next:" + next.skill.id, ranking_.partly * weight(next.effect, Asked::none)}}, {next.skill.id}, false);
  }

  const Writer& writer_;
  const Facts& facts_;
  const Ranking& ranking_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::vector<Draft> drafts(const Writer& writer, const Facts& facts) { return Drafting(writer, facts).run(); }

}  // namespace chouma::talk
