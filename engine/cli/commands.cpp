#include "cli/commands.h"

#include <algorithm>

namespace chouma::cli {

CLI::App& add_command(CLI::App& app, const std::string& group, const std::string& name, const std::string& description,
                      const std::string& examples) {
  CLI::App* command = app.add_subcommand(name, description);
  command->group(group)->footer(examples);
  return *command;
}

void one_of(CLI::Option& option, const std::vector<std::string>& words) {
  option.type_name(CLI::detail::join(words, "|"));
  option.check([words](const std::string& given) {
    const bool known = std::find(words.begin(), words.end(), given) != words.end();
    return known ? std::string() : "\"" + given + "\" is none of " + CLI::detail::join(words, ", ");
  });
}

}  // namespace chouma::cli
