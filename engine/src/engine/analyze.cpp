#include "engine/analyze.h"

#include "engine/offers_section.h"

#include "base/math.h"
#include "base/utf8.h"
#include "engine/profile_section.h"
#include "engine/screening_section.h"
#include "engine/talk_section.h"
#include "text/extract.h"

#include <algorithm>
#include <set>

namespace chouma {

namespace {

/// The bytes of `text` between two UTF-16 offsets.
std::string slice(std::string_view text, Span span) {
  std::size_t at = 0, units = 0, begin = text.size();
  while (at < text.size() && units < span.end) {
    if (units >= span.begin && at < begin) begin = at;
    const base::Decoded decoded = base::decode(text, at);
    units += decoded.code > 0xFFFF ? 2 : 1;
    at += decoded.bytes;
  }
  return begin < at ? std::string(text.substr(begin, at - begin)) : std::string();
}

/// The text with a blank for each UTF-16 unit of the spans (ascending), so that every other place keeps its offset. Line breaks stay.
std::string blanked(std::string_view text, const std::vector<Span>& spans) {
  std::string out;
  out.reserve(text.size());
  std::size_t units = 0, next = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode(text, at);
    const std::size_t width = decoded.code > 0xFFFF ? 2 : 1;
    while (next < spans.size() && spans[next].end <= units) ++next;
    if (next < spans.size() && spans[next].begin <= units && decoded.code != '\n')
      out.append(width, ' ');
    else
      base::append_utf8(out, decoded.code);
    units += width;
    at += decoded.bytes;
  }
  return out;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos; }

/// One analysis, section by section in the order in which they need each other.
class Analysis {
 public:
  Analysis(const Loaded& loaded, const Request& request, Memo& memo, Report& report)
      : loaded_(loaded), request_(request), memo_(memo), report_(report) {}

  void run() {
    if (!loaded_.lexicon) {
      warn(Code::not_loaded, "lexicon", "none", "a lexicon, before anything can be read");
      return;
    }
    report_.lexicon_id = loaded_.lexicon->id();
    report_.lexicon_hash = loaded_.lexicon->hash();
    choose_model();
    read_profile();
    gather_facts();
    price();
    report_.premium = premium_section(loaded_, premium_tags(), model());
    if (!report_.premium) warn(Code::not_loaded, "scarcity", "none", "a scarcity table, for the premium");
    list_unknown_tags();
    posted();
    anchors();
    if (request_.want_next) next();
    candidate();
    if (request_.want_screening) screen();
    if (request_.offers) report_.offers = offers_section(loaded_, *request_.offers, report_.warnings);
    if (request_.negotiation) negotiate();
    if (request_.want_talk) talk();
  }

 private:
  const text::Lexicon& lexicon() const { return *loaded_.lexicon; }
  const salary::SalaryModel* model() const { return model_ == nullptr ? nullptr : &model_->model; }
  ProfileSection& profile() { return *report_.profile; }
  double median() const { return report_.pay->prediction.quantile[2]; }

  void warn(Code code, std::string where, std::string value, std::string allowed) {
    report_.warnings.push_back({code, std::move(where), std::move(value), std::move(allowed)});
  }

  /// The one that the request names, else the one loaded last.
  void choose_model() {
    if (!request_.model_id) {
      if (!loaded_.models.empty()) model_ = &loaded_.models.back();
    } else {
      for (const Loaded::Model& candidate : loaded_.models)
        if (candidate.id == *request_.model_id && (!request_.model_hash || candidate.hash == *request_.model_hash))
          model_ = &candidate;
      if (model_ == nullptr) {
        std::string known;
        for (const Loaded::Model& candidate : loaded_.models) known += (known.empty() ? "" : ", ") + candidate.id;
        warn(Code::unknown_name, "request.model",
             *request_.model_id + (request_.model_hash ? " " + *request_.model_hash : ""),
             known.empty() ? "a model that is loaded; there is none" : "a model that is loaded: " + known);
        return;
      }
    }
    if (model_ == nullptr) {
      warn(Code::not_loaded, "salary_model", "none", "a salary model, for pay, anchors and next skills");
      return;
    }
    mode_ = request_.mode == Request::ModeChoice::profile || !has_text() ? Mode::profile : Mode::posting;
    if (request_.mode == Request::ModeChoice::posting && mode_ == Mode::profile)
      warn(Code::no_data, "request.mode", "posting without a text", "a text; answered in profile mode");
    report_.model = ModelUse{model_->model.passport(), model_->hash, mode_};
  }

