// Three anchors from a pay distribution. Floor 5; issue-level promise: walk-away <= target <= opening ask.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>
#include <chouma/profile.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace chouma::bargain {

/// models/bargain/anchors.json: at which percentile each anchor stands, and why (zh and en templates).
struct AnchorRule {
  std::string id;  ///< walk_away | target | opening_ask
  double percentile = 0;
  std::string reason_zh, reason_en;
};
struct AnchorTable {
  std::string id;
  std::array<AnchorRule, 3> rules;
};
Result<AnchorTable> parse_anchors(std::string_view json);  // anchors_json.cpp

struct Anchor {
  std::string id;
  Money amount;           ///< whole yuan a month, rounded to 100
  double percentile = 0;  ///< of the unconditional distribution
  std::string reason_zh, reason_en;
};

/// The distribution function between the five quantiles: log pay linear in the normal score Φ⁻¹(τ), the outer pieces extended.
double percentile_of(const std::array<double, 5>& quantile, double amount);
double amount_at(const std::array<double, 5>& quantile, double percentile);

/// The anchors at the table's percentiles of the distribution, conditioned (truncated) on the posted range where the posting states one:
/// amount = F⁻¹(F(lo) + p (F(hi) − F(lo))). Where the range lies outside (F(hi) − F(lo) < 0.02) the anchors interpolate the range itself, log-linearly.
std::array<Anchor, 3> anchors(const AnchorTable& table, const std::array<double, 5>& quantile, const std::optional<PayQuote>& posted);

}  // namespace chouma::bargain
