// The commands and options of `chouma` as rows: what help, completions and manual are made from.
#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace chouma::cli {

struct OptionRow {
  std::string name;                  ///< "--posting"; of an argument that has no name, what is given: "FILE"
  std::string value;                 ///< what it takes, "FILE"; empty: it is a switch
  std::string text;                  ///< one sentence, defaults included
  std::vector<std::string> choices;  ///< the only values it takes; empty: any
  bool positional = false, required = false;
};

struct CommandRow {
  std::string group, name;
  std::string summary;  ///< one line
  std::string details;  ///< may be empty
  std::vector<std::string> examples;
  std::vector<OptionRow> options;  ///< arguments without a name first
};

struct Catalog {
  std::string summary;
  std::vector<std::string> examples;
  std::vector<OptionRow> options;  ///< those before a command
  std::vector<CommandRow> commands;
};

/// `app` or, of a command, its parent.
Catalog catalog_of(const CLI::App& app);
CommandRow command_row(const CLI::App& command);

/// "chouma plan [--posting FILE] …" is too long for most: required options and arguments are written out, the rest is [OPTIONS].
std::string usage(const CommandRow& command);

}  // namespace chouma::cli
