#include <catch_amalgamated.hpp>

#include <cmath>

#include "salary/model_data.h"
#include "salary/train.h"
#include "salary/tree_blend.h"
#include "shipped.h"
#include "synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

constexpr const char* kTrees =
    R"("trees": {"posting": {"count": 60, "leaves": 8, "rate": 0.2, "width": 0.1, "row_share": 0.8, "column_share": 1, "min_rows": 10, "bits": 10, "share": 0.8},
                 "profile": {"count": 30, "leaves": 8, "rate": 0.2, "width": 0.1, "row_share": 0.8, "column_share": 1, "min_rows": 10, "bits": 10, "share": 0.8, "distil": 0.5}},
    "folds": 3)";

std::string recipe_with_trees() { return test::with(test::kSyntheticRecipe, "\"folds\": 3", kTrees); }

salary::Recipe read(const std::string& json) {
  const auto parsed = salary::parse_recipe(json);
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

salary::Trained train(const std::string& recipe, const std::string& csv) {
  auto made = salary::train(read(recipe), test::lexicon(), csv, "2026-01-02");
  if (!made) throw std::runtime_error(message(made.error()));
  return std::move(made.value());
}

salary::SalaryModel model_of(const salary::Trained& trained) {
  auto parsed = salary::parse_model(trained.model_json, test::lexicon());
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

/// Go pays 0.5 more in Shanghai and 0.5 less in Wuhan: no sum of effects says so. Boards, where asked for: B is 3 of 10 and pays 0.4 more.
std::string crossed_csv(int n, bool boards) {
  std::string csv = std::string("title,company,text,place,years,low,high") + (boards ? ",board\n" : "\n");
  for (int i = 0; i < n; ++i) {
    const bool go = i % 2 == 0, shanghai = i / 2 % 2 == 0, b = i / 4 % 10 < 3;
    const double log = 9 + (go == shanghai ? 0.5 : 0) + (boards && b ? 0.4 : 0) +
                       0.1 * base::normal(3, 1, static_cast<std::uint64_t>(i));
    const std::string pay = base::format_double(base::exp(log));
    csv += "工程师,c" + std::to_string(i) + ",\"熟悉" + (go ? "Golang" : "Java") + "语言，编号" + std::to_string(i) +
           "\"," + (shanghai ? "上海" : "武汉") + ",3," + pay + "," + pay + (boards ? (b ? ",B\n" : ",A\n") : "\n");
  }
  return csv;
}

salary::Facts facts(const char* skill, const char* city) {
  salary::Facts facts;
  facts.skills = {*test::lexicon().find_skill(skill)};
  facts.city = test::lexicon().find_city(city);
  facts.years = 3;
  return facts;
}

const salary::Trained& crossed() {
  static const salary::Trained made = train(recipe_with_trees(), crossed_csv(600, false));
  return made;
}

}  // namespace

TEST_CASE("trees find a product that no sum of effects says, and score better for it", "[salary][trees]") {
  const auto linear = train(test::kSyntheticRecipe, crossed_csv(600, false));
  CHECK(crossed().passport.posting.mean_pinball < 0.5 * linear.passport.posting.mean_pinball);
  CHECK(crossed().passport.profile.mean_pinball < linear.passport.profile.mean_pinball);
  CHECK_THAT(crossed().passport.posting.coverage_80, WithinAbs(0.8, 0.05));
  const auto model = model_of(crossed());
  // The share of the trees is 0.8, and the linear part sees nothing; profile mode's trees are grown half towards that nothing.
  for (const auto& [mode, effect] : {std::pair(Mode::posting, 0.4), std::pair(Mode::profile, 0.2)}) {
    const auto median = [&, mode = mode](const char* skill, const char* city) {
      return base::log(model.quantiles(facts(skill, city), mode)[2]);
    };
    CHECK_THAT(median("Go", "上海") - median("Go", "武汉"), WithinAbs(effect, 0.03));
    CHECK_THAT(median("Java", "上海") - median("Java", "武汉"), WithinAbs(-effect, 0.03));
  }
}

TEST_CASE("with trees too, contributions add up exactly to what is predicted", "[salary][trees]") {
  const auto model = model_of(crossed());
  const Mode mode = GENERATE(Mode::posting, Mode::profile);
  auto some = facts(GENERATE("Go", "Java", "Rust"), GENERATE("上海", "武汉", "南通"));
  some.title = "工程师";
  if (GENERATE(false, true)) some.years.reset();
  const PayPrediction pay = model.predict(some, mode);
  double sum = 0;
  for (const Contribution& c : pay.contributions) sum += c.log;
  CHECK(base::exp(sum) == pay.quantile[2]);
  CHECK(model.quantiles(some, mode) == pay.quantile);
  for (std::size_t j = 0; j + 1 < 5; ++j) CHECK(pay.quantile[j] < pay.quantile[j + 1]);
}

TEST_CASE("what trees say of a row goes to what the row has, and adds up to their sum", "[salary][trees]") {
  // Features: 0 base, 1 years "1", 2 years "none", 3 Go; trees' numbers follow from 4.
  const salary::FeatureSpace space(
      {{salary::Kind::base, "all"},
       {salary::Kind::years, "1"},
       {salary::Kind::years, "none"},
       {salary::Kind::skill, test::lexicon().skills()[*test::lexicon().find_skill("Go")].id}},
      {{0, 10}, {}, {}, {}, 0}, test::lexicon());
  // Step 1/4, start 8. Go? no: 0, yes: 4 (mean 1). Years (column 4) above 5? no or missing: 0, yes: 8 (mean 2).
  const std::string edge("\0\0\xa0\x40", 4);
  const std::string bytes = std::string("\x01\x02\x10\x02\x03\x00\x04\x01", 8) + edge +
                            std::string("\x02\x05\x00\x0c\x02\x09\x01\x01\x06\x18", 10);
  auto trees = regress::BoostedTrees::parse(bytes, 4 + salary::kTreeNumbers);
  REQUIRE(trees.ok());
  const salary::TreeBlend blend{std::move(trees.value()), 0.5};
  const auto explain = [&](const salary::Facts& facts) {
    salary::Row row;
    space.row(facts, row);
    return blend.explain(space, facts, Mode::profile, row);
  };
  salary::Facts go;
  go.skills = {*test::lexicon().find_skill("Go")};
  go.years = 8;
  // Base: start 2 + roots 0.25 and 0.5; the years' column 1.5, Go's 0.75.
  CHECK(explain(go) == std::vector{2.75, 1.5, 0.75});
  go.years = 2;
  CHECK(explain(go) == std::vector{2.75, -0.5, 0.75});
  go.years.reset();
  CHECK(explain(go) == std::vector{2.75, -0.5, 0.75});
  go.skills.clear();  // not there: the intercept's
  CHECK(explain(go) == std::vector{2.5, -0.5});
}

TEST_CASE("a column that only trees ask about stays in the model", "[salary][trees]") {
  const std::string heavy = test::with(recipe_with_trees(), "{\"posting\": 0.001", "{\"posting\": 1");
  std::string csv = "title,company,text,place,years,low,high\n";
  for (int i = 0; i < 300; ++i) {
    const std::string pay =
        base::format_double(base::exp(9 + 0.4 * (i % 2) + 0.15 * base::normal(4, 1, static_cast<std::uint64_t>(i))));
    csv += std::string(i % 2 == 1 ? "支付工程师" : "工程师") + ",c" + std::to_string(i) + ",t" + std::to_string(i) +
           ",,3," + pay + "," + pay + "\n";
  }
  const auto model = model_of(train(heavy, csv));
  salary::Facts expert, assistant;
  expert.years = assistant.years = 3;
  expert.title = "支付工程师";
  assistant.title = "工程师";
  const PayPrediction pay = model.predict(expert, Mode::posting);
  const auto term = std::find_if(pay.contributions.begin(), pay.contributions.end(),
                                 [](const Contribution& c) { return c.kind == "title"; });
  REQUIRE(term != pay.contributions.end());
  CHECK(term->rows == 150);
  CHECK(term->log != 0);
  CHECK_THAT(base::log(pay.quantile[2] / model.quantiles(assistant, Mode::posting)[2]), WithinAbs(0.8 * 0.4, 0.06));
}

TEST_CASE("trees take an unknown board for the average one", "[salary][trees]") {
  const auto model = model_of(
      train(test::with(recipe_with_trees(), "\"years\": \"years\"", "\"years\": \"years\", \"board\": \"board\""),
            crossed_csv(900, true)));
  const auto median = [&](const char* board) {
    salary::Facts of = facts("Go", "上海");
    of.board = board;
    return base::log(model.quantiles(of, Mode::posting)[2]);
  };
  const double a = median("A"), b = median("B"), unknown = median("");
  CHECK_THAT(b - a, WithinAbs(0.4, 0.06));
  CHECK(unknown > a + 0.02);
  CHECK(unknown < b - 0.02);
}

TEST_CASE("trees are grown in units, to the same bytes", "[salary][trees]") {
  const salary::Recipe recipe = read(recipe_with_trees());
  // Columns, scale; a linear fit and 60 (30) trees, 25 at a time, for each fold and for all rows; replicates; what is missed of
  // skills, and in profile mode their effects.
  CHECK(salary::ModeFit::units(recipe, Mode::posting) == 2 + 4 * (1 + 3) + 8 + 1);
  CHECK(salary::ModeFit::units(recipe, Mode::profile) == 2 + 4 * (1 + 2) + 8 + 2);
  CHECK(train(recipe_with_trees(), crossed_csv(600, false)).model_json == crossed().model_json);
}

TEST_CASE("a recipe's trees are read strictly", "[salary][trees]") {
  CHECK(read(test::kSyntheticRecipe).trees_posting.count == 0);
  const salary::Recipe recipe = read(recipe_with_trees());
  CHECK(recipe.trees_posting.count == 60);
  CHECK(recipe.trees_posting.distil == 0);
  CHECK(recipe.trees_profile.distil == 0.5);
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"\"count\": 60", "\"count\": 0", Code::out_of_range, "recipe.trees.posting.count"},
      Case{"\"leaves\": 8, ", "", Code::bad_schema, "recipe.trees.posting.leaves"},
      Case{"\"share\": 0.8}", "\"share\": 1}", Code::out_of_range, "recipe.trees.posting.share"},
      Case{"\"share\": 0.8}", "\"share\": 0.8, \"distil\": 0.5}", Code::unknown_name, "recipe.trees.posting.distil"},
      Case{"\"distil\": 0.5", "\"distil\": 2", Code::out_of_range, "recipe.trees.profile.distil"},
      Case{"\"profile\": {\"count\"", "\"profil\": {\"count\"", Code::unknown_name, "recipe.trees.profil"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_recipe(test::with(recipe_with_trees(), c.from, c.to));
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  CHECK(parsed.error().where == c.where);
}

TEST_CASE("a model's trees are read strictly", "[salary][trees]") {
  const std::string json = crossed().model_json;
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"\"trees\":{\"share\":0.8", "\"trees\":{\"share\":1.5", Code::out_of_range, "model.posting.trees.share"},
      Case{"\"trees\":{\"share\"", "\"trees\":{\"part\"", Code::unknown_name, "model.posting.trees.part"},
      Case{"\"bytes\":\"AQ", "\"bytes\":\"Ag", Code::bad_schema, "model.posting.trees.bytes"},
      Case{"\"bytes\":\"", "\"bytes\":\"!", Code::bad_schema, "model.posting.trees.bytes"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_model(test::with(json, c.from, c.to), test::lexicon());
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  CHECK(parsed.error().where == c.where);
}

TEST_CASE("a model's trees say nothing beyond what a coefficient may say", "[salary][trees]") {
  // The second byte is the steps' bits, 10; with 0 leaves are a thousand times as large.
  std::string json = crossed().model_json;
  char& digit = json[json.find("\"bytes\":\"") + 11];
  REQUIRE((digit >= 'o' && digit <= 'r'));
  digit = static_cast<char>('A' + (digit - 'o'));
  const auto parsed = salary::parse_model(json, test::lexicon());
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == Code::out_of_range);
  CHECK(parsed.error().where == "model.posting.trees.bytes");
}
