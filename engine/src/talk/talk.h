// A report's facts → talking points and scripts in zh and en whose every number has a source. Floor 6.
// Phrases are data (models/talk): literal text without digits, and named slots. A slot that holds a number or a quote carries a citation: a JSON pointer into
// the report (or into the scarcity table's file, where source is scarcity), a span of the request's text or résumé, or both. What has no source has no slot,
// so it is never said.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "talk/facts.h"

#include <array>
#include <map>
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
  Template zh, en;
};

/// Paragraphs of sentences.
using Paragraphs = std::vector<std::vector<Template>>;

struct ScriptPhrases {
  std::string id, name;  ///< situation and register
  Paragraphs zh, en;
};

/// How points are weighed (rank.h): chosen, not estimated; models/talk/card.md.
struct Ranking {
  std::array<double, 4> relevance{};  ///< by Asked
  std::array<double, 3> proof{};      ///< by text::Proof
  double partly = 0;                  ///< × for what carries over partly, is near, or could be learnt
  double unpriced = 0;                ///< log points
  std::size_t most = 0;
};

/// Sentences by kind, captions of sources, words and placeholders. Keys and their slots are closed lists (keys.h); each key stands once.
struct Phrasebook {
  std::string id;
  Ranking ranking;
  std::map<std::string, Phrase, std::less<>> points, sources, words, blanks;
  std::vector<ScriptPhrases> scripts;  ///< every situation in every register
};

/// Reads models/schema/talk.schema.json. Refuses unknown keys and slots, digits and stray braces in literal text, missing keys, by name.
Result<Phrasebook> parse_phrases(std::string_view json);  // talk_json.cpp

struct Citation {
  std::string mark;    ///< a, b, c … within its point or script
  std::string source;  ///< text | resume | scarcity | model | anchor | request
  std::string path;    ///< JSON pointer, empty where a span alone says it
  std::optional<Span> span;
  std::string zh, en;  ///< caption
};

struct Run {
  std::string text;
  std::string mark;    ///< empty: neither number nor quote
  std::string anchor;  ///< the anchor whose amount this is, else empty
  std::string blank;   ///< the placeholder that the user fills in, else empty
};

struct TalkingPoint {
  std::string id, kind;
  std::vector<std::string> skills;
  std::string anchor;  ///< empty: none
  double gain = 0;     ///< by which it was ranked (rank.h)
  std::vector<Run> zh, en;
  std::vector<Citation> citations;
};

/// What to say or to write in one situation. A sentence of which any slot has no fact is left out, and a paragraph without sentences too.
struct Script {
  std::string id;                        ///< expected_pay | below_walk_away | current_pay | more_time | closing | email
  std::string form;                      ///< spoken | written
  std::string name;                      ///< register: formal | warm | brief
  std::string anchor;                    ///< whose amount it asks for, else empty
  std::vector<std::vector<Run>> zh, en;  ///< paragraphs
  std::vector<Citation> citations;       ///< of both languages
};

struct Talk {
  std::vector<TalkingPoint> points;
  std::vector<Script> scripts;  ///< the phrasebook's order
};

/// Points: every kind whose facts are there, ranked by rank.h. Scripts: with the first points that speak for the candidate (no ask, range, gap or plan among
/// them) and the anchors; a situation is left out where the anchor that it asks for is missing. The walk-away is never in any of them. Deterministic.
Talk talk(const Phrasebook& book, const Facts& facts);

}  // namespace chouma::talk
