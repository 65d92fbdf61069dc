// A report's facts → talking points in zh and en whose every number has a source. Floor 6.
// Phrases are data (models/talk): literal text without digits, and named slots. A slot that holds a number carries a citation: a JSON pointer into the
// report (or into the scarcity table's file, where source is scarcity), or a span of the request's text. What has no source has no slot, so it is never said.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "bargain/anchors.h"
#include "salary/scarcity.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::talk {

/// One piece of a phrase: literal text, or a slot's name.
struct Piece {
  bool slot = false;
  std::string text;
};
using Template = std::vector<Piece>;

struct Phrase {
  std::string key;
  Template zh, en;
};

/// Sentences by kind and captions of sources by source. Keys and their slots are closed lists (talk_json.cpp); each key stands once.
struct Phrasebook {
  std::string id;
  std::vector<Phrase> points, sources;
};

/// Reads models/schema/talk.schema.json. Refuses unknown keys and slots, digits and stray braces in literal text, missing keys, by name.
Result<Phrasebook> parse_phrases(std::string_view json);  // talk_json.cpp

struct Citation {
  std::string mark;    ///< a, b, c … within its point
  std::string source;  ///< text | scarcity | model | anchor | request
  std::string path;    ///< JSON pointer, empty where a span says it
  std::optional<Span> span;
  std::string zh, en;  ///< caption
};

struct Run {
  std::string text;
  std::string mark;  ///< empty: no number in it
};

struct TalkingPoint {
  std::string id, kind;
  std::vector<std::string> skills;
  std::string anchor;  ///< empty: none
  std::vector<Run> zh, en;
  std::vector<Citation> citations;
};

/// What may be spoken of. Paths are those of the report (models/schema/report.schema.json); `index` is the place in the report's list.
struct Facts {
  struct Skill {
    std::string id, name, name_zh;
    std::size_t index = 0;  ///< in /profile/skills
    double worth = 0;       ///< yuan a month
    std::int64_t companies = 0;
  };
  std::vector<Skill> skills;  ///< held, and counted by the model
  std::string model;          ///< id, where there is a prediction

  const salary::Scarcity* scarcity = nullptr;
  std::optional<std::size_t> scarcity_row;  ///< dearest tabulated combination held
  std::vector<Skill> combination;           ///< its skills, base first

  const std::array<bargain::Anchor, 3>* anchors = nullptr;

  struct Posted {
    std::string wording;
    Span span;
    std::int64_t monthly_low = 0, monthly_high = 0;
    double percentile_low = 0, percentile_high = 0;
  };
  std::optional<Posted> posted;  ///< in the model's currency only

  struct Years {
    double value = 0;
    std::optional<Span> span;      ///< where the text says it; else the request does
    std::size_t contribution = 0;  ///< in /pay/contributions
    double factor = 1;
  };
  std::optional<Years> years;
};

/// At most: one point on scarcity, two on skills (dearest first, kSkillCompanies companies or more), one each on the posted range, the target and
/// years (where they raise the median), in this order. Deterministic.
std::vector<TalkingPoint> talking_points(const Phrasebook& book, const Facts& facts);

/// Fewer companies than this are too few to argue with.
inline constexpr std::int64_t kSkillCompanies = 30;

}  // namespace chouma::talk
