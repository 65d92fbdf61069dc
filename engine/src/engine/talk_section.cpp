#include "engine/talk_section.h"

#include "base/math.h"
#include "engine/write_json.h"
#include "text/extract.h"

#include <algorithm>

namespace chouma {

namespace {

talk::Asked asked_by(Strength strength) {
  return strength == Strength::required    ? talk::Asked::required
         : strength == Strength::preferred ? talk::Asked::preferred
         : strength == Strength::mentioned ? talk::Asked::mentioned
                                           : talk::Asked::none;
}

std::optional<Span> first(const std::vector<Span>& spans) {
  return spans.empty() ? std::nullopt : std::optional(spans.front());
}

bool inside(Span place, Span whole) { return whole.begin <= place.begin && place.end <= whole.end; }

class Gathering {
 public:
  explicit Gathering(const TalkInput& input)
      : in_(input),
        report_(input.report),
        profile_(*input.report.profile),
        quotes_(input.has_resume ? input.request.resume : std::string_view(),
                input.has_resume ? std::string_view(input.memo.resume.readable) : std::string_view(), resume().denied) {
  }

  talk::Facts run() {
    facts_.text = in_.has_text;
    pay();
    worths();
    scarcity();
    premium();
    if (report_.anchors) facts_.anchors = &*report_.anchors;
    posted();
    years();
    level();
    education();
    if (in_.has_resume) shown();
    if (report_.screening) screening();
    next();
    return std::move(facts_);
  }

 private:
  const text::Lexicon& lexicon() const { return *in_.loaded.lexicon; }
  const text::Resume& resume() const {
    static const text::Resume none;
    return in_.has_resume ? in_.memo.resume.resume : none;
  }
  bool both() const { return in_.has_text && in_.has_resume; }

  talk::Facts::Skill spoken(std::uint32_t skill) const {
    const text::Skill& entry = lexicon().skills()[skill];
    return {entry.id, entry.name, entry.name_zh};
  }

  const text::ResumeSkill* in_resume(std::uint32_t skill) const {
    for (const text::ResumeSkill& held : resume().skills)
      if (held.skill == skill) return &held;
    return nullptr;
  }

  const SkillFound* on_table(std::uint32_t skill) const {
    for (const SkillFound& found : profile_.skills)
      if (found.skill == skill) return &found;
    return nullptr;
  }

  bool tagged(std::uint32_t skill) const {
    return std::any_of(in_.request.tags.begin(), in_.request.tags.end(),
                       [&](const std::string& tag) { return !tag.empty() && lexicon().find_skill(tag) == skill; });
  }

  bool held(std::uint32_t skill) const {
    const SkillFound* found = on_table(skill);
    const bool taken_away = found != nullptr && found->removed;
    if (!in_.has_resume) return found != nullptr && !taken_away;
    if (tagged(skill)) return true;
    const text::ResumeSkill* of = in_resume(skill);
    return of != nullptr && of->proof > text::Proof::mentioned && (in_.has_text || !taken_away);
  }

  bool held(const std::string& tag) const {
    if (const auto skill = lexicon().find_skill(tag)) return held(*skill);
    const auto& unknown = profile_.unknown_tags;
    return std::any_of(unknown.begin(), unknown.end(),
                       [&](const std::string& typed) { return text::fold(typed) == text::fold(tag); });
  }

  /// By the text; what the user says was misread is not asked for.
  talk::Asked asked(std::uint32_t skill) const {
    const SkillFound* found = in_.has_text ? on_table(skill) : nullptr;
    return found != nullptr && !found->removed && found->origin == Origin::text ? asked_by(found->strength)
                                                                                : talk::Asked::none;
  }

  std::optional<std::size_t> contribution(std::string_view kind, std::string_view id = {}) const {
    if (!report_.pay) return std::nullopt;
    const auto& terms = report_.pay->prediction.contributions;
    for (std::size_t i = 0; i < terms.size(); ++i)
      if (terms[i].kind == kind && (id.empty() || terms[i].id == id)) return i;
    return std::nullopt;
  }

  talk::Effect effect_of(std::size_t term) const {
    const auto& found = report_.pay->prediction.contributions[term];
    return {found.log, base::kNormal90 * found.log_se, found.companies};
  }

  double factor_of(std::size_t term) const {
    return short_number(base::exp(report_.pay->prediction.contributions[term].log));
  }

  void pay() {
    if (in_.model == nullptr || !report_.pay) return;
    facts_.model = report_.model->passport.id;
    facts_.k = in_.model->shrinkage_k();
    facts_.median = report_.pay->prediction.quantile[2];
    facts_.median_half = base::kNormal90 * report_.pay->prediction.median_log_se;
  }

