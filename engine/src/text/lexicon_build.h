// Phrases with their meanings → the tables of a lexicon, and of these the lexicon.
#pragma once

#include "text/lexicon_data.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chouma::text {

inline constexpr std::size_t kLongestPhrase = 64;

/// What a lexicon says, checked and folded (fold_phrase), before other spellings are added and the automata are built.
struct Claims {
  std::unique_ptr<Lexicon::Data> data =
      std::make_unique<Lexicon::Data>();                  ///< id, hash, skills, cities, rules, resume_kinds, surnames
  std::vector<std::pair<std::u32string, Entry>> phrases;  ///< in the order in which meanings of one phrase are tried
  std::vector<std::pair<std::u32string, std::uint32_t>> names;  ///< of skills (groups) that no text is searched for
  std::vector<std::u32string> resume_phrases;  ///< sorted, without repetition; bits of phrase p: data->resume_kinds[p]

  /// Adds the other spellings of every skill phrase (spellings()) that nobody claimed, gathers the names by which a skill or city is looked up, and builds the
  /// automata. Of a name that several skills claim, the first counts: ids, then names, then `names`, then phrases, each in their order.
  Lexicon lexicon() &&;
};

/// 1 to 64 characters of the basic multilingual plane that are no control characters, nor U+FFFD.
bool is_phrase(std::u32string_view text);
/// 1 to 64 characters, no line break among them: what may stand round a phrase.
bool is_context(std::u32string_view text);
/// The first skill whose parents do not end at a root within 16 steps; nullptr where there is none.
const Skill* looping(const std::vector<Skill>& skills);

/// A blank or hyphen between ASCII letters or digits is spelt as either or left out: "spring boot" → "spring-boot", "springboot".
/// Without the phrase itself. At most two such places vary freely; with more all change together.
std::vector<std::u32string> spellings(const std::u32string& phrase);

}  // namespace chouma::text
