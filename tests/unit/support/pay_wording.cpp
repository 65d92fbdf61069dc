#include "support/pay_wording.h"

#include <array>
#include <cstdio>

namespace chouma::test {

namespace {

std::string months_text(double months) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%g", months);
  return digits;
}

std::string figures(const Money& low, const Money& high) {
  std::string text = std::to_string(low.amount);
  if (high != low) text += "-" + std::to_string(high.amount);
  return text;
}

std::string amount_zh(const Money& low, const Money& high) {
  constexpr std::array<const char*, 7> kCurrency = {"元", "美元", "欧元", "英镑", "港元", "日元", "新加坡元"};
  return figures(low, high) + kCurrency[static_cast<std::size_t>(low.currency)];
}

std::string amount_en(const Money& low, const Money& high) {
  return std::string(currency_name(low.currency)) + " " + figures(low, high);
}

// What differs between the languages; the order of the parts is the same.
struct Words {
  std::array<const char*, 4> period;
  std::array<const char*, 3> ends, variable;
  const char *negotiable, *months, *months_after, *after_tax, *base, *join, *equity, *within, *within_end, *with_base;
};

constexpr Words kZh = {{"/小时", "/天", "/月", "/年"},
                       {"", "以上", "以内"},
                       {"绩效", "提成", "奖金"},
                       "薪资面议",
                       "·",
                       "薪",
                       "税后",
                       "底薪",
                       "+",
                       "期权",
                       "(含",
                       ")",
                       "，底薪"};
constexpr Words kEn = {{" per hour", " per day", " per month", " per year"},
                       {"", " or more", " or less"},
                       {"performance pay", "commission", "bonus"},
                       "salary negotiable",
                       " x ",
                       " months",
                       " after tax",
                       "base ",
                       " + ",
                       "equity",
                       " (including ",
                       ")",
                       ", base "};

}  // namespace

std::string wording(const PayQuote& q, Language language) {
  const bool zh = language == Language::zh;
  const Words& w = zh ? kZh : kEn;
  if (q.negotiable) return w.negotiable;
  const auto amount = zh ? amount_zh : amount_en;
  const std::string variable = q.variable ? w.variable[static_cast<std::size_t>(*q.variable)] : "";
  const bool all_guaranteed = q.guaranteed_low && *q.guaranteed_low == q.low && *q.guaranteed_high == q.high;
  std::string text;
  if (all_guaranteed)
    text = w.base;
  else if (q.variable && !q.guaranteed_low)
    text = std::string(w.base) + "+" + variable + (zh ? "" : " ");
  text += amount(q.low, q.high) + w.period[static_cast<std::size_t>(q.low.period)];
  if (q.months) text += w.months + months_text(*q.months) + w.months_after;
  text += w.ends[static_cast<std::size_t>(q.ends)];
  if (q.after_tax) text += w.after_tax;
  if (q.variable && all_guaranteed) text += w.join + variable;
  if (q.variable && q.guaranteed_low && !all_guaranteed) text += w.within + variable + w.within_end;
  if (q.guaranteed_low && !all_guaranteed) text += w.with_base + amount(*q.guaranteed_low, *q.guaranteed_high);
  if (q.equity) text += std::string(w.join) + w.equity;
  return text;
}

}  // namespace chouma::test
