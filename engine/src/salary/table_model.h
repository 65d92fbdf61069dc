// A table model: quantiles of pay from named fields, fitted as a recipe says (table_recipe.h). The same form as salary_model.h: the median is a sum of terms
// on log pay, the other quantiles lie apart by positive spacings.
//
//   log m(x)   = Σ_j β_j x_j                              x: the row of table_features.h
//   log s_k(z) = log c_k + Σ_j γ_kj z_j                   z: 1, log m less its centre (clamped to ±2), its square, and the columns of x that the file names
//
// For Engine::load: parse_table_model reads a file of kTableModelFormat (is_table_model tells it from a posting model's), once and strictly; the model is
// immutable and cheap to copy. For a Report: passport() says what it was fitted on, fields() what may be asked, predict() answers with terms that add up.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>

#include "salary/field_value.h"
#include "salary/table_recipe.h"
#include "text/lexicon.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chouma::salary {

inline constexpr std::string_view kTableModelFormat = "chouma.table_model/2";

/// A cell that every level of the recipe's trend field has: its pay in each of them, and the ratio of each to the first.
struct TrendCell {
  std::vector<std::string> values;  ///< by Trend::cells; a number: the largest knot it reaches
  struct Level {
    std::string name;
    std::int64_t rows = 0, groups = 0;
    double median = 0;                     ///< each group weighing 1; no model
    double ratio = 1;                      ///< median / the first level's
    std::array<double, 2> interval{1, 1};  ///< 95 %, bootstrap over groups (table_trend.h)
  };
  std::vector<Level> levels;
};

/// What a model says of itself. `passport.companies` counts its groups, `posting` holds the held-out figures; `profile` is empty.
struct TablePassport {
  Passport passport;
  std::string response, amount;         ///< the response's id and name
  std::string licence, currency, unit;  ///< unit: "month" or "year"
  double no_model_pinball = 0;          ///< mean pinball of the quantiles of the other folds, without any field
  std::vector<std::string> trend_fields;
  std::vector<TrendCell> trend;
};

/// quantile[j] belongs to kTaus[j], in passport().currency a passport().unit; strictly ascending.
struct TablePrediction {
  std::array<double, 5> quantile{};
  double median_log_se = 0;  ///< standard error of the log median (estimation only), bootstrap over groups
  /// The terms' `log` add up exactly, in this order, to the log of the median. `kind` is "base", a field's id or "<field> × <field>"; `id` what the input says.
  std::vector<Contribution> contributions;
  std::array<double, 5> spacing_log{};  ///< log(quantile[j] / median)
  std::vector<std::string> assumed;     ///< "<field>:<value>" of fields that were not given and so counted as usual
  std::vector<std::string>
      unpriced;  ///< "<field>:<item>" of levels and items that have no coefficient; such a level counts as other
};

/// Value semantics, cheap to copy, immutable.
class TableModel {
 public:
  const TablePassport& passport() const;
  const std::vector<TableField>& fields() const;
  /// The names that predict knows, in the order of the fields.
  std::vector<std::string> inputs() const;
  /// The levels or items of a field that have a coefficient, as they are spelled; empty for numbers.
  std::vector<std::string> levels(std::size_t field) const;

  /// (input, what it says), as a cell of the training table would: wordings, splits and dates are read alike. An input that is given empty is not stated,
  /// which few rows are and may mean much; one that is not given counts as usual, and is named in `assumed`: a number as its median where most rows state it, a
  /// category as its average over the rows, the trend's field as its last level. Lists and texts are then empty. The quantiles are
  /// then those of such an average case: how far its levels lie apart is not in them. Errors: unknown_name (an input that no field reads), bad_schema (an input twice, a number that is none).
  Result<TablePrediction> predict(std::span<const std::pair<std::string, std::string>> inputs) const;

  /// The same from values read before, one for each field.
  TablePrediction predict(std::span<const FieldValue> values) const;
  /// The five quantiles only.
  std::array<double, 5> quantiles(std::span<const FieldValue> values) const;

  struct Impl;
  explicit TableModel(std::shared_ptr<const Impl> impl);

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Whether the bytes are JSON that names kTableModelFormat as its format.
bool is_table_model(std::string_view json);

/// Validates (format and version, sizes, finiteness, lengths against each other, products of columns that exist, unknown names) and prepares. The lexicon must
/// outlive the model.
Result<TableModel> parse_table_model(std::string_view json, const text::Lexicon& lexicon);  // table_model_json.cpp

}  // namespace chouma::salary
