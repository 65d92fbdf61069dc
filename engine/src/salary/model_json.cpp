#include <algorithm>
#include <cmath>
#include <map>

#include "base/base64.h"
#include "base/fields_json.h"
#include "base/hash.h"
#include "base/math.h"
#include "base/number.h"
#include "salary/coefficients_json.h"
#include "salary/model_data.h"
#include "salary/months_of_pay_json.h"
#include "salary/train.h"

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view kFormat = "chouma.salary_model/3";

/// Base64 of half a byte each, the higher half first: the deviation plus 8. An odd number ends with a half of 0.
std::string deviations(const std::int8_t* begin, std::size_t n) {
  std::string bytes((n + 1) / 2, '\0');
  for (std::size_t i = 0; i < n; ++i)
    bytes[i / 2] = static_cast<char>(static_cast<unsigned char>(bytes[i / 2]) | (begin[i] + 8) << (i % 2 == 0 ? 4 : 0));
  return base::base64(bytes);
}

void read_deviations(const std::string& text, std::size_t n, const std::string& where, ModeData& data) {
  const auto bytes = base::read_base64(text);
  const Error refusal{Code::bad_schema, where, text,
                      "base64 of " + std::to_string(n) + " half bytes, from 1 to 15 each"};
  if (!bytes || bytes->size() != (n + 1) / 2) throw refusal;
  for (std::size_t i = 0; i < n; ++i) {
    const int half = static_cast<unsigned char>((*bytes)[i / 2]) >> (i % 2 == 0 ? 4 : 0) & 15;
    if (half == 0) throw refusal;
    data.deviation.push_back(static_cast<std::int8_t>(half - 8));
  }
}

/// Places of the two columns of each pair: "3&17".
using Places = std::map<std::string, std::string, std::less<>>;
Places pair_places(const std::vector<Feature>& features) {
  Places places;
  for (std::size_t b = 0; b < features.size(); ++b)
    for (std::size_t a = 0; a < b && pairable(features[b]); ++a)
      if (pairable(features[a]))
        places.emplace(pair_id(features[a], features[b]), std::to_string(a) + "&" + std::to_string(b));
  return places;
}

std::string read_pair(const std::string& places, const std::vector<Feature>& features, const std::string& where) {
  const auto at = places.find('&');
  const auto place = [&](std::string_view digits) {
    const auto number = base::parse_double(digits);
    const bool good = number && *number >= 0 && *number < static_cast<double>(features.size()) &&
                      *number == std::floor(*number) && pairable(features[static_cast<std::size_t>(*number)]);
    if (!good) throw Error{Code::bad_schema, where, places, "the places of two earlier columns, \"3&17\""};
    return static_cast<std::size_t>(*number);
  };
  const std::string_view text = places;
  const std::size_t a = place(text.substr(0, at)), b = place(at == std::string::npos ? "" : text.substr(at + 1));
  return pair_id(features[a], features[b]);
}

/// Columns' numbers are kept to 4 digits (column_round) and written as whole numbers of the last.
constexpr double kUnitsOfOne = 1e4;
std::int64_t units(double value) { return static_cast<std::int64_t>(std::llround(value * kUnitsOfOne)); }

double read_units(const json& value, const std::string& where, double low, double high) {
  const double number = base::number_of(value, where, low * kUnitsOfOne, high * kUnitsOfOne);
  if (number != std::floor(number))
    throw Error{Code::bad_schema, where, base::shown(value), "whole numbers, ten thousandths of a log point"};
  return number / kUnitsOfOne;
}

/// Skills stand in both modes alike: with ids, rows and companies in the first alone.
bool names_itself(Kind kind, const ModeData* same) { return kind != Kind::skill || same == nullptr; }

using OwnEffects = std::vector<std::optional<OwnEffect>>;

void write_effects(const OwnEffects& effects, const std::string& name, ordered_json& group) {
  for (const auto& effect : effects) {
    group[name].push_back(effect ? ordered_json(units(effect->log)) : ordered_json());
    group[name + "_se"].push_back(effect ? ordered_json(units(effect->se)) : ordered_json());
  }
}

