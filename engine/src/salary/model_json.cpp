#include <algorithm>
#include <cmath>

#include "base/fields_json.h"
#include "base/hash.h"
#include "base/math.h"
#include "salary/model_data.h"

namespace chouma::salary {

namespace {

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view kFormat = "chouma.salary_model/1";
constexpr std::size_t kMostFeatures = 5000;
constexpr int kMostReplicates = 200;
constexpr double kMostLog = 50;

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 (RFC 4648, with padding).
std::string base64(const std::int8_t* bytes, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; i += 3) {
    const auto at = [&](std::size_t k) {
      return k < n ? static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[k])) : 0U;
    };
    const std::uint32_t word = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    for (std::size_t k = 0; k < 4; ++k) out += k <= n - i ? kDigits[word >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::vector<std::int8_t> read_base64(const std::string& text, std::size_t n, const std::string& where) {
  const Error refusal{Code::bad_schema, where, text, "base64 of " + std::to_string(n) + " bytes"};
  if (text.size() != (n + 2) / 3 * 4) throw refusal;
  std::vector<std::int8_t> bytes;
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const bool padding = i / 4 * 3 + k > n;
      const std::size_t digit = text[i + k] == '=' && padding ? 0 : kDigits.find(text[i + k]);
      if (digit == std::string_view::npos || padding != (text[i + k] == '=')) throw refusal;
      word = word << 6 | static_cast<std::uint32_t>(digit);
    }
    for (std::size_t k = 0; k < 3 && bytes.size() < n; ++k)
      bytes.push_back(static_cast<std::int8_t>(static_cast<std::uint8_t>(word >> (16 - 8 * k) & 255)));
  }
  return bytes;
}

ordered_json held_out_json(const Passport::HeldOut& figures) {
  return {{"mean_pinball", base::round_to(figures.mean_pinball, 6)},
          {"coverage_80", base::round_to(figures.coverage_80, 6)},
          {"mdape", base::round_to(figures.mdape, 6)}};
}

ordered_json mode_json(const ModeData& data, int replicates) {
  ordered_json features = ordered_json::object();
  const auto b = static_cast<std::size_t>(replicates);
  for (std::size_t begin = 0; begin < data.features.size();) {
    const Kind kind = data.features[begin].kind;
    std::size_t end = begin;
    ordered_json group = {{"id", json::array()},
                          {"log", json::array()},
                          {"rows", json::array()},
                          {"companies", json::array()},
                          {"scale", json::array()}};
    for (; end < data.features.size() && data.features[end].kind == kind; ++end) {
      group["id"].push_back(data.features[end].id);
      group["log"].push_back(data.log[end]);
      group["rows"].push_back(data.rows[end]);
      group["companies"].push_back(data.companies[end]);
      group["scale"].push_back(data.scale[end]);
    }
    group["deviation"] = base64(data.deviation.data() + begin * b, (end - begin) * b);
    features[std::string(kind_name(kind))] = std::move(group);
    begin = end;
  }
  return {{"held_out", held_out_json(data.held_out)},
          {"centre", data.centre},
          {"spacing", {{"terms", kSpacingNames}, {"log", data.spacing}, {"calibration", data.calibration}}},
          {"features", std::move(features)}};
}

std::int64_t count(const json& value, const std::string& where) {
  return static_cast<std::int64_t>(base::number_of(value, where, 0, 1e15));
}

