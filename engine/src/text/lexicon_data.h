// What a lexicon holds besides its public face: phrases, their context rules, and the automaton over all of them.
#pragma once

#include "text/automaton.h"
#include "text/lexicon.h"

#include <array>
#include <string>
#include <vector>

namespace chouma::text {

/// What a wording phrase tells. The JSON keys of "words" are these names, in this order (kWordNames).
enum class Word : std::uint8_t {
  section_required,
  section_duties,
  section_preferred,
  section_other,  // headings
  require,
  own,
  duty,           // verbs that open a clause: 熟悉 / 有 / 负责
  knows,          // those of `own` that only a candidate can do: 了解, 具备
  prefer_behind,  // 优先: speaks of what stands before it
  prefer_ahead,   // 最好, nice to have: of what follows
  negate,         // 不要求: of what follows in its clause, else of what stands before it
  without,
  excuse,   // 无 … 亦可: both together negate what stands between
  neutral,  // longer phrases that only look like one of the others: 不限于, 优先级
  but,
  and_,
  such_as,  // conjunctions
  level_intern,
  level_junior,
  level_mid,
  level_senior,
  level_lead,
  level_architect,
  level_none,
  level_context,
  education_any,
  education_college,
  education_bachelor,
  education_master,
  education_doctor,
  experience,
  activity,
  no_experience,
  refuse,
  fresh,
  experience_field,  // round a number of years
  location,
  count
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Word::count)> kWordNames = {"section_required",
                                                                                                   "section_duties",
                                                                                                   "section_preferred",
                                                                                                   "section_other",
                                                                                                   "require",
                                                                                                   "own",
                                                                                                   "duty",
                                                                                                   "knows",
                                                                                                   "prefer_behind",
                                                                                                   "prefer_ahead",
                                                                                                   "negate",
                                                                                                   "without",
                                                                                                   "excuse",
                                                                                                   "neutral",
                                                                                                   "but",
                                                                                                   "and",
                                                                                                   "such_as",
                                                                                                   "level_intern",
                                                                                                   "level_junior",
                                                                                                   "level_mid",
                                                                                                   "level_senior",
                                                                                                   "level_lead",
                                                                                                   "level_architect",
                                                                                                   "level_none",
                                                                                                   "level_context",
                                                                                                   "education_any",
                                                                                                   "education_college",
                                                                                                   "education_bachelor",
                                                                                                   "education_master",
                                                                                                   "education_doctor",
                                                                                                   "experience",
                                                                                                   "activity",
                                                                                                   "no_experience",
                                                                                                   "refuse",
                                                                                                   "fresh",
                                                                                                   "experience_field",
                                                                                                   "location"};

/// When a phrase counts. Every given condition must hold; `near` and `near_skills` are alternatives to each other.
struct Rule {
  enum class Letters : std::uint8_t { any, exact, upper };
  Letters letters = Letters::any;
  std::vector<std::u32string> not_before;  ///< the text right after must begin with none of these
  std::vector<std::u32string> not_after;   ///< the text right before must end with none of these
  std::vector<std::u32string> near;        ///< one of these within `window` code points in the same sentence
  bool near_skills = false;                ///< or another technology there
  std::uint32_t window = 16;
};

enum class Family : std::uint8_t { skill, city, word };

/// One meaning of a phrase. Several may share a phrase; the first whose rule holds counts (all of them for words).
struct Entry {
  Family family = Family::skill;
  std::uint32_t index = 0;  ///< skill, city or Word
  std::uint32_t rule = kNone;
  std::u32string as_written;  ///< for Letters::exact
};

struct Lexicon::Data {
  std::string id;
  std::vector<Skill> skills;
  std::vector<City> cities;
  std::vector<Rule> rules;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> first_entry;  ///< entries of pattern p: [first_entry[p], first_entry[p + 1])
  Automaton automaton;
  std::vector<std::pair<std::u32string, std::uint32_t>>
      names;  ///< sorted: every name by which find_skill knows a skill
  std::vector<std::pair<std::u32string, std::uint32_t>> places;  ///< sorted: the same for cities
};

}  // namespace chouma::text
