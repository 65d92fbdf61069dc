#include "salary/fit_mode.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "regress/quantile.h"
#include "regress/stats.h"
#include "salary/scores.h"
#include "salary/spacings.h"
#include "salary/vocabulary.h"

namespace chouma::salary {

namespace {

constexpr regress::QuantileOptions kOptions{1e-6, 200};

class ModeFitter {
 public:
  ModeFitter(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
             const std::function<bool()>& step)
      : recipe_(recipe),
        mode_(mode),
        step_(step),
        space_(choose_features(recipe, lexicon, table, mode), recipe.features.years_knots, recipe.features.months,
               lexicon) {
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
  }

  Result<FittedMode> run() {
    FittedMode fitted;
    if (auto error = fit_out_of_fold()) return *error;
    if (auto error = fit_scale(fitted)) return *error;
    if (auto error = fit_median(fitted.data)) return *error;
    return fitted;
  }

 private:
  double penalty() const { return mode_ == Mode::posting ? recipe_.penalty_posting : recipe_.penalty_profile; }

  Result<std::vector<double>> median(const regress::Design& x, std::span<const double> y, std::span<const double> w) {
    if (!step_()) return Error{Code::no_data, "training", "cancelled", "a complete fit"};
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

  /// Board effects become deviations from their weighted mean, so that an unknown board means the average one.
  void centre_boards(const regress::Design& x, std::span<const double> w, std::vector<double>& beta) const {
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < x.rows(); ++i)
      for (std::uint32_t e = x.start[i]; e < x.start[i + 1]; ++e)
        if (space_.features()[x.column[e]].kind == Kind::board) {
          sum += w[i] * beta[x.column[e]];
          total += w[i];
        }
    if (total == 0) return;
    for (std::size_t j = 0; j < beta.size(); ++j)
      if (space_.features()[j].kind == Kind::board) beta[j] -= sum / total;
    beta[0] += sum / total;
  }

  std::optional<Error> fit_out_of_fold() {
    median_.resize(y_.size());
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(recipe_.folds); ++k) {
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
      for (std::size_t i = 0; i < y_.size(); ++i)
        if (fold_[i] == k) median_[i] = regress::row_dot(x_, i, beta.value());
    }
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

  std::optional<Error> fit_scale(FittedMode& fitted) {
    ModeData& data = fitted.data;
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
    fitted.out_of_fold = outcomes_out_of_fold();
    const Scores scores = score(fitted.out_of_fold, company_weight_);
    data.held_out = {scores.mean_pinball, scores.coverage_80, scores.mdape};
    shift_ = shift_without(folds);
    const auto calibration = calibration_without(folds, shift_);
    const auto gamma = fit_spacings(spacing_data(folds, shift_), recipe_.penalty_spacing);
    if (!gamma) return gamma.error();
    for (std::size_t s = 0; s < 4; ++s) {
      data.calibration[s] = model_round(calibration[s]);
      for (std::size_t j = 0; j < kSpacingTerms; ++j) data.spacing[s][j] = model_round(gamma.value()[s][j]);
    }
    return std::nullopt;
  }

  std::vector<Outcome> outcomes_out_of_fold() const {
    std::vector<Outcome> outcomes(y_.size());
    for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(recipe_.folds); ++k) {
      const double shift = shift_without(k);
      const auto calibration = calibration_without(k, shift);
      for (std::size_t i = 0; i < y_.size(); ++i)
        if (fold_[i] == k) {
          outcomes[i] = {y_[i], offsets(spacing_[i], calibration)};
          for (double& q : outcomes[i].log_quantile) q += median_[i] + shift;
        }
    }
    return outcomes;
  }

  std::optional<Error> fit_median(ModeData& data) {
    const auto beta = median(x_, y_, weight_);
    if (!beta) return beta.error();
    std::vector<std::vector<double>> replicate;
    for (int b = 0; b < recipe_.replicates; ++b) {
      auto w = regress::group_weights(company_, recipe_.seed, static_cast<std::uint32_t>(b));
      for (std::size_t i = 0; i < w.size(); ++i) w[i] *= weight_[i];
      auto again = median(x_, y_, w);
      if (!again) return again.error();
      replicate.push_back(std::move(again.value()));
    }
    count_support();
    for (std::size_t j = 0; j < x_.columns; ++j) {
      const Feature& feature = space_.features()[j];
      const double log = model_round(beta.value()[j] + (j == 0 ? shift_ : 0));
      if (log == 0 && droppable(feature)) continue;
      data.features.push_back(feature);
      data.log.push_back(log);
      data.rows.push_back(rows_[j]);
      data.companies.push_back(companies_[j]);
      keep_deviations(replicate, j, data);
    }
    return std::nullopt;
  }

  static bool droppable(const Feature& feature) {
    return feature.kind == Kind::title || feature.kind == Kind::phrase || feature.kind == Kind::months ||
           feature.kind == Kind::board || (feature.kind == Kind::city && feature.id != "none" && feature.id[0] != 't');
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
    const double scale = model_round(largest / 127 + 5e-6);  // rounded up, so that 127 steps suffice
    data.scale.push_back(scale);
    for (const auto& beta : replicate)
      data.deviation.push_back(
          static_cast<std::int8_t>(std::clamp(base::round_half_away((beta[j] - mean) / scale), -127.0, 127.0)));
  }

  const Recipe& recipe_;
  Mode mode_;
  const std::function<bool()>& step_;
  FeatureSpace space_;
  regress::Design x_;
  std::vector<Facts> facts_;
  std::vector<double> y_, weight_, company_weight_, median_;
  std::vector<std::uint32_t> company_, block_, fold_;
  std::vector<SpacingRow> z_;
  std::vector<std::array<double, 4>> spacing_;
  std::vector<std::int64_t> rows_, companies_;
  double shift_ = 0;
};

}  // namespace

Result<FittedMode> fit_mode(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table, Mode mode,
                            const std::function<bool()>& step) {
  return ModeFitter(recipe, lexicon, table, mode, step).run();
}

int fits_per_mode(const Recipe& recipe) { return recipe.folds + 1 + recipe.replicates; }

double fit_shrinkage(std::span<const SkillEffect> effects) {
  constexpr double kMost = 1e6;
  double sigma2 = 0;
  for (const SkillEffect& e : effects) sigma2 += e.companies * e.se * e.se;
  if (effects.empty() || sigma2 <= 0) return 0;
  sigma2 /= static_cast<double>(effects.size());
  // d/dτ² of twice the log likelihood; it has one sign change where the likelihood has one maximum.
  const auto slope = [&](double tau2) {
    double sum = 0;
    for (const SkillEffect& e : effects) {
      const double v = tau2 + sigma2 / e.companies;
      sum += (e.difference * e.difference / v - 1) / v;
    }
    return sum;
  };
  double low = base::log(sigma2 / kMost), high = base::log(1e6 * sigma2);
  if (slope(base::exp(low)) <= 0) return kMost;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (slope(base::exp(middle)) > 0 ? low : high) = middle;
  }
  return sigma2 / base::exp(low);
}

}  // namespace chouma::salary
