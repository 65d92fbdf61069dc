// Which skills a résumé bears out, how well, and for how many years.
#include "text/reader.h"
#include "text/resume_parts.h"

#include <algorithm>
#include <array>
#include <map>

namespace chouma::text {

namespace {

constexpr double kMostSkillYears = 50;
constexpr std::uint32_t kBeside = 16, kAhead = 40,
                        kNear = 80;  // code points between a skill and its years; between years of one skill

class Skills : Reader {
 public:
  explicit Skills(const ResumeText& resume)
      : Reader(resume.text.codes), r_(resume), wording_(resume.sentences.list.size()) {
    for (const ResumePhrase& p : r_.words)
      if (p.is(ResumeWord::work)) wording_[r_.sentences.index[p.begin]].work = true;
    for (const Phrase& p : r_.matches.words)
      if (p.is(Word::require) || p.is(Word::own)) wording_[r_.sentences.index[p.begin]].skill = true;
    const ResumeEntry* last = nullptr;
    for (const ResumeEntry& x : r_.entries) {
      if (x.dates) last = &x;
      owners_.push_back(last);
    }
  }

  std::vector<StatedYears> stated() const {
    std::vector<StatedYears> out;
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      std::uint32_t end = 0;
      const double years = quantity(i, end);
      if (end == 0) continue;
      StatedYears s{i, end, years, kNone};
      const Found* behind = skill_before(i);
      bool taken = false;  // by the years before: "5年 Go 3年 Java"
      for (auto t = out.rbegin(); behind != nullptr && t != out.rend() && t->begin + kNear > i; ++t)
        taken |= t->skill == behind->index;
      if (behind != nullptr && !taken) {
        s.skill = behind->index;
        out.push_back(s);
        for (const Found* other = joined(behind); other != nullptr; other = joined(other)) {
          s.skill = other->index;
          out.push_back(s);
        }
      } else {
        if (const Found* ahead = skill_after(end)) s.skill = ahead->index;
        out.push_back(s);
      }
      i = end - 1;
    }
    return out;
  }

  std::vector<HeldSkill> held(const std::vector<StatedYears>& stated) const {
    std::vector<HeldSkill> out;
    std::vector<std::uint32_t> place(r_.lexicon.skills().size(), kNone);
    auto denied = r_.denied.begin();
    for (const Found& f : r_.matches.skills) {
      while (denied != r_.denied.end() && denied->end <= f.begin) ++denied;
      if (denied != r_.denied.end() && denied->begin <= f.begin) continue;
      if (place[f.index] == kNone) {
        place[f.index] = static_cast<std::uint32_t>(out.size());
        out.push_back({});
        out.back().skill.skill = f.index;
      }
      HeldSkill& held = out[place[f.index]];
      held.skill.proof = std::max(held.skill.proof, proof(f));
      held.skill.spans.push_back({f.begin, f.end});
      held.places.push_back(f.begin);
    }
    for (const StatedYears& s : stated) {
      if (s.skill == kNone || place[s.skill] == kNone) continue;
      ResumeSkill& skill = out[place[s.skill]].skill;
      skill.years = std::max(skill.years.value_or(0), s.years);
      skill.proof = std::max(skill.proof, Proof::used);
    }
    for (HeldSkill& held : out)
      if (!held.skill.years) held.skill.years = dated_years(held.places);
    return out;
  }

