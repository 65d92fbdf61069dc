#include "text/strength.h"

#include "text/sections.h"
#include "text/sieve.h"

#include <algorithm>

namespace chouma::text {

namespace {

struct Piece {
  std::uint32_t begin, end;
};

constexpr std::uint8_t kPreferred = 1, kNegated = 2;
// Bounds that keep the time linear on any input: pieces that the reach of one word may cross, code points of a piece.
constexpr int kLongestList = 12;
constexpr std::uint32_t kReach = 400;
constexpr Sieve kSigns(U"([【)]】,");  // of those that part clauses

class Judge {
 public:
  Judge(const Folded& text, const Sentences& sentences, const Matches& matches, Sentence title)
      : codes_(text.codes),
        original_(text.original),
        sentences_(sentences),
        skills_(matches.skills),
        words_(matches.words),
        title_(title),
        marks_(codes_.size(), 0) {
    sections_ = find_sections(text, matches);
  }

  std::vector<Strength> run() {
    std::vector<Strength> out(skills_.size(), Strength::mentioned);
    std::size_t s = 0;
    while (s < skills_.size()) {
      const Sentence& sentence = sentences_.list[sentences_.index[skills_[s].begin]];
      std::size_t end = s;
      while (end < skills_.size() && skills_[end].begin < sentence.end) ++end;
      first_skill_ = s, last_skill_ = end;
      judge(sentence, out);
      s = end;
    }
    return out;
  }

 private:
  void judge(const Sentence& sentence, std::vector<Strength>& out) {
    split(sentence);
    sentence_begin_ = sentence.begin;
    const auto [from, to] = words_in(sentence.begin, sentence.end);
    for (std::size_t w = from; w < to; ++w) {
      const Phrase& p = words_[w];
      if (p.is(Word::negate)) negate(p);
      if (p.is(Word::without)) excuse(w, to);
      if (p.is(Word::prefer_ahead)) mark(p.end, std::min(sentence.end, p.end + kReach), kPreferred);
      if (p.is(Word::prefer_behind)) prefer(p, sentence);
    }
    Verbs verbs;
    for (std::size_t w = from; w < to; ++w) {
      verbs.require |= words_[w].is(Word::require);
      if (verbs.own || verbs.duty) continue;  // the first of the two says what kind of statement it is
      verbs.own = words_[w].is(Word::own);
      verbs.duty = !verbs.own && words_[w].is(Word::duty);
    }
    if (from < to && words_[from].is(Word::knows) && opens(sentence, words_[from].begin))
      verbs.asks_until = first_word(from, to, Word::duty, sentence.end);
    for (std::size_t s = first_skill_; s < last_skill_; ++s) {
      const std::uint8_t marks = marks_[skills_[s].begin];
      const bool title = skills_[s].begin < title_.end && skills_[s].begin >= title_.begin &&
                         section_at(skills_[s].begin) == Section::none;
      if (marks & kNegated) {
        out[s] = Strength::negated;
      } else if (marks & kPreferred) {
        out[s] = Strength::preferred;
      } else if (title) {
        out[s] = Strength::required;
      } else {
        out[s] = usual_strength(section_at(skills_[s].begin), verbs, skills_[s].begin < verbs.asks_until);
      }
    }
  }

  struct Verbs {
    bool require = false, own = false, duty = false;
    std::uint32_t asks_until =
        0;  ///< a statement that opens with what the candidate has ("3、了解Docker") is a demand up to its first duty
  };

  std::uint32_t first_word(std::size_t from, std::size_t to, Word kind, std::uint32_t none) const {
    for (std::size_t w = from; w < to; ++w)
      if (words_[w].is(kind)) return words_[w].begin;
    return none;
  }

  // Nothing but an item number stands before `at`.
  bool opens(const Sentence& sentence, std::uint32_t at) const {
    return std::none_of(codes_.begin() + sentence.begin, codes_.begin() + at,
                        [](char32_t c) { return is_letter(c) || (c > 0x303F && c < 0xA000); });
  }

  // What a statement means without any word of preference.
  Strength usual_strength(Section section, const Verbs& verbs, bool asked) const {
    switch (section) {
      case Section::required:
        return Strength::required;
      case Section::preferred:
        return Strength::preferred;
      case Section::duties:
      case Section::other:
        return verbs.require || asked ? Strength::required : Strength::mentioned;
      case Section::none:
        break;
    }
    if (verbs.require) return Strength::required;
    if (verbs.duty) return Strength::mentioned;
    return verbs.own || sections_.empty() ? Strength::required : Strength::mentioned;
  }

