#include "screening/phrases.h"

#include <algorithm>
#include <tuple>

namespace chouma::screening {

Phrases::Phrases(std::vector<std::pair<std::u32string, std::uint32_t>> phrases) {
  std::stable_sort(phrases.begin(), phrases.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::u32string> patterns;
  for (auto& [phrase, value] : phrases) {
    if (!patterns.empty() && patterns.back() == phrase) continue;
    patterns.push_back(std::move(phrase));
    values_.push_back(value);
  }
  if (!patterns.empty()) automaton_ = text::Automaton(patterns);
}

std::vector<PhraseHit> Phrases::find(const text::Folded& text) const {
  std::vector<PhraseHit> out;
  if (values_.empty()) return out;
  const std::u32string& codes = text.codes;
  std::vector<text::Automaton::Hit> hits = automaton_.find(codes);
  std::erase_if(hits, [&](const text::Automaton::Hit& h) {
    const bool joined_before = h.begin > 0 && text::is_word(codes[h.begin]) && text::is_word(codes[h.begin - 1]);
    const bool joined_after = h.end < codes.size() && text::is_word(codes[h.end - 1]) && text::is_word(codes[h.end]);
    return joined_before || joined_after;
  });
  std::sort(hits.begin(), hits.end(), [](const text::Automaton::Hit& a, const text::Automaton::Hit& b) {
    return std::tuple(a.begin, b.end) < std::tuple(b.begin, a.end);
  });
  for (const text::Automaton::Hit& h : hits)
    if (out.empty() || h.begin >= out.back().end) out.push_back({h.begin, h.end, values_[h.pattern]});
  return out;
}

std::vector<PhraseHit> Phrases::find(const text::Folded& text, const std::vector<Span>& denied) const {
  std::vector<PhraseHit> hits = find(text);
  auto next = denied.begin();
  std::erase_if(hits, [&](const PhraseHit& h) {
    while (next != denied.end() && next->end <= text.utf16[h.begin]) ++next;
    return next != denied.end() && next->begin <= text.utf16[h.begin];
  });
  return hits;
}

}  // namespace chouma::screening