void read_group(Kind kind, const Fields& group, int replicates, ModeData& data) {
  group.only({"id", "log", "rows", "companies", "scale", "deviation"});
  const json& ids = group.list("id", 1, kMostFeatures);
  const std::size_t n = ids.size();
  const json &logs = group.list("log", n, n), &rows = group.list("rows", n, n),
             &companies = group.list("companies", n, n), &scales = group.list("scale", n, n);
  for (std::size_t i = 0; i < n; ++i) {
    data.features.push_back({kind, base::text_of(ids[i], group.where("id"), 1, 200)});
    data.log.push_back(base::number_of(logs[i], group.where("log"), -kMostLog, kMostLog));
    data.rows.push_back(count(rows[i], group.where("rows")));
    data.companies.push_back(count(companies[i], group.where("companies")));
    data.scale.push_back(base::number_of(scales[i], group.where("scale"), 0, kMostLog));
  }
  const std::size_t bytes = n * static_cast<std::size_t>(replicates);
  const auto deviation = read_base64(group.text("deviation", 0, 2 * bytes + 4), bytes, group.where("deviation"));
  data.deviation.insert(data.deviation.end(), deviation.begin(), deviation.end());
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

Passport::HeldOut read_held_out(const Fields& mode, const std::string& where) {
  const Fields fields(mode.at("held_out"), where + "held_out.");
  fields.only({"mean_pinball", "coverage_80", "mdape"});
  return {fields.number("mean_pinball", 0, 100), fields.number("coverage_80", 0, 1), fields.number("mdape", 0, 1e6)};
}

ModeData read_mode(const Fields& document, const std::string& name, std::size_t spline_columns, int replicates) {
  const std::string where = "model." + name + ".";
  const Fields fields(document.at(name), where);
  fields.only({"held_out", "centre", "spacing", "features"});
  ModeData data;
  data.held_out = read_held_out(fields, where);
  data.centre = fields.number("centre", -kMostLog, kMostLog);
  read_spacing(fields, where, data);
  const json& groups = fields.at("features");
  const Fields features(groups, where + "features.");
  for (const auto& [kind, group] : groups.items())
    if (!parse_kind(kind)) throw Error{Code::unknown_name, features.where(kind), kind, "a kind of feature"};
  for (std::size_t k = 0; k < kKinds; ++k) {
    const auto kind = static_cast<Kind>(k);
    if (const json* group = features.find(kind_name(kind)); group != nullptr)
      read_group(kind, Fields(*group, features.where(kind_name(kind)) + "."), replicates, data);
  }
  // The spline's columns are found by their place, so they must all be there, first among the years.
  std::vector<std::string> years;
  for (const Feature& feature : data.features)
    if (feature.kind == Kind::years) years.push_back(feature.id);
  for (std::size_t j = 0; j < spline_columns; ++j)
    if (j >= years.size() || years[j] != std::to_string(j + 1))
      throw Error{Code::bad_schema, features.where("years") + ".id", j < years.size() ? years[j] : "nothing",
                  "\"" + std::to_string(j + 1) + "\": as many spline columns as years_knots − 1, in order"};
  if (data.features.empty() || data.features[0].kind != Kind::base)
    throw Error{Code::bad_schema, features.where("base"), "missing", "the intercept"};
  return data;
}

std::vector<double> ascending(const Fields& fields, std::string_view name, std::size_t least) {
  std::vector<double> values;
  for (const json& item : fields.list(name, least, 12)) {
    values.push_back(base::number_of(item, fields.where(name), 0, 60));
    if (values.size() > 1 && values.back() <= values[values.size() - 2])
      throw Error{Code::out_of_range, fields.where(name), base::shown(item), "larger than the one before it"};
  }
  return values;
}

ModelData read(std::string_view bytes) {
  const json document = base::parse_json(bytes, "model");
  const Fields fields(document, "model.");
  fields.version("format", kFormat);
  fields.only({"format", "id", "recipe", "source", "currency", "fitted_on", "period", "rows", "companies",
               "years_knots", "months", "replicates", "shrinkage_k", "posting", "profile"});
  ModelData data;
  Passport& passport = data.passport;
  passport.id = fields.text("id", 1, 80);
  passport.recipe = fields.text("recipe", 1, 200);
  passport.source = fields.text("source", 1, 400);
  passport.fitted_on = fields.text("fitted_on", 0, 40);
  const json& period = fields.list("period", 2, 2);
  passport.period_from = base::text_of(period[0], "model.period", 0, 10);
  passport.period_to = base::text_of(period[1], "model.period", 0, 10);
  passport.rows = count(fields.at("rows"), "model.rows");
  passport.companies = count(fields.at("companies"), "model.companies");
  passport.hash = base::sha256_hex(bytes);
  data.currency = fields.text("currency", 3, 3);
  data.years_knots = ascending(fields, "years_knots", 2);
  data.months = ascending(fields, "months", 0);
  const double replicates = fields.number("replicates", 2, kMostReplicates);
  if (replicates != std::floor(replicates))
    throw Error{Code::bad_schema, "model.replicates", base::shown(fields.at("replicates")), "a whole number"};
  data.replicates = static_cast<int>(replicates);
  data.shrinkage_k = fields.number("shrinkage_k", 0, 1e12);
  data.posting = read_mode(fields, "posting", data.years_knots.size() - 1, data.replicates);
  data.profile = read_mode(fields, "profile", data.years_knots.size() - 1, data.replicates);
  passport.posting = data.posting.held_out;
  passport.profile = data.profile.held_out;
  return data;
}

}  // namespace

double model_round(double value) { return base::round_to(value, 5); }

std::string model_json(const ModelData& data) {
  const Passport& passport = data.passport;
  const ordered_json document = {{"format", kFormat},
                                 {"id", passport.id},
                                 {"recipe", passport.recipe},
                                 {"source", passport.source},
                                 {"currency", data.currency},
                                 {"fitted_on", passport.fitted_on},
                                 {"period", {passport.period_from, passport.period_to}},
                                 {"rows", passport.rows},
                                 {"companies", passport.companies},
                                 {"years_knots", data.years_knots},
                                 {"months", data.months},
                                 {"replicates", data.replicates},
                                 {"shrinkage_k", data.shrinkage_k},
                                 {"posting", mode_json(data.posting, data.replicates)},
                                 {"profile", mode_json(data.profile, data.replicates)}};
  return document.dump() + "\n";
}

Result<SalaryModel> parse_model(std::string_view json, const text::Lexicon& lexicon) {
  return base::catch_refusal([&]() -> Result<SalaryModel> { return make_model(read(json), lexicon); });
}

}  // namespace chouma::salary