/// `same`: the mode that is written already, or none.
ordered_json mode_json(const ModeData& data, int replicates, const ModeData* same) {
  ordered_json features = ordered_json::object();
  const Places places = pair_places(data.features);
  const auto b = static_cast<std::size_t>(replicates);
  for (std::size_t begin = 0; begin < data.features.size();) {
    const Kind kind = data.features[begin].kind;
    std::size_t end = begin;
    ordered_json group;
    for (; end < data.features.size() && data.features[end].kind == kind; ++end) {
      const std::string& id = data.features[end].id;
      if (names_itself(kind, same)) {
        group["id"].push_back(kind == Kind::pair ? places.at(id) : id);
        group["rows"].push_back(data.rows[end]);
        group["companies"].push_back(data.companies[end]);
      }
      group["log"].push_back(units(data.log[end]));
      group["scale"].push_back(units(data.scale[end]));
    }
    if (kind == Kind::skill) {
      write_effects(data.missed, "missed", group);
      write_effects(data.effects, "effect", group);
    }
    group["deviation"] = deviations(data.deviation.data() + begin * b, (end - begin) * b);
    features[std::string(kind_name(kind))] = std::move(group);
    begin = end;
  }
  ordered_json mode = {
      {"held_out", held_out_json(data.held_out)},
      {"centre", data.centre},
      {"spacing", {{"terms", kSpacingNames}, {"log", data.spacing}, {"calibration", data.calibration}}},
      {"features", std::move(features)}};
  if (const BandShifts& shifts = data.shifts; !shifts.column.empty())
    mode["bands"] = {{"below", shifts.below},
                     {"above", shifts.above},
                     {"columns", shifts.column},
                     {"below_of", shifts.below_of},
                     {"above_of", shifts.above_of}};
  if (data.blend.trees) {
    mode["trees"] = {{"share", data.blend.share}, {"bytes", base::base64(data.blend.trees->serialise())}};
  }
  return mode;
}

/// Ids, rows and companies of a group; how many.
std::size_t read_names(Kind kind, const Fields& group, ModeData& data) {
  const json& ids = group.list("id", 1, kMostColumns);
  const std::size_t n = ids.size();
  const json &rows = group.list("rows", n, n), &companies = group.list("companies", n, n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::string id = base::text_of(ids[i], group.where("id"), 1, 200);
    data.features.push_back({kind, kind == Kind::pair ? read_pair(id, data.features, group.where("id")) : id});
    data.rows.push_back(read_count(rows[i], group.where("rows")));
    data.companies.push_back(read_count(companies[i], group.where("companies")));
  }
  return n;
}

std::size_t take_names(Kind kind, const ModeData& same, ModeData& data) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < same.features.size(); ++i) {
    if (same.features[i].kind != kind) continue;
    data.features.push_back(same.features[i]);
    data.rows.push_back(same.rows[i]);
    data.companies.push_back(same.companies[i]);
    ++n;
  }
  return n;
}

OwnEffects read_effects(const Fields& group, std::size_t n, const std::string& name) {
  const json &logs = group.list(name, n, n), &errors = group.list(name + "_se", n, n);
  OwnEffects effects(n);
  for (std::size_t i = 0; i < n; ++i)
    if (!logs[i].is_null() || !errors[i].is_null())
      effects[i] = {read_units(logs[i], group.where(name), -kMostLog, kMostLog),
                    read_units(errors[i], group.where(name + "_se"), 0, kMostLog)};
  return effects;
}

