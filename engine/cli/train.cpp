// chouma train: a recipe and its tables → salary models, their card and the answers of their golden profiles.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "cli/card.h"
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"
#include "cli/paths.h"
#include "cli/progress.h"
#include "cli/table_card.h"
#include "cli/train_json.h"
#include "salary/golden_json.h"
#include "salary/table_answers_json.h"
#include "salary/table_train.h"
#include "salary/train.h"
#include "text/lexicon_json.h"

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

struct TrainOptions {
  std::string recipe, out, lexicon, models, card, golden, date;
  std::vector<std::string> data;
  bool json = false, quiet = false;
};

std::string today() {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

void write(const std::string& path, std::string_view bytes) {
  if (const auto error = write_file(path, bytes)) fail(*error);
}

/// Where the model goes that is called `name` in a folder.
std::string out_path(const std::string& out, const std::string& name) {
  std::error_code ignored;
  const bool folder = out.ends_with('/') || fs::is_directory(out, ignored);
  if (folder) fs::create_directories(out, ignored);
  return folder ? (fs::path(out) / name).string() : out;
}

/// Calls `fit` with a progress line that is gone before anything else is said.
template <class Fit>
auto with_progress(const TrainOptions& options, const Fit& fit) {
  std::optional<Progress> progress(std::in_place, "training", options.quiet);
  auto trained = fit([&progress](double share) { return progress->show(share); });
  progress.reset();
  return need(std::move(trained));
}

/// What was kept and how well it does, on standard output unless a file went there.
void tell(const TrainOptions& options, const std::string& words) {
  const bool taken = options.out == "-" || options.card == "-" || options.golden == "-";
  (taken ? std::cerr : std::cout) << words;
}

void train_tables(const TrainOptions& options, std::string_view recipe_json, const text::Lexicon& lexicon,
                  const std::string& date) {
  const auto recipe = need(salary::parse_table_recipe(recipe_json));
  std::vector<std::string> csvs;
  csvs.reserve(options.data.size());
  for (const std::string& path : options.data) csvs.push_back(need(read_file(path)));
  if (recipe.responses.size() > 1 && out_path(options.out, "") == options.out && !options.out.ends_with('/'))
    fail({Code::out_of_range, "--out", options.out, "a folder, since the recipe has several responses"});
  const auto trained =
      with_progress(options, [&](const auto& show) { return salary::train_tables(recipe, lexicon, csvs, date, show); });
  std::vector<salary::TableModel> models;
  std::vector<std::string> files;
  for (std::size_t k = 0; k < trained.size(); ++k) {
    const std::string name = k == 0 ? "model.json" : trained[k].passport.response + ".json";
    files.push_back(out_path(options.out, name));
    write(files.back(), trained[k].model_json);
    models.push_back(need(salary::parse_table_model(trained[k].model_json, lexicon)));
  }
  if (!options.card.empty()) write(options.card, table_card(recipe, trained));
  if (!options.golden.empty())
    write(options.golden, need(salary::answer_table_golden(need(read_file(options.golden)), models)));
  tell(options, options.json ? train_tables_json(files, trained) : table_lines(trained));
}

void train_postings(const TrainOptions& options, std::string_view recipe_json, const text::Lexicon& lexicon,
                    const std::string& date) {
  const auto recipe = need(salary::parse_recipe(recipe_json));
  if (options.data.size() != 1)
    fail({Code::out_of_range, "--data", std::to_string(options.data.size()) + " tables", "one table of postings"});
  const std::string table = need(read_file(options.data[0]));
  const auto trained =
      with_progress(options, [&](const auto& show) { return salary::train(recipe, lexicon, table, date, show); });
  const std::string file = out_path(options.out, "model.json");
  write(file, trained.model_json);
  if (!options.card.empty()) write(options.card, card(recipe, trained));
  if (!options.golden.empty()) {
    const auto model = need(salary::parse_model(trained.model_json, lexicon));
    write(options.golden, need(salary::answer_golden(need(read_file(options.golden)), model, lexicon)));
  }
  tell(options, options.json ? train_json(file, trained) : ledger_lines(trained));
}

/// A fit takes minutes: a place that is not there is said before, not after.
void need_folder_of(const std::string& path) {
  std::error_code ignored;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !path.ends_with('/') && !fs::is_directory(folder, ignored))
    fail({Code::unknown_name, "folder", folder.string(), "a folder that is there"});
}

void run(const TrainOptions& options) {
  const auto on_output = (options.out == "-") + (options.card == "-") + (options.golden == "-");
  if (on_output > 1) fail({Code::out_of_range, "-", "named twice", "standard output for one file"});
  need_folder_of(options.out);
  need_folder_of(options.card);
  const auto lexicon =
      need(text::parse_lexicon(need(read_file(lexicon_path(options.lexicon, options.models, options.recipe)))));
  const std::string recipe = need(read_file(options.recipe)), date = options.date.empty() ? today() : options.date;
  (salary::is_table_recipe(recipe) ? train_tables : train_postings)(options, recipe, lexicon, date);
}

}  // namespace

void add_train(CLI::App& app) {
  auto options = std::make_shared<TrainOptions>();
  auto& command = add_command(app, "Model", "train",
                              "fit salary models to tables of pay, as a recipe says\n"
                              "The same recipe, tables and date give the same bytes. Prints what was kept by each rule "
                              "and the held-out figures; on "
                              "standard error where a file went to standard output.",
                              "chouma train --recipe recipe.json --data postings.csv.gz --out my-model.json");
  command.add_option("--recipe", options->recipe, "the recipe, JSON")->type_name("FILE")->required();
  command.add_option("--data", options->data, "a table, CSV; once for each table of the recipe, in its order")
      ->type_name("FILE")
      ->required()
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command
      .add_option(
          "--out", options->out,
          "where the model goes; of a folder, model.json in it, and <response>.json for a recipe's further responses")
      ->type_name("FILE")
      ->required();
  command.add_option("--card", options->card, "where the model's card goes, Markdown")->type_name("FILE");
  command
      .add_option("--golden", options->golden, "profiles whose answers in this file are rewritten with the new model's")
      ->type_name("FILE");
  command.add_option("--date", options->date, "of the fit, for the model's passport (default: today, UTC)")
      ->type_name("DATE");
  add_lexicon(command, options->lexicon);
  add_models_folder(command, options->models);
  command.add_flag("--json", options->json, "one JSON document instead of lines for people");
  command.add_flag("--quiet", options->quiet, "no progress on a terminal");
  command.callback([options] { run(*options); });
}

}  // namespace chouma::cli
