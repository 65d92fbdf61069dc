#include "bargain/bonus.h"

#include "base/random.h"
#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using Catch::Matchers::WithinAbs;
using test::fen_of;
using test::pay_cases;
using test::pay_tables;

TEST_CASE("the bonus's own table to the cent", "[bargain][bonus]") {
  const auto& c = pay_cases()["bonus"];
  REQUIRE(c["tax"].size() == 20);
  for (std::size_t i = 0; i < c["tax"].size(); ++i) {
    CAPTURE(c["bonus"][i]);
    CHECK(bonus_tax(pay_tables().bonus, fen_of(c["bonus"][i])) == fen_of(c["tax"][i]));
  }
  CHECK(bonus_tax(pay_tables().bonus, 0) == 0);
}

TEST_CASE("36,000 -> 36,001 costs 2,309.10, and the dead zones follow from the table", "[bargain][bonus]") {
  struct Zone {
    double after, until, lost;
  };
  const Zone known[] = {{36000, 115700.0 / 3, 2309.10},     {144000, 160500, 13199.20},
                        {300000, 955000.0 / 3, 13749.25},   {420000, 447500, 19249.30},
                        {660000, 9185000.0 / 13, 30249.35}, {960000, 1120000, 87999.45}};
  const auto zones = dead_zones(pay_tables().bonus);
  REQUIRE(zones.size() == std::size(known));
  for (std::size_t i = 0; i < zones.size(); ++i) {
    CHECK(zones[i].after == fen(known[i].after));
    CHECK_THAT(zones[i].until, WithinAbs(known[i].until, 1e-7));
    CHECK(zones[i].lost == fen(known[i].lost));
  }
}

TEST_CASE("in a dead zone every bonus leaves less than at its beginning, past it more", "[bargain][bonus]") {
  const auto net = [](Fen bonus) { return bonus - bonus_tax(pay_tables().bonus, bonus); };
  for (const DeadZone& zone : dead_zones(pay_tables().bonus)) {
    CAPTURE(zone.after, zone.until);
    const auto until = static_cast<Fen>(zone.until * 100);
    const Fen step = (until - zone.after) / 500;
    for (Fen bonus = zone.after + 1; bonus < until - 1; bonus += step) CHECK(net(bonus) < net(zone.after));
    CHECK(net(until + 200) > net(zone.after));
    CHECK(net(zone.after) > net(zone.after - 100));
  }
}

TEST_CASE("a table whose dead zone swallows the next bracket still gives its end", "[bargain][bonus]") {
  BonusTax law;
  law.monthly = {{1000'00, 0, 0}, {1100'00, 100'000, 0}, {std::numeric_limits<Fen>::max(), 200'000, 0}};
  // 12,000 free of tax leaves 12,000; 13,200 at 10 % leaves 11,880: the zone ends at 15,000, where 20 % leave 12,000.
  const auto zones = dead_zones(law);
  REQUIRE(zones.size() == 2);
  CHECK_THAT(zones[0].until, WithinAbs(15000, 1e-9));
  CHECK_THAT(zones[1].until, WithinAbs(11880 / 0.8, 1e-9));
}

TEST_CASE("apart or merged, whichever is cheaper", "[bargain][bonus]") {
  REQUIRE(pay_cases()["choices"].size() == 4);
  for (const auto& c : pay_cases()["choices"]) {
    CAPTURE(c["id"]);
    const BonusChoice choice = choose(pay_tables().income, pay_tables().bonus,
                                      fen_of(c["input"]["salary_taxable_year"]), fen_of(c["input"]["bonus"]));
    CHECK(choice.separate == fen_of(c["expect"]["separate"]));
    CHECK(choice.merged == fen_of(c["expect"]["merged_extra"]));
    CHECK(choice.merge == (c["expect"]["better"] == "merged"));
  }
  CHECK(!choose(pay_tables().income, pay_tables().bonus, 0, 30'000'00).merge);  // 900 either way: a tie is taxed apart
}

TEST_CASE("the split of a pool that owes least, as worked by hand", "[bargain][bonus]") {
  const auto& c = pay_cases()["pools"];
  REQUIRE(c["pool_taxable"].size() == 18);
  for (std::size_t i = 0; i < c["pool_taxable"].size(); ++i) {
    const Fen pool = fen_of(c["pool_taxable"][i]);
    CAPTURE(pool);
    const PoolSplit split = best_pool_split(pay_tables().income, pay_tables().bonus, pool, 0, pool);
    CHECK(split.tax == fen_of(c["least_tax"][i]));
    const Fen bonus = fen_of(c["one_best_bonus"][i]);
    CHECK(tax(pay_tables().income.annual, pool - bonus) + bonus_tax(pay_tables().bonus, bonus) == split.tax);
    CHECK(split.bonus <= bonus);
  }
  const auto& fixed = pay_cases()["split_fixed"];
  const Fen pool = fen_of(fixed["expect"]["pool_taxable"]);
  const PoolSplit split = best_pool_split(pay_tables().income, pay_tables().bonus, pool, 0, pool);
  CHECK(split.bonus == fen_of(fixed["expect"]["best_bonus"]));
  CHECK(split.tax == fen_of(fixed["expect"]["least_tax"]));
  for (const auto& [bonus, expected] : fixed["expect"]["tax_by_bonus"].items()) {
    const Fen b = kYuan * std::stoll(bonus);
    CHECK(tax(pay_tables().income.annual, pool - b) + bonus_tax(pay_tables().bonus, b) == fen_of(expected));
  }
  CHECK(fen_of(fixed["input"]["gross_year"]) - fen_of(fixed["expect"]["employee_year"]) - split.tax ==
        fen_of(fixed["expect"]["net_year"]));
}

TEST_CASE("the best split equals trying every yuan", "[bargain][bonus]") {
  const std::uint64_t seed = 21;
  CAPTURE(seed);
  const auto brute = [](Fen pool, Fen least, Fen most) {
    PoolSplit best{least, std::numeric_limits<Fen>::max()};
    // Whole yuan at whole percent: both taxes are exact in fen.
    for (Fen bonus = least; bonus <= most; bonus += kYuan) {
      const Fen total = tax(pay_tables().income.annual, pool - bonus) + bonus_tax(pay_tables().bonus, bonus);
      if (total < best.tax) best = {bonus, total};
    }
    return best;
  };
  for (std::uint64_t i = 0; i < 40; ++i) {
    const auto pool = kYuan * static_cast<Fen>(base::below(i % 4 == 0 ? 3'000'000 : 400'000, seed, 1, i));
    const bool bounded = i % 2 == 1;
    const Fen least =
        bounded ? kYuan * static_cast<Fen>(base::below(static_cast<std::uint64_t>(pool / kYuan) + 1, seed, 2, i)) : 0;
    const Fen most = bounded ? least + kYuan * static_cast<Fen>(base::below(
                                                   static_cast<std::uint64_t>((pool - least) / kYuan) + 1, seed, 3, i))
                             : pool;
    CAPTURE(pool, least, most);
    const PoolSplit fast = best_pool_split(pay_tables().income, pay_tables().bonus, pool, least, most);
    const PoolSplit slow = brute(pool, least, most);
    CHECK(fast.tax == slow.tax);
    CHECK(fast.bonus == slow.bonus);
  }
}
