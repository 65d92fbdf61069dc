#include "cli/engine_files.h"

#include "cli/files.h"
#include "salary/table_model.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>
#include <vector>

#include <nlohmann/json.hpp>

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
    // A table model answers `chouma quote`; the engine prices postings.
    if (fs::is_regular_file(file, ignored) && !salary::is_table_model(need(read_file(file.string()))))
      files.push_back(file.string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void say(const nlohmann::ordered_json& error) {
  std::cerr << "chouma: [" << error["code"].get<std::string>() << "] " << error["message"].get<std::string>() << '\n';
}

bool says_error(const nlohmann::ordered_json& part) {
  const auto error = part.find("error");
  if (error == part.end() || error->is_null()) return false;
  say(*error);
  return true;
}

}  // namespace

bool refused(const nlohmann::ordered_json& report, const nlohmann::ordered_json& section) {
  for (const auto& warning : report["warnings"]) say(warning);
  if (says_error(report)) return true;
  if (!section.is_null()) return &section != &report && says_error(section);
  complain({Code::no_data, "the input", "nothing that an answer could be made from", "a text or values with content"});
  return true;
}

void add_models_folder(CLI::App& command, std::string& models) {
  command.add_option("--models", models, "the folder of models (default: $CHOUMA_MODELS, else the one that is found)")
      ->type_name("DIR");
}

void add_lexicon(CLI::App& command, std::string& lexicon) {
  command.add_option("--lexicon", lexicon, "the lexicon (default: lexicon/lexicon.json of the models' folder)")
      ->type_name("FILE");
}

void EngineOptions::add_models(CLI::App& command) { add_models_folder(command, models); }

void EngineOptions::add_salary(CLI::App& command) {
  command.add_option("--model", model, "a salary model (default: those of the models' folder, the last by name)")
      ->type_name("FILE");
  command.add_option("--scarcity", scarcity, "a scarcity table of your own (default: the given one)")
      ->type_name("FILE");
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
  load(engine, Resource::tax, models + "/tax/cn.json");
  load(engine, Resource::negotiation, models + "/bargain/negotiation.json");
  load(engine, Resource::packages, models + "/bargain/packages.json");
  load(engine, Resource::advice, models + "/bargain/advice.json");
  for (const std::string& file :
       options.model.empty() ? salary_models(models) : std::vector<std::string>{options.model})
    load(engine, Resource::salary_model, file);
  return engine;
}

}  // namespace chouma::cli
