#include "talk/quote.h"

#include "base/utf8.h"

#include <algorithm>

namespace chouma::talk {

namespace {

std::u16string to_units(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode(text, at);
    if (decoded.code > 0xFFFF) {
      units.push_back(static_cast<char16_t>(0xD800 + ((decoded.code - 0x10000) >> 10)));
      units.push_back(static_cast<char16_t>(0xDC00 + ((decoded.code - 0x10000) & 0x3FF)));
    } else {
      units.push_back(static_cast<char16_t>(decoded.code));
    }
    at += decoded.bytes;
  }
  return units;
}

std::string to_text(std::u16string_view units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t code = units[i];
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < units.size())
      code = 0x10000 + ((code - 0xD800) << 10) + (units[++i] - 0xDC00U);
    base::append_utf8(text, code);
  }
  return text;
}

bool is_blank(char16_t c) { return c == u' ' || c == u'\t' || c == u'\r' || c == u'\u00A0' || c == u'\u3000'; }

bool is_digit(char16_t c) { return c >= u'0' && c <= u'9'; }

bool is_list_mark(char16_t c) { return std::u16string_view(u"-–—•●·*▪■◆➢、.)）").find(c) != std::u16string_view::npos; }

}  // namespace

Quotes::Quotes(std::string_view original, std::string_view readable, const std::vector<Span>& denied)
    : units_(to_units(original)), barred_(units_.size(), false) {
  const std::u16string read = to_units(readable);
  for (std::size_t i = 0; i < units_.size(); ++i) barred_[i] = i >= read.size() || read[i] != units_[i];
  for (const Span span : denied)
    for (std::size_t i = span.begin; i < span.end && i < barred_.size(); ++i) barred_[i] = true;
}

bool Quotes::ends_clause(std::size_t at) const {
  const char16_t c = units_[at];
  const bool at_end = at + 1 == units_.size() || is_blank(units_[at + 1]) || units_[at + 1] == u'\n';
  if (c == u'.' || c == u',') return at_end;
  return std::u16string_view(u"\n\v\f。；;！!？?，").find(c) != std::u16string_view::npos;
}

std::optional<Quote> Quotes::around(Span place) const {
  if (place.begin >= place.end || place.end > units_.size()) return std::nullopt;
  std::size_t begin = place.begin, end = place.end;
  while (begin > 0 && !ends_clause(begin - 1)) --begin;
  while (end < units_.size() && !ends_clause(end)) ++end;
  while (begin < place.begin && (is_blank(units_[begin]) || is_list_mark(units_[begin]))) ++begin;
  // "2、" and "3)" number a line.
  std::size_t number = begin;
  while (number < place.begin && is_digit(units_[number])) ++number;
  if (number > begin && number < place.begin && is_list_mark(units_[number]) && !is_digit(units_[number + 1])) {
    begin = number + 1;
    while (begin < place.begin && is_blank(units_[begin])) ++begin;
  }
  while (end > place.end && is_blank(units_[end - 1])) --end;
  if (end - begin > kQuoteUnits || (begin == place.begin && end == place.end)) return std::nullopt;
  if (std::any_of(barred_.begin() + static_cast<std::ptrdiff_t>(begin),
                  barred_.begin() + static_cast<std::ptrdiff_t>(end), [](bool barred) { return barred; }))
    return std::nullopt;
  return Quote{to_text(std::u16string_view(units_).substr(begin, end - begin)),
               Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

}  // namespace chouma::talk
