// Names: 张伟, Julia Chen (first line, 我叫 …, My name is …, Mr …, 王先生), and where the text tells a person's own.
#include "text/lexicon_data.h"
#include "text/personal.h"

#include <algorithm>

namespace chouma::text {

namespace personal {

bool is_capital(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7); }
bool is_name_letter(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) ||
         c == '\'' || c == U'’' || c == '.';
}

namespace {

constexpr std::u32string_view kNameEnds = U"\n|,;:/()·•、。-–—~";

bool known(const std::vector<std::pair<std::u32string, std::uint32_t>>& names, std::u32string_view name) {
  const auto at = std::lower_bound(names.begin(), names.end(), name,
                                   [](const auto& entry, std::u32string_view wanted) { return entry.first < wanted; });
  return at != names.end() && at->first == name;
}

class Names {
 public:
  explicit Names(Finder& finder) : f_(finder), hidden_(finder.text.size() + 1, false) {
    for (const PersonalSpan& s : f_.found) std::fill(hidden_.begin() + s.begin, hidden_.begin() + s.end, true);
  }

  void run() {
    first_line();
    for (const ResumePhrase& p : f_.words) {
      if (p.is(ResumeWord::intro)) introduced(p, false);
      if (p.is(ResumeWord::intro_weak)) introduced(p, true);
      if (p.is(ResumeWord::title_before)) titled(p);
      if (p.is(ResumeWord::title_behind)) surname_before(p);
    }
    for (const PersonalSpan& s : f_.found)
      if (s.kind == Personal::name) remember(value(s.begin, s.end), s.end);
    repeat();
  }

 private:
  std::u32string_view part(std::uint32_t begin, std::uint32_t end) const {
    return std::u32string_view(f_.text.codes).substr(begin, end - begin);
  }
  bool surname(std::u32string_view name) const {
    return std::binary_search(f_.lexicon.surnames.begin(), f_.lexicon.surnames.end(), name);
  }
  bool skill_or_city(std::uint32_t begin, std::uint32_t end) const {
    return known(f_.lexicon.names, part(begin, end)) || known(f_.lexicon.places, part(begin, end));
  }
  bool stopped(std::uint32_t begin, std::uint32_t end) const {
    for (auto p = phrase_from(f_.words, begin); p != f_.words.end() && p->begin < end; ++p) {
      const bool degree = p->is(ResumeWord::degree_college) || p->is(ResumeWord::degree_bachelor) ||
                          p->is(ResumeWord::degree_master) || p->is(ResumeWord::degree_doctor);
      const bool major = p->is(ResumeWord::school_stop) && !is_han(f_.code(p->begin));
      if (p->is(ResumeWord::name_stop) || degree || major) return true;
    }
    return false;
  }
  bool covered(std::uint32_t begin, std::uint32_t end) const {
    for (auto p = phrase_from(f_.words, begin); p != f_.words.end() && p->begin == begin; ++p)
      if (p->is(ResumeWord::name_stop) && p->end >= end) return true;
    return false;
  }
  bool ends(std::uint32_t i) const {
    return hidden_[std::min(i, f_.text.size())] || kNameEnds.find(f_.code(i)) != std::u32string_view::npos;
  }

  // Chinese characters from `begin` that are a name by themselves: 王伟, 欧阳修, and with "的简历" behind.
  std::uint32_t han_name(std::uint32_t begin) const {
    std::uint32_t end = begin;
    while (end < begin + 12 && is_han(f_.code(end)) && !hidden_[end]) ++end;
    for (auto p = phrase_from(f_.words, begin + 2); p != f_.words.end() && p->begin < end; ++p)
      if (p->is(ResumeWord::name_stop) && p->end == end) end = f_.before(p->begin) == U'的' ? p->begin - 1 : p->begin;
    if (f_.code(end) == U'·' && is_han(f_.code(end + 1))) {  // 阿依古丽·买买提
      std::uint32_t far = end + 1;
      while (far < end + 8 && is_han(f_.code(far))) ++far;
      return stopped(begin, far) ? begin : far;
    }
    const std::uint32_t length = end - begin;
    const bool one = surname(part(begin, begin + 1));
    const bool line = f_.before(begin) == '\n' && (f_.code(end) == '\n' || certain_);
    // 方向明 is a name, 方向 is none.
    if (length < 2 || length > 4 || (line && one ? covered(begin, end) : stopped(begin, end)) ||
        (!certain_ && skill_or_city(begin, end)))
      return begin;
    const bool two = length > 2 && surname(part(begin, begin + 2));
    if (length == 4) return two || (one && surname(part(begin + 1, begin + 2))) ? end : begin;
    return one || two || !holds_word(begin, end) ? end : begin;
  }

