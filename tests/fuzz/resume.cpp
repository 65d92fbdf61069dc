// Any bytes as a résumé, with the committed lexicon.
#include "text/resume.h"
#include "fuzz.h"
#include "text/lexicon_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static const auto lexicon = text::parse_lexicon(fuzz::file("models/lexicon/lexicon.json"));
  fuzz::require(lexicon.ok(), "the committed lexicon is read");
  Warnings warnings;
  text::read_resume(lexicon.value(), fuzz::view(data, size), std::nullopt, &warnings);
  fuzz::require_spans(text::personal_spans(lexicon.value(), fuzz::view(data, size)), size,
                      "personal details ascend within the text");
  return 0;
}
