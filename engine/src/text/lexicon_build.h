// Phrases with their meanings → the automaton and the name tables of a lexicon.
#pragma once

#include "text/lexicon_data.h"

#include <string>
#include <utility>
#include <vector>

namespace chouma::text {

/// Collects phrases (folded by fold_phrase), then builds. Order of adding is the order in which meanings of one phrase are tried.
class LexiconBuilder {
 public:
  void add(const std::u32string& phrase, Entry entry);
  /// Names by which a tag is looked up, whether or not they need context in a text. The first claim of a name stands.
  void name_skill(const std::u32string& phrase, std::uint32_t skill);
  void name_city(const std::u32string& phrase, std::uint32_t city);
  /// Adds the other spellings of every skill phrase (spellings()) that nobody claimed, and fills data's automaton and tables.
  void build(Lexicon::Data& data);

 private:
  using Names = std::vector<std::pair<std::u32string, std::uint32_t>>;

  std::vector<std::pair<std::u32string, Entry>> phrases_;  ///< in the order of adding, until build() sorts them
  Names names_, places_;
};

/// A blank or hyphen between ASCII letters or digits is spelt as either or left out: "spring boot" → "spring-boot", "springboot".
/// Without the phrase itself. At most two such places vary freely; with more all change together.
std::vector<std::u32string> spellings(const std::u32string& phrase);

}  // namespace chouma::text
