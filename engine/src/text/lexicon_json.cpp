#include "text/lexicon_json.h"

#include "base/fields_json.h"
#include "base/hash.h"
#include "text/folded.h"
#include "text/lexicon_build.h"
#include "text/lexicon_pack.h"
#include "text/lexicon_path.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace chouma::text {

namespace {

using base::shown;
using Json = nlohmann::json;

constexpr Path kLexicon("lexicon");
constexpr std::size_t kMaxBytes = 8u << 20, kMaxEntries = 20000;

[[noreturn]] void refuse(Code code, const Path& where, std::string value, std::string allowed) {
  throw Error{code, where.text(), std::move(value), std::move(allowed)};
}

const Json& field(const Json& object, const char* name, const Path& where) {
  const auto at = object.find(name);
  if (at == object.end()) refuse(Code::bad_schema, where / name, "missing", "a value: the field is required");
  return *at;
}

std::string text(const Json& value, const Path& where) {
  if (!value.is_string()) refuse(Code::bad_schema, where, shown(value), "a string");
  std::string written = value.get<std::string>();
  if (std::any_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
    refuse(Code::bad_schema, where, shown(value), "a string without control characters");
  return written;
}

std::string text_or(const Json& object, const char* name, const Path& where) {
  const auto at = object.find(name);
  return at == object.end() ? std::string() : text(*at, where / name);
}

bool flag(const Json& object, const char* name, const Path& where) {
  const auto at = object.find(name);
  if (at == object.end()) return false;
  if (!at->is_boolean()) refuse(Code::bad_schema, where / name, shown(*at), "true or false");
  return at->get<bool>();
}

const Json& array(const Json& value, const Path& where) {
  if (!value.is_array()) refuse(Code::bad_schema, where, shown(value), "an array");
  if (value.size() > kMaxEntries)
    refuse(Code::too_large, where, std::to_string(value.size()) + " entries", "at most " + std::to_string(kMaxEntries));
  // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): the callers pass parts of the parsed file, which outlives them
  return value;
}

const Json& object(const Json& value, const Path& where) {
  if (!value.is_object()) refuse(Code::bad_schema, where, shown(value), "an object");
  // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): the callers pass parts of the parsed file, which outlives them
  return value;
}

void only(const Json& value, std::initializer_list<std::string_view> allowed, const Path& where) {
  for (const auto& [name, unused] : object(value, where).items()) {
    if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) continue;
    std::string list;
    for (const auto a : allowed) list += (list.empty() ? "one of " : ", ") + std::string(a);
    refuse(Code::bad_schema, where, name, list);
  }
}

// A phrase as the automaton knows it.
std::u32string phrase(const Json& value, const Path& where) {
  const std::string written = text(value, where);
  const std::u32string folded = fold_phrase(written);
  if (!is_phrase(folded))
    refuse(Code::out_of_range, where, written, "1 to 64 characters of the basic multilingual plane");
  return folded;
}

// Conditions keep the blanks at their ends: "to " is not "tools".
std::vector<std::u32string> contexts(const Json& object, const char* name, const Path& where) {
  std::vector<std::u32string> out;
  const auto list = object.find(name);
  if (list == object.end()) return out;
  const Path path = where / name;
  for (std::size_t i = 0; i < array(*list, path).size(); ++i) {
    const Folded folded = fold_text(text((*list)[i], path[i]));
    if (!is_context(folded.codes))
      refuse(Code::out_of_range, path[i], shown((*list)[i]), "1 to 64 characters, no line break among them");
    out.push_back(folded.codes);
  }
  return out;
}

Rule rule(const Json& value, const Path& where) {
  Rule rule;
  const std::string letters = value.contains("case") ? text(value["case"], where / "case") : "any";
  if (letters == "exact") {
    rule.letters = Rule::Letters::exact;
  } else if (letters == "upper") {
    rule.letters = Rule::Letters::upper;
  } else if (letters != "any") {
    refuse(Code::bad_schema, where / "case", letters, "any, exact or upper");
  }
  rule.not_before = contexts(value, "not_before", where);
  rule.not_after = contexts(value, "not_after", where);
  rule.near = contexts(value, "near", where);
  rule.near_skills = flag(value, "near_skills", where);
  if (const auto window = value.find("window"); window != value.end()) {
    if (!window->is_number_integer() || *window < 1 || *window > 64)
      refuse(Code::out_of_range, where / "window", shown(*window), "a whole number from 1 to 64");
    rule.window = window->get<std::uint32_t>();
  }
  return rule;
}

class LexiconReader {
 public:
  Claims read(const Json& json) {
    only(json, {"format", "id", "skills", "rules", "cities", "words", "resume"}, kLexicon);
    const std::string format = text(field(json, "format", kLexicon), kLexicon / "format");
    if (format != "chouma.lexicon/1") refuse(Code::bad_version, kLexicon / "format", format, "chouma.lexicon/1");
    data_.id = text(field(json, "id", kLexicon), kLexicon / "id");
    rules(array(field(json, "rules", kLexicon), kLexicon / "rules"));
    skills(array(field(json, "skills", kLexicon), kLexicon / "skills"));
    cities(array(field(json, "cities", kLexicon), kLexicon / "cities"));
    words(object(field(json, "words", kLexicon), kLexicon / "words"));
    if (const auto kinds = json.find("resume"); kinds != json.end()) resume(object(*kinds, kLexicon / "resume"));
    return std::move(claims_);
  }

