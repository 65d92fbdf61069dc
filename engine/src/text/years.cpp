// How many years of experience a posting asks for.
#include "text/facts.h"
#include "text/reader.h"
#include "text/sieve.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chouma::text {

namespace {

constexpr int kMostYears = 30;
constexpr Sieve kYearsStart(U"0123456789一二两三四五六七八九十otfsen");

struct Quantity {
  int low = 0;
  std::optional<int> high;
  bool open = false;   ///< 以上, +
  bool below = false;  ///< 以内
  std::uint32_t begin = 0, end = 0;
  bool bounded() const { return open || below || high.has_value(); }
};

// Reads quantities of years; knows nothing of what they mean.
class Scanner : Reader {
 public:
  Scanner(std::u32string_view codes, const Sentences& sentences) : Reader(codes), sentences_(sentences) {}

  /// "3-5年", "三年以上", "5+ years", "1年以内" at i, or nothing.
  std::optional<Quantity> read(std::uint32_t i) const {
    if (!may_begin(i)) return std::nullopt;
    Quantity q;
    q.begin = i;
    const std::uint32_t first = number(i, q.low);
    if (first == i || q.low > kMostYears) return std::nullopt;
    std::uint32_t unit_end = unit(first);
    std::uint32_t at = blanks(unit_end ? unit_end : first);
    if (!unit_end) {
      if (const auto plus = any_of(at, {U"+", U"以上", U"多", U"or more"})) {
        q.open = true;
        unit_end = unit(plus);
        if (!unit_end) return std::nullopt;
      }
    }
    if (const auto sep = q.open ? 0 : any_of(at, {U"--", U"-", U"~", U"–", U"—", U"到", U"至", U"to "})) {
      int high = 0;
      const std::uint32_t second = blanks(sep), stop = number(second, high);
      if (const std::uint32_t tail = stop > second ? unit(stop) : 0; tail && q.low <= high && high <= kMostYears) {
        q.high = high;
        unit_end = tail;
      }
    }
    if (!unit_end || not_a_duration(unit_end)) return std::nullopt;
    q.end = unit_end;
    at = blanks(unit_end);
    if (const auto above =
            any_of(at, {U"及以上", U"或以上", U"含以上", U"(含)以上", U"(及)以上", U"(含)及以上", U"及其以上", U"以上",
                        U"+", U"or more", U"or above", U"and above", U"plus", U"起", U"及"})) {
      q.open = true;
      q.end = above;
    } else if (const auto below =
                   any_of(at, {U"及以下", U"或以下", U"以内", U"以下", U"之内", U"or less", U"or fewer"})) {
      q.below = true;
      q.end = below;
    }
    return q;
  }

 private:
  // Not inside a word or a longer number; a dot before is an item's ("1.5年以上": item 1, 5 years) where the number opens a line or sentence.
  bool may_begin(std::uint32_t i) const {
    if (!is_digit(codes_[i]) && !opens_number(codes_[i])) return false;
    if (i == 0) return true;
    const char32_t before = codes_[i - 1];
    if (before == '.') return i >= 2 && is_digit(codes_[i - 2]) && is_item(i - 2);
    if (before == '-') return i == 1 || sentences_.index[i - 1] != sentences_.index[i - 2];  // a bullet, not a range
    return !is_word(before) && before != '~' && before != U'第' && before != U'十' && before != U'百';
  }

  // The digit at i with the dot after it is an item's number: it opens a sentence, stands after a colon, or what follows is no half.
  bool is_item(std::uint32_t i) const {
    if (i == 0 || sentences_.index[i] != sentences_.index[i - 1]) return true;
    return codes_[i - 1] == ':' || (code(i + 2) != '5' && !is_word(codes_[i - 1]) && codes_[i - 1] != '.');
  }

