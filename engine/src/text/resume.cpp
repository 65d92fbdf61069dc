#include "text/resume.h"
#include "text/joined.h"

#include "text/facts.h"
#include "text/personal.h"
#include "text/resume_parts.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace chouma::text {

namespace {

// A text after several editions, each told against the one before.
class Editions {
 public:
  explicit Editions(std::string_view text) : text_(text) {}
  std::string_view text() const { return text_; }
  void edit(Reduced next) {
    steps_.push_back(std::make_unique<Reduced>(std::move(next)));
    text_ = steps_.back()->text;
  }
  Span back(Span span) const {
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) span = (*step)->back(span);
    return span;
  }

 private:
  std::string_view text_;
  std::vector<std::unique_ptr<Reduced>> steps_;  // text_ looks into the last
};

bool level_bit(const Phrase& p, int level) {
  return p.is(static_cast<Word>(static_cast<int>(Word::level_intern) + level));
}

class ResumeReader {
 public:
  ResumeReader(const ResumeText& resume, const Editions& editions)
      : r_(resume), editions_(editions), codes_(resume.text.codes) {}

  Resume run() const {
    Resume out;
    for (const Block& b : r_.blocks) out.sections.push_back({b.kind, span(b.begin, b.end)});
    const std::vector<StatedYears> stated = stated_years(r_);
    const std::vector<HeldSkill> held = held_skills(r_, stated);
    for (const Line& d : r_.denied) out.denied.push_back(span(d.begin, d.end));
    for (const ResumeEntry& e : r_.entries) out.projects.push_back(project(e, held));
    for (const HeldSkill& h : held) {
      out.skills.push_back(h.skill);
      for (Span& s : out.skills.back().spans) s = span(s.begin, s.end);
    }
    total_years(stated, out);
    out.education = education();
    out.level = level();
    out.city = city();
    return out;
  }

 private:
  // Of code points, without the blanks at both ends.
  Span span(std::uint32_t begin, std::uint32_t end) const {
    while (end > begin && (codes_[end - 1] == ' ' || codes_[end - 1] == '\n')) --end;
    while (begin < end && (codes_[begin] == ' ' || codes_[begin] == '\n')) ++begin;
    return editions_.back({r_.text.utf16[begin], r_.text.utf16[end]});
  }

  ResumeProject project(const ResumeEntry& e, const std::vector<HeldSkill>& held) const {
    ResumeProject out;
    out.title = span(e.title.begin, e.title.end);
    out.span = span(e.begin, e.end);
    for (const HeldSkill& h : held) {
      const auto at = std::lower_bound(h.places.begin(), h.places.end(), e.begin);
      if (at != h.places.end() && *at < e.end) out.skills.push_back(h.skill.skill);
    }
    std::sort(out.skills.begin(), out.skills.end());
    if (e.dates) {
      out.from = e.dates->from;
      out.to = e.dates->to ? e.dates->to : r_.today;
      if (out.to < out.from) out.to.reset();  // still to begin
    }
    return out;
  }

  // What is stated of experience as a whole; else the months of the jobs; else what is stated of one skill.
  void total_years(const std::vector<StatedYears>& stated, Resume& out) const {
    const Years years = find_years(r_.text, r_.sentences, r_.matches);
    const StatedYears* said = nullptr;
    for (const StatedYears& s : stated)
      if (s.begin < years.end && years.begin < s.end && !r_.in_entry(s.begin) && said == nullptr) said = &s;
    const auto take = [&] {
      out.years = said->years;
      out.years_span = span(said->begin, said->end);
    };
    // "Six years of experience in data engineering" is experience; "six years of Go" is of one technology.
    if (said != nullptr && (said->skill == kNone || r_.lexicon.skills()[said->skill].kind == SkillKind::concept_))
      return take();
    std::vector<std::pair<Month, Month>> jobs;
    for (const ResumeEntry& e : r_.entries) {
      if (!e.job || !e.dates) continue;
      const std::optional<Month> to = e.dates->until(r_.today);
      if (to && *to >= e.dates->from) jobs.emplace_back(e.dates->from, *to);
    }
    if (!jobs.empty()) {
      out.years = union_months(std::move(jobs)) / 12.0;
    } else if (said != nullptr) {
      take();
    }
  }

