// All that the lexicon finds in a text: one pass of the automaton, then word boundaries, context rules and leftmost-longest choice.
#pragma once

#include "text/folded.h"
#include "text/lexicon_data.h"
#include "text/sentences.h"

#include <vector>

namespace chouma::text {

struct Found {
  std::uint32_t begin, end;  ///< code points
  std::uint32_t index;       ///< of the skill or city
};

struct Phrase {
  std::uint32_t begin, end;
  std::uint64_t kinds;  ///< bit per Word
  bool is(Word kind) const { return kinds >> static_cast<int>(kind) & 1; }
};

/// Each list ascends; skills, cities and wording do not overlap themselves and are chosen independently of one another.
struct Matches {
  std::vector<Found> skills, cities;
  std::vector<Found> self;  ///< index: ResumeWord; what may tell a person's own text (see personal.h)
  std::vector<Phrase> words;
};

/// Time linear in text (times the number of conditions of a context rule).
Matches find_matches(const Lexicon::Data& lexicon, const Folded& text, const Sentences& sentences);

}  // namespace chouma::text
