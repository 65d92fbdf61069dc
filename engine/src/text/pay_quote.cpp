#include "text/pay_quote.h"

#include <cmath>
#include <utility>

namespace chouma::text {

namespace {

using View = std::u32string_view;
constexpr double kDaysPerMonth = 21.75, kHoursPerMonth = 174;
constexpr double kLeastMonthly = 500, kMostMonthly = 1e6, kMostMonthlyYen = 1e7;

bool ascii(View word) { return is_letter(word.back()) || word.front() == '/'; }

// "10万用户", "QPS 20k". A Chinese word counts only where it touches: "20-30K 数据开发" is pay and a title.
bool counts_something_else(const PayScan& text, const PayWording& w) {
  const std::uint32_t next = text.blanks(w.end);
  if (const auto* word = text.longest(kNotPayAfter, next); word && (next == w.end || !w.two || ascii(word->word)))
    return true;
  if (text.longest(kNotPayAdjacent, w.end)) return true;
  bool other = false;
  text.each(kNotPayBefore, text.line_start(w.low.begin, 8), w.low.begin,
            [&](const Named<Nothing>& word, std::uint32_t place) {
              const bool added = place > 0 && text.code(place - 1) == '+';
              // "年终奖2-4个月，月薪20k": a comma in between clears it.
              const auto between = text.slice(place + static_cast<std::uint32_t>(word.word.size()), w.low.begin);
              other |= !added && between.find(U',') == View::npos;
            });
  return other;
}

// A field of its own, as boards print it: nothing but separators on both sides.
bool stands_alone(const PayScan& text, const PayWording& w) {
  constexpr View kSeparators = U" |/·,、:()[]\n-•;。【】<>";
  const bool left = w.low.begin == 0 || kSeparators.find(text.code(w.low.begin - 1)) != View::npos;
  return left && kSeparators.find(text.code(w.end)) != View::npos;
}

// "20k以上" as all that stands on the line.
bool whole_line(const PayScan& text, const PayWording& w) {
  return text.line_start(w.low.begin, 3) == w.low.begin && text.code(w.end) == '\n';
}

// "2019-2023", "2024" without a unit.
bool calendar_years(const PayWording& w) {
  const auto year = [](const Amount& a) { return a.unit == 0 && !a.currency && a.value >= 1970 && a.value <= 2039; };
  return year(w.low) && year(w.high) && !w.period;
}

bool is_pay(const PayScan& text, const PayWording& w) {
  if (w.is_part || counts_something_else(text, w) || calendar_years(w)) return false;
  const char32_t after = text.code(w.end);
  if (after == '-' && is_digit(text.code(w.end + 1))) return false;  // a date, a phone number
  if (after == U'年' || after == '%' || (is_letter(after) && is_letter(text.code(w.end - 1)))) return false;
  const bool said = w.period || w.months || w.label || w.is_base;
  const double unit = w.high.unit != 0 ? w.high.unit : w.low.unit;
  const auto currency = w.low.currency ? w.low.currency : w.high.currency;
  const bool foreign = currency && *currency != Currency::CNY;
  if (unit == 1e3) return w.two || said || foreign || whole_line(text, w);
  if (unit != 0) return said || (w.two && stands_alone(text, w)) || whole_line(text, w);
  if (currency) return said || (w.two && (stands_alone(text, w) || foreign)) || (foreign && w.low.value >= 10000);
  const bool full = w.low.value >= 1000;
  if (w.ends != PayEnds::both && full && whole_line(text, w)) return true;  // "8000起"
  return (w.label || w.period || w.is_base) && (w.two || full || w.period);
}

// "15-25K": the unit speaks for both; "8000-1.2万" does not.
std::pair<double, double> amounts(const Amount& low, const Amount& high) {
  const auto scale = [](const Amount& a, const Amount& other) {
    const double unit = a.unit == 0 && a.value < 1000 ? other.unit : a.unit;
    return a.value * (unit == 0 ? 1 : unit);
  };
  return {scale(low, high), scale(high, low)};
}

// As written; else by size: nobody is posted 80,000 yuan a month without saying so, nor 15,000 dollars.
Period period_of(const PayWording& w, Currency currency, double low) {
  if (w.period) return *w.period;
  if (w.label && *w.label != Period::once) return *w.label;
  if (w.months && currency == Currency::CNY && low < 200000) return Period::month;
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

double monthly(double amount, Period period, double months) {
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
}

std::int64_t whole(double amount) { return static_cast<std::int64_t>(std::floor(amount + 0.5)); }

// The whole pay and its guaranteed part, from the parts that are worded.
struct WholeAndGuaranteed {
  std::pair<double, double> all;
  std::optional<std::pair<double, double>> guaranteed;
};

WholeAndGuaranteed split(const PayWording& w, Period period) {
  WholeAndGuaranteed s{amounts(w.low, w.high), std::nullopt};
  if (w.is_base) s.guaranteed = s.all;
  // 奖金 and bonus come by the year, so they add up with yearly pay only.
  const bool adds = w.variable_amount && (w.variable != VariablePay::bonus || period == Period::year);
  if (adds) {
    const auto variable = amounts(w.variable_amount->low, w.variable_amount->high);
    if (w.variable_within)
      s.guaranteed = {s.all.first - variable.first, s.all.second - variable.second};
    else
      s.all = {s.all.first + variable.first, s.all.second + variable.second};
  }
  if (w.base) s.guaranteed = amounts(w.base->low, w.base->high);
  if (w.total && w.is_base) s.all = amounts(w.total->low, w.total->high);
  const auto& g = s.guaranteed;
  if (g && (g->first <= 0 || g->first > g->second || g->first > s.all.first || g->second > s.all.second))
    s.guaranteed.reset();
  return s;
}

double confidence_of(const PayWording& w, Period period, bool currency) {
  const bool scale =
      w.low.unit != 0 || w.high.unit != 0 || w.low.value >= 1000 || period == Period::hour || period == Period::day;
  const bool period_worded = w.period || w.months || (w.label && *w.label != Period::once);
  const bool ends = w.ends == PayEnds::both && !w.about;
  return (scale + currency + period_worded + ends + !w.after_tax) / 5.0;
}

}  // namespace

std::optional<PayQuote> quote_of(const PayScan& text, const PayWording& w) {
  if (!is_pay(text, w)) return std::nullopt;
  const auto worded = w.low.currency ? w.low.currency : w.high.currency;
  const Currency currency = worded.value_or(Currency::CNY);
  const Period period = period_of(w, currency, amounts(w.low, w.high).first);
  const double months = w.months.value_or(12);
  const WholeAndGuaranteed pay = split(w, period);
  const auto [low, high] = pay.all;
  const double most = currency == Currency::JPY ? kMostMonthlyYen : kMostMonthly;
  if (low > high || monthly(low, period, months) < kLeastMonthly || monthly(high, period, months) > most)
    return std::nullopt;
  const auto money = [&](double amount) { return Money{whole(amount), currency, period}; };
  const auto by_month = [&](double amount) {
    return Money{whole(monthly(amount, period, months)), currency, Period::month};
  };
  PayQuote out;
  out.low = money(low);
  out.high = money(high);
  out.monthly_low = by_month(low);
  out.monthly_high = by_month(high);
  out.months = w.months;
  out.ends = w.ends;
  if (pay.guaranteed) {
    out.guaranteed_low = money(pay.guaranteed->first);
    out.guaranteed_high = money(pay.guaranteed->second);
  }
  out.variable = w.variable;
  out.equity = w.equity;
  out.after_tax = w.after_tax;
  out.confidence = confidence_of(w, period, worded.has_value());
  out.span = {text.utf16(w.low.begin), text.utf16(w.end)};
  return out;
}

}  // namespace chouma::text
