#include "screening/funnel_draws.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "base/random.h"

namespace chouma::screening {

namespace {

/// Every gamma variate has a pair of streams of its own; a draw takes as many of its numbers as rejection needs.
constexpr std::uint32_t kFirstStream = 0x46000000;
constexpr std::uint64_t kTries = 64;

class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t draw) : seed_(seed), draw_(draw) {}

  /// Gamma(shape >= 1, 1) by Marsaglia & Tsang (2000), "A simple method for generating gamma variables". A try is refused with probability below
  /// 0.05, kTries in a row below 1e-83; the last would then be taken as it is.
  double gamma(double shape) {
    const std::uint32_t stream = kFirstStream + 2 * variate_++;
    const double d = shape - 1.0 / 3.0, c = 1 / std::sqrt(9 * d);
    double value = d;
    for (std::uint64_t i = draw_ * kTries; i < (draw_ + 1) * kTries; ++i) {
      const double x = base::normal(seed_, stream, i);
      const double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
      if (v <= 0) continue;
      value = d * v;
      const double u = 1 - base::uniform(seed_, stream + 1, i);
      if (u < 1 - 0.0331 * x * x * x * x) break;  // their squeeze: most tries need no logarithm
      if (base::log(u) < 0.5 * x * x + d - d * v + d * base::log(v)) break;
    }
    return value;
  }

  double beta(const Beta& shape) {
    const double a = gamma(shape.a), b = gamma(shape.b);
    return a / (a + b);
  }

 private:
  std::uint64_t seed_, draw_;
  std::uint32_t variate_ = 0;
};

std::vector<Hazard> draw_once(const FunnelTable& table, const std::vector<std::int64_t>& counts, Draws draws) {
  std::vector<double> average;
  average.reserve(table.reasons.size());
  for (const FunnelTable::Reason& reason : table.reasons) average.push_back(draws.beta(reason.average));
  std::vector<Hazard> out;
  for (std::size_t s = 0; s < table.stages.size(); ++s) {
    const FunnelTable::Stage& stage = table.stages[s];
    const auto entered = static_cast<double>(counts[s]), left = static_cast<double>(counts[s + 1]);
    const double hazard = -base::log(draws.beta({left, entered - left}));
    const double reliability = draws.beta(stage.reliability);
    std::vector<double> share;
    double total = 0;
    for (const FunnelTable::Share& of : stage.reasons) {
      share.push_back(draws.gamma(of.concentration));
      total += share.back();
    }
    for (std::size_t r = 0; r < share.size(); ++r) {
      const double part = hazard * share[r] / total;
      out.push_back({part * (1 - reliability), part * reliability / average[stage.reasons[r].reason], part});
    }
  }
  return out;
}

}  // namespace

std::vector<std::int64_t> funnel_counts(const FunnelTable& table) {
  std::vector<std::int64_t> counts{table.entered};
  for (const FunnelTable::Stage& stage : table.stages)
    counts.push_back(static_cast<std::int64_t>(base::round_half_away(static_cast<double>(counts.back()) * stage.pass)));
  return counts;
}

std::vector<std::vector<Hazard>> draw_hazards(const FunnelTable& table, std::uint64_t seed) {
  const std::vector<std::int64_t> counts = funnel_counts(table);
  std::vector<std::vector<Hazard>> out;
  out.reserve(static_cast<std::size_t>(table.draws));
  for (int i = 0; i < table.draws; ++i)
    out.push_back(draw_once(table, counts, Draws(seed, static_cast<std::uint64_t>(i))));
  return out;
}

double quantile7(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  const double h = static_cast<double>(values.size() - 1) * q;
  const auto below = static_cast<std::size_t>(h);
  if (below + 1 >= values.size()) return values.back();
  return values[below] + (h - static_cast<double>(below)) * (values[below + 1] - values[below]);
}

}  // namespace chouma::screening
