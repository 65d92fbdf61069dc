#include "bargain/tax.h"

#include "base/random.h"
#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;
using Catch::Matchers::WithinAbs;
using test::fen_of;
using test::pay_cases;
using test::pay_tables;

TEST_CASE("months and parts of a fen", "[bargain][tax]") {
  CHECK(parse_month("2026-07") == month_of(2026, 7));
  CHECK(year_of(month_of(2026, 12)) == 2026);
  CHECK(month_of(2026, 12) + 1 == month_of(2027, 1));
  for (const char* bad : {"2026-13", "2026-00", "2026-7", "1899-01", "2026/07", "20260-7", ""})
    CHECK(!parse_month(bad));
  CHECK(part_of(100, 5000) == 1);  // half a fen goes up
  CHECK(part_of(99, 5000) == 0);
  CHECK(fen(22699.59) == 2269959);
  CHECK(fen(-0.01) == -1);
}

TEST_CASE("the annual table to the cent, a bracket with its upper end", "[bargain][tax]") {
  const auto& c = pay_cases()["annual"];
  REQUIRE(c["tax"].size() == 13);
  for (std::size_t i = 0; i < c["tax"].size(); ++i) {
    CAPTURE(c["taxable"][i]);
    CHECK(tax(pay_tables().income.annual, fen_of(c["taxable"][i])) == fen_of(c["tax"][i]));
  }
  CHECK(tax(pay_tables().income.annual, Fen{-100}) == 0);
}

TEST_CASE("whole fen, unrounded and real amounts are taxed alike", "[bargain][tax]") {
  const std::uint64_t seed = 5;
  CAPTURE(seed);
  const TaxTable& table = pay_tables().income.annual;
  Fen last = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const auto taxable = static_cast<Fen>(base::below(300'000'000, seed, 1, i)) - 1'000'000;
    CAPTURE(taxable);
    CHECK_THAT(static_cast<double>(exact_tax(table, taxable)) / kWhole,
               WithinAbs(static_cast<double>(tax(table, taxable)), 0.5));
    CHECK_THAT(tax(table, yuan(taxable)),
               WithinAbs(static_cast<double>(exact_tax(table, taxable)) / kWhole / kYuan, 1e-6));
  }
  for (Fen taxable = 3'590'000; taxable < 3'610'000; ++taxable) {  // continuous and rising across a bracket's end
    const Fen now = tax(table, taxable);
    if (taxable > 3'590'000) CHECK((now == last || now == last + 1));
    last = now;
  }
}

TEST_CASE("cumulative withholding, month by month, to the cent", "[bargain][tax]") {
  for (const auto& c : pay_cases()["withholding"]) {
    CAPTURE(c["id"]);
    const auto& input = c["input"];
    const auto& expected = c["expect"]["withheld"];
    Withholding withholding(pay_tables().income);
    for (std::size_t m = 0; m < expected.size(); ++m) {
      const Fen pay = fen_of(input.contains("pay_by_month") ? input["pay_by_month"][m] : input["monthly_pay"]);
      const Fen deducted = fen_of(input["employee_contributions_month"]) + fen_of(input["special_additional_month"]);
      CHECK(withholding.next(pay, deducted) == fen_of(expected[m]));
    }
    if (c["expect"].contains("tax_year")) CHECK(withholding.withheld() == fen_of(c["expect"]["tax_year"]));
  }
}

TEST_CASE("pay, contributions and tax of a year in a city, to the cent", "[bargain][tax][insurance]") {
  REQUIRE(pay_cases()["pay"].size() == 6);
  for (const auto& c : pay_cases()["pay"]) {
    CAPTURE(c["id"]);
    const auto& input = c["input"];
    const auto& expect = c["expect"];
    const Contributions month =
        contributions(test::city_period(input["city"].get<std::string>(), input["period"].get<std::string>()),
                      fen_of(input["contribution_base"]), test::rate_of(input["housing_fund_rate"]));
    for (std::size_t i = 0; i < kItems; ++i) {
      const std::string name(item_name(static_cast<Item>(i)));
      CAPTURE(name);
      if (expect.contains("employee") && expect["employee"].contains(name))
        CHECK(month.items[i].employee == fen_of(expect["employee"][name]));
      if (expect.contains("employer") && expect["employer"].contains(name))
        CHECK(month.items[i].employer == fen_of(expect["employer"][name]));
    }
    if (expect.contains("employee_total")) CHECK(month.employee() == fen_of(expect["employee_total"]));
    if (expect.contains("employer_total")) CHECK(month.employer() == fen_of(expect["employer_total"]));

    Withholding withholding(pay_tables().income);
    const Fen pay = fen_of(input["monthly_pay"]);
    Fen net = 0;
    for (std::size_t m = 0; m < input["months"].get<std::size_t>(); ++m) {
      CAPTURE(m);
      const Fen tax = withholding.next(pay, month.employee() + fen_of(input["special_additional_month"]));
      CHECK(tax == fen_of(expect["withheld"][m]));
      net += pay - month.employee() - tax;
      if (expect.contains("cumulative_taxable"))
        CHECK(withholding.taxable() == fen_of(expect["cumulative_taxable"][m]));
      if (expect.contains("net")) CHECK(pay - month.employee() - tax == fen_of(expect["net"][m]));
    }
    if (expect.contains("tax_year")) CHECK(withholding.withheld() == fen_of(expect["tax_year"]));
    if (expect.contains("net_year")) CHECK(net == fen_of(expect["net_year"]));
  }
}

TEST_CASE("steady pay owes in twelve months what the annual table says of their sum", "[bargain][tax]") {
  const std::uint64_t seed = 9;
  CAPTURE(seed);
  for (std::uint64_t i = 0; i < 300; ++i) {
    const auto pay = static_cast<Fen>(base::below(20'000'000, seed, 1, i));
    const auto deducted = static_cast<Fen>(base::below(1'000'000, seed, 2, i));
    CAPTURE(pay, deducted);
    Withholding withholding(pay_tables().income);
    for (int m = 0; m < 12; ++m) CHECK(withholding.next(pay, deducted) >= 0);
    CHECK(withholding.withheld() ==
          tax(pay_tables().income.annual, 12 * (pay - deducted - pay_tables().income.allowance)));
  }
}
