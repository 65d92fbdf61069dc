// CSV tables, read as a recipe says: what each row's fields state, and what it pays.
#pragma once

#include "salary/csv_rows.h"
#include "salary/field_value.h"
#include "salary/posting_table.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

struct TableRow {
  std::vector<FieldValue> fields;  ///< in the recipe's order
  double log_pay = 0;
  std::uint32_t group = 0;
  std::uint32_t block = 0;  ///< connected component of (group, text): what folds must not split
};

struct TableRows {
  std::vector<TableRow> rows;
  std::array<std::string, 2> months;  ///< first and last month, where known
  std::vector<LedgerLine> ledger;
};

/// The rows that obey every rule, tables in the recipe's order, `csvs` theirs. A group of the same name is the same in every table. The rules, in order: the
/// amount is stated, parts add up, min <= amount <= max; over all tables: repeats count once, the amount is near its level's median (`near`).
/// Errors: out_of_range (not as many tables as the recipe has), unknown_name (a column that a header lacks), bad_csv (names the line), no_data (no row left;
/// "cancelled" where `progress` returns false). An error in a table names it where there are several.
Result<TableRows> read_table_rows(const TableRecipe& recipe, const TableResponse& response,
                                  const text::Lexicon& lexicon, std::span<const std::string> csvs,
                                  const std::function<bool(double)>& progress = {});

}  // namespace chouma::salary
