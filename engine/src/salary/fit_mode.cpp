#include "salary/fit_mode.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "regress/quantile.h"
#include "regress/stats.h"
#include "salary/band_shifts.h"
#include "salary/scores.h"
#include "salary/skill_effects.h"
#include "salary/spacings.h"
#include "salary/tree_blend.h"
#include "salary/vocabulary.h"

namespace chouma::salary {

namespace {

constexpr regress::QuantileOptions kOptions{1e-6, 200};

const TreesRecipe& trees_of(const Recipe& recipe, Mode mode) {
  return mode == Mode::posting ? recipe.trees_posting : recipe.trees_profile;
}

}  // namespace

class ModeFit::Fitter {
 public:
  Fitter(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
         const Medians& posting)
      : recipe_(recipe),
        mode_(mode),
        posting_(posting),
        space_(choose_features(recipe, lexicon, table, mode), recipe.features.bases, lexicon) {
    x_.columns = space_.features().size();
    Row row;
    for (const Posting& posting : table.rows) {
      facts_.push_back(posting.facts);
      facts_.back().phrases = space_.phrases(posting.text);
      space_.row(facts_.back(), row);
      x_.add_row(row.column, row.value);
      y_.push_back(posting.log_pay);
      company_.push_back(posting.company);
      block_.push_back(posting.block);
    }
    weight_ = company_weights(company_, recipe.company_power);
    company_weight_ = company_weights(company_);
    fold_ = regress::group_folds(block_, static_cast<std::uint32_t>(recipe.folds), recipe.seed);
    median_.resize(y_.size());
    fitted_.medians.resize(static_cast<std::size_t>(recipe.folds) + 1);
    trees_.emplace(trees_of(recipe, mode), recipe.seed, space_, mode, facts_, company_);
  }

  /// Units after the columns, from 0.
  std::optional<Error> fit(int unit) {
    const int fits = 1 + TreeFit::units(trees_of(recipe_, mode_));  // a linear one and the trees
    if (unit < recipe_.folds * fits) {
      const auto k = static_cast<std::uint32_t>(unit / fits);
      return unit % fits == 0 ? fit_fold(k) : grow(k);
    }
    unit -= recipe_.folds * fits;
    if (unit == 0) return fit_scale();
    if (unit <= fits) return unit == 1 ? fit_median() : grow(static_cast<std::uint32_t>(recipe_.folds));
    unit -= fits + 1;
    if (unit < recipe_.replicates) return fit_replicate(static_cast<std::uint32_t>(unit));
    return unit == recipe_.replicates ? fit_missed() : fit_effects();
  }

  FittedMode finish() {
    collect(fitted_.data);
    return std::move(fitted_);
  }

 private:
  double penalty() const { return mode_ == Mode::posting ? recipe_.penalty_posting : recipe_.penalty_profile; }

  Result<std::vector<double>> median(const regress::Design& x, std::span<const double> y, std::span<const double> w) {
    auto lambda = penalties(x, w, penalty());
    for (std::size_t j = 0; j < lambda.size(); ++j) {
      const Kind kind = space_.features()[j].kind;
      if (kind == Kind::years || kind == Kind::education || kind == Kind::level) lambda[j] *= recipe_.penalty_structure;
    }
    auto fit = regress::fit_quantile(x, y, w, 0.5, lambda, kOptions);
    if (!fit) return fit.error();
    centre_boards(x, w, fit.value().beta);
    return std::move(fit.value().beta);
  }

  /// What a board's column multiplies: the intercept for its own column, the other column of a pair, else kNone.
  std::uint32_t multiplied_by_board(std::uint32_t column) const {
    const auto is_board = [&](std::uint32_t c) { return space_.features()[c].kind == Kind::board; };
    if (is_board(column)) return 0;
    const auto [a, b] = space_.of_pair(column);
    if (a == text::kNone) return text::kNone;
    if (is_board(a)) return b;
    return is_board(b) ? a : text::kNone;
  }

