// What `chouma --help` and `chouma COMMAND --help` print: lines of at most 80 columns.
#pragma once

#include <memory>

#include <CLI/CLI.hpp>

namespace chouma::cli {

std::shared_ptr<CLI::FormatterBase> help_format();

/// Words in lines of at most `width` code points; the lines after the first begin with `indent` blanks. The first is taken to begin there too.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

}  // namespace chouma::cli
