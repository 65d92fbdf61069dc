#pragma once
#include <span>
#include <string_view>

namespace chouma::test {

struct File {
  std::string_view path;   ///< relative to the root of the repository, e.g. "models/scarcity/given.json"
  std::string_view bytes;  ///< what the file held when the tests were built
};

/// Every file under models/ and tests/cases, sorted by path.
std::span<const File> files();

/// The bytes of one of them. Throws std::out_of_range, naming the path, when there is no such file.
std::string_view file(std::string_view path);

}  // namespace chouma::test
