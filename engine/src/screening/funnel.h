// The screening funnel (SPEC 1.5): three stages, why people go at each, and where this résumé stands.
//
// Given: the pass rate of each stage, the names of the reasons for elimination at each, the BP filter. Everything else is an assumption, kept apart in the
// table's "assumed" and drawn anew in each Monte-Carlo replicate:
//   p_s     pass rate of everybody        ~ Beta(left_s, entered_s − left_s), the counts that the given rates make of 1024; mean left / entered
//   q_sr    share of the stage's log hazard that is reason r's, over the reasons that the source names at s     ~ Dirichlet
//   ē_r     exposure of the average résumé to r                                                                 ~ Beta
//   ρ_s     how much of what decides stage s a résumé's text shows (1 all, 0 nothing)                           ~ Beta
//   e_r     this résumé's exposure to r in [0, 1], read from its text (Term); unknown without a posting
// A reason is a competing hazard, proportional to exposure, seen with reliability ρ:
//   h_sr = −log(p_s) q_sr (1 + ρ_s (e_r / ē_r − 1)),   −log(p_s) q_sr where e_r is unknown
//   pass_s = exp(−Σ_r h_sr),   share of those out at s that go for r = h_sr / Σ h_s
// so a résumé of average exposure (and one of which nothing is known) passes exactly at the average, and no résumé passes for certain.
// `pass` is the mean over the draws, the interval their 10 % and 90 % quantiles (type 7 of Hyndman & Fan 1996). An edit is priced on the same draws.
#pragma once

#include <chouma/error.h>

#include "base/words.h"
#include "screening/match.h"
#include "screening/phrases.h"
#include "screening/vetoes.h"
#include "text/resume.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// Shapes, each >= 1.
struct Beta {
  double a = 1, b = 1;
};

/// Validated and immutable; models/screening/funnel.json: stages with their pass rates, reasons, terms, edits, and which of these are given and which assumed.
struct FunnelTable {
  /// How a résumé's exposure to a reason is read.
  enum class Term {
    required_missing,  ///< (missing + partly / 2) / required skills of the posting; unknown where it requires none
    years_short,  ///< 0 met, 1/2 partly, 1 missing; unknown where the posting asks for none or the résumé says none
    bp_score,     ///< 1 where the BP filter is not passed, else 1 − score
    wording       ///< 1 where the projects' text has none of the reason's phrases, else 0
  };
  struct Reason {
    std::string id;
    base::Words name;
    Term term = Term::wording;
    Beta average;  ///< of ē
  };
  struct Share {
    std::size_t reason = 0;
    double concentration = 1;  ///< Dirichlet, >= 1
  };
  struct Stage {
    std::string id;
    base::Words name;
    double pass = 0;
    Beta reliability;            ///< of ρ
    std::vector<Share> reasons;  ///< those that the source names at the stage
  };
  struct BpPart {
    std::string id;
    int tenths = 0;
    bool in_projects = false;  ///< else anywhere in the résumé
    std::size_t min_skills = 0;
    std::vector<std::uint32_t> words;  ///< phrase groups, all to be found
  };
  /// What could be written into the résumé. Exactly one of the three.
  struct Edit {
    std::string id;
    base::Words name;      ///< {skill} is the keyword
    bool keyword = false;  ///< the first required skill that is missing, else the first that is partly met, becomes met
    std::vector<std::size_t> parts;     ///< of the BP filter become met; offered where none is
    std::optional<std::size_t> reason;  ///< of Term::wording: exposure 0; offered where it is 1
  };

  std::string id;
  std::int64_t entered = 0;  ///< at the first stage
  std::vector<Stage> stages;
  std::vector<Reason> reasons;
  std::array<BpPart, 3> bp;
  int bp_threshold = 7;        ///< tenths
  double calibration = 0.75;   ///< quantile of past scores
  std::size_t min_scores = 4;  ///< fewer past scores leave the given threshold
  std::vector<Edit> edits;
  int draws = 0;
  Phrases phrases;  ///< value: group; groups 0 … reasons − 1 are the reasons' own
  std::uint32_t phrase_groups = 0;
};

Result<FunnelTable> parse_funnel(std::string_view json);  // funnel_json.cpp

/// The BP filter: +0.4 if the projects mention goroutine, +0.3 if channel, +0.3 if there are at least 5 skills and sync, context and unsafe are all
/// among them (whole words anywhere in the résumé, each one skill beside the lexicon's); passed at >= 0.7, or at the 75th percentile (type 7 of
/// Hyndman & Fan 1996) of the candidate's own past scores where there are at least 4. Counted in tenths.
/// The projects' text is that of the sections `projects` and `experience`; the whole text where there is neither.
struct BpScore {
  int tenths = 0;
  double threshold = 0.7;
  bool calibrated = false;  ///< the threshold comes from past scores
  bool passed = false;
  struct Part {
    std::string id;  ///< goroutine | channel | runtime_skills
    int tenths = 0;
    bool met = false;
    std::vector<Span> spans;  ///< in the résumé
  };
  std::array<Part, 3> parts;
};

/// Stages of the given table, in their order: counts that enter and leave, to the nearest whole: 1024 → 433 → 137 → 26 (433.15, 136.83, 25.89).
struct StageResult {
  std::string id;
  base::Words name;
  double average = 0;  ///< pass rate of everybody
  std::int64_t entered = 0, left = 0;
  double pass = 0, low = 0, high = 0;  ///< of this résumé: mean and 80 % interval over the draws
};

/// Share of those who are out at `stage` that go for `reason`, of everybody (mean of the Dirichlet) and of people like this one (mean over the draws);
/// both 0 where the source names no such reason at the stage. `weak`: the exposure is known and above the average's mean.
struct HeatCell {
  std::size_t stage = 0, reason = 0;
  double average = 0, you = 0;
  bool weak = false;
};

struct FunnelResult {
  std::vector<StageResult> stages;
  std::vector<base::Words> reasons;
  std::vector<std::string> reason_ids;
  std::vector<HeatCell> heat;                       ///< every stage × reason, stage-major
  double average = 0, pass = 0, low = 0, high = 0;  ///< through all stages; average: last count / first
  BpScore bp;
  struct Edit {
    std::string id;
    base::Words name;
    double pass = 0;                     ///< through all stages, after the edit
    double gain = 0, low = 0, high = 0;  ///< same draws before and after
  };
  std::optional<Edit> edit;  ///< the one that raises `pass` most; nothing where none does
  int draws = 0;
};

/// `match` may be empty (no posting): then only the résumé's own terms count. The same seed gives the same bits on every target.
/// A phrase that stands where the résumé denies (text::Resume::denied) counts as not there.
/// `resume_text` is the text that `resume` was read from with its personal_spans blanked out, so that no name can be taken for a keyword.
FunnelResult funnel(const FunnelTable& table, const text::Lexicon& lexicon, std::string_view resume_text,
                    const text::Resume& resume, const Match& match, const Evidence& evidence, std::uint64_t seed);

}  // namespace chouma::screening