 private:
  void rules(const Json& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Path where = (kLexicon / "rules")[i];
      only(list[i], {"id", "case", "not_before", "not_after", "near", "near_skills", "window", "note"}, where);
      const std::string id = text(field(list[i], "id", where), where / "id");
      if (!rule_ids_.try_emplace(id, static_cast<std::uint32_t>(i)).second)
        refuse(Code::bad_schema, where / "id", id, "an id that no other rule has");
      data_.rules.push_back(rule(list[i], where));
    }
  }

  void skills(const Json& list) {
    std::map<std::string, std::uint32_t> ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Path where = (kLexicon / "skills")[i];
      only(list[i], {"id", "name", "zh", "kind", "category", "parent", "aliases", "weak", "group"}, where);
      Skill skill;
      skill.id = text(field(list[i], "id", where), where / "id");
      const bool plain = !skill.id.empty() && skill.id.size() <= kLongestPhrase &&
                         std::all_of(skill.id.begin(), skill.id.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                         });
      if (!plain) refuse(Code::bad_schema, where / "id", skill.id, "1 to 64 of a-z, 0-9 and -");
      if (!ids.try_emplace(skill.id, static_cast<std::uint32_t>(i)).second)
        refuse(Code::bad_schema, where / "id", skill.id, "an id that no other skill has");
      skill.name = text(field(list[i], "name", where), where / "name");
      skill.name_zh = text_or(list[i], "zh", where);
      skill.category = text(field(list[i], "category", where), where / "category");
      const std::string kind = text(field(list[i], "kind", where), where / "kind");
      if (kind != "tech" && kind != "concept") refuse(Code::bad_schema, where / "kind", kind, "tech or concept");
      skill.kind = kind == "tech" ? SkillKind::tech : SkillKind::concept_;
      skill.group = flag(list[i], "group", where);
      data_.skills.push_back(std::move(skill));
    }
    parents(list, ids);
    // Sure aliases are claimed before weak ones.
    for (std::size_t i = 0; i < list.size(); ++i) sure_names(list[i], static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < list.size(); ++i) weak_names(list[i], static_cast<std::uint32_t>(i));
  }

  void parents(const Json& list, const std::map<std::string, std::uint32_t>& ids) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Path where = (kLexicon / "skills")[i];
      const std::string parent = text_or(list[i], "parent", where);
      if (parent.empty()) continue;
      const auto found = ids.find(parent);
      if (found == ids.end()) refuse(Code::unknown_name, where / "parent", parent, "the id of a skill of this lexicon");
      data_.skills[i].parent = found->second;
    }
    if (const Skill* loop = looping(data_.skills))
      refuse(Code::bad_schema, (kLexicon / "skills")[static_cast<std::size_t>(loop - data_.skills.data())] / "parent",
             data_.skills[loop->parent].id, "parents that end at a root within 16 steps, without a loop");
  }

  // Names, Chinese names and aliases that count wherever they stand.
  void sure_names(const Json& skill, std::uint32_t index) {
    const Path where = (kLexicon / "skills")[index];
    const bool group = data_.skills[index].group;
    std::set<std::u32string> weak;
    for (const Json& group : weak_groups(skill, where))
      for (const Json& alias : group["aliases"]) weak.insert(fold_phrase(alias.get<std::string>()));
    const auto claim = [&](const Json& value, const Path& place) {
      const std::u32string folded = phrase(value, place);
      if (group) {
        claims_.names.emplace_back(folded, index);
        return;
      }
      if (weak.contains(folded)) return;
      const auto [owner, free] = claimed_.try_emplace(folded, index);
      if (!free && owner->second == index) return;
      if (!free)
        refuse(Code::bad_schema, place, value.get<std::string>(),
               "a name that skill \"" + data_.skills[owner->second].id + "\" does not already have");
      add(folded, {Family::skill, index, kNone, {}});
    };
    claim(skill["name"], where / "name");
    if (!data_.skills[index].name_zh.empty()) claim(skill["zh"], where / "zh");
    const Json& aliases = array(field(skill, "aliases", where), where / "aliases");
    for (std::size_t i = 0; i < aliases.size(); ++i) claim(aliases[i], (where / "aliases")[i]);
  }

  // Validated groups {"rule", "aliases"}; empty when the skill has none.
  static const Json& weak_groups(const Json& skill, const Path& where) {
    static const Json kEmpty = Json::array();
    const auto groups = skill.find("weak");
    if (groups == skill.end()) return kEmpty;
    for (std::size_t i = 0; i < array(*groups, where / "weak").size(); ++i) {
      const Path place = (where / "weak")[i];
      only((*groups)[i], {"rule", "aliases"}, place);
      text(field((*groups)[i], "rule", place), place / "rule");
      const Json& aliases = array(field((*groups)[i], "aliases", place), place / "aliases");
      for (std::size_t j = 0; j < aliases.size(); ++j) phrase(aliases[j], (place / "aliases")[j]);
    }
    return *groups;
  }

  void weak_names(const Json& skill, std::uint32_t index) {
    const Path where = (kLexicon / "skills")[index];
    const Json& groups = weak_groups(skill, where);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const Path place = (where / "weak")[i];
      const std::string id = groups[i]["rule"].get<std::string>();
      const auto rule = rule_ids_.find(id);
      if (rule == rule_ids_.end()) refuse(Code::unknown_name, place / "rule", id, "the id of a rule of this lexicon");
      for (const Json& alias : groups[i]["aliases"]) {
        const std::string written = alias.get<std::string>();
        const std::u32string folded = fold_phrase(written);
        if (const auto owner = claimed_.find(folded); owner != claimed_.end())
          refuse(Code::bad_schema, place, written,
                 "an alias that is not already a sure name of skill \"" + data_.skills[owner->second].id + "\"");
        const bool exact = data_.rules[rule->second].letters == Rule::Letters::exact;
        add(folded, {Family::skill, index, rule->second, exact ? as_written(written) : std::u32string()});
      }
    }
  }

  static std::u32string as_written(const std::string& alias) {
    const Folded folded = fold_text(alias);
    return folded.original;
  }

  void cities(const Json& list) {
    std::set<std::string> ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Path where = (kLexicon / "cities")[i];
      const auto index = static_cast<std::uint32_t>(i);
      only(list[i], {"id", "en", "tier", "aliases"}, where);
      City city{text(field(list[i], "id", where), where / "id"), text_or(list[i], "en", where), 0};
      if (!ids.insert(city.id).second) refuse(Code::bad_schema, where / "id", city.id, "an id that no other city has");
      const Json& tier = field(list[i], "tier", where);
      if (!tier.is_number_integer() || tier < 1 || tier > 3)
        refuse(Code::out_of_range, where / "tier", shown(tier), "1, 2 or 3");
      city.tier = tier.get<int>();
      std::set<std::u32string> own{phrase(list[i]["id"], where / "id")};
      if (!city.name_en.empty()) own.insert(phrase(list[i]["en"], where / "en"));
      if (const auto aliases = list[i].find("aliases"); aliases != list[i].end())
        for (std::size_t j = 0; j < array(*aliases, where / "aliases").size(); ++j)
          own.insert(phrase((*aliases)[j], (where / "aliases")[j]));
      for (const std::u32string& name : own) add(name, {Family::city, index, kNone, {}});
      data_.cities.push_back(std::move(city));
    }
  }

  // "words": {kind: [phrase | {"text", "not_before", "not_after"}]}
  void words(const Json& kinds) {
    for (const auto& [name, unused] : kinds.items())
      if (std::find(kWordNames.begin(), kWordNames.end(), name) == kWordNames.end())
        refuse(Code::unknown_name, kLexicon / "words", name, "one of the kinds in lexicon.schema.json");
    for (std::uint32_t kind = 0; kind < kWordNames.size(); ++kind) {
      const std::string name(kWordNames[kind]);
      const Path where = kLexicon / "words" / kWordNames[kind];
      const Json& list = array(field(kinds, name.c_str(), kLexicon / "words"), where);
      std::set<std::u32string> own;
      for (std::size_t i = 0; i < list.size(); ++i) {
        std::uint32_t rule_index = kNone;
        const Path place = where[i];
        if (list[i].is_object()) {
          only(list[i], {"text", "not_before", "not_after"}, place);
          rule_index = static_cast<std::uint32_t>(data_.rules.size());
          data_.rules.push_back(rule(list[i], place));
        }
        const Json& written = list[i].is_object() ? field(list[i], "text", place) : list[i];
        const std::u32string folded = phrase(written, place);
        if (!own.insert(folded).second)
          refuse(Code::bad_schema, place, written.get<std::string>(), "a phrase that stands once in its list");
        add(folded, {Family::word, kind, rule_index, {}});
      }
    }
  }

  // "resume": {kind: [phrase]}; "surname" is a table of its own.
  void resume(const Json& kinds) {
    for (const auto& [name, unused] : kinds.items())
      if (name != "surname" &&
          std::find(kResumeWordNames.begin(), kResumeWordNames.end(), name) == kResumeWordNames.end())
        refuse(Code::unknown_name, kLexicon / "resume", name, "one of the kinds in lexicon.schema.json");
    const auto phrases = [&](const std::string& name) {
      const Path where = kLexicon / "resume" / std::string_view(name);
      const Json& list = array(field(kinds, name.c_str(), kLexicon / "resume"), where);
      std::set<std::u32string> out;
      for (std::size_t i = 0; i < list.size(); ++i)
        if (!out.insert(phrase(list[i], where[i])).second)
          refuse(Code::bad_schema, where[i], list[i].get<std::string>(), "a phrase that stands once in its list");
      return out;
    };
    std::map<std::u32string, std::uint64_t> bits;
    for (std::uint32_t kind = 0; kind < kResumeWordNames.size(); ++kind) {
      for (const std::u32string& text : phrases(std::string(kResumeWordNames[kind]))) {
        bits[text] |= std::uint64_t{1} << kind;
        if (kind <= static_cast<std::uint32_t>(ResumeWord::self_now)) add(text, {Family::self, kind, kNone, {}});
      }
    }
    for (const auto& [text, kind] : bits) {
      claims_.resume_phrases.push_back(text);
      data_.resume_kinds.push_back(kind);
    }
    const std::set<std::u32string> surnames = phrases("surname");
    data_.surnames.assign(surnames.begin(), surnames.end());
  }

  void add(const std::u32string& phrase, Entry entry) { claims_.phrases.emplace_back(phrase, std::move(entry)); }

  Claims claims_;
  Lexicon::Data& data_ = *claims_.data;
  std::map<std::string, std::uint32_t> rule_ids_;
  std::unordered_map<std::u32string, std::uint32_t> claimed_;  ///< sure names and whose they are
};

Claims read(std::string_view json) {
  Claims claims = LexiconReader().read(base::parse_json(json, kLexicon.text()));
  claims.data->hash = base::sha256_hex(json);
  return claims;
}

std::optional<Error> too_large(std::string_view bytes) {
  if (bytes.size() <= kMaxBytes) return std::nullopt;
  return Error{Code::too_large, kLexicon.text(), std::to_string(bytes.size()) + " bytes", "at most 8 MiB"};
}

}  // namespace

Result<Lexicon> parse_lexicon(std::string_view bytes) {
  if (auto refused = too_large(bytes)) return *refused;
  return base::catch_refusal([&]() -> Result<Lexicon> {
    return (bytes.starts_with(kLexiconPack) ? unpack_lexicon(bytes) : read(bytes)).lexicon();
  });
}

Result<std::string> packed_lexicon(std::string_view json) {
  if (auto refused = too_large(json)) return *refused;
  return base::catch_refusal([&]() -> Result<std::string> { return pack_lexicon(read(json)); });
}

}  // namespace chouma::text
