// How spans, names and rounded numbers are written: shared by the files that write JSON.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/json_writer.h"
#include "base/math.h"
#include "base/words.h"
#include "engine/report.h"
#include "text/lexicon.h"

#include <cstdint>
#include <string>

namespace chouma {

inline std::int64_t whole(double value) { return static_cast<std::int64_t>(base::round_half_away(value)); }
/// Factors, shares, coefficients: 4 decimals.
inline double short_number(double value) { return base::round_to(value, 4); }
/// Logs: 12 decimals, so that they still add up.
inline double long_number(double value) { return base::round_half_away(value * 1e12) / 1e12; }

using Bilingual = base::Words;
Bilingual skill_name(const text::Skill& skill);                                                             // names.cpp
Bilingual contribution_name(const std::string& kind, const std::string& id, const text::Lexicon& lexicon);  // names.cpp

void write(base::JsonWriter& json, const Bilingual& words);  // report_json.cpp
void write(base::JsonWriter& json, Span span);               // report_json.cpp
template <class T>
void write_pair(base::JsonWriter& json, const T& first, const T& second) {
  json.array([&] {
    json.value(first);
    json.value(second);
  });
}
/// The members of the report's premium section but `clamped`, which differs between report and predict.
void write_premium(base::JsonWriter& json, const PremiumSection& section,
                   const text::Lexicon& lexicon);  // premium_json.cpp

/// The report's sections `candidate` and `screening`.
void write_candidate(base::JsonWriter& json, const CandidateSection& candidate,
                     const text::Lexicon& lexicon);  // screening_json.cpp
void write_screening(base::JsonWriter& json, const ScreeningSection& screening,
                     const text::Lexicon& lexicon);  // screening_json.cpp

}  // namespace chouma
