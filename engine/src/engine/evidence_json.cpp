#include "engine/evidence_json.h"

#include "base/fields_json.h"
#include "engine/attempt_json.h"

#include <string_view>

namespace chouma {

using base::Fields;
using nlohmann::json;

namespace {

constexpr const char* kPrefix = "request.evidence.";

std::pair<std::string, bool> answer(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  fields.only({"veto", "met"});
  const json& met = fields.at("met");
  if (!met.is_boolean()) throw Error{Code::bad_schema, fields.where("met"), base::shown(met), "true or false"};
  return {fields.text("veto", 1, 80), met.get<bool>()};
}

}  // namespace

screening::Evidence read_evidence(const json& value, Warnings& warnings) {
  const Fields fields(value, kPrefix);
  attempt_or_warn(warnings, [&] { fields.only({"stars", "merged", "answers", "tools", "scores"}); });
  screening::Evidence evidence;
  attempt_or_warn(warnings, [&] {
    const json* stars = fields.find("stars");
    if (stars == nullptr) return;
    if (!stars->is_number_integer())
      throw Error{Code::bad_schema, fields.where("stars"), base::shown(*stars), "a whole number"};
    evidence.stars = static_cast<std::int64_t>(fields.number("stars", 0, 10000000));
  });
  each_or_warn(fields, "merged", 100, warnings, [&](const json& item, const std::string& where) {
    evidence.merged.push_back(base::text_of(item, where, 1, 80));
  });
  const json* merged = fields.find("merged");
  evidence.merged_stated = merged != nullptr && merged->is_array() && merged->size() == evidence.merged.size();
  each_or_warn(fields, "answers", 40, warnings, [&](const json& item, const std::string& where) {
    evidence.answers.emplace_back();
    evidence.answers.back() = answer(item, where);
  });
  each_or_warn(fields, "tools", 100, warnings, [&](const json& item, const std::string& where) {
    evidence.tools.emplace_back();
    evidence.tools.back() = base::text_of(item, where, 1, 80);
  });
  each_or_warn(fields, "scores", 1000, warnings, [&](const json& item, const std::string& where) {
    evidence.scores.push_back(base::number_of(item, where, 0, 1));
  });
  return evidence;
}

text::Month read_month(const json& value, const std::string& where) {
  const auto refuse = [&] { return Error{Code::bad_schema, where, base::shown(value), "a month such as 2026-11"}; };
  if (!value.is_string()) throw refuse();
  const auto& month = value.get_ref<const std::string&>();
  if (month.size() != 7 || month[4] != '-') throw refuse();
  int digits[6] = {};
  for (std::size_t i = 0, n = 0; i < 7; ++i) {
    if (i == 4) continue;
    if (month[i] < '0' || month[i] > '9') throw refuse();
    digits[n++] = month[i] - '0';
  }
  const int year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3], number = digits[4] * 10 + digits[5];
  if (year < 1900 || number < 1 || number > 12) throw refuse();
  return year * 12 + number - 1;
}

}  // namespace chouma
