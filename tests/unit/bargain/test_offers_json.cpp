#include "bargain/offers_json.h"

#include "support/json_schema.h"
#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using nlohmann::json;

namespace {

const json kBook = json::parse(test::file("tests/cases/bargain/offers.json"));

std::string with(const char* pointer, const json& value) {
  json book = kBook;
  book[json::json_pointer(pointer)] = value;
  return book.dump();
}

/// The first refusal of the book, of an offer when it is read, or of its check.
std::optional<Error> refusal_of(const std::string& text) {
  const auto book = parse_offers(text);
  if (!book) return book.error();
  const auto comparison = compare(test::pay_tables(), book.value().outlook, book.value().offers, "");
  if (!comparison) return comparison.error();
  for (const auto& offer : comparison.value().offers)
    if (!offer) return offer.error();
  return std::nullopt;
}

}  // namespace

TEST_CASE("a book of offers is read as it is written", "[bargain][offers]") {
  const auto read = parse_offers(kBook.dump());
  REQUIRE(read);
  const OfferBook& book = read.value();
  CHECK(book.outlook.start == month_of(2026, 12));
  CHECK(book.outlook.years == 4);
  CHECK(book.outlook.discount_rate == 0.06);
  CHECK(book.outlook.special_deductions.amount == 4500);
  CHECK(book.outlook.separate_rules_extended);
  CHECK(book.outlook.seed == 7);
  REQUIRE(book.offers.size() == 2);
  REQUIRE(book.offers[0]);
  const Offer& offer = book.offers[0].value();
  CHECK(offer.name == "甲");
  CHECK(offer.base == Money{42000, Currency::CNY, Period::month});
  CHECK(offer.months == 15);
  CHECK(offer.guaranteed_bonus.amount == 10000);
  CHECK(offer.variable.high == Money{120000, Currency::CNY, Period::year});
  CHECK(offer.sign_on == Money{60000, Currency::CNY, Period::once});
  CHECK(offer.stay == 0.85);
  CHECK(offer.fund_rate == 0.12);
  CHECK(offer.contribution_base->amount == 36000);
  CHECK(offer.week.weekly() == 66);
  REQUIRE(offer.equity);
  CHECK(offer.equity->growth == 0.1);
  CHECK(offer.equity->sell_month == 36);
  CHECK(offer.equity->taxed == EquityTaxed::separate);
  CHECK(offer.equity->grants[0].vesting.size() == 2);
  CHECK(offer.equity->grants[1].strike == 30);
  CHECK(offer.equity->grants[1].vesting[0].every == 24);
  CHECK(!refusal_of(kBook.dump()));
  CHECK(test::violations("offers.schema.json", kBook) == std::vector<std::string>{});
  // What is not stated takes the default that the headers name.
  const Offer& plain = book.offers[1].value();
  CHECK(plain.months == 12);
  CHECK(plain.stay == 1);
  CHECK(!plain.fund_rate);
  CHECK(!plain.equity);
  CHECK(plain.week.weekly() == 40);
}

TEST_CASE("13-18薪 and a range of a bonus: the lower end is promised, the middle expected", "[bargain][offers]") {
  json book = kBook;
  book["offers"][1]["months"] = {13, 18};
  book["offers"][1]["variable_bonus"] = {10000, 20000};
  const Offer offer = parse_offers(book.dump()).value().offers[1].value();
  CHECK(offer.months == 13);
  CHECK(offer.variable.low.amount == 10000);
  CHECK(offer.variable.expected.amount == 15000 + 75000);
  CHECK(offer.variable.high.amount == 20000 + 150000);
}

