#include "text/pay.h"

#include "text/pay_words.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace chouma::text {

namespace {

using View = std::u32string_view;
constexpr double kDaysPerMonth = 21.75, kHoursPerMonth = 174;
constexpr double kLeastMonthly = 500, kMostMonthly = 1e7;

struct Amount {
  double value = 0;
  double unit = 0;  ///< 0: none written
  std::optional<Currency> currency;
  std::uint32_t begin = 0, end = 0;
};

struct Candidate {
  Amount low, high;
  bool range = false;
  std::optional<Period> period;  ///< written after the amounts
  std::optional<Period> label;   ///< written before them; once: period not said
  std::optional<double> months;
  std::uint32_t end = 0;
};

class PayReader {
 public:
  explicit PayReader(const Folded& text) : text_(text), codes_(text.codes), all_(text.codes) {}

  std::optional<PayQuote> run() const {
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (!is_digit(codes_[i])) continue;
      if (const auto candidate = read(i)) {
        if (const auto quote = believe(*candidate)) return quote;
      }
      i = digits_end(i) - 1;
    }
    return negotiable();
  }

 private:
  char32_t code(std::uint32_t i) const { return i < codes_.size() ? codes_[i] : U'\n'; }
  bool at(std::uint32_t i, View word) const { return i <= codes_.size() && all_.substr(i, word.size()) == word; }
  std::uint32_t blanks(std::uint32_t i) const {
    while (code(i) == ' ') ++i;
    return i;
  }
  std::uint32_t digits_end(std::uint32_t i) const {
    while (is_digit(code(i))) ++i;
    return i;
  }

  /// The longest word of a table at i that is not the head of a longer ASCII word.
  template <class Table>
  auto longest(const Table& table, std::uint32_t i) const -> decltype(table.data()) {
    decltype(table.data()) best = nullptr;
    for (const auto& entry : table) {
      if (!at(i, entry.word) || (best && entry.word.size() <= best->word.size())) continue;
      const char32_t after = code(i + static_cast<std::uint32_t>(entry.word.size()));
      if (!is_letter(entry.word.back()) || !is_letter(after)) best = &entry;
    }
    return best;
  }

  // 15, 1.5, 15,000 at i. Returns the end, or i.
  std::uint32_t number(std::uint32_t i, double& value) const {
    std::uint32_t at_ = i;
    value = 0;
    int digits = 0;
    for (; digits < 9; ++at_) {
      if (is_digit(code(at_))) {
        value = value * 10 + (code(at_) - '0');
        ++digits;
      } else if (!(code(at_) == ',' && digits > 0 && digits_end(at_ + 1) == at_ + 4)) {
        break;
      }
    }
    if (digits == 0 || is_digit(code(at_))) return i;
    if (code(at_) == '.' && is_digit(code(at_ + 1))) {
      double scale = 0.1;
      for (++at_; is_digit(code(at_)) && scale > 1e-4; ++at_, scale /= 10) value += (code(at_) - '0') * scale;
      if (is_digit(code(at_)) || code(at_) == '.') return i;
    }
    return at_;
  }

  // The currency that stands right before a number ("$120k", "RMB 20k"); `i` moves to where it begins.
  std::optional<Currency> currency_before(std::uint32_t& i) const {
    std::uint32_t end = i;
    while (end > 0 && codes_[end - 1] == ' ' && i - end < 2) --end;
    const Named<Currency>* best = nullptr;
    for (const auto& entry : kCurrencies) {
      const auto size = static_cast<std::uint32_t>(entry.word.size());
      if (size > end || codes_[end - 1] != entry.word.back() || all_.substr(end - size, size) != entry.word) continue;
      if (is_letter(entry.word.front()) && end > size && is_letter(codes_[end - size - 1])) continue;
      if (!best || size > best->word.size()) best = &entry;
    }
    if (!best || best->word == U"元" || best->word == U"块") return std::nullopt;
    i = end - static_cast<std::uint32_t>(best->word.size());
    return best->value;
  }

