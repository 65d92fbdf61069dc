// Content hashes: which model, which lexicon.
#pragma once

#include <string>
#include <string_view>

namespace chouma::base {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace chouma::base
