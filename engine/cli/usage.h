// What is said of a command line that cannot be read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

namespace chouma::cli {

/// One sentence, with the nearest name where something is misspelt and where to read on: "no command is called pedict; did you mean predict?"
std::string usage_sentence(const CLI::App& app, const CLI::ParseError& refused);

/// The name with the least edit distance (a letter more, less, other, or two swapped) from `word`, leading dashes apart, if that is at most half of
/// the longer's length; else nothing. Of equals the first.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace chouma::cli
