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

struct PredictOptions {
  EngineOptions engine;
  std::vector<std::string> tags;
};

}  // namespace

void add_predict(CLI::App& app) {
  auto& command = add_command(
      app, "Pay", "predict",
      "premium coefficient of skill tags over plain Go\n"
      "From 0.8 to 2.3, of the scarcity table and, where one is loaded, the salary model, with the weight of each.",
      "chouma predict --tags Go,eBPF");
  const auto options = std::make_shared<PredictOptions>();
  command.add_option("--tags", options->tags, "skills, such as Go,eBPF")
      ->type_name("TAGS")
      ->delimiter(',')
      ->required()
      ->expected(0, -1);
  options->engine.add_models(command);
  options->engine.add_salary(command);
  command.callback([options] {
    std::erase(options->tags, "");
    const std::string json = open_engine(options->engine).predict(options->tags);
    std::cout << nlohmann::ordered_json::parse(json).dump(2) << '\n';
  });
}

}  // namespace chouma::cli
