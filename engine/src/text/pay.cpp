#include "text/pay.h"

#include "text/pay_quote.h"
#include "text/sieve.h"

namespace chouma::text {

namespace {

using View = std::u32string_view;

constexpr Sieve kNumberStart(U"0123456789零一二两三四五六七八九十百");

// "薪资面议", or 面议 as a field of its own; not "工作时间面议".
bool about_pay(const PayScan& text, std::uint32_t begin, std::uint32_t end) {
  const View before = text.slice(text.line_start(begin, 12), begin), words = text.slice(begin, end);
  for (const View word : {View(U"薪"), View(U"资"), View(U"待遇"), View(U"package"), View(U"salary"), View(U"pay"),
                          View(U"compensation")})
    if (before.find(word) != View::npos || words.find(word) != View::npos) return true;
  constexpr View kSeparators = U" |/·,、:()[]\n-•;。";
  return (begin == 0 || kSeparators.find(text.code(begin - 1)) != View::npos) &&
         kSeparators.find(text.code(end)) != View::npos;
}

std::optional<PayQuote> negotiable(const PayScan& text) {
  std::optional<PayQuote> out;
  for (std::uint32_t i = 0; i < text.size() && !out; ++i) {
    const auto* word = text.longest(kNegotiable, i);
    if (!word) continue;
    const std::uint32_t end = i + static_cast<std::uint32_t>(word->word.size());
    if (!about_pay(text, i, end)) continue;
    out.emplace();
    out->negotiable = true;
    out->span = {text.utf16(i), text.utf16(end)};
  }
  return out;
}

}  // namespace

std::optional<PayQuote> parse_pay(std::string_view text) { return find_pay(fold_text(text)); }

std::optional<PayQuote> find_pay(const Folded& folded) {
  const PayScan text(folded);
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const char32_t c = text.code(i);
    if (!kNumberStart.may_be(c) || (!is_digit(c) && chinese_digit(c) < 0 && c != U'十' && c != U'百')) continue;
    if (const auto wording = read_wording(text, i))
      if (auto quote = quote_of(text, *wording)) return quote;
    if (is_digit(c)) i = text.digits_end(i) - 1;
  }
  return negotiable(text);
}

}  // namespace chouma::text
