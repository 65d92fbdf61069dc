// CSV by RFC 4180: quotes, doubled quotes, line breaks inside quotes, CRLF or LF, optional UTF-8 BOM. Empty lines are skipped.
#pragma once

#include <chouma/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::base {

/// Reads rows one after the other from bytes that it does not own. Cells are unescaped copies, valid until the next call.
class CsvReader {
 public:
  explicit CsvReader(std::string_view bytes);
  /// The next row, or false at the end. A row that ends inside a quote gives Code::bad_csv naming the line where the quote opened.
  Result<bool> next(std::vector<std::string>& cells);
  /// 1-based line on which the last row began.
  std::size_t line() const { return row_line_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0, line_ = 1, row_line_ = 0;
};

}  // namespace chouma::base
