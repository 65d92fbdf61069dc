// A résumé's reading as JSON with quotes instead of offsets, for expectations that can be read.
#pragma once

#include "base/utf8.h"
#include "text/resume.h"

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <string_view>

namespace chouma::test {

/// The UTF-16 units [begin, end) of `text`.
inline std::string quote(std::string_view text, Span span) {
  std::string out;
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded d = base::decode(text, at);
    if (units >= span.begin && units < span.end) out += text.substr(at, d.bytes);
    units += d.code > 0xFFFF ? 2 : 1;
    at += d.bytes;
  }
  return out;
}

inline nlohmann::json month_name(const std::optional<text::Month>& month) {
  if (!month) return nullptr;
  const int m = *month % 12 + 1;
  return std::to_string(*month / 12) + (m < 10 ? "-0" : "-") + std::to_string(m);
}

inline std::string first_line(std::string text) { return text.substr(0, text.find('\n')); }

inline nlohmann::json reading(const text::Lexicon& lexicon, std::string_view text, const text::Resume& r) {
  using nlohmann::json;
  const auto id = [&](std::uint32_t skill) { return lexicon.skills()[skill].id; };
  constexpr std::array<std::string_view, 6> kKinds = {"summary", "experience", "projects",
                                                      "skills",  "education",  "other"};
  constexpr std::array<std::string_view, 3> kProofs = {"mentioned", "used", "proven"};
  json out;
  out["sections"] = json::array();
  for (const text::ResumeSection& s : r.sections)
    out["sections"].push_back({kKinds[static_cast<std::size_t>(s.kind)], first_line(quote(text, s.span))});
  out["projects"] = json::array();
  for (const text::ResumeProject& p : r.projects) {
    json skills = json::array();
    for (const std::uint32_t s : p.skills) skills.push_back(id(s));
    out["projects"].push_back(
        {{"title", quote(text, p.title)}, {"from", month_name(p.from)}, {"to", month_name(p.to)}, {"skills", skills}});
  }
  out["skills"] = json::array();
  for (const text::ResumeSkill& s : r.skills) {
    json quotes = json::array();
    for (const Span span : s.spans) quotes.push_back(quote(text, span));
    out["skills"].push_back({id(s.skill), kProofs[static_cast<std::size_t>(s.proof)],
                             s.years ? json(static_cast<int>(*s.years * 100 + 0.5) / 100.0) : json(), quotes});
  }
  out["years"] = r.years ? json(static_cast<int>(*r.years * 100 + 0.5) / 100.0) : json();
  out["years_quote"] = r.years_span ? json(quote(text, *r.years_span)) : json();
  out["education"] = r.education ? json(education_name(*r.education)) : json();
  out["level"] = r.level ? json(level_name(*r.level)) : json();
  out["city"] = r.city ? json(lexicon.cities()[*r.city].id) : json();
  out["personal"] = json::array();
  for (const Span span : text::personal_spans(lexicon, text)) out["personal"].push_back(quote(text, span));
  return out;
}

}  // namespace chouma::test
