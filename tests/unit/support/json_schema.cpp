#include "support/json_schema.h"

#include "base/utf8.h"
#include "support/files.h"

#include <map>
#include <regex>
#include <set>
#include <stdexcept>

namespace chouma::test {

namespace {

using nlohmann::json;

/// Each is read once.
const json& schema_file(const std::string& name) {
  static std::map<std::string, json> read;
  const auto at = read.find(name);
  return at != read.end() ? at->second : read.emplace(name, json::parse(file("models/schema/" + name))).first->second;
}

class Checker {
 public:
  explicit Checker(const std::string& name) : Checker(schema_file(name)) {}
  explicit Checker(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& at) {
    for (const auto& [keyword, rule] : schema.items()) check_keyword(keyword, rule, schema, value, at);
  }
  const json& root() const { return root_; }
  std::vector<std::string> found;

 private:
  void say(const std::string& at, const std::string& what) { found.push_back(at + ": " + what); }

  void check_keyword(const std::string& keyword, const json& rule, const json& schema, const json& value,
                     const std::string& at) {
    static const std::set<std::string> kSilent = {"$schema", "$id", "$defs", "title", "description", "default"};
    if (kSilent.count(keyword) > 0) return;
    if (keyword == "$ref") return follow(rule.get<std::string>(), value, at);
    if (keyword == "anyOf") return any_of(rule, value, at);
    if (keyword == "type") return type(rule, value, at);
    if (keyword == "const") return rule == value ? void() : say(at, value.dump() + " is not " + rule.dump());
    if (keyword == "enum") {
      for (const json& allowed : rule)
        if (allowed == value) return;
      return say(at, value.dump() + " is none of " + rule.dump());
    }
    if (keyword == "required") {
      for (const json& name : rule)
        if (value.is_object() && !value.contains(name.get<std::string>())) say(at, "lacks " + name.get<std::string>());
    } else if (keyword == "properties") {
      for (const auto& [name, inner] : rule.items())
        if (value.is_object() && value.contains(name)) check(inner, value[name], at + "/" + name);
    } else if (keyword == "additionalProperties") {
      if (!value.is_object()) return;
      for (const auto& [name, inner] : value.items()) {
        if (schema.contains("properties") && schema["properties"].contains(name)) continue;
        if (rule.is_object())
          check(rule, inner, at + "/" + name);
        else if (rule == false)
          say(at, "has the unknown " + name);
      }
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
        check(rule, value[i], at + "/" + std::to_string(i));
    } else if (keyword == "uniqueItems") {
      if (value.is_array() && std::set<json>(value.begin(), value.end()).size() != value.size())
        say(at, "repeats an item");
    } else if (keyword == "minItems" || keyword == "maxItems") {
      if (value.is_array() && (keyword == "minItems" ? value.size() < rule : value.size() > rule))
        say(at, "has " + std::to_string(value.size()) + " items");
    } else if (keyword == "minimum" || keyword == "maximum" || keyword == "exclusiveMinimum" ||
               keyword == "exclusiveMaximum") {
      if (value.is_number()) bound(keyword, rule.get<double>(), value.get<double>(), at);
    } else if (keyword == "minLength" || keyword == "maxLength") {
      if (!value.is_string()) return;
      const std::size_t length = code_points(value.get<std::string>());
      if (keyword == "minLength" ? length < rule : length > rule)
        say(at, "is " + std::to_string(length) + " characters long");
    } else if (keyword == "pattern") {
      if (value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())))
        say(at, value.dump() + " does not match");
    } else {
      throw std::logic_error(at + ": the keyword " + keyword + " is not checked by tests/support/json_schema.h");
    }
  }

  static std::size_t code_points(const std::string& text) {
    std::size_t n = 0;
    for (std::size_t at = 0; at < text.size(); at += base::decode(text, at).bytes) ++n;
    return n;
  }

  void bound(const std::string& keyword, double rule, double value, const std::string& at) {
    const bool held = keyword == "minimum"            ? value >= rule
                      : keyword == "maximum"          ? value <= rule
                      : keyword == "exclusiveMinimum" ? value > rule
                                                      : value < rule;
    if (!held) say(at, std::to_string(value) + " breaks " + keyword + " " + std::to_string(rule));
  }

  void type(const json& rule, const json& value, const std::string& at) {
    const std::vector<std::string> names =
        rule.is_array() ? rule.get<std::vector<std::string>>() : std::vector<std::string>{rule.get<std::string>()};
    for (const std::string& name : names)
      if ((name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
          (name == "string" && value.is_string()) || (name == "number" && value.is_number()) ||
          (name == "integer" && value.is_number_integer()) || (name == "boolean" && value.is_boolean()) ||
          (name == "null" && value.is_null()))
        return;
    say(at, value.dump().substr(0, 60) + " is not of type " + rule.dump());
  }

  void any_of(const json& choices, const json& value, const std::string& at) {
    std::vector<std::string> last;
    for (const json& choice : choices) {
      Checker branch(root_);
      branch.check(choice, value, at);
      if (branch.found.empty()) return;
      if (last.empty() || branch.found.size() > last.size()) last = branch.found;
    }
    found.insert(found.end(), last.begin(), last.end());
  }

  void follow(const std::string& ref, const json& value, const std::string& at) {
    const std::size_t hash = ref.find('#');
    if (hash == 0) return check(root_.at(json::json_pointer(ref.substr(1))), value, at);
    Checker other(ref.substr(0, hash));
    other.check(other.root_.at(json::json_pointer(ref.substr(hash + 1))), value, at);
    found.insert(found.end(), other.found.begin(), other.found.end());
  }

  const json& root_;
};

}  // namespace

std::vector<std::string> violations(const std::string& schema, const json& value) {
  Checker checker(schema);
  checker.check(checker.root(), value, "");
  return checker.found;
}

}  // namespace chouma::test