  bool has_text() const { return !blank(request_.text); }
  bool has_resume() const { return !blank(request_.resume); }

  void read_text() {
    ReadText& read = memo_.text;
    if (read.lexicon_load == loaded_.lexicon_load && read.text == request_.text) return;
    read = {};
    read.lexicon_load = loaded_.lexicon_load;
    read.text = request_.text;
    read.profile = text::extract(lexicon(), request_.text, &read.warnings, &read.readable);
    const bool person = read.readable != request_.text;
    read.blanked = person ? blanked(request_.text, text::personal_spans(lexicon(), request_.text)) : request_.text;
  }

  void read_resume() {
    if (!has_resume()) return;
    ReadResume& read = memo_.resume;
    if (read.lexicon_load != loaded_.lexicon_load || read.text != request_.resume || read.today != request_.today) {
      read = {};
      read.lexicon_load = loaded_.lexicon_load;
      read.text = request_.resume;
      read.today = request_.today;
      read.readable = blanked(request_.resume, text::personal_spans(lexicon(), request_.resume));
      read.resume = text::read_resume(lexicon(), request_.resume, request_.today, &read.warnings);
    }
    report_.warnings.insert(report_.warnings.end(), read.warnings.begin(), read.warnings.end());
  }

  void read_profile() {
    read_text();
    report_.warnings.insert(report_.warnings.end(), memo_.text.warnings.begin(), memo_.text.warnings.end());
    read_resume();
    const text::Resume* alone = has_resume() && !has_text() ? &memo_.resume.resume : nullptr;
    report_.profile = profile_section(lexicon(), request_, text::title_line(memo_.text.readable), memo_.text.profile,
                                      alone, report_.warnings);
  }

  void gather_facts() {
    facts_ = salary::facts_of(memo_.text.profile);
    facts_.skills.clear();
    for (const SkillFound& skill : profile().skills)
      if (!skill.removed) facts_.skills.push_back(skill.skill);
    std::sort(facts_.skills.begin(), facts_.skills.end());
    facts_.years = profile().years.value;
    facts_.education = profile().education.value;
    facts_.level = profile().level.value;
    facts_.city = profile().city.value;
    if (model_ == nullptr || mode_ != Mode::posting) return;
    facts_.title = profile().title;
    if (memo_.text.phrases_of != model_->hash) {
      memo_.text.phrases = model()->phrases(memo_.text.readable);
      memo_.text.phrases_of = model_->hash;
    }
    facts_.phrases = memo_.text.phrases;
  }

  double median_without(std::uint32_t skill) const {
    salary::Facts less = facts_;
    std::erase(less.skills, skill);
    return model()->quantiles(less, mode_)[2];
  }

  std::optional<std::uint32_t> base_skill() const {
    return lexicon().find_skill(loaded_.scarcity ? loaded_.scarcity->base : "Go");
  }

  void price() {
    if (model_ == nullptr) return;
    std::vector<std::uint32_t> unpriced;
    report_.pay.emplace();
    report_.pay->prediction = model()->predict(facts_, mode_, &unpriced);
    salary::Facts base = facts_;
    base.skills.clear();
    if (const auto skill = base_skill()) base.skills.push_back(*skill);
    report_.pay->base_median = model()->quantiles(base, mode_)[2];
    const auto& said = memo_.text.profile.pay;
    report_.pay->annual =
        annual_pay(report_.pay->prediction.quantile, said ? said->months : std::nullopt, model()->months());
    for (SkillFound& skill : profile().skills) {
      if (skill.removed || std::find(unpriced.begin(), unpriced.end(), skill.skill) != unpriced.end()) continue;
      skill.worth = median() - median_without(skill.skill);
      for (const Contribution& term : report_.pay->prediction.contributions)
        if (term.kind == "skill" && term.id == lexicon().skills()[skill.skill].id) skill.companies = term.companies;
    }
  }

