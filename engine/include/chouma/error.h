// Errors and results. Floor 1 (base).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chouma {

/// Why something was refused. Closed: every code stands here, with its meaning, and `code_name` prints it.
enum class Code {
  bad_json,       ///< the bytes are not JSON, or nest deeper than 64
  bad_schema,     ///< a field is missing, has another type, or is not one of the allowed values
  bad_version,    ///< the schema or format version is not one this engine reads
  bad_utf8,       ///< a byte sequence is not UTF-8; it was read as U+FFFD
  bad_csv,        ///< a CSV row does not fit its header, or a quote is never closed
  not_finite,     ///< a number is NaN or infinite
  out_of_range,   ///< a number or length lies outside the allowed interval
  too_large,      ///< the input exceeds a stated size limit
  unknown_name,   ///< a tag, city, column, model or field is not known
  not_loaded,     ///< a lexicon, model or table that the request needs has not been loaded
  no_data,        ///< nothing is left to estimate from
  singular,       ///< a system of equations has no unique solution
  not_converged,  ///< an iteration ended before its tolerance was met
  internal        ///< an unexpected failure inside the engine; please report it
};

/// The code as it is printed in JSON, e.g. "out_of_range".
std::string_view code_name(Code code);

/// One refusal: what (code), where (a path such as "request.years" or "row 418, column 最低薪资"), the value met and what is allowed.
struct Error {
  Code code = Code::internal;
  std::string where;
  std::string value;
  std::string allowed;
};

/// One clear English sentence: "request.years is -3; allowed: a whole number from 0 to 60." Long values are cut at 60 code points.
std::string message(const Error& error);

/// A value or an error. `ok()` tells which; `value()` / `error()` require the matching state.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() { return *std::get_if<0>(&state_); }
  const T& value() const { return *std::get_if<0>(&state_); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

/// Errors about a part of the input that did not stop the rest from being answered.
using Warnings = std::vector<Error>;

}  // namespace chouma
