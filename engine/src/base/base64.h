// Base64 (RFC 4648, section 4), with padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chouma::base {

/// The 64 digits, in the order of their values.
inline constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 4 digits for every 3 bytes, the last padded with '='.
std::string base64(std::string_view bytes);

/// The bytes that base64() makes this of; nothing where it makes it of none (another length, digit or padding).
std::optional<std::string> read_base64(std::string_view text);

}  // namespace chouma::base
