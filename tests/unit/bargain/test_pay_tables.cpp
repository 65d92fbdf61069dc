#include "bargain/pay_tables.h"

#include "unit/bargain/pay_support.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;

TEST_CASE("a refused pay table names the table, the row and the field", "[bargain][tax]") {
  const std::string good(test::file("models/tax/cn.json"));
  REQUIRE(parse_pay_tables(good));
  struct Case {
    std::string from, to;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {"chouma.tax/1", "chouma.tax/2", Code::bad_version, "tax, format"},
      {"\"allowance_month\": 5000", "\"allowance_month\": -1", Code::out_of_range, "tax, income_tax.allowance_month"},
      {"\"allowance_month\": 5000", "\"allowance_month\": 5000.001", Code::bad_schema,
       "tax, income_tax.allowance_month"},
      {"{\"up_to\": 144000, \"rate\": 0.1,", "{\"up_to\": 36000, \"rate\": 0.1,", Code::out_of_range,
       "tax, income_tax.brackets[1].up_to"},
      {"{\"up_to\": 144000, \"rate\": 0.1,", "{\"up_to\": 144000, \"rate\": 0.03,", Code::out_of_range,
       "tax, income_tax.brackets[1].rate"},
      {"\"rate\": 0.1, \"quick_deduction\": 2520", "\"rate\": 0.1, \"quick_deduction\": 2521", Code::out_of_range,
       "tax, income_tax.brackets[1].quick_deduction"},
      {"{\"up_to\": null", "{\"up_to\": 2000000", Code::bad_schema, "tax, income_tax.brackets[6].up_to"},
      {"\"source\": [\"norbital\"", "\"source\": [\"hearsay\"", Code::unknown_name, "tax, income_tax.source"},
      {"\"confidence\": \"two\"", "\"confidence\": \"sure\"", Code::bad_schema, "tax, income_tax.confidence"},
      {"{\"from\": \"2019-01\"", "{\"from\": \"2019-13\"", Code::bad_schema, "tax, income_tax.valid.from"},
      {"\"deferred\": {\"rate\": 0.2", "\"deferred\": {\"rate\": 1.2", Code::out_of_range, "tax, equity.deferred.rate"},
      {"\"weekday\": 1.5", "\"weekday\": 0", Code::out_of_range, "tax, overtime.weekday"},
      {"\"base_max\": 36348", "\"base_max\": 7269", Code::out_of_range,
       "tax, beijing, periods[0].items.pension.base_max"},
      {"\"employee\": 0.08", "\"employee\": 0.0800001", Code::bad_schema,
       "tax, beijing, periods[0].items.pension.employee"},
      {"\"rate_max\": 0.12", "\"rate_max\": 0.04", Code::out_of_range,
       "tax, beijing, periods[0].items.housing_fund.rate_max"},
      {"\"medical\": {", "\"dental\": {", Code::unknown_name, "tax, beijing, periods[0].items.dental"},
      {"{\"from\": \"2025-07\", \"to\": \"2026-06\"", "{\"from\": \"2026-07\", \"to\": \"2027-06\"", Code::out_of_range,
       "tax, beijing, periods[1].from"},
      {"\"id\": \"shanghai\"", "\"id\": \"beijing\"", Code::bad_schema, "tax, cities[1].id"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.to, c.where);
    std::string bad = good;
    REQUIRE(bad.find(c.from) != std::string::npos);
    bad.replace(bad.find(c.from), c.from.size(), c.to);
    const auto tables = parse_pay_tables(bad);
    REQUIRE(!tables);
    CHECK(tables.error().code == c.code);
    CHECK(tables.error().where == c.where);
  }
}
