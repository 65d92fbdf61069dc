#include "salary/cross_fit.h"

#include "base/math.h"
#include "regress/stats.h"
#include "salary/model_data.h"

namespace chouma::salary {

namespace {

class CrossFitter {
 public:
  CrossFitter(const CrossFitRows& rows, double penalty) : rows_(rows), penalty_(penalty), median_(rows.y.size()) {}

  std::optional<Error> fit_medians(const FitMedian& fit, const PredictMedian& predict) {
    for (std::uint32_t k = 0; k < rows_.folds; ++k) {
      const std::vector<std::uint32_t> rows = rows_without(k);
      if (rows.empty()) return Error{Code::no_data, "folds", "one company", "rows of several companies"};
      const auto beta = fit(rows);
      if (!beta) return beta.error();
      for (std::size_t i = 0; i < median_.size(); ++i)
        if (rows_.fold[i] == k) median_[i] = predict(i, beta.value());
    }
    return std::nullopt;
  }

  Result<CrossFitted> fit_scale(const SpacingTerms& terms) {
    CrossFitted fitted;
    fitted.scale.centre = model_round(regress::weighted_quantile(median_, rows_.weight, 0.5));
    std::vector<double> centred;
    centred.reserve(median_.size());
    for (const double log_median : median_) centred.push_back(log_median - fitted.scale.centre);
    z_ = terms(centred);
    spacing_.resize(median_.size());
    for (std::uint32_t k = 0; k < rows_.folds; ++k) {
      const auto gamma = spacings_without(k, shift_without(k));
      if (!gamma) return gamma.error();
      for (std::size_t i = 0; i < median_.size(); ++i)
        if (rows_.fold[i] == k)
          for (std::size_t s = 0; s < 4; ++s) spacing_[i][s] = base::exp(regress::row_dot(z_, i, gamma.value()[s]));
    }
    fitted.out_of_fold = outcomes_out_of_fold();
    const Scores scores = score(fitted.out_of_fold, rows_.weight);
    fitted.held_out = {scores.mean_pinball, scores.coverage_80, scores.mdape};
    fitted.shift = shift_without(rows_.folds);
    fitted.scale.calibration = calibration_without(rows_.folds, fitted.shift);
    auto gamma = spacings_without(rows_.folds, fitted.shift);
    if (!gamma) return gamma.error();
    fitted.scale.spacing = std::move(gamma.value());
    for (double& c : fitted.scale.calibration) c = model_round(c);
    for (auto& gamma_k : fitted.scale.spacing)
      for (double& coefficient : gamma_k) coefficient = model_round(coefficient);
    return fitted;
  }

 private:
  /// k = folds: all rows.
  std::vector<std::uint32_t> rows_without(std::uint32_t k) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < median_.size(); ++i)
      if (rows_.fold[i] != k) rows.push_back(i);
    return rows;
  }

  Result<std::array<std::vector<double>, 4>> spacings_without(std::uint32_t k, double shift) const {
    const auto rows = rows_without(k);
    std::vector<double> r, w;
    for (const std::uint32_t i : rows) {
      r.push_back(rows_.y[i] - median_[i] - shift);
      w.push_back(rows_.weight[i]);
    }
    return fit_spacings(regress::take_rows(z_, rows), r, w, penalty_);
  }

  double shift_without(std::uint32_t k) const {
    std::vector<double> r, w;
    for (const std::uint32_t i : rows_without(k)) {
      r.push_back(rows_.y[i] - median_[i]);
      w.push_back(rows_.weight[i]);
    }
    return regress::weighted_quantile(r, w, 0.5);
  }

  std::array<double, 4> calibration_without(std::uint32_t k, double shift) const {
    std::vector<double> r, w;
    std::vector<std::array<double, 4>> s;
    for (const std::uint32_t i : rows_without(k)) {
      r.push_back(rows_.y[i] - median_[i] - shift);
      s.push_back(spacing_[i]);
      w.push_back(rows_.weight[i]);
    }
    return calibrate(r, s, w);
  }

  std::vector<Outcome> outcomes_out_of_fold() const {
    std::vector<Outcome> outcomes(median_.size());
    for (std::uint32_t k = 0; k < rows_.folds; ++k) {
      const double shift = shift_without(k);
      const auto calibration = calibration_without(k, shift);
      for (std::size_t i = 0; i < median_.size(); ++i)
        if (rows_.fold[i] == k) {
          outcomes[i] = {rows_.y[i], offsets(spacing_[i], calibration)};
          for (double& q : outcomes[i].log_quantile) q += median_[i] + shift;
        }
    }
    return outcomes;
  }

  const CrossFitRows& rows_;
  double penalty_;
  std::vector<double> median_;
  regress::Design z_;
  std::vector<std::array<double, 4>> spacing_;
};

}  // namespace

Result<CrossFitted> cross_fit(const CrossFitRows& rows, double penalty, const FitMedian& fit,
                              const PredictMedian& predict, const SpacingTerms& terms) {
  CrossFitter fitter(rows, penalty);
  if (auto error = fitter.fit_medians(fit, predict)) return *error;
  return fitter.fit_scale(terms);
}

}  // namespace chouma::salary
