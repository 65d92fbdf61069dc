#include "text/pay_scan.h"

namespace chouma::text {

namespace {

using View = std::u32string_view;
constexpr std::uint32_t kLongestNumeral = 16;  // code points of a Chinese numeral

double chinese_unit(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'万':
    case U'萬':
      return 10000;
    default:
      return 0;
  }
}

}  // namespace

int chinese_digit(char32_t c) {
  switch (c) {
    case U'零':
      return 0;
    case U'一':
      return 1;
    case U'二':
    case U'两':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    default:
      return -1;
  }
}

std::uint32_t PayScan::line_start(std::uint32_t i, std::uint32_t most) const {
  std::uint32_t begin = i;
  while (begin > 0 && i - begin < most && codes_[begin - 1] != '\n' && codes_[begin - 1] != U'。' &&
         codes_[begin - 1] != ';')
    --begin;
  return begin;
}

std::uint32_t PayScan::number(std::uint32_t i, double& value) const {
  std::uint32_t place = i;
  value = 0;
  int digits = 0;
  for (; digits < 9; ++place) {
    if (is_digit(code(place))) {
      value = value * 10 + (code(place) - '0');
      ++digits;
    } else if (!(code(place) == ',' && digits > 0 && digits_end(place + 1) == place + 4)) {
      break;
    }
  }
  if (digits == 0 || is_digit(code(place))) return i;
  if (code(place) == '.' && is_digit(code(place + 1))) {
    double scale = 0.1;
    for (++place; is_digit(code(place)) && scale > 1e-4; ++place, scale /= 10) value += (code(place) - '0') * scale;
    if (is_digit(code(place)) || code(place) == '.') return i;
  }
  return place;
}

std::uint32_t PayScan::spelled(std::uint32_t i, double& value, double& unit) const {
  double high = 0, section = 0, last_unit = 0;  // high: what stands before 万
  int digit = -1;                               // read, its unit not yet
  bool large = false;
  std::uint32_t place = i;
  for (;; ++place) {
    const char32_t c = code(place);
    if (place - i > kLongestNumeral) return i;
    if (const int d = chinese_digit(c); d >= 0) {
      if (digit > 0) return i;  // "两三万", a year, a phone number
      digit = d == 0 ? -1 : d;
      if (d == 0) last_unit = 10;  // 一万零五百: the next digit stands for itself
      continue;
    }
    const double u = chinese_unit(c);
    if (u == 0) break;
    const bool bare = digit < 0 && section == 0 && high == 0;
    if (u == 10000) {
      if (digit > 0) section += digit;
      if (high > 0 || section == 0) return i;
      high = section * u;
      section = 0;
    } else {
      // 十五, and 百万 as a word of its own
      const bool one = bare && (u == 10 || (u == 100 && chinese_unit(code(place + 1)) == 10000));
      if (digit < 0 && !one) return i;
      section += (one ? 1 : digit) * u;
    }
    large |= u >= 1000;
    last_unit = u;
    digit = -1;
  }
  // 一万二, 八千五: the last digit belongs to the next lower unit.
  if (digit > 0) section += last_unit > 0 ? digit * last_unit / 10 : digit;
  value = high + section;
  unit = large ? 1 : 0;
  return value > 0 ? place : i;
}

// The currency that stands right before a number ("$120k", "RMB 20k"); `i` moves to where it begins.
std::optional<Currency> PayScan::currency_before(std::uint32_t& i) const {
  std::uint32_t end = i;
  while (end > 0 && codes_[end - 1] == ' ' && i - end < 2) --end;
  const Named<Currency>* best = nullptr;
  for (const auto& entry : kCurrencies) {
    const auto length = static_cast<std::uint32_t>(entry.word.size());
    if (length > end || codes_[end - 1] != entry.word.back() || slice(end - length, end) != entry.word) continue;
    if (is_letter(entry.word.front()) && end > length && is_letter(codes_[end - length - 1])) continue;
    if (!best || length > best->word.size()) best = &entry;
  }
  if (!best || best->word == U"元" || best->word == U"块") return std::nullopt;
  i = end - static_cast<std::uint32_t>(best->word.size());
  return best->value;
}

// The unit behind a numeral, and the digit behind it in "1万2", "2w5". Returns the end.
std::uint32_t PayScan::unit(std::uint32_t numeral_end, bool whole, Amount& a) const {
  const std::uint32_t next = blanks(numeral_end);
  const auto* found = longest(kUnits, next);
  if (!found) return numeral_end;
  a.unit = found->value;
  std::uint32_t end = next + static_cast<std::uint32_t>(found->word.size());
  const char32_t digit = code(end), after = code(end + 1);
  const bool tail = whole && is_digit(digit) && found->word != U"k" && !is_word(after) && after != '.' && after != ',';
  if (!tail || after == U'个' || after == U'薪' || after == U'天' || after == U'年') return end;
  a.value += (digit - '0') / 10.0;
  end += after == U'千' && a.unit == 1e4 ? 2 : 1;
  return end;
}

std::optional<Amount> PayScan::amount(std::uint32_t i) const {
  Amount a;
  a.begin = i;
  const bool numeral = is_digit(code(i)) || chinese_digit(code(i)) >= 0 || chinese_unit(code(i)) > 0;
  if (numeral) {
    a.currency = currency_before(a.begin);
  } else if (const auto* symbol = longest(kCurrencies, i)) {
    a.currency = symbol->value;
    i = blanks(i + static_cast<std::uint32_t>(symbol->word.size()));
  }
  const std::uint32_t end = is_digit(code(i)) ? number(i, a.value) : spelled(i, a.value, a.unit);
  if (end == i) return std::nullopt;
  if (code(a.begin) == '$' && a.begin > 0 && is_letter(code(a.begin - 1))) return std::nullopt;  // A$, NT$
  const bool arabic = is_digit(code(i)), whole = a.value == static_cast<double>(static_cast<std::int64_t>(a.value));
  a.end = a.unit == 0 ? unit(end, arabic && whole, a) : end;
  if (a.unit == 0) {
    // "€80.000": three decimals of an amount without a unit are thousands.
    if (arabic && end - i >= 5 && code(end - 4) == '.') a.value *= 1000;
    if (is_letter(code(end)) && !longest(kCurrencies, end)) return std::nullopt;
  }
  const std::uint32_t tail = blanks(a.end);
  if (const auto* symbol = longest(kCurrencies, tail); symbol && !a.currency) {
    a.currency = symbol->value;
    a.end = tail + static_cast<std::uint32_t>(symbol->word.size());
  }
  return a;
}

std::uint32_t PayScan::separator(std::uint32_t i) const {
  for (const View s : {View(U"--"), View(U"-"), View(U"~~"), View(U"~"), View(U"––"), View(U"–"), View(U"——"),
                       View(U"—"), View(U"到"), View(U"至"), View(U"to "), View(U"−"), View(U"〜")})
    if (stands_at(i, s)) return i + static_cast<std::uint32_t>(s.size());
  return 0;
}

std::optional<AmountRange> PayScan::range(std::uint32_t i) const {
  const auto low = amount(i);
  if (!low) return std::nullopt;
  AmountRange r{*low, *low, false, low->end};
  if (const std::uint32_t sep = separator(blanks(r.end))) {
    if (const auto high = amount(blanks(sep))) r = {*low, *high, true, high->end};
  }
  return r;
}

}  // namespace chouma::text
