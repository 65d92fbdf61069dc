// A recipe says, as data, how a table of postings becomes a salary model. models/salary/<id>/recipe.json.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

struct Recipe {
  std::string id, name, source, currency;
  // columns of the CSV by name; empty where the table has none
  struct Columns {
    std::string title, text, skills, company, place, education, years, low, high, months, date;
  } columns;
  double pay_min = 1500, pay_max = 150000;  ///< the row rule: pay_min <= low <= high <= pay_max, currency units a month
  struct Features {
    int skill_min_companies = 20;
    int title_min_companies = 15;
    int title_max_words = 300;
    int city_min_companies = 20;
    std::vector<double> years_knots;  ///< natural cubic spline knots in years; missing years is a level of its own
  } features;
  double penalty_posting = 0, penalty_profile = 0;  ///< L1 weight per unit of row weight on penalised columns
  int folds = 5;
  int replicates = 24;  ///< bootstrap replicates over companies
  std::uint64_t seed = 1;
};

/// Refuses unknown fields, missing columns, empty knots, ranges out of order, by name.
Result<Recipe> parse_recipe(std::string_view json);  // recipe_json.cpp

}  // namespace chouma::salary
