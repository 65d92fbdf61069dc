// Sections, jobs and projects of a résumé.
#include "text/resume_parts.h"

#include <algorithm>

namespace chouma::text {

namespace {

using Kind = ResumeSection::Kind;

constexpr std::uint32_t kLongestHeading = 100, kShortLine = 60;

class Parts {
 public:
  explicit Parts(ResumeText& resume)
      : r_(resume), codes_(resume.text.codes), ranges_(find_ranges(resume.text.codes, resume.words)) {}

  void run() {
    for (const Line& line : r_.lines)
      for (const Heading& h : headings(codes_, r_.words, line)) {
        if (!r_.blocks.empty()) r_.blocks.back().end = h.begin;
        r_.blocks.push_back(
            {h.kind, h.begin, h.content, r_.text.size() > 0 ? static_cast<std::uint32_t>(codes_.size()) : 0});
        heading_lines_.push_back(line.begin);
        dated_section_ |= h.kind == Kind::experience || h.kind == Kind::projects;
      }
    for (std::size_t i = 0; i < r_.lines.size(); ++i) entry(i);
    close();
  }

 private:
  bool is_heading(std::size_t i) const {
    return std::binary_search(heading_lines_.begin(), heading_lines_.end(), r_.lines[i].begin);
  }

  const DateRange* range_on(Line line) const {
    const auto at = std::lower_bound(ranges_.begin(), ranges_.end(), line.begin,
                                     [](const DateRange& r, std::uint32_t b) { return r.begin < b; });
    return at != ranges_.end() && at->begin < line.end ? &*at : nullptr;
  }

  bool degree_on(Line line) const {
    for (const ResumeWord w : {ResumeWord::degree_college, ResumeWord::degree_bachelor, ResumeWord::degree_master,
                               ResumeWord::degree_doctor})
      if (any_phrase(r_.words, line.begin, line.end, w)) return true;
    return false;
  }

  // Dated, but of a school, on the same line or below a line of dates alone.
  bool education(std::size_t i) const {
    if (r_.school[i] || degree_on(r_.lines[i])) return true;
    const DateRange& range = *range_on(r_.lines[i]);
    if (words_between(r_.lines[i].begin, range.begin) + words_between(range.end, r_.lines[i].end) > 3) return false;
    const bool next = i + 1 < r_.lines.size() && range_on(r_.lines[i + 1]) == nullptr && !is_heading(i + 1);
    return next && r_.school[i + 1];
  }

  const ResumePhrase* project_title(Line line) const {
    auto p = phrase_from(r_.words, line.begin);
    while (p != r_.words.end() && p->begin < line.begin + 6 && p->begin < line.end && !p->is(ResumeWord::project_title))
      ++p;
    if (p == r_.words.end() || p->begin >= line.begin + 6 || !p->is(ResumeWord::project_title)) return nullptr;
    for (std::uint32_t i = line.begin; i < p->begin; ++i)
      if (is_word(codes_[i]) || is_han(codes_[i])) return nullptr;
    std::uint32_t i = p->end;
    while (i < line.end && (codes_[i] == ' ' || is_digit(codes_[i]))) ++i;
    return i < line.end && (codes_[i] == ':' || codes_[i] == U'】' || codes_[i] == U'、' || codes_[i] == ')') ? &*p
                                                                                                              : nullptr;
  }

  void entry(std::size_t i) {
    const Line line = r_.lines[i];
    const DateRange* range = range_on(line);
    const auto kind = r_.kind_at(line.begin);
    const bool body = kind ? *kind == Kind::experience || *kind == Kind::projects : !dated_section_;
    if (!body || (is_heading(i) && !range)) return;
    if (range == nullptr) {
      if (project_title(line) != nullptr) add(line, kind, nullptr);
      return;
    }
    // Prose that speaks of a time in passing is no heading.
    const bool opens = words_between(line.begin, range->begin) == 0, closes = words_between(range->end, line.end) == 0;
    if (!opens && !closes && line.end - line.begin > kLongestHeading) return;
    if (education(i)) return;
    add(title_of(i, *range), kind, range);
  }

  std::uint32_t words_between(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t n = 0;
    for (std::uint32_t i = begin; i < end; ++i) n += is_word(codes_[i]) || is_han(codes_[i]);
    return n;
  }

  bool short_line(std::size_t i) const {
    const Line l = r_.lines[i];
    const char32_t c = codes_[l.begin], last = codes_[l.end - 1];
    const bool bullet = !is_word(c) && !is_han(c) && c != U'【' && c != '[';
    return l.end - l.begin <= kShortLine && !bullet && last != U'。' && last != ';' && last != '.' && !is_heading(i) &&
           range_on(l) == nullptr;
  }

