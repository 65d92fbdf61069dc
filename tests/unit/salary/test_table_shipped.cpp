#include <catch_amalgamated.hpp>

#include <string>
#include <vector>

#include "salary/table_answers_json.h"
#include "salary/table_model.h"
#include "salary/train.h"
#include "shipped.h"
#include "table_synthetic.h"

using namespace chouma;

namespace {

/// The models of a shipped recipe: model.json is its first response's, <response>.json each further one's.
std::vector<salary::TableModel> models_of(const std::string& folder, const salary::TableRecipe& recipe) {
  std::vector<salary::TableModel> models;
  for (const salary::TableResponse& response : recipe.responses) {
    const auto bytes = test::file(folder + (models.empty() ? "model" : response.id) + ".json");
    CHECK(bytes.size() <= salary::kMostModelBytes);
    const auto model = salary::parse_table_model(bytes, test::lexicon());
    if (!model) throw std::runtime_error(message(model.error()));
    CHECK(model.value().passport().response == response.id);
    models.push_back(model.value());
  }
  return models;
}

}  // namespace

TEST_CASE("shipped table models are their recipe's, fit their budget and answer the golden profiles as before",
          "[salary][table]") {
  const std::string folder =
      GENERATE(as<std::string>(), "models/salary/cn-trend/", "models/salary/levels-us/", "models/salary/survey-intl/");
  const auto recipe = test::table_recipe(test::file(folder + "recipe.json"));
  const auto models = models_of(folder, recipe);
  for (const auto& model : models) {
    const auto& of = model.passport();
    CHECK(of.passport.id == recipe.id);
    CHECK(of.licence == recipe.licence);
    CHECK(of.currency == recipe.currency);
    CHECK(of.passport.posting.mean_pinball < of.no_model_pinball);
    CHECK(model.inputs() == recipe.inputs());
  }
  const auto golden = test::file(folder + "golden.json");
  const auto answered = salary::answer_table_golden(golden, models);
  REQUIRE(answered.ok());
  CHECK(answered.value() == golden);
}
