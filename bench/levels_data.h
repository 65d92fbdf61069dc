// Reports of levels and pay as shared (levels-2021.csv: company, title, location, years, degree) as a regression: log of the yearly total on
// codes of what at least LEAST reports have in common, and both numbers of years as natural splines. No row of it is kept here.
#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/math.h"
#include "base/number.h"
#include "levels_shape.h"

namespace chouma::bench {

/// Codes by name, the most frequent name the reference; names of fewer than `least` rows share its code.
inline regress::Category coded(const std::vector<std::string>& names, std::size_t least) {
  std::map<std::string, std::size_t> count;
  for (const std::string& name : names) ++count[name];
  std::string reference;
  for (const auto& [name, n] : count)
    if (reference.empty() || n > count[reference]) reference = name;
  std::map<std::string, std::uint32_t> code;
  for (const auto& [name, n] : count)
    if (n >= least && name != reference) code.emplace(name, static_cast<std::uint32_t>(code.size()));
  regress::Category out{static_cast<std::uint32_t>(code.size()), {}, {}};
  for (const std::string& name : names) {
    const auto at = code.find(name);
    out.code.push_back(at == code.end() ? regress::NO_LEVEL : at->second);
  }
  return out;
}

inline Problem levels_data(std::string_view bytes) {
  constexpr std::size_t LEAST = 200;
  const std::vector<std::string> wanted = {"company",           "location",      "title",
                                           "Education",         "timestamp",     "totalyearlycompensation",
                                           "yearsofexperience", "yearsatcompany"};
  base::CsvReader csv(bytes);
  std::vector<std::string> cells;
  std::vector<std::size_t> at;
  if (!csv.next(cells).ok()) std::exit(1);
  for (const std::string& name : wanted)
    for (std::size_t k = 0; k < cells.size(); ++k)
      if (cells[k] == name) at.push_back(k);
  if (at.size() != wanted.size()) {
    std::fprintf(stderr, "the file of levels lacks a column\n");
    std::exit(1);
  }
  std::vector<std::vector<std::string>> names(5);
  std::vector<std::vector<double>> years(2);
  Problem out;
  while (true) {
    const auto more = csv.next(cells);
    if (!more.ok() || !more.value()) break;
    const auto number = [&](std::size_t k) { return base::parse_double(cells.at(at[k])).value_or(-1); };
    if (!(number(5) > 0) || number(6) < 0 || number(7) < 0) continue;
    for (std::size_t k = 0; k < 4; ++k) names[k].push_back(cells.at(at[k]));
    const std::string& date = cells.at(at[4]);  // month/day/year hour
    names[4].push_back(date.substr(0, date.find(' ')).substr(date.rfind('/') + 1));
    for (std::size_t k = 0; k < 2; ++k) years[k].push_back(number(6 + k));
    out.y.push_back(base::log(number(5)));
  }
  const std::size_t n = out.y.size();
  out.x.rows = n;
  for (const auto& list : names) out.x.categories.push_back(coded(list, LEAST));
  std::vector<std::vector<double>> splines;
  for (const auto& numbers : years) {
    const auto knots = regress::spline_knots(numbers, {}, 5);
    const auto spline = knots.ok() ? regress::natural_spline(numbers, knots.value()) : knots;
    if (!spline) {
      std::fprintf(stderr, "%s\n", message(spline.error()).c_str());
      std::exit(1);
    }
    splines.push_back(spline.value());
    out.x.numerics += static_cast<std::uint32_t>(spline.value().size() / n);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (const auto& spline : splines) {
      const auto width = static_cast<std::ptrdiff_t>(spline.size() / n), from = static_cast<std::ptrdiff_t>(i) * width;
      out.x.numeric.insert(out.x.numeric.end(), spline.begin() + from, spline.begin() + from + width);
    }
  return out;
}

}  // namespace chouma::bench