  // A line of dates alone takes the line above it where that opens the section or follows a blank line, else the one below.
  Line title_of(std::size_t i, const DateRange& range) const {
    Line title = r_.lines[i];
    if (title.end - title.begin > kLongestHeading) {
      std::uint32_t end = range.end;
      while (end < title.end && codes_[end] != ',' && codes_[end] != U'。' && codes_[end] != ';') ++end;
      title.end = std::min(end, title.begin + kLongestHeading);
      title.end = std::max(title.end, range.end);
    }
    if (words_between(title.begin, range.begin) + words_between(range.end, title.end) > 3) return title;
    if (i > 0 && short_line(i - 1) && (i == 1 || is_heading(i - 2) || gap_before(i - 1))) {
      title.begin = r_.lines[i - 1].begin;
    } else if (i + 1 < r_.lines.size() && short_line(i + 1)) {
      title.end = r_.lines[i + 1].end;
    }
    return title;
  }

  // A blank line stands before line i.
  bool gap_before(std::size_t i) const {
    std::uint32_t breaks = 0;
    for (std::uint32_t at = r_.lines[i - 1].end; at < r_.lines[i].begin; ++at) breaks += codes_[at] == '\n';
    return breaks >= 2;
  }

  void add(Line title, std::optional<Kind> kind, const DateRange* range) {
    ResumeEntry e;
    e.title = title;
    e.begin = title.begin;
    const bool named = std::u32string_view(codes_).substr(title.begin, title.end - title.begin).find(U"项目") !=
                       std::u32string_view::npos;
    e.job = range != nullptr && (kind ? *kind == Kind::experience : !named);
    if (range != nullptr) e.dates = *range;
    if (!r_.entries.empty() && r_.entries.back().begin >= e.begin) return;
    r_.entries.push_back(e);
  }

  void close() {
    auto& list = r_.entries;
    for (std::size_t i = list.size(); i-- > 0;) {
      std::uint32_t limit = static_cast<std::uint32_t>(codes_.size());
      const auto block = std::upper_bound(r_.blocks.begin(), r_.blocks.end(), list[i].begin,
                                          [](std::uint32_t at, const Block& b) { return at < b.begin; });
      if (block != r_.blocks.end()) limit = block->begin;
      list[i].end = i + 1 < list.size() ? std::min(limit, list[i + 1].begin) : limit;
      if (r_.blocks.empty()) list[i].end = std::min(list[i].end, sentence_end(list[i]));
      list[i].reach = list[i].end;
      // An undated project belongs to the job that it stands under.
      if (list[i].job && i + 1 < list.size() && !list[i + 1].dates && list[i + 1].begin < limit)
        list[i].reach = undated_end(i + 1, limit);
    }
  }

  // Prose without headings: a line that is a sentence, or several, tells of its own interval alone.
  std::uint32_t sentence_end(const ResumeEntry& e) const {
    const auto newline = codes_.find('\n', e.begin);
    std::uint32_t end = newline == std::u32string::npos ? static_cast<std::uint32_t>(codes_.size())
                                                        : static_cast<std::uint32_t>(newline);
    std::uint32_t last = end;
    while (last > e.begin && codes_[last - 1] == ' ') --last;
    const char32_t c = last > e.begin ? codes_[last - 1] : U' ';
    return c == U'。' || c == '.' || c == ';' ? end : static_cast<std::uint32_t>(codes_.size());
  }

  std::uint32_t undated_end(std::size_t i, std::uint32_t limit) const {
    while (i < r_.entries.size() && !r_.entries[i].dates) ++i;
    return i < r_.entries.size() ? std::min(limit, r_.entries[i].begin) : limit;
  }

  ResumeText& r_;
  const std::u32string& codes_;
  std::vector<DateRange> ranges_;
  std::vector<std::uint32_t> heading_lines_;
  bool dated_section_ = false;
};

}  // namespace

std::optional<Kind> ResumeText::kind_at(std::uint32_t at) const {
  const auto after =
      std::upper_bound(blocks.begin(), blocks.end(), at, [](std::uint32_t a, const Block& b) { return a < b.begin; });
  if (after == blocks.begin()) return std::nullopt;
  return (after - 1)->kind;
}

bool ResumeText::in_entry(std::uint32_t at) const {
  const auto after = std::upper_bound(entries.begin(), entries.end(), at,
                                      [](std::uint32_t a, const ResumeEntry& e) { return a < e.begin; });
  return after != entries.begin() && (after - 1)->end > at;
}

void find_parts(ResumeText& resume) { Parts(resume).run(); }

int union_months(std::vector<std::pair<Month, Month>> intervals) {
  std::sort(intervals.begin(), intervals.end());
  int months = 0;
  std::optional<Month> covered;  // inclusive
  for (const auto& [from, to] : intervals) {
    const Month begin = covered ? std::max(from, *covered + 1) : from;
    if (to >= begin) months += to - begin + 1;
    covered = std::max(covered.value_or(to), to);
  }
  return months;
}

}  // namespace chouma::text