  static bool opens_number(char32_t c) {
    switch (c) {
      case U'一':
      case U'二':
      case U'两':
      case U'三':
      case U'四':
      case U'五':
      case U'六':
      case U'七':
      case U'八':
      case U'九':
      case U'十':
      case 'o':
      case 't':
      case 'f':
      case 's':
      case 'e':
      case 'n':
        return true;
      default:
        return false;
    }
  }

  std::uint32_t number(std::uint32_t i, int& value) const {
    std::uint32_t at = i;
    value = 0;
    const bool item = i < codes_.size() && is_digit(codes_[i]) && is_item(i);  // "1.5年以上": item 1
    while (is_digit(code(at)) && at < i + 3) value = value * 10 + static_cast<int>(code(at++) - '0');
    if (at > i) {
      if (code(at) == '.' && !item && is_digit(code(at + 1)) && !is_digit(code(at + 2))) at += 2;  // 1.5: rounded down
      return is_digit(code(at)) ? i : at;
    }
    const auto numeral = [](char32_t c) {
      constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
      const auto n = kNumerals.find(c);
      return c == U'两' ? 2 : n == std::u32string_view::npos ? -1 : static_cast<int>(n);
    };
    if (numeral(code(at)) >= 0) value = numeral(code(at++));
    if (code(at) == U'十') {
      value = at == i ? 10 : value * 10;
      if (numeral(code(++at)) >= 0) value += numeral(code(at++));
    }
    if (at > i) return at;
    constexpr std::array<std::u32string_view, 11> kEnglish = {U"zero", U"one",   U"two",   U"three", U"four", U"five",
                                                              U"six",  U"seven", U"eight", U"nine",  U"ten"};
    for (std::size_t n = 1; n < kEnglish.size(); ++n) {
      const std::uint32_t end = any_of(i, {kEnglish[n]});
      if (end && !is_word(code(end))) return value = static_cast<int>(n), end;
    }
    return i;
  }

  std::uint32_t unit(std::uint32_t i) const {
    i = blanks(i);
    if (code(i) == U'个' || code(i) == U'整') ++i;
    if (code(i) == U'年') return code(i + 1) == U'年' ? i + 2 : i + 1;
    for (const std::u32string_view word : {U"years", U"year", U"yrs", U"yr"})
      if (const std::uint32_t end = any_of(i, {word}); end && !is_word(code(end))) return end;
    return 0;
  }

  // 年薪, 年假, 年级; 24年12月.
  bool not_a_duration(std::uint32_t end) const {
    constexpr std::u32string_view kCompounds = U"薪假底终龄会度轻均费初末级份代货检";
    const char32_t next = code(end);
    return codes_[end - 1] == U'年' && (kCompounds.find(next) != std::u32string_view::npos || is_digit(next));
  }

  const Sentences& sentences_;
};

enum class Meaning { none, special, general };

class YearsReader {
 public:
  YearsReader(const Folded& text, const Sentences& sentences, const Matches& matches)
      : codes_(text.codes), sentences_(sentences), matches_(matches) {}

  Years run() const {
    const Scanner scanner(codes_, sentences_);
    std::optional<Quantity> special;  // experience with one technology
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (!kYearsStart.may_be(codes_[i])) continue;
      const auto q = scanner.read(i);
      if (!q) continue;
      i = q->end - 1;
      const Meaning meaning = judge(*q);
      // General experience includes every special one; a smaller general number speaks of something else.
      if (meaning == Meaning::general && (!special || q->low >= special->low)) return years(*q);
      if (meaning == Meaning::special && !special) special = q;
    }
    if (special) return years(*special);
    return fresh();
  }

 private:
  // "1年以内" is 0 to 1; "不考虑3年以下" is 3 and more.
  Years years(const Quantity& q) const {
    Years out{q.low, q.high, q.begin, q.end};
    const Sentence& s = sentences_.list[sentences_.index[q.begin]];
    const std::uint32_t from = std::max(s.begin, q.begin - std::min(q.begin, 12u)), to = std::min(s.end, q.end + 16);
    if (q.below && !q.high && find(from, to, Word::refuse) == to) out.min = 0, out.max = q.low;
    return out;
  }

