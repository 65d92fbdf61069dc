// chouma offers FILE, chouma plan [--posting FILE] …, chouma simulate [--posting FILE] …
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

using nlohmann::ordered_json;

struct NegotiateOptions {
  EngineOptions engine;
  std::string posting, resume, offers;
  std::vector<std::string> tags, issues, moves;
  std::optional<double> walk_away, batna, risk, withdrawal;
  std::optional<int> rounds;
  std::uint64_t seed = 1;
};

ordered_json base_request(const NegotiateOptions& options) {
  ordered_json request = {
      {"schema", "chouma.request/1"}, {"id", 0}, {"seed", options.seed}, {"want", ordered_json::array()}};
  if (!options.posting.empty()) request["text"] = need(read_file(options.posting));
  if (!options.resume.empty()) request["resume"] = need(read_file(options.resume));
  if (!options.tags.empty()) request["tags"] = options.tags;
  return request;
}

/// "employer:42300" or "candidate:54000".
ordered_json move_of(const std::string& words) {
  const auto colon = words.find(':');
  const auto amount = ordered_json::parse(colon == std::string::npos ? "" : words.substr(colon + 1), nullptr, false);
  if (!amount.is_number())
    fail({Code::bad_schema, "--moves", words, "employer:AMOUNT or candidate:AMOUNT, yuan a month"});
  return {{"by", words.substr(0, colon)}, {"amount", amount}};
}

ordered_json negotiation_of(const NegotiateOptions& options) {
  ordered_json wanted = ordered_json::object();
  if (options.walk_away) wanted["walk_away"] = *options.walk_away;
  if (options.batna) wanted["batna"] = *options.batna;
  if (options.rounds) wanted["rounds"] = *options.rounds;
  if (options.risk) wanted["risk_aversion"] = *options.risk;
  if (options.withdrawal) wanted["withdrawal"] = *options.withdrawal;
  if (!options.issues.empty()) wanted["issues"] = options.issues;
  for (const std::string& move : options.moves) wanted["moves"].push_back(move_of(move));
  return wanted;
}

ordered_json report_of(const NegotiateOptions& options, const ordered_json& request) {
  return ordered_json::parse(
      open_engine(options.engine).analyze(request.dump(-1, ' ', false, ordered_json::error_handler_t::replace)));
}

/// Prints the report's `section` with its warnings; status 1 where there is none or it has an error.
void answer(const NegotiateOptions& options, const ordered_json& request, const char* section) {
  const ordered_json report = report_of(options, request);
  const ordered_json& of = report[section];
  std::cout << ordered_json{{section, of}, {"warnings", report["warnings"]}}.dump(2) << '\n';
  if (refused(report, of)) throw CLI::RuntimeError(1);
}

void offers(const NegotiateOptions& options) {
  ordered_json request = base_request(options);
  request["offers"] = ordered_json::parse(need(read_file(options.offers)), nullptr, false);
  if (request["offers"].is_discarded())
    fail({Code::bad_json, options.offers, "text that is no JSON",
          "offers as models/schema/offers.schema.json has them"});
  answer(options, request, "offers");
}

void plan(const NegotiateOptions& options) {
  ordered_json request = base_request(options);
  request["negotiation"] = negotiation_of(options);
  answer(options, request, "negotiation");
}

void simulate(const NegotiateOptions& options) {
  ordered_json request = base_request(options);
  request["negotiation"] = negotiation_of(options);
  const ordered_json report = report_of(options, request);
  const ordered_json& of = report["negotiation"];
  ordered_json out = ordered_json::object();
  for (const char* name : {"error", "settings", "rounds", "rehearsal"}) out[name] = of[name];
  out["warnings"] = report["warnings"];
  std::cout << out.dump(2) << '\n';
  if (refused(report, of)) throw CLI::RuntimeError(1);
}

void add_talk(CLI::App& command, NegotiateOptions& options) {
  command.add_option("--posting", options.posting, "the posting's text")->type_name("FILE");
  command.add_option("--resume", options.resume, "the résumé's text")->type_name("FILE");
  command.add_option("--tags", options.tags, "skills, where there is no posting, such as Go,eBPF")
      ->type_name("TAGS")
      ->delimiter(',');
  command.add_option("--walk-away", options.walk_away, "yuan a month (default: the report's own anchor)")
      ->type_name("YUAN");
  command.add_option("--batna", options.batna, "what there is without a deal, yuan a month (default: the walk-away)")
      ->type_name("YUAN");
  command.add_option("--rounds", options.rounds, "asks over the whole talk, 1 to 12 (default 5)")->type_name("N");
  command.add_option("--risk-aversion", options.risk, "of CRRA utility, 0 to 20 (default 1)")->type_name("X");
  command
      .add_option("--withdrawal", options.withdrawal,
                  "chance that an ask at the median limit costs the offer (default 0.064)")
      ->type_name("X");
  command.add_option("--issues", options.issues, "on the table besides base pay, such as months,sign_on,remote")
      ->type_name("ISSUES")
      ->delimiter(',');
  command
      .add_option("--moves", options.moves,
                  "the talk so far, in order, yuan a month, such as employer:42300,candidate:54000")
      ->type_name("MOVES")
      ->delimiter(',');
  command.add_option("--seed", options.seed, "of the simulations (default 1)")->type_name("N");
  options.engine.add_models(command);
  options.engine.add_salary(command);
}

void add_offers(CLI::App& app) {
  const auto options = std::make_shared<NegotiateOptions>();
  auto& command = add_command(
      app, "Talk", "offers",
      "job offers side by side, in money after tax\n"
      "Up to five, as offers.schema.json in models/schema describes them: present values, and what decides.",
      "chouma offers offers.json");
  command.add_option("offers", options->offers, "the offers, JSON")->type_name("FILE")->required();
  options->engine.add_models(command);
  command.callback([options] { offers(*options); });
}

}  // namespace

void add_negotiate(CLI::App& app) {
  const auto planned = std::make_shared<NegotiateOptions>();
  auto& planning = add_command(app, "Talk", "plan",
                               "what to ask next, when to accept, when to walk away\n"
                               "With the employer's likely limit. The posting or the tags say what the work is worth.",
                               "chouma plan --posting posting.txt --moves employer:42300,candidate:54000");
  add_talk(planning, *planned);
  planning.callback([planned] { plan(*planned); });

  const auto simulated = std::make_shared<NegotiateOptions>();
  auto& simulating = add_command(app, "Talk", "simulate", "the plan played against simulated employers of each type",
                                 "chouma simulate --tags Go,eBPF --rounds 3");
  add_talk(simulating, *simulated);
  simulating.callback([simulated] { simulate(*simulated); });

  add_offers(app);
}

}  // namespace chouma::cli
