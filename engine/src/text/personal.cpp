#include "text/personal.h"

#include <algorithm>
#include <array>

namespace chouma::text {

namespace personal {

namespace {

constexpr std::uint32_t kLongestValue = 80;
constexpr std::u32string_view kSeparators = U"\n|,;/()[]:、·•。-–—~<>*#";

bool separator(char32_t c) { return kSeparators.find(c) != std::u32string_view::npos; }

// The first place at or after i that is no blank, and the last before it: what stands beside a token.
char32_t beside(const Finder& f, std::uint32_t i) { return f.code(f.blanks(i)); }
char32_t ahead_of(const Finder& f, std::uint32_t i) {
  while (i > 0 && f.text.codes[i - 1] == ' ') --i;
  return f.before(i);
}
bool alone(const Finder& f, const ResumePhrase& p) {
  return separator(ahead_of(f, p.begin)) && separator(beside(f, p.end));
}

// "姓名：张伟 性别：男": the value ends where the next field begins.
bool next_field(const Finder& f, std::uint32_t i) {
  for (const std::uint32_t end = i + 14; i < end; ++i) {
    const char32_t c = f.code(i);
    if (c == ':') return true;
    if (c == '\n' || c == ' ') return false;
  }
  return false;
}

std::uint32_t value_end(const Finder& f, std::uint32_t begin, bool address) {
  std::uint32_t i = begin;
  for (; i < f.text.size() && i < begin + kLongestValue; ++i) {
    const char32_t c = f.code(i);
    if (c == '\n' || c == '|' || c == ';') break;
    if (!address && (c == ',' || c == U'、' || c == U'。')) break;
    if (c == ' ' && (f.code(i + 1) == ' ' || next_field(f, i + 1))) break;
  }
  while (i > begin && f.code(i - 1) == ' ') --i;
  return i;
}

// 性别：男, Phone: +86 138 …; the field's name may also end another field's line.
void fields(Finder& f) {
  std::uint32_t line_value = 0, line = 0;  // end of the last value on this line; where the line begins
  std::uint32_t at = 0;
  for (const ResumePhrase& p : f.words) {
    const bool name = p.is(ResumeWord::name_label), label = p.is(ResumeWord::label);
    const bool school = p.is(ResumeWord::school_label), address = p.is(ResumeWord::address_label);
    if (!name && !label && !school && !address) continue;
    for (; at < p.begin; ++at)
      if (f.code(at) == '\n') line = at + 1;
    const char32_t c = ahead_of(f, p.begin);
    const bool wide = p.begin >= 2 && f.code(p.begin - 1) == ' ' && f.code(p.begin - 2) == ' ';
    const bool begins = separator(c) || wide || (line_value > line && line_value < p.begin && f.before(p.begin) == ' ');
    const std::uint32_t colon = f.blanks(p.end);
    if (!begins || f.code(colon) != ':') continue;
    const std::uint32_t begin = f.blanks(colon + 1);
    std::uint32_t end = value_end(f, begin, address);
    // A school's field may go on with the major and the degree.
    if (school && is_han(f.code(begin)))
      for (std::uint32_t i = begin; i < end; ++i)
        if (f.code(i) == ' ' || f.code(i) == '(' || f.code(i) == '/') end = i;
    if (end > begin) f.add(p.begin, end, name ? Personal::name : school ? Personal::school : Personal::contact);
    line_value = std::max(end, colon + 1);
  }
}

// "微信 zhang96", "QQ 1234567".
void handles(Finder& f) {
  for (const ResumePhrase& p : f.words) {
    if (!p.is(ResumeWord::contact)) continue;
    std::uint32_t begin = f.blanks(p.end);
    if (f.code(begin) == ':') begin = f.blanks(begin + 1);
    std::uint32_t end = begin;
    bool digit = false;
    while (is_word(f.code(end)) || f.code(end) == '_' || f.code(end) == '-') digit |= is_digit(f.code(end++));
    if (digit && end - begin >= 5 && end - begin <= 24) f.add(p.begin, end, Personal::contact);
  }
}

// Length of a telephone or identity number at i, or 0. Dates ("2019.03 - 2021.06") are none.
std::uint32_t number_length(const Finder& f, std::uint32_t i) {
  const auto groups = [&](std::initializer_list<std::uint32_t> sizes) -> std::uint32_t {
    std::uint32_t at = i;
    bool first = true;
    for (const std::uint32_t size : sizes) {
      if (!first && (f.code(at) == '-' || f.code(at) == ' ' || f.code(at) == '.')) ++at;
      first = false;
      for (std::uint32_t n = 0; n < size; ++n, ++at)
        if (!is_digit(f.code(at))) return 0;
    }
    return is_digit(f.code(at)) ? 0 : at - i;
  };
  if (f.code(i) == '+') {
    std::uint32_t at = i + 1, digits = 0;
    for (; at < i + 24; ++at) {
      const char32_t c = f.code(at);
      if (!is_digit(c) && c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') break;
      if (c == ' ' && f.code(at + 1) == ' ') break;
      digits += is_digit(c);
    }
    while (at > i && !is_digit(f.code(at - 1))) --at;
    return digits >= 8 ? at - i : 0;
  }
  if (f.code(i) == '(' && is_digit(f.code(i + 1)) && f.code(i + 4) == ')') {
    const std::uint32_t rest = f.blanks(i + 5);
    for (std::uint32_t n = 0; n < 8; ++n)
      if (n == 3 ? f.code(rest + n) != '-' && f.code(rest + n) != ' ' : !is_digit(f.code(rest + n))) return 0;
    return rest + 8 - i;
  }
  if (f.code(i) == '1' && f.code(i + 1) >= '3')
    if (const std::uint32_t n = groups({3, 4, 4})) return n;
  if (f.code(i) == '0')
    for (const std::uint32_t n : {groups({3, 8}), groups({4, 8}), groups({4, 7})})
      if (n > 0) return n;
  if (const std::uint32_t n = groups({3, 3, 4}); n > 10) return n;
  std::uint32_t end = i;
  while (is_digit(f.code(end))) ++end;
  if (end - i >= 9) return end - i + (f.code(end) == 'x');
  return 0;
}

void numbers(Finder& f) {
  for (std::uint32_t i = 0; i < f.text.size(); ++i) {
    const char32_t c = f.code(i);
    if ((!is_digit(c) && c != '+' && c != '(') || is_word(f.before(i)) || f.before(i) == '.') continue;
    if (const std::uint32_t n = number_length(f, i)) {
      f.add(i, i + n, Personal::contact);
      i += n - 1;
    }
  }
}

// E-mail addresses and links (masked already), and links without a scheme: github.com/zhang.
void addresses(Finder& f) {
  constexpr std::array<std::u32string_view, 8> kHosts = {U".com", U".cn/",  U".me/",      U".dev",
                                                         U".org", U".com/", U"github.io", U"gitee.io"};
  for (std::uint32_t i = 0; i < f.text.size(); ++i) {
    std::uint32_t begin = i, end = i;
    if (f.code(i) == kMasked) {
      while (f.code(end) == kMasked) ++end;
    } else if (f.code(i) == '.' && is_word(f.before(i)) && is_letter(f.code(i + 1))) {
      const std::u32string_view rest = std::u32string_view(f.text.codes).substr(i);
      const bool host = std::any_of(kHosts.begin(), kHosts.end(), [&](std::u32string_view h) {
        return rest.starts_with(h) &&
               (h.back() == '/' || h[0] != '.' || !is_word(f.code(i + static_cast<std::uint32_t>(h.size()))));
      });
      if (!host) continue;
      const auto inside = [&](char32_t c) {
        return is_word(c) || c == '.' || c == '-' || c == '_' || c == '/' || c == '~';
      };
      while (begin > 0 && i - begin < 64 && inside(f.code(begin - 1))) --begin;
      while (inside(f.code(end))) ++end;
    }
    if (end == i) continue;
    f.add(begin, end, Personal::contact);
    i = end - 1;
  }
}

void photos(Finder& f) {
  for (const ResumePhrase& p : f.words)
    if (p.is(ResumeWord::photo) && (is_han(f.code(p.begin)) || alone(f, p))) f.add(p.begin, p.end, Personal::photo);
  constexpr std::array<std::u32string_view, 8> kPictures = {U".jpg",  U".jpeg", U".png",  U".gif",
                                                            U".webp", U".bmp",  U".heic", U".tiff"};
  for (std::uint32_t i = 1; i < f.text.size(); ++i) {
    if (f.code(i) != '.') continue;
    const std::u32string_view rest = std::u32string_view(f.text.codes).substr(i, 8);
    for (const std::u32string_view extension : kPictures) {
      const auto end = i + static_cast<std::uint32_t>(extension.size());
      if (!rest.starts_with(extension) || is_word(f.code(end))) continue;
      std::uint32_t begin = i;
      while (begin > 0 && i - begin < 64 && f.code(begin - 1) != ' ' &&
             !(separator(f.code(begin - 1)) && f.code(begin - 1) != '-' && f.code(begin - 1) != '/'))
        --begin;
      f.add(begin, end, Personal::photo);
    }
  }
}

// 男, she, 已婚: words that stand for themselves.
void tokens(Finder& f) {
  for (const ResumePhrase& p : f.words) {
    const bool han = is_han(f.code(p.begin));
    if (p.is(ResumeWord::gender)) {
      const bool pronoun = p.end - p.begin == 1 && (f.code(p.begin) == U'他' || f.code(p.begin) == U'她');
      if (pronoun ? f.before(p.begin) != U'其' && f.before(p.begin) != U'吉'
                  : !han || (!is_han(f.before(p.begin)) && !is_han(f.code(p.end))))
        f.add(p.begin, p.end, Personal::gender);
    }
    if (p.is(ResumeWord::status)) {
      const char32_t a = ahead_of(f, p.begin), b = beside(f, p.end);
      const bool bounded = han ? !is_han(f.before(p.begin)) && !is_han(f.code(p.end)) : separator(a) && separator(b);
      if (bounded) f.add(p.begin, p.end, Personal::status);
    }
  }
}

// Digits of a plausible age or Han numerals that end at `end`; their beginning, or `end`.
std::uint32_t age_begin(const Finder& f, std::uint32_t end) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  std::uint32_t i = end;
  while (i > 0 && end - i < 3 &&
         (is_digit(f.code(i - 1)) || kNumerals.find(f.code(i - 1)) != std::u32string_view::npos))
    --i;
  return i;
}

void ages(Finder& f) {
  for (const ResumePhrase& p : f.words) {
    if (p.is(ResumeWord::age)) {  // "age 28", "年龄28"
      const std::uint32_t begin = f.blanks(f.code(p.end) == ':' ? p.end + 1 : p.end);
      std::uint32_t end = begin;
      while (is_digit(f.code(end)) && end < begin + 3) ++end;
      if (end > begin && !is_word(f.code(end))) f.add(p.begin, end, Personal::age);
    }
    if (!p.is(ResumeWord::birth)) continue;  // "born on 5 May 1996"
    std::uint32_t i = p.end;
    const auto year = [&](std::uint32_t at) {
      return is_digit(f.code(at)) && is_digit(f.code(at + 1)) && is_digit(f.code(at + 2)) && is_digit(f.code(at + 3));
    };
    while (i < p.end + 20 && f.code(i) != '\n' && !year(i)) ++i;
    if (!year(i)) continue;
    i += 4;
    constexpr std::u32string_view kDate = U"0123456789.-/年月日号";
    while (i < f.text.size() && kDate.find(f.code(i)) != std::u32string_view::npos) ++i;
    f.add(p.begin, i, Personal::age);
  }
  for (std::uint32_t i = 0; i < f.text.size(); ++i) {
    if (f.code(i) == U'岁') {
      std::uint32_t end = f.before(i) == U'周' ? i - 1 : i;
      while (end > 0 && f.code(end - 1) == ' ') --end;
      if (const std::uint32_t begin = age_begin(f, end); begin < end) f.add(begin, i + 1, Personal::age);
    } else if (is_digit(f.code(i)) && !is_word(f.before(i))) {
      std::uint32_t end = i;
      while (is_digit(f.code(end))) ++end;
      const std::u32string_view rest = std::u32string_view(f.text.codes).substr(end, 16);
      if (end - i <= 3) {
        for (const std::u32string_view tail : {U" years old", U" year old", U"-year-old", U" years of age", U" yrs old",
                                               U" yo", U"yo", U" y.o.", U" y/o", U"y/o"})
          if (rest.starts_with(tail) && !is_word(f.code(end + static_cast<std::uint32_t>(tail.size()))))
            f.add(i, end + static_cast<std::uint32_t>(tail.size()), Personal::age);
      } else if (end - i == 4) {  // "1996年5月生", "1996.05 出生"
        constexpr std::u32string_view kDate = U"0123456789.-/年月日 ";
        std::uint32_t at = end;
        while (at < end + 12 && kDate.find(f.code(at)) != std::u32string_view::npos) ++at;
        if (f.code(at) == U'出' && f.code(at + 1) == U'生')
          f.add(i, at + 2, Personal::age);
        else if (f.code(at) == U'生' && !is_han(f.code(at + 1)))
          f.add(i, at + 1, Personal::age);
      }
      i = end - 1;
    }
  }
}

}  // namespace

}  // namespace personal

std::vector<PersonalSpan> find_personal(const Lexicon::Data& lexicon, const Written& text) {
  personal::Finder finder(lexicon, text, find_resume_words(lexicon, text.codes));
  personal::fields(finder);
  personal::handles(finder);
  personal::numbers(finder);
  personal::addresses(finder);
  personal::photos(finder);
  personal::tokens(finder);
  personal::ages(finder);
  personal::find_schools(finder);
  personal::find_names(finder);
  std::sort(finder.found.begin(), finder.found.end(), [](const PersonalSpan& a, const PersonalSpan& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end != b.end ? a.end > b.end : a.kind < b.kind;
  });
  return std::move(finder.found);
}

Reduced without_personal(const Lexicon::Data& lexicon, const Written& text) {
  std::vector<Edit> edits;
  const auto cover = [&](std::uint32_t begin, std::uint32_t end) {
    while (!edits.empty() && begin <= edits.back().end) {
      begin = std::min(begin, edits.back().begin);
      end = std::max(end, edits.back().end);
      edits.pop_back();
    }
    edits.push_back({begin, end, true});
  };
  for (const PersonalSpan& span : find_personal(lexicon, text)) cover(span.begin, span.end);
  // Lines of which only separators remain go altogether: "男 | 28岁" is no title.
  std::vector<Edit> whole = std::move(edits);
  edits.clear();
  std::uint32_t line = 0;
  for (std::size_t e = 0; e < whole.size();) {
    std::uint32_t begin = whole[e].begin, end = whole[e].end;
    while (begin > line && text.codes[begin - 1] != '\n') --begin;
    bool bare = true;
    for (std::uint32_t at = begin; at < whole[e].begin; ++at)
      bare &= !is_word(text.codes[at]) && !is_han(text.codes[at]);
    const std::size_t first = e++;
    for (; end < text.size() && text.codes[end] != '\n'; ++end) {
      if (e < whole.size() && whole[e].begin == end) {
        end = whole[e++].end - 1;
        continue;
      }
      bare &= !is_word(text.codes[end]) && !is_han(text.codes[end]);
    }
    if (bare) {
      cover(begin, end);
    } else {
      for (std::size_t i = first; i < e; ++i) cover(whole[i].begin, whole[i].end);
    }
    line = end;
  }
  return edited(text, edits);
}

}  // namespace chouma::text
