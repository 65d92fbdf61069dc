#include "cli/catalog.h"

#include <algorithm>

namespace chouma::cli {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  if (!text.empty()) lines = CLI::detail::split(text, '\n');
  return lines;
}

OptionRow option_row(const CLI::Option& option) {
  OptionRow row;
  row.positional = option.get_positional();
  row.value = option.get_type_size() == 0 ? "" : option.get_type_name();
  row.name = row.positional ? row.value : "--" + option.get_lnames().front();
  row.text = option.get_description();
  row.required = option.get_required();
  if (row.value.find('|') != std::string::npos) row.choices = CLI::detail::split(row.value, '|');
  return row;
}

std::vector<OptionRow> option_rows(const CLI::App& app) {
  std::vector<OptionRow> rows;
  for (const CLI::Option* option : app.get_options()) rows.push_back(option_row(*option));
  // --help comes first by construction and is the least of them.
  if (!rows.empty()) std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  std::stable_partition(rows.begin(), rows.end(), [](const OptionRow& row) { return row.positional; });
  return rows;
}

}  // namespace

CommandRow command_row(const CLI::App& command) {
  CommandRow row{command.get_group(), command.get_name(), {}, {}, lines_of(command.get_footer()), option_rows(command)};
  const std::string description = command.get_description();
  const auto end = std::min(description.find('\n'), description.size());
  row.summary = description.substr(0, end);
  row.details = description.substr(std::min(end + 1, description.size()));
  return row;
}

Catalog catalog_of(const CLI::App& app) {
  const CLI::App& root = app.get_parent() == nullptr ? app : *app.get_parent();
  Catalog catalog{root.get_description(), lines_of(root.get_footer()), option_rows(root), {}};
  for (const CLI::App* command : root.get_subcommands({})) catalog.commands.push_back(command_row(*command));
  return catalog;
}

std::string usage(const CommandRow& command) {
  std::string out = "chouma " + command.name;
  for (const OptionRow& option : command.options)
    if (option.required && !option.positional)
      out += " " + option.name + (option.value.empty() ? "" : " " + option.value);
  out += " [OPTIONS]";
  for (const OptionRow& option : command.options)
    if (option.positional) out += option.required ? " " + option.value : " [" + option.value + "]";
  return out;
}

}  // namespace chouma::cli
