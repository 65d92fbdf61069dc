// The subcommands of `chouma`. Each adds itself, with its options and what runs when it was chosen,
// to the application. A callback throws CLI::RuntimeError(status) after it printed a sentence on
// stderr; 0 is success, 1 a refused input, 2 wrong usage.
#pragma once

#include <CLI/CLI.hpp>

namespace chouma::cli {

void add_predict(CLI::App& app);
void add_analyze(CLI::App& app);
void add_extract(CLI::App& app);
void add_screen(CLI::App& app);
void add_train(CLI::App& app);
void add_evaluate(CLI::App& app);

}  // namespace chouma::cli