  // Clauses: commas outside brackets, 但, and a new verb after a blank or 、.
  void split(const Sentence& sentence) {
    pieces_.clear();
    auto [w, to] = words_in(sentence.begin, sentence.end);
    std::uint32_t begin = sentence.begin;
    int depth = 0;
    const auto cut = [&](std::uint32_t at) {
      if (at > begin) pieces_.push_back({begin, at});
      begin = at;
    };
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const char32_t c = codes_[i];
      if (!kSigns.may_be(c) && (w == to || words_[w].begin > i) && i + 1 - begin < kReach) continue;
      if (c == '(' || c == '[' || c == U'【') ++depth;
      if ((c == ')' || c == ']' || c == U'】') && depth > 0) --depth;
      while (w < to && words_[w].begin < i) ++w;
      const bool word = w < to && words_[w].begin == i;
      if (word && depth == 0 && i > begin) {
        const char32_t before = codes_[i - 1];
        const bool verb = words_[w].is(Word::require) || words_[w].is(Word::own);
        if (words_[w].is(Word::but) || (verb && c > 0x7F && (before == ' ' || before == U'、'))) cut(i);
      }
      const bool number =
          c == ',' && i > 0 && is_digit(codes_[i - 1]) && i + 1 < sentence.end && is_digit(codes_[i + 1]);
      if ((c == ',' && depth == 0 && !number) || i + 1 - begin == kReach) cut(i + 1);
    }
    cut(sentence.end);
  }

  std::pair<std::size_t, std::size_t> words_in(std::uint32_t begin, std::uint32_t end) const {
    const auto before = [](const Phrase& p, std::uint32_t at) { return p.begin < at; };
    const auto from = std::lower_bound(words_.begin(), words_.end(), begin, before);
    const auto to = std::lower_bound(from, words_.end(), end, before);
    return {static_cast<std::size_t>(from - words_.begin()), static_cast<std::size_t>(to - words_.begin())};
  }

  bool any_word(std::uint32_t begin, std::uint32_t end, std::initializer_list<Word> kinds) const {
    const auto [from, to] = words_in(begin, end);
    for (std::size_t w = from; w < to; ++w)
      for (const Word kind : kinds)
        if (words_[w].is(kind)) return true;
    return false;
  }

  // The first skill that begins at or after a place.
  std::size_t skill_from(std::uint32_t at) const {
    const auto found = std::lower_bound(skills_.begin(), skills_.end(), at,
                                        [](const Found& s, std::uint32_t p) { return s.begin < p; });
    return static_cast<std::size_t>(found - skills_.begin());
  }

  bool any_skill(std::uint32_t begin, std::uint32_t end) const {
    const std::size_t s = skill_from(begin);
    return s < skills_.size() && skills_[s].begin < end;
  }

  bool starts_with_skill(const Piece& piece) const {
    std::uint32_t i = piece.begin;
    while (i < piece.end && codes_[i] == ' ') ++i;
    if (i + 3 < piece.end && codes_.compare(i, 3, U"or ") == 0) i += 3;
    if (i + 4 < piece.end && codes_.compare(i, 4, U"and ") == 0) i += 4;
    return any_skill(i, i + 1);
  }

  bool ends_with_skill(const Piece& piece) const {
    std::uint32_t i = piece.end;
    while (i > piece.begin && (codes_[i - 1] == ' ' || codes_[i - 1] == ',')) --i;
    const auto at =
        std::upper_bound(skills_.begin(), skills_.end(), i, [](std::uint32_t p, const Found& s) { return p < s.end; });
    return at != skills_.begin() && std::prev(at)->end == i;
  }

  std::size_t piece_of(std::uint32_t at) const {
    const auto found = std::upper_bound(pieces_.begin(), pieces_.end(), at,
                                        [](std::uint32_t p, const Piece& piece) { return p < piece.end; });
    return std::min(static_cast<std::size_t>(found - pieces_.begin()), pieces_.size() - 1);
  }

  Section section_at(std::uint32_t at) const {
    const auto next = std::upper_bound(sections_.begin(), sections_.end(), at,
                                       [](std::uint32_t p, const SectionStart& s) { return p < s.at; });
    return next == sections_.begin() ? Section::none : std::prev(next)->section;
  }

