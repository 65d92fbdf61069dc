// Pay wording → PayQuote: 15-25K·16薪, 1.5-2万, 15千-2.5万/月, 年包50-70万, 底薪8k+绩效, 八千到一万二, 300-500元/天, 面议, $120k–150k + equity …
// How: pay_scan reads amounts, pay_wording the words around them, pay_quote judges and converts; pay.cpp looks for the first that holds.
#pragma once

#include <chouma/profile.h>

#include "text/folded.h"

#include <optional>
#include <string_view>

namespace chouma::text {

/// The first pay quote in `text` (UTF-8), spans in UTF-16 units; nothing where there is none. Refuses silently what cannot be pay: outside
/// 500 … 1,000,000 of the currency's units a month after conversion (yen: 10,000,000), low > high, pay by the week, currencies that Money does not know.
/// "8000-12000" without unit, currency or a word of pay may be anything and is not read; "8000起" is, as all of its line.
std::optional<PayQuote> parse_pay(std::string_view text);

/// The same on text that has been folded already. Time linear in the text.
std::optional<PayQuote> find_pay(const Folded& text);

}  // namespace chouma::text
