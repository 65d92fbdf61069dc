#include "cli/help.h"

#include <algorithm>

#include "cli/catalog.h"

namespace chouma::cli {

namespace {

constexpr std::size_t kWidth = 80, kGroups = 7, kCommands = 13, kMostOption = 26;

/// The command prints no character that takes two columns in its help.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & '\xc0') != '\x80'; }));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(std::max(columns(text) + 1, width) - columns(text), ' ');
}

std::string examples_part(const std::vector<std::string>& examples) {
  std::string out = examples.size() > 1 ? "\nExamples\n" : "\nExample\n";
  for (const std::string& line : examples) out += "  " + line + "\n";
  return examples.empty() ? "" : out;
}

std::string main_help(const Catalog& catalog) {
  std::string out = "chouma: " + catalog.summary + "\n\n";
  out += "usage: chouma COMMAND [OPTIONS]     (chouma COMMAND --help tells the options)\n\n";
  std::string last;
  for (const CommandRow& command : catalog.commands) {
    out += "  " + padded(command.group == last ? "" : command.group, kGroups) + padded(command.name, kCommands) +
           command.summary + "\n";
    last = command.group;
  }
  out += examples_part(catalog.examples);
  return out +
         "\nA FILE may be - for standard input, or gzipped. Answers go to standard output.\n"
         "Exit status: 0 fine, 1 the input was refused, 2 the command line was not read.\n";
}

std::string option_left(const OptionRow& option) {
  if (option.positional) return option.choices.empty() ? option.value : CLI::detail::join(option.choices, "|");
  return option.name + (option.value.empty() ? "" : " " + option.value);
}

std::string command_help(const CommandRow& command) {
  std::string out = "chouma " + wrapped(command.name + ": " + command.summary, 2, kWidth) + "\n";
  if (!command.details.empty()) out += "\n" + wrapped(command.details, 0, kWidth) + "\n";
  out += "\nusage: " + wrapped(usage(command), 9, kWidth) + "\n\n";
  std::size_t left = 0;
  for (const OptionRow& option : command.options) left = std::max(left, columns(option_left(option)));
  left = std::min(left, kMostOption) + 4;
  for (const OptionRow& option : command.options) {
    const std::string begin = "  " + option_left(option);
    out += columns(begin) + 2 > left ? begin + "\n" + std::string(left, ' ') : padded(begin, left);
    out += wrapped(option.text, left, kWidth) + "\n";
  }
  return out + examples_part(command.examples);
}

class Help : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    return app->get_parent() == nullptr ? main_help(catalog_of(*app)) : command_help(command_row(*app));
  }
};

}  // namespace

std::string wrapped(const std::string& text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t at = indent;
  for (const std::string& word : CLI::detail::split(text, ' ')) {
    if (at > indent && at + 1 + columns(word) > width) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    } else if (at > indent) {
      out += ' ';
      ++at;
    }
    out += word;
    at += columns(word);
  }
  return out;
}

std::shared_ptr<CLI::FormatterBase> help_format() { return std::make_shared<Help>(); }

}  // namespace chouma::cli
