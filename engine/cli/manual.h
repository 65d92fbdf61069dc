// The manual page chouma(1).
#pragma once

#include <string>
#include <string_view>

#include "cli/catalog.h"

namespace chouma::cli {

/// In roff with the macros of man(7). Without a date: the same commands give the same bytes.
std::string manual(const Catalog& catalog, std::string_view version);

}  // namespace chouma::cli
