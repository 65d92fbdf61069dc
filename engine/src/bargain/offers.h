// Offers in money: the present value of each, side by side, what decides, and the pay that would make the second equal the first. Floor 5.
//
//   worth = Σ_m net_m (1 + r)^(−m/12) over the horizon's months + equity that vests within them, after tax, discounted from its sale
// in six parts that add up: each is what it adds after tax and contributions to the ones before it, in the order of Part. The housing fund counts with both
// shares, since both are the employee's; pension and medical accounts are not counted. Pay and the tables of the start month are held for the whole horizon.
// A part's low and high are 10 % and 90 % quantiles: of the bonus its low and high branch, of equity and of the total the outcome over 4,096 paths
// (equity.h), in each of which the bonus takes a branch of its own. expected is the mean.
// Equity is taxed by calendar year, the year's sales together, the tax spread over them in proportion:
//   separate   tax(Σ received) by the annual table, while the law lasts; then as wages
//   wages      tax(taxable + Σ received) − tax(taxable), taxable the rest of the year's, with that path's bonus
//   deferred   a flat rate of what is received
#pragma once

#include "bargain/cash.h"
#include "bargain/offer.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chouma::bargain {

inline constexpr std::size_t kMostOffers = 5;

/// What is the candidate's own, the same for every offer.
struct Outlook {
  Month start = 0;              ///< first month of pay
  int years = 4;                ///< horizon, 1 … 10
  double discount_rate = 0.05;  ///< a year, 0 … 0.5
  Money special_deductions{0};  ///< 专项附加扣除, a month, 0 … 30,000
  bool separate_rules_extended =
      false;  ///< bonuses and listed equity go on being taxed apart after the law's last month
  std::uint64_t seed = 1;
};
std::optional<Error> check(const Outlook& outlook, const std::string& where);

enum class Part { salary, housing_fund, sign_on, promised_bonus, variable_bonus, equity };
inline constexpr std::size_t kParts = 6;
std::string_view part_name(Part part);

/// Yuan of the first day; low <= high, and expected between them where the distribution is not too skew.
struct Worth {
  double expected = 0, low = 0, high = 0;
};

/// How the year-end bonus of a full year is taxed, and what another split of the same pool would save.
struct BonusAdvice {
  Fen bonus = 0;  ///< promised + expected
  Fen tax = 0;    ///< of a full year at the cheaper way, everything but equity
  bool merged = false;
  std::optional<DeadZone> dead_zone;  ///< the bonus stands in it and is taxed apart
  Fen best_bonus = 0, best_tax = 0;   ///< contributions unchanged; where a bonus may be taxed apart
};

struct OfferWorth {
  std::string name;
  std::array<Worth, kParts> parts;
  Worth total;
  double standard_error = 0;  ///< of the expected worth of equity, by 16 randomised replicates
  Contributions insurance;    ///< a month
  Month insurance_from = 0;   ///< the period of the city's table that was used
  NetPay pay;                 ///< with the expected bonus, months of the horizon
  BonusAdvice bonus;
  HoursWorth hours;                  ///< per_hour: gross pay of a year, promised and expected bonus among it
  double worth_per_hour = 0;         ///< expected worth / hours worked over the horizon
  std::array<double, 3> variable{};  ///< what the variable bonus adds, by branch
  /// By path: the branch of the bonus and the worth of equity after tax.
  std::vector<std::uint8_t> branch;
  std::vector<double> equity;
};

/// One offer; the same seed and offer give the same bits. `stream` keeps the draws of several offers apart. The offer and the outlook have passed check().
OfferWorth value_offer(const PayTables& tables, const Outlook& outlook, const Offer& offer, std::uint32_t stream);

/// Best against second, by expected worth. Prices and bonuses of different employers are independent.
struct Verdict {
  std::size_t best = 0, second = 0;   ///< index into the offers
  Worth difference;                   ///< best − second
  double chance = 0;                  ///< that the best is worth more, ties by half
  std::array<Worth, kParts> by_part;  ///< best − second
  Part decides = Part::salary;        ///< the part with the largest expected difference in the best's favour
  /// Whole yuan a month of base pay at which the second's expected worth makes up the difference: the expected one, and its low and high; contributions
  /// and months of base pay move with it. The bonus's cliffs make worth jump: it is a base at which the difference is made up and one yuan less is not enough.
  /// Nothing where no base from 1 to 10,000,000 does.
  std::optional<Money> break_even, break_even_low, break_even_high;
};

struct Comparison {
  std::vector<Result<OfferWorth>> offers;  ///< in the order given; a bad offer is an error of its own
  std::optional<Verdict> verdict;          ///< where two or more could be valued
};

/// 1 … kMostOffers; offers that could not be read come as errors and stay so. `where` stands before a field in an error: "request." gives "request.offers[0].base".
Result<Comparison> compare(const PayTables& tables, const Outlook& outlook, std::span<const Result<Offer>> offers,
                           const std::string& where);

/// Offers to be compared, as they were read.
struct OfferBook {
  Outlook outlook;
  std::vector<Result<Offer>> offers;  ///< each with its own refusal
  std::vector<Error> refused =
      {};  ///< settings of the outlook that could not be used; those where none are given stand for them
};

}  // namespace chouma::bargain
