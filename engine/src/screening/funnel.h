// The screening funnel (SPEC 1.5): three stages, why people go at each, and where this résumé stands.
#pragma once

#include <chouma/error.h>

#include "base/words.h"
#include "screening/match.h"
#include "screening/vetoes.h"
#include "text/resume.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// Validated and immutable; models/screening/funnel.json: stages with their pass rates, reasons, terms, edits, and which of these are given and which assumed.
struct FunnelTable;

/// The BP filter: +0.4 if the projects mention goroutine, +0.3 if channel, +0.3 if there are at least 5 skills and sync, context and unsafe are all
/// among them; passed at >= 0.7, or at the 75th percentile (type 7 of Hyndman & Fan 1996) of the candidate's own past scores. Counted in tenths.
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

/// Stages of the given table, in their order: counts that enter and leave, rounded down: 1024 → 433 → 137 → 26 (floor of 1024 × .423 = 433.15 → 433 …).
struct StageResult {
  std::string id;
  base::Words name;
  double average = 0;              ///< pass rate of everybody
  std::int64_t entered = 0, left = 0;
  double pass = 0, low = 0, high = 0;  ///< of this résumé: mean and 80 % interval over the draws
};

/// Share of those who are out at `stage` that go for `reason`, of everybody and of people like this one. `weak`: the résumé is exposed to it.
struct HeatCell {
  std::size_t stage = 0, reason = 0;
  double average = 0, you = 0;
  bool weak = false;
};

struct FunnelResult {
  std::vector<StageResult> stages;
  std::vector<base::Words> reasons;
  std::vector<std::string> reason_ids;
  std::vector<HeatCell> heat;  ///< every stage × reason, stage-major
  double average = 0, pass = 0, low = 0, high = 0;  ///< through all stages
  BpScore bp;
  struct Edit {
    std::string id;
    base::Words name;
    double pass = 0;                  ///< through all stages, after the edit
    double gain = 0, low = 0, high = 0;  ///< same draws before and after
  };
  std::optional<Edit> edit;  ///< the one that raises `pass` most; nothing where none does
  int draws = 0;
};

/// `match` may be empty (no posting): then only the résumé's own terms count. The same seed gives the same bits on every target.
FunnelResult funnel(const FunnelTable& table, const text::Lexicon& lexicon, std::string_view resume_text, const text::Resume& resume,
                    const Match& match, const Evidence& evidence, std::uint64_t seed);

}  // namespace chouma::screening
