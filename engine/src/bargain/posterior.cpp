// Bayes' rule for employer.h.
#include "bargain/employer.h"

#include "base/math.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace chouma::bargain {

namespace {

constexpr std::size_t kCells = 480;
constexpr double kReach = 6;  // prior standard deviations on each side
constexpr double kNever = -std::numeric_limits<double>::infinity();

/// An employer's offer with what came before it.
struct Step {
  double offer = 0;                ///< log
  std::optional<double> previous;  ///< log of the offer before
  std::optional<double> ask;       ///< log of the last ask since then
};

/// The offers in order, and the highest of them.
std::vector<Step> steps_of(std::span<const Move> history) {
  std::vector<Step> steps;
  std::optional<double> ask;
  for (const Move& move : history) {
    const double amount = base::log(move.amount);
    if (move.party == Party::candidate) {
      ask = amount;
      continue;
    }
    Step step{amount, std::nullopt, ask};
    if (!steps.empty()) step.previous = steps.back().offer;
    steps.push_back(step);
    ask.reset();
  }
  return steps;
}

/// A type's constants as logarithms.
struct TypeLogs {
  explicit TypeLogs(const EmployerType& t)
      : type(&t),
        share(t.share > 0 ? base::log(t.share) : kNever),
        gap(base::log(t.gap)),
        gap_sd(base::log(t.gap_sd)),
        holds(base::log(t.holds)),
        moves(base::log(1 - t.holds) + base::log(t.closes_a * t.closes_b)),
        stays(base::log(1 - t.leaves)),
        refuses(base::log(1 - t.accepts)) {}
  const EmployerType* type;
  double share, gap, gap_sd, holds, moves, stays, refuses;
};

/// What a limit makes of a step, the same for all types.
struct Seen {
  double log_gap = 0;     ///< of the limit over the offer before, or over the first offer
  double log_closed = 0;  ///< share of that gap closed
};

Seen seen(const Step& step, double limit) {
  const double from = step.previous.value_or(step.offer);
  Seen out;
  out.log_gap = base::log(limit - from);
  if (step.offer > from) out.log_closed = base::log((step.offer - from) / (limit - from));
  return out;
}

/// Log density of the offer, of log x. The constant of the normal counts: types differ in s.
double log_offer(const TypeLogs& logs, const Step& step, const Seen& here) {
  const EmployerType& type = *logs.type;
  if (!step.previous) {
    const double z = (here.log_gap - logs.gap) / type.gap_sd;
    return -0.5 * z * z - logs.gap_sd - here.log_gap;
  }
  if (step.offer <= *step.previous) return logs.holds;
  const double rest = 1 - base::exp(type.closes_a * here.log_closed);
  if (rest <= 0) return kNever;
  return logs.moves - here.log_gap + (type.closes_a - 1) * here.log_closed + (type.closes_b - 1) * base::log(rest);
}

/// What refusing the ask says where the offer that came instead is `offer`. Below the offer itself nobody refuses; somebody who typed so meant another ask,
/// and it says nothing.
double log_refusal(const TypeLogs& logs, double ask, double offer, double limit) {
  return ask <= offer || ask > limit ? logs.stays : logs.stays + logs.refuses;
}

/// From the highest offer where that is above the prior's reach; upwards far enough to hold what such an offer would mean.
std::pair<double, double> range_of(const LimitPrior& prior, const std::vector<Step>& steps) {
  double low = prior.mean - kReach * prior.sd, high = prior.mean + kReach * prior.sd;
  if (!steps.empty()) {
    low = std::max(low, steps.back().offer);
    high = std::max(high, steps.back().offer + 2 * prior.sd);
  }
  return {low, high};
}

}  // namespace

Posterior posterior(const NegotiationTable& table, const LimitPrior& prior, std::span<const Move> history) {
  const std::vector<Step> steps = steps_of(history);
  const auto [low, high] = range_of(prior, steps);
  const double width = (high - low) / static_cast<double>(kCells);
  const std::vector<TypeLogs> logs(table.types.begin(), table.types.end());
  const std::size_t types = logs.size();
  std::vector<double> weight(kCells * types);
  std::vector<Seen> here(steps.size());
  double most = kNever;
  for (std::size_t cell = 0; cell < kCells; ++cell) {
    const double limit = low + (static_cast<double>(cell) + 0.5) * width, z = (limit - prior.mean) / prior.sd;
    for (std::size_t s = 0; s < steps.size(); ++s) here[s] = seen(steps[s], limit);
    for (std::size_t t = 0; t < types; ++t) {
      double& w = weight[cell * types + t] = logs[t].share - 0.5 * z * z;
      for (std::size_t s = 0; s < steps.size(); ++s) {
        if (steps[s].ask) w += log_refusal(logs[t], *steps[s].ask, steps[s].offer, limit);
        w += log_offer(logs[t], steps[s], here[s]);
      }
      most = std::max(most, w);
    }
  }
  Posterior out;
  out.types.assign(types, 0.0);
  out.edge = {low};
  out.cdf = {0};
  for (std::size_t cell = 0; cell < kCells; ++cell) {
    double mass = 0;
    for (std::size_t t = 0; t < types; ++t) {
      const double m = base::exp(weight[cell * types + t] - most);
      out.types[t] += m;
      mass += m;
    }
    out.edge.push_back(low + static_cast<double>(cell + 1) * width);
    out.cdf.push_back(out.cdf.back() + mass);
  }
  const double all = out.cdf.back();
  for (double& c : out.cdf) c /= all;
  for (double& t : out.types) t /= all;
  return out;
}

double Posterior::survival(double amount) const {
  const double x = base::log(amount);
  if (x <= edge.front()) return 1;
  if (x >= edge.back()) return 0;
  const std::size_t i = static_cast<std::size_t>(std::upper_bound(edge.begin(), edge.end(), x) - edge.begin());
  const double share = (x - edge[i - 1]) / (edge[i] - edge[i - 1]);
  return 1 - (cdf[i - 1] + share * (cdf[i] - cdf[i - 1]));
}

double Posterior::quantile(double p) const {
  const std::size_t i = static_cast<std::size_t>(std::upper_bound(cdf.begin(), cdf.end() - 1, p) - cdf.begin());
  const double share = (p - cdf[i - 1]) / (cdf[i] - cdf[i - 1]);
  return base::exp(edge[i - 1] + share * (edge[i] - edge[i - 1]));
}

double Posterior::mean() const {
  double sum = 0;
  for (std::size_t i = 1; i < edge.size(); ++i) sum += (cdf[i] - cdf[i - 1]) * base::exp(0.5 * (edge[i - 1] + edge[i]));
  return sum;
}

double crps(const Posterior& posterior, double limit) {
  const double truth = base::log(limit);
  const std::vector<double>&edge = posterior.edge, &cdf = posterior.cdf;
  // ∫ (a + (b − a) s)² over a piece of width w is w (a² + ab + b²) / 3.
  const auto piece = [](double w, double a, double b) { return w * (a * a + a * b + b * b) / 3; };
  double sum = std::max(0.0, edge.front() - truth) + std::max(0.0, truth - edge.back());
  for (std::size_t i = 1; i < edge.size(); ++i) {
    const double at = std::clamp(truth, edge[i - 1], edge[i]), share = (at - edge[i - 1]) / (edge[i] - edge[i - 1]);
    const double middle = cdf[i - 1] + share * (cdf[i] - cdf[i - 1]);
    sum += piece(at - edge[i - 1], cdf[i - 1], middle) + piece(edge[i] - at, 1 - middle, 1 - cdf[i]);
  }
  return sum;
}

}  // namespace chouma::bargain
