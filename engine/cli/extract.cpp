// chouma extract [--lines] [FILE|-]
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include <iostream>
#include <memory>
#include <string_view>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

struct Options {
  EngineOptions engine;
  std::string file = "-";
  bool lines = false;
};

/// {"id": …, "text": …} of one line; an id may be a string or a number.
struct Line {
  std::string id, text;
};

Line read_line(std::string_view line, std::size_t number) {
  const std::string where = "line " + std::to_string(number);
  const auto json = nlohmann::json::parse(line.begin(), line.end(), nullptr, false);
  if (json.is_discarded() || !json.is_object())
    fail({Code::bad_json, where, std::string(line), "an object {id, text}"});
  const auto text = json.find("text");
  if (text == json.end() || !text->is_string())
    fail({Code::bad_schema, where + ", text", text == json.end() ? "missing" : text->dump(), "a string"});
  const auto id = json.find("id");
  const bool usable = id != json.end() && (id->is_string() || id->is_number_integer());
  if (!usable)
    fail({Code::bad_schema, where + ", id", id == json.end() ? "missing" : id->dump(), "a string or a whole number"});
  return {id->is_string() ? id->get<std::string>() : id->dump(), text->get<std::string>()};
}

void extract_lines(Engine& engine, std::string_view bytes) {
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Line read = read_line(line, number);
    std::cout << engine.extract(read.id, read.text) << '\n';
  }
}

}  // namespace

void add_extract(CLI::App& app) {
  auto* command =
      app.add_subcommand("extract", "What a text says: skills, years, education, level, pay; one line of JSON a text");
  const auto options = std::make_shared<Options>();
  command->add_option("file", options->file, "the text's file, or - for standard input (default)");
  command->add_flag("--lines", options->lines, "the file holds JSON lines {id, text}");
  options->engine.add_models(*command);
  command->callback([options] {
    const std::string bytes = need(read_file(options->file));
    Engine engine = open_lexicon(options->engine);
    if (options->lines)
      extract_lines(engine, bytes);
    else
      std::cout << engine.extract(options->file, bytes) << '\n';
  });
}

}  // namespace chouma::cli
