#include "talk/talk.h"

#include "base/fields_json.h"

#include <algorithm>

namespace chouma::talk {

namespace {

/// A key of the phrasebook and the slots that its sentences may use.
struct Key {
  std::string_view name;
  std::vector<std::string_view> slots;
};

const std::vector<Key>& point_keys() {
  static const std::vector<Key> keys = {
      {"scarcity", {"combination", "ratio", "raise"}},
      {"model", {"skill", "companies", "worth"}},
      {"posted_range", {"wording", "low", "high", "percentile_low", "percentile_high"}},
      {"target", {"amount", "percentile"}},
      {"target_posted", {"amount", "wording", "percentile"}},
      {"years_text", {"years", "factor"}},
      {"years_request", {"years", "factor"}},
  };
  return keys;
}

const std::vector<Key>& source_keys() {
  static const std::vector<Key> keys = {
      {"scarcity", {"table", "row"}}, {"model", {"model"}}, {"anchor", {"model"}}, {"text", {"wording"}},
      {"converted", {"wording"}},     {"years_text", {}},   {"years_request", {}}};
  return keys;
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "{" : ", {") + std::string(name) + "}";
  return text.empty() ? "no slot" : text;
}

Template read_template(const std::string& text, const Key& key, const std::string& where) {
  Template pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find('{', at);
    const std::string literal = text.substr(at, open == std::string::npos ? open : open - at);
    if (literal.find('}') != std::string::npos) throw Error{Code::bad_schema, where, text, "each } after its {"};
    if (literal.find_first_of("0123456789") != std::string::npos)
      throw Error{Code::bad_schema, where, text, "numbers by slots only"};
    if (!literal.empty()) pieces.push_back({false, literal});
    if (open == std::string::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) throw Error{Code::bad_schema, where, text, "each { closed by }"};
    std::string slot = text.substr(open + 1, close - open - 1);
    if (std::find(key.slots.begin(), key.slots.end(), slot) == key.slots.end())
      throw Error{Code::unknown_name, where, slot, listed(key.slots)};
    pieces.push_back({true, std::move(slot)});
    at = close + 1;
  }
  return pieces;
}

std::vector<Phrase> read_phrases(const nlohmann::json& value, const std::string& section,
                                 const std::vector<Key>& keys) {
  const base::Fields fields(value, "talk, " + section + ": ");
  std::vector<Phrase> phrases;
  for (const Key& key : keys) {
    const base::Fields sentence(fields.at(key.name), "talk, " + section + " " + std::string(key.name) + ": ");
    sentence.only({"zh", "en"});
    phrases.push_back({std::string(key.name), read_template(sentence.text("zh", 1, 400), key, sentence.where("zh")),
                       read_template(sentence.text("en", 1, 400), key, sentence.where("en"))});
  }
  for (const auto& [name, ignored] : value.items())
    if (std::none_of(keys.begin(), keys.end(), [&name = name](const Key& key) { return key.name == name; }))
      throw Error{Code::unknown_name, "talk, " + section, name, "the keys of models/schema/talk.schema.json"};
  return phrases;
}

}  // namespace

Result<Phrasebook> parse_phrases(std::string_view json) {
  return base::catch_refusal([&]() -> Result<Phrasebook> {
    const nlohmann::json root = base::parse_json(json, "talk");
    const base::Fields fields(root, "talk, ");
    fields.version("format", "chouma.talk/1");
    fields.only({"format", "id", "points", "sources"});
    Phrasebook book;
    book.id = fields.text("id", 1, 80);
    book.points = read_phrases(fields.at("points"), "points", point_keys());
    book.sources = read_phrases(fields.at("sources"), "sources", source_keys());
    return book;
  });
}

}  // namespace chouma::talk
