#include "salary/months_of_pay_json.h"

#include <string>

#include "salary/coefficients_json.h"

namespace chouma::salary {

namespace {

using nlohmann::json;

constexpr double kLargestMonthsCoefficient = 1e4;

std::vector<double> read_line(const json& list, std::size_t n, const std::string& where) {
  if (!list.is_array() || list.size() != n)
    throw Error{Code::bad_schema, where, base::shown(list), std::to_string(n) + " numbers, as many as knots"};
  std::vector<double> line;
  for (const json& item : list)
    line.push_back(base::number_of(item, where, -kLargestMonthsCoefficient, kLargestMonthsCoefficient));
  return line;
}

}  // namespace

nlohmann::ordered_json months_json(const MonthsOfPay& months) {
  return {{"rows", months.rows},
          {"companies", months.companies},
          {"share_stated", months.share_stated},
          {"held_out", {{"r_squared", months.r_squared}, {"coverage_80", months.coverage_80}}},
          {"knots", months.knots},
          {"mean", months.mean},
          {"bounds", months.bounds},
          {"share", months.share}};
}

MonthsOfPay read_months(const base::Fields& fields) {
  fields.only({"rows", "companies", "share_stated", "held_out", "knots", "mean", "bounds", "share"});
  MonthsOfPay months;
  months.rows = read_count(fields.at("rows"), fields.where("rows"));
  months.companies = read_count(fields.at("companies"), fields.where("companies"));
  months.share_stated = fields.number("share_stated", 0, 1);
  const base::Fields held_out(fields.at("held_out"), fields.where("held_out") + ".");
  held_out.only({"r_squared", "coverage_80"});
  months.r_squared = held_out.number("r_squared", -1e6, 1);
  months.coverage_80 = held_out.number("coverage_80", 0, 1);
  months.knots = read_ascending(fields, "knots", 2, 12, -kMostLog, kMostLog);
  months.bounds = read_ascending(fields, "bounds", 1, 12, 0, 60);
  const std::size_t n = months.knots.size();
  months.mean = read_line(fields.at("mean"), n, fields.where("mean"));
  for (const json& line : fields.list("share", months.bounds.size(), months.bounds.size()))
    months.share.push_back(read_line(line, n, fields.where("share")));
  return months;
}

}  // namespace chouma::salary
