#include "screening/swaps.h"

#include "base/utf8.h"
#include "text/extract.h"
#include "text/strength.h"

#include <algorithm>

namespace chouma::screening {

namespace {

using Place = SwapTable::Wording::Place;
using Contexts = std::uint32_t;  // bit per SwapContext

constexpr Contexts bit(SwapContext context) { return Contexts{1} << static_cast<unsigned>(context); }

text::Sentence title_of(std::string_view bytes) {
  const std::string_view title = text::title_line(bytes);
  if (title.empty()) return {0, 0};
  const auto begin = static_cast<std::size_t>(title.data() - bytes.data());
  text::Sentence out{0, 0};
  for (std::size_t at = 0; at < begin + title.size(); at += base::decode(bytes, at).bytes) {
    if (at < begin) ++out.begin;
    ++out.end;
  }
  return out;
}

// One pass over a text: items found, then the wording round each.
class Mentions {
 public:
  Mentions(const SwapTable& table, const text::Lexicon& lexicon, std::string_view bytes, const Profile& posting)
      : table_(table),
        text_(text::fold_text(bytes)),
        sentences_(text::split_sentences(text_)),
        title_(title_of(bytes)) {
    find_items(posting);
    matches_.words = text::find_matches(lexicon.data(), text_, sentences_).words;
  }

  SwapMentions run() {
    mark_wordings();
    mark_joined();
    const std::vector<Strength> strengths = text::judge_strength(text_, sentences_, matches_, title_);
    std::vector<SwapMention> all;
    std::uint32_t line = 1, at = 0;
    for (std::size_t i = 0; i < matches_.skills.size(); ++i) {
      const text::Found& f = matches_.skills[i];
      if (f.index == text::kNone) continue;
      for (; at < f.begin; ++at) line += line_ends(at) ? 1 : 0;
      all.push_back(
          {f.index, context(f, strengths[i]), f.begin, f.end, {text_.utf16[f.begin], text_.utf16[f.end]}, line});
    }
    SwapMentions out{declared(all), std::vector<bool>(table_.families.size(), false), {}};
    for (const SwapMention& m : all)
      if (m.context == SwapContext::title) out.in_title[table_.items[m.item].family] = true;
    // What the title says is where the question starts, no evidence; what the text then says is.
    std::erase_if(all, [](const SwapMention& m) { return m.context == SwapContext::title; });
    mark_listed(all);
    out.list = once_each(all);
    return out;
  }

 private:
  // matches_.skills: all items and, for the lists that judge_strength reads, the other skills; ascending, without overlaps. index: the item.
  void find_items(const Profile& posting) {
    std::vector<text::Found>& found = matches_.skills;
    for (const PhraseHit& h : table_.item_phrases.find(text_)) found.push_back({h.begin, h.end, h.value});
    const std::size_t phrases = found.size();
    const auto place = [&](std::uint32_t units) {
      const auto at = std::lower_bound(text_.utf16.begin(), text_.utf16.end(), units);
      return static_cast<std::uint32_t>(at - text_.utf16.begin());
    };
    for (const SkillMention& m : posting.skills)
      for (const Span& span : m.spans) {
        const std::uint32_t begin = place(span.begin), end = std::min<std::uint32_t>(place(span.end), size());
        const auto next = std::upper_bound(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(phrases), begin,
                                           [](std::uint32_t b, const text::Found& f) { return b < f.end; });
        const bool overlaps = next != found.begin() + static_cast<std::ptrdiff_t>(phrases) && next->begin < end;
        if (!overlaps && begin < end) found.push_back({begin, end, table_.item_of_skill[m.skill]});
      }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  }

  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  bool line_ends(std::uint32_t i) const {
    const char32_t c = text_.original[i];
    return c == '\n' || (c == '\r' && (i + 1 == size() || text_.original[i + 1] != '\n'));
  }

  // Clauses end with their sentence and at commas and colons outside numbers.
  void mark_wordings() {
    clause_of_.resize(size());
    std::uint32_t clause = 0;
    for (std::uint32_t i = 0; i < size(); ++i) {
      if (i > 0 && sentences_.index[i] != sentences_.index[i - 1]) ++clause;
      clause_of_[i] = clause;
      const char32_t c = text_.codes[i];
      if ((c == ',' || c == ':') && !(i + 1 < size() && text::is_digit(text_.codes[i + 1]))) ++clause;
    }
    in_clause_.assign(clause + 1, 0);
    in_sentence_.assign(sentences_.list.size(), 0);
    begins_.assign(size() + 1, 0);
    ends_.assign(size() + 1, 0);
    for (const PhraseHit& h : table_.wording_phrases.find(text_)) {
      const SwapTable::Wording& w = table_.wordings[h.value];
      switch (w.place) {
        case Place::before:
          ends_[blanks_after(h.end)] |= bit(w.context);
          break;
        case Place::after:
          begins_[h.begin] |= bit(w.context);
          break;
        case Place::clause:
          in_clause_[clause_of_[h.begin]] |= bit(w.context);
          break;
        case Place::sentence:
          in_sentence_[sentences_.index[h.begin]] |= bit(w.context);
          break;
        case Place::joined:
          joins_.push_back({h.begin, h.end, static_cast<std::uint32_t>(w.context)});
          break;
      }
    }
  }

