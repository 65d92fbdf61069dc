#include "screening/vetoes.h"

#include "base/fields_json.h"

#include <map>

namespace chouma::screening {

namespace {

using base::Fields;

base::Words words(const Fields& parent, std::string_view name) {
  const Fields fields(parent.at(name), parent.where(name) + ".");
  fields.only({"zh", "en"});
  return {fields.text("zh", 1, 200), fields.text("en", 1, 200)};
}

std::u32string folded(const nlohmann::json& value, const std::string& where) {
  const std::string phrase = base::text_of(value, where, 1, 60);
  std::u32string out = text::fold_phrase(phrase);
  if (out.empty()) throw Error{Code::bad_schema, where, phrase, "a phrase that is not blank"};
  return out;
}

using Valued = std::vector<std::pair<std::u32string, std::uint32_t>>;

void add(Valued& out, const Fields& fields, std::string_view name, std::uint32_t value) {
  for (const auto& phrase : fields.list(name, 1, 200)) out.emplace_back(folded(phrase, fields.where(name)), value);
}

Phrases phrases(const Fields& fields, std::string_view name) {
  Valued out;
  add(out, fields, name, 0);
  return Phrases(std::move(out));
}

// A phrase of several lists has the bits of each.
Phrases merge_words(const Fields& fields) {
  using Word = VetoTable::MergeWord;
  std::map<std::u32string, std::uint32_t> bits;
  for (const auto& [name, word] : {std::pair("open_words", Word::open),
                                   {"role_words", Word::role},
                                   {"merged_words", Word::merged},
                                   {"change_words", Word::change}}) {
    Valued listed;
    add(listed, fields, name, word);
    for (const auto& [phrase, bit] : listed) bits[phrase] |= bit;
  }
  return Phrases({bits.begin(), bits.end()});
}

VetoTable::OpenSource open_source(const Fields& parent) {
  const Fields fields(parent.at("open_source"), parent.where("open_source") + ".");
  fields.only({"stars", "star_words", "star_context", "bar_words", "own_words", "projects", "role_words",
               "merged_words", "change_words", "open_words", "stars_known", "stars_unknown", "merged", "outside",
               "none", "merges_unknown", "settle_stars", "settle_merged"});
  VetoTable::OpenSource out;
  out.stars = static_cast<std::int64_t>(fields.number("stars", 1, 1e6));
  for (const auto& word : fields.list("star_words", 1, 20))
    out.star_words.push_back(folded(word, fields.where("star_words")));
  out.star_context = phrases(fields, "star_context");
  out.bar_words = phrases(fields, "bar_words");
  out.own_words = phrases(fields, "own_words");
  Valued names;
  for (const auto& value : fields.list("projects", 1, 100)) {
    const Fields project(value, fields.where("projects") + ", ");
    project.only({"name", "phrases"});
    add(names, project, "phrases", static_cast<std::uint32_t>(out.project_names.size()));
    out.project_names.push_back(project.text("name", 1, 40));
  }
  out.projects = Phrases(std::move(names));
  out.merge_words = merge_words(fields);
  out.stars_known = words(fields, "stars_known");
  out.stars_unknown = words(fields, "stars_unknown");
  out.merged = words(fields, "merged");
  out.outside = words(fields, "outside");
  out.none = words(fields, "none");
  out.merges_unknown = words(fields, "merges_unknown");
  out.settle_stars = words(fields, "settle_stars");
  out.settle_merged = words(fields, "settle_merged");
  return out;
}

VetoTable::Wording wording(const Fields& parent) {
  const Fields fields(parent.at("wording"), parent.where("wording") + ".");
  fields.only({"proof", "not_enough", "met", "short_of", "silent", "settle"});
  return {phrases(fields, "proof"),  phrases(fields, "not_enough"), words(fields, "met"),
          words(fields, "short_of"), words(fields, "silent"),       words(fields, "settle")};
}

VetoTable::Veto veto(const nlohmann::json& value, std::size_t index, const text::Lexicon& lexicon) {
  const Fields fields(value, "vetoes, veto " + std::to_string(index + 1) + ": ");
  fields.only({"id", "name", "skills", "asked", "open_source", "wording"});
  VetoTable::Veto out;
  out.id = fields.text("id", 1, 40);
  out.name = words(fields, "name");
  for (const auto& skill : fields.list("skills", 1, 40)) {
    const std::string id = base::text_of(skill, fields.where("skills"), 1, 80);
    const auto found = lexicon.find_skill(id);
    if (!found) throw Error{Code::unknown_name, fields.where("skills"), id, "a skill of the lexicon"};
    out.skills.push_back(*found);
  }
  out.asked = phrases(fields, "asked");
  const bool figures = fields.find("open_source") != nullptr;
  if (figures == (fields.find("wording") != nullptr))
    throw Error{Code::bad_schema, fields.where("open_source"), figures ? "beside wording" : "missing",
                "exactly one of open_source and wording"};
  if (figures) out.open_source = open_source(fields);
  if (!figures) out.wording = wording(fields);
  return out;
}

}  // namespace

Result<VetoTable> parse_vetoes(std::string_view bytes, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<VetoTable> {
    const nlohmann::json root = base::parse_json(bytes, "vetoes");
    const Fields fields(root, "vetoes, ");
    fields.version("format", "chouma.vetoes/1");
    fields.only({"format", "id", "source", "ticked_met", "ticked_not", "vetoes"});
    VetoTable table;
    table.id = fields.text("id", 1, 80);
    fields.text("source", 1, 400);
    table.ticked_met = words(fields, "ticked_met");
    table.ticked_not = words(fields, "ticked_not");
    for (const auto& value : fields.list("vetoes", 1, 40)) {
      VetoTable::Veto read = veto(value, table.vetoes.size(), lexicon);
      for (const VetoTable::Veto& other : table.vetoes)
        if (other.id == read.id)
          throw Error{Code::bad_schema, "vetoes, veto " + std::to_string(table.vetoes.size() + 1) + ": id", read.id,
                      "an id of its own"};
      table.vetoes.push_back(std::move(read));
    }
    return table;
  });
}

}  // namespace chouma::screening
