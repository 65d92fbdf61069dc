#include "salary/table_fit.h"

#include <algorithm>

#include "regress/quantile.h"
#include "regress/stats.h"
#include "salary/cross_fit.h"
#include "salary/model_data.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr regress::QuantileOptions kTableOptions{1e-6, 200};

class TableFitter {
 public:
  TableFitter(const TableRecipe& recipe, TableSpace space, std::span<const TableRow> rows,
              const std::function<bool()>& step)
      : recipe_(recipe), space_(std::move(space)), step_(step) {
    x_.columns = space_.columns().size();
    std::vector<std::uint32_t> block;
    Row row;
    for (const TableRow& r : rows) {
      space_.row(r.fields, row);
      x_.add_row(row.column, row.value);
      y_.push_back(r.log_pay);
      group_.push_back(r.group);
      block.push_back(r.block);
    }
    weight_ = company_weights(group_, recipe.group_power);
    group_weight_ = company_weights(group_);
    fold_ = regress::group_folds(block, folds(), recipe.seed);
    for (std::uint32_t j = 0; j < x_.columns; ++j) factor_.push_back(j == 0 ? 0 : factor(j));
    support_ = count_support(x_, group_);
    for (std::uint32_t j = 1; j < x_.columns; ++j)
      if (!space_.is_pair(j)) {
        const int least = recipe.fields[space_.columns()[j].term - 1].spread_rows;
        if (least > 0 && support_.rows[j] >= least) spread_.push_back(j);
      }
  }

  Result<FittedTable> run(std::span<const TableRow> rows) {
    FittedTable fitted;
    auto crossed = cross({y_, group_weight_, fold_, folds()});
    if (!crossed) return crossed.error();
    fitted.out_of_fold = std::move(crossed.value().out_of_fold);
    fitted.data.passport.passport.posting = crossed.value().held_out;
    fitted.data.scale = std::move(crossed.value().scale);
    fitted.no_model = no_model();
    if (recipe_.unseen) {
      fitted.unseen_group = levels_of(*recipe_.unseen, rows);
      const auto fold = regress::group_folds(fitted.unseen_group, folds(), recipe_.seed);
      const auto weight = company_weights(fitted.unseen_group);
      auto unseen = cross({y_, weight, fold, folds()});
      if (!unseen) return unseen.error();
      fitted.unseen = std::move(unseen.value().out_of_fold);
    }
    if (auto error = fit_median(fitted.data, crossed.value().shift)) return *error;
    return fitted;
  }

 private:
  std::uint32_t folds() const { return static_cast<std::uint32_t>(recipe_.folds); }

  double factor(std::uint32_t column) const {
    const std::uint32_t term = space_.columns()[column].term;
    const auto fields = static_cast<std::uint32_t>(recipe_.fields.size());
    return term <= fields ? recipe_.fields[term - 1].penalty : recipe_.pairs[term - 1 - fields].penalty;
  }

  Result<std::vector<double>> median(const regress::Design& x, std::span<const double> y, std::span<const double> w) {
    if (!step_()) return Error{Code::no_data, "training", "cancelled", "a complete fit"};
    auto penalty = penalties(x, w, recipe_.penalty_median);
    for (std::size_t j = 1; j < penalty.size(); ++j) penalty[j] *= factor_[j];
    auto fit = regress::fit_quantile(x, y, w, 0.5, penalty, kTableOptions);
    if (!fit) return fit.error();
    return std::move(fit.value().beta);
  }

  Result<CrossFitted> cross(const CrossFitRows& rows) {
    const auto fit = [&](std::span<const std::uint32_t> of) {
      std::vector<double> y, w;
      for (const std::uint32_t i : of) {
        y.push_back(y_[i]);
        w.push_back(weight_[i]);
      }
      return median(regress::take_rows(x_, of), y, w);
    };
    const auto predict = [&](std::size_t i, std::span<const double> beta) { return regress::row_dot(x_, i, beta); };
    const auto terms = [&](std::span<const double> log_median) {
      regress::Design z;
      z.columns = kTableSpacingNames.size() + spread_.size();
      for (std::size_t i = 0; i < log_median.size(); ++i) {
        const Row row{{x_.column.begin() + x_.start[i], x_.column.begin() + x_.start[i + 1]},
                      {x_.value.begin() + x_.start[i], x_.value.begin() + x_.start[i + 1]}};
        const Row terms_of = table_spacing_terms(row, spread_, log_median[i]);
        z.add_row(terms_of.column, terms_of.value);
      }
      return z;
    };
    return cross_fit(rows, recipe_.penalty_spacing, fit, predict, terms);
  }

