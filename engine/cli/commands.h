// The subcommands of `chouma`. Each adds itself, with its options and what runs when it was chosen, to the application. A callback throws
// CLI::RuntimeError(1) after it printed a sentence on stderr: the input was refused.
//
// The tree of CLI::App is the one table of commands and options; help, completions and manual are read off it (catalog.h). In it
//   a command's group        is what it is for
//   a command's description  is its line in the list, then, after a line break, what more its own help says
//   a command's footer       holds examples, one a line
//   an option's type name    says what to give: FILE and DIR are completed as paths, words with | between them are the choices
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace chouma::cli {

void add_predict(CLI::App& app);
void add_analyze(CLI::App& app);
void add_extract(CLI::App& app);
void add_screen(CLI::App& app);
void add_negotiate(CLI::App& app);  ///< plan, simulate, offers
void add_quote(CLI::App& app);
void add_train(CLI::App& app);
void add_evaluate(CLI::App& app);
void add_shell(CLI::App& app);  ///< completions, manual

/// A new command of a group, with its description and examples.
CLI::App& add_command(CLI::App& app, const std::string& group, const std::string& name, const std::string& description,
                      const std::string& examples);

/// The option takes one of these words and no other.
void one_of(CLI::Option& option, const std::vector<std::string>& words);

}  // namespace chouma::cli
