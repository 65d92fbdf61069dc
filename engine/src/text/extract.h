// A posting's or a person's text → Profile, in one pass over the text.
#pragma once

#include "text/lexicon.h"

namespace chouma::text {

/// `text` is UTF-8; a malformed sequence is read as U+FFFD and reported once in `warnings` (Code::bad_utf8, with its UTF-16 offset). Spans are UTF-16
/// offsets into the text as JavaScript holds it. The first non-blank line counts as the title where it has at most 60 code points and no sentence end.
/// Where the text speaks of a person (a self-description: speaks_of_person in personal.h), personal details are not looked at: the same text
/// with another name, gender, age, photo or school reads the same.
/// Time linear in text; never fails; an empty text gives an empty profile. Deterministic.
/// `readable`, where given, receives what others may read: the text itself, or of a person's the text with each detail as one blank.
Profile extract(const Lexicon& lexicon, std::string_view text, Warnings* warnings = nullptr,
                std::string* readable = nullptr);

/// The title line of a text by the rule above, or empty.
std::string_view title_line(std::string_view text);

/// Lower case, full-width forms folded to ASCII (as the automaton sees text); used for title words too.
std::string fold(std::string_view text);

}  // namespace chouma::text
