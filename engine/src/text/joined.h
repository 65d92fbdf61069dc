// Names run together, as boards print their tag lists: "JavaMySQL", "HTML5CSS3JavaScript", ".NETC#".
#pragma once

#include "text/matches.h"

namespace chouma::text {

/// Adds to `matches.skills` those whose names alone make up a run of ASCII letters, digits, '+', '#' and '.' in which no skill was found. A name
/// may end where a small letter is followed by a capital, after a digit or a sign, or between capitals where both names have three
/// characters or more; so "Performance" is not "perf" and "orm". The longest first name that leaves a rest made up of names counts.
/// Time linear in text (a run has at most 48 characters).
void add_joined(const Lexicon::Data& lexicon, const Folded& text, Matches& matches);

}  // namespace chouma::text
