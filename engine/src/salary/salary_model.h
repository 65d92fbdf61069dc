// A fitted salary model: two linear sets of coefficients on log pay, averaged with boosted trees where the file has any, with positive spacings, and
// what they were fitted on.
//
//   log m(x)   = (1 − share) Σ_j β_j x_j + share · trees(x)   median, quantile regression at τ = .5 (tree_blend.h; no trees: share 0)
//   log s_k(z) = log c_k + Σ_j γ_kj z_j                   spacing, k = 1 … 4, always positive (Schmidt & Zhu 2016, "Quantile spacings")
//   z: 1, log m, its square, years, education, level, tier, months (features.h)
//   log q_.75 = log m + s_1,  log q_.90 = log q_.75 + s_2,  log q_.25 = log m − s_3,  log q_.10 = log q_.25 − s_4
//   the outer two moved by city and level, never as far as their quartile (band_shifts.h)
//
// Each spacing is itself a quantile regression: of log(r − previous) among rows with r > previous at the conditional probability
// (τ_k − τ_{k−1}) / (1 − τ_{k−1}), r the residual; quantiles commute with the logarithm, so the quantiles cannot cross.
// A calibration factor c_k per spacing (company-weighted, from out-of-fold residuals) is a named part of it; the
// intercept includes the shift that makes the median the company-weighted one of the out-of-fold residuals.
//
// A contribution is (1 − share) × its linear part + share × what the trees say of its columns (BoostedTrees::add_contributions); what trees conclude
// from the absence of a column is the intercept's. A skill's standard error is that of what the model misses of it (skill_effects.h). Those of other contributions and of
// the median are of the linear part alone, in full, over bootstrap replicates: the trees have none and count as no less uncertain.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>
#include <chouma/profile.h>

#include "text/lexicon.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// What a prediction may look at. `skills` are lexicon indices, not negated, ascending. The fields after `city` are read in posting mode only.
struct Facts {
  std::vector<std::uint32_t> skills;
  std::optional<double> years;
  std::optional<Education> education;
  std::optional<Level> level;
  std::optional<std::uint32_t> city;
  std::string title;                   ///< raw title
  std::vector<std::uint32_t> phrases;  ///< SalaryModel::phrases of the posting's whole text
  std::optional<double> months;        ///< months of pay a year, where stated
  std::string board;                   ///< the job board, where known; else the mean over boards is assumed
};

/// The facts that a text states. `title` and `phrases` are left empty.
Facts facts_of(const Profile& profile);

struct MonthsOfPay;

/// Value semantics, cheap to copy, immutable.
class SalaryModel {
 public:
  const Passport& passport() const;
  /// ISO 4217, of the pay it predicts.
  const std::string& currency() const;

  /// Quantiles and contributions. Facts that the model has no coefficient for contribute nothing and appear in `unpriced` (skills) if given.
  PayPrediction predict(const Facts& facts, Mode mode, std::vector<std::uint32_t>* unpriced = nullptr) const;

  /// The five quantiles only, without allocation per call beyond the row: for leave-one-out and what-if.
  std::array<double, 5> quantiles(const Facts& facts, Mode mode) const;

  /// The posting model's phrases that stand in a posting's whole text (UTF-8), as Facts wants them. O(text).
  std::vector<std::uint32_t> phrases(std::string_view text) const;

  /// What the skill goes with by itself in profile mode (skill_effects.h), the rows and the companies that carry it. Not shrunk: an effect of
  /// n companies is to weigh n / (n + k) against its prior (shrinkage_k). What a skill moves a given row's prediction by depends on the row.
  struct Effect {
    double log = 0, se = 0;
    std::int64_t rows = 0, companies = 0;
  };
  std::optional<Effect> skill_effect(std::uint32_t skill) const;

  /// The prediction with a skill added that `facts` lack: `delta` is that median less `median`, the one without (as quantiles gives it).
  /// 80 % interval: with d = log(1 + delta / median) and c ∓ 1.2816 se what the model misses of the skill on average (skill_effects.h),
  /// median · (exp(d + c ∓ 1.2816 se) − 1), widened to hold delta. It covers the skill's average effect at the model's word on how this row
  /// differs. Nothing for a skill of which the other columns leave too little to tell.
  struct Added {
    double delta = 0, low = 0, high = 0;  ///< a month
  };
  std::optional<Added> added(const Facts& facts, double median, std::uint32_t skill, Mode mode) const;

  /// Where a posting does not state its months of pay a year; nothing where the table stated too few (months_of_pay.h).
  const MonthsOfPay* months() const;

  /// k of the shrinkage weight n_companies / (n_companies + k), fitted by maximum likelihood over all skills (normal–normal, effects around their
  /// parent's): k = σ² / τ², σ² the per-company sampling variance, τ² the variance of effects.
  double shrinkage_k() const;

  struct Impl;
  explicit SalaryModel(std::shared_ptr<const Impl> impl);

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Validates (format version, finiteness, sizes, lengths cross-checked; skills and cities by id, those the lexicon lacks are kept but never match) and prepares.
Result<SalaryModel> parse_model(std::string_view json, const text::Lexicon& lexicon);  // model_json.cpp

}  // namespace chouma::salary
