#include "text/resume_layout.h"

#include "text/folded.h"
#include "text/resume_dates.h"
#include "text/sentences.h"

#include <algorithm>
#include <array>

namespace chouma::text {

namespace {

constexpr std::uint32_t kFullLine = 20, kFullLatinLine = 44;  // a line broken by the page's width is not short

char32_t code(std::u32string_view codes, std::uint32_t i) { return i < codes.size() ? codes[i] : U'\n'; }

bool ornament(char32_t c) { return !is_word(c) && !is_han(c) && c != '\n' && c != kMasked; }

std::optional<ResumeSection::Kind> kind_of(const ResumePhrase& p) {
  constexpr std::array<ResumeWord, 6> kHeadings = {ResumeWord::heading_summary,   ResumeWord::heading_experience,
                                                   ResumeWord::heading_projects,  ResumeWord::heading_skills,
                                                   ResumeWord::heading_education, ResumeWord::heading_other};
  for (std::size_t i = 0; i < kHeadings.size(); ++i)
    if (p.is(kHeadings[i])) return static_cast<ResumeSection::Kind>(i);
  return std::nullopt;
}

// The longest heading phrase that begins at `at`.
const ResumePhrase* heading_at(const std::vector<ResumePhrase>& words, std::uint32_t at) {
  const ResumePhrase* found = nullptr;
  for (auto p = phrase_from(words, at); p != words.end() && p->begin == at; ++p)
    if (kind_of(*p)) found = &*p;
  return found;
}

// Where the text of a cell begins behind ornaments and an item number: "一、", "2. ", "【", "## ".
std::uint32_t past_ornaments(std::u32string_view codes, Line cell) {
  std::uint32_t i = cell.begin;
  const auto ornaments = [&] {
    while (i < cell.end && ornament(codes[i])) ++i;
  };
  ornaments();
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十ivx0123456789";
  std::uint32_t n = i;
  while (n < cell.end && n < i + 4 && kNumerals.find(codes[n]) != std::u32string_view::npos) ++n;
  if (n > i && (codes[std::min(n, cell.end - 1)] == U'、' || codes[std::min(n, cell.end - 1)] == '.' ||
                codes[std::min(n, cell.end - 1)] == ')'))
    i = n + 1;
  ornaments();
  return i;
}

// Nothing but ornaments, a bracket, or the heading in another language or joined with a second one.
bool nothing_behind(std::u32string_view codes, const std::vector<ResumePhrase>& words, std::uint32_t i,
                    std::uint32_t end) {
  for (int guard = 0; guard < 8; ++guard) {
    while (i < end && ornament(codes[i]) && codes[i] != '(') ++i;
    if (i >= end) return true;
    if (codes[i] == '(') {
      while (i < end && codes[i] != ')') ++i;
      continue;
    }
    for (const std::u32string_view joint : {U"and ", U"与", U"及", U"和"})
      if (codes.substr(i).starts_with(joint)) i += static_cast<std::uint32_t>(joint.size());
    const ResumePhrase* more = heading_at(words, i);
    if (more == nullptr) return false;
    i = more->end;
  }
  return false;
}

std::optional<Heading> heading(std::u32string_view codes, const std::vector<ResumePhrase>& words, Line cell,
                               bool opens_line) {
  if (cell.begin >= cell.end) return std::nullopt;
  const std::uint32_t at = past_ornaments(codes, cell);
  const ResumePhrase* p = heading_at(words, at);
  if (p == nullptr) return std::nullopt;
  const ResumeSection::Kind kind = *kind_of(*p);
  if (nothing_behind(codes, words, p->end, cell.end)) return Heading{kind, cell.begin, cell.end};
  std::uint32_t i = p->end;
  while (code(codes, i) == ' ' || code(codes, i) == U'】' || code(codes, i) == ']') ++i;
  const bool bracket = i > p->end && codes[i - 1] != ' ';
  if (!opens_line || (code(codes, i) != ':' && !bracket) || p->is(ResumeWord::field) ||
      kind == ResumeSection::Kind::other || p->is(ResumeWord::project_title))
    return std::nullopt;
  return Heading{kind, cell.begin, bracket ? i : i + 1};
}

bool page_number(std::u32string_view codes, Line line) {
  std::uint32_t digits = 0, others = 0;
  std::u32string letters;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    if (is_digit(codes[i]))
      ++digits;
    else if (is_letter(codes[i]) || is_han(codes[i]))
      letters.push_back(codes[i]);
    else if (codes[i] != ' ' && codes[i] != '/' && codes[i] != '-' && codes[i] != U'–' && codes[i] != U'—' &&
             codes[i] != '|' && codes[i] != ',')
      ++others;
    if (letters.size() > 6 || digits > 6) return false;
  }
  if (digits == 0 || others > 0) return false;
  return (letters.empty() && digits <= 4) || letters == U"page" || letters == U"pageof" || letters == U"of" ||
         letters == U"第页" || letters == U"第页共页" || letters == U"页";
}

// A line that opens something new, so that the one before it is complete.
bool opens(std::u32string_view codes, Line line) {
  const char32_t c = codes[line.begin];
  if (ornament(c)) return true;
  const std::u32string head(codes.substr(line.begin, std::min(line.end - line.begin, 6u)));
  return item_number(head, 0, true) > 0;
}

bool holds_range(const std::vector<DateRange>& ranges, Line line) {
  const auto at = std::lower_bound(ranges.begin(), ranges.end(), line.begin,
                                   [](const DateRange& r, std::uint32_t b) { return r.begin < b; });
  return at != ranges.end() && at->begin < line.end;
}

}  // namespace