  /// Ids of the skills held, and the tags that the lexicon lacks: the table may know them.
  std::vector<std::string> premium_tags() {
    std::vector<std::string> tags;
    for (const SkillFound& skill : profile().skills)
      if (!skill.removed) tags.push_back(lexicon().skills()[skill.skill].id);
    tags.insert(tags.end(), profile().unknown_tags.begin(), profile().unknown_tags.end());
    return tags;
  }

  /// A tag known to neither lexicon nor table is listed and warned of.
  void list_unknown_tags() {
    for (const std::string& tag : report_.premium ? report_.premium->premium.unknown : profile().unknown_tags) {
      const auto at = std::find(request_.tags.begin(), request_.tags.end(), tag);
      warn(Code::unknown_name, "request.tags[" + std::to_string(at - request_.tags.begin()) + "]", tag,
           "a skill of lexicon " + lexicon().id());
    }
  }

  void posted() {
    if (!memo_.text.profile.pay) return;
    PostedSection section;
    section.quote = *memo_.text.profile.pay;
    section.wording = slice(request_.text, section.quote.span);
    if (report_.pay && bargain::conditions(section.quote)) {
      const auto& quantile = report_.pay->prediction.quantile;
      section.percentile_low = bargain::percentile_of(quantile, static_cast<double>(section.quote.monthly_low.amount));
      section.percentile_high =
          bargain::percentile_of(quantile, static_cast<double>(section.quote.monthly_high.amount));
    }
    report_.posted = std::move(section);
  }

  void anchors() {
    if (!loaded_.anchors) return warn(Code::not_loaded, "anchors", "none", "a table of anchors");
    if (!report_.pay) return;
    const auto& quantile = report_.pay->prediction.quantile;
    report_.anchors = bargain::anchors(*loaded_.anchors, quantile, memo_.text.profile.pay);
    if (const auto opening = best_opening(negotiation_input()))
      report_.anchors = bargain::anchors(*loaded_.anchors, quantile, memo_.text.profile.pay, Currency::CNY, opening);
  }

  NegotiationInput negotiation_input() const {
    static const NegotiationRequest usual;
    NegotiationInput input{loaded_.negotiation, request_.negotiation ? *request_.negotiation : usual,
                           posting_facts(report_), std::nullopt};
    input.seed = request_.seed;
    if (report_.anchors) input.anchor = static_cast<double>(report_.anchors->front().amount.amount);
    return input;
  }

  /// Beside a posting the résumé's own, in the posting's city: what the user corrects there is the posting's. Without a posting all that is priced.
  salary::Facts facts_of_candidate() const {
    static const text::Resume none;
    if (!has_text()) return facts_;
    return candidate_facts(has_resume() ? memo_.resume.resume : none, report_.profile->city.value);
  }

  void candidate() {
    if (!has_resume()) return;
    report_.candidate.emplace();
    report_.candidate->resume = memo_.resume.resume;
    if (model_ != nullptr) report_.candidate->quantile = model()->quantiles(facts_of_candidate(), Mode::profile);
  }

  void screen() {
    if (!has_text() && !has_resume()) return;
    const salary::Facts facts = facts_of_candidate();
    ScreeningInput input{loaded_, request_, nullptr, {}, nullptr, {}, model(), facts, facts.years};
    const Profile posting = without_removed();
    if (has_text()) {
      input.posting = &posting;
      input.posting_text = memo_.text.blanked;
    }
    if (has_resume()) {
      input.resume = &memo_.resume.resume;
      input.resume_text = memo_.resume.readable;
    }
    report_.screening = screening_section(input, report_.warnings);
  }

