#include "text/resume_dates.h"

#include "text/folded.h"
#include "text/reader.h"

#include <array>

namespace chouma::text {

namespace {

constexpr Month kBegin = 6, kEnd = 5;  // of a bare year: July opens, June closes

struct Date {
  std::uint32_t end = 0;
  int year = 0;
  std::optional<int> month;  ///< 0 … 11
};

class Dates : Reader {
 public:
  Dates(std::u32string_view codes, const std::vector<ResumePhrase>& words) : Reader(codes), words_(words) {}

  std::vector<DateRange> run() const {
    std::vector<DateRange> out;
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (i > 0 && is_word(codes_[i - 1])) continue;
      const auto from = date(i);
      if (!from) continue;
      const auto range = range_from(i, *from);
      i = from->end - 1;
      if (!range) continue;
      out.push_back(*range);
      i = range->end - 1;
    }
    return out;
  }

 private:
  // Digits at i, at most `most`, with no digit behind; -1 where there are none.
  int number(std::uint32_t i, std::uint32_t most, std::uint32_t& end) const {
    int value = 0;
    for (end = i; is_digit(code(end)) && end < i + most; ++end) value = value * 10 + static_cast<int>(code(end) - '0');
    return end == i || is_digit(code(end)) ? -1 : value;
  }

  std::optional<Date> date(std::uint32_t i) const {
    if (is_digit(code(i))) return digits(i);
    return is_letter(code(i)) ? named(i) : std::nullopt;
  }

  std::optional<Date> digits(std::uint32_t i) const {
    Date out;
    std::uint32_t end = i;
    if (const int month = number(i, 2, end);
        month >= 1 && month <= 12 && (code(end) == '/' || code(end) == '.' || code(end) == '-')) {
      std::uint32_t year_end = 0;
      if (const int year = number(end + 1, 4, year_end); plausible(year) && year_end == end + 5)
        return Date{year_end, year, month - 1};
      return std::nullopt;
    }
    out.year = number(i, 4, out.end);
    if (!plausible(out.year) || out.end != i + 4) return std::nullopt;
    std::uint32_t at = blanks(out.end);
    const char32_t mark = code(at);
    if (mark == U'年') out.end = at + 1;
    if (mark != U'年' && mark != '.' && mark != '/' && mark != '-') return out;
    std::uint32_t month_end = 0;
    const int month = number(blanks(at + 1), 2, month_end);
    // "2019-03" is March; "2018 - 20" is nothing.
    if (month < 1 || month > 12 || (mark == '-' && (at != out.end || code(at + 1) == ' '))) return out;
    out.month = month - 1;
    out.end = month_end;
    if (code(blanks(out.end)) == U'月') out.end = blanks(out.end) + 1;
    std::uint32_t day_end = 0;  // a day tells nothing that is counted
    const bool marked = code(out.end) == mark && mark != U'年';
    if (const std::uint32_t day = marked ? out.end + 1 : out.end; marked || mark == U'年') {
      const int value = number(day, 2, day_end);
      if (value >= 1 && value <= 31 && (marked || code(day_end) == U'日'))
        out.end = code(day_end) == U'日' ? day_end + 1 : day_end;
    }
    return out;
  }

  // "Mar 2019", "March, 2019", "Sept. 2019"
  std::optional<Date> named(std::uint32_t i) const {
    constexpr std::array<std::u32string_view, 12> kMonths = {U"january",   U"february", U"march",    U"april",
                                                             U"may",       U"june",     U"july",     U"august",
                                                             U"september", U"october",  U"november", U"december"};
    std::uint32_t end = i;
    while (is_letter(code(end)) && end < i + 10) ++end;
    const std::u32string_view word = codes_.substr(i, end - i);
    if (word.size() < 3) return std::nullopt;
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
      if (!kMonths[m].starts_with(word) || (word.size() > 4 && word.size() != kMonths[m].size())) continue;
      while (code(end) == '.' || code(end) == ',' || code(end) == ' ' || code(end) == '-' || code(end) == '/') ++end;
      std::uint32_t year_end = 0;
      const int year = number(end, 4, year_end);
      if (!plausible(year) || year_end != end + 4) return std::nullopt;
      return Date{year_end, year, static_cast<int>(m)};
    }
    return std::nullopt;
  }

  static bool plausible(int year) { return year >= 1970 && year <= 2099; }

  std::uint32_t now(std::uint32_t i) const {
    std::uint32_t end = 0;
    for (auto p = phrase_from(words_, i); p != words_.end() && p->begin == i; ++p)
      if (p->is(ResumeWord::now)) end = p->end;
    return end;
  }

  std::optional<DateRange> range_from(std::uint32_t begin, const Date& from) const {
    const Month first = from.year * 12 + from.month.value_or(kBegin);
    std::uint32_t at = blanks(from.end);
    if (const std::uint32_t end = now(at); end > 0 && code(at) == U'至')
      return DateRange{begin, end, first, std::nullopt};
    const std::uint32_t dash = at;
    for (const std::u32string_view word : {U"to ", U"until ", U"till ", U"through "})
      if (codes_.substr(at).starts_with(word)) at += static_cast<std::uint32_t>(word.size());
    if (at == dash) {
      constexpr std::u32string_view kDashes = U"-–—−―~至到";
      while (kDashes.find(code(at)) != std::u32string_view::npos && at < dash + 3 && now(at) == 0) ++at;
    }
    if (at == dash) return std::nullopt;
    at = blanks(at);
    if (const std::uint32_t end = now(at)) return DateRange{begin, end, first, std::nullopt};
    const auto to = date(at);
    if (!to) return std::nullopt;
    Month last = to->year * 12 + to->month.value_or(kEnd);
    if (!from.month && !to->month && from.year == to->year) last = first;  // within one year: a month at least
    if (last < first) return std::nullopt;
    return DateRange{begin, to->end, first, last};
  }

  const std::vector<ResumePhrase>& words_;
};

}  // namespace

std::vector<DateRange> find_ranges(std::u32string_view codes, const std::vector<ResumePhrase>& words) {
  return Dates(codes, words).run();
}

}  // namespace chouma::text
