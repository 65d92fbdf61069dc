// An engine with the files that a subcommand names.
#pragma once

#include <chouma/engine.h>

#include <string>

#include <CLI/CLI.hpp>

namespace chouma::cli {

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

}  // namespace chouma::cli
