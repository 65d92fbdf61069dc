// An engine with the files that a subcommand names.
#pragma once

#include <chouma/engine.h>

#include <string>

#include <CLI/CLI.hpp>

#include <nlohmann/json_fwd.hpp>

namespace chouma::cli {

/// --models, --lexicon: the options themselves.
void add_models_folder(CLI::App& command, std::string& models);
void add_lexicon(CLI::App& command, std::string& lexicon);

/// --models and --model, shared by predict, analyze and extract.
struct EngineOptions {
  std::string models;    ///< folder; empty: find_models
  std::string model;     ///< salary model's file; empty: every models/salary/*/model.json
  std::string scarcity;  ///< a scarcity table of one's own; empty: models/scarcity/given.json

  void add_models(CLI::App& command);
  void add_salary(CLI::App& command);
};

/// Loads the lexicon alone.
Engine open_lexicon(const EngineOptions& options);
/// Loads everything. A salary model is optional: where none is named and none is there, the engine says not_loaded about what needs one.
Engine open_engine(const EngineOptions& options);

/// Says a report's warnings and error on standard error, a sentence each, and the error of `section`, a part of it. True where there is an error, or no such part:
/// then that is said.
bool refused(const nlohmann::ordered_json& report, const nlohmann::ordered_json& section);

}  // namespace chouma::cli
