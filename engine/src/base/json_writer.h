// Writes JSON (RFC 8259) straight into a string: a report is a thousand small values, and a tree of them costs more than all that they say.
// The same bytes on every target: keys in the order written, numbers in their shortest form that reads back, no blanks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chouma::base {

/// The caller closes what it opens by writing inside object() and array(), and writes a key before each value of an object.
class JsonWriter {
 public:
  template <class Fill>
  void object(Fill&& fill) {
    open('{');
    fill();
    close('}');
  }
  template <class Fill>
  void array(Fill&& fill) {
    open('[');
    fill();
    close(']');
  }
  template <class Fill>
  void object(std::string_view name, Fill&& fill) {
    key(name);
    object(fill);
  }
  template <class Fill>
  void array(std::string_view name, Fill&& fill) {
    key(name);
    array(fill);
  }

  void key(std::string_view name);
  void null();
  /// Malformed UTF-8 becomes U+FFFD; control characters are escaped.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(bool truth);
  /// NaN and infinities, which JSON lacks, become null.
  void value(double number);
  template <class T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>, int> = 0>
  void value(T number) {
    raw(std::to_string(number));
  }
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe)
      value(*maybe);
    else
      null();
  }
  template <class T>
  void value(const std::vector<T>& list) {
    array([&] {
      for (const T& item : list) value(item);
    });
  }
  template <class T>
  void field(std::string_view name, const T& content) {
    key(name);
    value(content);
  }
  void null(std::string_view name) {
    key(name);
    null();
  }

  const std::string& text() const { return out_; }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void raw(std::string_view token);
  void quoted(std::string_view text);

  std::string out_;
  bool first_ = true;  ///< nothing stands yet in the innermost bracket, or a key was just written
};

}  // namespace chouma::base
