#include "base/fields_json.h"
#include "salary/recipe.h"

#include <cmath>
#include <set>

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;

int whole(const Fields& fields, std::string_view name, int low, int high) {
  const double value = fields.number(name, low, high);
  if (value != std::floor(value))
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "a whole number"};
  return static_cast<int>(value);
}

Recipe::Columns columns(const Fields& recipe) {
  const Fields fields(recipe.at("columns"), "recipe.columns.");
  fields.only({"title", "text", "skills", "welfare", "company", "place", "education", "years", "low", "high", "months",
               "board", "date"});
  const auto optional = [&](std::string_view name) {
    return fields.find(name) == nullptr ? std::string() : fields.text(name, 1, 80);
  };
  Recipe::Columns columns;
  columns.title = fields.text("title", 1, 80);
  columns.company = fields.text("company", 1, 80);
  columns.low = fields.text("low", 1, 80);
  columns.high = fields.text("high", 1, 80);
  columns.text = optional("text");
  columns.skills = optional("skills");
  columns.welfare = optional("welfare");
  columns.place = optional("place");
  columns.education = optional("education");
  columns.years = optional("years");
  columns.months = optional("months");
  columns.board = optional("board");
  columns.date = optional("date");
  return columns;
}

std::vector<double> ascending(const Fields& fields, std::string_view name, std::size_t least, std::size_t most,
                              double low, double high) {
  std::vector<double> values;
  for (const json& item : fields.list(name, least, most)) {
    const double value = base::number_of(item, fields.where(name), low, high);
    if (!values.empty() && value <= values.back())
      throw Error{Code::out_of_range, fields.where(name), base::shown(item), "larger than the one before it"};
    values.push_back(value);
  }
  return values;
}

std::vector<std::pair<std::string, Education>> education_words(const Fields& recipe) {
  std::vector<std::pair<std::string, Education>> words;
  const json& map = recipe.at("education");
  if (!map.is_object()) throw Error{Code::bad_schema, "recipe.education", base::shown(map), "an object"};
  for (const auto& [word, name] : map.items()) {
    const std::string where = "recipe.education." + word;
    const auto parsed = parse_education(base::text_of(name, where, 1, 20));
    if (!parsed) throw Error{Code::bad_schema, where, base::shown(name), "any, college, bachelor, master or doctor"};
    words.emplace_back(word, *parsed);
  }
  return words;
}

Recipe::Features features(const Fields& recipe) {
  const Fields fields(recipe.at("features"), "recipe.features.");
  fields.only({"skill_min_companies", "title_min_companies", "title_max_words", "city_min_companies",
               "phrase_min_companies", "years_knots", "years_steps", "months", "skills", "pair_min_companies",
               "band_min_companies", "phrases"});
  Recipe::Features features;
  features.skill_min_companies = whole(fields, "skill_min_companies", 1, 1'000'000);
  features.title_min_companies = whole(fields, "title_min_companies", 1, 1'000'000);
  features.title_max_words = whole(fields, "title_max_words", 0, 2000);
  features.city_min_companies = whole(fields, "city_min_companies", 1, 1'000'000);
  features.phrase_min_companies = whole(fields, "phrase_min_companies", 1, 1'000'000);
  Bases& bases = features.bases;
  bases.years_knots = ascending(fields, "years_knots", 2, 12, 0, 60);
  bases.months = ascending(fields, "months", 0, 12, 1, 60);
  if (fields.find("years_steps") != nullptr) bases.years_steps = ascending(fields, "years_steps", 1, 12, 0, 60);
  if (fields.find("skills") != nullptr) {
    const Fields skills(fields.at("skills"), "recipe.features.skills.");
    skills.only({"knots", "centre"});
    bases.skills_knots = ascending(skills, "knots", 2, 12, 0, 1000);
    bases.skills_centre = skills.number("centre", 0, 1000);
  }
  if (fields.find("pair_min_companies") != nullptr)
    features.pair_min_companies = whole(fields, "pair_min_companies", 1, 1'000'000);
  if (fields.find("band_min_companies") != nullptr)
    features.band_min_companies = whole(fields, "band_min_companies", 1, 1'000'000);
  std::set<std::string> seen;
  for (const json& item : fields.list("phrases", 0, 1000)) {
    features.phrases.push_back(base::text_of(item, "recipe.features.phrases", 1, 60));
    if (!seen.insert(features.phrases.back()).second)
      throw Error{Code::bad_schema, "recipe.features.phrases", features.phrases.back(), "each phrase once"};
  }
  return features;
}

