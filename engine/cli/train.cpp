// chouma train: a recipe and a table → a salary model, its card and the answers of its golden profiles.
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include <unistd.h>

#include "cli/card.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/paths.h"
#include "salary/golden_json.h"
#include "salary/train.h"
#include "text/lexicon_json.h"

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

struct Options {
  std::string recipe, data, out, lexicon, models, card, golden, date;
};

std::string today() {
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

bool show_progress(double share) {
  static int shown = -1;
  const int percent = static_cast<int>(share * 100);
  if (percent != shown && isatty(STDERR_FILENO) != 0) std::cerr << "\rtraining " << percent << " %" << std::flush;
  shown = percent;
  return true;
}

void write(const std::string& path, std::string_view bytes) {
  if (const auto error = write_file(path, bytes)) fail(*error);
}

void run(const Options& options) {
  const auto lexicon =
      need(text::parse_lexicon(need(read_file(lexicon_path(options.lexicon, options.models, options.recipe)))));
  const auto recipe = need(salary::parse_recipe(need(read_file(options.recipe))));
  const std::string date = options.date.empty() ? today() : options.date;
  const auto trained = need(salary::train(recipe, lexicon, need(read_file(options.data)), date, show_progress));
  if (isatty(STDERR_FILENO) != 0) std::cerr << "\r" << std::flush;
  std::error_code ignored;
  const bool folder = options.out.ends_with('/') || fs::is_directory(options.out, ignored);
  if (folder) fs::create_directories(options.out, ignored);
  write(folder ? (fs::path(options.out) / "model.json").string() : options.out, trained.model_json);
  if (!options.card.empty()) write(options.card, card(recipe, trained));
  if (!options.golden.empty()) {
    const auto model = need(salary::parse_model(trained.model_json, lexicon));
    write(options.golden, need(salary::answer_golden(need(read_file(options.golden)), model, lexicon)));
  }
  std::cout << ledger_lines(trained);
}

}  // namespace

void add_train(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* train = app.add_subcommand("train", "Fit a salary model to a table of postings, as a recipe says.");
  train->add_option("--recipe", options->recipe, "Recipe (JSON)")->required();
  train->add_option("--data", options->data, "Table (CSV, .gz allowed; - for standard input)")->required();
  train->add_option("--out", options->out, "Where the model goes: a file, or a folder for model.json in it")
      ->required();
  train->add_option("--lexicon", options->lexicon, "Lexicon (JSON); else lexicon/lexicon.json of the models' folder");
  train->add_option("--models", options->models,
                    "Folder of the models; else the one the recipe is in, else as elsewhere");
  train->add_option("--card", options->card, "Writes the model's card (Markdown) here");
  train->add_option("--golden", options->golden,
                    "A file of profiles, whose answers are rewritten with the new model's");
  train->add_option("--date", options->date, "Date of the fit for the passport; else today's (UTC)");
  train->callback([options] { run(*options); });
}

}  // namespace chouma::cli
