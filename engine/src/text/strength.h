// How strongly a posting asks for each skill it names.
#pragma once

#include "text/matches.h"

#include <cstdint>
#include <vector>

namespace chouma::text {

/// One strength per entry of matches.skills. Rules, first that applies:
///   negated    the words stand in the reach of 不要求, no need for … (or between 无 … 亦可)
///   preferred  in the reach of 优先, a plus, 最好 …, or in a section headed 加分项
///   required   in the title line, in a requirements section, or in a sentence with 熟悉, must …
///   mentioned  in a duties or product section, or in a sentence of duties
/// The reach of 优先 goes back to the start of its clause: over commas only while they separate a bare list.
/// `title` is the range of the title line (empty: none). Time linear in text.
std::vector<Strength> judge_strength(const Folded& text, const Sentences& sentences, const Matches& matches,
                                     Sentence title);

}  // namespace chouma::text
