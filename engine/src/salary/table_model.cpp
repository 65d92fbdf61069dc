#include "salary/table_model.h"

#include <algorithm>
#include <optional>

#include "base/math.h"
#include "salary/table_data.h"

namespace chouma::salary {

namespace {

constexpr double kMostSpread = 2;

}  // namespace

Row table_spacing_terms(const Row& row, std::span<const std::uint32_t> spread, double centred_log_median) {
  const double m = std::clamp(centred_log_median, -kMostSpread, kMostSpread);
  Row z{{0, 1, 2}, {1, m, m * m}};
  std::size_t at = 0;
  for (std::uint32_t k = 0; k < spread.size(); ++k) {
    while (at < row.column.size() && row.column[at] < spread[k]) ++at;
    if (at == row.column.size() || row.column[at] != spread[k]) continue;
    z.column.push_back(3 + k);
    z.value.push_back(row.value[at]);
  }
  return z;
}

struct TableModel::Impl {
  TableData data;
  TableSpace space;
  std::vector<FieldReader> readers;
  std::vector<std::string> inputs;

  Impl(TableData d, TableSpace s, const text::Lexicon& lexicon) : data(std::move(d)), space(std::move(s)) {
    for (const TableField& field : data.fields) {
      readers.emplace_back(field, lexicon);
      if (std::find(inputs.begin(), inputs.end(), field.from) == inputs.end()) inputs.push_back(field.from);
    }
  }

  template <class F>
  double log_median(const Row& row, F&& f) const {
    return for_each_term(
        row, data.coefficients, [&](std::uint32_t c) { return space.contribution(c); }, f);
  }

  /// log(quantile / median).
  std::array<double, 5> spacings(const Row& row, double log_median) const {
    const Row z = table_spacing_terms(row, data.spread, log_median - data.scale.centre);
    return offsets(spacings_of(data.scale.spacing, z), data.scale.calibration);
  }