/// `same`: the mode that is read already, or none.
void read_group(Kind kind, const Fields& group, int replicates, const ModeData* same, ModeData& data) {
  const bool named = names_itself(kind, same);
  if (!named)
    group.only({"log", "scale", "missed", "missed_se", "effect", "effect_se", "deviation"});
  else if (kind == Kind::skill)
    group.only({"id", "rows", "companies", "log", "scale", "missed", "missed_se", "deviation"});
  else
    group.only({"id", "rows", "companies", "log", "scale", "deviation"});
  const std::size_t n = named ? read_names(kind, group, data) : take_names(kind, *same, data);
  const json &logs = group.list("log", n, n), &scales = group.list("scale", n, n);
  for (std::size_t i = 0; i < n; ++i) {
    data.log.push_back(read_units(logs[i], group.where("log"), -kMostLog, kMostLog));
    data.scale.push_back(read_units(scales[i], group.where("scale"), 0, kMostLog));
  }
  if (kind == Kind::skill) data.missed = read_effects(group, n, "missed");
  if (!named) data.effects = read_effects(group, n, "effect");
  const std::size_t digits = n * static_cast<std::size_t>(replicates);
  read_deviations(group.text("deviation", 0, digits + 4), digits, group.where("deviation"), data);
}

TreeBlend read_trees(const Fields& mode, const std::string& where, std::size_t features) {
  if (mode.find("trees") == nullptr) return {};
  const Fields fields(mode.at("trees"), where + "trees.");
  fields.only({"share", "bytes"});
  const std::string text = fields.text("bytes", 4, 2 * kMostModelBytes);
  const auto bytes = base::read_base64(text);
  if (!bytes) throw Error{Code::bad_schema, fields.where("bytes"), text, "base64"};
  auto trees = regress::BoostedTrees::parse(*bytes, features + kTreeNumbers);
  if (!trees) throw Error{trees.error().code, fields.where("bytes"), trees.error().value, trees.error().allowed};
  for (const regress::TreeNode& node : trees.value().nodes())
    if (std::abs(node.value) * trees.value().step() > kMostLog)
      throw Error{Code::out_of_range, fields.where("bytes"), base::format_double(node.value * trees.value().step()),
                  "at most 50 either side of 0"};
  return {std::move(trees.value()), fields.number("share", 0, 0.9)};
}

BandShifts read_bands(const Fields& mode, const std::string& where, std::size_t features) {
  BandShifts shifts;
  if (mode.find("bands") == nullptr) return shifts;
  constexpr double kMostShift = 10;  // bandwidths
  const Fields fields(mode.at("bands"), where + "bands.");
  fields.only({"below", "above", "columns", "below_of", "above_of"});
  shifts.below = fields.number("below", -kMostShift, kMostShift);
  shifts.above = fields.number("above", -kMostShift, kMostShift);
  const json& columns = fields.list("columns", 1, features);
  const std::size_t n = columns.size();
  const json &below = fields.list("below_of", n, n), &above = fields.list("above_of", n, n);
  for (std::size_t i = 0; i < n; ++i) {
    const double column = base::number_of(columns[i], fields.where("columns"), 0, static_cast<double>(features) - 1);
    if (column != std::floor(column) || (i > 0 && column <= shifts.column.back()))
      throw Error{Code::bad_schema, fields.where("columns"), base::shown(columns[i]), "places of features, ascending"};
    shifts.column.push_back(static_cast<std::uint32_t>(column));
    shifts.below_of.push_back(base::number_of(below[i], fields.where("below_of"), -kMostShift, kMostShift));
    shifts.above_of.push_back(base::number_of(above[i], fields.where("above_of"), -kMostShift, kMostShift));
  }
  return shifts;
}

void read_spacing(const Fields& mode, const std::string& where, ModeData& data) {
  const Fields fields(mode.at("spacing"), where + "spacing.");
  fields.only({"terms", "log", "calibration"});
  const json& terms = fields.list("terms", kSpacingTerms, kSpacingTerms);
  for (std::size_t j = 0; j < kSpacingTerms; ++j)
    if (terms[j] != kSpacingNames[j])
      throw Error{Code::unknown_name, fields.where("terms"), base::shown(terms[j]), std::string(kSpacingNames[j])};
  const json &logs = fields.list("log", 4, 4), &calibration = fields.list("calibration", 4, 4);
  for (std::size_t k = 0; k < 4; ++k) {
    if (!logs[k].is_array() || logs[k].size() != kSpacingTerms)
      throw Error{Code::bad_schema, fields.where("log"), base::shown(logs[k]),
                  std::to_string(kSpacingTerms) + " numbers"};
    for (std::size_t j = 0; j < kSpacingTerms; ++j)
      data.spacing[k][j] = base::number_of(logs[k][j], fields.where("log"), -kMostLog, kMostLog);
    data.calibration[k] = base::number_of(calibration[k], fields.where("calibration"), 1e-3, 1e3);
  }
}

