// The shipped lexicon, recipe and model, parsed once for all tests of the room.
#pragma once

#include <stdexcept>

#include "salary/recipe.h"
#include "salary/salary_model.h"
#include "support/files.h"
#include "text/lexicon_json.h"

namespace chouma::test {

inline const text::Lexicon& lexicon() {
  static const auto parsed = text::parse_lexicon(file("models/lexicon/lexicon.json"));
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

inline const salary::Recipe& recipe() {
  static const auto parsed = salary::parse_recipe(file("models/salary/cn-2024/recipe.json"));
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

inline const salary::SalaryModel& model() {
  static const auto parsed = salary::parse_model(file("models/salary/cn-2024/model.json"), lexicon());
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

/// `text` with the first `from` replaced by `to`; throws when it is not there, so that a table of broken files stays broken.
inline std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string changed(text);
  const auto at = changed.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the file: " + std::string(from));
  return changed.replace(at, from.size(), to);
}

}  // namespace chouma::test
