// How numbers, spans and names are written: shared by the files that write JSON.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/math.h"
#include "engine/report.h"
#include "text/lexicon.h"

#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace chouma {

using Json = nlohmann::ordered_json;

inline std::int64_t whole(double value) { return static_cast<std::int64_t>(base::round_half_away(value)); }
/// Factors, shares, coefficients: 4 decimals.
inline double short_number(double value) { return base::round_to(value, 4); }
/// Logs: 12 decimals, so that they still add up.
inline double long_number(double value) { return base::round_half_away(value * 1e12) / 1e12; }

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json span_json(Span span) { return Json::array({span.begin, span.end}); }
inline Json both(const std::string& zh, const std::string& en) { return {{"zh", zh}, {"en", en}}; }
/// A skill's usual names.
inline Json names(const text::Skill& skill) {
  return both(skill.name_zh.empty() ? skill.name : skill.name_zh, skill.name);
}

Json problem_json(const Error& error);                                             // report_json.cpp
Json premium_section_json(const PremiumSection& s, const text::Lexicon& lexicon);  // premium_json.cpp
Json contribution_name(const std::string& kind, const std::string& id, const text::Lexicon& lexicon);  // names_json.cpp

/// Compact; a string that is not UTF-8 is repaired rather than refused.
inline std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace chouma