 private:
  // "5年", "3.5 years", "三年多", "5+ years" at i; `end` stays 0 where there is none. "2019年", "第3年" and "3年级" are none.
  double quantity(std::uint32_t i, std::uint32_t& end) const {
    constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
    const auto numeral = [&](char32_t c) { return c == U'两' ? 2 : static_cast<int>(kNumerals.find(c)); };
    const char32_t before = i > 0 ? codes_[i - 1] : U'\n';
    const bool digit = is_digit(code(i));
    if (is_letter(code(i))) return named_quantity(i, end);
    if (is_word(before) || before == '.' || before == U'第') return 0;
    if (!digit && (!is_han(code(i)) ||
                   (code(i) != U'十' && code(i) != U'两' && kNumerals.find(code(i)) == std::u32string_view::npos)))
      return 0;
    double value = 0;
    std::uint32_t at = i;
    if (digit) {
      while (is_digit(code(at)) && at < i + 3) value = value * 10 + static_cast<double>(code(at++) - '0');
      if (code(at) == '.' && is_digit(code(at + 1)) && !is_digit(code(at + 2)))
        value += static_cast<double>(code(at + 1) - '0') / 10, at += 2;
      if (is_digit(code(at))) return 0;
    } else {
      if (before == U'十' || kNumerals.find(before) != std::u32string_view::npos) return 0;
      if (code(at) != U'十') value = numeral(code(at++));
      if (code(at) == U'十') {
        value = at == i ? 10 : value * 10;
        if (++at; kNumerals.find(code(at)) != std::u32string_view::npos) value += numeral(code(at++));
      }
    }
    at = blanks(at);
    for (const char32_t more : {U'+', U'多', U'余', U'几', U'个'})
      if (code(at) == more) at = blanks(at + 1);
    std::uint32_t stop = 0;
    if (code(at) == U'年') {
      constexpr std::u32string_view kCompounds = U"薪假底终级份代度月";
      if (kCompounds.find(code(at + 1)) != std::u32string_view::npos || is_digit(code(at + 1))) return 0;
      stop = at + 1;
      if (code(stop) == U'半') value += 0.5, ++stop;
      if (code(stop) == U'多' || code(stop) == '+' || code(stop) == U'余') ++stop;
    }
    for (const std::u32string_view unit : {U"years", U"year", U"yrs", U"yr"})
      if (stop == 0 && stands_at(at, unit) && !is_word(code(at + static_cast<std::uint32_t>(unit.size()))))
        stop = at + static_cast<std::uint32_t>(unit.size());
    if (stop > 0 && code(stop) == '+') ++stop;
    if (stop == 0 || value <= 0 || value > kMostSkillYears) return 0;
    end = stop;
    return value;
  }

  // "five years"
  double named_quantity(std::uint32_t i, std::uint32_t& end) const {
    constexpr std::array<std::u32string_view, 10> kNumbers = {U"one ", U"two ",   U"three ", U"four ", U"five ",
                                                              U"six ", U"seven ", U"eight ", U"nine ", U"ten "};
    if (i > 0 && is_word(codes_[i - 1])) return 0;
    for (std::size_t n = 0; n < kNumbers.size(); ++n) {
      if (!stands_at(i, kNumbers[n])) continue;
      const std::uint32_t at = i + static_cast<std::uint32_t>(kNumbers[n].size());
      for (const std::u32string_view unit : {U"years", U"year"})
        if (stands_at(at, unit) && !is_word(code(at + static_cast<std::uint32_t>(unit.size()))))
          return end = at + static_cast<std::uint32_t>(unit.size()), static_cast<double>(n + 1);
    }
    return 0;
  }

  // Only words that bind a number to a skill stand between: "Go 语言开发（5 年", "years of experience with Go".
  bool binds(std::uint32_t begin, std::uint32_t end, bool before_skill) const {
    constexpr std::array<std::u32string_view, 25> kBinding = {
        U"语言",       U"开发",         U"使用",     U"经验",       U"编程",       U"后端",    U"服务端",
        U"研发",       U"实战",         U"工作",     U"约",         U"近",         U"的",      U"以上",
        U"experience", U"professional", U"hands-on", U"commercial", U"production", U"working", U"with",
        U"of",         U"in",           U"for",      U"using"};
    for (std::uint32_t i = begin; i < end;) {
      constexpr std::u32string_view kMarks = U" (:-–—|·";
      if (kMarks.find(codes_[i]) != std::u32string_view::npos && (!before_skill || codes_[i] == ' ')) {
        ++i;
        continue;
      }
      const auto word = std::find_if(kBinding.begin(), kBinding.end(),
                                     [&](std::u32string_view w) { return stands_at(i, w) && i + w.size() <= end; });
      if (word == kBinding.end()) return false;
      i += static_cast<std::uint32_t>(word->size());
    }
    return true;
  }

