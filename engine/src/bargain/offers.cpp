#include "bargain/offers.h"

#include "bargain/valuation.h"
#include "base/number.h"
#include "base/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace chouma::bargain {

namespace {

constexpr std::uint32_t kShuffleStream = 0x53485546;  // "SHUF"
constexpr std::int64_t kMostBase = 10'000'000;

/// A random order of the paths: without it two offers would meet on the same points of the sequence.
std::vector<std::size_t> shuffled(std::uint64_t seed) {
  std::vector<std::size_t> order(kPaths);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = kPaths - 1; i > 0; --i)
    std::swap(order[i], order[static_cast<std::size_t>(base::below(i + 1, seed, kShuffleStream, i))]);
  return order;
}

/// Least base in (low, high] at which gain(base) >= wanted, where gain(low) < wanted <= gain(high) and gain rises. Interpolation and bisection in turn.
template <class Gain>
std::int64_t crossing(Gain&& gain, std::int64_t low, double at_low, std::int64_t high, double at_high, double wanted) {
  for (bool interpolate = true; high - low > 1; interpolate = !interpolate) {
    std::int64_t middle = low + (high - low) / 2;
    if (interpolate) {
      const double share = (wanted - at_low) / (at_high - at_low);
      middle = std::clamp(low + static_cast<std::int64_t>(share * static_cast<double>(high - low)), low + 1, high - 1);
    }
    const double value = gain(middle);
    if (value < wanted) {
      low = middle;
      at_low = value;
    } else {
      high = middle;
      at_high = value;
    }
  }
  return high;
}

/// The base at which the offer's expected worth is `more` above what it is at `base`.
std::optional<Money> base_worth_more(const Valuation& offer, std::int64_t base, double more) {
  const double now = offer.expected_total(base);
  const auto gain = [&](std::int64_t at) { return offer.expected_total(at) - now; };
  // Two steps along chords come near; then outwards until the crossing lies between.
  std::int64_t near = std::min(kMostBase, base + 256);
  for (int step = 0; step < 2 && near != base; ++step) {
    const double slope = gain(near) / static_cast<double>(near - base);
    if (!(slope > 0)) break;
    const double guess = static_cast<double>(base) + more / slope;
    near = static_cast<std::int64_t>(std::clamp(guess, 1.0, static_cast<double>(kMostBase)));
  }
  std::int64_t low = near, high = near;
  double at_low = gain(near), at_high = at_low;
  for (std::int64_t step = 1; at_high < more; step *= 8) {
    if (high == kMostBase) return std::nullopt;
    low = high;
    at_low = at_high;
    high = std::min(kMostBase, high + step);
    at_high = gain(high);
  }
  for (std::int64_t step = 1; at_low >= more; step *= 8) {
    if (low == 1) return std::nullopt;
    high = low;
    at_high = at_low;
    low = std::max<std::int64_t>(1, low - step);
    at_low = gain(low);
  }
  return Money{crossing(gain, low, at_low, high, at_high, more), Currency::CNY, Period::month};
}

/// What path i leaves by each part.
std::array<double, kParts> parts_of(const OfferWorth& worth, std::size_t i) {
  std::array<double, kParts> values{};
  for (std::size_t p = 0; p < kParts; ++p) values[p] = worth.parts[p].expected;
  values[static_cast<std::size_t>(Part::variable_bonus)] = worth.variable[worth.branch[i]];
  values[static_cast<std::size_t>(Part::equity)] = worth.equity[i];
  return values;
}

Worth spread(double expected, std::span<const double> outcomes) {
  const Outcome outcome = summary(outcomes);
  return {expected, outcome.low, outcome.high};
}

