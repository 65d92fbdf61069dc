// Equity in an offer: vesting, and its value by seeded quasi-Monte Carlo. Floor 5.
//
//   price       S_t = S_0 (1 + g)^t exp(σ W_t − σ² t / 2), W Brownian, t in years: E[S_t] = S_0 (1 + g)^t
//   one unit    sold in month m leaves max(S_m (1 − dilution)^⌊m / round_months⌋ − strike, 0) · (1 − liquidity_discount), option or RSU
//   vesting     a unit that vests in month v is received where the job is kept that long: chance stay^(v/12), constant hazard; kept after leaving
//   selling     in the month of vesting, or in `sell_month` for what vested before it; with chance 1 − sell_chance it can never be sold and is worth nothing
//   growth      g by default the discount rate: then the expected present value of a share is today's price, and an option's is Black–Scholes (1973)
// W at the months of sale by a Brownian bridge, the last month first (Caflisch & Moskowitz 1995), on base/sobol.h: 16 shifts × 128 points, each with its
// antithetic twin 1 − u: 4,096 paths. The mean is corrected by a control variate, the units at their full price, whose mean is known (Glasserman 2003,
// "Monte Carlo Methods in Financial Engineering", 4.1). The same seed gives the same bits on every target. No allocation in the loop over paths.
#pragma once

#include "bargain/units.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace chouma::bargain {

inline constexpr std::size_t kReplicates = 16, kPaths = 4096;
inline constexpr int kMostMonths = 240;  ///< of vesting, selling and rounds

/// `share` of the grant vests over the months (after, until], `every` months and at the end, in proportion to the months gone by.
struct VestingPiece {
  int after = 0, until = 0;
  double share = 0;
  int every = 1;
};
/// Pieces ascend and do not overlap; shares make 1.
using Vesting = std::vector<VestingPiece>;
/// Nothing before the cliff, there all that has built up, then every `every` months to `total`. 0 <= cliff <= total, total >= 1.
Vesting cliff_vesting(int cliff, int total, int every);

struct Vest {
  int month = 0;
  double share = 0;
};
/// Ascending by month, each month once.
std::vector<Vest> vests(const Vesting& vesting);

struct Grant {
  double units = 0;
  double strike = 0;  ///< yuan a unit; 0 for an RSU that costs nothing
  Vesting vesting;
};

/// How the income is taxed: apart by the annual table (listed companies, while the rule lasts, then as wages), as wages, or at the deferred rate on sale.
enum class EquityTaxed { separate, wages, deferred };

/// Of one company; its grants share one price.
struct Equity {
  double price = 0;              ///< yuan a unit today
  double volatility = 0;         ///< a year
  std::optional<double> growth;  ///< a year; the discount rate where not given
  double dilution = 0;           ///< share given up in each round; 0 where `price` is that of a listed share
  int round_months = 18;         ///< months between rounds
  double liquidity_discount = 0;
  int sell_month = 0;  ///< 0: whatever vests can be sold
  double sell_chance = 1;
  EquityTaxed taxed = EquityTaxed::wages;
  std::vector<Grant> grants;
};

/// What is simulated: units of the grants that vest within `horizon` months, with the chance `stay` a year of keeping the job.
struct EquityPlan {
  const Equity* equity = nullptr;
  int horizon = 0;           ///< months
  double stay = 1;           ///< (0, 1]
  double discount_rate = 0;  ///< a year, > −1
  int year_begins = 0;       ///< months 1 … year_begins fall into calendar year 0, the next twelve into year 1 …
};

/// The last month in which anything is sold; 0 where nothing vests within the horizon.
int last_sale(const Equity& equity, int horizon);

/// Per path and calendar year, yuan before tax: what is received, and its present value. Path-major: [path · years + year].
struct EquityPaths {
  std::size_t years = 0;  ///< 0 where nothing is sold; then all is empty
  std::vector<double> received, present;
  std::vector<double>
      control;              ///< by path: present value of the units received at their full price, whatever they cost
  double control_mean = 0;  ///< its exact mean
  std::span<const double> received_of(std::size_t path) const { return {&received[path * years], years}; }
  std::span<const double> present_of(std::size_t path) const { return {&present[path * years], years}; }
};
/// Paths i and i + 2,048 are antithetic; replicate r holds i in [128 r, 128 (r + 1)) and their twins. `stream` keeps several offers' draws apart.
EquityPaths simulate(const EquityPlan& plan, std::uint64_t seed, std::uint32_t stream);

struct Outcome {
  double mean = 0;
  double standard_error = 0;  ///< of the mean, from 16 replicates (Student's t, 15 degrees of freedom)
  double low = 0, high = 0;   ///< 10 % and 90 % quantiles of the outcome, left-continuous inverse
};
/// Of kPaths values by path, as simulate() orders them.
Outcome summary(std::span<const double> values);
/// The same with mean(v) − β (mean(control) − control_mean) for mean, β by least squares, and its standard error. Single options of strike 0.5 … 2 × price,
/// σ <= 1, up to 5 years: within 0.5 % of the price from Black–Scholes.
Outcome summary(std::span<const double> values, const EquityPaths& paths);

}  // namespace chouma::bargain
