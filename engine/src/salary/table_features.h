// Field values → sparse row: the columns of a table model.
#pragma once

#include "salary/features.h"
#include "salary/field_value.h"
#include "salary/table_rows.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace chouma::salary {

/// A column of a term: 0 the intercept ("all"), then the fields, then the pairs, in the recipe's order. Ids within a term:
///  category  a level as most rows spell it (compared folded); "other" for levels that have no column; "none" where not stated
///  number    "1" … of the natural spline of (value − first knot), value clamped to the knots (regress/terms.h); "none"
///  list      an item, likewise; "none" where there is none          text  a lexicon skill's id; "none"
///  pair      "<column of the first> × <column of the second>", their product
/// Levels named "none" or "other" count as other. What has no column adds nothing.
struct TableColumn {
  std::uint32_t term = 0;
  std::string id;
};

using TablePairs = std::vector<std::array<std::uint32_t, 2>>;

/// "base", the field's id, "<field> × <field>".
std::string table_term_name(const std::vector<TableField>& fields, const TablePairs& pairs, std::uint32_t term);

class TableSpace {
 public:
  /// `columns` ascend by term. Errors: bad_schema (no intercept, a spline's columns not complete and in order, a column twice, a product of what is no column).
  static Result<TableSpace> make(std::vector<TableField> fields, TablePairs pairs, std::vector<TableColumn> columns);

  const std::vector<TableField>& fields() const { return fields_; }
  const TablePairs& pairs() const { return pairs_; }
  const std::vector<TableColumn>& columns() const { return columns_; }
  std::size_t terms() const { return 1 + fields_.size() + pairs_.size(); }
  std::string term_name(std::uint32_t term) const { return table_term_name(fields_, pairs_, term); }
  /// "<term's name>:<id>".
  std::string column_name(std::uint32_t column) const;
  bool is_pair(std::uint32_t column) const { return columns_[column].term > fields_.size(); }
  /// Columns with the same number make one contribution: a term's, but of lists and texts each item's. Such columns are neighbours.
  std::uint32_t contribution(std::uint32_t column) const { return contribution_[column]; }
  /// The two columns of a pair's.
  std::array<std::uint32_t, 2> factors(std::uint32_t column) const { return factors_[column]; }

  /// The share of the training rows that have a column, by column: what a category on average is.
  void set_shares(std::vector<double> shares) { shares_ = std::move(shares); }

  /// `values` as many as fields. A category on average holds each of its columns by its share, so that the log median is the mean over the training rows' levels. Items and levels that have no column are named in `unpriced`, "<field>:<item>", where given.
  void row(std::span<const FieldValue> values, Row& row, std::vector<std::string>* unpriced = nullptr) const;

 private:
  struct Entry {
    std::uint32_t column;
    double value;
  };
  std::uint32_t find(std::uint32_t term, const std::string& id) const;
  std::optional<Error> place_columns();
  std::optional<Error> check_spline(std::uint32_t field) const;
  std::optional<Error> place_pair(std::uint32_t column);
  void add_field(std::uint32_t field, const FieldValue& value, std::vector<Entry>& entries,
                 std::vector<std::string>* unpriced) const;

  std::vector<TableField> fields_;
  TablePairs pairs_;
  std::vector<TableColumn> columns_;
  std::vector<std::uint32_t> contribution_;
  std::vector<std::array<std::uint32_t, 2>> factors_;
  /// By term: folded id → column. Looked up, never iterated.
  std::vector<std::unordered_map<std::string, std::uint32_t>> column_of_;
  std::vector<double> shares_;
  std::unordered_map<std::uint64_t, std::uint32_t> product_;  ///< (first << 32 | second) → column
};

/// The columns that the rows support, as the recipe's minima say. Looks at what rows say and who says it, never at pay. A product that equals one of its
/// factors on every row has no column.
std::vector<TableColumn> choose_table_columns(const TableRecipe& recipe, std::span<const TableRow> rows);

}  // namespace chouma::salary
