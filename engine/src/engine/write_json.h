// How spans, names and rounded numbers are written: shared by the files that write JSON.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include "base/json_writer.h"
#include "base/math.h"
#include "base/words.h"
#include "engine/report.h"
#include "text/lexicon.h"
#include "text/resume.h"

#include <cstdint>
#include <string>
#include <utility>

namespace chouma {

inline std::int64_t whole(double value) { return static_cast<std::int64_t>(base::round_half_away(value)); }
/// Factors, shares, coefficients: 4 decimals.
inline double short_number(double value) { return base::round_to(value, 4); }
/// An interval's ends to 4 decimals, outwards, so that the value stays inside it.
inline std::pair<double, double> outward(double low, double high) {
  constexpr double kStep = 0.0001;
  const double below = short_number(low), above = short_number(high);
  return {below > low ? short_number(below - kStep) : below, above < high ? short_number(above + kStep) : above};
}
/// Logs: 12 decimals, so that they still add up.
inline double long_number(double value) { return base::round_half_away(value * 1e12) / 1e12; }

using Bilingual = base::Words;
Bilingual skill_name(const text::Skill& skill);                                                             // names.cpp
Bilingual contribution_name(const std::string& kind, const std::string& id, const text::Lexicon& lexicon);  // names.cpp

/// "2026-08" of year × 12 + month − 1.
inline std::string month_name(text::Month month) {
  const std::string digits = std::to_string(month % 12 + 1);
  return std::to_string(month / 12) + (digits.size() == 1 ? "-0" : "-") + digits;
}

void write(base::JsonWriter& json, const Bilingual& words);  // report_json.cpp
void write(base::JsonWriter& json, Span span);               // report_json.cpp
/// {code, where, value, allowed, message}
void write(base::JsonWriter& json, const Error& error);  // report_json.cpp
inline void write_words(base::JsonWriter& json, std::string_view name, const Bilingual& words) {
  json.key(name);
  write(json, words);
}
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

/// The report's sections `talk` and `scripts`.
void write_points(base::JsonWriter& json, const std::vector<talk::TalkingPoint>& points);  // speech_json.cpp
void write_scripts(base::JsonWriter& json, const std::vector<talk::Script>& scripts);      // speech_json.cpp

/// The report's sections `candidate` and `screening`.
void write_candidate(base::JsonWriter& json, const CandidateSection& candidate,
                     const text::Lexicon& lexicon);  // screening_json.cpp
void write_screening(base::JsonWriter& json, const ScreeningSection& screening,
                     const text::Lexicon& lexicon);  // screening_json.cpp

/// The report's sections `offers` and `negotiation`.
void write_offers(base::JsonWriter& json, const OffersSection& section);            // offers_report_json.cpp
void write_negotiation(base::JsonWriter& json, const NegotiationSection& section);  // negotiation_json.cpp

}  // namespace chouma
