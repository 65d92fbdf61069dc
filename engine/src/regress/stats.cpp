#include "regress/stats.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace chouma::regress {

namespace {

// Streams of base/random.h that this file draws from; replicates follow FIRST_REPLICATE.
constexpr std::uint32_t FOLD_STREAM = 0;
constexpr std::uint32_t FIRST_REPLICATE = 1;

}  // namespace

double weighted_quantile(std::span<const double> values, std::span<const double> weights, double q) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  const auto weight = [&](std::size_t i) { return weights.empty() ? 1.0 : weights[i]; };

  double total = 0;
  for (const std::size_t i : order) total += weight(i);
  double sum = 0;
  double last = values[order.front()];
  for (const std::size_t i : order) {
    if (weight(i) == 0) continue;
    sum += weight(i);
    last = values[i];
    // Rounding must not move a quantile to the next value: 0.1 · 10 rows is 1 row.
    if (sum >= q * total * (1 - 1e-12)) break;
  }
  return last;
}

std::vector<double> group_weights(std::span<const std::uint32_t> group, std::uint64_t seed, std::uint32_t replicate) {
  std::vector<double> weights(group.size());
  for (std::size_t i = 0; i < group.size(); ++i)
    weights[i] = base::exponential(seed, FIRST_REPLICATE + replicate, group[i]);
  return weights;
}

Groups number_groups(std::span<const std::uint32_t> group) {
  std::vector<std::uint32_t> names(group.begin(), group.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  Groups out{{}, names.size()};
  out.of_row.reserve(group.size());
  for (const std::uint32_t g : group)
    out.of_row.push_back(static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), g) - names.begin()));
  return out;
}

std::vector<std::uint32_t> group_folds(std::span<const std::uint32_t> group, std::uint32_t k, std::uint64_t seed) {
  std::vector<std::uint32_t> folds(group.size());
  for (std::size_t i = 0; i < group.size(); ++i)
    folds[i] = static_cast<std::uint32_t>(base::below(k, seed, FOLD_STREAM, group[i]));
  return folds;
}

}  // namespace chouma::regress
