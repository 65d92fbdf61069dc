// chouma predict --tags Go,eBPF [--scarcity FILE] [--model FILE]
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <iostream>
#include <memory>
#include <vector>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

struct Options {
  EngineOptions engine;
  std::vector<std::string> tags;
};

}  // namespace

void add_predict(CLI::App& app) {
  auto* command = app.add_subcommand("predict", "Premium coefficient of skill tags, as JSON");
  const auto options = std::make_shared<Options>();
  command->add_option("--tags", options->tags, "skill tags, separated by commas")
      ->delimiter(',')
      ->required()
      ->expected(0, -1);
  options->engine.add_models(*command);
  options->engine.add_salary(*command);
  command->callback([options] {
    std::erase(options->tags, "");
    const std::string json = open_engine(options->engine).predict(options->tags);
    std::cout << nlohmann::ordered_json::parse(json).dump(2) << '\n';
  });
}

}  // namespace chouma::cli
