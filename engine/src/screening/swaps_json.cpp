#include "screening/swaps.h"

#include "base/fields_json.h"

#include <algorithm>

namespace chouma::screening {

namespace {

using Wording = SwapTable::Wording;

constexpr std::array<std::string_view, 5> kPlaces = {"before", "after", "clause", "sentence", "joined"};
constexpr std::array<std::string_view, 2> kRoles = {"asked", "declared"};
constexpr std::array<std::string_view, 2> kKinds = {"work", "language"};

template <std::size_t N>
std::size_t one_of(const std::array<std::string_view, N>& names, const std::string& name, const std::string& where) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string allowed = "one of";
  for (const std::string_view n : names) allowed.append(" ").append(n);
  throw Error{Code::unknown_name, where, name, allowed};
}

// Phrases with what they stand for; a phrase stands once.
class Collected {
 public:
  void add(const nlohmann::json& value, const std::string& where, std::uint32_t meaning) {
    const std::string phrase = base::text_of(value, where, 1, 60);
    std::u32string folded = text::fold_phrase(phrase);
    if (folded.empty()) throw Error{Code::bad_schema, where, phrase, "a phrase that is not blank"};
    const auto same = [&](const auto& other) { return other.first == folded; };
    if (std::any_of(list_.begin(), list_.end(), same))
      throw Error{Code::bad_schema, where, phrase, "a phrase that stands nowhere else"};
    list_.emplace_back(std::move(folded), meaning);
  }
  Phrases compile() { return Phrases(std::move(list_)); }

 private:
  std::vector<std::pair<std::u32string, std::uint32_t>> list_;
};

class Reader {
 public:
  explicit Reader(const text::Lexicon& lexicon) : lexicon_(lexicon) {}

  SwapTable run(const nlohmann::json& root) {
    const base::Fields fields(root, "swaps, ");
    fields.version("format", "chouma.swaps/1");
    fields.only({"format", "id", "source", "prior", "threshold", "weights", "families", "wordings"});
    table_.id = fields.text("id", 1, 80);
    fields.text("source", 1, 400);
    table_.prior = fields.number("prior", -20, 20);
    table_.threshold = fields.number("threshold", 0.01, 0.99);
    for (auto& role : table_.weight_of)
      for (auto& kind : role) kind.fill(text::kNone);
    for (const auto& value : fields.list("weights", 1, 40)) weight(value);
    table_.item_of_skill.assign(lexicon_.skills().size(), text::kNone);
    for (const auto& value : fields.list("families", 2, 40)) family(value);
    for (const auto& value : fields.list("wordings", 0, 100)) wording(value);
    table_.item_phrases = items_.compile();
    table_.wording_phrases = wordings_.compile();
    return std::move(table_);
  }

 private:
  void weight(const nlohmann::json& value) {
    const base::Fields fields(value, "swaps, weight " + std::to_string(table_.weights.size() + 1) + ": ");
    fields.only({"role", "kinds", "contexts", "weight"});
    const std::size_t role = one_of(kRoles, fields.text("role", 1, 20), fields.where("role"));
    const auto index = static_cast<std::uint32_t>(table_.weights.size());
    for (const auto& kind : fields.list("kinds", 1, 2)) {
      const std::string where = fields.where("kinds");
      auto& row = table_.weight_of[role][one_of(kKinds, base::text_of(kind, where, 1, 20), where)];
      for (const auto& context : fields.list("contexts", 1, kSwapContexts.size())) {
        const std::string at = fields.where("contexts"), name = base::text_of(context, at, 1, 20);
        std::uint32_t& slot = row[one_of(kSwapContexts, name, at)];
        if (slot != text::kNone) throw Error{Code::bad_schema, at, name, "a context that no other weight covers"};
        slot = index;
      }
    }
    table_.weights.push_back(fields.number("weight", -20, 20));
  }

  void family(const nlohmann::json& value) {
    const base::Fields fields(value, "swaps, family " + std::to_string(table_.families.size() + 1) + ": ");
    fields.only({"id", "zh", "en", "skills", "phrases", "work"});
    const auto index = static_cast<std::uint32_t>(table_.families.size());
    SwapTable::Family family{fields.text("id", 1, 40), {fields.text("zh", 1, 40), fields.text("en", 1, 40)}};
    for (const SwapTable::Family& other : table_.families)
      if (other.id == family.id) throw Error{Code::bad_schema, fields.where("id"), family.id, "an id of its own"};
    table_.families.push_back(std::move(family));
    const auto language = static_cast<std::uint32_t>(table_.items.size());
    table_.items.push_back({index, true});
    for (const auto& skill : fields.list("skills", 1, 40)) {
      const std::string where = fields.where("skills"), id = base::text_of(skill, where, 1, 80);
      const auto found = lexicon_.find_skill(id);
      if (!found) throw Error{Code::unknown_name, where, id, "a skill of the lexicon"};
      if (table_.item_of_skill[*found] != text::kNone)
        throw Error{Code::bad_schema, where, id, "a skill that stands nowhere else"};
      table_.item_of_skill[*found] = language;
    }
    for (const auto& phrase : fields.list("phrases", 0, 100)) items_.add(phrase, fields.where("phrases"), language);
    for (const auto& synonyms : fields.list("work", 1, 200)) {
      const std::string where = fields.where("work");
      if (!synonyms.is_array() || synonyms.empty())
        throw Error{Code::bad_schema, where, base::shown(synonyms), "a list of phrases, at least one"};
      for (const auto& phrase : synonyms) items_.add(phrase, where, static_cast<std::uint32_t>(table_.items.size()));
      table_.items.push_back({index, false});
    }
  }

  void wording(const nlohmann::json& value) {
    const base::Fields fields(value, "swaps, wording " + std::to_string(table_.wordings.size() + 1) + ": ");
    fields.only({"context", "place", "phrases"});
    const auto index = static_cast<std::uint32_t>(table_.wordings.size());
    const auto context = one_of(kSwapContexts, fields.text("context", 1, 20), fields.where("context"));
    const auto place = one_of(kPlaces, fields.text("place", 1, 20), fields.where("place"));
    table_.wordings.push_back({static_cast<SwapContext>(context), static_cast<Wording::Place>(place)});
    for (const auto& phrase : fields.list("phrases", 1, 200)) wordings_.add(phrase, fields.where("phrases"), index);
  }

  const text::Lexicon& lexicon_;
  SwapTable table_;
  Collected items_, wordings_;
};

}  // namespace

Result<SwapTable> parse_swaps(std::string_view bytes, const text::Lexicon& lexicon) {
  return base::catch_refusal(
      [&]() -> Result<SwapTable> { return Reader(lexicon).run(base::parse_json(bytes, "swaps")); });
}

}  // namespace chouma::screening
