// The parts of a résumé between text and answer: what every reader of a fact is given. Room-internal.
#pragma once

#include "text/matches.h"
#include "text/resume.h"
#include "text/resume_dates.h"
#include "text/resume_layout.h"

#include <optional>
#include <vector>

namespace chouma::text {

struct Block {
  ResumeSection::Kind kind;
  std::uint32_t begin, content, end;  ///< code points; `content` is behind the heading
};

struct ResumeEntry {
  Line title;
  std::uint32_t begin, end;
  std::uint32_t reach;  ///< of a job: to the next dated entry; undated projects in between are its own
  bool job = false;
  std::optional<DateRange> dates;
  bool holds(std::uint32_t at) const { return begin <= at && at < reach; }
};

struct ResumeText {
  const Lexicon& lexicon;
  Folded text;
  Sentences sentences;
  Matches matches;
  std::vector<ResumePhrase> words;
  std::vector<Line> lines;
  std::vector<bool> school;  ///< of each line: a school stood there
  std::vector<Block> blocks;
  std::vector<ResumeEntry> entries;
  std::optional<Month> today;
  std::vector<Line> denied{};

  /// The block that `at` is in; nothing before the first heading.
  std::optional<ResumeSection::Kind> kind_at(std::uint32_t at) const;
  bool in_entry(std::uint32_t at) const;
};

/// Fills blocks and entries (resume_entries.cpp).
void find_parts(ResumeText& resume);

/// Months that at least one of the intervals covers. Open ones end with `today`, or count nothing without it.
int union_months(std::vector<std::pair<Month, Month>> intervals);

struct StatedYears {
  std::uint32_t begin, end;  ///< code points of the quantity
  double years;
  std::uint32_t skill;  ///< kNone: beside no skill
};

/// Quantities of years and the skills they stand beside: "Go 5年", "Java（3 年）", "5 years of Go" (resume_skills.cpp).
std::vector<StatedYears> stated_years(const ResumeText& resume);

/// Of code points, ascending, without overlaps (resume_denials.cpp).
std::vector<Line> denied_places(const std::u32string& codes, const std::vector<ResumePhrase>& words,
                                const Matches& matches);

/// Skills with proof, years and the indices of their places in matches.skills (resume_skills.cpp).
struct HeldSkill {
  ResumeSkill skill;
  std::vector<std::uint32_t> places;  ///< code points where it is named
};
std::vector<HeldSkill> held_skills(const ResumeText& resume, const std::vector<StatedYears>& stated);

}  // namespace chouma::text
