#include "screening/match.h"

#include <algorithm>
#include <limits>

namespace chouma::screening {

namespace {

class Matcher {
 public:
  Matcher(const text::Resume& resume, const text::Lexicon& lexicon, const Carryover* carry)
      : lexicon_(lexicon), carry_(carry), held_(lexicon.skills().size(), nullptr), child_(held_.size(), nullptr) {
    for (const text::ResumeSkill& skill : resume.skills) {
      held_[skill.skill] = &skill;
      ids_.push_back(skill.skill);
      // Every more general skill keeps the best of what is held below it.
      for (std::uint32_t up = lexicon.skills()[skill.skill].parent; up != text::kNone; up = lexicon.skills()[up].parent)
        if (child_[up] == nullptr || skill.proof > child_[up]->proof) child_[up] = &skill;
    }
    std::sort(ids_.begin(), ids_.end());
  }

  MatchItem skill(const SkillMention& asked) const {
    MatchItem item;
    item.skill = asked.skill;
    item.strength = asked.strength;
    item.posting = asked.spans;
    const text::ResumeSkill *same = held_[asked.skill], *child = child_[asked.skill];
    const text::ResumeSkill* found =
        same != nullptr && (child == nullptr || same->proof >= child->proof || same->proof > text::Proof::mentioned)
            ? same
            : child;
    if (found != nullptr) {
      const bool named = found->proof == text::Proof::mentioned && asked.strength == Strength::required;
      answer(item, *found, named ? Status::partly : Status::met);
    } else if (const text::ResumeSkill* near = parent(asked.skill)) {
      answer(item, *near, Status::partly);
    } else if (const Carry* row = carry_ == nullptr ? nullptr : best_carry(*carry_, ids_, asked.skill)) {
      answer(item, *held_[row->from], Status::partly);
    }
    return item;
  }

 private:
  const text::ResumeSkill* parent(std::uint32_t skill) const {
    const std::uint32_t up = lexicon_.skills()[skill].parent;
    return up != text::kNone && lexicon_.skills()[up].kind == SkillKind::tech ? held_[up] : nullptr;
  }

  static void answer(MatchItem& item, const text::ResumeSkill& held, Status status) {
    item.status = status;
    item.resume = held.spans;
    if (held.skill != item.skill) item.via = held.skill;
  }

  const text::Lexicon& lexicon_;
  const Carryover* carry_;
  std::vector<const text::ResumeSkill*> held_, child_;
  std::vector<std::uint32_t> ids_;
};

MatchItem years(const Profile& posting, const text::Resume& resume) {
  constexpr double kShort = 1;
  MatchItem item;
  item.kind = MatchItem::Kind::years;
  if (posting.years_span) item.posting.push_back(*posting.years_span);
  if (!resume.years) {
    item.status = Status::unknown;
    return item;
  }
  if (resume.years_span) item.resume.push_back(*resume.years_span);
  const double least = *posting.years_min;
  item.status = *resume.years >= least            ? Status::met
                : *resume.years >= least - kShort ? Status::partly
                                                  : Status::missing;
  return item;
}

MatchItem education(const Profile& posting, const text::Resume& resume) {
  MatchItem item;
  item.kind = MatchItem::Kind::education;
  if (*posting.education == Education::any)
    item.status = Status::met;
  else if (!resume.education)
    item.status = Status::unknown;
  else
    item.status = *resume.education >= *posting.education ? Status::met : Status::missing;
  return item;
}

}  // namespace

Match match(const Profile& posting, const text::Resume& resume, const text::Lexicon& lexicon, const Carryover* carry) {
  Match out;
  const Matcher matcher(resume, lexicon, carry);
  for (const SkillMention& asked : posting.skills)
    if (asked.strength != Strength::negated) out.items.push_back(matcher.skill(asked));
  if (posting.years_min) out.items.push_back(years(posting, resume));
  if (posting.education) out.items.push_back(education(posting, resume));
  const auto place = [](const MatchItem& item) {
    return item.posting.empty() ? std::numeric_limits<std::uint32_t>::max() : item.posting.front().begin;
  };
  std::stable_sort(out.items.begin(), out.items.end(), [&](const MatchItem& a, const MatchItem& b) {
    return a.strength != b.strength ? a.strength > b.strength : place(a) < place(b);
  });
  return out;
}

}  // namespace chouma::screening
