// chouma extract [--lines] [FILE|-]
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"

#include "base/utf8.h"
#include "engine/request.h"

#include <iostream>
#include <memory>
#include <string_view>

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

struct ExtractOptions {
  EngineOptions engine;
  std::string file = "-";
  bool lines = false;
};

/// {"id": …, "text": …} of one line; an id may be a string or a number.
struct Line {
  std::string id, text;
};

Result<Line> read_line(std::string_view line, const std::string& where) {
  Warnings warnings;
  const auto json = nlohmann::json::parse(repaired(line, warnings), nullptr, false);
  for (Error warning : warnings) {
    warning.where = where;
    complain(warning);
  }
  if (json.is_discarded() || !json.is_object())
    return Error{Code::bad_json, where, std::string(line), "an object {id, text}"};
  const auto text = json.find("text");
  if (text == json.end() || !text->is_string())
    return Error{Code::bad_schema, where + ", text", text == json.end() ? "missing" : text->dump(), "a string"};
  const auto id = json.find("id");
  const bool usable = id != json.end() && (id->is_string() || id->is_number_integer());
  if (!usable)
    return Error{Code::bad_schema, where + ", id", id == json.end() ? "missing" : id->dump(),
                 "a string or a whole number"};
  return Line{id->is_string() ? id->get<std::string>() : id->dump(), text->get<std::string>()};
}

/// A line that cannot be read is complained of and the rest is answered; the exit code tells.
void extract_lines(Engine& engine, std::string_view bytes) {
  std::size_t number = 0;
  bool refused = false;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto read = read_line(line, "line " + std::to_string(number));
    if (read) {
      std::cout << engine.extract(read.value().id, read.value().text) << '\n';
    } else {
      complain(read.error());
      refused = true;
    }
  }
  if (refused) throw CLI::RuntimeError(1);
}

void extract_text(Engine& engine, const std::string& name, std::string_view text) {
  if (const std::size_t at = base::first_malformed(text); at != std::string_view::npos)
    complain({Code::bad_utf8, name + ", byte " + std::to_string(at), "a malformed sequence",
              "UTF-8; it was read as U+FFFD"});
  std::cout << engine.extract(name, text) << '\n';
}

}  // namespace

void add_extract(CLI::App& app) {
  auto& command =
      add_command(app, "Text", "extract",
                  "skills, years, education, level and pay that a text states\n"
                  "One line of JSON for each text; places are counted in UTF-16 code units, as JavaScript does.",
                  "chouma extract posting.txt\n"
                  "chouma extract --lines postings.jsonl > read.jsonl");
  const auto options = std::make_shared<ExtractOptions>();
  command.add_option("file", options->file, "the text (default -)")->type_name("FILE");
  command.add_flag("--lines", options->lines, "FILE holds a JSON object {id, text} a line, each answered by a line");
  options->engine.add_models(command);
  command.callback([options] {
    const std::string bytes = need(read_file(options->file));
    Engine engine = open_lexicon(options->engine);
    if (options->lines)
      extract_lines(engine, bytes);
    else
      extract_text(engine, options->file, bytes);
  });
}

}  // namespace chouma::cli
