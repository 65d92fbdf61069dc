// Any bytes as a posting or a person's text, with the committed lexicon.
#include "text/extract.h"
#include "fuzz.h"
#include "text/lexicon_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static const auto lexicon = text::parse_lexicon(fuzz::file("models/lexicon/lexicon.json"));
  fuzz::require(lexicon.ok(), "the committed lexicon is read");
  Warnings warnings;
  const Profile profile = text::extract(lexicon.value(), fuzz::view(data, size), &warnings);
  std::uint32_t first = 0;
  for (const SkillMention& mention : profile.skills) {
    fuzz::require(mention.skill < lexicon.value().skills().size(), "the skill is one of the lexicon");
    fuzz::require(!mention.spans.empty() && mention.spans.front().begin >= first, "skills ascend by their first span");
    first = mention.spans.front().begin;
    fuzz::require_spans(mention.spans, fuzz::view(data, size), "the spans of a skill ascend within the text");
  }
  if (profile.years_span)
    fuzz::require_spans({*profile.years_span}, fuzz::view(data, size), "the years' span is within the text");
  if (profile.pay)
    fuzz::require_spans({profile.pay->span}, fuzz::view(data, size), "the pay's span is within the text");
  return 0;
}
