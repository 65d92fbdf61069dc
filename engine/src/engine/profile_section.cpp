#include "engine/profile_section.h"

#include "salary/salary_model.h"

#include <algorithm>

namespace chouma {

namespace {

/// Counting rods of a résumé's skill on the scale of a posting's.
Strength strength_of(text::Proof proof) {
  return proof == text::Proof::proven ? Strength::required
         : proof == text::Proof::used ? Strength::preferred
                                      : Strength::mentioned;
}

template <class T>
Stated<T> stated(const std::optional<T>& user, const std::optional<T>& said, Origin origin) {
  if (user) return {user, Origin::user};
  if (said) return {said, origin};
  return {};
}

class Builder {
 public:
  Builder(const text::Lexicon& lexicon, const Request& request, Warnings& warnings)
      : lexicon_(lexicon), request_(request), warnings_(warnings) {}

  ProfileSection from_text(const Profile& read) {
    for (const SkillMention& mention : read.skills)
      add({mention.skill, mention.strength, Origin::text, mention.spans, mention.strength == Strength::negated, {}, 0});
    const salary::Facts said = salary::facts_of(read);
    profile_.years_min = read.years_min;
    profile_.years_max = read.years_max;
    if (!request_.years) profile_.years_span = read.years_span;
    return finish(said.years, said.education, said.level, said.city, Origin::text);
  }

  ProfileSection from_resume(const text::Resume& resume) {
    for (const text::ResumeSkill& held : resume.skills)
      add({held.skill, strength_of(held.proof), Origin::resume, held.spans, false, {}, 0});
    if (!request_.years) profile_.years_span = resume.years_span;
    return finish(resume.years, resume.education, resume.level, resume.city, Origin::resume);
  }

 private:
  void add(SkillFound skill) { profile_.skills.push_back(std::move(skill)); }

  ProfileSection finish(std::optional<double> years, std::optional<Education> education, std::optional<Level> level,
                        std::optional<std::uint32_t> city, Origin origin) {
    apply_removed();
    apply_tags();
    profile_.years = stated(request_.years, years, origin);
    profile_.education = stated(request_.education, education, origin);
    profile_.level = stated(request_.level, level, origin);
    profile_.city = stated(chosen_city(), city, origin);
    return std::move(profile_);
  }

  void warn(std::string where, const std::string& value, const char* kind) {
    warnings_.push_back({Code::unknown_name, std::move(where), value, kind + lexicon_.id()});
  }

  std::optional<std::uint32_t> chosen_city() {
    if (!request_.city) return std::nullopt;
    const auto city = lexicon_.find_city(*request_.city);
    if (!city) warn("request.city", *request_.city, "a city of lexicon ");
    return city;
  }

  SkillFound* found(std::uint32_t skill) {
    for (SkillFound& candidate : profile_.skills)
      if (candidate.skill == skill) return &candidate;
    return nullptr;
  }

  void apply_removed() {
    for (std::size_t i = 0; i < request_.removed.size(); ++i) {
      const std::string& name = request_.removed[i];
      if (name.empty()) continue;
      const auto skill = lexicon_.find_skill(name);
      if (!skill)
        warn("request.removed[" + std::to_string(i) + "]", name, "a skill of lexicon ");
      else if (SkillFound* mention = found(*skill))
        mention->removed = true;
    }
  }

  void apply_tags() {
    for (const std::string& tag : request_.tags) {
      if (tag.empty()) continue;
      const auto skill = lexicon_.find_skill(tag);
      if (!skill) {
        auto& unknown = profile_.unknown_tags;
        if (std::find(unknown.begin(), unknown.end(), tag) == unknown.end()) unknown.push_back(tag);
      } else if (SkillFound* mention = found(*skill)) {
        mention->removed = false;
      } else {
        add({*skill, Strength::mentioned, Origin::user, {}, false, {}, 0});
      }
    }
  }

  const text::Lexicon& lexicon_;
  const Request& request_;
  Warnings& warnings_;
  ProfileSection profile_;
};

}  // namespace

ProfileSection profile_section(const text::Lexicon& lexicon, const Request& request, std::string_view title,
                               const Profile& read, const text::Resume* resume, Warnings& warnings) {
  Builder builder(lexicon, request, warnings);
  ProfileSection section = resume == nullptr ? builder.from_text(read) : builder.from_resume(*resume);
  section.title = std::string(title);
  return section;
}

}  // namespace chouma
