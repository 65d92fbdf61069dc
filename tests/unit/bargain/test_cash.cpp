#include "bargain/cash.h"

#include "base/random.h"
#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using test::fen_of;
using test::pay_tables;

namespace {

const Month kLawEnds = *pay_tables().bonus.provenance.to;

NetPay year_of_pay(const Pay& pay, Month start, int months, Month separate_to = kLawEnds) {
  return net_pay(pay_tables().income, pay_tables().bonus, pay, start, months, separate_to);
}

Pay beijing_30000() {
  return {30'000'00, 0, 0, contributions(test::city_period("beijing", "2026-07"), 30'000'00, 120'000).employee(), 0};
}

}  // namespace

TEST_CASE("a calendar year of plain pay is the worked example", "[bargain][cash]") {
  const auto& expect = test::pay_cases()["pay"][0]["expect"];
  const NetPay pay = year_of_pay(beijing_30000(), month_of(2026, 1), 12);
  REQUIRE(pay.years.size() == 1);
  for (std::size_t m = 0; m < 12; ++m) {
    CHECK(pay.tax[m] == fen_of(expect["withheld"][m]));
    CHECK(pay.net[m] == fen_of(expect["net"][m]));
  }
  CHECK(pay.years[0].year == 2026);
  CHECK(pay.years[0].tax == fen_of(expect["tax_year"]));
  CHECK(pay.years[0].taxable == fen_of(expect["cumulative_taxable"][11]));
}

TEST_CASE("withholding begins anew each January", "[bargain][cash]") {
  const NetPay pay = year_of_pay(beijing_30000(), month_of(2026, 11), 26);
  const NetPay whole = year_of_pay(beijing_30000(), month_of(2026, 1), 12);
  REQUIRE(pay.years.size() == 3);
  CHECK(pay.years[0].year == 2026);
  CHECK(pay.years[2].year == 2028);
  for (std::size_t m = 0; m < 2; ++m) CHECK(pay.tax[m] == whole.tax[m]);
  for (std::size_t m = 0; m < 24; ++m) CHECK(pay.tax[2 + m] == whole.tax[m % 12]);
}

TEST_CASE("the bonus comes with month 12, taxed the cheaper way while the law allows it", "[bargain][cash]") {
  Pay pay = beijing_30000();
  pay.bonus = 90'000'00;
  // Beijing, 15 months' pay: apart 8,790, merged 18,448.20 more.
  const NetPay apart = year_of_pay(pay, month_of(2027, 1), 12);
  CHECK(!apart.years[0].merged);
  CHECK(apart.tax[11] == 3649'40 + 8790'00);
  CHECK(apart.net[11] == 30'000'00 + 90'000'00 - 6753'00 - apart.tax[11]);
  const NetPay merged = year_of_pay(pay, month_of(2028, 1), 12);
  CHECK(merged.years[0].merged);
  CHECK(merged.years[0].tax == 26'872'80 + 18'448'20);
  CHECK(merged.years[0].taxable == apart.years[0].taxable + 90'000'00);
  CHECK(!year_of_pay(pay, month_of(2028, 1), 12, month_of(2099, 12)).years[0].merged);
  // Started in July, the bonus of month 12 falls into the second calendar year, before its end: all later months are dearer.
  const NetPay midway = year_of_pay(pay, month_of(2027, 7), 18);
  CHECK(midway.years[1].merged);
  CHECK(midway.years[1].tax == 26'872'80 + 18'448'20);
  CHECK(!midway.years[0].merged);
}

TEST_CASE("a bonus in a dead zone is merged where that is cheaper", "[bargain][cash]") {
  // 20,000 of taxable pay and 36,100: apart 3,400, merged 2,490.
  Pay pay;
  pay.base = 6'666'67;
  pay.bonus = 36'100'00;
  const NetPay net = year_of_pay(pay, month_of(2027, 1), 12);
  CHECK(net.years[0].merged);
  CHECK(net.years[0].taxable == 12 * 1'666'67 + 36'100'00);
}

TEST_CASE("the cheaper way is never dearer than either, and net and tax make up the gross", "[bargain][cash]") {
  const std::uint64_t seed = 17;
  CAPTURE(seed);
  for (std::uint64_t i = 0; i < 400; ++i) {
    const auto drawn = [&](std::uint64_t most, std::uint32_t what) {
      return static_cast<Fen>(base::below(most, seed, what, i));
    };
    const Pay pay{drawn(12'000'000, 1), drawn(2, 2) * drawn(20'000'000, 3), drawn(60'000'000, 4), drawn(1'000'000, 5),
                  drawn(600'000, 6)};
    const auto start = month_of(2026, 1) + static_cast<Month>(drawn(12, 7));
    const int months = 1 + static_cast<int>(drawn(60, 8));
    CAPTURE(i, pay.base, pay.sign_on, pay.bonus, pay.own, pay.special, start, months);
    const NetPay best = year_of_pay(pay, start, months, month_of(2099, 12));
    const NetPay merged = year_of_pay(pay, start, months, 0);
    Fen net = 0, tax = 0, years = 0, dearer = 0;
    for (const Fen value : best.net) net += value;
    for (const Fen value : best.tax) tax += value;
    for (const TaxYear& year : best.years) years += year.tax;
    for (const Fen value : merged.tax) dearer += value;
    CHECK(tax == years);
    CHECK(tax <= dearer);
    CHECK(net + tax == months * (pay.base - pay.own) + pay.sign_on + months / 12 * pay.bonus);
  }
}