std::vector<Line> split_lines(std::u32string_view codes) {
  std::vector<Line> out;
  std::uint32_t begin = 0;
  const auto n = static_cast<std::uint32_t>(codes.size());
  for (std::uint32_t i = 0; i <= n; ++i) {
    if (i < n && codes[i] != '\n') continue;
    Line line{begin, i};
    while (line.begin < line.end && codes[line.begin] == ' ') ++line.begin;
    while (line.end > line.begin && codes[line.end - 1] == ' ') --line.end;
    if (line.begin < line.end) out.push_back(line);
    begin = i + 1;
  }
  return out;
}

std::vector<Heading> headings(std::u32string_view codes, const std::vector<ResumePhrase>& words, Line line) {
  std::vector<Heading> out;
  Line cell = line;
  for (std::uint32_t i = line.begin; i <= line.end; ++i) {
    const bool gap = i + 2 < line.end && codes[i] == ' ' && codes[i + 1] == ' ' && codes[i + 2] == ' ';
    if (i < line.end && !gap) continue;
    cell.end = i;
    if (const auto found = heading(codes, words, cell, cell.begin == line.begin)) out.push_back(*found);
    while (i < line.end && codes[i] == ' ') ++i;
    cell.begin = i;
  }
  return out;
}

std::vector<Edit> join_spaced(const Written& text) {
  std::vector<Edit> edits;
  const std::u32string_view codes = text.codes;
  for (const Line& line : split_lines(codes)) {
    std::vector<Edit> gaps;
    std::uint32_t single = 0, others = 0;
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      others += codes[i] != ' ' && !is_han(codes[i]);
      if (codes[i] != ' ' || !is_han(codes[i - 1])) continue;
      std::uint32_t end = i;
      while (end < line.end && codes[end] == ' ') ++end;
      if (is_han(codes[end])) {
        const bool field = end - i <= 6 && code(codes, end + 1) == ':' && (i < line.begin + 2 || !is_han(codes[i - 2]));
        const bool lone = (i < line.begin + 2 || codes[i - 2] == ' ') && !is_han(code(codes, end + 1));
        if (field)
          edits.push_back({i, end, false});
        else if (end == i + 1)
          gaps.push_back({i, end, false}), single += lone;
      }
      i = end - 1;
    }
    const bool spaced = single >= 3 && std::size_t{single} * 5 >= gaps.size() * 3;
    const bool word = others == 0 && single == gaps.size() && single > 0 && line.end - line.begin <= 5;
    if (spaced || word) edits.insert(edits.end(), gaps.begin(), gaps.end());
  }
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  return edits;
}

std::vector<Edit> join_broken(const Written& text, const std::vector<ResumePhrase>& words) {
  std::vector<Edit> edits;
  const std::u32string_view codes = text.codes;
  const std::vector<DateRange> ranges = find_ranges(codes, words);
  std::vector<Line> lines = split_lines(codes);
  bool body = false, last_plain = false;
  Line last{0, 0};
  for (const Line& line : lines) {
    if (page_number(codes, line)) {
      edits.push_back({line.begin, line.end, false});
      continue;
    }
    const bool head = !headings(codes, words, line).empty();
    const bool plain = !head && !holds_range(ranges, line);
    const std::uint32_t length = last.end - last.begin;
    if (body && last_plain && plain && !opens(codes, line)) {
      const char32_t a = codes[last.end - 1], b = codes[line.begin];
      if (is_han(a) && is_han(b) && length >= kFullLine) {
        // Between the two only blanks, breaks and page numbers stand.
        while (!edits.empty() && edits.back().begin >= last.end) edits.pop_back();
        edits.push_back({last.end, line.begin, false});
      } else if (a == '-' && is_letter(b) && length >= kFullLine && is_letter(codes[last.end - 2])) {
        while (!edits.empty() && edits.back().begin >= last.end) edits.pop_back();
        edits.push_back({last.end - 1, line.begin, false});
      } else if ((is_word(a) || a == ',') && is_word(b) && length >= kFullLatinLine) {
        while (!edits.empty() && edits.back().begin >= last.end) edits.pop_back();
        edits.push_back({last.end, line.begin, true});
      }
    }
    body |= head;
    if (body)
      for (std::uint32_t i = line.begin + 1; i + 1 < line.end; ++i)
        if (codes[i] == ' ' && is_han(codes[i - 1]) && is_han(codes[i + 1])) edits.push_back({i, i + 1, false});
    last = line;
    last_plain = plain;
  }
  return edits;
}

}  // namespace chouma::text
