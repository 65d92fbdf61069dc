// Numerals, units and currencies at a place of a folded text: what pay wording is made of.
#pragma once

#include "text/folded.h"
#include "text/pay_words.h"
#include "text/reader.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace chouma::text {

struct Amount {
  double value = 0;  ///< as written, before the unit
  double unit = 0;   ///< 1000, 10000; 1 for a numeral spelled in full (八千); 0: none written
  std::optional<Currency> currency;
  std::uint32_t begin = 0, end = 0;  ///< code points
};

/// One amount, or two joined by a dash or 到.
struct AmountRange {
  Amount low, high;
  bool two = false;
  std::uint32_t end = 0;
};

/// Every function takes and gives code points of the text; places behind its end read as a line break.
class PayScan : public Reader {
 public:
  explicit PayScan(const Folded& text) : Reader(text.codes), text_(text) {}

  std::u32string_view slice(std::uint32_t begin, std::uint32_t end) const { return codes_.substr(begin, end - begin); }
  std::uint32_t utf16(std::uint32_t i) const { return text_.utf16[i]; }
  std::uint32_t digits_end(std::uint32_t i) const {
    while (is_digit(code(i))) ++i;
    return i;
  }
  /// Where the line or sentence of i begins, at most `most` before it.
  std::uint32_t line_start(std::uint32_t i, std::uint32_t most) const;

  /// Is `word` at i, and neither side of it inside a longer ASCII word?
  bool word_at(std::uint32_t i, std::u32string_view word) const {
    if (!stands_at(i, word)) return false;
    const auto end = i + static_cast<std::uint32_t>(word.size());
    return !(is_letter(word.back()) && is_letter(code(end))) &&
           !(is_letter(word.front()) && i > 0 && is_letter(codes_[i - 1]));
  }

  /// The longest word of a table at i that is not the head of a longer ASCII word.
  template <class T, std::size_t N>
  const Named<T>* longest(const Table<T, N>& table, std::uint32_t i) const {
    const Named<T>* best = nullptr;
    if (!table.may_begin(code(i))) return best;
    for (const auto& entry : table) {
      if (!stands_at(i, entry.word) || (best && entry.word.size() <= best->word.size())) continue;
      const char32_t after = code(i + static_cast<std::uint32_t>(entry.word.size()));
      if (!is_letter(entry.word.back()) || !is_letter(after)) best = &entry;
    }
    return best;
  }

  /// Calls visit(entry, place) for every word of a table in begin … end, by place.
  template <class T, std::size_t N, class Visit>
  void each(const Table<T, N>& table, std::uint32_t begin, std::uint32_t end, Visit visit) const {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (!table.may_begin(codes_[i])) continue;
      for (const auto& entry : table)
        if (i + entry.word.size() <= end && word_at(i, entry.word)) visit(entry, i);
    }
  }

  /// 15, 1.5, 15,000 at i. Returns the end, or i.
  std::uint32_t number(std::uint32_t i, double& value) const;
  /// 八千, 一万二, 三十五万, 百万 at i; `unit` is 1 where 千 or 万 is in it, else 0. Returns the end, or i.
  std::uint32_t spelled(std::uint32_t i, double& value, double& unit) const;
  /// An amount whose numeral (or currency sign) begins at i.
  std::optional<Amount> amount(std::uint32_t i) const;
  /// The end of a dash, ~, 到, 至 or "to" at i, else 0.
  std::uint32_t separator(std::uint32_t i) const;
  /// An amount, and the one it is joined to by a separator.
  std::optional<AmountRange> range(std::uint32_t i) const;

 private:
  std::optional<Currency> currency_before(std::uint32_t& i) const;
  std::uint32_t unit(std::uint32_t numeral_end, bool whole, Amount& a) const;

  const Folded& text_;
};

/// A digit of a Chinese numeral, 0 … 9; -1 for anything else.
int chinese_digit(char32_t c);

}  // namespace chouma::text
