// A posting that says one stack and asks for another in substance (SPEC 1.4): weight of evidence over a table of families.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/words.h"
#include "screening/phrases.h"
#include "text/lexicon.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

/// How a posting speaks of a family where it names it; what a mention is worth depends on it. Ordered: of several places the first here counts.
///   title        in the title line: declared openly
///   core         the main work ("mostly", 以 … 为主), or what is being moved to
///   required, duty, preferred
///   listed       as required or duty, but its sentence has named one such item of the family; a third and later ones do not count
///   light        "some Go", 了解 Go
///   alternative  one of several languages ("Go / Java", 至少一门)
///   aside        another team's work
///   leaving      what is being replaced
///   negated      not asked for
enum class SwapContext { title, core, required, duty, listed, preferred, light, alternative, aside, leaving, negated };
inline constexpr std::array<std::string_view, 11> kSwapContexts = {
    "title", "core", "required", "duty", "listed", "preferred", "light", "alternative", "aside", "leaving", "negated"};

/// Validated and immutable; models/screening/swaps.json.
struct SwapTable {
  struct Family {
    std::string id;
    base::Words name;
  };
  /// Something that shows work in a family; counts once a posting. `language` is the family's own name, anything else its work.
  struct Item {
    std::uint32_t family = 0;
    bool language = false;
  };
  /// Words that give the mentions round them a context.
  struct Wording {
    SwapContext context = SwapContext::core;
    enum class Place { before, after, clause, sentence, joined } place = Place::clause;
  };
  /// Which weight counts: [0 the other family, 1 the declared one][0 work, 1 language][context] → index into `weights`; text::kNone: no evidence.
  using WeightOf = std::array<std::array<std::array<std::uint32_t, kSwapContexts.size()>, 2>, 2>;

  std::string id;
  double prior = 0, threshold = 0.5;
  std::vector<double> weights;  ///< log-odds
  WeightOf weight_of;
  std::vector<Family> families;
  std::vector<Item> items;
  std::vector<std::uint32_t> item_of_skill;  ///< by lexicon skill; text::kNone: none
  Phrases item_phrases;                      ///< value: item
  std::vector<Wording> wordings;
  Phrases wording_phrases;  ///< value: wording
};

/// Refused, naming the field: unknown skills, families or contexts, a skill or phrase of two items, a weight given twice.
Result<SwapTable> parse_swaps(std::string_view bytes, const text::Lexicon& lexicon);  // swaps_json.cpp

/// One quoted reason. weight > 0 speaks for the other stack, < 0 for the declared one; log-odds (Good, "Weight of evidence", 1985).
struct SwapEvidence {
  double weight = 0;
  Span span;
  std::uint32_t line = 1;  ///< of the text, counted from 1
};

struct SwapFinding {
  std::string declared;  ///< family that the posting names: in its title, else as its main work
  base::Words declared_name;
  std::string asked;  ///< the other family with the largest log-odds
  base::Words asked_name;
  double prior = 0;                    ///< log-odds before any evidence
  double log_odds = 0;                 ///< prior + sum of the weights
  double probability = 0;              ///< 1 / (1 + exp(−log_odds))
  bool claimed = false;                ///< probability >= the table's threshold
  std::vector<SwapEvidence> evidence;  ///< ascending by span
};

/// What a posting says of one item, before it is weighed.
struct SwapMention {
  std::uint32_t item = 0;
  SwapContext context = SwapContext::duty;
  std::uint32_t begin = 0, end = 0;  ///< code points
  Span span;
  std::uint32_t line = 1;
};

struct SwapMentions {
  std::optional<std::uint32_t> declared;  ///< family: the first in the title; else the first that is core
  std::vector<bool> in_title;             ///< by family
  std::vector<SwapMention> list;          ///< one per item, ascending by span; none in the title
};

/// The evidence by itself, for fitting. Time linear in text.
SwapMentions swap_mentions(const SwapTable& table, const text::Lexicon& lexicon, std::string_view text,
                           const Profile& posting);

/// The weight (index) of a mention for `asked` against `declared`; text::kNone where it says nothing.
std::uint32_t swap_weight(const SwapTable& table, const SwapMention& mention, std::uint32_t declared,
                          std::uint32_t asked);

/// Nothing where the posting declares none of the table's families, or no other family has any evidence. A family that the title names as well hides
/// nothing and is no candidate. Time linear in text.
std::optional<SwapFinding> find_swap(const SwapTable& table, const text::Lexicon& lexicon, std::string_view text,
                                     const Profile& posting);

}  // namespace chouma::screening
