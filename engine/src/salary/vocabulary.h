// Which features a table of postings supports. Looks at what postings say and who says it, never at pay.
#pragma once

#include "salary/features.h"
#include "salary/posting_table.h"
#include "salary/recipe.h"

#include <vector>

namespace chouma::salary {

/// The columns of one mode, in FeatureSpace's order: those that at least the recipe's minimum of companies carry.
/// Title words: ASCII words and Chinese 2–4-grams of titles; a gram inside a longer one with at least 0.9 of its companies is left to that one; the
/// title_max_words with most companies.
std::vector<Feature> choose_features(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                                     Mode mode);

/// The words of a title that choose_features counts: folded, sorted, once each.
std::vector<std::string> title_candidates(std::string_view title);

}  // namespace chouma::salary
