// Reads models/lexicon/lexicon.json (schema: models/schema/lexicon.schema.json), or what was packed of it.
#pragma once

#include "text/lexicon.h"

namespace chouma::text {

/// Validates everything (ids unique, parents exist and do not loop, aliases not claimed twice without a context rule, sizes) and builds the automaton. `bytes`
/// are lexicon.json, or its pack, which answers every question in the same bytes and names the same hash.
Result<Lexicon> parse_lexicon(std::string_view bytes);

/// The pack of a lexicon.json (text/lexicon_pack.h), smaller and sooner loaded; refused as parse_lexicon refuses.
Result<std::string> packed_lexicon(std::string_view json);

}  // namespace chouma::text