TEST_CASE("bad input is refused in one sentence that names the field", "[bargain][offers]") {
  struct Case {
    const char* pointer;
    json value;
    std::string sentence;
  };
  const std::vector<Case> cases = {
      {"/offers/0/base", -1, "offers[0].base is -1; allowed: a number from 1 to 10000000 yuan."},
      {"/offers/0/base", 2e9, "offers[0].base is 2000000000; allowed: a number from 1 to 10000000 yuan."},
      {"/offers/0/base", "much", "offers[0].base is \"much\"; allowed: a number."},
      {"/offers/0/base", 100.5, "offers[0].base is 100.5; allowed: whole yuan."},
      {"/offers/0/months", 0, "offers[0].months is 0; allowed: a number from 12 to 24."},
      {"/offers/0/months", json::array({18, 13}),
       "offers[0].months is [18,13]; allowed: [low, high] with low <= high <= low + 12."},
      {"/offers/0/variable_bonus",
       {{"low", 5}, {"expected", 3}, {"high", 9}},
       "offers[0].variable_bonus is 5, 3, 9; allowed: low <= expected <= high."},
      {"/offers/0/variable_bonus", json::array({9, 5}),
       "offers[0].variable_bonus is 9, 7, 5; allowed: low <= expected <= high."},
      {"/offers/0/variable_bonus", 5, "offers[0].variable_bonus is 5; allowed: {low, expected, high} or [low, high]."},
      {"/offers/0/sign_on", -5, "offers[0].sign_on is -5; allowed: a number from 0 to 100000000 yuan."},
      {"/offers/0/currency", "USD",
       "offers[0].currency is \"USD\"; allowed: CNY, since taxes and contributions are mainland China's."},
      {"/offers/0/stay", 0, "offers[0].stay is 0; allowed: a number from 0.01 to 1."},
      {"/offers/0/housing_fund_rate", 0.2, "offers[0].housing_fund_rate is 0.2; allowed: a number from 0.05 to 0.12."},
      {"/offers/0/week/hours_a_day", 25, "offers[0].week.hours_a_day is 25; allowed: a number from 0.5 to 24."},
      {"/offers/0/bonus", 5, ""},
      {"/offers/0/equity/volatility", -0.1, "offers[0].equity.volatility is -0.1; allowed: a number from 0 to 3."},
      {"/offers/0/equity/tax", "none", "offers[0].equity.tax is \"none\"; allowed: separate, wages or deferred."},
      {"/offers/0/equity/grants/0/units", 1e9,
       "offers[0].equity.grants[0].units × price is 120000000000; allowed: a number from 0 to 1000000000 yuan."},
      {"/offers/0/equity/grants/0/vesting/cliff_months", 60,
       "offers[0].equity.grants[0].vesting.cliff_months is 60; allowed: at most total_months, 48: a cliff is no longer "
       "than the vesting."},
      {"/offers/0/equity/grants/0/vesting/total_months", 0,
       "offers[0].equity.grants[0].vesting.total_months is 0; allowed: a number from 1 to 240."},
      {"/offers/0/equity/grants/0/vesting/every_months", 0,
       "offers[0].equity.grants[0].vesting.every_months is 0; allowed: a number from 1 to 240."},
      {"/offers/0/equity/grants/0/vesting/total_months", 12.5,
       "offers[0].equity.grants[0].vesting.total_months is 12.5; allowed: a whole number of months."},
      {"/offers/0/equity/grants/1/vesting/1/after_months", 12,
       "offers[0].equity.grants[1].vesting[1] is months 12 to 48; allowed: a piece that begins where the one before it "
       "ended, after month 24, or later: pieces may not overlap."},
      {"/offers/0/equity/grants/1/vesting/0/share", 0.25,
       "offers[0].equity.grants[1].vesting is shares that make 0.75; allowed: shares that make 1."},
      {"/offers/0/equity/grants/1/vesting/0/until_months", 0,
       "offers[0].equity.grants[1].vesting[0] is months 0 to 0; allowed: after < until, from 0 to 240 months."},
      {"/start", "soon", "start is soon; allowed: a month such as 2026-12."},
      {"/start", "2018-12", "start is 2018-12; allowed: a month from 2019-01 on, when the present income tax began."},
      {"/years", 0, "years is 0; allowed: a whole number from 1 to 10."},
      {"/years", 2.5, "years is 2.5; allowed: a whole number from 1 to 10."},
      {"/discount_rate", 0.9, "discount_rate is 0.9; allowed: a number from 0 to 0.5."},
      {"/special_deductions", 50000, "special_deductions is 50000; allowed: a number from 0 to 30000."},
      {"/offers", json::array(), "offers is 0 items; allowed: 1 to 5 items."},
      {"/offers", json(std::vector<json>(6, kBook["offers"][1])), "offers is 6 items; allowed: 1 to 5 items."},
      {"/format", "chouma.offers/2", "format is \"chouma.offers/2\"; allowed: chouma.offers/1."},
  };
  std::size_t schema_refuses = 0;
  for (const Case& c : cases) {
    CAPTURE(c.pointer, c.value);
    const auto refusal = refusal_of(with(c.pointer, c.value));
    REQUIRE(refusal);
    json book = kBook;
    book[json::json_pointer(c.pointer)] = c.value;
    schema_refuses += test::violations("offers.schema.json", book).empty() ? 0 : 1;
    if (!c.sentence.empty()) CHECK(message(*refusal) == c.sentence);
  }
  // All but what a schema cannot say: order within ranges and vesting, the city's own rate, units × price, the first year of the law.
  CHECK(schema_refuses == cases.size() - 9);
  const auto unknown = refusal_of(with("/offers/0/city", "Atlantis"));
  REQUIRE(unknown);
  CHECK(unknown->code == Code::unknown_name);
  CHECK(message(*unknown).starts_with("offers[0].city is Atlantis; allowed: one of beijing (北京), shanghai (上海), "));
  CHECK(refusal_of(with("/offers/0/bonus", 5))->where == "offers[0].bonus");
  CHECK(!parse_offers("{"));
}

TEST_CASE("one bad offer leaves the others", "[bargain][offers]") {
  const auto book = parse_offers(with("/offers/0/base", "much"));
  REQUIRE(book);
  CHECK(!book.value().offers[0]);
  CHECK(book.value().offers[1]);
}
