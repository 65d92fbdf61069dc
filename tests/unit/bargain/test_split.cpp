#include "bargain/split.h"

#include "base/random.h"
#include "unit/bargain/pay_support.h"

#include <tuple>

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using test::fen_of;
using test::pay_tables;

namespace {

Package package_of(Fen yearly, Rate fund_rate, Fen special = 0, bool separate = true) {
  return {yearly, special, fund_rate, separate};
}

Fen worth(const PackageSplit& split, Aim aim) { return split.cash + (aim == Aim::cash_and_fund ? split.fund : 0); }

/// Every whole yuan; taxes to the fen, so worth may differ by what rounding makes of one year's taxes.
PackageSplit brute(const CityPeriod& period, const Package& package, Fen lowest, Aim aim) {
  PackageSplit best = divide(pay_tables(), period, package, lowest);
  for (Fen monthly = lowest; 12 * monthly <= package.yearly; monthly += kYuan) {
    const PackageSplit split = divide(pay_tables(), period, package, monthly);
    if (worth(split, aim) > worth(best, aim)) best = split;
  }
  return best;
}

}  // namespace

TEST_CASE("a first year's package of 500,000 in Beijing, as worked by hand", "[bargain][split]") {
  const auto& c = test::pay_cases()["split_following"];
  const CityPeriod& period = test::city_period("beijing", "2026-07");
  const Package package = package_of(fen_of(c["input"]["gross_year"]), test::rate_of(c["input"]["housing_fund_rate"]));
  REQUIRE(c["expect"].size() == 5);
  for (const auto& [name, expected] : c["expect"].items()) {
    CAPTURE(name);
    const PackageSplit split = divide(pay_tables(), period, package, fen_of(expected["monthly_pay"]));
    CHECK(split.bonus == fen_of(expected["bonus"]));
    CHECK(split.tax == fen_of(expected["tax_year"]));
    CHECK(split.cash == fen_of(expected["cash_year"]));
    CHECK(split.cash + split.fund == fen_of(expected["cash_plus_both_fund_shares_year"]));
  }
  const Fen lowest = fen_of(c["input"]["monthly_pay_whole_yuan_from"]);
  // The worked optimum of cash leaves merging out: of bonuses taxed apart it is the best, and merging at the lowest pay beats it.
  Fen best = 0, best_cash = 0;
  for (Fen monthly = lowest; 12 * monthly <= package.yearly; monthly += kYuan) {
    const Fen own = 12 * contributions(period, monthly, package.fund_rate).employee();
    const Fen bonus = package.yearly - 12 * monthly;
    const Fen cash = package.yearly - own - bonus_tax(pay_tables().bonus, bonus) -
                     tax(pay_tables().income.annual, 12 * (monthly - pay_tables().income.allowance) - own);
    if (cash > best_cash) std::tie(best, best_cash) = std::pair(monthly, cash);
  }
  CHECK(best == fen_of(c["expect"]["max_cash"]["monthly_pay"]));
  CHECK(best_cash == fen_of(c["expect"]["max_cash"]["cash_year"]));
  const PackageSplit merged = best_split(pay_tables(), period, package, lowest, Aim::cash);
  CHECK(merged.monthly == lowest);
  CHECK(merged.merged);
  CHECK(merged.cash > best_cash);
  CHECK(best_split(pay_tables(), period, package, lowest, Aim::cash_and_fund).monthly ==
        fen_of(c["expect"]["max_cash_plus_fund"]["monthly_pay"]));
}

TEST_CASE("the best split of a package equals trying every yuan of monthly pay", "[bargain][split]") {
  const std::uint64_t seed = 33;
  CAPTURE(seed);
  const char* cities[] = {"beijing", "shanghai", "shenzhen", "hangzhou", "chengdu", "xian", "changsha"};
  const Fen yearlies[] = {60'000, 100'000, 180'000, 300'000, 500'000, 800'000, 1'600'000};
  for (std::uint64_t i = 0; i < 42; ++i) {
    const Fen yearly = yearlies[i % 7];
    const CityPeriod& period = test::city_period(cities[(i + i / 7) % 7], "2026-09");
    const auto percent = [](Rate rate) { return static_cast<std::uint64_t>(rate / 10'000); };
    const Rate fund =
        10'000 * static_cast<Rate>(percent(period.fund_min) +
                                   base::below(percent(period.fund_max - period.fund_min) + 1, seed, 1, i));
    const Package package = package_of(kYuan * yearly + static_cast<Fen>(base::below(1'000'000, seed, 2, i)), fund,
                                       kYuan * static_cast<Fen>(base::below(5'000, seed, 3, i)), i % 3 != 2);
    const Fen lowest = kYuan * static_cast<Fen>(base::below(5'000, seed, 4, i));
    CAPTURE(i, package.yearly, package.fund_rate, package.special, package.separate, lowest);
    for (const Aim aim : {Aim::cash, Aim::cash_and_fund}) {
      const PackageSplit fast = best_split(pay_tables(), period, package, lowest, aim);
      const PackageSplit slow = brute(period, package, lowest, aim);
      // At most a fen of the year's tax, which brute force may win by rounding.
      CHECK(worth(slow, aim) - worth(fast, aim) <= 1);
      CHECK(worth(slow, aim) - worth(fast, aim) >= 0);
      CHECK(12 * fast.monthly + fast.bonus == package.yearly);
    }
  }
}

TEST_CASE("without its own table the bonus is merged", "[bargain][split]") {
  const CityPeriod& period = test::city_period("beijing", "2026-07");
  const PackageSplit apart = divide(pay_tables(), period, package_of(500'000'00, 120'000), 30'000'00);
  const PackageSplit merged = divide(pay_tables(), period, package_of(500'000'00, 120'000, 0, false), 30'000'00);
  CHECK(!apart.merged);
  CHECK(merged.merged);
  CHECK(merged.tax > apart.tax);
}
