// A recipe says, as data, how a table of postings becomes a salary model. models/salary/<id>/recipe.json (models/schema/recipe.schema.json).
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>
#include <chouma/profile.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chouma::salary {

/// How numbers become columns (features.h).
struct Bases {
  std::vector<double>
      years_knots;  ///< natural cubic spline, years clamped to [first, last]; missing years is a level of its own
  std::vector<double> years_steps;   ///< ascending; may be empty
  std::vector<double> months;        ///< ascending lower bounds of the classes of months of pay a year
  std::vector<double> skills_knots;  ///< numbers of skills, ascending; empty: the number of skills has no columns
  double skills_centre = 0;          ///< the number of skills at which the first column is 0
};

/// Boosted trees whose answer is averaged with the linear median (tree_blend.h; the names are those of regress::BoostedTreesOptions).
struct TreesRecipe {
  int count = 0;  ///< 0: none
  int leaves = 15, min_rows = 20, bits = 10;
  double rate = 0.1, width = 0, row_share = 1, column_share = 1;
  double share = 0;  ///< of the trees in the average, 0 … 0.9
  /// Profile mode: the trees are grown towards (1 − distil) log pay + distil × the posting mode's linear median of the row, which has less noise
  /// (generalised distillation, Lopez-Paz et al. 2016); 0 … 1.
  double distil = 0;
};

struct Recipe {
  std::string id, name, source, currency;

  /// Columns of the CSV by name; empty where the table has none. title, company, low and high are required.
  struct Columns {
    std::string title, text, skills, welfare, company, place, education, years, low, high, months, board, date;
  } columns;

  double pay_min = 1500, pay_max = 150000;  ///< the row rule: pay_min <= low <= high <= pay_max, currency units a month
  /// How the education column is worded; other wordings count as not stated.
  std::vector<std::pair<std::string, Education>> education;

  struct Features {
    int skill_min_companies = 20;
    int title_min_companies = 15;
    int title_max_words = 300;
    int city_min_companies = 20;
    int phrase_min_companies = 25;
    int pair_min_companies = 0;  ///< 0: no products of columns
    int band_min_companies = 0;  ///< of a city or level whose band has shifts of its own (band_shifts.h); 0: no shifts
    Bases bases;
    std::vector<std::string> phrases;  ///< looked for in the whole posting; posting mode only
  } features;

  double company_power = 0.5;  ///< a row of a company with n rows weighs n^-power
  /// L1 penalty on a column's coefficient: this × (sum of row weights) × (the column's weighted standard deviation).
  double penalty_posting = 0, penalty_profile = 0, penalty_spacing = 0;
  double penalty_structure = 1;  ///< times this for years, education and level, of which no column is rare

  TreesRecipe trees_posting, trees_profile;

  int folds = 5;
  int replicates = 24;  ///< bootstrap replicates over companies
  std::uint64_t seed = 1;
  std::vector<std::string> history;  ///< what earlier fits measured, a line each; printed in the card
};

/// Refuses unknown fields, missing columns, empty knots, ranges out of order, by name.
Result<Recipe> parse_recipe(std::string_view json);  // recipe_json.cpp

}  // namespace chouma::salary
