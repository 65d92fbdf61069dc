#include "cli/completions.h"

namespace chouma::cli {

namespace {

/// In single quotes, as all three shells read them; a quote inside is written as bash and zsh want it.
std::string quoted(const std::string& text) { return "'" + CLI::detail::find_and_replace(text, "'", R"('\'')") + "'"; }

/// What the shell offers: nothing, paths, folders or words.
std::string bash_offer(const OptionRow& option) {
  if (!option.choices.empty()) return "_chouma_words " + quoted(CLI::detail::join(option.choices, " "));
  if (option.value == "FILE") return "_chouma_paths -f";
  if (option.value == "DIR") return "_chouma_paths -d";
  return ":";
}

std::string bash_command(const CommandRow& command) {
  std::string names, values, words = ":";
  for (const OptionRow& option : command.options) {
    if (option.positional) {
      words = bash_offer(option);
      continue;
    }
    names += (names.empty() ? "" : " ") + option.name;
    if (!option.value.empty()) values += "        " + option.name + ") " + bash_offer(option) + "; return ;;\n";
  }
  std::string out = "    " + command.name + ")\n";
  if (!values.empty()) out += "      case $prev in\n" + values + "      esac\n";
  return out + "      if [[ $cur == -* ]]; then _chouma_words '" + names + "'; else " + words + "; fi ;;\n";
}

/// A text within the brackets of _arguments or behind the colon of _describe.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '[' || byte == ']' || byte == ':' || byte == '\\') out += '\\';
    out += byte;
  }
  return out;
}

std::string zsh_offer(const OptionRow& option) {
  if (!option.choices.empty()) return "(" + CLI::detail::join(option.choices, " ") + ")";
  if (option.value == "FILE") return "_files";
  if (option.value == "DIR") return "_files -/";
  return " ";
}

std::string zsh_option(const OptionRow& option) {
  const std::string value = ":" + zsh_text(option.value) + ":" + zsh_offer(option);
  if (option.positional) return quoted((option.required ? "" : ":") + value);
  // What is given more than once stays on offer.
  return quoted("*" + option.name + "[" + zsh_text(option.text) + "]" + (option.value.empty() ? "" : value));
}

std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') out += '\\';
    out += byte;
  }
  return out + "'";
}

std::string fish_value(const OptionRow& option) {
  if (option.value.empty()) return "";
  if (!option.choices.empty()) return " -x -a " + fish_quoted(CLI::detail::join(option.choices, " "));
  if (option.value == "FILE") return " -r -F";
  if (option.value == "DIR") return " -x -a '(__fish_complete_directories)'";
  return " -x";
}

std::string fish_command(const CommandRow& command) {
  std::string out =
      "complete -c chouma -n __fish_use_subcommand -a " + command.name + " -d " + fish_quoted(command.summary) + "\n";
  const std::string begin = "complete -c chouma -n '__fish_seen_subcommand_from " + command.name + "'";
  for (const OptionRow& option : command.options) {
    if (!option.positional)
      out += begin + " -l " + option.name.substr(2) + fish_value(option) + " -d " + fish_quoted(option.text) + "\n";
    else if (option.choices.empty())
      out += begin + " -F\n";
    else
      out += begin + " -a " + fish_quoted(CLI::detail::join(option.choices, " ")) + "\n";
  }
  return out;
}

}  // namespace

std::string bash_completions(const Catalog& catalog) {
  std::string names;
  for (const CommandRow& command : catalog.commands) names += command.name + " ";
  for (const OptionRow& option : catalog.options) names += option.name + " ";
  names.pop_back();
  std::string out =
      "# bash completions of chouma; made by: chouma completions bash\n"
      "_chouma_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\"); }\n"
      "_chouma_paths() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen \"$1\" -- \"$cur\"); }\n"
      "_chouma() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  COMPREPLY=()\n"
      "  # bash takes --mode=profile for three words\n"
      "  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    _chouma_words '" +
      names +
      "'\n"
      "    return\n"
      "  fi\n"
      "  case ${COMP_WORDS[1]} in\n";
  for (const CommandRow& command : catalog.commands) out += bash_command(command);
  return out + "  esac\n}\ncomplete -F _chouma chouma\n";
}

std::string zsh_completions(const Catalog& catalog) {
  std::string out =
      "#compdef chouma\n# zsh completions of chouma; made by: chouma completions zsh\n"
      "_chouma() {\n  local -a commands=(\n";
  for (const CommandRow& command : catalog.commands)
    out += "    " + quoted(command.name + ":" + zsh_text(command.summary)) + "\n";
  out += "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    _arguments";
  for (const OptionRow& option : catalog.options) out += " " + zsh_option(option);
  out += "\n    return\n  fi\n  local command=$words[2]\n  shift words\n  ((CURRENT--))\n  case $command in\n";
  for (const CommandRow& command : catalog.commands) {
    out += "    " + command.name + ")\n      _arguments";
    for (const OptionRow& option : command.options) out += " \\\n        " + zsh_option(option);
    out += " ;;\n";
  }
  return out +
         "  esac\n}\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then _chouma \"$@\"; else compdef _chouma chouma; "
         "fi\n";
}

std::string fish_completions(const Catalog& catalog) {
  std::string out = "# fish completions of chouma; made by: chouma completions fish\ncomplete -c chouma -f\n";
  for (const OptionRow& option : catalog.options)
    out += "complete -c chouma -n __fish_use_subcommand -l " + option.name.substr(2) + " -d " +
           fish_quoted(option.text) + "\n";
  for (const CommandRow& command : catalog.commands) out += fish_command(command);
  return out;
}

}  // namespace chouma::cli
