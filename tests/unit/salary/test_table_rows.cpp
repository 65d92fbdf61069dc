#include <catch_amalgamated.hpp>

#include <cmath>

#include "salary/table_rows.h"
#include "shipped.h"
#include "table_synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

constexpr const char* kHeader = "company,level,years,tools,team,pay,bonus,when\n";

Result<salary::TableRows> read(const salary::TableRecipe& recipe, const std::vector<std::string>& csvs,
                               std::size_t response = 0) {
  return salary::read_table_rows(recipe, recipe.responses[response], test::lexicon(), csvs);
}

}  // namespace

TEST_CASE("rows obey the rules, and the ledger counts what each dropped", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  recipe.tables[0].add_up = {"pay", {"bonus", "years"}, 0.1};
  const std::string csv = std::string(kHeader) +
                          "Acme,senior,0,Rust,a,1000,1000,2021-03-01\n"       // both ends are allowed
                          "Acme,senior,0,Rust,a,10000000,0,1/9/2020\n"        // parts all 0: not judged
                          "Acme,senior,0,Rust,a,999,999,2021-03-01\n"         // below
                          "Acme,senior,0,Rust,a,10000001,10000001,2021-03\n"  // above
                          "Acme,senior,100,Rust,a,2000,1000,2021-03-01\n"     // 1,100 of 2,000
                          "Acme,senior,100,Rust,a,2000,1700,2021-03-01\n"     // 1,800 of 2,000: just within
                          "Acme,senior,3,Rust,a,none,0,2021-03-01\n";         // no amount
  const auto table = read(recipe, {csv});
  REQUIRE(table.ok());
  CHECK(table.value().rows.size() == 3);
  const auto& ledger = table.value().ledger;
  REQUIRE(ledger.size() == 4);
  CHECK(ledger[0].rows_left == 7);
  CHECK(ledger[1].rows_dropped == 1);
  CHECK(ledger[2].rows_dropped == 1);
  CHECK(ledger[3].rows_dropped == 2);
  CHECK(ledger[3].rows_left == 3);
  CHECK_THAT(table.value().rows[0].log_pay, WithinAbs(std::log(1000.0), 1e-12));
  CHECK(table.value().months == std::array<std::string, 2>{"2020-01", "2021-03"});
}

TEST_CASE("an amount is a column times a factor, the middle of two, or a wording of pay a month", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  const std::string csv = std::string(kHeader) + "Acme,senior,0,15-25K·16薪,a,1000,3000,\n";
  CHECK_THAT(read(recipe, {csv}, 1).value().rows[0].log_pay, WithinAbs(std::log(6000.0), 1e-12));
  for (auto& [response, amount] : recipe.tables[0].amounts)
    if (response == "bonus") amount = {"", "pay", "bonus", "", 2};
  CHECK_THAT(read(recipe, {csv}, 1).value().rows[0].log_pay, WithinAbs(std::log(4000.0), 1e-12));
  CHECK_THAT(read(recipe, {csv}, 0).value().rows[0].log_pay, WithinAbs(std::log(1000.0), 1e-12));
  for (auto& entry : recipe.tables[0].amounts) entry.second = {"", "pay", "bonus", "", 1};
  CHECK_THAT(read(recipe, {csv}).value().rows[0].log_pay, WithinAbs(std::log(2000.0), 1e-12));
  for (auto& entry : recipe.tables[0].amounts) entry.second = {"", "", "", "tools", 1};
  CHECK_THAT(read(recipe, {csv}).value().rows[0].log_pay, WithinAbs(std::log(20000.0), 1e-12));
  const std::string open = std::string(kHeader) + "Acme,senior,0,面议,a,1,1,\nAcme,senior,0,8000起,a,1,1,\n";
  CHECK(read(recipe, {open}).error().code == Code::no_data);
}

TEST_CASE("cells that say nothing are not stated, and a row without a group is one of its own", "[salary][table]") {
  const auto recipe = test::table_recipe(test::kReportRecipe);
  const std::string csv = std::string(kHeader) +
                          "NA,,NA,,NA,2000,2000,\nAcme,senior,2,Go,,2000,2000,\nBolt,senior,2,Go,b,2000,2000,\n"
                          "Bolt,senior,2,Go,b,2000,2000,\n";
  const auto table = read(recipe, {csv});
  REQUIRE(table.ok());
  const auto& rows = table.value().rows;
  for (const auto& value : rows[0].fields) CHECK_FALSE(value.stated());
  CHECK(rows[1].fields[0].items.front() == "Acme");
  CHECK(rows[0].group != rows[1].group);
  CHECK(rows[2].group == rows[3].group);
}

