#include "salary/coefficients_json.h"

#include <cmath>

#include "base/base64.h"
#include "base/math.h"

namespace chouma::salary {

using base::Fields;
using nlohmann::json;
using nlohmann::ordered_json;

bool names_format(std::string_view bytes, std::string_view format) {
  const json document = json::parse(bytes, nullptr, false);
  return document.is_object() && document.value("format", json()) == format;
}

std::int64_t read_count(const json& value, const std::string& where) {
  return static_cast<std::int64_t>(base::number_of(value, where, 0, 1e15));
}

int read_whole(const Fields& fields, std::string_view name, int low, int high) {
  const double value = fields.number(name, low, high);
  if (value != std::floor(value))
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "a whole number"};
  return static_cast<int>(value);
}

std::vector<double> read_ascending(const Fields& fields, std::string_view name, std::size_t least, std::size_t most,
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

ordered_json held_out_json(const Passport::HeldOut& figures) {
  return {{"mean_pinball", base::round_to(figures.mean_pinball, 6)},
          {"coverage_80", base::round_to(figures.coverage_80, 6)},
          {"mdape", base::round_to(figures.mdape, 6)}};
}

Passport::HeldOut read_held_out(const Fields& fields) {
  fields.only({"mean_pinball", "coverage_80", "mdape"});
  return {fields.number("mean_pinball", 0, 100), fields.number("coverage_80", 0, 1), fields.number("mdape", 0, 1e6)};
}

ordered_json columns_json(const std::vector<std::string>& ids, const Coefficients& all, std::size_t begin,
                          const std::string& groups) {
  ordered_json group = {
      {"id", ids}, {"log", json::array()}, {"rows", json::array()}, {groups, json::array()}, {"scale", json::array()}};
  for (std::size_t j = begin; j < begin + ids.size(); ++j) {
    group["log"].push_back(all.log[j]);
    group["rows"].push_back(all.rows[j]);
    group[groups].push_back(all.companies[j]);
    group["scale"].push_back(all.scale[j]);
  }
  const std::size_t b = all.replicates();
  group["deviation"] = base::base64({reinterpret_cast<const char*>(all.deviation.data()) + begin * b, ids.size() * b});
  return group;
}

std::vector<std::string> read_columns(const Fields& group, const std::string& groups, int replicates,
                                      Coefficients& all) {
  group.only({"id", "log", "rows", groups, "scale", "deviation"});
  const json& ids = group.list("id", 1, kMostColumns);
  const std::size_t n = ids.size();
  const json &logs = group.list("log", n, n), &rows = group.list("rows", n, n), &companies = group.list(groups, n, n),
             &scales = group.list("scale", n, n);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < n; ++i) {
    names.push_back(base::text_of(ids[i], group.where("id"), 1, 200));
    all.log.push_back(base::number_of(logs[i], group.where("log"), -kMostLog, kMostLog));
    all.rows.push_back(read_count(rows[i], group.where("rows")));
    all.companies.push_back(read_count(companies[i], group.where(groups)));
    all.scale.push_back(base::number_of(scales[i], group.where("scale"), 0, kMostLog));
  }
  const std::size_t bytes = n * static_cast<std::size_t>(replicates);
  const std::string text = group.text("deviation", 0, 2 * bytes + 4);
  const auto deviation = base::read_base64(text);
  if (!deviation || deviation->size() != bytes)
    throw Error{Code::bad_schema, group.where("deviation"), text, "base64 of " + std::to_string(bytes) + " bytes"};
  for (const char byte : *deviation) all.deviation.push_back(static_cast<std::int8_t>(byte));
  return names;
}

ordered_json scale_json(const SpacingScale& scale, const std::vector<std::string>& terms) {
  return {{"terms", terms}, {"log", scale.spacing}, {"calibration", scale.calibration}};
}

std::vector<std::string> read_scale(const Fields& mode, const std::string& where, SpacingScale& scale) {
  scale.centre = mode.number("centre", -kMostLog, kMostLog);
  const Fields fields(mode.at("spacing"), where + "spacing.");
  fields.only({"terms", "log", "calibration"});
  std::vector<std::string> terms;
  for (const json& term : fields.list("terms", 1, kMostColumns))
    terms.push_back(base::text_of(term, fields.where("terms"), 1, 300));
  const json &logs = fields.list("log", 4, 4), &calibration = fields.list("calibration", 4, 4);
  for (std::size_t k = 0; k < 4; ++k) {
    if (!logs[k].is_array() || logs[k].size() != terms.size())
      throw Error{Code::bad_schema, fields.where("log"), base::shown(logs[k]),
                  std::to_string(terms.size()) + " numbers"};
    for (const json& value : logs[k])
      scale.spacing[k].push_back(base::number_of(value, fields.where("log"), -kMostLog, kMostLog));
    scale.calibration[k] = base::number_of(calibration[k], fields.where("calibration"), 1e-3, 1e3);
  }
  return terms;
}

}  // namespace chouma::salary
