#include "salary/table_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "base/math.h"
#include "base/number.h"
#include "regress/stats.h"
#include "text/extract.h"
#include "text/pay.h"

namespace chouma::salary {

namespace {

/// Levels of fewer rows have no median of their own.
constexpr std::size_t kLeastLevel = 30;

/// A table's columns, found in its header.
struct Columns {
  std::vector<std::vector<std::size_t>> input;  ///< by input
  std::size_t date = kNoColumn, group = kNoColumn, same_text = kNoColumn, total = kNoColumn;
  std::size_t amount = kNoColumn, low = kNoColumn, high = kNoColumn, wage = kNoColumn;
  std::vector<std::size_t> parts, once;
};

class Reader {
 public:
  Reader(const TableRecipe& recipe, const TableResponse& response, const text::Lexicon& lexicon)
      : recipe_(recipe), response_(response), inputs_(recipe.inputs()) {
    for (const TableField& field : recipe.fields) {
      readers_.emplace_back(field, lexicon);
      input_of_.push_back(std::find(inputs_.begin(), inputs_.end(), field.from) - inputs_.begin());
    }
  }

  std::optional<Error> read(const TableSource& source, std::string_view csv,
                            const std::function<bool(double)>& progress) {
    source_ = &source;
    amount_ = nullptr;
    for (const auto& [id, amount] : source.amounts)
      if (id == response_.id) amount_ = &amount;
    all_ = stated_ = added_ = 0;
    const std::size_t before = table_.rows.size();
    const auto header = [&](const CsvCells& cells) -> Result<bool> { return find_columns(cells); };
    const auto done = read_csv(
        csv, header, [&](const CsvCells& cells) { add(cells); }, progress);
    if (!done) {
      Error error = done.error();
      if (recipe_.tables.size() > 1) error.where = source.id + ": " + error.where;
      return error;
    }
    if (source.date.empty()) {
      see_month(source.months[0]);
      see_month(source.months[1]);
    }
    note(static_cast<std::int64_t>(table_.rows.size() - before));
    return std::nullopt;
  }

  TableRows finish() {
    if (std::any_of(recipe_.tables.begin(), recipe_.tables.end(), [](const auto& t) { return !t.once.empty(); }))
      drop_repeats();
    if (response_.near_times > 0) drop_far();
    for (TableRow& row : table_.rows) row.block = companies_.block(row.group);
    return std::move(table_);
  }

 private:
  Result<bool> find_columns(const CsvCells& header) {
    std::optional<Error> error;
    const auto at = [&](const std::string& name) {
      const auto found = find_column(header, name);
      if (found) return found.value();
      if (!error) error = found.error();
      return kNoColumn;
    };
    const auto all = [&](const std::vector<std::string>& names) {
      std::vector<std::size_t> places;
      places.reserve(names.size());
      for (const std::string& name : names) places.push_back(at(name));
      return places;
    };
    columns_ = {};
    columns_.input.resize(inputs_.size());
    for (const auto& [input, names] : source_->columns)
      columns_.input[static_cast<std::size_t>(std::find(inputs_.begin(), inputs_.end(), input) - inputs_.begin())] =
          all(names);
    columns_.date = at(source_->date);
    columns_.group = at(source_->group);
    columns_.same_text = at(source_->same_text);
    columns_.total = at(source_->add_up.total);
    columns_.parts = all(source_->add_up.parts);
    columns_.once = all(source_->once);
    columns_.amount = at(amount_->column);
    columns_.low = at(amount_->low);
    columns_.high = at(amount_->high);
    columns_.wage = at(amount_->wage);
    if (error) return *error;
    return true;
  }

  bool says_nothing(std::string_view cell) const {
    return cell.empty() || std::find(recipe_.missing.begin(), recipe_.missing.end(), cell) != recipe_.missing.end();
  }

  std::optional<double> amount(const CsvCells& cells) const {
    if (columns_.wage != kNoColumn) {
      const auto pay = text::parse_pay(cell(cells, columns_.wage));
      if (!pay || pay->negotiable || pay->after_tax || pay->ends != PayEnds::both) return std::nullopt;
      const std::int64_t middle = (pay->monthly_low.amount + pay->monthly_high.amount) / 2;  // whole yuan
      return static_cast<double>(middle) * amount_->times;
    }
    if (columns_.low != kNoColumn) {
      const auto low = base::parse_double(cell(cells, columns_.low)),
                 high = base::parse_double(cell(cells, columns_.high));
      if (!low || !high || *low > *high) return std::nullopt;
      return (*low + *high) / 2 * amount_->times;
    }
    const auto value = base::parse_double(cell(cells, columns_.amount));
    if (!value) return std::nullopt;
    return *value * amount_->times;
  }

  bool adds_up(const CsvCells& cells) const {
    if (columns_.parts.empty()) return true;
    double sum = 0;
    for (const std::size_t part : columns_.parts) sum += base::parse_double(cell(cells, part)).value_or(0);
    const double total = base::parse_double(cell(cells, columns_.total)).value_or(0);
    return sum == 0 || std::abs(total - sum) <= source_->add_up.tolerance * total;
  }

  void add(const CsvCells& cells) {
    ++all_;
    const auto value = amount(cells);
    if (!value) return;
    ++stated_;
    if (!adds_up(cells)) return;
    ++added_;
    if (!(response_.min <= *value && *value <= response_.max)) return;
    TableRow row;
    row.log_pay = base::log(*value);
    read_fields(cells, row);
    row.group = companies_.number(said(cell(cells, columns_.group)));
    companies_.join_by_text(trimmed(cell(cells, columns_.same_text)), row.group);
    std::uint64_t content = source_->once.empty() ? content_.size() : row.group;
    content = fingerprint(content, source_->once.empty() ? "row" : "once");
    for (const std::size_t column : columns_.once) content = fingerprint(content, trimmed(cell(cells, column)));
    content_.push_back(content);
    if (columns_.date != kNoColumn) see_month(month_of(cell(cells, columns_.date)));
    table_.rows.push_back(std::move(row));
  }

