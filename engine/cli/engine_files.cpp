#include "cli/engine_files.h"

#include "cli/files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace chouma::cli {

namespace {

namespace fs = std::filesystem;

void load(Engine& engine, Resource kind, const std::string& path) {
  auto answer = engine.load(kind, need(read_file(path)));
  if (answer) return;
  Error error = answer.error();
  error.where = path + ": " + error.where;
  fail(error);
}

/// models/salary/*/model.json in order of their folders' names, so that "loaded last" is the newest by name.
std::vector<std::string> salary_models(const fs::path& models) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(models / "salary", ignored)) {
    const fs::path file = entry.path() / "model.json";
    if (fs::is_regular_file(file, ignored)) files.push_back(file.string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void EngineOptions::add_models(CLI::App& command) {
  command.add_option("--models", models, "folder of models (default: $CHOUMA_MODELS, or models/ found here or above)");
}

void EngineOptions::add_salary(CLI::App& command) {
  command.add_option("--model", model, "a salary model's file (default: all of models/salary; the last is used)");
  command.add_option("--scarcity", scarcity, "a scarcity table of your own (models/schema/scarcity.schema.json)");
}

Engine open_lexicon(const EngineOptions& options) {
  Engine engine;
  load(engine, Resource::lexicon, need(find_models(options.models)) + "/lexicon/lexicon.json");
  return engine;
}

Engine open_engine(const EngineOptions& options) {
  const std::string models = need(find_models(options.models));
  Engine engine;
  load(engine, Resource::lexicon, models + "/lexicon/lexicon.json");
  load(engine, Resource::scarcity, options.scarcity.empty() ? models + "/scarcity/given.json" : options.scarcity);
  load(engine, Resource::anchors, models + "/bargain/anchors.json");
  load(engine, Resource::talk, models + "/talk/phrases.json");
  load(engine, Resource::swaps, models + "/screening/swaps.json");
  load(engine, Resource::vetoes, models + "/screening/vetoes.json");
  load(engine, Resource::funnel, models + "/screening/funnel.json");
  load(engine, Resource::carryover, models + "/screening/carryover.json");
  load(engine, Resource::toolchains, models + "/screening/toolchains.json");
  for (const std::string& file :
       options.model.empty() ? salary_models(models) : std::vector<std::string>{options.model})
    load(engine, Resource::salary_model, file);
  return engine;
}

}  // namespace chouma::cli
