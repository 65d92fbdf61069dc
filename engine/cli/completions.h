// Completions of `chouma` for a shell: commands, options of each, files and folders where they are asked for, and the words of a choice.
#pragma once

#include <string>

#include "cli/catalog.h"

namespace chouma::cli {

/// For bash 4 or later: read by the shell's start-up file, or put in share/bash-completion/completions/chouma.
std::string bash_completions(const Catalog& catalog);
/// For zsh: _chouma in a folder of $fpath.
std::string zsh_completions(const Catalog& catalog);
/// For fish 3 or later: chouma.fish in a folder of $fish_complete_path.
std::string fish_completions(const Catalog& catalog);

}  // namespace chouma::cli