  std::uint32_t blanks_after(std::uint32_t i) const {
    while (i < size() && text_.codes[i] == ' ') ++i;
    return i;
  }

  // "Go / Java": both names get the context where nothing but the joiner stands between names of two families.
  void mark_joined() {
    joined_.assign(matches_.skills.size(), 0);
    std::size_t j = 0;
    for (std::size_t i = 1; i < matches_.skills.size(); ++i) {
      const text::Found &a = matches_.skills[i - 1], &b = matches_.skills[i];
      while (j < joins_.size() && joins_[j].begin < a.end) ++j;
      if (j == joins_.size() || !other_language(a, b)) continue;
      if (blanks_after(a.end) != joins_[j].begin || blanks_after(joins_[j].end) != b.begin) continue;
      const Contexts context = Contexts{1} << joins_[j].value;
      joined_[i - 1] |= context;
      joined_[i] |= context;
    }
  }

  bool other_language(const text::Found& a, const text::Found& b) const {
    if (a.index == text::kNone || b.index == text::kNone) return false;
    const SwapTable::Item &x = table_.items[a.index], &y = table_.items[b.index];
    return x.language && y.language && x.family != y.family;
  }

  SwapContext context(const text::Found& f, Strength strength) const {
    if (f.begin >= title_.begin && f.begin < title_.end) return SwapContext::title;
    if (strength == Strength::negated) return SwapContext::negated;
    const auto index = static_cast<std::size_t>(&f - matches_.skills.data());
    Contexts said = in_clause_[clause_of_[f.begin]] | in_sentence_[sentences_.index[f.begin]] | ends_[f.begin] |
                    begins_[blanks_after(f.end)] | joined_[index];
    if (strength == Strength::preferred) said |= bit(SwapContext::preferred);
    // What takes the weight from a mention goes before what adds to it.
    for (const SwapContext c :
         {SwapContext::negated, SwapContext::leaving, SwapContext::aside, SwapContext::alternative,
          SwapContext::preferred, SwapContext::light, SwapContext::core, SwapContext::required, SwapContext::duty})
      if (said & bit(c)) return c;
    return strength == Strength::required ? SwapContext::required : SwapContext::duty;
  }

  std::optional<std::uint32_t> declared(const std::vector<SwapMention>& all) const {
    for (const SwapContext wanted : {SwapContext::title, SwapContext::core})
      for (const SwapMention& m : all)
        if (m.context == wanted && table_.items[m.item].language) return table_.items[m.item].family;
    return std::nullopt;
  }

  // A list is little more evidence than its first item: of one sentence the second counts as `listed`, the others not at all.
  void mark_listed(std::vector<SwapMention>& all) const {
    struct Named {
      std::uint32_t sentence = text::kNone, items = 0;
    };
    std::vector<Named> named(table_.families.size());
    std::erase_if(all, [&](SwapMention& m) {
      const SwapTable::Item& item = table_.items[m.item];
      if (item.language || m.context > SwapContext::duty) return false;
      Named& family = named[item.family];
      const std::uint32_t sentence = sentences_.index[m.begin];
      family = {sentence, family.sentence == sentence ? family.items + 1 : 1};
      if (family.items > 1) m.context = SwapContext::listed;
      return family.items > 2;
    });
  }

  std::vector<SwapMention> once_each(const std::vector<SwapMention>& all) const {
    std::vector<std::uint32_t> best(table_.items.size(), text::kNone);
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      std::uint32_t& b = best[all[i].item];
      if (b == text::kNone || all[i].context < all[b].context) b = i;
    }
    std::vector<SwapMention> out;
    for (std::uint32_t i = 0; i < all.size(); ++i)
      if (best[all[i].item] == i) out.push_back(all[i]);
    return out;
  }

  const SwapTable& table_;
  text::Folded text_;
  text::Sentences sentences_;
  text::Sentence title_;
  text::Matches matches_;
  std::vector<std::uint32_t> clause_of_;
  std::vector<Contexts> in_clause_, in_sentence_, begins_, ends_, joined_;
  std::vector<PhraseHit> joins_;  // value: the context
};

}  // namespace

SwapMentions swap_mentions(const SwapTable& table, const text::Lexicon& lexicon, std::string_view text,
                           const Profile& posting) {
  return Mentions(table, lexicon, text, posting).run();
}

}  // namespace chouma::screening
