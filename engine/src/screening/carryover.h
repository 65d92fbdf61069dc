// Which skill carries over to which (SPEC 1.7): the migration matrix, data with sources.
#pragma once

#include <chouma/error.h>

#include "base/words.h"
#include "text/lexicon.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::screening {

enum class Degree { partly, fully };

struct Carry {
  std::uint32_t from = 0, to = 0;  ///< lexicon skills
  Degree degree = Degree::partly;
  base::Words why;     ///< what carries over and what must be learnt
  std::string source;  ///< where it is documented
};

/// Validated against a lexicon; rows ascending by (to, from). models/screening/carryover.json.
struct Carryover {
  std::string id;
  std::vector<Carry> rows;
};

Result<Carryover> parse_carryover(std::string_view bytes, const text::Lexicon& lexicon);  // carryover_json.cpp

/// The best row from any of `held` (ascending) to `asked`; nullptr where there is none.
const Carry* best_carry(const Carryover& table, const std::vector<std::uint32_t>& held, std::uint32_t asked);

}  // namespace chouma::screening
