#include "cli/usage.h"

#include <algorithm>
#include <cstddef>

#include "cli/catalog.h"

namespace chouma::cli {

namespace {

/// Optimal string alignment.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + other});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

std::string_view undashed(std::string_view name) {
  name.remove_prefix(std::min(name.find_first_not_of('-'), name.size()));
  return name;
}

std::string guess(std::string_view word, const std::vector<std::string>& names, const std::string& otherwise) {
  const std::string near = nearest(word, names);
  return near.empty() ? "; " + otherwise : "; did you mean " + near + "?";
}

std::vector<std::string> option_names(const std::vector<OptionRow>& options) {
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const OptionRow& option : options)
    if (!option.positional) names.push_back(option.name);
  return names;
}

std::string unknown_option(std::string word, const std::vector<OptionRow>& options, const std::string& ask) {
  word = word.substr(0, word.find('='));
  return "there is no option " + word + guess(word, option_names(options), ask + " --help lists them.");
}

std::string unknown_command(const std::string& word, const Catalog& catalog) {
  std::vector<std::string> names;
  names.reserve(catalog.commands.size() + catalog.options.size());
  for (const CommandRow& command : catalog.commands) names.push_back(command.name);
  for (const OptionRow& option : catalog.options) names.push_back(option.name);
  return "there is no command " + word + guess(word, names, "chouma --help lists them.");
}

/// What the parser says of an option, in our words where its own are none that people use.
std::string said(const CLI::ParseError& refused) {
  std::string its = refused.what();
  const std::string unconverted = "Could not convert: ";
  const auto equals = its.find(" = ");
  if (its.starts_with(unconverted) && equals != std::string::npos)
    return its.substr(unconverted.size(), equals - unconverted.size()) + " is " + its.substr(equals + 3) +
           ", which is no such number";
  if (refused.get_name() == "ArgumentMismatch") return its.substr(0, its.find(':')) + " lacks its value";
  return its;
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  std::string best;
  std::size_t least = 0;
  for (const std::string& name : names) {
    const std::string_view a = undashed(word), b = undashed(name);
    const std::size_t cost = distance(a, b);
    if (2 * cost > std::max(a.size(), b.size()) || (!best.empty() && cost >= least)) continue;
    best = name;
    least = cost;
  }
  return best;
}

std::string usage_sentence(const CLI::App& app, const CLI::ParseError& refused) {
  const Catalog catalog = catalog_of(app);
  const auto chosen = app.get_subcommands();
  for (const std::string& word : app.remaining()) {
    if (word == "--") continue;
    return "chouma: " +
           (word.starts_with('-') ? unknown_option(word, catalog.options, "chouma") : unknown_command(word, catalog));
  }
  if (chosen.empty()) return "chouma: a command is missing; chouma --help lists them.";
  const CLI::App& command = *chosen.front();
  const std::string name = "chouma " + command.get_name();
  for (const std::string& word : command.remaining()) {
    if (word == "--") continue;
    if (word.starts_with('-') && word != "-")
      return (name + ": ").append(unknown_option(word, command_row(command).options, name));
    return (name + ": nothing is to be done with ").append(word) + "; usage: " + usage(command_row(command));
  }
  return name + ": " + said(refused) + "; " + name + " --help says more.";
}

}  // namespace chouma::cli
