// Three anchors from a pay distribution. Floor 5. Promise: walk-away <= target <= opening ask.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>
#include <chouma/profile.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace chouma::bargain {

/// A sentence in both languages, with slots {percentile} (of the amount among comparable postings), {above} (100 − percentile) and
/// {within} (the rule's own percentile, inside the posted range), each a whole number.
struct Reason {
  std::string zh, en;
};

/// models/bargain/anchors.json: at which percentile each anchor stands, and why.
struct AnchorRule {
  std::string id;  ///< walk_away | target | opening_ask
  double percentile = 0;
  Reason reason;          ///< of the whole distribution
  Reason reason_posted;   ///< where the posting's own range conditions it
  Reason reason_weighed;  ///< of the opening ask alone: where it is that of highest expected utility
};
struct AnchorTable {
  std::string id;
  std::array<AnchorRule, 3> rules;  ///< percentiles ascend
};
/// models/schema/anchors.schema.json. Errors name the anchor and the field; unknown slots are refused.
Result<AnchorTable> parse_anchors(std::string_view json);  // anchors_json.cpp

struct Anchor {
  std::string id;
  Money amount;           ///< whole yuan a month, rounded to 100 (within the posted range, where it conditions)
  double percentile = 0;  ///< of that amount in the unconditional distribution
  Reason reason;          ///< slots filled
};

/// The distribution function between the five quantiles: log pay linear in the normal score Φ⁻¹(τ), the outer pieces extended. `quantile` ascends strictly,
/// amount > 0, 0 < percentile < 1. The two are inverse to each other.
double percentile_of(const std::array<double, 5>& quantile, double amount);
double amount_at(const std::array<double, 5>& quantile, double percentile);

/// The anchors at the table's percentiles p of the distribution F, conditioned (truncated) on the posted range where one is stated in the same currency:
/// amount = F⁻¹(F(lo) + p (F(hi) − F(lo))). Where the range lies outside (F(hi) − F(lo) < 0.02) the anchors interpolate the range itself: lo (hi / lo)^p.
/// `weighed` is the ask of highest expected utility (deal.h); it is the opening ask where it is not below the target and not outside the posted range.
std::array<Anchor, 3> anchors(const AnchorTable& table, const std::array<double, 5>& quantile,
                              const std::optional<PayQuote>& posted, Currency currency = Currency::CNY,
                              std::optional<double> weighed = std::nullopt);

/// Does this quote condition the anchors: a range with both ends, before tax, in that currency?
bool conditions(const std::optional<PayQuote>& posted, Currency currency = Currency::CNY);

}  // namespace chouma::bargain