  const Found* skill_before(std::uint32_t at) const {
    const auto& skills = r_.matches.skills;
    const auto next =
        std::lower_bound(skills.begin(), skills.end(), at, [](const Found& f, std::uint32_t b) { return f.begin < b; });
    if (next == skills.begin()) return nullptr;
    const Found& f = *(next - 1);
    return f.end <= at && at - f.end <= kBeside && binds(f.end, at, false) ? &f : nullptr;
  }

  const Found* skill_after(std::uint32_t at) const {
    const auto& skills = r_.matches.skills;
    const auto next =
        std::lower_bound(skills.begin(), skills.end(), at, [](const Found& f, std::uint32_t b) { return f.begin < b; });
    return next != skills.end() && next->begin - at <= kAhead && binds(at, next->begin, true) ? &*next : nullptr;
  }

  // "Go/Java 5年": the one before the slash.
  const Found* joined(const Found* f) const {
    if (f == r_.matches.skills.data()) return nullptr;
    const Found* other = f - 1;
    return f->begin - other->end == 1 && code(other->end) == '/' ? other : nullptr;
  }

  Proof proof(const Found& f) const {
    if (r_.in_entry(f.begin)) return Proof::proven;
    const auto kind = r_.kind_at(f.begin);
    using Kind = ResumeSection::Kind;
    if (kind == Kind::experience || kind == Kind::projects) return Proof::proven;
    if (kind == Kind::skills) return Proof::used;
    const Wording& wording = wording_[r_.sentences.index[f.begin]];
    // Without headings a sentence that tells of work done is all the proof there can be.
    if (wording.work) return kind ? Proof::used : Proof::proven;
    return wording.skill ? Proof::used : Proof::mentioned;
  }

  std::optional<double> dated_years(const std::vector<std::uint32_t>& places) const {
    std::vector<std::pair<Month, Month>> months;
    for (const std::uint32_t at : places) {
      auto e = std::upper_bound(r_.entries.begin(), r_.entries.end(), at,
                                [](std::uint32_t a, const ResumeEntry& x) { return a < x.begin; });
      if (e == r_.entries.begin()) continue;
      --e;
      if (!e->dates && owner(e) != nullptr) e = r_.entries.begin() + (owner(e) - r_.entries.data());
      if (!e->dates || !e->holds(at)) continue;
      const std::optional<Month> to = e->dates->until(r_.today);
      if (to && *to >= e->dates->from) months.emplace_back(e->dates->from, *to);
    }
    if (months.empty()) return std::nullopt;
    std::sort(months.begin(), months.end());
    months.erase(std::unique(months.begin(), months.end()), months.end());
    return union_months(std::move(months)) / 12.0;
  }

  // The dated entry above an undated one.
  const ResumeEntry* owner(std::vector<ResumeEntry>::const_iterator e) const {
    return owners_[static_cast<std::size_t>(e - r_.entries.begin())];
  }

  // What a sentence speaks of: work done, or what somebody knows.
  struct Wording {
    bool work = false, skill = false;
  };

  const ResumeText& r_;
  std::vector<Wording> wording_;            // of each sentence
  std::vector<const ResumeEntry*> owners_;  // of each entry: itself or the dated one above it
};

}  // namespace

std::vector<StatedYears> stated_years(const ResumeText& resume) { return Skills(resume).stated(); }

std::vector<HeldSkill> held_skills(const ResumeText& resume, const std::vector<StatedYears>& stated) {
  return Skills(resume).held(stated);
}

}  // namespace chouma::text
