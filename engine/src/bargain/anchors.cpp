#include "bargain/anchors.h"

#include "base/math.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

constexpr double kThinRange = 0.02;

const std::array<double, 5>& scores() {
  static const std::array<double, 5> values = [] {
    std::array<double, 5> z{};
    for (std::size_t i = 0; i < z.size(); ++i) z[i] = base::normal_quantile(kTaus[i]);
    return z;
  }();
  return values;
}

/// Linear through (x_i, y_i) and (x_{i+1}, y_{i+1}) of the piece that holds x, the first and last piece extended.
double piecewise(const std::array<double, 5>& x, const std::array<double, 5>& y, double at) {
  std::size_t i = 0;
  while (i < 3 && at > x[i + 1]) ++i;
  return y[i] + (y[i + 1] - y[i]) * ((at - x[i]) / (x[i + 1] - x[i]));
}

std::array<double, 5> logs(const std::array<double, 5>& quantile) {
  std::array<double, 5> result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = base::log(quantile[i]);
  return result;
}

double conditioned(const std::array<double, 5>& quantile, double low, double high, double p) {
  const double below = percentile_of(quantile, low), within = percentile_of(quantile, high) - below;
  if (within < kThinRange) return low * base::pow(high / low, p);
  return amount_at(quantile, below + p * within);
}

/// May that ask stand for the opening: at least the target, and inside the range where one conditions?
bool replaces(double weighed, std::int64_t target, const PayQuote* posted) {
  const double low = posted != nullptr ? static_cast<double>(posted->monthly_low.amount) : 0;
  const double high = posted != nullptr ? static_cast<double>(posted->monthly_high.amount) : weighed;
  return weighed >= static_cast<double>(target) && weighed >= low && weighed <= high;
}

/// The share in per cent; nothing is at the 0th or the 100th percentile of a distribution without ends.
std::string filled(std::string text, std::string_view slot, double share) {
  const std::string name = "{" + std::string(slot) + "}";
  const std::string number = std::to_string(std::clamp(static_cast<int>(base::round_half_away(100 * share)), 1, 99));
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + number.size()))
    text.replace(at, name.size(), number);
  return text;
}

std::string filled(const std::string& text, double percentile, double within) {
  // {above} is 100 minus the printed percentile, so that the two add up in view.
  const double printed = base::round_half_away(100 * percentile) / 100;
  return filled(filled(filled(text, "percentile", printed), "above", 1 - printed), "within", within);
}

}  // namespace

double percentile_of(const std::array<double, 5>& quantile, double amount) {
  return base::normal_cdf(piecewise(logs(quantile), scores(), base::log(amount)));
}

double amount_at(const std::array<double, 5>& quantile, double percentile) {
  return base::exp(piecewise(scores(), logs(quantile), base::normal_quantile(percentile)));
}

bool conditions(const std::optional<PayQuote>& posted, Currency currency) {
  return posted && !posted->negotiable && posted->ends == PayEnds::both && !posted->after_tax &&
         posted->monthly_low.currency == currency && posted->monthly_low.amount > 0 &&
         posted->monthly_low.amount <= posted->monthly_high.amount;
}

std::array<Anchor, 3> anchors(const AnchorTable& table, const std::array<double, 5>& quantile,
                              const std::optional<PayQuote>& posted, Currency currency, std::optional<double> weighed) {
  const bool narrowed = conditions(posted, currency);
  std::array<Anchor, 3> result;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const AnchorRule& rule = table.rules[i];
    Anchor& anchor = result[i];
    double amount = amount_at(quantile, rule.percentile);
    if (narrowed) {
      const double low = static_cast<double>(posted->monthly_low.amount),
                   high = static_cast<double>(posted->monthly_high.amount);
      amount =
          std::clamp(100 * base::round_half_away(conditioned(quantile, low, high, rule.percentile) / 100), low, high);
    } else {
      amount = std::max(100.0, 100 * base::round_half_away(amount / 100));
    }
    const bool best = i == 2 && weighed && replaces(*weighed, result[1].amount.amount, narrowed ? &*posted : nullptr);
    if (best) amount = base::round_half_away(*weighed);
    anchor.id = rule.id;
    anchor.amount = Money{static_cast<std::int64_t>(amount), currency, Period::month};
    anchor.percentile = percentile_of(quantile, amount);
    const Reason& reason = best ? rule.reason_weighed : narrowed ? rule.reason_posted : rule.reason;
    anchor.reason = {filled(reason.zh, anchor.percentile, rule.percentile),
                     filled(reason.en, anchor.percentile, rule.percentile)};
  }
  return result;
}

}  // namespace chouma::bargain
