#include <catch_amalgamated.hpp>

#include "shipped.h"

using namespace chouma;

TEST_CASE("the shipped recipe is read whole", "[salary]") {
  const salary::Recipe& recipe = test::recipe();
  CHECK(recipe.id == "cn-2024");
  CHECK(recipe.columns.low == "最低薪资");
  CHECK(recipe.pay_min == 1500);
  CHECK(recipe.pay_max == 150000);
  CHECK(recipe.features.bases.years_knots.size() >= 3);
  CHECK(recipe.features.phrases.size() > 100);
}

TEST_CASE("a broken recipe is refused by name", "[salary]") {
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"\"format\": \"chouma.recipe/1\"", "\"format\": \"chouma.recipe/9\"", Code::bad_version, "recipe.format"},
      Case{"\"seed\":", "\"sead\":", Code::unknown_name, "recipe.sead"},
      Case{"\"low\": \"最低薪资\"", "\"low\": 7", Code::bad_schema, "recipe.columns.low"},
      Case{"\"title\": \"职位\",", "", Code::bad_schema, "recipe.columns.title"},
      Case{"\"pay_max\": 150000", "\"pay_max\": 100", Code::out_of_range, "recipe.row_rule.pay_max"},
      Case{"\"years_knots\": [", "\"years_knots\": [9, ", Code::out_of_range, "recipe.features.years_knots"},
      Case{"\"years_steps\": [", "\"years_steps\": [9, ", Code::out_of_range, "recipe.features.years_steps"},
      Case{"\"centre\": 10", "\"centre\": -1", Code::out_of_range, "recipe.features.skills.centre"},
      Case{"\"centre\": 10", "\"center\": 10", Code::unknown_name, "recipe.features.skills.center"},
      Case{"\"pair_min_companies\": ", "\"pair_min_companies\": 0.", Code::out_of_range,
           "recipe.features.pair_min_companies"},
      Case{"\"folds\": 5", "\"folds\": 2.5", Code::bad_schema, "recipe.folds"},
      Case{"\"response\": \"log_middle\"", "\"response\": \"low\"", Code::bad_schema, "recipe.response"},
      Case{"\"quantiles\": [0.1,", "\"quantiles\": [0.2,", Code::bad_schema, "recipe.quantiles"},
      Case{"\"大专\": \"college\"", "\"大专\": \"collage\"", Code::bad_schema, "recipe.education.大专"},
      Case{"\"replicates\": ", "\"replicates\": 1000", Code::out_of_range, "recipe.replicates"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_recipe(test::with(test::file("models/salary/cn-2024/recipe.json"), c.from, c.to));
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  CHECK(parsed.error().where == c.where);
}