  // A heading or field that a line may open with instead of a name.
  bool holds_word(std::uint32_t begin, std::uint32_t end) const {
    const auto p = phrase_from(f_.words, begin);
    return p != f_.words.end() && p->begin < end;
  }

  // Capitalised words from `begin`: "Julia Chen", "O'Neil". What ends them must be no part of a sentence, or "is", "has".
  std::uint32_t latin_name(std::uint32_t begin, bool alone) const {
    std::uint32_t end = begin, words = 0, at = begin;
    bool unknown = false;  // a word that names no skill
    while (words < 5 && is_capital(f_.written(at)) && !hidden_[at]) {
      std::uint32_t stop = at;
      while (is_name_letter(f_.written(stop)) || (f_.code(stop) == '-' && is_capital(f_.written(stop + 1)))) ++stop;
      if (stopped(at, stop) || stop - at > 24) break;
      unknown |= !skill_or_city(at, stop);
      end = stop;
      ++words;
      at = f_.code(stop) == ' ' && f_.code(stop + 1) != ' ' ? past_particles(stop + 1) : stop;
      if (at == stop) break;
    }
    unknown |= certain_ && words > 0;
    if (words == 0 || (!certain_ && skill_or_city(begin, end))) return begin;
    if (words == 1 && !(alone && unknown)) return begin;
    const std::uint32_t next = f_.blanks(end);
    const bool role = stopped(next, next + 1) || is_han(f_.code(next));
    const auto rest = std::u32string_view(f_.text.codes).substr(next, 4);
    const bool is = rest.starts_with(U"is ") || rest.starts_with(U"has ") || rest.starts_with(U"was ");
    const bool wide = f_.code(end) == ' ' && f_.code(end + 1) == ' ';
    if (is || ((role || wide) && words >= 2)) return unknown ? end : begin;
    if (!ends(next)) return begin;
    return unknown ? end : begin;
  }

  // "Maria del Rio", "Jan van der Berg": to the next capital, or `at`.
  std::uint32_t past_particles(std::uint32_t at) const {
    std::uint32_t i = at;
    for (int words = 0; words < 2; ++words)
      for (const std::u32string_view p :
           {U"de ", U"del ", U"della ", U"da ", U"di ", U"van ", U"von ", U"der ", U"den ", U"la ", U"bin ", U"al "})
        if (f_.written(i) == p[0] && f_.text.codes.compare(i, p.size(), p) == 0)
          i += static_cast<std::uint32_t>(p.size());
    return is_capital(f_.written(i)) ? i : at;
  }

  // One capitalised word that no heading or trade begins with, or `at`.
  std::uint32_t word(std::uint32_t at) const {
    if (!is_capital(f_.written(at)) || hidden_[at]) return at;
    std::uint32_t stop = at;
    while (is_name_letter(f_.written(stop))) ++stop;
    return stopped(at, stop) ? at : stop;
  }

  // "Perl 王", "王 Perl": a surname beside one Latin word, and nothing more.
  std::uint32_t mixed_name(std::uint32_t begin) const {
    const auto family = [&](std::uint32_t at) {
      std::uint32_t end = at;
      while (end < at + 3 && is_han(f_.code(end)) && !hidden_[end]) ++end;
      return end > at && surname(part(at, end)) ? end : at;
    };
    const bool han = is_han(f_.code(begin));
    const std::uint32_t first = han ? family(begin) : word(begin), next = f_.blanks(first);
    const std::uint32_t end = han ? word(next) : family(next);
    return first > begin && end > next && ends(f_.blanks(end)) ? end : begin;
  }

  // "张伟 (Wei Zhang)", "Wei Zhang 张伟", "李婷 (Ruby)": the same name in the other script, one word only where a bracket holds nothing else.
  void both(std::uint32_t begin, std::uint32_t end) {
    f_.add(begin, end, Personal::name);
    std::uint32_t next = f_.blanks(end);
    if (is_han(f_.code(begin)) && f_.code(next) == '(')
      if (const std::uint32_t stop = word(next + 1); stop > next + 1 && f_.code(stop) == ')')
        return f_.add(begin, stop + 1, Personal::name);
    if (f_.code(next) == '(' || f_.code(next) == '/') ++next;
    const std::uint32_t more = is_han(f_.code(begin)) ? latin_name(next, true) : han_name(next);
    if (more > next) f_.add(next, more, Personal::name);
  }

