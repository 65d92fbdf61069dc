// chouma analyze request.json      (or - for standard input)
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

struct Options {
  EngineOptions engine;
  std::string request;
};

}  // namespace

void add_analyze(CLI::App& app) {
  auto* command = app.add_subcommand("analyze", "Report on a request (models/schema/request.schema.json), as JSON");
  const auto options = std::make_shared<Options>();
  command->add_option("request", options->request, "the request's file, or - for standard input")->required();
  options->engine.add_models(*command);
  options->engine.add_salary(*command);
  command->callback([options] {
    const std::string request = need(read_file(options->request));
    const auto report = nlohmann::ordered_json::parse(open_engine(options->engine).analyze(request));
    std::cout << report.dump(2) << '\n';
    if (!report["error"].is_null()) throw CLI::RuntimeError(1);
  });
}

}  // namespace chouma::cli