TEST_CASE("repeats count once where the recipe says so, within their group", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  const std::string csv = std::string(kHeader) +
                          "Acme,senior,2,Go,a,2000,1,\nAcme,senior,2,Go,a,2000,9,\nAcme,senior,2,Go,b,2000,1,\n"
                          "Acme,senior,3,Go,a,2000,1,\n";
  CHECK(read(recipe, {csv}).value().rows.size() == 4);
  recipe.tables[0].once = {"company", "years", "pay"};
  const auto table = read(recipe, {csv});
  CHECK(table.value().rows.size() == 3);
  CHECK(table.value().ledger.back().rows_dropped == 1);
}

TEST_CASE("amounts far from their level's median are dropped, above and below", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  recipe.responses[0].near_times = 5;
  std::string csv = kHeader;
  for (int i = 0; i < 40; ++i) csv += "Acme,senior,2,Go,a,100000,1,\nBolt,senior,2,Go,a,10000,1,\n";
  csv += "Acme,senior,2,Go,a,500001,1,\nacme,senior,2,Go,a,499999,1,\nBolt,senior,2,Go,a,1999,1,\n";
  csv +=
      "Rare,senior,2,Go,a,49000,1,\nRarer,senior,2,Go,a,9000,1,\n";  // few: judged together, by the smaller of the two middles
  const auto table = read(recipe, {csv});
  REQUIRE(table.ok());
  CHECK(table.value().ledger.back().rows_dropped == 3);
  CHECK(table.value().rows.size() == 82);
}

TEST_CASE("several tables are read one after the other, and groups are the same in all", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  recipe.tables.push_back(recipe.tables[0]);
  recipe.tables[1].id = "two";
  recipe.tables[1].columns.erase(recipe.tables[1].columns.begin());
  recipe.tables[1].values = {{"company", "Bolt"}};
  recipe.tables[0].same_text = recipe.tables[1].same_text = "tools";
  const std::string text = "the same long text of a posting, in both of the tables, word by word";
  const std::string a =
      std::string(kHeader) + "Acme,senior,2,Go,t1,2000,1,\nAcme,senior,2," + "\"" + text + "\",t2,2000,1,\n";
  const std::string b =
      std::string(kHeader) + "Acme,senior,2,Go,t1,2000,1,\nAcme,senior,2,\"" + text + "\",t3,2000,1,\n";
  const auto table = read(recipe, {a, b});
  REQUIRE(table.ok());
  const auto& rows = table.value().rows;
  CHECK(rows[0].group == rows[2].group);
  CHECK(rows[0].fields[0].items.front() == "Acme");
  CHECK(rows[2].fields[0].items.front() == "Bolt");
  CHECK(rows[1].group != rows[3].group);
  CHECK(rows[1].block == rows[3].block);
  CHECK(rows[0].block != rows[1].block);
  CHECK(table.value().ledger.front().rule == "one: rows of the table");
  CHECK(read(recipe, {a}).error().code == Code::out_of_range);
  const auto short_row = read(recipe, {a, std::string(kHeader) + "x\n"});
  CHECK(short_row.error().code == Code::bad_csv);
  CHECK(short_row.error().where == "two: the row on line 2");
}

TEST_CASE("a table that lacks a column, or every row, is refused", "[salary][table]") {
  const auto recipe = test::table_recipe(test::kReportRecipe);
  CHECK(read(recipe, {"company,level\na,b\n"}).error().code == Code::unknown_name);
  CHECK(read(recipe, {""}).error().code == Code::no_data);
  CHECK(read(recipe, {kHeader}).error().code == Code::no_data);
  const auto cancelled =
      salary::read_table_rows(recipe, recipe.responses[0], test::lexicon(),
                              std::vector<std::string>{test::reports_csv(5)}, [](double) { return false; });
  CHECK(cancelled.error().value == "cancelled");
}