  // An amount whose digits (or currency sign) begin at i.
  std::optional<Amount> amount(std::uint32_t i) const {
    Amount a;
    a.begin = i;
    if (is_digit(code(i))) {
      a.currency = currency_before(a.begin);
    } else if (const auto* symbol = longest(kCurrencies, i)) {
      a.currency = symbol->value;
      i = blanks(i + static_cast<std::uint32_t>(symbol->word.size()));
    }
    const std::uint32_t end = number(i, a.value);
    if (end == i) return std::nullopt;
    a.end = end;
    const std::uint32_t next = blanks(end);
    if (const auto* unit = longest(kUnits, next)) {
      a.unit = unit->value;
      a.end = next + static_cast<std::uint32_t>(unit->word.size());
    } else if (is_letter(code(end)) && !longest(kCurrencies, end)) {
      return std::nullopt;
    }
    const std::uint32_t tail = blanks(a.end);
    if (const auto* symbol = longest(kCurrencies, tail); symbol && !a.currency) {
      a.currency = symbol->value;
      a.end = tail + static_cast<std::uint32_t>(symbol->word.size());
    }
    return a;
  }

  std::uint32_t separator(std::uint32_t i) const {
    for (const View s : {View(U"--"), View(U"-"), View(U"~"), View(U"–"), View(U"—"), View(U"－"), View(U"到"),
                         View(U"至"), View(U"to "), View(U"−"), View(U"〜")})
      if (at(i, s)) return i + static_cast<std::uint32_t>(s.size());
    return 0;
  }

  std::optional<Candidate> read(std::uint32_t i) const {
    const auto low = amount(i);
    if (!low) return std::nullopt;
    const bool joined = i > 0 && (is_word(codes_[i - 1]) || codes_[i - 1] == '.' ||
                                  (codes_[i - 1] == '-' && i > 1 && is_word(codes_[i - 2])));
    if (joined && low->begin == i) return std::nullopt;
    Candidate c;
    c.low = c.high = *low;
    c.end = low->end;
    suffixes(c);  // "15千/月-2.5万/月"
    if (const std::uint32_t sep = separator(blanks(c.end))) {
      if (const auto high = amount(blanks(sep))) {
        c.high = *high;
        c.range = true;
        c.end = high->end;
        suffixes(c);
      }
    }
    label(c);
    return c;
  }

  // 以上, /月, ·16薪 in any order.
  void suffixes(Candidate& c) const {
    for (bool more = true; more;) {
      more = false;
      const std::uint32_t i = blanks(c.end);
      for (const View open : {View(U"以上"), View(U"+"), View(U"起"), View(U"左右"), View(U"以内"), View(U"(税前)"),
                              View(U"税前"), View(U"before tax")}) {
        if (!at(i, open) || (open == U"+" && is_digit(code(i + 1)))) continue;
        c.end = i + static_cast<std::uint32_t>(open.size());
        more = true;
        break;
      }
      if (const auto* period = longest(kPeriods, i); period && !c.period) {
        c.period = period->value;
        c.end = i + static_cast<std::uint32_t>(period->word.size());
        more = true;
      }
      if (!c.months && months(c, i)) more = true;
    }
  }

  // ·16薪, *13薪, x 14, (13-16薪), 14 months: the sure number, the lower of two.
  bool months(Candidate& c, std::uint32_t i) const {
    constexpr View kMarks = U"·*x×•,(.|/＊∙・";
    std::uint32_t j = i;
    bool times = false;
    while (j < i + 3 && (code(j) == ' ' || kMarks.find(code(j)) != View::npos))
      times |= code(j) == '*' || code(j) == 'x' || code(j) == U'×' || code(j) == U'·', ++j;
    double n = 0, upper = 0;
    std::uint32_t end = number(j, n);
    if (end == j) return false;
    if (const std::uint32_t sep = separator(end))
      if (const std::uint32_t stop = number(sep, upper); stop > sep) end = stop;
    end = blanks(end);
    std::uint32_t tail = 0;
    for (const View word : {View(U"个月薪"), View(U"个月"), View(U"月薪"), View(U"薪"), View(U"months"), View(U"月")})
      if (!tail && at(end, word)) tail = end + static_cast<std::uint32_t>(word.size());
    if (!tail && times && !is_word(code(end)) && upper == 0) tail = end;
    if (!tail || n < 12 || n > 36) return false;
    c.months = n;
    c.end = code(tail) == ')' ? tail + 1 : tail;
    return true;
  }