std::vector<std::string> ids_of(const std::vector<Feature>& features, Kind kind) {
  std::vector<std::string> ids;
  for (const Feature& feature : features)
    if (feature.kind == kind) ids.push_back(feature.id);
  return ids;
}

/// The columns of years are found by their place, so they must all be there, in order.
void check_years(const std::vector<Feature>& features, const Bases& bases, const std::string& where) {
  const auto years = ids_of(features, Kind::years);
  std::vector<std::string> wanted;
  for (std::size_t j = 1; j < bases.years_knots.size(); ++j) wanted.push_back(std::to_string(j));
  if (!bases.years_steps.empty()) wanted.emplace_back("none");
  for (const double step : bases.years_steps) wanted.push_back(">=" + number_id(step));
  for (std::size_t j = 0; j < wanted.size(); ++j)
    if (j >= years.size() || years[j] != wanted[j])
      throw Error{
          Code::bad_schema, where, j < years.size() ? years[j] : "nothing",
          "\"" + wanted[j] + "\": as many spline columns as years_knots − 1, then none and every step, in order"};
}

/// So must those of the number of skills, or none of them.
void check_skills(const std::vector<Feature>& features, const Bases& bases, const std::string& where) {
  const auto skills = ids_of(features, Kind::skills);
  const std::size_t wanted = bases.skills_knots.empty() ? 0 : bases.skills_knots.size() - 1;
  for (std::size_t j = 0; j < std::max(skills.size(), wanted); ++j)
    if (j >= wanted || j >= skills.size() || skills[j] != std::to_string(j + 1))
      throw Error{Code::bad_schema, where, j < skills.size() ? skills[j] : "nothing",
                  std::to_string(wanted) + " columns, one fewer than skills.knots, numbered from 1"};
}

ModeData read_mode(const Fields& document, const std::string& name, const Bases& bases, int replicates,
                   const ModeData* same) {
  const std::string where = "model." + name + ".";
  const Fields fields(document.at(name), where);
  fields.only({"held_out", "centre", "spacing", "features", "bands", "trees"});
  ModeData data;
  data.held_out = read_held_out(Fields(fields.at("held_out"), where + "held_out."));
  data.centre = fields.number("centre", -kMostLog, kMostLog);
  read_spacing(fields, where, data);
  const json& groups = fields.at("features");
  const Fields features(groups, where + "features.");
  for (const auto& [kind, group] : groups.items())
    if (!parse_kind(kind)) throw Error{Code::unknown_name, features.where(kind), kind, "a kind of feature"};
  for (std::size_t k = 0; k < kKinds; ++k) {
    const auto kind = static_cast<Kind>(k);
    if (const json* group = features.find(kind_name(kind)); group != nullptr)
      read_group(kind, Fields(*group, features.where(kind_name(kind)) + "."), replicates, same, data);
  }
  check_years(data.features, bases, features.where("years") + ".id");
  check_skills(data.features, bases, features.where("skills") + ".id");
  if (data.features.empty() || data.features[0].kind != Kind::base)
    throw Error{Code::bad_schema, features.where("base"), "missing", "the intercept"};
  data.shifts = read_bands(fields, where, data.features.size());
  data.blend = read_trees(fields, where, data.features.size());
  return data;
}

