#include "engine/offers_section.h"

namespace chouma {

std::optional<OffersSection> offers_section(const Loaded& loaded, const bargain::OfferBook& book, Warnings& warnings) {
  if (!loaded.tax) {
    warnings.push_back({Code::not_loaded, "tax", "none", "tables of taxes and contributions, for the offers"});
    return std::nullopt;
  }
  warnings.insert(warnings.end(), book.refused.begin(), book.refused.end());
  auto compared = bargain::compare(*loaded.tax, book.outlook, book.offers, "request.offers.");
  if (compared) return OffersSection{book.outlook, std::move(compared.value())};
  warnings.push_back(compared.error());
  return std::nullopt;
}

bargain::PostingFacts posting_facts(const Report& report) {
  bargain::PostingFacts facts;
  if (report.posted && bargain::conditions(report.posted->quote))
    facts.posted = bargain::PostedPay{static_cast<double>(report.posted->quote.monthly_low.amount),
                                      static_cast<double>(report.posted->quote.monthly_high.amount)};
  if (report.pay) facts.quantile = report.pay->prediction.quantile;
  if (report.profile) facts.level = report.profile->level.value;
  if (report.premium) facts.coefficient = report.premium->premium.coefficient;
  return facts;
}

}  // namespace chouma
