// The wording of résumés found in a text: headings, fields, personal details (the lexicon's "resume").
#pragma once

#include "text/lexicon_data.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace chouma::text {

struct ResumePhrase {
  std::uint32_t begin, end;  ///< code points
  std::uint64_t kinds;       ///< bit per ResumeWord
  bool is(ResumeWord kind) const { return kinds >> static_cast<int>(kind) & 1; }
};

/// Ascending by begin, then by end. Each kind is chosen for itself, leftmost and longest; ASCII letters and digits side by side make one
/// word. `codes` are folded. Time linear in text.
std::vector<ResumePhrase> find_resume_words(const Lexicon::Data& lexicon, std::u32string_view codes);

/// The first phrase at or after `at`.
std::vector<ResumePhrase>::const_iterator phrase_from(const std::vector<ResumePhrase>& words, std::uint32_t at);

/// A phrase of the kind that begins in [begin, end).
bool any_phrase(const std::vector<ResumePhrase>& words, std::uint32_t begin, std::uint32_t end, ResumeWord kind);

}  // namespace chouma::text
