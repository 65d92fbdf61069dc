// The native command `chouma`. Exit status: 0 fine, 1 the input was refused or the answer could not be written, 2 the command line was not read.
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/usage.h"

#include <chouma/engine.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

namespace {

void add_everything(CLI::App& app) {
  app.require_subcommand(1);
  app.formatter(chouma::cli::help_format());
  app.set_help_flag("-h,--help", "this help");
  app.set_version_flag("--version", "chouma " + std::string(chouma::version()), "the version");
  app.footer(
      "chouma predict --tags Go,eBPF\n"
      "chouma extract posting.txt\n"
      "chouma plan --posting posting.txt --moves employer:42300,candidate:54000");
  chouma::cli::add_predict(app);
  chouma::cli::add_quote(app);
  chouma::cli::add_analyze(app);
  chouma::cli::add_extract(app);
  chouma::cli::add_screen(app);
  chouma::cli::add_negotiate(app);
  chouma::cli::add_train(app);
  chouma::cli::add_evaluate(app);
  chouma::cli::add_shell(app);
}

int run(int argc, char** argv) {
  CLI::App app{"what the skills in a job posting are worth, and how to ask for it", "chouma"};
  add_everything(app);
  if (argc == 1) {
    std::cerr << app.help();
    return 2;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::RuntimeError& ended) {
    return ended.get_exit_code();
  } catch (const CLI::Success& asked) {
    app.exit(asked);
  } catch (const CLI::ParseError& refused) {
    std::cerr << chouma::cli::usage_sentence(app, refused) << '\n';
    return 2;
  }
  return 0;
}

/// An answer that did not arrive (a full disk) is a failure, whatever was computed.
int written(int status) {
  if (std::cout.flush()) return status;
  std::fputs("chouma: standard output cannot be written.\n", stderr);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    return written(run(argc, argv));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "chouma: %s\n", failure.what());
    return 1;
  }
}
