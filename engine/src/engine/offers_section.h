// The report's offers in money, and what the report knows of the other side. Floor 7.
#pragma once

#include "engine/analyze.h"

namespace chouma {

/// Nothing, with a warning, where no tax tables are loaded. A bad offer is refused by itself, by its path in the request.
std::optional<OffersSection> offers_section(const Loaded& loaded, const bargain::OfferBook& book, Warnings& warnings);

/// The stated range where it is monthly pay in the model's currency, the priced quantiles, the level and the coefficient.
bargain::PostingFacts posting_facts(const Report& report);

}  // namespace chouma
