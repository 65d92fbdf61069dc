#include <chouma/error.h>

#include "base/utf8.h"

namespace chouma {

namespace {

struct CodeText {
  std::string_view name;
  std::string_view phrase;  ///< said when an error carries no value
};

CodeText text_of(Code code) {
  switch (code) {
    case Code::bad_json:
      return {"bad_json", "not JSON, or nested deeper than 64"};
    case Code::bad_schema:
      return {"bad_schema", "a field is missing or has another type"};
    case Code::bad_version:
      return {"bad_version", "a version that this engine does not read"};
    case Code::bad_utf8:
      return {"bad_utf8", "not UTF-8, read as U+FFFD"};
    case Code::bad_csv:
      return {"bad_csv", "a row that does not fit its header, or an open quote"};
    case Code::not_finite:
      return {"not_finite", "not a finite number"};
    case Code::out_of_range:
      return {"out_of_range", "outside the allowed interval"};
    case Code::too_large:
      return {"too_large", "larger than the stated limit"};
    case Code::unknown_name:
      return {"unknown_name", "a name that is not known"};
    case Code::not_loaded:
      return {"not_loaded", "needed, but not loaded"};
    case Code::no_data:
      return {"no_data", "nothing is left to estimate from"};
    case Code::singular:
      return {"singular", "no unique solution"};
    case Code::not_converged:
      return {"not_converged", "no convergence within the allowed steps"};
    case Code::internal:
      return {"internal", "an unexpected failure inside the engine"};
  }
  return {"internal", "an unexpected failure inside the engine"};
}

// A value is quoted inside one sentence: short, and without line breaks.
std::string quoted(std::string_view value) {
  std::string out = base::ellipsis(value, 60);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

}  // namespace

std::string_view code_name(Code code) { return text_of(code).name; }

std::string message(const Error& error) {
  std::string out = error.where.empty() ? std::string("the input") : error.where;
  if (error.value.empty())
    out.append(": ").append(text_of(error.code).phrase);
  else
    out.append(" is ").append(quoted(error.value));
  if (!error.allowed.empty()) out.append("; allowed: ").append(error.allowed);
  return out.append(".");
}

}  // namespace chouma