  void mark(std::uint32_t begin, std::uint32_t end, std::uint8_t bit) {
    for (std::size_t s = skill_from(begin); s < skills_.size() && skills_[s].begin < end; ++s)
      marks_[skills_[s].begin] |= bit;
  }

  // The bracket that `at` stands in, within its piece; begin == end when in none.
  Piece bracket(const Piece& piece, std::uint32_t at) const {
    for (std::uint32_t i = at; i > piece.begin; --i) {
      if (codes_[i - 1] == ')') break;
      if (codes_[i - 1] == '(') return {i, at};
    }
    return {at, at};
  }

  void prefer(const Phrase& p, const Sentence& sentence) {
    std::size_t k = piece_of(p.begin);
    const Piece inside = bracket(pieces_[k], p.begin);
    if (inside.begin < inside.end && any_skill(inside.begin, inside.end)) {
      mark(inside.begin, inside.end, kPreferred);
      return;
    }
    std::uint32_t from = reach_back(k, p.begin);
    mark(from, p.begin, kPreferred);
    // "…优先，如 Docker、Redis 等"
    for (std::size_t next = piece_of(p.begin) + 1; next < pieces_.size(); ++next) {
      const auto [w, to] = words_in(pieces_[next].begin, pieces_[next].end);
      std::uint32_t i = pieces_[next].begin;
      while (i < pieces_[next].end && codes_[i] == ' ') ++i;
      if (w == to || words_[w].begin != i || !words_[w].is(Word::such_as)) break;
      mark(i, std::min(sentence.end, i + kReach), kPreferred);
      break;
    }
  }

  // Where the clause that ends at `end` in piece k begins.
  std::uint32_t reach_back(std::size_t k, std::uint32_t end) const {
    std::uint32_t from = pieces_[k].begin;
    // An earlier preference in the same piece has its own words.
    const auto [w, to] = words_in(from, end);
    for (std::size_t i = w; i < to; ++i)
      if (words_[i].is(Word::prefer_behind)) from = words_[i].end;
    if (from != pieces_[k].begin) return from;
    for (int budget = kLongestList; k > 0 && budget > 0; --budget) {
      const bool conjunction = !any_skill(pieces_[k].begin, end) && opens_with_and(pieces_[k]);
      const bool list =
          (lists(pieces_[k]) || only_owns(pieces_[k - 1])) &&
          !any_word(pieces_[k].begin, first_skill_at(pieces_[k]), {Word::require, Word::own, Word::prefer_behind}) &&
          starts_with_skill(pieces_[k]) && ends_with_skill(pieces_[k - 1]);
      if (!conjunction && !list) break;
      if (any_word(pieces_[k - 1].begin, pieces_[k - 1].end, {Word::prefer_behind, Word::but})) break;
      from = pieces_[--k].begin;
      end = pieces_[k].end;
    }
    return from;
  }

  // "Docker,k8s优先" and "Docker，k8s等优先" are lists; "熟悉Docker，k8s优先" is two statements.
  bool lists(const Piece& piece) const {
    const bool ascii = piece.begin > 0 && original_[piece.begin - 1] == ',';
    return ascii ||
           std::find(codes_.begin() + piece.begin, codes_.begin() + piece.end, U'等') != codes_.begin() + piece.end;
  }

  // "拥有PostgreSQL，Oracle相关经验优先": what goes before asks for nothing.
  bool only_owns(const Piece& piece) const {
    return any_word(piece.begin, piece.end, {Word::knows}) && !any_word(piece.begin, piece.end, {Word::require});
  }

  std::uint32_t first_skill_at(const Piece& piece) const {
    const std::size_t s = skill_from(piece.begin);
    return s < skills_.size() && skills_[s].begin < piece.end ? skills_[s].begin : piece.end;
  }

  bool opens_with_and(const Piece& piece) const {
    const auto [w, to] = words_in(piece.begin, piece.end);
    std::uint32_t i = piece.begin;
    while (i < piece.end && codes_[i] == ' ') ++i;
    return w < to && words_[w].begin == i && words_[w].is(Word::and_);
  }