  /// The effects of boards on a column become deviations from their mean over the rows, weighted, so that an unknown board means the average one.
  /// Boards exclude each other and have a column each, so that on rows with a board nothing changes.
  void centre_boards(const regress::Design& x, std::span<const double> w, std::vector<double>& beta) const {
    std::vector<double> sum(beta.size()), total(beta.size());
    std::vector<std::uint32_t> of(beta.size());
    for (std::uint32_t j = 0; j < beta.size(); ++j) of[j] = multiplied_by_board(j);
    for (std::size_t i = 0; i < x.rows(); ++i)
      for (std::uint32_t e = x.start[i]; e < x.start[i + 1]; ++e)
        if (const std::uint32_t j = x.column[e]; of[j] != text::kNone) {
          sum[of[j]] += w[i] * beta[j];
          total[of[j]] += w[i];
        }
    for (std::size_t j = 0; j < beta.size(); ++j)
      if (of[j] != text::kNone && total[of[j]] > 0) beta[j] -= sum[of[j]] / total[of[j]];
    for (std::size_t j = 0; j < beta.size(); ++j)
      if (total[j] > 0) beta[j] += sum[j] / total[j];
  }

  std::optional<Error> fit_fold(std::uint32_t k) {
    std::vector<std::uint32_t> rows;
    std::vector<double> y, w;
    for (std::uint32_t i = 0; i < y_.size(); ++i)
      if (fold_[i] != k) {
        rows.push_back(i);
        y.push_back(y_[i]);
        w.push_back(weight_[i]);
      }
    if (rows.empty()) return Error{Code::no_data, "folds", "one company", "rows of several companies"};
    const auto beta = median(regress::take_rows(x_, rows), y, w);
    if (!beta) return beta.error();
    keep_medians(k, beta.value());
    for (std::size_t i = 0; i < y_.size(); ++i)
      if (fold_[i] == k) median_[i] = fitted_.medians[k][i];
    return std::nullopt;
  }

  void keep_medians(std::uint32_t k, const std::vector<double>& beta) {
    for (std::size_t i = 0; i < y_.size(); ++i) fitted_.medians[k].push_back(regress::row_dot(x_, i, beta));
  }

  /// A unit of the trees on the rows outside fold k (k = folds: all rows); after the last the fold's medians become the average.
  std::optional<Error> grow(std::uint32_t k) {
    const TreesRecipe& recipe = trees_of(recipe_, mode_);
    auto target = y_, w = weight_;
    for (std::size_t i = 0; i < y_.size(); ++i) {
      if (fold_[i] == k) w[i] = 0;
      if (recipe.distil > 0) target[i] += recipe.distil * (posting_[k][i] - y_[i]);
    }
    if (auto error = trees_->step(target, w)) return error;
    if (!trees_->grown()) return std::nullopt;
    auto trees = trees_->take();
    for (std::size_t i = 0; i < y_.size(); ++i)
      if (fold_[i] == k) median_[i] += recipe.share * (trees_->predict(trees, i) - median_[i]);
    if (k == static_cast<std::uint32_t>(recipe_.folds)) fitted_.data.blend = {std::move(trees), recipe.share};
    return std::nullopt;
  }

  /// The rows of the spacings' problem outside fold k (k = folds: all rows), with their residuals after the shift.
  SpacingData spacing_data(std::uint32_t k, double shift) const {
    SpacingData data;
    for (std::size_t i = 0; i < y_.size(); ++i)
      if (fold_[i] != k) {
        data.z.push_back(z_[i]);
        data.residual.push_back(y_[i] - median_[i] - shift);
        data.weight.push_back(company_weight_[i]);
      }
    return data;
  }

