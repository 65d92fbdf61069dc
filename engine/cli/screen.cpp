// chouma screen [--posting FILE] [--resume FILE] [--evidence FILE]
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <cstdint>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

using nlohmann::ordered_json;

struct ScreenOptions {
  EngineOptions engine;
  std::string posting, resume, evidence, today;
  std::uint64_t seed = 1;
};

ordered_json request_of(const ScreenOptions& options) {
  ordered_json request = {{"schema", "chouma.request/1"}, {"id", 0}, {"seed", options.seed}, {"want", {"screening"}}};
  if (!options.posting.empty()) request["text"] = need(read_file(options.posting));
  if (!options.resume.empty()) request["resume"] = need(read_file(options.resume));
  if (!options.today.empty()) request["today"] = options.today;
  if (options.evidence.empty()) return request;
  request["evidence"] = ordered_json::parse(need(read_file(options.evidence)), nullptr, false);
  if (request["evidence"].is_discarded())
    fail({Code::bad_json, options.evidence, "text that is no JSON", "an object as request.evidence"});
  return request;
}

void screen(const ScreenOptions& options) {
  if (options.posting.empty() && options.resume.empty())
    fail({Code::no_data, "screen", "neither --posting nor --resume", "at least one of them"});
  const std::string request = request_of(options).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  const auto report = ordered_json::parse(open_engine(options.engine).analyze(request));
  const ordered_json answer = {
      {"candidate", report["candidate"]}, {"screening", report["screening"]}, {"warnings", report["warnings"]}};
  std::cout << answer.dump(2) << '\n';
  if (refused(report, report["screening"])) throw CLI::RuntimeError(1);
}

}  // namespace

void add_screen(CLI::App& app) {
  auto& command = add_command(
      app, "Text", "screen",
      "what a posting hides, and how a résumé meets it\n"
      "Swapped stacks, unspoken vetoes, requirement by requirement what the résumé shows, and the way through three "
      "screening stages. At least one of --posting and --resume.",
      "chouma screen --posting posting.txt --resume resume.txt");
  const auto options = std::make_shared<ScreenOptions>();
  command.add_option("--posting", options->posting, "the posting's text")->type_name("FILE");
  command.add_option("--resume", options->resume, "the résumé's text")->type_name("FILE");
  command
      .add_option("--evidence", options->evidence,
                  "JSON as the request's evidence: stars, merged, answers, tools, scores")
      ->type_name("FILE");
  command.add_option("--today", options->today, "the month that ends a résumé's open intervals, such as 2026-11")
      ->type_name("MONTH");
  command.add_option("--seed", options->seed, "of the simulation (default 1)")->type_name("N");
  options->engine.add_models(command);
  options->engine.add_salary(command);
  command.callback([options] { screen(*options); });
}

}  // namespace chouma::cli