  /// What a term's contribution shows: the number, the pair's two inputs, else the column's id.
  std::string shown(std::uint32_t column, std::span<const FieldValue> values) const {
    const TableColumn& of = space.columns()[column];
    if (of.term == 0) return of.id;
    if (of.term <= data.fields.size() && values[of.term - 1].average) return values[of.term - 1].shown();
    if (!space.is_pair(column))
      return data.fields[of.term - 1].kind == FieldKind::number ? values[of.term - 1].shown() : of.id;
    const auto& pair = data.pairs[of.term - 1 - data.fields.size()];
    return values[pair[0]].shown() + " × " + values[pair[1]].shown();
  }
};

TableModel::TableModel(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<TableModel> make_table_model(TableData data, const text::Lexicon& lexicon) {
  auto space = TableSpace::make(data.fields, data.pairs, data.columns);
  if (!space) return space.error();
  const auto n = static_cast<double>(std::max<std::int64_t>(data.passport.passport.rows, 1));
  std::vector<double> shares;
  shares.reserve(data.coefficients.rows.size());
  for (const std::int64_t rows : data.coefficients.rows) shares.push_back(static_cast<double>(rows) / n);
  space.value().set_shares(std::move(shares));
  return TableModel(std::make_shared<const TableModel::Impl>(std::move(data), std::move(space.value()), lexicon));
}

const TablePassport& TableModel::passport() const { return impl_->data.passport; }
const std::vector<TableField>& TableModel::fields() const { return impl_->data.fields; }
std::vector<std::string> TableModel::inputs() const { return impl_->inputs; }

std::vector<std::string> TableModel::levels(std::size_t field) const {
  std::vector<std::string> ids;
  if (impl_->data.fields[field].kind == FieldKind::number) return ids;
  for (const TableColumn& column : impl_->data.columns)
    if (column.term == field + 1 && column.id != "none" && column.id != "other") ids.push_back(column.id);
  return ids;
}

Result<TablePrediction> TableModel::predict(std::span<const std::pair<std::string, std::string>> inputs) const {
  std::vector<std::optional<std::string>> said(impl_->inputs.size());
  for (const auto& [name, text] : inputs) {
    const auto at = std::find(impl_->inputs.begin(), impl_->inputs.end(), name);
    if (at == impl_->inputs.end()) {
      std::string known;
      for (const std::string& input : impl_->inputs) known += (known.empty() ? "" : ", ") + input;
      return Error{Code::unknown_name, "field", name, known};
    }
    auto& slot = said[static_cast<std::size_t>(at - impl_->inputs.begin())];
    if (slot) return Error{Code::bad_schema, "field " + name, text, "each field once"};
    slot = text;
  }
  std::vector<FieldValue> values;
  std::vector<std::string> assumed;
  for (std::size_t f = 0; f < impl_->data.fields.size(); ++f) {
    const TableField& field = impl_->data.fields[f];
    const auto at = std::find(impl_->inputs.begin(), impl_->inputs.end(), field.from) - impl_->inputs.begin();
    const auto& text = said[static_cast<std::size_t>(at)];
    if (!text && impl_->data.usual[f].stated()) {
      values.push_back(impl_->data.usual[f]);
      assumed.push_back(field.id + ":" + values.back().shown());
      continue;
    }
    values.push_back(impl_->readers[f].read(text.value_or("")));
    const bool worded = text && std::any_of(field.words.begin(), field.words.end(), [&](const auto& word) {
                          return word.second.empty() &&
                                 (field.inside ? text->find(word.first) != std::string::npos : word.first == *text);
                        });
    if (text && !text->empty() && field.kind == FieldKind::number && !values.back().stated() && !worded)
      return Error{Code::bad_schema, "field " + field.id, *text, field.date ? "a date or a year" : "a number"};
  }
  TablePrediction answer = predict(values);
  answer.assumed = std::move(assumed);
  return answer;
}

std::array<double, 5> TableModel::quantiles(std::span<const FieldValue> values) const {
  Row row;
  impl_->space.row(values, row);
  const double log_median = impl_->log_median(row, [](const TermOfRow&) {});
  auto quantile = impl_->spacings(row, log_median);
  for (double& q : quantile) q = base::exp(log_median + q);
  return quantile;
}

TablePrediction TableModel::predict(std::span<const FieldValue> values) const {
  TablePrediction answer;
  Row row;
  impl_->space.row(values, row, &answer.unpriced);
  const Coefficients& all = impl_->data.coefficients;
  const auto column = [&](std::size_t i) { return row.column[i]; };
  const auto value = [&](std::size_t i) { return row.value[i]; };
  const double log_median = impl_->log_median(row, [&](const TermOfRow& term) {
    // The first column of a spline is the one that nearly every number has; of products the rarest counts.
    std::uint32_t own = row.column[term.begin];
    if (impl_->space.is_pair(own))
      for (std::size_t i = term.begin; i < term.end; ++i)
        if (all.companies[row.column[i]] < all.companies[own]) own = row.column[i];
    Contribution c;
    c.kind = impl_->space.term_name(impl_->space.columns()[own].term);
    c.id = impl_->shown(own, values);
    c.log = term.log;
    c.log_se = all.combination_se(term.begin, term.end, column, value);
    const std::uint32_t field = impl_->space.columns()[own].term;
    const bool average = field > 0 && field <= values.size() && values[field - 1].average;
    c.rows = average ? impl_->data.passport.passport.rows : all.rows[own];
    c.companies = average ? impl_->data.passport.passport.companies : all.companies[own];
    answer.contributions.push_back(std::move(c));
  });
  answer.median_log_se = all.combination_se(0, row.column.size(), column, value);
  answer.spacing_log = impl_->spacings(row, log_median);
  for (std::size_t j = 0; j < 5; ++j) answer.quantile[j] = base::exp(log_median + answer.spacing_log[j]);
  return answer;
}

}  // namespace chouma::salary
