// The committed phrases, and sentences with their marks, for the tests of the room.
#pragma once

#include "support/files.h"
#include "talk/talk.h"

#include <catch_amalgamated.hpp>

#include <string>
#include <vector>

namespace chouma::test {

inline const talk::Phrasebook& phrasebook() {
  static const auto book = talk::parse_phrases(file("models/talk/phrases.json"));
  if (!book) FAIL(message(book.error()));
  return book.value();
}

/// "¥48,500[a]" where a run has a mark.
inline std::string sentence(const std::vector<talk::Run>& runs) {
  std::string text;
  for (const talk::Run& run : runs) text += run.mark.empty() ? run.text : run.text + "[" + run.mark + "]";
  return text;
}

inline std::vector<talk::TalkingPoint> points(const talk::Facts& facts) {
  return talk::talk(phrasebook(), facts).points;
}

/// Facts with a model and a median.
inline talk::Facts modelled() {
  talk::Facts facts;
  facts.model = "cn";
  facts.median = 40000;
  return facts;
}

inline std::array<bargain::Anchor, 3> anchors() {
  return {bargain::Anchor{"walk_away", {41000}, 0.32, {}}, bargain::Anchor{"target", {48500}, 0.652, {}},
          bargain::Anchor{"opening_ask", {54000}, 0.82, {}}};
}

}  // namespace chouma::test
