// A lexicon in the form that a page loads: what lexicon.json says, checked and folded already, in columns. It is smaller than lexicon.json and loads in a part of
// the time; the build makes it, nobody writes it.
#pragma once

#include "text/lexicon_build.h"

#include <string>
#include <string_view>

namespace chouma::text {

/// What a pack begins with.
inline constexpr std::string_view kLexiconPack = "chouma.lexicon.pack/2\n";

/// kLexiconPack, then numbers as LEB128 (least seven bits first, the high bit says that more follow), texts as UTF-8 with a line break behind them, and lists as
/// their size and a column for each field. A phrase that counts as written alone stands as written, every other folded.
std::string pack_lexicon(const Claims& claims);

/// What was packed, hash and all. Throws Error (Code::bad_schema, naming the byte) where a number or a text is beyond what may stand there or parents loop: the
/// bytes may come from anywhere.
Claims unpack_lexicon(std::string_view bytes);

}  // namespace chouma::text