  // The nearest word before the amount, on its line, that says what it is.
  void label(Candidate& c) const {
    constexpr std::uint32_t kBehind = 16;
    const std::uint32_t begin = line_start(c.low.begin, kBehind);
    const View before = all_.substr(begin, c.low.begin - begin);
    std::size_t best = 0;
    for (const auto& entry : kLabels) {
      const auto found = before.rfind(entry.word);
      if (found == View::npos) continue;
      if (is_letter(entry.word.front()) && found > 0 && is_letter(before[found - 1])) continue;
      const std::size_t end = found + entry.word.size();
      const bool period_beats = end == best && c.label == Period::once;
      if (end > best || period_beats) best = end, c.label = entry.value;
    }
  }

  std::uint32_t line_start(std::uint32_t i, std::uint32_t most) const {
    std::uint32_t begin = i;
    while (begin > 0 && i - begin < most && codes_[begin - 1] != '\n' && codes_[begin - 1] != U'。' &&
           codes_[begin - 1] != ';')
      --begin;
    return begin;
  }

  bool counts_something_else(const Candidate& c) const {
    const std::uint32_t next = blanks(c.end);
    for (const View word : kNotPayAfter)
      if (at(next, word)) return true;
    const std::uint32_t begin = line_start(c.low.begin, 8);
    const View before = all_.substr(begin, c.low.begin - begin);
    return std::any_of(kNotPayBefore.begin(), kNotPayBefore.end(), [&](View word) {
      const auto found = before.rfind(word);
      // "年终奖2-4个月，月薪20k": a comma in between clears it.
      return found != View::npos && before.find(U',', found) == View::npos;
    });
  }

  // A field of its own, as boards print it: nothing but separators on both sides.
  bool stands_alone(const Candidate& c) const {
    constexpr View kSeparators = U" |/·,、:()[]\n-•;。【】<>";
    const bool left = c.low.begin == 0 || kSeparators.find(codes_[c.low.begin - 1]) != View::npos;
    return left && kSeparators.find(code(c.end)) != View::npos;
  }

  // "20k以上" as all that stands on the line.
  bool whole_line(const Candidate& c) const {
    return line_start(c.low.begin, 3) == c.low.begin && (code(c.end) == '\n' || c.end == codes_.size());
  }

  // Is it pay? Then the quote.
  std::optional<PayQuote> believe(const Candidate& c) const {
    if (counts_something_else(c)) return std::nullopt;
    if (code(c.end) == '-' && is_digit(code(c.end + 1))) return std::nullopt;  // a date, a phone number
    if (code(c.end) == U'年' || (is_letter(code(c.end)) && is_letter(codes_[c.end - 1]))) return std::nullopt;
    const bool said = c.period || c.months || c.label;
    const double unit = c.high.unit != 0 ? c.high.unit : c.low.unit;
    const auto currency = c.low.currency ? c.low.currency : c.high.currency;
    const bool foreign = currency && *currency != Currency::CNY;
    bool pay = false;
    if (unit == 1e3) {
      pay = c.range || said || foreign || whole_line(c);
    } else if (unit == 1e4) {
      pay = said || (c.range && stands_alone(c)) || whole_line(c);
    } else if (currency) {
      pay = said || (c.range && (stands_alone(c) || foreign)) || (foreign && c.low.value >= 10000);
    } else {
      pay = said && (c.label || c.period) && (c.range || c.low.value >= 1000 || c.period);
    }
    return pay ? quote(c, currency.value_or(Currency::CNY)) : std::nullopt;
  }

