// Any bytes as a pay table, and as a book of offers under the committed one: what is valued is finite and adds up.
#include "bargain/offers_json.h"
#include "fuzz.h"

#include <cmath>

using namespace chouma;
using namespace chouma::bargain;

namespace {

void require_worth(const OfferWorth& worth) {
  double sum = 0;
  for (const Worth& part : worth.parts) {
    fuzz::require(std::isfinite(part.low) && std::isfinite(part.high), "a part is finite");
    fuzz::require(part.low <= part.high, "an interval ascends");
    sum += part.expected;
  }
  fuzz::require(std::fabs(sum - worth.total.expected) <= 1e-9 * std::fabs(sum) + 1e-6, "parts add up");
  fuzz::require(std::isfinite(worth.worth_per_hour) && std::isfinite(worth.standard_error),
                "an offer's worth is finite");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::view(data, size);
  static const PayTables tables = parse_pay_tables(fuzz::file("models/tax/cn.json")).value();
  const auto table = parse_pay_tables(bytes);
  if (!table) fuzz::require(!message(table.error()).empty(), "a refusal is a sentence");
  const auto book = parse_offers(bytes);
  if (!book) {
    fuzz::require(!message(book.error()).empty(), "a refusal is a sentence");
    return 0;
  }
  const auto comparison = compare(tables, book.value().outlook, book.value().offers, "");
  if (!comparison) return 0;
  for (const auto& offer : comparison.value().offers)
    if (offer) require_worth(offer.value());
  const auto& verdict = comparison.value().verdict;
  if (verdict) fuzz::require(verdict->chance >= 0 && verdict->chance <= 1, "a chance is one");
  return 0;
}
