// Reads models/screening/toolchains.json (schema: models/schema/toolchains.schema.json).
#include "screening/toolchains.h"
#include "screening/words_json.h"
#include "text/folded.h"

namespace chouma::screening {

namespace {

using base::Fields;
using nlohmann::json;

ToolchainTable::Item read_item(const json& value, std::size_t index, const text::Lexicon& lexicon,
                               std::vector<std::pair<std::u32string, std::uint32_t>>& phrases) {
  const Fields fields(value, row_prefix("toolchains.items", index));
  fields.only({"id", "zh", "en", "level", "skills", "phrases"});
  ToolchainTable::Item item;
  item.id = fields.text("id", 1, 80);
  item.name = words_of(fields);
  const auto level = parse_level(fields.text("level", 1, 20));
  if (!level)
    throw Error{Code::bad_schema, fields.where("level"), base::shown(fields.at("level")), "the name of a level"};
  item.level = *level;
  for (const json& id : fields.list("skills", 0, 20))
    item.skills.push_back(skill_of(lexicon, base::text_of(id, fields.where("skills"), 1, 80), fields.where("skills")));
  for (const json& phrase : fields.list("phrases", 0, 60)) {
    std::u32string folded = text::fold_phrase(base::text_of(phrase, fields.where("phrases"), 1, 60));
    for (const auto& [other, of] : phrases)
      if (folded == other)
        throw Error{Code::bad_schema, fields.where("phrases"), base::shown(phrase), "a phrase that stands once"};
    if (folded.empty())
      throw Error{Code::bad_schema, fields.where("phrases"), base::shown(phrase), "a phrase that is not blank"};
    phrases.emplace_back(std::move(folded), static_cast<std::uint32_t>(index));
  }
  return item;
}

ToolchainTable::Band read_band(const json& value, std::size_t index) {
  const Fields fields(value, row_prefix("toolchains.counts.years", index));
  fields.only({"from", "levels", "unnamed"});
  ToolchainTable::Band band;
  band.from = fields.number("from", 0, 60);
  const json& levels = fields.list("levels", band.named.size(), band.named.size());
  for (std::size_t i = 0; i < band.named.size(); ++i)
    band.named[i] = base::number_of(levels[i], fields.where("levels"), 0, 1e9);
  band.unnamed = fields.number("unnamed", 0.1, 1e9);
  return band;
}

void read_bands(ToolchainTable& table, const json& value) {
  const Fields fields(value, "toolchains.counts.");
  fields.only({"source", "postings", "companies", "years"});
  fields.text("source", 1, 400);
  fields.number("postings", 1, 1e9);
  fields.number("companies", 1, 1e9);
  for (const json& item : fields.list("years", 1, 20)) {
    const ToolchainTable::Band band = read_band(item, table.bands.size());
    const bool ascends = table.bands.empty() ? band.from == 0 : band.from > table.bands.back().from;
    if (!ascends)
      throw Error{Code::out_of_range, row_prefix("toolchains.counts.years", table.bands.size()) + "from",
                  base::shown(item.at("from")), "bands that ascend from 0"};
    table.bands.push_back(band);
  }
}

double read_ratio(const json& value) {
  const Fields fields(value, "toolchains.assumed.");
  fields.only({"ratio", "why"});
  fields.text("why", 1, 400);
  return fields.number("ratio", 1, 100);
}

}  // namespace

Result<ToolchainTable> parse_toolchains(std::string_view bytes, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<ToolchainTable> {
    const json root = base::parse_json(bytes, "toolchains");
    const Fields fields(root, "toolchains.");
    fields.version("format", "chouma.toolchains/1");
    fields.only({"format", "id", "items", "assumed", "counts"});
    ToolchainTable table;
    table.id = fields.text("id", 1, 80);
    table.ratio = read_ratio(fields.at("assumed"));
    std::vector<std::pair<std::u32string, std::uint32_t>> phrases;
    for (const json& item : fields.list("items", 1, 100)) {
      table.items.push_back(read_item(item, table.items.size(), lexicon, phrases));
      for (std::size_t i = 0; i + 1 < table.items.size(); ++i)
        if (table.items[i].id == table.items.back().id)
          return Error{Code::bad_schema, row_prefix("toolchains.items", table.items.size() - 1) + "id",
                       table.items[i].id, "an id that stands once"};
    }
    read_bands(table, fields.at("counts"));
    table.phrases = Phrases(std::move(phrases));
    return table;
  });
}

}  // namespace chouma::screening
