// Sentences with their evidence: priors from studies of others, never promises. Floor 5.
#pragma once

#include <chouma/error.h>

#include "base/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

struct Advice {
  std::string id;  ///< "range.bolstering", "overlap.liar" …
  base::Words text;
  std::string source;  ///< paper, or "by construction" where it follows from the protocol
};

/// models/bargain/advice.json, models/schema/advice.schema.json; ids once each.
Result<std::vector<Advice>> parse_advice(std::string_view json);  // advice_json.cpp

/// nullptr where there is none.
const Advice* find_advice(const std::vector<Advice>& all, std::string_view id);

}  // namespace chouma::bargain
