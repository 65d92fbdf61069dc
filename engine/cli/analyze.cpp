// chouma analyze request.json      (or - for standard input)
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

struct AnalyzeOptions {
  EngineOptions engine;
  std::string request;
};

}  // namespace

void add_analyze(CLI::App& app) {
  auto& command =
      add_command(app, "Pay", "analyze",
                  "the whole report on a request, as the page shows it\n"
                  "Request and report are described by request.schema.json and report.schema.json in models/schema.",
                  "echo '{\"schema\": \"chouma.request/1\", \"id\": 1, \"tags\": [\"Go\"]}' | chouma analyze -");
  const auto options = std::make_shared<AnalyzeOptions>();
  command.add_option("request", options->request, "the request, JSON")->type_name("FILE")->required();
  options->engine.add_models(command);
  options->engine.add_salary(command);
  command.callback([options] {
    const std::string request = need(read_file(options->request));
    const auto report = nlohmann::ordered_json::parse(open_engine(options->engine).analyze(request));
    std::cout << report.dump(2) << '\n';
    if (refused(report, report)) throw CLI::RuntimeError(1);
  });
}

}  // namespace chouma::cli
