// Where a résumé says that something is not held: "不熟悉 Java、C++", "Java 不太会", "没有 Kafka 经验", "instead of Spring".
#include "text/resume_parts.h"

#include <algorithm>

namespace chouma::text {

namespace {

constexpr std::uint32_t kDenialReach = 60;

class Denials {
 public:
  Denials(const std::u32string& codes, const std::vector<ResumePhrase>& words, const Matches& matches)
      : codes_(codes), words_(words), wording_(matches.words), skills_(matches.skills) {}

  std::vector<Line> find() {
    for (const ResumePhrase& p : words_) {
      if (p.is(ResumeWord::lack)) lacking(p);
      if (p.is(ResumeWord::lack_experience)) add(p.end, experience(p.end, ahead(p.end)));
    }
    for (const Phrase& p : wording_)
      if (p.is(Word::negate)) add(p.end, ahead(p.end));
    std::sort(found_.begin(), found_.end(), [](const Line& a, const Line& b) { return a.begin < b.begin; });
    std::vector<Line> out;
    for (const Line& d : found_)
      if (out.empty() || d.begin > out.back().end)
        out.push_back(d);
      else
        out.back().end = std::max(out.back().end, d.end);
    return out;
  }

 private:
  void add(std::uint32_t begin, std::uint32_t end) {
    while (begin < end && codes_[begin] == ' ') ++begin;
    while (begin < end && codes_[end - 1] == ' ') --end;
    if (begin < end) found_.push_back({begin, end});
  }

  // What follows, or, where the clause ends with the phrase ("Java 不太会用"), what stands before it.
  void lacking(const ResumePhrase& p) {
    const std::uint32_t end = ahead(p.end);
    const auto said = std::count_if(codes_.begin() + p.end, codes_.begin() + end, [](char32_t c) { return c != ' '; });
    if (said > 1) {
      std::uint32_t last = end;
      for (std::uint32_t more = listed(last); more > last; more = listed(last)) last = more;
      return add(p.end, last);
    }
    std::uint32_t begin = p.begin;
    while (begin > 0 && p.begin - begin < kDenialReach && !clause_end(begin - 1)) --begin;
    for (const Phrase& but : between(begin, p.begin))
      if (but.is(Word::but)) begin = but.end;
    add(begin, p.begin);
  }

  // To the end of the clause, or to 但, 但是.
  std::uint32_t ahead(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end < codes_.size() && end < at + kDenialReach && !clause_end(end)) ++end;
    for (const Phrase& p : between(at, end))
      if (p.is(Word::but)) return p.begin;
    return end;
  }

  // "Terraform, Pulumi or OPA": behind a clause of nothing but skills that a comma at `at` opens, else `at`.
  std::uint32_t listed(std::uint32_t at) const {
    if (at >= codes_.size() || codes_[at] != ',') return at;
    auto skill = std::lower_bound(skills_.begin(), skills_.end(), at,
                                  [](const Found& s, std::uint32_t b) { return s.begin < b; });
    bool any = false;
    std::uint32_t i = at + 1;
    while (i < codes_.size() && !clause_end(i)) {
      if (skill != skills_.end() && skill->begin == i) {
        i = skill++->end;
        any = true;
      } else if (const std::uint32_t joint = joined(i); joint > i) {
        i = joint;
      } else {
        return at;
      }
    }
    return any ? i : at;
  }

  // Behind a blank or a word that joins the items of a list.
  std::uint32_t joined(std::uint32_t at) const {
    for (const std::u32string_view word :
         {U" ", U"、", U"/", U"或", U"和", U"与", U"及", U"等", U"or ", U"and ", U"nor "})
      if (codes_.compare(at, word.size(), word) == 0) return at + static_cast<std::uint32_t>(word.size());
    return at;
  }

  // Where 经验 or experience stands in [begin, end), or begin.
  std::uint32_t experience(std::uint32_t begin, std::uint32_t end) const {
    for (const Phrase& p : between(begin, end))
      if (p.is(Word::experience)) return p.begin;
    return begin;
  }

  std::vector<Phrase> between(std::uint32_t begin, std::uint32_t end) const {
    auto p = std::lower_bound(wording_.begin(), wording_.end(), begin,
                              [](const Phrase& w, std::uint32_t b) { return w.begin < b; });
    std::vector<Phrase> out;
    for (; p != wording_.end() && p->begin < end; ++p) out.push_back(*p);
    return out;
  }

  bool clause_end(std::uint32_t i) const {
    constexpr std::u32string_view kEnds = U",;。!?\n";
    const char32_t next = i + 1 < codes_.size() ? codes_[i + 1] : U'\n';
    return kEnds.find(codes_[i]) != std::u32string_view::npos || (codes_[i] == '.' && (next == ' ' || next == '\n'));
  }

  const std::u32string& codes_;
  const std::vector<ResumePhrase>& words_;
  const std::vector<Phrase>& wording_;
  const std::vector<Found>& skills_;
  std::vector<Line> found_;
};

}  // namespace

std::vector<Line> denied_places(const std::u32string& codes, const std::vector<ResumePhrase>& words,
                                const Matches& matches) {
  return Denials(codes, words, matches).find();
}

std::vector<Span> denied_spans(const Lexicon& lexicon, std::string_view bytes) {
  const Folded text = fold_text(bytes);
  const Matches matches = find_matches(lexicon.data(), text, split_sentences(text));
  std::vector<Span> out;
  for (const Line& d : denied_places(text.codes, find_resume_words(lexicon.data(), text.codes), matches))
    out.push_back({text.utf16[d.begin], text.utf16[d.end]});
  return out;
}

}  // namespace chouma::text