  double shift_without(std::uint32_t k) const {
    std::vector<double> r, w;
    for (std::size_t i = 0; i < y_.size(); ++i)
      if (fold_[i] != k) {
        r.push_back(y_[i] - median_[i]);
        w.push_back(company_weight_[i]);
      }
    return regress::weighted_quantile(r, w, 0.5);
  }

  std::array<double, 4> calibration_without(std::uint32_t k, double shift) const {
    std::vector<double> r, w;
    std::vector<std::array<double, 4>> s;
    for (std::size_t i = 0; i < y_.size(); ++i)
      if (fold_[i] != k) {
        r.push_back(y_[i] - median_[i] - shift);
        s.push_back(spacing_[i]);
        w.push_back(company_weight_[i]);
      }
    return calibrate(r, s, w);
  }

  std::optional<Error> fit_scale() {
    ModeData& data = fitted_.data;
    const auto folds = static_cast<std::uint32_t>(recipe_.folds);
    data.centre = model_round(regress::weighted_quantile(median_, company_weight_, 0.5));
    for (std::size_t i = 0; i < y_.size(); ++i)
      z_.push_back(spacing_terms(space_, facts_[i], mode_, median_[i] - data.centre));
    spacing_.resize(y_.size());
    for (std::uint32_t k = 0; k < folds; ++k) {
      const auto gamma = fit_spacings(spacing_data(k, shift_without(k)), recipe_.penalty_spacing);
      if (!gamma) return gamma.error();
      for (std::size_t i = 0; i < y_.size(); ++i)
        if (fold_[i] == k) spacing_[i] = spacings_of(gamma.value(), z_[i]);
    }
    count_support();
    bands_ = band_columns(space_, companies_, recipe_.features.band_min_companies);
    if (auto error = outcomes_out_of_fold()) return error;
    const Scores scores = score(fitted_.out_of_fold, company_weight_);
    data.held_out = {scores.mean_pinball, scores.coverage_80, scores.mdape};
    shift_ = shift_without(folds);
    const auto calibration = calibration_without(folds, shift_);
    const auto gamma = fit_spacings(spacing_data(folds, shift_), recipe_.penalty_spacing);
    if (!gamma) return gamma.error();
    auto shifts = shifts_without(folds, shift_, calibration);
    if (!shifts) return shifts.error();
    data.shifts = std::move(shifts.value());
    for (std::size_t s = 0; s < 4; ++s) {
      data.calibration[s] = model_round(calibration[s]);
      for (std::size_t j = 0; j < kSpacingTerms; ++j) data.spacing[s][j] = model_round(gamma.value()[s][j]);
    }
    return std::nullopt;
  }

  std::span<const std::uint32_t> columns_of(std::size_t i) const {
    return std::span(x_.column).subspan(x_.start[i], x_.start[i + 1] - x_.start[i]);
  }

  /// Of the rows outside fold k (k = folds: all rows).
  Result<BandShifts> shifts_without(std::uint32_t k, double shift, const std::array<double, 4>& calibration) const {
    if (recipe_.features.band_min_companies == 0) return BandShifts{};
    ShiftRows rows;
    for (std::size_t i = 0; i < y_.size(); ++i) {
      if (fold_[i] == k) continue;
      rows.residual.push_back(y_[i] - median_[i] - shift);
      rows.offsets.push_back(offsets(spacing_[i], calibration));
      rows.columns.push_back(columns_of(i));
      rows.company.push_back(company_[i]);
    }
    return fit_band_shifts(rows, bands_);
  }

  std::optional<Error> outcomes_out_of_fold() {
    fitted_.out_of_fold.resize(y_.size());
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(recipe_.folds); ++k) {
      const double shift = shift_without(k);
      const auto calibration = calibration_without(k, shift);
      const auto shifts = shifts_without(k, shift, calibration);
      if (!shifts) return shifts.error();
      for (std::size_t i = 0; i < y_.size(); ++i) {
        if (fold_[i] != k) continue;
        auto quantiles = offsets(spacing_[i], calibration);
        shifts.value().apply(columns_of(i), quantiles);
        for (double& q : quantiles) q += median_[i] + shift;
        fitted_.out_of_fold[i] = {y_[i], quantiles};
      }
    }
    return std::nullopt;
  }

