// Any bytes as the wording of pay.
#include "text/pay.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  using fuzz::require;
  const auto quote = text::parse_pay(fuzz::view(data, size));
  if (!quote) return 0;
  const PayQuote& q = *quote;
  fuzz::require_spans({q.span}, fuzz::view(data, size), "the span is within the text");
  require(q.confidence >= 0 && q.confidence <= 1, "confidence is a share");
  if (q.negotiable) return 0;
  require(q.low.amount <= q.high.amount && q.monthly_low.amount <= q.monthly_high.amount, "low <= high");
  require(q.monthly_low.amount >= 500 && q.monthly_high.amount <= 10'000'000, "the month's pay is within its limits");
  require(!q.months || (*q.months >= 12 && *q.months <= 36), "12 … 36 months of pay");
  require(q.guaranteed_low.has_value() == q.guaranteed_high.has_value(), "both guaranteed ends, or neither");
  if (q.guaranteed_low)
    require(q.guaranteed_low->amount <= q.guaranteed_high->amount && q.guaranteed_low->amount <= q.low.amount &&
                q.guaranteed_high->amount <= q.high.amount,
            "what is guaranteed is part of the whole");
  return 0;
}
