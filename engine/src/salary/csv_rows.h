// What every reader of a training table needs: rows of a CSV, who belongs to whom, what was dropped.
#pragma once

#include <chouma/error.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chouma::salary {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

using CsvCells = std::vector<std::string>;

/// The place of a column in the header; kNoColumn for an empty name. Error: unknown_name.
Result<std::size_t> find_column(const CsvCells& header, const std::string& name);

/// The cell; empty for kNoColumn.
const std::string& cell(const CsvCells& cells, std::size_t column);

/// Calls `header` with the first row and `row` with every other. An Error of `header` ends the reading.
/// Errors: no_data (no header; "cancelled" where `progress`, which is given a share in [0, 1], returns false), bad_csv (a row with more or fewer cells than
/// the header; names the line).
Result<bool> read_csv(std::string_view csv, const std::function<Result<bool>(const CsvCells&)>& header,
                      const std::function<void(const CsvCells&)>& row, const std::function<bool(double)>& progress);

/// Without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

/// FNV-1a, for telling contents apart inside one table.
std::uint64_t fingerprint(std::uint64_t seed, std::string_view bytes);

/// Companies numbered from 0, and the connected components of those that share a text: what folds must not split.
class Companies {
 public:
  /// A company without a name is one of its own.
  std::uint32_t number(std::string_view name);
  /// Joins the company with those that gave the same text; texts under 60 bytes say too little for that.
  void join_by_text(std::string_view text, std::uint32_t company);
  /// The component, named by its smallest company, so that it does not depend on the order of joins.
  std::uint32_t block(std::uint32_t company);
  std::size_t size() const { return parent_.size(); }

 private:
  std::uint32_t add();

  std::vector<std::uint32_t> parent_;
  std::unordered_map<std::string, std::uint32_t> company_, text_;  // looked up, never iterated
};

}  // namespace chouma::salary
