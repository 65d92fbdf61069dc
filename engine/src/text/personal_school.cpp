// Names of schools: 浙江大学（舟山）, University of Leeds, 清华, 985/211, QS Top 50.
#include "text/personal.h"

#include <algorithm>

namespace chouma::text::personal {

namespace {

constexpr std::uint32_t kLongestHan = 20, kLongestLatin = 80, kMostWords = 7;

// Where the name that ends at `end` begins: back over Chinese characters, not over a phrase that ends another thing (毕业于, 本科); with `mixed`
// also over Latin letters among them: "北京Java学院". Digits may be a date's.
std::uint32_t han_begin(const Finder& f, std::uint32_t end, bool mixed) {
  const auto inside = [&](std::uint32_t i) {
    const char32_t c = f.code(i);
    return is_han(c) || (mixed && (is_letter(c) || c == '+' || c == '#' || (c == '.' && is_letter(f.before(i)))));
  };
  std::uint32_t begin = end;
  while (begin > 0 && end - begin < kLongestHan && inside(begin - 1)) --begin;
  for (auto p = phrase_from(f.words, begin); p != f.words.end() && p->begin < end; ++p)
    if (p->is(ResumeWord::school_stop) && p->end <= end) begin = std::max(begin, p->end);
  return begin;
}

// "（深圳）" right behind a name, but not "（本科）".
std::uint32_t with_brackets(const Finder& f, std::uint32_t end) {
  if (f.code(end) != '(') return end;
  for (std::uint32_t i = end + 1; i < end + 8; ++i) {
    if (f.code(i) == ')') return i > end + 1 && !any_phrase(f.words, end, i, ResumeWord::school_stop) ? i + 1 : end;
    if (!is_han(f.code(i))) break;
  }
  return end;
}

bool ends_name(const Finder& f, std::uint32_t at) {
  if (!is_han(f.code(at))) return true;
  const auto p = phrase_from(f.words, at);
  for (auto q = p; q != f.words.end() && q->begin == at; ++q)
    if (q->is(ResumeWord::school_stop) || q->is(ResumeWord::school_suffix)) return true;
  return false;
}

bool begins_name(const Finder& f, std::uint32_t at) {
  if (!is_han(f.before(at))) return true;
  for (auto p = phrase_from(f.words, at > 4 ? at - 4 : 0); p != f.words.end() && p->begin < at; ++p)
    if (p->is(ResumeWord::school_stop) && p->end == at) return true;
  return false;
}

void han_school(Finder& f, const ResumePhrase& p) {
  if (p.is(ResumeWord::school_suffix_end) && is_han(f.code(p.end))) return;
  const std::uint32_t begin = han_begin(f, p.begin, p.is(ResumeWord::school_suffix));
  if (begin < p.begin) f.add(begin, with_brackets(f, p.end), Personal::school);
}

// One Latin word.
struct Token {
  std::uint32_t begin, end;
};

Token token_after(const Finder& f, std::uint32_t end) {
  if (f.code(end) != ' ' && f.code(end) != '-') return {end, end};
  Token t{end + 1, end + 1};
  while (is_name_letter(f.written(t.end)) || (f.code(t.end) == '&' && t.end == t.begin)) ++t.end;
  return t;
}

Token token_before(const Finder& f, std::uint32_t begin) {
  if (begin == 0 || (f.code(begin - 1) != ' ' && f.code(begin - 1) != '-')) return {begin, begin};
  Token t{begin - 1, begin - 1};
  while (t.begin > 0 && (is_name_letter(f.written(t.begin - 1)) || (f.code(t.begin - 1) == '&' && t.begin == t.end)))
    --t.begin;
  return t;
}

bool connector(const Finder& f, Token t) {
  const std::u32string_view word = std::u32string_view(f.text.codes).substr(t.begin, t.end - t.begin);
  for (const std::u32string_view c :
       {U"of", U"and", U"&", U"for", U"the", U"de", U"di", U"da", U"la", U"at", U"zu", U"für"})
    if (word == c) return true;
  return false;
}

bool stops(const Finder& f, std::uint32_t at) {
  for (auto p = phrase_from(f.words, at); p != f.words.end() && p->begin == at; ++p)
    if (p->is(ResumeWord::school_stop)) return true;
  return false;
}

bool stop_ends(const Finder& f, std::uint32_t at) {
  for (auto p = phrase_from(f.words, at > 24 ? at - 24 : 0); p != f.words.end() && p->begin < at; ++p)
    if (p->is(ResumeWord::school_stop) && p->end == at) return true;
  return false;
}

std::uint32_t right_end(const Finder& f, std::uint32_t end) {
  std::uint32_t out = end;
  Token t = token_after(f, end);
  if (t.begin == t.end || !connector(f, t)) return out;
  const std::uint32_t limit = end + kLongestLatin;
  bool first = true;
  for (std::uint32_t n = 0; n < kMostWords && t.begin < t.end && t.end < limit; ++n, t = token_after(f, t.end)) {
    if (connector(f, t)) continue;
    if (!is_capital(f.written(t.begin)) || (!first && stops(f, t.begin))) break;
    first = false;
    out = t.end;
  }
  return out;
}

std::uint32_t left_begin(const Finder& f, std::uint32_t begin) {
  std::uint32_t out = begin;
  Token t = token_before(f, begin);
  for (std::uint32_t n = 0; n < kMostWords && t.begin < t.end && begin - t.begin < kLongestLatin;
       ++n, t = token_before(f, t.begin)) {
    if (stop_ends(f, t.end)) break;
    if (connector(f, t)) continue;
    if (!is_capital(f.written(t.begin))) break;
    out = t.begin;
  }
  return out;
}

// ", Berkeley" behind "University of California".
std::uint32_t with_campus(const Finder& f, std::uint32_t end) {
  if (f.code(end) != ',' && f.code(end) != ' ' && f.code(end) != '-') return end;
  const std::uint32_t at = f.blanks(f.code(end) == ' ' ? end : end + 1);
  for (auto p = phrase_from(f.words, at); p != f.words.end() && p->begin == at; ++p)
    if (p->is(ResumeWord::school_campus)) return p->end;
  return end;
}

void latin_school(Finder& f, const ResumePhrase& p) {
  if (!is_capital(f.written(p.begin))) return;
  const std::uint32_t begin = left_begin(f, p.begin), end = with_campus(f, right_end(f, p.end));
  if (begin < p.begin || end > p.end) f.add(begin, end, Personal::school);
}

void ranking(Finder& f, const ResumePhrase& p) {
  std::uint32_t at = p.end;
  while (at < p.end + 20 && f.code(at) != '\n' && f.code(at) != ',' && !is_digit(f.code(at))) ++at;
  if (!is_digit(f.code(at))) return;
  while (is_digit(f.code(at))) ++at;
  f.add(p.begin, at, Personal::school);
}

}  // namespace

void find_schools(Finder& f) {
  for (const ResumePhrase& p : f.words) {
    const bool han = is_han(f.code(p.begin)), han_end = is_han(f.code(p.end - 1));
    if (p.is(ResumeWord::school_suffix) || p.is(ResumeWord::school_suffix_end)) han_school(f, p);
    if (p.is(ResumeWord::school_word)) latin_school(f, p);
    if (p.is(ResumeWord::school_name) || p.is(ResumeWord::school_rank)) {
      const bool bounded = (!han || begins_name(f, p.begin)) && (!han_end || ends_name(f, p.end));
      const bool written =
          han || is_digit(f.code(p.begin)) || is_capital(f.written(p.begin)) || p.is(ResumeWord::school_rank);
      if (bounded && written) f.add(p.begin, with_brackets(f, p.end), Personal::school);
    }
    if (p.is(ResumeWord::school_ranking)) ranking(f, p);
  }
}

}  // namespace chouma::text::personal
