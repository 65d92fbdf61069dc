#include "engine/screening_section.h"

#include "base/math.h"

#include <algorithm>

namespace chouma {

namespace {

/// As many as a reader compares, where no posting says which are asked for.
constexpr std::size_t kCarriesShown = 8;

class Screening {
 public:
  explicit Screening(const ScreeningInput& input) : in_(input), tables_(input.loaded.screening) {}

  ScreeningSection build(Warnings& warnings) {
    section_.seed = in_.request.seed;
    if (in_.resume != nullptr) resume_ = *in_.resume;
    if (in_.posting == nullptr) hold_tags();
    if (in_.posting != nullptr) {
      swap();
      vetoes();
      match();
    }
    if (tables_.funnel && in_.resume != nullptr)
      section_.funnel = screening::funnel(*tables_.funnel, lexicon(), in_.resume_text, resume_,
                                          section_.match ? *section_.match : screening::Match{}, in_.request.evidence,
                                          in_.request.seed);
    if (tables_.carryover) carries();
    if (tables_.toolchains)
      section_.toolchains = screening::check_toolchains(tables_.toolchains->table, in_.resume_text, resume_,
                                                        in_.request.evidence, in_.years);
    missing_tables(warnings);
    doubtful_evidence(warnings);
    return std::move(section_);
  }

 private:
  const text::Lexicon& lexicon() const { return *in_.loaded.lexicon; }
  const screening::Carryover* carryover() const { return tables_.carryover ? &tables_.carryover->table : nullptr; }

  /// A tag is taken at its word: held, without a place in the résumé.
  void hold_tags() {
    for (const std::string& tag : in_.request.tags) {
      const auto skill = lexicon().find_skill(tag);
      if (!skill || std::any_of(resume_.skills.begin(), resume_.skills.end(),
                                [&](const text::ResumeSkill& held) { return held.skill == *skill; }))
        continue;
      text::ResumeSkill held;
      held.skill = *skill;
      held.proof = text::Proof::used;
      resume_.skills.push_back(std::move(held));
    }
  }

  void swap() {
    if (!tables_.swaps) return;
    section_.swap_threshold = tables_.swaps->table.threshold;
    section_.swap = screening::find_swap(tables_.swaps->table, lexicon(), in_.posting_text, *in_.posting);
  }

  void vetoes() {
    if (tables_.vetoes)
      section_.vetoes = screening::check_vetoes(tables_.vetoes->table, lexicon(), in_.posting_text, *in_.posting,
                                                in_.resume_text, resume_, in_.request.evidence);
  }

  void match() {
    if (in_.resume == nullptr) return;
    section_.match = screening::match(*in_.posting, resume_, lexicon(), carryover());
    section_.years_asked = in_.posting->years_min.value_or(0);
    section_.education_asked = in_.posting->education.value_or(Education::any);
  }

  bool held(std::uint32_t skill) const {
    return std::binary_search(in_.facts.skills.begin(), in_.facts.skills.end(), skill);
  }

  /// To each skill asked for and not held; without a posting, to each skill of the table that is not held, dearest first.
  void carries() {
    std::vector<std::uint32_t> targets;
    if (in_.posting != nullptr) {
      for (const SkillMention& mention : in_.posting->skills)
        if (mention.strength != Strength::negated) targets.push_back(mention.skill);
    } else {
      for (const screening::Carry& row : carryover()->rows) targets.push_back(row.to);
      std::sort(targets.begin(), targets.end());
      targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    }
    for (const std::uint32_t target : targets) {
      if (held(target)) continue;
      if (const screening::Carry* row = screening::best_carry(*carryover(), in_.facts.skills, target))
        section_.carries.push_back({*row, in_.posting != nullptr, gain(target)});
    }
    if (in_.posting != nullptr) return;
    std::stable_sort(section_.carries.begin(), section_.carries.end(), [](const CarryOffer& a, const CarryOffer& b) {
      return (a.gain ? a.gain->delta : 0) > (b.gain ? b.gain->delta : 0);
    });
    if (section_.carries.size() > kCarriesShown) section_.carries.resize(kCarriesShown);
  }

  std::optional<salary::SalaryModel::Added> gain(std::uint32_t skill) const {
    if (in_.model == nullptr) return std::nullopt;
    return in_.model->added(in_.facts, in_.model->quantiles(in_.facts, Mode::profile)[2], skill, Mode::profile);
  }

  void doubtful_evidence(Warnings& warnings) const {
    const screening::Evidence& evidence = in_.request.evidence;
    const auto place = [](const char* list, std::size_t i) {
      return "request.evidence." + std::string(list) + "[" + std::to_string(i) + "]";
    };
    const auto unknown = [&](const std::string& where, const std::string& id, const auto& known) {
      std::string ids;
      for (const auto& entry : known) {
        if (id.empty() || entry.id == id) return;
        ids += (ids.empty() ? "" : ", ") + entry.id;
      }
      warnings.push_back({Code::unknown_name, where, id, "one of " + ids});
    };
    const auto said = [](bool met) { return std::string(met ? "met" : "not met"); };
    for (std::size_t i = 0; i < evidence.answers.size(); ++i) {
      const auto& [id, met] = evidence.answers[i];
      if (tables_.vetoes) unknown(place("answers", i) + ".veto", id, tables_.vetoes->table.vetoes);
      for (std::size_t before = i; !id.empty() && before-- > 0;) {
        if (evidence.answers[before].first != id) continue;
        if (evidence.answers[before].second != met)
          warnings.push_back({Code::bad_schema, place("answers", i), id + " " + said(met),
                              "the same answer as " + place("answers", before) + ", which says " + said(!met) +
                                  "; the last one counts"});
        break;
      }
    }
    if (tables_.toolchains)
      for (std::size_t i = 0; i < evidence.tools.size(); ++i)
        unknown(place("tools", i), evidence.tools[i], tables_.toolchains->table.items);
    if (section_.funnel && section_.funnel->bp.calibrated && section_.funnel->bp.threshold <= 0)
      warnings.push_back(
          {Code::out_of_range, "request.evidence.scores", "a 75th percentile of 0",
           "scores whose 75th percentile is above 0; at this threshold every résumé passes the BP filter"});
  }

  void missing_tables(Warnings& warnings) const {
    std::string missing;
    const auto need = [&](bool loaded, const char* name) {
      if (!loaded) missing += (missing.empty() ? "" : ", ") + std::string(name);
    };
    need(tables_.swaps.has_value(), "swaps");
    need(tables_.vetoes.has_value(), "vetoes");
    need(tables_.funnel.has_value(), "funnel");
    need(tables_.carryover.has_value(), "carryover");
    need(tables_.toolchains.has_value(), "toolchains");
    if (!missing.empty())
      warnings.push_back({Code::not_loaded, "screening", missing + " not loaded", "every table of models/screening"});
  }

  const ScreeningInput& in_;
  const Loaded::Screening& tables_;
  text::Resume resume_;
  ScreeningSection section_;
};

}  // namespace

salary::Facts candidate_facts(const text::Resume& resume, std::optional<std::uint32_t> city) {
  salary::Facts facts;
  for (const text::ResumeSkill& held : resume.skills) facts.skills.push_back(held.skill);
  std::sort(facts.skills.begin(), facts.skills.end());
  facts.years = resume.years;
  facts.education = resume.education;
  facts.level = resume.level;
  facts.city = city ? city : resume.city;
  return facts;
}

ScreeningSection screening_section(const ScreeningInput& input, Warnings& warnings) {
  return Screening(input).build(warnings);
}

}  // namespace chouma