std::vector<double> ascending(const Fields& fields, std::string_view name, std::size_t least, double most) {
  std::vector<double> values;
  for (const json& item : fields.list(name, least, 12)) {
    values.push_back(base::number_of(item, fields.where(name), 0, most));
    if (values.size() > 1 && values.back() <= values[values.size() - 2])
      throw Error{Code::out_of_range, fields.where(name), base::shown(item), "larger than the one before it"};
  }
  return values;
}

ModelData read_model_data(std::string_view bytes) {
  const json document = base::parse_json(bytes, "model");
  const Fields fields(document, "model.");
  fields.version("format", kFormat);
  fields.only({"format", "id", "recipe", "source", "currency", "fitted_on", "period", "rows", "companies",
               "years_knots", "years_steps", "months", "skills", "replicates", "shrinkage_k", "months_of_pay",
               "posting", "profile"});
  ModelData data;
  Passport& passport = data.passport;
  passport.id = fields.text("id", 1, 80);
  passport.recipe = fields.text("recipe", 1, 200);
  passport.source = fields.text("source", 1, 400);
  passport.fitted_on = fields.text("fitted_on", 0, 40);
  const json& period = fields.list("period", 2, 2);
  passport.period_from = base::text_of(period[0], "model.period", 0, 10);
  passport.period_to = base::text_of(period[1], "model.period", 0, 10);
  passport.rows = read_count(fields.at("rows"), "model.rows");
  passport.companies = read_count(fields.at("companies"), "model.companies");
  passport.hash = base::sha256_hex(bytes);
  data.currency = fields.text("currency", 3, 3);
  Bases& bases = data.bases;
  bases.years_knots = ascending(fields, "years_knots", 2, 60);
  bases.years_steps = ascending(fields, "years_steps", 0, 60);
  bases.months = ascending(fields, "months", 0, 60);
  const Fields skills(fields.at("skills"), "model.skills.");
  skills.only({"knots", "centre"});
  bases.skills_knots = ascending(skills, "knots", 0, 1000);
  bases.skills_centre = skills.number("centre", 0, 1000);
  const double replicates = fields.number("replicates", 2, kMostReplicates);
  if (replicates != std::floor(replicates))
    throw Error{Code::bad_schema, "model.replicates", base::shown(fields.at("replicates")), "a whole number"};
  data.replicates = static_cast<int>(replicates);
  data.shrinkage_k = fields.number("shrinkage_k", 0, 1e12);
  if (const json* months = fields.find("months_of_pay"); months != nullptr)
    data.months = read_months(Fields(*months, "model.months_of_pay."));
  data.posting = read_mode(fields, "posting", bases, data.replicates, nullptr);
  data.profile = read_mode(fields, "profile", bases, data.replicates, &data.posting);
  passport.posting = data.posting.held_out;
  passport.profile = data.profile.held_out;
  return data;
}

}  // namespace

double model_round(double value) { return base::round_to(value, 5); }
double column_round(double value) { return base::round_to(value, 4); }

std::string model_json(const ModelData& data) {
  const Passport& passport = data.passport;
  ordered_json document = {{"format", kFormat},
                           {"id", passport.id},
                           {"recipe", passport.recipe},
                           {"source", passport.source},
                           {"currency", data.currency},
                           {"fitted_on", passport.fitted_on},
                           {"period", {passport.period_from, passport.period_to}},
                           {"rows", passport.rows},
                           {"companies", passport.companies},
                           {"years_knots", data.bases.years_knots},
                           {"years_steps", data.bases.years_steps},
                           {"months", data.bases.months},
                           {"skills", {{"knots", data.bases.skills_knots}, {"centre", data.bases.skills_centre}}},
                           {"replicates", data.replicates},
                           {"shrinkage_k", data.shrinkage_k}};
  if (data.months) document["months_of_pay"] = months_json(*data.months);
  document["posting"] = mode_json(data.posting, data.replicates, nullptr);
  document["profile"] = mode_json(data.profile, data.replicates, &data.posting);
  return document.dump() + "\n";
}

Result<SalaryModel> parse_model(std::string_view json, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<SalaryModel> { return make_model(read_model_data(json), lexicon); });
}

}  // namespace chouma::salary
