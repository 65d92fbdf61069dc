// Pay wording → PayQuote: 15-25K·16薪, 1.5-2万, 15千-2.5万/月, 年包50-70万, 300-500元/天, 面议, $120k–150k …
#pragma once

#include <chouma/profile.h>

#include "text/folded.h"

#include <optional>
#include <string_view>

namespace chouma::text {

/// The first pay quote in `text` (UTF-8), spans in UTF-16 units; nothing where there is none. Refuses silently what cannot be pay
/// (outside 500 … 10,000,000 yuan a month after conversion, low > high).
std::optional<PayQuote> parse_pay(std::string_view text);

/// The same on text that has been folded already.
std::optional<PayQuote> find_pay(const Folded& text);

}  // namespace chouma::text
