// Simulated employers that do what employer.h says, move by move. Floor 5. Every draw is a function of (seed, number of the offer).
#pragma once

#include "bargain/employer.h"

#include <cstdint>

namespace chouma::bargain {

/// A limit from the prior, and a type by the shares.
double draw_limit(const LimitPrior& prior, std::uint64_t seed);
std::size_t draw_type(const NegotiationTable& table, std::uint64_t seed);

struct Reply {
  enum class Kind { offer, accept, leave } kind = Kind::offer;
  double amount = 0;  ///< offered; of an acceptance the ask
};

/// What an employer of that type and limit answers to `ask` (nothing: it is asked to open). `previous` is its last offer, `number` of offers made so far.
Reply reply(const EmployerType& type, double limit, std::optional<double> previous, std::optional<double> ask,
            int number, std::uint64_t seed);

/// How well the posterior knows simulated limits.
enum class EmployerKind {
  as_modelled,       ///< drawn from the prior and the types
  bluffer,           ///< talks and refuses as if its limit were 10 % lower
  capped_committee,  ///< a committee that can never pay more than the posted top: limits above it are cut to it
  low_range          ///< the posted range is 25 % below the one that the limits were drawn around
};
struct Calibration {
  int offers = 0;       ///< seen when the posterior is asked
  int talks = 0;        ///< still going on then
  double coverage = 0;  ///< of P10 … P90
  double width = 0;     ///< mean of log(P90 / P10)
  double crps = 0;      ///< mean, log points
};

/// After 0, 1, … `offers` offers. The candidate asks for top × 1.10, 1.07, 1.04, … in turn, whatever is offered. `top` is the posted top.
std::vector<Calibration> calibrate(const NegotiationTable& table, double top, EmployerKind kind, int draws, int offers,
                                   std::uint64_t seed);

}  // namespace chouma::bargain