  std::optional<PayQuote> quote(const Candidate& c, Currency currency) const {
    // "15-25K": the unit speaks for both; "8000-1.2万" does not.
    const double shared = c.low.unit == 0 && c.low.value < 1000 ? c.high.unit : c.low.unit;
    const double high_unit = c.high.unit == 0 && c.high.value < 1000 ? c.low.unit : c.high.unit;
    const double low = c.low.value * (shared == 0 ? 1 : shared), high = c.high.value * (high_unit == 0 ? 1 : high_unit);
    PayQuote out;
    const Period period = period_of(c, currency, low);
    const double months = c.months.value_or(12);
    const auto monthly = [&](double amount) {
      switch (period) {
        case Period::hour:
          return amount * kHoursPerMonth;
        case Period::day:
          return amount * kDaysPerMonth;
        case Period::year:
          return amount / months;
        default:
          return amount;
      }
    };
    if (low > high || monthly(low) < kLeastMonthly || monthly(high) > kMostMonthly) return std::nullopt;
    const auto whole = [](double amount) { return static_cast<std::int64_t>(std::floor(amount + 0.5)); };
    out.low = {whole(low), currency, period};
    out.high = {whole(high), currency, period};
    out.monthly_low = {whole(monthly(low)), currency, Period::month};
    out.monthly_high = {whole(monthly(high)), currency, Period::month};
    out.months = c.months;
    out.span = {text_.utf16[c.low.begin], text_.utf16[c.end]};
    return out;
  }

  // As written; else by size: nobody is posted 80,000 yuan a month without saying so, nor 15,000 dollars.
  static Period period_of(const Candidate& c, Currency currency, double low) {
    if (c.period) return *c.period;
    if (c.label && *c.label != Period::once) return *c.label;
    if (c.months && currency == Currency::CNY && low < 200000) return Period::month;
    switch (currency) {
      case Currency::CNY:
        return low >= 80000 ? Period::year : Period::month;
      case Currency::HKD:
        return low >= 150000 ? Period::year : Period::month;
      case Currency::JPY:
        return low >= 1500000 ? Period::year : Period::month;
      case Currency::SGD:
        return low >= 25000 ? Period::year : Period::month;
      default:
        return low >= 15000 ? Period::year : low < 300 ? Period::hour : Period::month;
    }
  }

  // "薪资面议", or 面议 as a field of its own; not "工作时间面议".
  bool about_pay(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t from = line_start(begin, 12);
    const View before = all_.substr(from, begin - from), words = all_.substr(begin, end - begin);
    for (const View word : {View(U"薪"), View(U"资"), View(U"待遇"), View(U"package"), View(U"salary"), View(U"pay"),
                            View(U"compensation")})
      if (before.find(word) != View::npos || words.find(word) != View::npos) return true;
    constexpr View kSeparators = U" |/·,、:()[]\n-•;。";
    return (begin == 0 || kSeparators.find(codes_[begin - 1]) != View::npos) &&
           kSeparators.find(code(end)) != View::npos;
  }

  std::optional<PayQuote> negotiable() const {
    for (std::uint32_t i = 0; i < codes_.size(); ++i) {
      if (codes_[i] != U'面' && codes_[i] != U'薪' && codes_[i] != 'n') continue;
      for (const View word : kNegotiable) {
        if (!at(i, word) || !about_pay(i, i + static_cast<std::uint32_t>(word.size()))) continue;
        PayQuote out;
        out.negotiable = true;
        out.span = {text_.utf16[i], text_.utf16[i + word.size()]};
        return out;
      }
    }
    return std::nullopt;
  }

  const Folded& text_;
  const std::u32string& codes_;
  View all_;
};

}  // namespace

std::optional<PayQuote> parse_pay(std::string_view text) { return find_pay(fold_text(text)); }

std::optional<PayQuote> find_pay(const Folded& text) { return PayReader(text).run(); }

}  // namespace chouma::text