  std::optional<Education> education() const {
    std::optional<Education> highest;
    const auto degree = [&](std::uint32_t at, int degree) {
      if (!r_.in_entry(at) || school_at(at))
        highest = std::max(highest.value_or(Education::any), static_cast<Education>(degree));
    };
    for (const ResumePhrase& p : r_.words)
      for (int d = 1; d <= 4; ++d)
        if (p.is(static_cast<ResumeWord>(static_cast<int>(ResumeWord::degree_college) + d - 1))) degree(p.begin, d);
    for (const Phrase& p : r_.matches.words)
      for (int d = 1; d <= 4; ++d)
        if (p.is(static_cast<Word>(static_cast<int>(Word::education_any) + d))) degree(p.begin, d);
    return highest;
  }

  bool school_at(std::uint32_t at) const {
    const auto line = std::upper_bound(r_.lines.begin(), r_.lines.end(), at,
                                       [](std::uint32_t a, const Line& l) { return a < l.begin; });
    return line != r_.lines.begin() && r_.school[static_cast<std::size_t>(line - r_.lines.begin()) - 1];
  }

  std::optional<Level> level_in(std::uint32_t begin, std::uint32_t end) const {
    std::optional<Level> found;
    auto p = std::lower_bound(r_.matches.words.begin(), r_.matches.words.end(), begin,
                              [](const Phrase& w, std::uint32_t b) { return w.begin < b; });
    for (; p != r_.matches.words.end() && p->begin < end; ++p) {
      if (level_bit(*p, 0)) return Level::intern;
      for (int l = 1; l <= 5; ++l)
        if (level_bit(*p, l)) found = std::max(found.value_or(Level::intern), static_cast<Level>(l));
    }
    return found;
  }

  // The newest job's title and, where that names none, the short line below it; without a dated job the first line.
  std::optional<Level> level() const {
    const ResumeEntry* newest = nullptr;
    const auto until = [](const ResumeEntry& e) { return e.dates->to.value_or(std::numeric_limits<Month>::max()); };
    for (const ResumeEntry& e : r_.entries) {
      if (!e.job || !e.dates) continue;
      if (newest == nullptr || until(e) > until(*newest) ||
          (until(e) == until(*newest) && e.dates->from > newest->dates->from))
        newest = &e;
    }
    if (newest != nullptr) {
      if (const auto found = level_in(newest->title.begin, newest->title.end)) return found;
      const Line* next = line_after(newest->title.end);
      return next != nullptr && next->end <= newest->end && next->end - next->begin <= 30
                 ? level_in(next->begin, next->end)
                 : std::nullopt;
    }
    return r_.lines.empty() ? std::nullopt : level_in(r_.lines[0].begin, r_.lines[0].end);
  }

  const Line* line_after(std::uint32_t at) const {
    const auto line = std::lower_bound(r_.lines.begin(), r_.lines.end(), at,
                                       [](const Line& l, std::uint32_t b) { return l.begin < b; });
    return line == r_.lines.end() ? nullptr : &*line;
  }

  // Behind 现居, 期望城市, based in; else the only one named before the first heading or job.
  std::optional<std::uint32_t> city() const {
    constexpr std::uint32_t kNear = 8;
    const auto& cities = r_.matches.cities;
    const auto from = [&](std::uint32_t at) {
      return std::lower_bound(cities.begin(), cities.end(), at,
                              [](const Found& c, std::uint32_t b) { return c.begin < b; });
    };
    for (const ResumePhrase& p : r_.words) {
      if (!p.is(ResumeWord::place) || r_.in_entry(p.begin)) continue;
      const auto c = from(p.end);
      if (c == cities.end() || c->begin > p.end + kNear) continue;
      constexpr std::u32string_view kEnds = U",;。\n|";
      const std::u32string_view gap = std::u32string_view(codes_).substr(p.end, c->begin - p.end);
      if (gap.find_first_of(kEnds) == std::u32string_view::npos) return c->index;
    }
    std::optional<std::uint32_t> only;
    for (auto c = cities.begin(); c != cities.end() && c->begin < head_end(); ++c) {
      if (only && *only != c->index) return std::nullopt;
      only = c->index;
    }
    return only;
  }

