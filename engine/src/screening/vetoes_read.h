// What a résumé's text says of vetoes: phrases that are not denied, stars, merged commits.
#pragma once

#include "screening/vetoes.h"

#include <string>
#include <vector>

namespace chouma::screening {

struct Reading {
  text::Folded text;
  std::vector<std::uint32_t> clause;    ///< of each code point: ends at line breaks, commas, semicolons and full stops
  std::vector<std::uint32_t> sentence;  ///< of each clause: ends where a clause does, but not at commas
  std::vector<Span> denied;             ///< as by text::denied_spans

  Reading(std::string_view bytes, std::vector<Span> denied);
  /// Hits that are not denied.
  std::vector<PhraseHit> find(const Phrases& phrases) const;
  Span span(const PhraseHit& hit) const { return {text.utf16[hit.begin], text.utf16[hit.end]}; }
  std::string quote(const PhraseHit& hit) const;
};

struct Stars {
  std::int64_t count = 0;
  PhraseHit hit;  ///< number and word
};

/// Every "120 stars", "1.2k star", "star 数：120" in a line with a word of the context, ascending.
std::vector<Stars> read_stars(const VetoTable::OpenSource& figures, const Reading& reading);

/// The least of a posting's numbers of stars (> 0) that stand beside a word of a bar, in a sentence that does not speak of the company's own.
std::optional<std::int64_t> read_bar(const VetoTable::OpenSource& figures, const Reading& posting);

/// Projects that the text says a change was merged in; value: the project. Its clause holds
///   a role ("Prometheus contributor"), or
///   a change and that it is merged ("merged a PR in kubernetes"; 合入 is both), or
///   a change, and a later clause of the sentence ends with that it is merged ("a patch to Prometheus, merged"; "…, merged upstream in June");
/// and none of these clauses says that it is open. "Merged two teams" names no change.
std::vector<PhraseHit> read_merges(const VetoTable::OpenSource& figures, const Reading& reading);

}  // namespace chouma::screening