  std::vector<Outcome> no_model() const {
    std::vector<Outcome> outcomes(y_.size());
    for (std::uint32_t k = 0; k < folds(); ++k) {
      std::vector<double> y, w;
      for (std::size_t i = 0; i < y_.size(); ++i)
        if (fold_[i] != k) {
          y.push_back(y_[i]);
          w.push_back(group_weight_[i]);
        }
      Outcome outcome;
      for (std::size_t j = 0; j < kTaus.size(); ++j)
        outcome.log_quantile[j] = regress::weighted_quantile(y, w, kTaus[j]);
      for (std::size_t i = 0; i < y_.size(); ++i)
        if (fold_[i] == k) {
          outcomes[i] = outcome;
          outcomes[i].log_pay = y_[i];
        }
    }
    return outcomes;
  }

  static std::vector<std::uint32_t> levels_of(std::uint32_t field, std::span<const TableRow> rows) {
    Companies levels;
    std::vector<std::uint32_t> level;
    for (const TableRow& row : rows) {
      const auto& items = row.fields[field].items;
      level.push_back(levels.number(items.empty() ? std::string() : text::fold(items.front())));
    }
    return level;
  }

  std::optional<Error> fit_median(TableData& data, double shift) {
    const auto beta = median(x_, y_, weight_);
    if (!beta) return beta.error();
    std::vector<std::vector<double>> replicate;
    for (int b = 0; b < recipe_.replicates; ++b) {
      auto w = regress::group_weights(group_, recipe_.seed, static_cast<std::uint32_t>(b));
      for (std::size_t i = 0; i < w.size(); ++i) w[i] *= weight_[i];
      auto again = median(x_, y_, w);
      if (!again) return again.error();
      replicate.push_back(std::move(again.value()));
    }
    data.fields = recipe_.fields;
    for (const TablePair& pair : recipe_.pairs) data.pairs.push_back(pair.of);
    std::vector<double> of_column(replicate.size());
    for (std::uint32_t j = 0; j < x_.columns; ++j) {
      const double log = model_round(beta.value()[j] + (j == 0 ? shift : 0));
      if (log == 0 && space_.is_pair(j)) continue;
      if (std::binary_search(spread_.begin(), spread_.end(), j))
        data.spread.push_back(static_cast<std::uint32_t>(data.columns.size()));
      data.columns.push_back(space_.columns()[j]);
      for (std::size_t b = 0; b < replicate.size(); ++b) of_column[b] = replicate[b][j];
      data.coefficients.add(log, support_.rows[j], support_.companies[j], of_column);
    }
    return std::nullopt;
  }

  const TableRecipe& recipe_;
  TableSpace space_;
  const std::function<bool()>& step_;
  regress::Design x_;
  std::vector<double> y_, weight_, group_weight_, factor_;
  std::vector<std::uint32_t> group_, fold_, spread_;
  Support support_;
};

}  // namespace

Result<FittedTable> fit_table(const TableRecipe& recipe, std::span<const TableRow> rows,
                              const std::function<bool()>& step) {
  TablePairs pairs;
  for (const TablePair& pair : recipe.pairs) pairs.push_back(pair.of);
  auto space = TableSpace::make(recipe.fields, std::move(pairs), choose_table_columns(recipe, rows));
  if (!space) return space.error();
  return TableFitter(recipe, std::move(space.value()), rows, step).run(rows);
}

int table_fits(const TableRecipe& recipe) { return recipe.folds * (recipe.unseen ? 2 : 1) + 1 + recipe.replicates; }

}  // namespace chouma::salary
