// What the screening tables' parsers share.
#pragma once

#include "base/fields_json.h"
#include "base/words.h"
#include "text/lexicon.h"

#include <string>

namespace chouma::screening {

/// The fields "zh" and "en" of an object, each of 1 to 300 characters.
inline base::Words words_of(const base::Fields& fields) {
  return {fields.text("zh", 1, 300), fields.text("en", 1, 300)};
}

/// "carryover, row 3: "
inline std::string row_prefix(const std::string& table, std::size_t index) {
  return table + ", row " + std::to_string(index + 1) + ": ";
}

/// A skill by its id, not by an alias; throws Code::unknown_name.
inline std::uint32_t skill_of(const text::Lexicon& lexicon, const std::string& id, const std::string& where) {
  const auto skill = lexicon.find_skill(id);
  if (!skill || lexicon.skills()[*skill].id != id)
    throw Error{Code::unknown_name, where, id, "the id of a skill in the lexicon"};
  return *skill;
}

}  // namespace chouma::screening
