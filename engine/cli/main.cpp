// The native command `chouma`.
#include "cli/commands.h"

#include <chouma/engine.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

namespace {

int run(int argc, char** argv) {
  CLI::App app{"What the skills in a job posting are worth: pay, premium, anchors, with what made them."};
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string(chouma::version()));
  chouma::cli::add_predict(app);
  chouma::cli::add_analyze(app);
  chouma::cli::add_extract(app);
  chouma::cli::add_screen(app);
  chouma::cli::add_train(app);
  chouma::cli::add_evaluate(app);
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& refused) {
    return app.exit(refused);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    return run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "chouma: %s\n", failure.what());
    return 1;
  }
}
