// Any bytes as a résumé, with the committed lexicon.
#include "text/resume.h"
#include "fuzz.h"
#include "text/lexicon_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static const auto lexicon = text::parse_lexicon(fuzz::file("models/lexicon/lexicon.json"));
  fuzz::require(lexicon.ok(), "the committed lexicon is read");
  const std::string_view bytes = fuzz::view(data, size);
  const std::vector<bool> places = fuzz::boundaries(bytes);
  Warnings warnings;
  const text::Resume resume = text::read_resume(lexicon.value(), bytes, 2026 * 12, &warnings);

  std::uint32_t first = 0;
  for (const text::ResumeSkill& held : resume.skills) {
    fuzz::require(held.skill < lexicon.value().skills().size(), "the skill is one of the lexicon");
    fuzz::require(!held.spans.empty() && held.spans.front().begin >= first, "skills ascend by their first span");
    first = held.spans.front().begin;
    fuzz::require_spans(held.spans, bytes, "the spans of a skill ascend within the text");
    fuzz::require(!held.years || (*held.years > 0 && *held.years < 200), "the years of a skill are those of a life");
  }
  for (const text::ResumeProject& project : resume.projects) {
    fuzz::require_span(project.span, places, "a project is within the text");
    fuzz::require(project.title.begin >= project.span.begin && project.title.end <= project.span.end,
                  "a project's title is within it");
    fuzz::require(!project.from || !project.to || *project.from <= *project.to,
                  "a project does not end before it begins");
  }
  for (const text::ResumeSection& section : resume.sections)
    fuzz::require_span(section.span, places, "a section is within the text");
  if (resume.years_span) fuzz::require_span(*resume.years_span, places, "the years' span is within the text");
  fuzz::require_spans(resume.denied, bytes, "what is denied ascends within the text");
  fuzz::require_spans(text::denied_spans(lexicon.value(), bytes), bytes, "what is denied ascends within the text");
  fuzz::require_spans(text::personal_spans(lexicon.value(), bytes), bytes, "personal details ascend within the text");
  return 0;
}
