#include "base/base64.h"

#include <array>
#include <cstdint>

namespace chouma::base {

std::string base64(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) {
      return k < bytes.size() ? static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[k])) : 0U;
    };
    const std::uint32_t word = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (std::size_t k = 0; k < 4; ++k) out += k <= bytes.size() - i ? kBase64[word >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

namespace {

constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> digits() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t value = 0; value < kBase64.size(); ++value)
    values[static_cast<std::uint8_t>(kBase64[value])] = static_cast<std::uint8_t>(value);
  return values;
}

constexpr std::array<std::uint8_t, 256> kValues = digits();

}  // namespace

std::optional<std::string> read_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t to = 0;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = i; k < i + 4; ++k) {
      const std::uint8_t digit = k < text.size() - padding ? kValues[static_cast<std::uint8_t>(text[k])] : 0;
      if (digit == kNoDigit) return std::nullopt;
      word = word << 6 | digit;
    }
    for (const int shift : {16, 8, 0}) bytes[to++] = static_cast<char>(word >> shift & 255);
  }
  // Bits behind the last byte would be lost.
  if (bytes.find_first_not_of('\0', bytes.size() - padding) != std::string::npos) return std::nullopt;
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace chouma::base
