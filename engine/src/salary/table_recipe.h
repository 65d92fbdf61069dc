// A recipe that says, as data, how any table of pay becomes quantile models: which columns are read, what becomes of them, which rows count.
// models/salary/<id>/recipe.json (models/schema/table_recipe.schema.json).
#pragma once

#include <chouma/error.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chouma::salary {

/// What a field's input becomes (table_features.h).
enum class FieldKind { category, number, list, text };
std::string_view field_kind_name(FieldKind kind);

/// How an input is read. In this order: the part between separators (`split`), the wording (`words`), then by kind.
struct TableField {
  std::string id;
  FieldKind kind = FieldKind::category;
  std::string from;  ///< the input; several fields may read the same
  std::string
      split;  ///< empty: the whole input; else the `part`-th of its parts, from 0; not stated where there are fewer
  int part = 0;
  /// Wordings and what they mean ("Less than 1 year" → "0.5"); "" means not stated. Compared folded (text::fold).
  std::vector<std::pair<std::string, std::string>> words;
  bool inside =
      false;  ///< the first wording that stands inside the input counts; else a wording is the whole input. None: the input itself counts
  bool date =
      false;  ///< number: the input is a date, and its month as a decimal year the number: 2021-03 → 2021 + 2.5 / 12
  std::vector<double> knots;         ///< number: strictly ascending, at least 2; outside of them the nearest counts
  std::string separator;             ///< list: between items
  int min_rows = 1, min_groups = 1;  ///< levels, items and skills with fewer have no column of their own
  double penalty = 1;                ///< times the recipe's
  int spread_rows = 0;  ///< its columns with so many rows tell how far the quantiles lie apart, too; 0: none does
};

/// Products of the columns of two fields with so many rows and groups.
struct TablePair {
  std::array<std::uint32_t, 2> of{};  ///< fields
  int min_rows = 1, min_groups = 1;
  double penalty = 1;
};

/// Where an amount stands: a column; the middle of two; or a wording of pay a month (text/pay.h), before tax and with both ends.
struct AmountSource {
  std::string column, low, high, wage;
  double times = 1;
};

/// One of the recipe's CSV tables, in the order in which they are given.
struct TableSource {
  std::string id;
  std::vector<std::pair<std::string, std::vector<std::string>>>
      columns;  ///< input → columns, whose cells are put on lines of their own
  std::vector<std::pair<std::string, std::string>> values;  ///< input → what it says in every row
  std::string date;                                         ///< column of the date; empty: `months`
  std::array<std::string, 2> months;                        ///< first and last month of the table, "2019-05"
  std::string group;                                        ///< column; empty: each row is a group of its own
  std::string same_text;          ///< column; groups that share a text of 60 bytes or more are in one fold
  std::vector<std::string> once;  ///< rows that agree in these columns and in the group count once; empty: all count
  std::vector<std::pair<std::string, AmountSource>> amounts;  ///< by response

  /// |total − Σ parts| <= tolerance × total, unless all parts are 0 or empty; no parts: no rule.
  struct AddUp {
    std::string total;
    std::vector<std::string> parts;
    double tolerance = 0;
  } add_up;
};

/// An amount that a model of its own is fitted to.
struct TableResponse {
  std::string id, name;
  double min = 0, max = 0;  ///< the row rule: min <= amount <= max
  /// Amounts of more than `near_times`, or less than 1 / near_times, the median of their level of the field are dropped; 0: none are. Levels of fewer than 30
  /// rows, and rows without one, count together.
  std::uint32_t near_field = 0;
  double near_times = 0;
};

struct TableRecipe {
  std::string id, name, source, licence, currency;
  std::string unit;                          ///< "month" or "year": what an amount is paid for
  std::string about;                         ///< the card's first sentence
  std::vector<std::string> limits, history;  ///< sentences for the card
  std::vector<std::string> missing;          ///< cells that say nothing, besides empty ones
  std::vector<TableSource> tables;
  std::vector<TableResponse> responses;
  std::vector<TableField> fields;
  std::vector<TablePair> pairs;
  std::optional<std::uint32_t>
      unseen;  ///< a category: held-out figures also with its levels kept apart, as if they were not known

  /// Medians in cells that every level of a category has (table_trend.h).
  struct Trend {
    std::uint32_t field = 0;
    std::vector<std::uint32_t> cells;  ///< fields
    int min_groups = 20;               ///< in each level
  };
  std::optional<Trend> trend;

  double group_power = 0.5;  ///< a row of a group with n rows weighs n^-power in the median's fit
  /// L1 penalty on a column's coefficient: this × (sum of row weights) × (the column's weighted standard deviation).
  double penalty_median = 0, penalty_spacing = 0;
  int folds = 5;
  int replicates = 24;  ///< bootstrap replicates over groups
  std::uint64_t seed = 1;

  /// The inputs that the fields read, once each, in the order of the fields.
  std::vector<std::string> inputs() const;
};

inline constexpr std::string_view kTableRecipeFormat = "chouma.table_recipe/1";

/// Whether the bytes are JSON that names kTableRecipeFormat as its format.
bool is_table_recipe(std::string_view json);

/// Refuses by name: unknown fields, kinds and inputs, what a kind lacks or does not have, ranges out of order, fields named twice, amounts that a table lacks.
Result<TableRecipe> parse_table_recipe(std::string_view json);  // table_recipe_json.cpp

}  // namespace chouma::salary
