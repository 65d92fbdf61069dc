#include "base/fields_json.h"

#include <algorithm>
#include <cmath>

#include "base/number.h"

namespace chouma::base {

using nlohmann::json;

namespace {

/// Byte at which nesting first exceeds kJsonDepth, or npos. Brackets inside strings do not count.
std::size_t too_deep(std::string_view bytes) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kJsonDepth) return i;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::string_view::npos;
}

std::string length_range(std::size_t least, std::size_t most, const char* unit) {
  return std::to_string(least) + " to " + std::to_string(most) + " " + unit;
}

}  // namespace

json parse_json(std::string_view bytes, const std::string& name) {
  const std::size_t deep = too_deep(bytes);
  if (deep != std::string_view::npos)
    throw Error{Code::bad_json, name + ", byte " + std::to_string(deep),
                "nested deeper than " + std::to_string(kJsonDepth),
                "at most " + std::to_string(kJsonDepth) + " levels"};
  try {
    return json::parse(bytes.begin(), bytes.end());
  } catch (const json::parse_error& refused) {
    const std::size_t at = refused.byte == 0 ? 0 : std::min(refused.byte - 1, bytes.size());
    const std::string met = at == bytes.size() ? "the end" : std::string(bytes.substr(at, 12));
    throw Error{Code::bad_json, name + ", byte " + std::to_string(at), met, "JSON"};
  } catch (const json::exception&) {  // a number that no double holds
    throw Error{Code::bad_json, name, "a number beyond 64-bit floating point", "JSON with finite numbers"};
  }
}

std::string shown(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string text_of(const json& value, const std::string& where, std::size_t least, std::size_t most) {
  if (!value.is_string()) throw Error{Code::bad_schema, where, shown(value), "a string"};
  const auto& text = value.get_ref<const std::string&>();
  const auto length = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (length < least || length > most)
    throw Error{length > most ? Code::too_large : Code::out_of_range, where, shown(value),
                "a string of " + length_range(least, most, "characters")};
  return text;
}

double number_of(const json& value, const std::string& where, double low, double high) {
  const double number = value.is_number() ? value.get<double>() : 0;
  const bool finite = std::isfinite(number);
  if (value.is_number() && finite && number >= low && number <= high) return number;
  throw Error{!value.is_number() ? Code::bad_schema
              : finite           ? Code::out_of_range
                                 : Code::not_finite,
              where, shown(value), "a number from " + format_double(low) + " to " + format_double(high)};
}

Fields::Fields(const json& value, std::string prefix) : value_(value), prefix_(std::move(prefix)) {
  if (value_.is_object()) return;
  std::string where = prefix_;
  while (!where.empty() && (where.back() == '.' || where.back() == ' ' || where.back() == ':')) where.pop_back();
  throw Error{Code::bad_schema, where, shown(value_), "an object"};
}

void Fields::only(std::initializer_list<std::string_view> names) const {
  for (const auto& [name, value] : value_.items()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    std::string allowed = "the fields";
    for (const std::string_view known : names) allowed += (known == *names.begin() ? " " : ", ") + std::string(known);
    throw Error{Code::unknown_name, where(name), shown(value), allowed};
  }
}

const json& Fields::at(std::string_view name) const {
  const auto found = value_.find(name);
  if (found == value_.end()) throw Error{Code::bad_schema, where(name), "missing", "a value"};
  return *found;
}

const json* Fields::find(std::string_view name) const {
  const auto found = value_.find(name);
  return found == value_.end() || found->is_null() ? nullptr : &*found;
}

std::string Fields::text(std::string_view name, std::size_t least, std::size_t most) const {
  return text_of(at(name), where(name), least, most);
}

double Fields::number(std::string_view name, double low, double high) const {
  return number_of(at(name), where(name), low, high);
}

const json& Fields::list(std::string_view name, std::size_t least, std::size_t most) const {
  const json& value = at(name);
  if (!value.is_array()) throw Error{Code::bad_schema, where(name), shown(value), "a list"};
  if (value.size() < least || value.size() > most)
    throw Error{value.size() > most ? Code::too_large : Code::out_of_range, where(name),
                std::to_string(value.size()) + " items", length_range(least, most, "items")};
  return value;
}

void Fields::version(std::string_view name, std::string_view expected) const {
  const json& value = at(name);
  if (!value.is_string() || value.get_ref<const std::string&>() != expected)
    throw Error{Code::bad_version, where(name), shown(value), std::string(expected)};
}

}  // namespace chouma::base