  std::uint32_t head_end() const {
    std::uint32_t end = r_.lines.empty() ? 0 : r_.lines[std::min<std::size_t>(r_.lines.size() - 1, 2)].end;
    if (!r_.blocks.empty() || !r_.entries.empty()) end = static_cast<std::uint32_t>(codes_.size());
    if (!r_.blocks.empty()) end = std::min(end, r_.blocks[0].begin);
    if (!r_.entries.empty()) end = std::min(end, r_.entries[0].begin);
    return end;
  }

  const ResumeText& r_;
  const Editions& editions_;
  const std::u32string& codes_;
};

// Of each line, whether a school was left out of it. `schools`: where, in UTF-16 units of the text as read, ascending. The blank that took
// its place may stand at the line's ends.
std::vector<bool> school_lines(const Folded& text, const std::vector<Line>& lines,
                               const std::vector<std::uint32_t>& schools) {
  std::vector<bool> out(lines.size(), false);
  std::size_t line = 0, s = 0;
  std::uint32_t begin = 0;  // of the line with its blanks
  for (std::uint32_t i = 0; i <= text.size() && line < lines.size(); ++i) {
    if (i < text.size() && text.codes[i] != '\n') continue;
    const bool blank = lines[line].begin >= i;
    for (; s < schools.size() && schools[s] < text.utf16[i]; ++s)
      if (!blank && schools[s] >= text.utf16[begin]) out[line] = true;
    line += !blank;
    begin = i + 1;
  }
  return out;
}

}  // namespace

Resume read_resume(const Lexicon& lexicon, std::string_view bytes, std::optional<Month> today, Warnings* warnings) {
  if (const Folded given = fold_text(bytes); given.malformed > 0 && warnings != nullptr)
    warnings->push_back({Code::bad_utf8, "resume, UTF-16 offset " + std::to_string(given.first_malformed),
                         std::to_string(given.malformed) + " malformed byte sequences",
                         "UTF-8; each was read as U+FFFD"});
  Editions editions(bytes);
  {
    const Written written(bytes);
    editions.edit(edited(written, join_spaced(written)));
  }
  {
    const Written written(editions.text());
    editions.edit(edited(written, join_broken(written, find_resume_words(lexicon.data(), written.codes))));
  }
  std::vector<std::uint32_t> schools;
  {
    const Written written(editions.text());
    Reduced own = without_personal(lexicon.data(), written);
    std::size_t unit = 0;
    for (const PersonalSpan& p : find_personal(lexicon.data(), written)) {
      if (p.kind != Personal::school) continue;
      while (unit < own.origin.size() && own.origin[unit].end <= written.utf16[p.begin]) ++unit;
      schools.push_back(static_cast<std::uint32_t>(unit));
    }
    editions.edit(std::move(own));
  }
  ResumeText resume{lexicon, fold_text(editions.text()), {}, {}, {}, {}, {}, {}, {}, today};
  resume.sentences = split_sentences(resume.text);
  resume.matches = find_matches(lexicon.data(), resume.text, resume.sentences);
  add_joined(lexicon.data(), resume.text, resume.matches);
  resume.words = find_resume_words(lexicon.data(), resume.text.codes);
  resume.lines = split_lines(resume.text.codes);
  resume.school = school_lines(resume.text, resume.lines, schools);
  resume.denied = denied_places(resume.text.codes, resume.words, resume.matches);
  find_parts(resume);
  return ResumeReader(resume, editions).run();
}

std::vector<Span> personal_spans(const Lexicon& lexicon, std::string_view text) {
  Editions editions(text);
  {
    const Written given(text);
    editions.edit(edited(given, join_spaced(given)));
  }
  const Written written(editions.text());
  std::vector<Span> out;
  for (const PersonalSpan& p : find_personal(lexicon.data(), written)) {
    const Span span = editions.back({written.utf16[p.begin], written.utf16[p.end]});
    if (!out.empty() && span.begin <= out.back().end)
      out.back().end = std::max(out.back().end, span.end);
    else
      out.push_back(span);
  }
  return out;
}

}  // namespace chouma::text
