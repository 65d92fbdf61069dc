// Every point that the facts allow, before any is chosen. Inside talk.
#pragma once

#include "talk/rank.h"
#include "talk/writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace chouma::talk {

struct Draft {
  std::string_view key;  ///< of the phrasebook's points
  std::string kind, id;
  std::vector<std::string> skills;
  std::string anchor;
  Values values;
  std::vector<Fact> facts;  ///< what it bears out; sets of two drafts are equal, nested or disjoint
  bool argues = true;       ///< speaks for the candidate: no ask, range, gap or plan
};

std::vector<Draft> drafts(const Writer& writer, const Facts& facts);

}  // namespace chouma::talk