  void worths() {
    for (std::size_t i = 0; i < profile_.skills.size(); ++i) {
      const SkillFound& found = profile_.skills[i];
      if (!found.worth || !held(found.skill)) continue;
      const auto term = contribution("skill", lexicon().skills()[found.skill].id);
      talk::Effect effect{base::log(facts_.median / (facts_.median - *found.worth)), 0, found.companies};
      if (term) effect.half = effect_of(*term).half;
      facts_.worths.push_back({spoken(found.skill), i, *found.worth, effect, asked(found.skill)});
    }
  }

  /// The dearest row with more than the base that is held whole.
  void scarcity() {
    if (!in_.loaded.scarcity) return;
    const salary::Scarcity& table = *in_.loaded.scarcity;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const salary::ScarcityRow& row = table.rows[i];
      const bool whole_held =
          std::all_of(row.tags.begin(), row.tags.end(), [&](const std::string& tag) { return held(tag); });
      if (row.tags.size() < 2 || !whole_held) continue;
      if (!facts_.scarcity_row || row.raise > table.rows[*facts_.scarcity_row].raise) facts_.scarcity_row = i;
    }
    facts_.scarcity = &table;
    if (!facts_.scarcity_row) return;
    for (const std::string& tag : table.rows[*facts_.scarcity_row].tags) {
      const auto skill = lexicon().find_skill(tag);
      const bool base = text::fold(tag) == text::fold(table.base);
      facts_.combination.insert(base ? facts_.combination.begin() : facts_.combination.end(),
                                skill ? spoken(*skill) : talk::Facts::Skill{text::fold(tag), tag, ""});
      if (skill && !base) facts_.combination_asked = std::max(facts_.combination_asked, asked(*skill));
    }
  }

  void premium() {
    if (!report_.premium) return;
    const salary::Premium& all = report_.premium->premium;
    std::size_t chips = 0;
    for (const salary::PremiumPart& part : all.parts) {
      if (part.tags.size() == 1) ++chips;
      if (!std::all_of(part.tags.begin(), part.tags.end(), [&](const std::string& tag) { return held(tag); })) return;
    }
    const auto base = lexicon().find_skill(report_.premium->base);
    if (chips < 2 || !base) return;
    const auto [low, high] = outward(all.low, all.high);
    facts_.premium = talk::Facts::Premium{short_number(all.coefficient), low, high, spoken(*base)};
  }

  void posted() {
    if (!report_.posted || !report_.posted->percentile_low) return;
    const PostedSection& posted = *report_.posted;
    facts_.posted = talk::Facts::Posted{posted.wording,
                                        posted.quote.span,
                                        posted.quote.monthly_low.amount,
                                        posted.quote.monthly_high.amount,
                                        short_number(*posted.percentile_low),
                                        short_number(*posted.percentile_high),
                                        posted.quote.months};
  }

  void years() {
    const std::optional<int> least = in_.has_text ? profile_.years_min : std::nullopt;
    if (both() && least && resume().years && *resume().years >= *least)
      facts_.years_met = talk::Facts::YearsMet{*least, in_.memo.text.profile.years_span, short_number(*resume().years),
                                               resume().years_span};
    const auto term = contribution("years");
    if (!term || !profile_.years.value) return;
    const Origin origin = profile_.years.origin;
    if (origin == Origin::text && !profile_.years_span) return;
    const talk::Source source = origin == Origin::text     ? talk::Source::text
                                : origin == Origin::resume ? talk::Source::resume
                                                           : talk::Source::request;
    facts_.years = talk::Facts::Years{*profile_.years.value, source,          profile_.years_span, *term,
                                      factor_of(*term),      effect_of(*term)};
  }

  /// Beside a résumé, where the candidate has what is priced, or more.
  template <class T>
  void term(const char* kind, const Stated<T>& priced, const std::optional<T>& own, std::string_view (*name)(T)) {
    if (!priced.value || (both() && (!own || *own < *priced.value))) return;
    const std::string id(name(*priced.value));
    const auto found = contribution(kind, id);
    if (!found) return;
    const talk::Asked asked = in_.has_text && priced.origin == Origin::text ? talk::Asked::required : talk::Asked::none;
    facts_.terms.push_back(
        {kind, contribution_name(kind, id, lexicon()), *found, factor_of(*found), effect_of(*found), asked});
  }

  void level() { term("level", profile_.level, resume().level, level_name); }
  void education() { term("education", profile_.education, resume().education, education_name); }

  /// Of the places that name the skill, those inside a job or project first; headings last.
  std::optional<talk::Quote> quote(const text::ResumeSkill& held) const {
    std::vector<Span> places = held.spans;
    const auto rank = [&](Span place) {
      for (const text::ResumeProject& project : resume().projects)
        if (inside(place, project.span)) return inside(place, project.title) ? 2 : 0;
      return 1;
    };
    std::stable_sort(places.begin(), places.end(), [&](Span a, Span b) { return rank(a) < rank(b); });
    for (const Span place : places)
      if (auto found = quotes_.around(place)) return found;
    return std::nullopt;
  }

