#include "bargain/offers.h"

#include "base/random.h"
#include "unit/bargain/offer_support.h"

#include <cmath>
#include <numeric>

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using test::pay_tables;
using test::plain_offer;
using test::plain_outlook;
using test::yearly_shares;

namespace {

OfferWorth worth_of(const Offer& offer, const Outlook& outlook = plain_outlook(), std::uint32_t stream = 0) {
  REQUIRE(!check(offer, pay_tables(), outlook.start, ""));
  return value_offer(pay_tables(), outlook, offer, stream);
}

const Worth& part(const OfferWorth& worth, Part which) { return worth.parts[static_cast<std::size_t>(which)]; }

Comparison compared(const std::vector<Result<Offer>>& offers, const Outlook& outlook = plain_outlook()) {
  auto result = compare(pay_tables(), outlook, offers, "");
  REQUIRE(result);
  return std::move(result.value());
}

double cash_tax(double taxable) { return tax(pay_tables().income.annual, taxable); }

}  // namespace

TEST_CASE("plain pay for a year is the worked example's net, and the fund counts twice", "[bargain][offers]") {
  const OfferWorth worth = worth_of(plain_offer());
  CHECK_THAT(part(worth, Part::salary).expected, WithinAbs(252091.20, 1e-6));
  CHECK_THAT(part(worth, Part::housing_fund).expected, WithinAbs(12 * 7200, 1e-6));
  CHECK_THAT(worth.total.expected, WithinAbs(252091.20 + 86400, 1e-6));
  CHECK_THAT(worth.total.low, WithinRel(worth.total.expected, 1e-12));
  CHECK_THAT(worth.total.high, WithinRel(worth.total.expected, 1e-12));
  CHECK(worth.insurance.employee() == 6753'00);
  CHECK(worth.insurance.employer() == 11550'00);
  CHECK(worth.insurance_from == month_of(2026, 7));
  CHECK(worth.pay.net.size() == 12);
  CHECK_THAT(worth.worth_per_hour, WithinRel(worth.total.expected / 2080, 1e-12));
}

TEST_CASE("money is worth (1 + r)^(-m/12) of what it is on the first day", "[bargain][offers]") {
  Outlook outlook = plain_outlook(3);
  outlook.discount_rate = 0.08;
  const OfferWorth worth = worth_of(plain_offer(), outlook);
  double salary = 0, fund = 0;
  for (int m = 1; m <= 36; ++m) {
    salary += yuan(worth.pay.net[static_cast<std::size_t>(m - 1)]) * std::pow(1.08, -m / 12.0);
    fund += 7200 * std::pow(1.08, -m / 12.0);
  }
  CHECK_THAT(part(worth, Part::salary).expected, WithinRel(salary, 1e-12));
  CHECK_THAT(part(worth, Part::housing_fund).expected, WithinRel(fund, 1e-12));
}

TEST_CASE("each part is what it adds after tax", "[bargain][offers]") {
  // 30,000 × 15: the bonus of 90,000 is taxed apart, 8,790.
  Offer offer = plain_offer();
  offer.months = 15;
  CHECK_THAT(part(worth_of(offer), Part::promised_bonus).expected, WithinAbs(90000 - 8790, 1e-6));
  Offer stated = plain_offer();
  stated.guaranteed_bonus.amount = 90000;
  CHECK(worth_of(stated).total.expected == worth_of(offer).total.expected);
  // A sign-on of 50,000 is wages: the year's taxable pay rises from 218,964.
  offer = plain_offer();
  offer.sign_on.amount = 50000;
  CHECK_THAT(part(worth_of(offer), Part::sign_on).expected,
             WithinAbs(50000 - (cash_tax(268964) - cash_tax(218964)), 0.06));
}

TEST_CASE("a variable bonus has three branches", "[bargain][offers]") {
  Offer offer = plain_offer();
  offer.variable.low.amount = 0;
  offer.variable.expected.amount = 36000;
  offer.variable.high.amount = 90000;
  const OfferWorth worth = worth_of(offer);
  const Worth& variable = part(worth, Part::variable_bonus);
  const double low = 0, middle = 36000 - 1080, high = 90000 - 8790;
  CHECK_THAT(variable.low, WithinAbs(low, 1e-6));
  CHECK_THAT(variable.high, WithinAbs(high, 1e-6));
  CHECK_THAT(variable.expected, WithinAbs(0.3 * low + 0.4 * middle + 0.3 * high, 1e-6));
  const double sure = part(worth, Part::salary).expected + part(worth, Part::housing_fund).expected;
  CHECK_THAT(worth.total.low, WithinAbs(sure + low, 1e-6));
  CHECK_THAT(worth.total.high, WithinAbs(sure + high, 1e-6));
  std::array<int, 3> seen{};
  for (const std::uint8_t branch : worth.branch) ++seen[branch];
  CHECK_THAT(seen[0] / 4096.0, WithinAbs(0.3, 0.03));
  CHECK_THAT(seen[1] / 4096.0, WithinAbs(0.4, 0.03));
}

TEST_CASE("equity is taxed by the year it is sold in", "[bargain][offers]") {
  // 100,000 a year without volatility, from 2026 on; the rest of a year's taxable pay is 218,964.
  Offer offer = plain_offer();
  Outlook outlook = plain_outlook(4);
  outlook.start = month_of(2026, 7);
  const double apart = 7480, joined = cash_tax(318964) - cash_tax(218964);
  const auto net = [&](EquityTaxed taxed, bool extended) {
    offer.equity = yearly_shares(100, 0, 4000, taxed);
    outlook.separate_rules_extended = extended;
    return part(worth_of(offer, outlook), Part::equity).expected;
  };
  // Sold in June of 2027, 2028, 2029 and 2030; the law ends with 2027.
  CHECK_THAT(net(EquityTaxed::separate, false), WithinAbs(400000 - apart - 3 * joined, 1e-6));
  CHECK_THAT(net(EquityTaxed::separate, true), WithinAbs(400000 - 4 * apart, 1e-6));
  CHECK_THAT(net(EquityTaxed::wages, true), WithinAbs(400000 - 4 * joined, 1e-6));
  CHECK_THAT(net(EquityTaxed::deferred, false), WithinAbs(400000 * 0.8, 1e-6));
}

TEST_CASE("two sales in a year are taxed together", "[bargain][offers]") {
  Offer offer = plain_offer();
  offer.equity = yearly_shares(1, 0, 600000, EquityTaxed::separate);
  offer.equity->grants[0].vesting = {{0, 6, 1.0 / 3, 6}, {6, 12, 2.0 / 3, 6}};
  // 200,000 and 400,000: 127,080, not 91,160
  CHECK_THAT(part(worth_of(offer), Part::equity).expected, WithinAbs(600000 - 127080, 1e-4));
}

TEST_CASE("equity sold after the horizon is taxed with the pay of its year", "[bargain][offers]") {
  Offer offer = plain_offer();
  offer.equity = yearly_shares(100, 0, 4000, EquityTaxed::wages);
  offer.equity->sell_month = 60;
  const double joined = cash_tax(418964) - cash_tax(218964);
  // Two years vest, 200,000; sold at the end of the fifth.
  CHECK_THAT(part(worth_of(offer, plain_outlook(2)), Part::equity).expected, WithinAbs(200000 - joined, 1e-6));
  // and the horizon's pay does not change
  CHECK(part(worth_of(offer, plain_outlook(2)), Part::salary).expected ==
        part(worth_of(plain_offer(), plain_outlook(2)), Part::salary).expected);
}

TEST_CASE("parts add up, intervals hold the middle, and more pay is worth more", "[bargain][offers]") {
  const std::uint64_t seed = 41;
  CAPTURE(seed);
  const char* cities[] = {"beijing", "上海", "Shenzhen", "杭州市", "chengdu"};
  for (std::uint64_t i = 0; i < 40; ++i) {
    const auto u = [&](std::uint32_t what) { return base::uniform(seed, what, i); };
    Offer offer;
    offer.name = "drawn";
    offer.base.amount = 5000 + static_cast<std::int64_t>(60000 * u(1));
    offer.variable.high.amount = static_cast<std::int64_t>(200000 * u(2));
    offer.variable.expected.amount = offer.variable.high.amount / 2;
    offer.sign_on.amount = static_cast<std::int64_t>(100000 * u(3));
    offer.stay = 0.5 + 0.5 * u(4);
    offer.city = cities[static_cast<std::size_t>(5 * u(5))];
    if (i % 2 == 0) offer.equity = yearly_shares(10 + 200 * u(6), u(7), 5000, static_cast<EquityTaxed>(i % 3));
    Outlook outlook = plain_outlook(1 + static_cast<int>(5 * u(8)));
    outlook.discount_rate = 0.1 * u(9);
    outlook.start += static_cast<Month>(12 * u(10));
    CAPTURE(i, offer.base.amount, offer.city, outlook.years, outlook.start);
    const OfferWorth worth = worth_of(offer, outlook);
    double sum = 0;
    for (const Worth& p : worth.parts) {
      CHECK(std::isfinite(p.expected));
      CHECK(p.low <= p.high);
      sum += p.expected;
    }
    CHECK_THAT(worth.total.expected, WithinRel(sum, 1e-12));
    CHECK(worth.total.low <= worth.total.expected);
    CHECK(worth.total.expected <= worth.total.high);
    const OfferWorth again = worth_of(offer, outlook);
    CHECK(again.total.expected == worth.total.expected);
    CHECK(again.equity == worth.equity);
    ++offer.base.amount;
    CHECK(worth_of(offer, outlook).total.expected >
          worth.total.expected - 12.0 * outlook.years);  // the fund's rounding
    offer.base.amount += 1000;
    CHECK(worth_of(offer, outlook).total.expected > worth.total.expected);
  }
}

TEST_CASE("the bonus's advice: dead zones, and the split that owes least", "[bargain][offers]") {
  Offer offer = plain_offer();
  offer.guaranteed_bonus.amount = 36001;
  BonusAdvice advice = worth_of(offer).bonus;
  REQUIRE(advice.dead_zone);
  CHECK(advice.dead_zone->after == 36000'00);
  CHECK(advice.dead_zone->lost == 2309'10);
  // 12 × 23,247 − 60,000 = 218,964 of taxable pay; pool 254,965: the best bonus is from pool − 144,000 to 144,000.
  CHECK(advice.tax == fen(26872.80 + 3390.10));
  CHECK(advice.best_bonus == 254'965'00 - 144'000'00);
  CHECK(advice.best_tax == fen(11880 + 254965 * 0.1 - 14400 - 210));
  offer.guaranteed_bonus.amount = 36000;
  CHECK(!worth_of(offer).bonus.dead_zone);
  // After the law's end the bonus is merged and no split helps.
  Outlook later = plain_outlook();
  later.start = month_of(2028, 1);
  advice = worth_of(offer, later).bonus;
  CHECK(advice.merged);
  CHECK(advice.best_tax == advice.tax);
  later.separate_rules_extended = true;
  CHECK(!worth_of(offer, later).bonus.merged);
}

TEST_CASE("side by side: the best, the second, what decides and the pay that would make them equal",
          "[bargain][offers]") {
  Offer a = plain_offer(32000), b = plain_offer(30000), c = plain_offer(25000);
  a.name = "a", b.name = "b", c.name = "c";
  b.sign_on.amount = 10000;
  const Comparison comparison = compared({c, a, b}, plain_outlook(2));
  REQUIRE(comparison.verdict);
  const Verdict& verdict = *comparison.verdict;
  CHECK(verdict.best == 1);
  CHECK(verdict.second == 2);
  CHECK(verdict.decides == Part::salary);
  CHECK(verdict.chance == 1);
  const auto total = [&](std::size_t i) { return comparison.offers[i].value().total.expected; };
  CHECK_THAT(verdict.difference.expected, WithinAbs(total(1) - total(2), 1e-9));
  double sum = 0;
  for (const Worth& p : verdict.by_part) sum += p.expected;
  CHECK_THAT(sum, WithinAbs(verdict.difference.expected, 1e-6));
  REQUIRE(verdict.break_even);
  CHECK(verdict.break_even == verdict.break_even_low);
  b.base = *verdict.break_even;
  CHECK(worth_of(b, plain_outlook(2)).total.expected >= total(1) - 1e-6);
  b.base.amount -= 1;
  CHECK(worth_of(b, plain_outlook(2)).total.expected < total(1) + 1e-6);
}

TEST_CASE("equity can decide, and the break-even carries its interval", "[bargain][offers]") {
  Offer cash = plain_offer(40000), shares = plain_offer(38000);
  cash.months = 14;
  shares.equity = yearly_shares(50, 0.5, 20000, EquityTaxed::separate);
  shares.stay = 0.9;
  const Outlook outlook = plain_outlook(4);
  const Comparison comparison = compared({cash, shares}, outlook);
  const Verdict& verdict = *comparison.verdict;
  CHECK(verdict.best == 1);
  CHECK(verdict.decides == Part::equity);
  CHECK(verdict.chance > 0.5);
  CHECK(verdict.chance < 1);
  CHECK(verdict.difference.low < verdict.difference.expected);
  CHECK(verdict.difference.expected < verdict.difference.high);
  REQUIRE((verdict.break_even && verdict.break_even_low && verdict.break_even_high));
  CHECK(verdict.break_even_low->amount < verdict.break_even->amount);
  CHECK(verdict.break_even->amount < verdict.break_even_high->amount);
  for (const auto& [base, difference] : {std::pair(*verdict.break_even, verdict.difference.expected),
                                         std::pair(*verdict.break_even_low, verdict.difference.low),
                                         std::pair(*verdict.break_even_high, verdict.difference.high)}) {
    Offer raised = cash;
    raised.base = base;
    const double wanted = comparison.offers[0].value().total.expected + difference;
    CHECK(worth_of(raised, outlook).total.expected >= wanted - 1e-6);
    raised.base.amount -= 1;
    CHECK(worth_of(raised, outlook).total.expected < wanted + 1e-6);
  }
  // The second holding the equity: raising its base also moves the tax on it.
  cash.base.amount = 60000;
  const Comparison other = compared({cash, shares}, outlook);
  CHECK(other.verdict->best == 0);
  Offer raised = shares;
  raised.base = *other.verdict->break_even;
  const double best = other.offers[0].value().total.expected;
  CHECK(worth_of(raised, outlook, 1).total.expected >= best - 1e-6);
  raised.base.amount -= 1;
  CHECK(worth_of(raised, outlook, 1).total.expected < best + 1e-6);
}

TEST_CASE("two equal offers: even chances; their prices are independent", "[bargain][offers]") {
  const Comparison equal = compared({plain_offer(), plain_offer()});
  CHECK(equal.verdict->chance == 0.5);
  CHECK(equal.verdict->difference.expected == 0);
  CHECK(equal.verdict->break_even->amount == 30000);

  Offer offer = plain_offer();
  offer.equity = yearly_shares(100, 0.3, 4000, EquityTaxed::deferred);
  const Comparison both = compared({offer, offer}, plain_outlook(4));
  CHECK_THAT(both.verdict->chance, WithinAbs(0.5, 0.03));
  const Worth& one = both.offers[0].value().total;
  const double ratio = (both.verdict->difference.high - both.verdict->difference.low) / (one.high - one.low);
  CHECK_THAT(ratio, WithinAbs(std::sqrt(2.0), 0.1));
}

TEST_CASE("hours make pay comparable", "[bargain][offers]") {
  Offer long_hours = plain_offer(40000), short_hours = plain_offer(30000);
  long_hours.months = 15;
  long_hours.week = {6, 11, 0};
  short_hours.months = 14;
  const OfferWorth a = worth_of(long_hours), b = worth_of(short_hours);
  CHECK_THAT(a.hours.per_hour, WithinAbs(174.83, 0.005));
  CHECK_THAT(b.hours.per_hour, WithinAbs(201.92, 0.005));
  CHECK(a.total.expected > b.total.expected);
  CHECK(a.worth_per_hour < b.worth_per_hour);
}

TEST_CASE("a bad offer is an error of its own; six are too many, none too few", "[bargain][offers]") {
  Offer bad = plain_offer();
  bad.city = "atlantis";
  const Error unread{Code::bad_schema, "offers[2].base", "\"much\"", "a number"};
  const Comparison comparison = compared({plain_offer(), bad, unread, plain_offer(31000)});
  REQUIRE(comparison.offers.size() == 4);
  CHECK(comparison.offers[0]);
  CHECK(comparison.offers[1].error().where == "offers[1].city");
  CHECK(comparison.offers[2].error().where == "offers[2].base");
  CHECK(comparison.verdict->best == 3);
  CHECK(comparison.verdict->second == 0);
  CHECK(!compared({plain_offer(), bad}).verdict);

  const std::vector<Result<Offer>> six(6, plain_offer());
  const auto refused = compare(pay_tables(), plain_outlook(), six, "");
  REQUIRE(!refused);
  CHECK(message(refused.error()) == "offers is 6 offers; allowed: 1 to 5 offers.");
  CHECK(!compare(pay_tables(), plain_outlook(), {}, ""));
  Outlook outlook = plain_outlook();
  outlook.discount_rate = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Result<Offer>> one(1, plain_offer());
  CHECK(compare(pay_tables(), outlook, one, "").error().code == Code::not_finite);
}