  void negate(const Phrase& p) {
    std::size_t k = piece_of(p.begin);
    std::uint32_t end = pieces_[k].end;
    const auto [w, to] = words_in(p.end, end);
    for (std::size_t i = w; i < to; ++i)
      if (words_[i].is(Word::but) || words_[i].is(Word::negate)) {
        end = words_[i].begin;
        break;
      }
    // "不要求 Java" says what follows; a bare "… not required" what stands before it.
    const bool ahead = any_skill(p.end, end) && !says_what_precedes(p, k);
    if (ahead) {
      for (int budget = kLongestList; budget > 0 && end == pieces_[k].end && k + 1 < pieces_.size(); --budget) {
        const Piece& next = pieces_[k + 1];
        if (!starts_with_skill(next) ||
            any_word(next.begin, next.end, {Word::require, Word::own, Word::prefer_behind, Word::negate, Word::duty}))
          break;
        end = pieces_[++k].end;
      }
      mark(p.end, end, kNegated);
      return;
    }
    std::uint32_t rest = p.end;
    while (rest < pieces_[k].end && !is_letter(codes_[rest]) && rest < p.end + 5) ++rest;
    if (rest + 1 < pieces_[k].end && rest - p.end > 4) return;
    const std::uint32_t from = reach_back(k, p.begin);
    mark(bare_list(from, pieces_[k].begin) ? from : pieces_[k].begin, p.begin, kNegated);
  }

  // "C, C++, Java not required" denies three; in "Must know Go, Java is not required" only what stands in the clause itself is denied.
  bool bare_list(std::uint32_t begin, std::uint32_t end) const {
    if (begin == end) return true;
    if (any_word(begin, end, {Word::require, Word::own, Word::duty, Word::knows, Word::experience})) return false;
    const std::uint32_t start = sentence_begin_;
    if (!std::all_of(codes_.begin() + start, codes_.begin() + begin,
                     [](char32_t c) { return !is_letter(c) && c < 0x3040; }))
      return false;
    std::uint32_t at = begin;
    for (std::size_t s = skill_from(begin); s < skills_.size() && skills_[s].begin < end; ++s) {
      if (!only_joins(at, skills_[s].begin)) return false;
      at = skills_[s].end;
    }
    return only_joins(at, end);
  }

  bool only_joins(std::uint32_t begin, std::uint32_t end) const {
    std::u32string between;
    for (std::uint32_t i = begin; i < end; ++i)
      if (is_letter(codes_[i]) || codes_[i] > 0x3040) between += codes_[i];
    return between.empty() || between == U"and" || between == U"or" || between == U"和" || between == U"或" ||
           between == U"及";
  }

  // English "Java is not required (…)": a skill right before the words, in an ASCII clause.
  bool says_what_precedes(const Phrase& p, std::size_t k) const {
    if (codes_[p.begin] > 0x7F) return false;
    const std::u32string_view words(codes_.data() + p.begin, p.end - p.begin);
    const bool passive = words.find(U"required") != std::u32string_view::npos || words.ends_with(U"needed") ||
                         words.ends_with(U"necessary") || words.ends_with(U"essential") ||
                         words.ends_with(U"mandatory");
    return passive && any_skill(pieces_[k].begin, p.begin);
  }

  // 无 … 经验亦可, no … required: the excuse may stand in the next piece.
  void excuse(std::size_t w, std::size_t to) {
    const Phrase& p = words_[w];
    const std::size_t k = piece_of(p.begin);
    const std::uint32_t last = pieces_[std::min(k + 1, pieces_.size() - 1)].end;
    for (std::size_t i = w + 1; i < to && words_[i].begin < last; ++i) {
      if (words_[i].is(Word::but)) return;
      if (!words_[i].is(Word::excuse)) continue;
      mark(p.end, std::min(words_[i].begin, pieces_[k].end), kNegated);
      return;
    }
  }

  const std::u32string& codes_;
  const std::u32string& original_;
  const Sentences& sentences_;
  const std::vector<Found>& skills_;
  const std::vector<Phrase>& words_;
  Sentence title_;
  std::vector<SectionStart> sections_;
  std::vector<std::uint8_t> marks_;  ///< by code point at which a skill begins
  std::vector<Piece> pieces_;        ///< of the sentence at hand
  std::size_t first_skill_ = 0, last_skill_ = 0;
  std::uint32_t sentence_begin_ = 0;
};

}  // namespace

std::vector<Strength> judge_strength(const Folded& text, const Sentences& sentences, const Matches& matches,
                                     Sentence title) {
  return Judge(text, sentences, matches, title).run();
}

}  // namespace chouma::text
