#pragma once
#include <string_view>

namespace chouma::base {

/// The version of this build of the engine, "major.minor.patch": the project's version in
/// CMakeLists.txt.
std::string_view version();

}  // namespace chouma::base