  void first_line() {
    std::uint32_t i = 0;
    for (int lines = 0; lines < 8 && i < f_.text.size();) {
      if (f_.code(i) == '\n') {
        ++lines, ++i;
      } else if (hidden_[i] || f_.code(i) == ' ' || ends(i) || f_.code(i) == '#' || f_.code(i) == '*' ||
                 f_.code(i) == '[' || f_.code(i) == ']') {
        ++i;
      } else if (const std::uint32_t title = document_title(i); title > i) {
        i = title;
      } else {
        certain_ = personal_below(i);
        std::uint32_t end = is_han(f_.code(i)) ? han_name(i) : latin_name(i, true);
        certain_ = false;
        if (end == i) end = mixed_name(i);
        if (end > i) both(i, end);
        return;
      }
    }
  }

  // The next line with anything on it opens with a personal detail: what stands alone above it is a name, even if it is 安卓 or Ada.
  bool personal_below(std::uint32_t i) const {
    while (i < f_.text.size() && f_.code(i) != '\n') ++i;
    while (i < f_.text.size() && (f_.code(i) == '\n' || f_.code(i) == ' ')) ++i;
    return i < f_.text.size() && hidden_[i];
  }

  // "个人简历", "Curriculum Vitae", "Resume of": the words before the name.
  std::uint32_t document_title(std::uint32_t i) const {
    for (const std::u32string_view word : {U"个人简历", U"求职简历", U"简历", U"résumé of", U"resume of", U"résumé",
                                           U"resume", U"curriculum vitae", U"cv"})
      if (f_.text.codes.compare(i, word.size(), word) == 0 &&
          !is_letter(f_.code(i + static_cast<std::uint32_t>(word.size()))))
        return i + static_cast<std::uint32_t>(word.size());
    return i;
  }

  void introduced(const ResumePhrase& p, bool weak) {
    std::uint32_t begin = f_.blanks(p.end);
    if (f_.code(begin) == ':') begin = f_.blanks(begin + 1);
    if (const std::uint32_t mixed = weak ? begin : mixed_name(begin); mixed > begin) {
      f_.add(begin, mixed, Personal::name);
    } else if (is_han(f_.code(begin))) {
      const std::uint32_t end = han_name(begin);
      if (end > begin && ends(f_.blanks(end)) && (!weak || surname(part(begin, begin + 1)))) both(begin, end);
    } else if (const std::uint32_t end = latin_name(begin, !weak); end > begin) {
      both(begin, end);
    }
  }

  // "Mr. Jack Rust"
  void titled(const ResumePhrase& p) {
    if (!is_capital(f_.written(p.begin)) || is_capital(f_.written(p.begin + 1))) return;
    std::uint32_t at = f_.code(p.end) == '.' ? p.end + 1 : p.end;
    at = f_.blanks(at);
    std::uint32_t end = at;
    for (int words = 0; words < 3 && is_capital(f_.written(at)); ++words) {
      std::uint32_t stop = at;
      while (is_name_letter(f_.written(stop)) || f_.code(stop) == '-') ++stop;
      if (stopped(at, stop)) break;
      end = stop;
      if (f_.code(stop) != ' ') break;
      at = stop + 1;
    }
    if (end > p.end) {
      f_.add(p.begin, end, Personal::name);
    } else if (f_.code(f_.blanks(p.end)) == '\n' || ends(f_.blanks(p.end))) {
      f_.add(p.begin, p.end, Personal::gender);
    }
  }

  // "王先生", "欧阳女士"
  void surname_before(const ResumePhrase& p) {
    for (const std::uint32_t length : {2u, 1u}) {
      if (p.begin < length || !surname(part(p.begin - length, p.begin))) continue;
      if (is_han(f_.before(p.begin - length))) continue;
      f_.add(p.begin - length, p.end, Personal::name);
      return;
    }
  }

  // "姓名：张伟" is remembered as 张伟.
  std::uint32_t value(std::uint32_t begin, std::uint32_t end) const {
    const std::size_t colon = part(begin, end).find(U':');
    return colon == std::u32string_view::npos ? begin : f_.blanks(begin + static_cast<std::uint32_t>(colon) + 1);
  }

  void remember(std::uint32_t begin, std::uint32_t end) {
    const std::u32string name(part(begin, end));
    if (name.size() < 2 || names_.size() >= 8) return;
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
  }

  // Headers of pages, signatures: the same name elsewhere, on its own.
  void repeat() {
    const std::u32string& codes = f_.text.codes;
    for (const std::u32string& name : names_) {
      const bool han = is_han(name.front());
      if (!han && name.find(' ') == std::u32string::npos) continue;
      for (std::size_t at = codes.find(name); at != std::u32string::npos; at = codes.find(name, at + name.size())) {
        const auto begin = static_cast<std::uint32_t>(at), end = begin + static_cast<std::uint32_t>(name.size());
        const char32_t a = f_.before(begin), b = f_.code(end);
        if (han ? !is_han(a) && (!is_han(b) || b == U'的' || stopped(end, end + 1)) : !is_word(a) && !is_word(b))
          f_.add(begin, end, Personal::name);
      }
    }
  }

