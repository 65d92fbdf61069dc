// Postings made up by formula, so that what a fit must find is known.
#pragma once

#include <string>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"

namespace chouma::test {

inline constexpr double kGoEffect = 0.30, kShanghaiEffect = 0.20, kYearEffect = 0.05, kOutsourced = -0.25;

/// `n` postings, about three a company. log pay = 9.2 + planted effects + noise, normal with deviation 0.2.
inline std::string postings_csv(int n) {
  std::string csv = "title,company,text,place,years,low,high\n";
  for (int i = 0; i < n; ++i) {
    const auto u = [&](std::uint32_t stream) { return base::uniform(7, stream, static_cast<std::uint64_t>(i)); };
    const bool go = u(1) < 0.5, shanghai = u(2) < 0.5, outsourced = u(3) < 0.3;
    const int years = static_cast<int>(u(4) * 10);
    const double log = 9.2 + kGoEffect * go + kShanghaiEffect * shanghai + kYearEffect * years +
                       kOutsourced * outsourced + 0.2 * base::normal(7, 5, static_cast<std::uint64_t>(i));
    const std::string pay = base::format_double(base::exp(log));
    csv += std::string("工程师,c") + std::to_string(i / 3) + ",\"熟悉" + (go ? "Golang" : "Java") + "语言" +
           (outsourced ? "，外包岗位" : "") + "，编号" + std::to_string(i) + "\"," + (shanghai ? "上海" : "武汉") +
           "," + std::to_string(years) + "," + pay + "," + pay + "\n";
  }
  return csv;
}

inline constexpr const char* kSyntheticRecipe = R"({
  "format": "chouma.recipe/1", "id": "synthetic", "name": "Made up", "source": "a formula", "currency": "CNY",
  "columns": {"title": "title", "company": "company", "text": "text", "place": "place", "years": "years", "low": "low", "high": "high"},
  "row_rule": {"pay_min": 1500, "pay_max": 150000}, "education": {},
  "response": "log_middle", "quantiles": [0.1, 0.25, 0.5, 0.75, 0.9],
  "features": {"skill_min_companies": 20, "title_min_companies": 20, "title_max_words": 10, "city_min_companies": 20,
               "phrase_min_companies": 5, "years_knots": [0, 9], "months": [], "phrases": ["外包"]},
  "company_power": 0.5, "penalty": {"posting": 0.001, "profile": 0.001, "spacing": 0.02, "structure": 1},
  "folds": 3, "replicates": 8, "seed": 3
})";

}  // namespace chouma::test