  void show(std::uint32_t skill, std::uint32_t by, bool near, talk::Asked asked) {
    const text::ResumeSkill* of = in_resume(by);
    if (of == nullptr || of->proof == text::Proof::mentioned || !held(by)) return;
    talk::Facts::Shown shown{spoken(skill), std::nullopt, near, asked, of->proof, 0, quote(*of), std::nullopt, 0};
    if (by != skill) shown.via = spoken(by);
    shown.index = static_cast<std::size_t>(of - resume().skills.data());
    if (of->years) shown.years = short_number(*of->years);
    const auto effect = in_.model == nullptr ? std::nullopt : in_.model->skill_effect(skill);
    if (effect && !near) shown.log = effect->log;
    facts_.shown.push_back(std::move(shown));
  }

  /// By the match where there is one; then what is held beside it.
  void shown() {
    std::vector<std::uint32_t> done;
    if (report_.screening && report_.screening->match)
      for (const screening::MatchItem& item : report_.screening->match->items) {
        if (item.kind != screening::MatchItem::Kind::skill || item.status == screening::Status::missing) continue;
        const std::uint32_t by = item.via == text::kNone ? item.skill : item.via;
        const bool near = item.status == screening::Status::partly;
        if (near && (item.via == text::kNone || carried(item.skill))) continue;
        show(item.skill, by, near, asked_by(item.strength));
        done.push_back(by);
      }
    for (const text::ResumeSkill& held : resume().skills)
      if (std::find(done.begin(), done.end(), held.skill) == done.end())
        show(held.skill, held.skill, false, asked(held.skill));
  }

  bool carried(std::uint32_t skill) const {
    const auto& carries = report_.screening->carries;
    return std::any_of(carries.begin(), carries.end(),
                       [&](const CarryOffer& offer) { return offer.carry.to == skill; });
  }

  void screening() {
    const ScreeningSection& section = *report_.screening;
    if (section.match) matched(*section.match);
    for (std::size_t i = 0; i < section.carries.size(); ++i) carry(section.carries[i], i);
    if (section.toolchains) tools(section.toolchains->items);
    for (std::size_t i = 0; i < section.vetoes.size(); ++i) {
      const screening::VetoCheck& veto = section.vetoes[i];
      if (veto.status == screening::VetoStatus::met)
        facts_.vetoes.push_back({i, veto.id, veto.name, first(veto.resume)});
    }
  }

  void matched(const screening::Match& match) {
    talk::Facts::Counts counts{0, match.items.size()};
    for (std::size_t i = 0; i < match.items.size(); ++i) {
      const screening::MatchItem& item = match.items[i];
      if (item.status != screening::Status::met) continue;
      ++counts.met;
      const Education degree = report_.screening->education_asked;
      if (item.kind == screening::MatchItem::Kind::education && degree != Education::any)
        facts_.degree_met = talk::Facts::DegreeMet{
            i, contribution_name("education", std::string(education_name(degree)), lexicon()), item.posting};
    }
    facts_.match = counts;
  }

  void carry(const CarryOffer& offer, std::size_t index) {
    if (!offer.asked || !held(offer.carry.from)) return;
    talk::Facts::Carry carry{
        index,        spoken(offer.carry.from), spoken(offer.carry.to), offer.carry.degree == screening::Degree::fully,
        std::nullopt, asked(offer.carry.to)};
    const double median =
        report_.candidate && report_.candidate->quantile ? (*report_.candidate->quantile)[2] : facts_.median;
    if (offer.gain && median > 0)
      carry.effect = talk::Effect{base::log(1 + offer.gain->delta / median),
                                  base::log((median + offer.gain->high) / (median + offer.gain->low)) / 2, 0};
    facts_.carries.push_back(std::move(carry));
  }

  void tools(const std::vector<screening::ToolCheck>& items) {
    std::optional<Level> highest;
    for (const screening::ToolCheck& item : items)
      if (item.met && (!highest || item.level > *highest)) highest = item.level;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].met && items[i].level == *highest)
        facts_.tools.push_back({i, items[i].name, first(items[i].resume)});
  }

  void next() {
    for (std::size_t i = 0; i < report_.next.size(); ++i) {
      const NextSkill& gain = report_.next[i];
      if (in_resume(gain.skill) != nullptr) continue;
      const auto& [delta, low, high] = gain.added;
      facts_.next.push_back({spoken(gain.skill),
                             i,
                             delta,
                             low,
                             high,
                             {base::log(1 + delta / facts_.median),
                              base::log((facts_.median + high) / (facts_.median + low)) / 2, gain.companies}});
    }
  }

  const TalkInput& in_;
  const Report& report_;
  const ProfileSection& profile_;
  talk::Quotes quotes_;
  talk::Facts facts_;
};

}  // namespace

talk::Facts talk_facts(const TalkInput& input) { return Gathering(input).run(); }

}  // namespace chouma
