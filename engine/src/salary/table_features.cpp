#include "salary/table_features.h"

#include <algorithm>

#include "regress/terms.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr std::uint32_t kNoTableColumn = UINT32_MAX;
constexpr std::string_view kTimes = " × ";

std::uint64_t key(std::uint32_t a, std::uint32_t b) { return std::uint64_t{a} << 32 | b; }

}  // namespace

Result<TableSpace> TableSpace::make(std::vector<TableField> fields, TablePairs pairs,
                                    std::vector<TableColumn> columns) {
  TableSpace space;
  space.fields_ = std::move(fields);
  space.pairs_ = std::move(pairs);
  space.columns_ = std::move(columns);
  if (auto error = space.place_columns()) return *error;
  return space;
}

std::string table_term_name(const std::vector<TableField>& fields, const TablePairs& pairs, std::uint32_t term) {
  if (term == 0) return "base";
  if (term <= fields.size()) return fields[term - 1].id;
  const auto& pair = pairs[term - 1 - fields.size()];
  return fields[pair[0]].id + std::string(kTimes) + fields[pair[1]].id;
}

std::string TableSpace::column_name(std::uint32_t column) const {
  return term_name(columns_[column].term) + ":" + columns_[column].id;
}

std::uint32_t TableSpace::find(std::uint32_t term, const std::string& id) const {
  const auto found = column_of_[term].find(text::fold(id));
  return found == column_of_[term].end() ? kNoTableColumn : found->second;
}

std::optional<Error> TableSpace::place_columns() {
  column_of_.resize(terms());
  factors_.resize(columns_.size());
  const auto refuse = [&](std::uint32_t j, const std::string& allowed) {
    return Error{Code::bad_schema, "columns." + term_name(columns_[j].term), columns_[j].id, allowed};
  };
  if (columns_.empty() || columns_[0].term != 0 || columns_[0].id != "all")
    return Error{Code::bad_schema, "columns.base", "missing", "the intercept, \"all\", first"};
  for (std::uint32_t j = 0; j < columns_.size(); ++j) {
    const TableColumn& column = columns_[j];
    if (!column_of_[column.term].try_emplace(text::fold(column.id), j).second) return refuse(j, "each column once");
    const bool item =
        column.term > 0 && column.term <= fields_.size() &&
        (fields_[column.term - 1].kind == FieldKind::list || fields_[column.term - 1].kind == FieldKind::text);
    const bool fresh = j == 0 || item || columns_[j - 1].term != column.term;
    contribution_.push_back(j == 0 ? 0 : contribution_[j - 1] + static_cast<std::uint32_t>(fresh));
    if (is_pair(j))
      if (auto error = place_pair(j)) return error;
  }
  for (std::uint32_t f = 0; f < fields_.size(); ++f)
    if (auto error = check_spline(f)) return error;
  return std::nullopt;
}

std::optional<Error> TableSpace::check_spline(std::uint32_t field) const {
  if (fields_[field].kind != FieldKind::number) return std::nullopt;
  const std::size_t wanted = fields_[field].knots.size() - 1;
  std::size_t k = 0;
  bool ordered = true;
  for (const TableColumn& column : columns_)
    if (column.term == field + 1 && column.id != "none") ordered &= column.id == std::to_string(++k);
  if (ordered && k == wanted) return std::nullopt;
  return Error{Code::bad_schema, "columns." + fields_[field].id, std::to_string(k) + " columns of a spline",
               std::to_string(wanted) + ", one fewer than knots, numbered from 1 in order"};
}

std::optional<Error> TableSpace::place_pair(std::uint32_t column) {
  const std::string& id = columns_[column].id;
  const auto& pair = pairs_[columns_[column].term - 1 - fields_.size()];
  // A level may hold the sign itself.
  for (std::size_t at = id.find(kTimes); at != std::string::npos; at = id.find(kTimes, at + 1)) {
    const std::uint32_t a = find(pair[0] + 1, id.substr(0, at)), b = find(pair[1] + 1, id.substr(at + kTimes.size()));
    if (a == kNoTableColumn || b == kNoTableColumn) continue;
    factors_[column] = {a, b};
    product_.emplace(key(a, b), column);
    return std::nullopt;
  }
  return Error{Code::bad_schema, "columns." + term_name(columns_[column].term), id, "a product of two columns"};
}

void TableSpace::add_field(std::uint32_t field, const FieldValue& value, std::vector<Entry>& entries,
                           std::vector<std::string>* unpriced) const {
  const TableField& of = fields_[field];
  const auto add = [&](const std::string& id) {
    const std::uint32_t column = find(field + 1, id);
    if (column != kNoTableColumn) entries.push_back({column, 1});
    return column != kNoTableColumn;
  };
  if (!value.stated()) {
    add("none");
    return;
  }
  if (value.average) {
    for (std::uint32_t j = 0; j < shares_.size(); ++j)
      if (columns_[j].term == field + 1) entries.push_back({j, shares_[j]});
    return;
  }
  if (of.kind == FieldKind::number) {
    std::vector<double> knots = of.knots;
    for (double& knot : knots) knot -= of.knots.front();
    const double x = std::clamp(*value.number, of.knots.front(), of.knots.back()) - of.knots.front();
    const auto spline = regress::natural_spline(std::array{x}, knots);
    if (!spline) return;
    const std::uint32_t first = find(field + 1, "1");
    for (std::uint32_t k = 0; k < spline.value().size(); ++k)
      if (spline.value()[k] != 0) entries.push_back({first + k, spline.value()[k]});
    return;
  }
  const std::size_t begin = entries.size();
  for (const std::string& item : value.items) {
    const std::string folded = text::fold(item);
    if (folded != "none" && folded != "other" && add(item)) continue;
    if (unpriced != nullptr) unpriced->push_back(of.id + ":" + item);
    if (of.kind == FieldKind::category) add("other");
  }
  const auto from = entries.begin() + static_cast<std::ptrdiff_t>(begin);
  std::sort(from, entries.end(), [](const Entry& a, const Entry& b) { return a.column < b.column; });
  entries.erase(std::unique(from, entries.end(), [](const Entry& a, const Entry& b) { return a.column == b.column; }),
                entries.end());
}

void TableSpace::row(std::span<const FieldValue> values, Row& row, std::vector<std::string>* unpriced) const {
  row.column = {0};
  row.value = {1};
  std::vector<Entry> entries, products;
  std::vector<std::size_t> begin;
  for (std::uint32_t f = 0; f < fields_.size(); ++f) {
    begin.push_back(entries.size());
    add_field(f, values[f], entries, unpriced);
  }
  begin.push_back(entries.size());
  for (const auto& [a, b] : pairs_)
    for (std::size_t i = begin[a]; i < begin[a + 1]; ++i)
      for (std::size_t k = begin[b]; k < begin[b + 1]; ++k)
        if (const auto found = product_.find(key(entries[i].column, entries[k].column)); found != product_.end())
          products.push_back({found->second, entries[i].value * entries[k].value});
  std::sort(products.begin(), products.end(), [](const Entry& a, const Entry& b) { return a.column < b.column; });
  for (const auto* list : {&entries, &products})
    for (const Entry& entry : *list) {
      row.column.push_back(entry.column);
      row.value.push_back(entry.value);
    }
}

}  // namespace chouma::salary