  std::optional<Error> fit_median() {
    auto beta = median(x_, y_, weight_);
    if (!beta) return beta.error();
    beta_ = std::move(beta.value());
    keep_medians(static_cast<std::uint32_t>(recipe_.folds), beta_);
    return std::nullopt;
  }

  std::optional<Error> fit_replicate(std::uint32_t b) {
    auto w = regress::group_weights(company_, recipe_.seed, b);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] *= weight_[i];
    auto beta = median(x_, y_, w);
    if (!beta) return beta.error();
    replicate_.push_back(std::move(beta.value()));
    return std::nullopt;
  }

  /// Rows of companies that share a text may depend on each other.
  Result<std::vector<std::optional<OwnEffect>>> skills_on(std::span<const double> y, bool residuals) {
    std::vector<std::uint32_t> columns;
    for (std::uint32_t j = 0; j < x_.columns; ++j)
      if (space_.features()[j].kind == Kind::skill) columns.push_back(j);
    auto effects = own_effects(x_, y, weight_, block_, columns, recipe_.seed, residuals);
    if (effects)
      for (auto& effect : effects.value())
        if (effect) effect = OwnEffect{column_round(effect->log), column_round(effect->se)};
    return effects;
  }

  std::optional<Error> fit_missed() {
    std::vector<double> residual;
    residual.reserve(y_.size());
    for (std::size_t i = 0; i < y_.size(); ++i) residual.push_back(y_[i] - median_[i]);
    auto missed = skills_on(residual, true);
    if (!missed) return missed.error();
    fitted_.data.missed = std::move(missed.value());
    return std::nullopt;
  }

  std::optional<Error> fit_effects() {
    auto effects = skills_on(y_, false);
    if (!effects) return effects.error();
    fitted_.data.effects = std::move(effects.value());
    return std::nullopt;
  }

  void collect(ModeData& data) {
    const auto kept = kept_columns();
    std::vector<std::uint32_t> place(x_.columns + kTreeNumbers, 0);
    for (std::size_t j = 0; j < x_.columns; ++j) {
      if (!kept[j]) continue;
      place[j] = static_cast<std::uint32_t>(data.features.size());
      data.features.push_back(space_.features()[j]);
      data.log.push_back(rounded_log(j));
      data.rows.push_back(rows_[j]);
      data.companies.push_back(companies_[j]);
      keep_deviations(replicate_, j, data);
    }
    for (std::uint32_t n = 0; n < kTreeNumbers; ++n)
      place[x_.columns + n] = static_cast<std::uint32_t>(data.features.size()) + n;
    if (data.blend.trees) data.blend.trees->move_columns(place);
    for (std::uint32_t& column : data.shifts.column) column = place[column];
    for (auto* values : {&data.shifts.below_of, &data.shifts.above_of})
      for (double& value : *values) value = model_round(value);
    data.shifts.below = model_round(data.shifts.below);
    data.shifts.above = model_round(data.shifts.above);
  }

  /// The intercept is weighed with the linear part, and the shift is not.
  double rounded_log(std::size_t j) const {
    return column_round(beta_[j] + (j == 0 ? shift_ / (1 - fitted_.data.blend.share) : 0));
  }

  /// By column, and for the trees' numbers.
  std::vector<bool> kept_columns() const {
    std::vector<bool> kept(x_.columns + kTreeNumbers, false);
    if (fitted_.data.blend.trees)
      for (const regress::TreeColumn& column : fitted_.data.blend.trees->columns()) kept[column.column] = true;
    for (const std::uint32_t column : bands_) kept[column] = true;
    for (std::uint32_t j = 0; j < x_.columns; ++j) {
      if (rounded_log(j) != 0 || !droppable(space_.features()[j])) kept[j] = true;
      // A pair is found by its columns.
      if (kept[j] && space_.of_pair(j)[0] != text::kNone)
        for (const std::uint32_t of : space_.of_pair(j)) kept[of] = true;
    }
    return kept;
  }

  static bool droppable(const Feature& feature) {
    return feature.kind == Kind::title || feature.kind == Kind::phrase || feature.kind == Kind::months ||
           feature.kind == Kind::board || feature.kind == Kind::pair ||
           (feature.kind == Kind::city && feature.id != "none" && feature.id[0] != 't');
  }

  void count_support() {
    rows_.assign(x_.columns, 0);
    companies_.assign(x_.columns, 0);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (std::size_t i = 0; i < y_.size(); ++i)
      for (std::uint32_t e = x_.start[i]; e < x_.start[i + 1]; ++e) {
        ++rows_[x_.column[e]];
        pairs.emplace_back(x_.column[e], company_[i]);
      }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [column, company] : pairs) ++companies_[column];
  }

  static void keep_deviations(const std::vector<std::vector<double>>& replicate, std::size_t j, ModeData& data) {
    double mean = 0;
    for (const auto& beta : replicate) mean += beta[j];
    mean /= static_cast<double>(replicate.size());
    double largest = 0;
    for (const auto& beta : replicate) largest = std::max(largest, std::abs(beta[j] - mean));
    const double scale = column_round(largest / kMostDeviation + 5e-5);  // rounded up
    data.scale.push_back(scale);
    for (const auto& beta : replicate)
      data.deviation.push_back(static_cast<std::int8_t>(
          std::clamp(base::round_half_away((beta[j] - mean) / scale), -kMostDeviation, kMostDeviation)));
  }

  const Recipe& recipe_;
  Mode mode_;
  const Medians& posting_;
  FeatureSpace space_;
  regress::Design x_;
  std::vector<Facts> facts_;
  std::vector<double> y_, weight_, company_weight_, median_;
  std::vector<std::uint32_t> company_, block_, fold_;
  std::vector<SpacingRow> z_;
  std::vector<std::array<double, 4>> spacing_;
  std::vector<std::int64_t> rows_, companies_;
  std::vector<std::uint32_t> bands_;
  std::optional<TreeFit> trees_;
  double shift_ = 0;
  std::vector<double> beta_;
  std::vector<std::vector<double>> replicate_;
  FittedMode fitted_;
};

