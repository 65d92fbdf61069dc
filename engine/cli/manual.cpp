#include "cli/manual.h"

#include <cstdio>

#include "base/utf8.h"

namespace chouma::cli {

namespace {

/// A code point as roff prints it: a hyphen that can be copied, letters beyond ASCII by number.
std::string glyph(char32_t code) {
  if (code == U'\\') return "\\e";
  if (code == U'-') return "\\-";
  if (code < 0x80) return std::string(1, static_cast<char>(code));
  char name[16];
  std::snprintf(name, sizeof name, "\\[u%04X]", static_cast<unsigned>(code));
  return name;
}

/// Plain text, of which no line is taken for a request.
std::string roff(const std::string& text) {
  std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode(text, at);
    out += glyph(decoded.code);
    at += decoded.bytes;
  }
  return out;
}

std::string example(const std::vector<std::string>& lines) {
  std::string out = ".PP\n.EX\n";
  for (const std::string& line : lines) out += "  " + roff(line) + "\n";
  return lines.empty() ? "" : out + ".EE\n";
}

std::string option_item(const OptionRow& option) {
  std::string head = "\\fB" + roff(option.name) + "\\fR";
  if (option.positional) head = "\\fI" + roff(option.value) + "\\fR";
  if (!option.positional && !option.value.empty()) head += " \\fI" + roff(option.value) + "\\fR";
  return ".TP\n" + head + "\n" + roff(option.text) + (option.required ? " (required)" : "") + ".\n";
}

std::string command_part(const CommandRow& command) {
  std::string out = ".SS " + command.name + ": " + roff(command.summary) + "\n\\fB" + roff(usage(command)) + "\\fR\n";
  if (!command.details.empty()) out += ".PP\n" + roff(command.details) + "\n";
  for (const OptionRow& option : command.options)
    if (option.name != "--help") out += option_item(option);
  return out + example(command.examples);
}

constexpr const char* kFiles =
    ".SH INPUT AND OUTPUT\n"
    "A \\fIFILE\\fR that is read may be \\fB\\-\\fR for standard input (one of them), and may be packed by gzip. A "
    "\\fIFILE\\fR that is "
    "written may be \\fB\\-\\fR for standard output; others are written under a temporary name and renamed, so that no "
    "half of one is "
    "ever met, interrupted or not.\n"
    ".PP\n"
    "Answers are one JSON document on standard output, except where a command says so: \\fBextract\\fR prints a line "
    "of JSON for each text, "
    "\\fBquote\\fR and \\fBtrain\\fR print lines for people unless \\fB\\-\\-json\\fR is given. Refusals and warnings "
    "are one sentence each on standard error (those of a report stand in it too); progress is shown there if it is a "
    "terminal.\n"
    ".SH EXIT STATUS\n"
    ".TP\n\\fB0\\fR\nThe answer stands on standard output; warnings may say what was left out of account.\n"
    ".TP\n\\fB1\\fR\nThe input was refused, in part or as a whole, or the answer could not be written; standard error "
    "or the report's "
    "\\fBerror\\fR says why.\n"
    ".TP\n\\fB2\\fR\nThe command line was not read.\n"
    ".TP\n\\fB130\\fR\nInterrupted; nothing half-written is left.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBCHOUMA_MODELS\\fR\nThe folder of models, where \\fB\\-\\-models\\fR is not given.\n"
    ".SH FILES\n"
    ".TP\n\\fI../share/chouma/models\\fR\nBeside the folder of the command: the models, unless one of the above names "
    "others. Where it is "
    "missing, the first \\fImodels\\fR with a lexicon in the current folder or above.\n"
    ".TP\n\\fI../share/chouma/models/schema\\fR\nJSON Schemas of requests, reports, models and tables.\n"
    ".SH NOTES\n"
    "What postings offer is not what people are paid, and effects are associations in postings, not promises. Each "
    "model's \\fIcard.md\\fR "
    "states its data, dates, rows, figures and limits.\n";

}  // namespace

std::string manual(const Catalog& catalog, std::string_view version) {
  std::string out = ".\\\" Made by: chouma manual\n.TH CHOUMA 1 \"\" \"chouma " + std::string(version) +
                    "\" \"User Commands\"\n.SH NAME\nchouma \\- " + roff(catalog.summary) +
                    "\n.SH SYNOPSIS\n\\fBchouma\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n";
  for (const OptionRow& option : catalog.options) out += ".br\n\\fBchouma " + roff(option.name) + "\\fR\n";
  out += ".SH COMMANDS\nEach takes \\fB\\-\\-help\\fR, which prints its options and an example.\n";
  for (const CommandRow& command : catalog.commands) out += command_part(command);
  return out + kFiles + ".SH EXAMPLES\n" + example(catalog.examples);
}

}  // namespace chouma::cli