  /// The cell, trimmed; empty where it says nothing.
  std::string_view said(std::string_view text) const {
    const std::string_view inner = trimmed(text);
    return says_nothing(inner) ? std::string_view() : inner;
  }

  void read_fields(const CsvCells& cells, TableRow& row) const {
    std::vector<std::string> input(inputs_.size());
    for (std::size_t k = 0; k < input.size(); ++k)
      for (const std::size_t column : columns_.input[k]) {
        const std::string_view text = said(cell(cells, column));
        if (text.empty()) continue;
        if (!input[k].empty()) input[k] += '\n';
        input[k] += text;
      }
    for (const auto& [name, value] : source_->values)
      input[static_cast<std::size_t>(std::find(inputs_.begin(), inputs_.end(), name) - inputs_.begin())] = value;
    for (std::size_t f = 0; f < readers_.size(); ++f)
      row.fields.push_back(readers_[f].read(input[static_cast<std::size_t>(input_of_[f])]));
  }

  void see_month(const std::string& month) {
    if (month.empty()) return;
    if (table_.months[0].empty() || month < table_.months[0]) table_.months[0] = month;
    table_.months[1] = std::max(table_.months[1], month);
  }

  void note(std::int64_t kept) {
    const std::string of = recipe_.tables.size() > 1 ? source_->id + ": " : "";
    table_.ledger.push_back({of + "rows of the table", all_, 0});
    table_.ledger.push_back({of + response_.name + " is stated", stated_, all_ - stated_});
    if (!source_->add_up.parts.empty())
      table_.ledger.push_back({of + "the parts add up to the total within " +
                                   base::format_double(100 * source_->add_up.tolerance) + " %, where they are stated",
                               added_, stated_ - added_});
    table_.ledger.push_back({of + base::format_double(response_.min) + " <= " + response_.name +
                                 " <= " + base::format_double(response_.max),
                             kept, added_ - kept});
  }

  template <class Keep>
  void keep(const std::string& rule, Keep keep_row) {
    std::vector<TableRow> kept;
    for (std::size_t i = 0; i < table_.rows.size(); ++i)
      if (keep_row(i)) kept.push_back(std::move(table_.rows[i]));
    const auto before = static_cast<std::int64_t>(table_.rows.size()), left = static_cast<std::int64_t>(kept.size());
    table_.rows = std::move(kept);
    table_.ledger.push_back({rule, left, before - left});
  }

  void drop_repeats() {
    std::unordered_set<std::uint64_t> seen;
    keep("repeats count once", [&](std::size_t i) { return seen.insert(content_[i]).second; });
  }

  void drop_far() {
    const TableField& field = recipe_.fields[response_.near_field];
    std::map<std::string, std::vector<double>> levels;
    const auto level = [&](std::size_t i) {
      const FieldValue& value = table_.rows[i].fields[response_.near_field];
      return value.items.empty() ? std::string() : text::fold(value.items.front());
    };
    for (std::size_t i = 0; i < table_.rows.size(); ++i) levels[level(i)].push_back(table_.rows[i].log_pay);
    std::vector<double> few;
    for (const auto& [name, pay] : levels)
      if (name.empty() || pay.size() < kLeastLevel) few.insert(few.end(), pay.begin(), pay.end());
    std::map<std::string, double> middle;
    for (const auto& [name, pay] : levels)
      middle[name] = regress::weighted_quantile(name.empty() || pay.size() < kLeastLevel ? few : pay, {}, 0.5);
    const double most = base::log(response_.near_times);
    keep("within " + base::format_double(response_.near_times) + " times the median of the same " + field.id +
             " (at least " + std::to_string(kLeastLevel) + " rows), and not below one " +
             base::format_double(response_.near_times) + "th of it",
         [&](std::size_t i) { return std::abs(table_.rows[i].log_pay - middle[level(i)]) <= most; });
  }

  const TableRecipe& recipe_;
  const TableResponse& response_;
  std::vector<std::string> inputs_;
  std::vector<FieldReader> readers_;
  std::vector<std::ptrdiff_t> input_of_;  ///< by field
  const TableSource* source_ = nullptr;
  const AmountSource* amount_ = nullptr;
  Columns columns_;
  Companies companies_;
  std::vector<std::uint64_t> content_;  ///< equal for repeats
  std::int64_t all_ = 0, stated_ = 0, added_ = 0;
  TableRows table_;
};

}  // namespace

Result<TableRows> read_table_rows(const TableRecipe& recipe, const TableResponse& response,
                                  const text::Lexicon& lexicon, std::span<const std::string> csvs,
                                  const std::function<bool(double)>& progress) {
  if (csvs.size() != recipe.tables.size())
    return Error{Code::out_of_range, "tables", std::to_string(csvs.size()),
                 std::to_string(recipe.tables.size()) + ", as the recipe has"};
  Reader reader(recipe, response, lexicon);
  const auto n = static_cast<double>(csvs.size());
  for (std::size_t t = 0; t < csvs.size(); ++t) {
    const auto share = [&](double part) { return !progress || progress((static_cast<double>(t) + part) / n); };
    if (const auto error = reader.read(recipe.tables[t], csvs[t], share)) return *error;
  }
  TableRows table = reader.finish();
  if (table.rows.empty())
    return Error{Code::no_data, "the table", "no row that obeys the rules", "rows within the recipe's rules"};
  return table;
}

}  // namespace chouma::salary
