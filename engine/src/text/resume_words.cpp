#include "text/resume_words.h"

#include "text/folded.h"

#include <algorithm>
#include <array>
#include <bit>

namespace chouma::text {

std::vector<ResumePhrase> find_resume_words(const Lexicon::Data& lexicon, std::u32string_view codes) {
  std::vector<Automaton::Hit> hits = lexicon.resume.find(codes);
  std::erase_if(hits, [&](const Automaton::Hit& h) {
    return (h.begin > 0 && is_word(codes[h.begin]) && is_word(codes[h.begin - 1])) ||
           (h.end < codes.size() && is_word(codes[h.end - 1]) && is_word(codes[h.end]));
  });
  std::sort(hits.begin(), hits.end(), [](const Automaton::Hit& a, const Automaton::Hit& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::array<std::uint32_t, kResumeWordNames.size()> taken{};  // of each kind, up to where
  std::vector<ResumePhrase> out;
  for (const Automaton::Hit& h : hits) {
    std::uint64_t kinds = 0;
    for (std::uint64_t left = lexicon.resume_kinds[h.pattern]; left != 0; left &= left - 1) {
      const int kind = std::countr_zero(left);
      if (h.begin < taken[static_cast<std::size_t>(kind)]) continue;
      kinds |= left & (~left + 1);
      taken[static_cast<std::size_t>(kind)] = h.end;
    }
    if (kinds != 0) out.push_back({h.begin, h.end, kinds});
  }
  std::sort(out.begin(), out.end(), [](const ResumePhrase& a, const ResumePhrase& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  return out;
}

std::vector<ResumePhrase>::const_iterator phrase_from(const std::vector<ResumePhrase>& words, std::uint32_t at) {
  return std::lower_bound(words.begin(), words.end(), at,
                          [](const ResumePhrase& p, std::uint32_t b) { return p.begin < b; });
}

bool any_phrase(const std::vector<ResumePhrase>& words, std::uint32_t begin, std::uint32_t end, ResumeWord kind) {
  for (auto p = phrase_from(words, begin); p != words.end() && p->begin < end; ++p)
    if (p->is(kind)) return true;
  return false;
}

}  // namespace chouma::text