  Finder& f_;
  std::vector<bool> hidden_;
  bool certain_ = false;  // a line that can be nothing but a name
  std::vector<std::u32string> names_;
};

}  // namespace

void find_names(Finder& finder) { Names(finder).run(); }

}  // namespace personal

namespace {

constexpr std::u32string_view kBetween = U" \n|,;/()[]:、·•。-–—~";

bool between(char32_t c) { return kBetween.find(c) != std::u32string_view::npos; }

char32_t near(const Folded& text, std::uint32_t i, int step) {
  std::int64_t at = static_cast<std::int64_t>(i) + (step < 0 ? -1 : 0);
  const auto n = static_cast<std::int64_t>(text.size());
  while (at >= 0 && at < n && text.codes[static_cast<std::size_t>(at)] == ' ') at += step;
  return at < 0 || at >= n ? U'\n' : text.codes[static_cast<std::size_t>(at)];
}

// "28岁", but not "18-35岁", "满18岁", "35岁以下".
bool age_of_one(const Folded& text, const Found& word) {
  std::uint32_t i = word.begin;
  while (i > 0 && text.codes[i - 1] == ' ') --i;
  std::uint32_t digits = 0;
  while (i > 0 && is_digit(text.codes[i - 1])) --i, ++digits;
  if (digits != 2) return false;
  const char32_t before = near(text, i, -1), after = near(text, word.end, 1);
  constexpr std::u32string_view kRange = U"-~–—至到满过于超在近约";
  return kRange.find(before) == std::u32string_view::npos && between(after);
}

bool tells(const Folded& text, const Found& word) {
  switch (static_cast<ResumeWord>(word.index)) {
    case ResumeWord::self:
      return !is_han(text.codes[word.begin]) || word.end == text.size() || text.codes[word.end] != U'们';
    case ResumeWord::self_field:
      return near(text, word.end, 1) == ':' && near(text, word.begin, -1) != '+';
    case ResumeWord::self_token:
      return between(near(text, word.begin, -1)) && near(text, word.begin, -1) != '/' &&
             between(near(text, word.end, 1)) && near(text, word.end, 1) != '/';
    case ResumeWord::self_age:
      return age_of_one(text, word);
    default: {
      const char32_t c = near(text, word.begin, -1);
      if (c != '-' && c != '~' && c != U'–' && c != U'—') return false;
      const std::size_t from = word.begin > 8 ? word.begin - 8 : 0;
      return std::any_of(text.codes.begin() + static_cast<std::ptrdiff_t>(from), text.codes.begin() + word.begin,
                         is_digit);
    }
  }
}

// "Ruby Li" over "ruby@example.com": two capitalised words or two to four Chinese characters, then an address or a telephone number soon.
bool opens_with_contact(const Folded& text) {
  constexpr std::uint32_t kSoon = 240;
  std::uint32_t i = 0, capitals = 0;
  const auto n = static_cast<std::uint32_t>(text.size());
  while (i < n && (text.codes[i] == ' ' || text.codes[i] == '\n')) ++i;
  std::uint32_t han = i;
  while (han < n && is_han(text.codes[han])) ++han;
  const bool chinese = han >= i + 2 && han <= i + 4 && (han == n || text.codes[han] == '\n' || text.codes[han] == ' ');
  for (bool begin = true; !chinese && i < n && text.codes[i] != '\n' && capitals < 2; ++i) {
    if (begin && !personal::is_capital(text.original[i])) return false;
    capitals += begin;
    begin = text.codes[i] == ' ';
  }
  if (capitals < 2 && !chinese) return false;
  std::uint32_t digits = 0;
  for (const std::uint32_t end = std::min(n, i + kSoon); i < end; ++i) {
    if (text.codes[i] == kMasked && text.original[i] == '@') return true;
    digits = is_digit(text.codes[i]) ? digits + 1 : text.codes[i] == ' ' || text.codes[i] == '-' ? digits : 0;
    if (digits >= 10) return true;
  }
  return false;
}

}  // namespace

bool speaks_of_person(const Folded& text, const Matches& matches) {
  return std::any_of(matches.self.begin(), matches.self.end(), [&](const Found& word) { return tells(text, word); }) ||
         opens_with_contact(text);
}

}  // namespace chouma::text