  void negotiate() { report_.negotiation = negotiation_section(negotiation_input(), report_.warnings); }

  /// The posting without the skills that the user says were misread.
  Profile without_removed() const {
    Profile posting = memo_.text.profile;
    std::erase_if(posting.skills, [&](const SkillMention& mention) {
      const auto& skills = report_.profile->skills;
      return mention.strength != Strength::negated &&
             std::any_of(skills.begin(), skills.end(),
                         [&](const SkillFound& found) { return found.skill == mention.skill && found.removed; });
    });
    return posting;
  }

  std::set<std::string> near_categories() const {
    std::set<std::string> categories;
    for (const std::uint32_t skill : facts_.skills) categories.insert(lexicon().skills()[skill].category);
    categories.erase("language");
    return categories.empty() ? std::set<std::string>{"backend", "cloud"} : categories;
  }

  void next() {
    if (!report_.pay) return;
    struct Candidate {
      std::uint32_t skill;
      salary::SalaryModel::Effect effect;
      double shrunk;  ///< the effect by its weight against none
    };
    std::vector<Candidate> candidates;
    const std::set<std::string> categories = near_categories();
    for (std::uint32_t skill = 0; skill < lexicon().skills().size(); ++skill) {
      const text::Skill& entry = lexicon().skills()[skill];
      if (entry.kind != SkillKind::tech || !categories.contains(entry.category)) continue;
      if (std::binary_search(facts_.skills.begin(), facts_.skills.end(), skill)) continue;
      const auto effect = model()->skill_effect(skill);
      if (!effect || effect->companies < kNextCompanies || effect->log <= 0) continue;
      const auto n = static_cast<double>(effect->companies);
      candidates.push_back({skill, *effect, effect->log * n / (n + model()->shrinkage_k())});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.shrunk > b.shrunk; });
    if (candidates.size() > kNextPriced) candidates.resize(kNextPriced);
    for (const auto& [skill, effect, shrunk] : candidates)
      if (const auto added = model()->added(facts_, median(), skill, mode_); added && added->delta > 0)
        report_.next.push_back({skill, *added, effect.rows, effect.companies});
    std::stable_sort(report_.next.begin(), report_.next.end(),
                     [](const auto& a, const auto& b) { return a.added.delta > b.added.delta; });
    if (report_.next.size() > kNextShown) report_.next.resize(kNextShown);
  }

  void talk() {
    if (!loaded_.phrases) return warn(Code::not_loaded, "talk", "none", "phrases for the talking points");
    report_.talk = talk::talk(*loaded_.phrases,
                              talk_facts({loaded_, request_, memo_, report_, model(), has_text(), has_resume()}));
  }

  const Loaded& loaded_;
  const Request& request_;
  Memo& memo_;
  Report& report_;
  const Loaded::Model* model_ = nullptr;
  Mode mode_ = Mode::profile;
  salary::Facts facts_;
};

}  // namespace

void analyze(const Loaded& loaded, const Request& request, Memo& memo, Report& report) {
  Analysis(loaded, request, memo, report).run();
}

std::optional<PremiumSection> premium_section(const Loaded& loaded, const std::vector<std::string>& tags,
                                              const salary::SalaryModel* model) {
  if (!loaded.lexicon || !loaded.scarcity) return std::nullopt;
  const salary::Scarcity& table = *loaded.scarcity;
  PremiumSection section;
  section.premium = salary::premium(tags, *loaded.lexicon, table, model);
  section.base = section.premium.parts.front().tags.front();
  section.elasticity = table.elasticity;
  section.elasticity_low = table.elasticity_low;
  section.elasticity_high = table.elasticity_high;
  section.overlap = table.overlap;
  if (model != nullptr) section.k = model->shrinkage_k();
  return section;
}

}  // namespace chouma
