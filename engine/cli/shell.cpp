// chouma completions SHELL, chouma manual: the command about itself, for a shell and for man(1).
#include "cli/catalog.h"
#include "cli/commands.h"
#include "cli/completions.h"
#include "cli/manual.h"

#include <chouma/engine.h>

#include <iostream>
#include <memory>

namespace chouma::cli {

namespace {

std::string completions(const Catalog& catalog, const std::string& shell) {
  if (shell == "bash") return bash_completions(catalog);
  return shell == "zsh" ? zsh_completions(catalog) : fish_completions(catalog);
}

}  // namespace

void add_shell(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  auto& completing = add_command(app, "Shell", "completions", "a shell's completions of this command",
                                 "chouma completions bash > ~/.local/share/bash-completion/completions/chouma\n"
                                 "chouma completions zsh > _chouma\n"
                                 "chouma completions fish > ~/.config/fish/completions/chouma.fish");
  one_of(*completing.add_option("shell", *shell, "the shell to write for")->required(), {"bash", "zsh", "fish"});
  completing.callback([&app, shell] { std::cout << completions(catalog_of(app), *shell); });

  auto& printing = add_command(app, "Shell", "manual", "the manual page, in roff", "chouma manual | man -l -");
  printing.callback([&app] { std::cout << manual(catalog_of(app), version()); });
}

}  // namespace chouma::cli
