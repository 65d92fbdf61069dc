#include "salary/csv_rows.h"

#include <algorithm>

#include "base/csv.h"

namespace chouma::salary {

namespace {

constexpr std::size_t kShortText = 60;

}  // namespace

Result<std::size_t> find_column(const CsvCells& header, const std::string& name) {
  if (name.empty()) return kNoColumn;
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end())
    return Error{Code::unknown_name, "the table's header", name, "a column of this name, as the recipe says"};
  return static_cast<std::size_t>(found - header.begin());
}

const std::string& cell(const CsvCells& cells, std::size_t column) {
  static const std::string empty;
  return column == kNoColumn ? empty : cells[column];
}

Result<bool> read_csv(std::string_view csv, const std::function<Result<bool>(const CsvCells&)>& header,
                      const std::function<void(const CsvCells&)>& row, const std::function<bool(double)>& progress) {
  base::CsvReader reader(csv);
  CsvCells cells;
  auto more = reader.next(cells);
  if (!more) return more.error();
  if (!more.value()) return Error{Code::no_data, "the table", "nothing", "a header and rows"};
  const std::size_t size = cells.size();
  if (auto accepted = header(cells); !accepted) return accepted.error();
  double bytes = 0;
  for (std::size_t n = 0;; ++n) {
    more = reader.next(cells);
    if (!more) return more.error();
    if (!more.value()) return true;
    if (cells.size() != size)
      return Error{Code::bad_csv, "the row on line " + std::to_string(reader.line()),
                   std::to_string(cells.size()) + " cells", std::to_string(size) + " cells, as the header has"};
    for (const std::string& value : cells) bytes += static_cast<double>(value.size());
    if (progress && n % 256 == 0 && !progress(std::min(1.0, bytes / static_cast<double>(csv.size()))))
      return Error{Code::no_data, "reading the table", "cancelled", "the whole table"};
    row(cells);
  }
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::uint64_t fingerprint(std::uint64_t seed, std::string_view bytes) {
  std::uint64_t hash = seed ^ 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return (hash ^ 0xFF) * 0x100000001b3ULL;
}

std::uint32_t Companies::number(std::string_view name) {
  if (name.empty()) return add();
  const auto [at, fresh] = company_.try_emplace(std::string(name), 0);
  if (fresh) at->second = add();
  return at->second;
}

void Companies::join_by_text(std::string_view text, std::uint32_t company) {
  if (text.size() < kShortText) return;
  const auto [at, fresh] = text_.try_emplace(std::string(text), company);
  if (fresh) return;
  const std::uint32_t a = block(at->second), b = block(company);
  parent_[std::max(a, b)] = std::min(a, b);
}

std::uint32_t Companies::block(std::uint32_t company) {
  while (parent_[company] != company) company = parent_[company] = parent_[parent_[company]];
  return company;
}

std::uint32_t Companies::add() {
  parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
  return parent_.back();
}

}  // namespace chouma::salary
