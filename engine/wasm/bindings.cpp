// The only file that knows Emscripten: the engine's functions as JavaScript sees them.
#include <string>

#include <emscripten/bind.h>

#include "base/version.h"

namespace {

std::string version() { return std::string(chouma::base::version()); }

}  // namespace

EMSCRIPTEN_BINDINGS(chouma) { emscripten::function("version", &version); }
