#include "base/version.h"

namespace chouma::base {

std::string_view version() { return CHOUMA_VERSION; }

}  // namespace chouma::base
