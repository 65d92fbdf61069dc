#include "bargain/employer_play.h"

#include "base/math.h"
#include "base/random.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

enum Stream : std::uint32_t { kLimit = 1, kType, kGap, kAccepts, kLeaves, kHolds, kCloses };

constexpr double kBluff = 0.10, kLowRange = 0.25;

double uniform(std::uint64_t seed, Stream stream, int number) {
  return base::uniform(seed, stream, static_cast<std::uint64_t>(number));
}

double next_offer(const EmployerType& type, double limit, std::optional<double> previous, int number,
                  std::uint64_t seed) {
  if (!previous) {
    const double z = base::normal(seed, kGap, 0);
    return limit * base::exp(-type.gap * base::exp(type.gap_sd * z));
  }
  if (uniform(seed, kHolds, number) < type.holds) return *previous;
  // Kumaraswamy by inversion
  const double u = uniform(seed, kCloses, number);
  const double share = base::pow(1 - base::pow(1 - u, 1 / type.closes_b), 1 / type.closes_a);
  return *previous * base::exp(share * base::log(std::max(1.0, limit / *previous)));
}

/// What the employer acts on, and what it could pay.
struct Drawn {
  std::size_t type = 0;
  double limit = 0, acted = 0;
};

Drawn drawn(const NegotiationTable& table, const LimitPrior& prior, double top, EmployerKind kind, std::uint64_t seed) {
  Drawn out{draw_type(table, seed), draw_limit(prior, seed), 0};
  if (kind == EmployerKind::capped_committee) {
    out.limit = std::min(out.limit, top);
    for (std::size_t t = 0; t < table.types.size(); ++t)
      if (table.types[t].id == "committee") out.type = t;
  }
  if (kind == EmployerKind::low_range) out.limit /= 1 - kLowRange;
  out.acted = kind == EmployerKind::bluffer ? out.limit * (1 - kBluff) : out.limit;
  return out;
}

void add(Calibration& stage, const Posterior& known, double limit) {
  const double low = known.quantile(0.1), high = known.quantile(0.9);
  stage.talks += 1;
  stage.coverage += limit >= low && limit <= high ? 1 : 0;
  stage.width += base::log(high / low);
  stage.crps += crps(known, limit);
}

}  // namespace

double draw_limit(const LimitPrior& prior, std::uint64_t seed) {
  return base::exp(prior.mean + prior.sd * base::normal(seed, kLimit, 0));
}

std::size_t draw_type(const NegotiationTable& table, std::uint64_t seed) {
  double u = base::uniform(seed, kType, 0);
  for (std::size_t t = 0; t + 1 < table.types.size(); ++t) {
    if (u < table.types[t].share) return t;
    u -= table.types[t].share;
  }
  return table.types.size() - 1;
}

Reply reply(const EmployerType& type, double limit, std::optional<double> previous, std::optional<double> ask,
            int number, std::uint64_t seed) {
  const double next = next_offer(type, limit, previous, number, seed);
  if (!ask) return {Reply::Kind::offer, next};
  const bool takes = *ask <= next || (*ask <= limit && uniform(seed, kAccepts, number) < type.accepts);
  if (takes) return {Reply::Kind::accept, *ask};
  if (uniform(seed, kLeaves, number) < type.leaves) return {Reply::Kind::leave, 0};
  return {Reply::Kind::offer, next};
}

std::vector<Calibration> calibrate(const NegotiationTable& table, double top, EmployerKind kind, int draws, int offers,
                                   std::uint64_t seed) {
  const LimitPrior prior{base::log(top) + table.limit.over_top_mean, table.limit.over_top_sd};
  std::vector<Calibration> stages(static_cast<std::size_t>(offers) + 1);
  for (int draw = 0; draw < draws; ++draw) {
    const std::uint64_t own_seed = seed + static_cast<std::uint64_t>(draw);
    const Drawn employer = drawn(table, prior, top, kind, own_seed);
    std::vector<Move> history;
    std::optional<double> previous;
    for (int seen = 0; seen <= offers; ++seen) {
      add(stages[static_cast<std::size_t>(seen)], posterior(table, prior, history), employer.limit);
      const double ask = top * (1.10 - 0.03 * seen);
      const Reply answer = reply(table.types[employer.type], employer.acted, previous, ask, seen, own_seed);
      if (answer.kind != Reply::Kind::offer) break;
      history.push_back({Party::candidate, ask});
      history.push_back({Party::employer, answer.amount});
      previous = answer.amount;
    }
  }
  for (std::size_t s = 0; s < stages.size(); ++s) {
    stages[s].offers = static_cast<int>(s);
    const double n = std::max(1, stages[s].talks);
    stages[s].coverage /= n;
    stages[s].width /= n;
    stages[s].crps /= n;
  }
  return stages;
}

}  // namespace chouma::bargain
