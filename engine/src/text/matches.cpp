#include "text/matches.h"

#include <algorithm>
#include <string_view>

namespace chouma::text {

namespace {

using Hit = Automaton::Hit;

class Matcher {
 public:
  Matcher(const Lexicon::Data& lexicon, const Folded& text, const Sentences& sentences)
      : lexicon_(lexicon), text_(text), sentences_(sentences), codes_(text.codes) {}

  Matches run() {
    hits_ = lexicon_.automaton.find_bounded(codes_);
    collect_sure();
    Matches out;
    std::uint32_t skill_end = 0, city_end = 0, word_end = 0;
    for (const Hit& h : hits_) {
      std::uint64_t kinds = 0;
      for (std::uint32_t e = lexicon_.first_entry[h.pattern]; e < lexicon_.first_entry[h.pattern + 1]; ++e) {
        const Entry& entry = lexicon_.entries[e];
        if (entry.family == Family::word) {
          if (h.begin >= word_end && holds(entry, h)) kinds |= std::uint64_t{1} << entry.index;
          continue;
        }
        if (entry.family == Family::self) {
          out.self.push_back({h.begin, h.end, entry.index});
          continue;
        }
        std::uint32_t& end = entry.family == Family::skill ? skill_end : city_end;
        if (h.begin < end || !holds(entry, h)) continue;
        (entry.family == Family::skill ? out.skills : out.cities).push_back({h.begin, h.end, entry.index});
        end = h.end;
        if (entry.family == Family::skill && lexicon_.skills[entry.index].kind == SkillKind::tech) last_tech_ = h;
      }
      if (kinds == 0) continue;
      out.words.push_back({h.begin, h.end, kinds});
      word_end = h.end;
    }
    return out;
  }

 private:
  bool holds(const Entry& entry, const Hit& h) const {
    if (entry.rule == kNone) return true;
    const Rule& rule = lexicon_.rules[entry.rule];
    if (!letters_fit(rule, entry, h)) return false;
    const std::u32string_view all(codes_);
    const auto after = all.substr(h.end, 64), before = all.substr(0, h.begin);
    for (const std::u32string& bad : rule.not_before)
      if (after.starts_with(bad)) return false;
    for (const std::u32string& bad : rule.not_after)
      if (before.ends_with(bad)) return false;
    if (rule.near.empty() && !rule.near_skills) return true;
    return near_skill(rule, h) || near_words(rule, h);
  }

  bool letters_fit(const Rule& rule, const Entry& entry, const Hit& h) const {
    if (rule.letters == Rule::Letters::exact)
      return text_.original.compare(h.begin, h.end - h.begin, entry.as_written) == 0;
    if (rule.letters == Rule::Letters::any) return true;
    return std::none_of(text_.original.begin() + h.begin, text_.original.begin() + h.end,
                        [](char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xFF41 && c <= 0xFF5A); });
  }

  bool near_words(const Rule& rule, const Hit& h) const {
    const Sentence& s = sentences_.list[sentences_.index[h.begin]];
    const std::u32string_view all(codes_);
    const std::uint32_t from = std::max(s.begin, h.begin - std::min(h.begin, rule.window));
    const std::uint32_t to = std::min(s.end, h.end + rule.window);
    const auto before = all.substr(from, h.begin - from), after = all.substr(h.end, to > h.end ? to - h.end : 0);
    return std::any_of(rule.near.begin(), rule.near.end(), [&](const std::u32string& w) {
      return before.find(w) != std::u32string_view::npos || after.find(w) != std::u32string_view::npos;
    });
  }

  bool close(const Hit& a, const Hit& b, std::uint32_t window) const {
    if (sentences_.index[a.begin] != sentences_.index[b.begin]) return false;
    return a.end <= b.begin ? b.begin - a.end <= window : b.end <= a.begin && a.begin - b.end <= window;
  }

  bool near_skill(const Rule& rule, const Hit& h) const {
    if (!rule.near_skills) return false;
    if (last_tech_.end > 0 && close(last_tech_, h, rule.window)) return true;
    // The nearest sure ones: the first that begins at or after this hit's end, and the last that ends before it.
    auto at = std::lower_bound(sure_.begin(), sure_.end(), h.end,
                               [](const Hit& s, std::uint32_t end) { return s.begin < end; });
    if (at != sure_.end() && close(*at, h, rule.window)) return true;
    for (int back = 0; back < 4 && at != sure_.begin(); ++back)
      if (close(*--at, h, rule.window)) return true;
    return false;
  }

  // Technologies that need no context; they are the context of others.
  void collect_sure() {
    std::uint32_t end = 0;
    for (const Hit& h : hits_) {
      const Entry& entry = lexicon_.entries[lexicon_.first_entry[h.pattern]];
      if (entry.family != Family::skill || entry.rule != kNone || h.begin < end) continue;
      end = h.end;
      if (lexicon_.skills[entry.index].kind == SkillKind::tech) sure_.push_back(h);
    }
  }

  const Lexicon::Data& lexicon_;
  const Folded& text_;
  const Sentences& sentences_;
  const std::u32string& codes_;
  std::vector<Hit> hits_, sure_;
  Hit last_tech_{0, 0, 0};
};

}  // namespace

Matches find_matches(const Lexicon::Data& lexicon, const Folded& text, const Sentences& sentences) {
  return Matcher(lexicon, text, sentences).run();
}

}  // namespace chouma::text