ModeFit::ModeFit(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
                 const Medians& posting)
    : recipe_(&recipe), lexicon_(&lexicon), table_(&table), mode_(mode), posting_(&posting) {}
ModeFit::~ModeFit() = default;
ModeFit::ModeFit(ModeFit&&) noexcept = default;
ModeFit& ModeFit::operator=(ModeFit&&) noexcept = default;

int ModeFit::units(const Recipe& recipe, Mode mode) {
  return 2 + (recipe.folds + 1) * (1 + TreeFit::units(trees_of(recipe, mode))) + recipe.replicates +
         (mode == Mode::profile ? 2 : 1);
}

std::optional<Error> ModeFit::step() {
  if (done_ == units(*recipe_, mode_)) return std::nullopt;
  std::optional<Error> error;
  if (done_ == 0)
    fitter_ = std::make_unique<Fitter>(*recipe_, *lexicon_, *table_, mode_, *posting_);
  else
    error = fitter_->fit(done_ - 1);
  if (!error) ++done_;
  return error;
}

FittedMode ModeFit::finish() { return fitter_->finish(); }

Result<FittedMode> fit_mode(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
                            const Medians& posting) {
  ModeFit fit(recipe, lexicon, table, mode, posting);
  while (fit.done() < ModeFit::units(recipe, mode))
    if (auto error = fit.step()) return *error;
  return fit.finish();
}

}  // namespace chouma::salary
