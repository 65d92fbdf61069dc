#include <catch_amalgamated.hpp>

#include "shipped.h"
#include "table_synthetic.h"

using namespace chouma;

TEST_CASE("a table recipe is read whole", "[salary][table]") {
  const auto recipe = test::table_recipe(test::kReportRecipe);
  CHECK(recipe.inputs() == std::vector<std::string>{"company", "level", "years", "tools"});
  CHECK(recipe.fields[0].from == "company");
  CHECK(recipe.fields[2].words.front() == std::pair<std::string, std::string>{"Less than 1 year", "0.5"});
  CHECK(recipe.pairs[0].of == std::array<std::uint32_t, 2>{0, 1});
  CHECK(recipe.unseen == 0U);
  CHECK_FALSE(recipe.trend.has_value());
  CHECK(recipe.tables[0].amounts.size() == 2);
}

TEST_CASE("a broken table recipe is refused by name", "[salary][table]") {
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"table_recipe/1", "table_recipe/9", Code::bad_version, "recipe.format"},
      Case{"\"seed\"", "\"sead\"", Code::unknown_name, "recipe.sead"},
      Case{"\"unit\": \"year\"", "\"unit\": \"week\"", Code::bad_schema, "recipe.unit"},
      Case{"\"kind\": \"list\"", "\"kind\": \"lists\"", Code::bad_schema, "recipe.fields[3].kind"},
      Case{", \"separator\": \";\"", "", Code::bad_schema, "recipe.fields[3].separator"},
      Case{"\"knots\": [0.5, 3, 9], ", "", Code::bad_schema, "recipe.fields[2].knots"},
      Case{"\"knots\": [0.5, 3, 9]", "\"knots\": [3, 0.5, 9]", Code::out_of_range, "recipe.fields[2].knots"},
      Case{"\"min_rows\": 20, \"spread_rows\"", "\"knots\": [1, 2], \"spread_rows\"", Code::bad_schema,
           "recipe.fields[0].knots"},
      Case{"\"min_rows\": 20", "\"min_rows\": 2.5", Code::bad_schema, "recipe.fields[0].min_rows"},
      Case{"[[\"Less than 1 year\", 0.5]]", "[[\"Less than 1 year\"]]", Code::bad_schema, "recipe.fields[2].words"},
      Case{"{\"id\": \"level\"", "{\"id\": \"company\"", Code::unknown_name, ""},
      Case{"\"of\": [\"company\", \"level\"]", "\"of\": [\"company\", \"grade\"]", Code::unknown_name,
           "recipe.pairs[0].of"},
      Case{"\"of\": [\"company\", \"level\"]", "\"of\": [\"level\", \"level\"]", Code::bad_schema,
           "recipe.pairs[0].of"},
      Case{"\"unseen\": \"company\"", "\"unseen\": \"years\"", Code::bad_schema, "recipe.unseen"},
      Case{"\"unseen\": \"company\"", "\"trend\": {\"field\": \"level\", \"cells\": [\"tools\"], \"min_groups\": 5}",
           Code::bad_schema, "recipe.trend.cells"},
      Case{"\"columns\": {\"company\": \"company\"", "\"columns\": {\"firm\": \"company\"", Code::unknown_name,
           "recipe.tables.one.columns"},
      Case{", \"bonus\": {\"column\": \"bonus\", \"times\": 2}", "", Code::bad_schema, "recipe.tables.one.amounts"},
      Case{"{\"column\": \"pay\"}", "{\"low\": \"pay\"}", Code::bad_schema, "recipe.tables[0].amounts.pay"},
      Case{"{\"column\": \"pay\"}", "{\"column\": \"pay\", \"wage\": \"pay\"}", Code::bad_schema,
           "recipe.tables[0].amounts.pay"},
      Case{"\"max\": 10000000}, ", "\"max\": 10}, ", Code::out_of_range, "recipe.responses[0].max"},
      Case{"\"max\": 10000000}, ", "\"max\": 10000000, \"near\": {\"field\": \"years\", \"times\": 5}}, ",
           Code::bad_schema, "recipe.responses[0].near.field"},
      Case{"\"median\": 0.001", "\"median\": 2", Code::out_of_range, "recipe.penalty.median"},
      Case{"\"folds\": 3", "\"folds\": 1", Code::out_of_range, "recipe.folds"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_table_recipe(test::with(test::kReportRecipe, c.from, c.to));
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  if (*c.where != 0) CHECK(parsed.error().where == c.where);
}
