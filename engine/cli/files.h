// Files and folders for the native command: rooms are given bytes, this is where they come from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <chouma/error.h>

namespace chouma::cli {

/// The bytes of a file, unpacked where they begin as gzip; "-" is standard input, which can be read once. At most 2 GiB
/// unpacked.
Result<std::string> read_file(const std::string& path);

/// Writes through a temporary name beside the target, so that a reader never meets half a file; signals wait until it is done. "-" is standard output,
/// and what is there and is no file (a terminal, a pipe) is written to directly.
std::optional<Error> write_file(const std::string& path, std::string_view bytes);

/// The folder that holds lexicon/, scarcity/, bargain/, talk/ and salary/: `given` (--models), else
/// $CHOUMA_MODELS, else
/// ../share/chouma/models beside the executable, else the first models/lexicon met going up from
/// the current folder and from the executable's.
Result<std::string> find_models(const std::string& given);

/// The value, or CLI::RuntimeError(1) after the error's sentence on stderr.
template <class T>
T need(Result<T> result);
/// Prints "chouma: [code] <sentence>" on stderr.
void complain(const Error& error);
/// Complains and throws CLI::RuntimeError(1).
[[noreturn]] void fail(const Error& error);

template <class T>
T need(Result<T> result) {
  if (!result) fail(result.error());
  return std::move(result.value());
}

}  // namespace chouma::cli
