#pragma once
#include "support/files.h"
#include "text/lexicon_json.h"

#include <stdexcept>

namespace chouma::test {

/// The committed lexicon, parsed once.
inline const text::Lexicon& real_lexicon() {
  static const text::Lexicon lexicon = [] {
    Result<text::Lexicon> parsed = text::parse_lexicon(file("models/lexicon/lexicon.json"));
    if (!parsed) throw std::runtime_error(message(parsed.error()));
    return std::move(parsed.value());
  }();
  return lexicon;
}

}  // namespace chouma::test