/// Everything of the verdict but the break-even.
Verdict differences(const OfferWorth& best, const OfferWorth& second, std::uint64_t seed) {
  const std::vector<std::size_t> order = shuffled(seed);
  std::array<std::vector<double>, kParts> by_part;
  by_part.fill(std::vector<double>(kPaths));
  std::vector<double> total(kPaths, 0);
  double ahead = 0;
  for (std::size_t i = 0; i < kPaths; ++i) {
    const auto mine = parts_of(best, i), theirs = parts_of(second, order[i]);
    for (std::size_t p = 0; p < kParts; ++p) {
      by_part[p][i] = mine[p] - theirs[p];
      total[i] += by_part[p][i];
    }
    ahead += total[i] > 0 ? 1 : total[i] == 0 ? 0.5 : 0;
  }
  Verdict verdict;
  verdict.chance = ahead / kPaths;
  verdict.difference = spread(best.total.expected - second.total.expected, total);
  for (std::size_t p = 0; p < kParts; ++p) {
    verdict.by_part[p] = spread(best.parts[p].expected - second.parts[p].expected, by_part[p]);
    if (verdict.by_part[p].expected > verdict.by_part[static_cast<std::size_t>(verdict.decides)].expected)
      verdict.decides = static_cast<Part>(p);
  }
  return verdict;
}

}  // namespace

std::string_view part_name(Part part) {
  static constexpr std::string_view kNames[kParts] = {"salary",         "housing_fund",   "sign_on",
                                                      "promised_bonus", "variable_bonus", "equity"};
  return kNames[static_cast<std::size_t>(part)];
}

std::optional<Error> check(const Outlook& outlook, const std::string& where) {
  const auto outside = [&](const char* field, double value, double low, double high) -> std::optional<Error> {
    if (std::isfinite(value) && value >= low && value <= high) return std::nullopt;
    return Error{std::isfinite(value) ? Code::out_of_range : Code::not_finite, where + field,
                 base::format_double(value),
                 "a number from " + base::format_double(low) + " to " + base::format_double(high)};
  };
  if (outlook.start < month_of(2019, 1) || outlook.start > month_of(2999, 12))
    return Error{Code::out_of_range, where + "start",
                 std::to_string(year_of(outlook.start)) + "-" + std::to_string(outlook.start % 12 + 1),
                 "a month from 2019-01 on, when the present income tax began"};
  if (auto refusal = outside("years", outlook.years, 1, 10)) return refusal;
  if (auto refusal = outside("discount_rate", outlook.discount_rate, 0, 0.5)) return refusal;
  return outside("special_deductions", static_cast<double>(outlook.special_deductions.amount), 0, 30000);
}

OfferWorth value_offer(const PayTables& tables, const Outlook& outlook, const Offer& offer, std::uint32_t stream) {
  return Valuation(tables, outlook, offer, stream).worth();
}

Result<Comparison> compare(const PayTables& tables, const Outlook& outlook, std::span<const Result<Offer>> offers,
                           const std::string& where) {
  if (auto refusal = check(outlook, where)) return *refusal;
  if (offers.empty() || offers.size() > kMostOffers)
    return Error{offers.empty() ? Code::out_of_range : Code::too_large, where + "offers",
                 std::to_string(offers.size()) + " offers", "1 to " + std::to_string(kMostOffers) + " offers"};
  Comparison comparison;
  std::vector<std::optional<Valuation>> valuations(offers.size());
  std::vector<std::size_t> ranked;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (!offers[i]) {
      comparison.offers.emplace_back(offers[i].error());
      continue;
    }
    const Offer& offer = offers[i].value();
    if (auto refusal = check(offer, tables, outlook.start, where + "offers[" + std::to_string(i) + "].")) {
      comparison.offers.emplace_back(*refusal);
      continue;
    }
    valuations[i].emplace(tables, outlook, offer, static_cast<std::uint32_t>(i));
    comparison.offers.emplace_back(valuations[i]->worth());
    ranked.push_back(i);
  }
  if (ranked.size() < 2) return comparison;

  const auto worth = [&](std::size_t i) -> const OfferWorth& { return comparison.offers[i].value(); };
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](std::size_t a, std::size_t b) { return worth(a).total.expected > worth(b).total.expected; });
  Verdict verdict = differences(worth(ranked[0]), worth(ranked[1]), outlook.seed);
  verdict.best = ranked[0];
  verdict.second = ranked[1];
  const Valuation& second = *valuations[verdict.second];
  const std::int64_t base = offers[verdict.second].value().base.amount;
  verdict.break_even = base_worth_more(second, base, verdict.difference.expected);
  verdict.break_even_low = base_worth_more(second, base, verdict.difference.low);
  verdict.break_even_high = base_worth_more(second, base, verdict.difference.high);
  comparison.verdict = verdict;
  return comparison;
}

}  // namespace chouma::bargain