TreesRecipe trees(const Fields& recipe, std::string_view mode) {
  TreesRecipe trees;
  if (recipe.find("trees") == nullptr) return trees;
  const Fields modes(recipe.at("trees"), "recipe.trees.");
  modes.only({"posting", "profile"});
  if (modes.find(mode) == nullptr) return trees;
  const Fields fields(modes.at(mode), modes.where(mode) + ".");
  fields.only({"count", "leaves", "rate", "width", "row_share", "column_share", "min_rows", "bits", "share",
               mode == "profile" ? "distil" : "share"});
  trees.count = whole(fields, "count", 1, 2000);
  trees.leaves = whole(fields, "leaves", 2, 64);
  trees.rate = fields.number("rate", 0.001, 1);
  trees.width = fields.number("width", 0, 100);
  trees.row_share = fields.number("row_share", 0.01, 1);
  trees.column_share = fields.number("column_share", 0.01, 1);
  trees.min_rows = whole(fields, "min_rows", 1, 1'000'000);
  trees.bits = whole(fields, "bits", 0, 20);
  trees.share = fields.number("share", 0, 0.9);
  if (mode == "profile" && fields.find("distil") != nullptr) trees.distil = fields.number("distil", 0, 1);
  return trees;
}

/// The model's quantiles and its response are what the engine can do; the recipe states them, and a recipe that wants others is refused.
void check_fixed(const Fields& recipe) {
  const std::string response = recipe.text("response", 1, 40);
  if (response != "log_middle")
    throw Error{Code::bad_schema, "recipe.response", response, "log_middle: the log of the middle of the posted range"};
  const auto taus = ascending(recipe, "quantiles", 1, 20, 0, 1);
  if (!std::equal(taus.begin(), taus.end(), kTaus.begin(), kTaus.end()))
    throw Error{Code::bad_schema, "recipe.quantiles", base::shown(recipe.at("quantiles")),
                "[0.1, 0.25, 0.5, 0.75, 0.9]"};
}

Recipe read_recipe(std::string_view bytes) {
  const json document = base::parse_json(bytes, "recipe");
  const Fields fields(document, "recipe.");
  fields.version("format", "chouma.recipe/1");
  fields.only({"format", "id", "name", "source", "currency", "columns", "row_rule", "education", "response",
               "quantiles", "features", "company_power", "penalty", "trees", "folds", "replicates", "seed", "history"});
  Recipe recipe;
  recipe.id = fields.text("id", 1, 80);
  recipe.name = fields.text("name", 1, 200);
  recipe.source = fields.text("source", 1, 400);
  recipe.currency = fields.text("currency", 3, 3);
  recipe.columns = columns(fields);
  const Fields rule(fields.at("row_rule"), "recipe.row_rule.");
  rule.only({"pay_min", "pay_max"});
  recipe.pay_min = rule.number("pay_min", 1, 1e9);
  recipe.pay_max = rule.number("pay_max", recipe.pay_min, 1e9);
  recipe.education = education_words(fields);
  if (fields.find("history") != nullptr)
    for (const json& item : fields.list("history", 0, 100))
      recipe.history.push_back(base::text_of(item, "recipe.history", 1, 400));
  check_fixed(fields);
  recipe.features = features(fields);
  recipe.company_power = fields.number("company_power", 0, 1);
  const Fields penalty(fields.at("penalty"), "recipe.penalty.");
  penalty.only({"posting", "profile", "spacing", "structure"});
  recipe.penalty_posting = penalty.number("posting", 0, 1);
  recipe.penalty_profile = penalty.number("profile", 0, 1);
  recipe.penalty_spacing = penalty.number("spacing", 0, 1);
  recipe.penalty_structure = penalty.number("structure", 0, 1);
  recipe.trees_posting = trees(fields, "posting");
  recipe.trees_profile = trees(fields, "profile");
  recipe.folds = whole(fields, "folds", 2, 20);
  recipe.replicates = whole(fields, "replicates", 2, 200);
  recipe.seed = static_cast<std::uint64_t>(whole(fields, "seed", 0, 2'000'000'000));
  return recipe;
}

}  // namespace

Result<Recipe> parse_recipe(std::string_view json) {
  return base::catch_refusal([&]() -> Result<Recipe> { return read_recipe(json); });
}

}  // namespace chouma::salary
