// Reading JSON files strictly: every refusal names the field, its value and what is allowed. For
// the *_json.cpp files of all rooms. Inside them a refusal travels as a thrown Error;
// `catch_refusal` brings it back to a Result at the room's boundary.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include <chouma/error.h>

namespace chouma::base {

inline constexpr std::size_t kJsonDepth = 64;

/// Throws Code::bad_json, naming the byte, where `bytes` is not JSON (RFC 8259, UTF-8) or nests
/// deeper than kJsonDepth.
nlohmann::json parse_json(std::string_view bytes, const std::string& name);

/// An object's fields by name. `prefix` is what stands before a field's name in an error:
/// "request." or "scarcity, row 3: ".
class Fields {
 public:
  /// Throws Code::bad_schema unless `value` is an object. `value` must outlive this.
  Fields(const nlohmann::json& value, std::string prefix);

  /// Throws Code::unknown_name for a field that is none of these.
  void only(std::initializer_list<std::string_view> names) const;
  /// The field, or throws Code::bad_schema when it is missing.
  const nlohmann::json& at(std::string_view name) const;
  /// The field, or nullptr when it is missing or null.
  const nlohmann::json* find(std::string_view name) const;

  /// A string of `least` to `most` code points.
  std::string text(std::string_view name, std::size_t least, std::size_t most) const;
  /// A finite number with low <= x <= high.
  double number(std::string_view name, double low, double high) const;
  /// An array of `least` to `most` items.
  const nlohmann::json& list(std::string_view name, std::size_t least, std::size_t most) const;
  /// Throws Code::bad_version unless the field is exactly `expected`.
  void version(std::string_view name, std::string_view expected) const;

  std::string where(std::string_view name) const { return prefix_ + std::string(name); }

 private:
  const nlohmann::json& value_;
  std::string prefix_;
};

/// The checks of Fields for a value that stands alone, such as an item of a list.
std::string text_of(const nlohmann::json& value, const std::string& where, std::size_t least, std::size_t most);
double number_of(const nlohmann::json& value, const std::string& where, double low, double high);

/// A value as an error shows it: compact JSON.
std::string shown(const nlohmann::json& value);

/// The Result that `read` returns, or the Error that it threw; other failures become Code::internal.
template <class F>
auto catch_refusal(F&& read) -> decltype(read()) {
  try {
    return read();
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& failure) {
    return Error{Code::internal, "engine", failure.what(), "no failure"};
  }
}

}  // namespace chouma::base
