// Reads models/lexicon/lexicon.json (schema: models/schema/lexicon.schema.json).
#pragma once

#include "text/lexicon.h"

namespace chouma::text {

/// Validates everything (ids unique, parents exist and do not loop, aliases not claimed twice without a context rule, sizes) and builds the automaton.
Result<Lexicon> parse_lexicon(std::string_view json);

}  // namespace chouma::text
