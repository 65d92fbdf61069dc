// chouma evaluate: a model's figures on a table, as JSON.
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/paths.h"
#include "salary/recipe.h"
#include "salary/salary_model.h"
#include "salary/train.h"
#include "text/lexicon_json.h"

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  std::string model, data, recipe, lexicon, models, mode = "posting";
};

void run(const Options& options) {
  std::error_code ignored;
  const fs::path given = options.model;
  const fs::path model_path = fs::is_directory(given, ignored) ? given / "model.json" : given;
  const auto lexicon =
      need(text::parse_lexicon(need(read_file(lexicon_path(options.lexicon, options.models, model_path.string())))));
  const auto model = need(salary::parse_model(need(read_file(model_path.string())), lexicon));
  const auto recipe = need(salary::parse_recipe(
      need(read_file(recipe_path(options.recipe, options.models, model_path.string(), model.passport().id)))));
  const Mode mode = options.mode == "posting" ? Mode::posting : Mode::profile;
  std::cout << need(salary::evaluate(model, recipe, lexicon, need(read_file(options.data)), mode));
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* evaluate = app.add_subcommand("evaluate", "Score a salary model on every row of a table.");
  evaluate->add_option("--model", options->model, "Model (JSON), or its folder")->required();
  evaluate->add_option("--data", options->data, "Table (CSV, .gz allowed; - for standard input)")->required();
  evaluate
      ->add_option("--mode", options->mode, "posting: the whole text; profile: tags, years, city, education and level")
      ->check(CLI::IsMember({"posting", "profile"}));
  evaluate->add_option(
      "--recipe", options->recipe,
      "How the table is read; else recipe.json beside the model, else the shipped one of the model's id");
  evaluate->add_option("--lexicon", options->lexicon,
                       "Lexicon (JSON); else lexicon/lexicon.json of the models' folder");
  evaluate->add_option("--models", options->models,
                       "Folder of the models; else the one the model is in, else as elsewhere");
  evaluate->callback([options] { run(*options); });
}

}  // namespace chouma::cli
