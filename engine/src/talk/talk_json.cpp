#include "talk/talk.h"

#include "base/fields_json.h"
#include "talk/keys.h"

#include <algorithm>

namespace chouma::talk {

namespace {

using base::Fields;
using nlohmann::json;

constexpr std::size_t kLongest = 400;

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

template <class Name>
void only_known(const json& value, const std::string& where, const Name& known) {
  for (const auto& [name, ignored] : value.items())
    if (!known(name)) throw Error{Code::unknown_name, where, name, "the keys of models/schema/talk.schema.json"};
}

std::map<std::string, Phrase, std::less<>> read_phrases(const Fields& root, const std::string& section,
                                                        const std::vector<Key>& keys) {
  const json& value = root.at(section);
  const Fields fields(value, "talk, " + section + ": ");
  std::map<std::string, Phrase, std::less<>> phrases;
  for (const Key& key : keys) {
    const Fields sentence(fields.at(key.name), "talk, " + section + " " + std::string(key.name) + ": ");
    sentence.only({"zh", "en"});
    phrases.emplace(key.name, Phrase{read_template(sentence.text("zh", 1, kLongest), key, sentence.where("zh")),
                                     read_template(sentence.text("en", 1, kLongest), key, sentence.where("en"))});
  }
  only_known(value, "talk, " + section, [&](const std::string& name) { return phrases.contains(name); });
  return phrases;
}

Paragraphs read_paragraphs(const Fields& fields, std::string_view language) {
  Paragraphs paragraphs;
  for (const json& item : fields.list(language, 1, 20)) {
    const std::string where = fields.where(language) + "[" + std::to_string(paragraphs.size()) + "]";
    if (!item.is_array() || item.empty() || item.size() > 20)
      throw Error{Code::bad_schema, where, base::shown(item), "a list of 1 to 20 sentences"};
    std::vector<Template>& sentences = paragraphs.emplace_back();
    for (const json& sentence : item) {
      const std::string place = where + "[" + std::to_string(sentences.size()) + "]";
      Template pieces = read_template(base::text_of(sentence, place, 1, kLongest), script_key(), place);
      const bool point = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
        return piece.slot && (piece.text == "first" || piece.text == "second" || piece.text == "third");
      });
      if (point && pieces.size() > 1)
        throw Error{Code::bad_schema, place, base::shown(sentence), "a point's slot alone: it is a whole sentence"};
      sentences.push_back(std::move(pieces));
    }
  }
  return paragraphs;
}

std::vector<ScriptPhrases> read_scripts(const json& value) {
  const Fields fields(value, "talk, scripts: ");
  std::vector<ScriptPhrases> scripts;
  for (const Situation& situation : situations()) {
    const std::string id(situation.id);
    const json& of_situation = fields.at(id);
    const Fields names(of_situation, "talk, scripts " + id + ": ");
    for (const std::string_view name : registers()) {
      const Fields script(names.at(name), "talk, scripts " + id + " " + std::string(name) + ": ");
      script.only({"zh", "en"});
      scripts.push_back({id, std::string(name), read_paragraphs(script, "zh"), read_paragraphs(script, "en")});
    }
    only_known(of_situation, "talk, scripts " + id, [](const std::string& name) {
      return std::find(registers().begin(), registers().end(), name) != registers().end();
    });
  }
  only_known(value, "talk, scripts", [](const std::string& name) {
    return std::any_of(situations().begin(), situations().end(), [&](const Situation& s) { return s.id == name; });
  });
  return scripts;
}

Ranking read_ranking(const json& value) {
  const Fields fields(value, "talk, ranking: ");
  fields.only({"required", "preferred", "mentioned", "not_asked", "proven", "used", "partly", "unpriced", "most"});
  const auto share = [&](std::string_view name) { return fields.number(name, 0, 1); };
  Ranking ranking;
  ranking.relevance = {share("not_asked"), share("mentioned"), share("preferred"), share("required")};
  for (std::size_t i = 1; i < ranking.relevance.size(); ++i)
    if (ranking.relevance[i] <= ranking.relevance[i - 1])
      throw Error{Code::out_of_range, "talk, ranking", base::shown(value),
                  "not_asked < mentioned < preferred < required"};
  ranking.proof = {0, share("used"), share("proven")};
  ranking.partly = share("partly");
  ranking.unpriced = fields.number("unpriced", 0, 1);
  ranking.most = static_cast<std::size_t>(fields.number("most", 1, 40));
  return ranking;
}

}  // namespace

Result<Phrasebook> parse_phrases(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<Phrasebook> {
    const json root = base::parse_json(bytes, "talk");
    const Fields fields(root, "talk, ");
    fields.version("format", "chouma.talk/2");
    fields.only({"format", "id", "ranking", "points", "sources", "words", "blanks", "scripts"});
    Phrasebook book;
    book.id = fields.text("id", 1, 80);
    book.ranking = read_ranking(fields.at("ranking"));
    book.points = read_phrases(fields, "points", point_keys());
    book.sources = read_phrases(fields, "sources", source_keys());
    book.words = read_phrases(fields, "words", word_keys());
    book.blanks = read_phrases(fields, "blanks", blank_keys());
    book.scripts = read_scripts(fields.at("scripts"));
    return book;
  });
}

}  // namespace chouma::talk
