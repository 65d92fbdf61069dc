// A résumé's plain text → what it says of the candidate's work. Contact details, name, gender, age, photo and schools are not read: swapping
// them changes nothing.
#pragma once

#include "text/lexicon.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

/// A month, counted from year 0: year × 12 + (month − 1).
using Month = std::int32_t;

/// How well the résumé bears a skill out. Ordered: of several places the best counts.
enum class Proof {
  mentioned,  ///< named somewhere
  used,       ///< in a list of skills, or in a sentence such as 熟悉 … / experience with …
  proven      ///< in the text of a project or of a job
};

struct ResumeSection {
  enum class Kind { summary, experience, projects, skills, education, other };
  Kind kind = Kind::other;
  Span span;
};

/// One job or project: from its heading line to the next. A heading holds an interval of dates (find_ranges in resume_dates.h) or names a
/// project (项目名称：). Intervals of schools are none.
struct ResumeProject {
  Span title, span;
  std::vector<std::uint32_t> skills;  ///< ascending
  std::optional<Month> from,
      to;  ///< inclusive; `to` of 至今 / present is the `today` passed in, or nothing before it begins
};

struct ResumeSkill {
  std::uint32_t skill = 0;
  Proof proof = Proof::mentioned;
  std::optional<double>
      years;  ///< stated beside the skill ("Go 5年"); else months of the dated jobs and projects that name it (union of intervals), / 12
  std::vector<Span> spans;
};

struct Resume {
  std::vector<ResumeSection> sections;
  std::vector<ResumeProject> projects;
  std::vector<ResumeSkill> skills;  ///< by first span; those that stand in `denied` alone are left out
  std::vector<Span> denied;         ///< as by denied_spans
  std::optional<double>
      years;  ///< stated of experience as a whole ("8 年后端经验"); else the union of the dated jobs, / 12;
              ///< else the most that is stated of one skill
  std::optional<Span> years_span;
  std::optional<Education> education;  ///< the highest degree named
  std::optional<Level> level;          ///< of the newest job's title; without a dated job, of the first line
  std::optional<std::uint32_t>
      city;  ///< of residence or wish, else the only one before the first heading; never of a school
};

/// `today` closes open intervals; without it a job "至今" has no `to` and adds no months. Spans are UTF-16 offsets into `text`. Time linear in text;
/// never fails; deterministic.
Resume read_resume(const Lexicon& lexicon, std::string_view text, std::optional<Month> today = std::nullopt,
                   Warnings* warnings = nullptr);

/// Where the text says that something is not held, as UTF-16 spans, ascending and disjoint; what begins there is held by nobody. From a denial (the
/// lexicon's "lack": 没用过, never used, and its "negate") to the end of the clause or to a "but", and over clauses
/// that list nothing but more skills ("Terraform, Pulumi or OPA"); of "没有 … 经验" what stands between; of a denial that ends
/// its clause ("Java 不太会"), the clause before it. Time linear in text.
std::vector<Span> denied_spans(const Lexicon& lexicon, std::string_view text);

/// Half-open UTF-16 spans of the personal details that no other reader of the text looks at: name, contact, gender, age, status, photo and
/// school (rules: find_personal in personal.h). Ascending, disjoint. The text is taken to be a person's own.
std::vector<Span> personal_spans(const Lexicon& lexicon, std::string_view text);

}  // namespace chouma::text
