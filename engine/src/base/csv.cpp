#include "base/csv.h"

namespace chouma::base {

CsvReader::CsvReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

Result<bool> CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  while (at_ < bytes_.size() && (bytes_[at_] == '\n' || bytes_.substr(at_, 2) == "\r\n")) {
    at_ += bytes_[at_] == '\n' ? 1 : 2;
    ++line_;
  }
  if (at_ >= bytes_.size()) return false;

  row_line_ = line_;
  std::string cell;
  for (;;) {
    // One cell: at_ stands at its first byte.
    if (at_ < bytes_.size() && bytes_[at_] == '"') {
      const std::size_t quote_line = line_;
      for (++at_;; ++at_) {
        if (at_ >= bytes_.size())
          return Error{Code::bad_csv, "line " + std::to_string(quote_line), "a quote that is never closed",
                       "every quoted cell ends with a quote"};
        const char c = bytes_[at_];
        if (c == '"') {
          if (++at_ >= bytes_.size() || bytes_[at_] != '"') break;
        } else if (c == '\n') {
          ++line_;
        }
        cell.push_back(c);
      }
    }
    // The rest of an unquoted cell; after a closing quote only a separator should stand here, and
    // what stands there instead is kept as it is.
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == ',' || c == '\n') break;
      if (c == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') break;
      cell.push_back(c);
      ++at_;
    }
    cells.push_back(std::move(cell));
    cell.clear();
    if (at_ >= bytes_.size()) return true;
    if (bytes_[at_] == ',') {
      ++at_;
      continue;
    }
    at_ += bytes_[at_] == '\n' ? 1 : 2;
    ++line_;
    return true;
  }
}

}  // namespace chouma::base
