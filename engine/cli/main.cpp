// The native command `chouma`.
#include "cli/commands.h"

#include <chouma/engine.h>

#include <exception>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app{"What the skills in a job posting are worth: pay, premium, anchors, with what made them."};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(chouma::version()));
  chouma::cli::add_predict(app);
  chouma::cli::add_analyze(app);
  chouma::cli::add_extract(app);
  chouma::cli::add_train(app);
  chouma::cli::add_evaluate(app);
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& refused) {
    return app.exit(refused);
  } catch (const std::exception& failure) {
    std::cerr << "chouma: " << failure.what() << '\n';
    return 1;
  }
}
