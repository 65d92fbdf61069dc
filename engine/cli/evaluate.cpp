// chouma evaluate: a model's figures on a table, as JSON.
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"
#include "cli/paths.h"
#include "cli/progress.h"
#include "salary/recipe.h"
#include "salary/salary_model.h"
#include "salary/train.h"
#include "text/lexicon_json.h"

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

struct EvaluateOptions {
  std::string model, data, recipe, lexicon, models, mode = "posting";
  bool quiet = false;
};

void run(const EvaluateOptions& options) {
  std::error_code ignored;
  const fs::path given = options.model;
  const fs::path model_path = fs::is_directory(given, ignored) ? given / "model.json" : given;
  const auto lexicon =
      need(text::parse_lexicon(need(read_file(lexicon_path(options.lexicon, options.models, model_path.string())))));
  const auto model = need(salary::parse_model(need(read_file(model_path.string())), lexicon));
  const auto recipe = need(salary::parse_recipe(
      need(read_file(recipe_path(options.recipe, options.models, model_path.string(), model.passport().id)))));
  const Mode mode = options.mode == "posting" ? Mode::posting : Mode::profile;
  const std::string table = need(read_file(options.data));
  std::optional<Progress> progress(std::in_place, "evaluating", options.quiet);
  const auto figures = salary::evaluate(model, recipe, lexicon, table, mode);
  progress.reset();
  std::cout << need(figures);
}

}  // namespace

void add_evaluate(CLI::App& app) {
  auto options = std::make_shared<EvaluateOptions>();
  auto& command = add_command(
      app, "Model", "evaluate",
      "score a salary model on every row of a table\n"
      "Pinball loss, coverage and median error by row, by company and by group, whatever the model was fitted on.",
      "chouma evaluate --model my-model.json --recipe recipe.json --data postings.csv.gz");
  command.add_option("--model", options->model, "the model, or its folder")->type_name("FILE")->required();
  command.add_option("--data", options->data, "the table, CSV")->type_name("FILE")->required();
  one_of(*command.add_option("--mode", options->mode,
                             "posting: the whole text; profile: tags, years, city, education and level (default "
                             "posting)"),
         {"posting", "profile"});
  command
      .add_option(
          "--recipe", options->recipe,
          "how the table is read (default: recipe.json beside the model, else the shipped one of the model's id)")
      ->type_name("FILE");
  add_lexicon(command, options->lexicon);
  add_models_folder(command, options->models);
  command.add_flag("--quiet", options->quiet, "no progress on a terminal");
  command.callback([options] { run(*options); });
}

}  // namespace chouma::cli
