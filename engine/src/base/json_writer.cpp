#include "base/json_writer.h"

#include "base/number.h"
#include "base/utf8.h"

#include <cmath>

namespace chouma::base {

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonWriter::raw(std::string_view token) {
  separate();
  out_ += token;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  separate();
  quoted(name);
  out_ += ':';
  first_ = true;
}

void JsonWriter::null() { raw("null"); }

void JsonWriter::value(std::string_view text) {
  separate();
  quoted(text);
}

void JsonWriter::value(bool truth) { raw(truth ? "true" : "false"); }

void JsonWriter::value(double number) { raw(std::isfinite(number) ? format_double(number) : "null"); }

void JsonWriter::quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out_ += '"';
  std::size_t copied = 0;  // what stands before this has been written
  const auto replace = [&](std::size_t at, std::size_t length, std::string_view by) {
    out_ += text.substr(copied, at - copied);
    out_ += by;
    copied = at + length;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x80) {
      const Decoded decoded = decode(text, at);
      if (!decoded.valid) replace(at, decoded.bytes, "\xEF\xBF\xBD");
      at += decoded.bytes;
      continue;
    }
    if (byte == '"')
      replace(at, 1, "\\\"");
    else if (byte == '\\')
      replace(at, 1, "\\\\");
    else if (byte == '\n')
      replace(at, 1, "\\n");
    else if (byte < 0x20)
      replace(at, 1, std::string("\\u00") + kHex[byte >> 4] + kHex[byte & 15]);
    ++at;
  }
  out_ += text.substr(copied);
  out_ += '"';
}

}  // namespace chouma::base
