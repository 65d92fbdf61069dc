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

/// What a phrase tells in a résumé. The JSON keys of "resume" are these names, in this order (kResumeWordNames), besides "surname".
/// The first five tell a person's own text from a posting; they are looked for in every text.
enum class ResumeWord : std::uint8_t {
  self,
  self_field,
  self_token,
  self_age,
  self_now,
  heading_summary,
  heading_experience,
  heading_projects,
  heading_skills,
  heading_education,
  heading_other,
  project_title,
  field,
  work,
  lack,
  lack_experience,
  place,
  degree_college,
  degree_bachelor,
  degree_master,
  degree_doctor,
  now,
  name_label,
  label,
  school_label,
  address_label,
  contact,
  gender,
  title_before,
  title_behind,
  status,
  photo,
  age,
  birth,
  school_suffix,
  school_suffix_end,
  school_word,
  school_name,
  school_campus,
  school_rank,
  school_ranking,
  school_stop,
  intro,
  intro_weak,
  name_stop,
  count
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(ResumeWord::count)> kResumeWordNames = {
    "self",
    "self_field",
    "self_token",
    "self_age",
    "self_now",
    "heading_summary",
    "heading_experience",
    "heading_projects",
    "heading_skills",
    "heading_education",
    "heading_other",
    "project_title",
    "field",
    "work",
    "lack",
    "lack_experience",
    "place",
    "degree_college",
    "degree_bachelor",
    "degree_master",
    "degree_doctor",
    "now",
    "name_label",
    "label",
    "school_label",
    "address_label",
    "contact",
    "gender",
    "title_before",
    "title_behind",
    "status",
    "photo",
    "age",
    "birth",
    "school_suffix",
    "school_suffix_end",
    "school_word",
    "school_name",
    "school_campus",
    "school_rank",
    "school_ranking",
    "school_stop",
    "intro",
    "intro_weak",
    "name_stop"};

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

enum class Family : std::uint8_t { skill, city, word, self };

/// One meaning of a phrase. Several may share a phrase; the first whose rule holds counts (all of them for words).
struct Entry {
  Family family = Family::skill;
  std::uint32_t index = 0;  ///< skill, city, Word or (self) ResumeWord
  std::uint32_t rule = kNone;
  std::u32string as_written;  ///< for Letters::exact
};

struct Lexicon::Data {
  std::string id;
  std::string hash;
  std::vector<Skill> skills;
  std::vector<City> cities;
  std::vector<Rule> rules;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> first_entry;  ///< entries of pattern p: [first_entry[p], first_entry[p + 1])
  Automaton automaton;
  std::vector<std::pair<std::u32string, std::uint32_t>>
      names;  ///< sorted: every name by which find_skill knows a skill
  std::vector<std::pair<std::u32string, std::uint32_t>> places;  ///< sorted: the same for cities
  Automaton resume;                                              ///< over the wording of résumés
  std::vector<std::uint64_t> resume_kinds;                       ///< of each of its patterns: bit per ResumeWord
  std::vector<std::u32string> surnames;                          ///< sorted
};

}  // namespace chouma::text
