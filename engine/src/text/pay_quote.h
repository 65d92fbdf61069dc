// Is a wording pay, and how much a month?
#pragma once

#include "text/pay_wording.h"

#include <optional>

namespace chouma::text {

/// The quote of a wording; nothing where it does not speak of pay, or of an amount that no pay has (see pay.h).
std::optional<PayQuote> quote_of(const PayScan& text, const PayWording& wording);

}  // namespace chouma::text
