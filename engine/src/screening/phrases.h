// Finds a table's phrases in a folded text: whole words, leftmost longest.
#pragma once

#include <chouma/profile.h>

#include "text/automaton.h"
#include "text/folded.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chouma::screening {

struct PhraseHit {
  std::uint32_t begin = 0, end = 0;  ///< code points
  std::uint32_t value = 0;           ///< what the phrase was given with
};

/// Phrases, each with a value. A phrase that begins or ends with a Latin letter or digit stands alone: "go" is not in "gopher".
class Phrases {
 public:
  Phrases() = default;
  /// `phrases` as fold_phrase gives them, none empty; where one stands twice, the first counts.
  explicit Phrases(std::vector<std::pair<std::u32string, std::uint32_t>> phrases);

  /// Ascending, without overlaps. Time linear in text plus occurrences.
  std::vector<PhraseHit> find(const text::Folded& text) const;
  /// Without those that begin in `denied` (UTF-16 spans of the text, ascending and disjoint).
  std::vector<PhraseHit> find(const text::Folded& text, const std::vector<Span>& denied) const;

 private:
  text::Automaton automaton_;
  std::vector<std::uint32_t> values_;
};

}  // namespace chouma::screening