  // The first word of a kind in [begin, end), or end.
  std::uint32_t find(std::uint32_t begin, std::uint32_t end, Word kind) const {
    auto at = std::lower_bound(matches_.words.begin(), matches_.words.end(), begin,
                               [](const Phrase& p, std::uint32_t b) { return p.begin < b; });
    for (; at != matches_.words.end() && at->begin < end; ++at)
      if (at->is(kind)) return at->begin;
    return end;
  }

  bool any_skill(std::uint32_t begin, std::uint32_t end) const {
    const auto at = std::lower_bound(matches_.skills.begin(), matches_.skills.end(), begin,
                                     [](const Found& s, std::uint32_t b) { return s.begin < b; });
    return at != matches_.skills.end() && at->begin < end;
  }

  Meaning judge(const Quantity& q) const {
    constexpr std::uint32_t kBehind = 12, kAhead = 60;
    const Sentence& s = sentences_.list[sentences_.index[q.begin]];
    std::uint32_t from = q.begin, to = q.end;
    while (from > s.begin && q.begin - from < kBehind && codes_[from - 1] != ',') --from;
    while (to < s.end && to - q.end < kAhead && codes_[to] != ',') ++to;
    if (find(from, std::min(to, q.end + 4), Word::no_experience) < std::min(to, q.end + 4)) return Meaning::none;
    const std::uint32_t ahead = find(q.end, to, Word::experience);
    const bool behind = find(from, q.begin, Word::experience) < q.begin;
    if (ahead < to) return any_skill(q.end, ahead) ? Meaning::special : Meaning::general;
    if (behind) return any_skill(from, q.begin) ? Meaning::special : Meaning::general;
    const bool least = at_least(from, q.begin);
    if (!q.bounded() && !least) return Meaning::none;
    // "3年以上使用Node.js", "vue实战不少于3年"
    if (any_skill(q.end, std::min(to, q.end + 12)) || (least && any_skill(from, q.begin))) return Meaning::special;
    const bool activity = find(q.end, to, Word::activity) < to || find(from, q.begin, Word::activity) < q.begin;
    if (activity) return any_skill(q.end, to) ? Meaning::special : Meaning::general;
    return stands_alone(q, from, to) ? Meaning::general : Meaning::none;
  }

  bool at_least(std::uint32_t from, std::uint32_t end) const {
    const std::u32string_view before = std::u32string_view(codes_).substr(from, end - from);
    for (const std::u32string_view word : {U"不少于", U"不低于", U"至少", U"最少", U"at least", U"minimum"})
      if (before.find(word) != std::u32string_view::npos) return true;
    return false;
  }

  // A field of its own, as boards print it: "上海 | 3-5年 | 本科".
  bool stands_alone(const Quantity& q, std::uint32_t from, std::uint32_t to) const {
    constexpr std::u32string_view kSeparators = U" |/·,、:()[]\n-•;";
    const auto separates = [&](std::uint32_t i) { return kSeparators.find(codes_[i]) != std::u32string_view::npos; };
    if (q.below) return false;
    return (q.begin == from || separates(q.begin - 1)) && (q.end == to || separates(q.end));
  }

  // "经验：应届"
  Years fresh() const {
    for (std::size_t w = 1; w < matches_.words.size(); ++w) {
      const Phrase &field = matches_.words[w - 1], &value = matches_.words[w];
      if (!value.is(Word::fresh) || !field.is(Word::experience_field) || value.begin > field.end + 3) continue;
      if (codes_.find(U':', field.end) < value.begin) return {0, 0, value.begin, value.end};
    }
    return {};
  }

  const std::u32string& codes_;
  const Sentences& sentences_;
  const Matches& matches_;
};

}  // namespace

Years find_years(const Folded& text, const Sentences& sentences, const Matches& matches) {
  return YearsReader(text, sentences, matches).run();
}

}  // namespace chouma::text
