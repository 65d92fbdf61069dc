// What a table model's file holds, as plain data: written by table_train, read by parse_table_model.
#pragma once

#include "salary/coefficients.h"
#include "salary/spacings.h"
#include "salary/table_features.h"
#include "salary/table_model.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chouma::salary {

struct TableData {
  TablePassport passport;  ///< its hash is of the file's bytes
  std::vector<TableField> fields;
  std::vector<FieldValue>
      usual;  ///< by field: what one that is not given counts as; a number or category, else not stated
  TablePairs pairs;
  std::vector<TableColumn> columns;
  Coefficients coefficients;
  SpacingScale scale;
  std::vector<std::uint32_t>
      spread;  ///< columns, ascending, whose values follow the first three covariates of the spacings
};

inline constexpr std::array<std::string_view, 3> kTableSpacingNames = {"base", "log_median", "log_median_squared"};

/// z of table_model.h.
Row table_spacing_terms(const Row& row, std::span<const std::uint32_t> spread, double centred_log_median);

/// The file's JSON (models/schema/table_model.schema.json). table_model_json.cpp
std::string table_model_json(const TableData& data);

/// The model behind the data; errors of TableSpace::make.
Result<TableModel> make_table_model(TableData data, const text::Lexicon& lexicon);

}  // namespace chouma::salary
