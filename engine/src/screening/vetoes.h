// What a posting's team rejects for without saying so (SPEC 1.4), checked against the candidate's own evidence.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "screening/phrases.h"
#include "text/resume.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// What the candidate says of themselves beside the résumé. Absent is unknown, never "no".
struct Evidence {
  std::optional<std::int64_t> stars;  ///< GitHub stars of their most starred repository
  std::vector<std::string> merged;    ///< projects that merged a commit of theirs, as typed
  bool merged_stated = false;         ///< the list is complete: an empty one says "none"
  std::vector<std::pair<std::string, bool>>
      answers;                     ///< veto id → met, as the candidate ticked it; an empty id was refused
  std::vector<std::string> tools;  ///< toolchain items ticked; an empty one was refused
  std::vector<double> scores;      ///< BP scores of past applications
};

enum class VetoStatus { met, not_met, unknown };

/// Validated and immutable; models/screening/vetoes.json. Sentences hold slots in braces.
struct VetoTable {
  /// What a word says of a merge; bits. See read_merges.
  enum MergeWord : std::uint32_t { open = 1, role = 2, merged = 4, change = 8 };

  /// Stars of a repository and merged commits: both are needed.
  struct OpenSource {
    std::int64_t stars = 0;                  ///< met at >= this many, where the posting names no bar of its own
    std::vector<std::u32string> star_words;  ///< "star", "颗星": a number stands before or after them
    Phrases star_context;                    ///< one of these in the line of the stars: "github"
    Phrases bar_words;                       ///< beside a posting's number of stars: "以上", "+"
    Phrases own_words;                       ///< in its sentence: the company's own stars
    Phrases projects;                        ///< value: index into project_names
    std::vector<std::string> project_names;
    Phrases merge_words;                                ///< value: bits of MergeWord
    base::Words stars_known, stars_unknown;             ///< {stars} {need}
    base::Words merged, outside, none, merges_unknown;  ///< {merged} {projects}
    base::Words settle_stars, settle_merged;            ///< {need}; {projects}
  };
  /// Wording alone: what bears it out, and what is near but not enough.
  struct Wording {
    Phrases proof, not_enough;
    base::Words met, short_of, silent, settle;  ///< {found}
  };
  struct Veto {
    std::string id;
    base::Words name;                   ///< of open source: {need}
    std::vector<std::uint32_t> skills;  ///< a posting that asks for one of these, or for a child of one
    Phrases asked;
    std::optional<OpenSource> open_source;  ///< exactly one of the two
    std::optional<Wording> wording;
  };

  std::string id;
  base::Words ticked_met, ticked_not;  ///< when the candidate's own answer decides
  std::vector<Veto> vetoes;
};

/// Refused, naming the field: unknown skills, empty lists, a veto with both kinds of evidence or none.
Result<VetoTable> parse_vetoes(std::string_view bytes, const text::Lexicon& lexicon);  // vetoes_json.cpp

struct VetoCheck {
  std::string id;
  base::Words name;
  VetoStatus status = VetoStatus::unknown;
  std::vector<Span> asked;   ///< where the posting itself says it; empty: unspoken
  std::vector<Span> resume;  ///< where the résumé bears it out
  base::Words why;           ///< why this status, with the figures that decided
  base::Words settle;        ///< what would meet or settle it; empty when met
};

/// What stands where the résumé denies (text::Resume::denied) or the posting does (text::denied_spans) does not count.
/// The candidate's own answer decides where there is one, the last of several. Else
///   open source  the bar is the posting's own where it names one ("star 100 以上", "1k+ stars": the lowest of several), else the table's;
///                met: stars >= the bar and a merged commit in one of the projects; not met: stars stated and below the bar, or the list of merges is
///                complete and names none of the projects; else unknown
///   wording      met: the résumé names what bears it out; else unknown
/// Figures of `evidence` go before those in the résumé's text (the largest number of stars beside the word).
/// One per veto of the table that applies to the posting's skills, in the table's order. `resume_text` may be empty.
std::vector<VetoCheck> check_vetoes(const VetoTable& table, const text::Lexicon& lexicon, std::string_view posting_text,
                                    const Profile& posting, std::string_view resume_text, const text::Resume& resume,
                                    const Evidence& evidence);

}  // namespace chouma::screening
