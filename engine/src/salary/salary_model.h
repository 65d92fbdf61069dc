// A fitted salary model: two linear sets of coefficients on log pay, with positive spacings, and what they were fitted on.
//
//   log m(x)   = Σ_j β_j x_j                              median, quantile regression at τ = .5
//   log s_k(z) = log c_k + Σ_j γ_kj z_j                   spacing, k = 1 … 4, always positive (Schmidt & Zhu 2016, "Quantile spacings")
//   z: 1, log m, its square, years, education, level, tier, months (features.h)
//   log q_.75 = log m + s_1,  log q_.90 = log q_.75 + s_2,  log q_.25 = log m − s_3,  log q_.10 = log q_.25 − s_4
//
// Each spacing is itself a quantile regression: of log(r − previous) among rows with r > previous at the conditional probability
// (τ_k − τ_{k−1}) / (1 − τ_{k−1}), r the residual; quantiles commute with the logarithm, so the quantiles cannot cross.
// A calibration factor c_k per spacing (company-weighted, from out-of-fold residuals) is a named part of it; the
// intercept includes the shift that makes the median the company-weighted one of the out-of-fold residuals.
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

/// Value semantics, cheap to copy, immutable.
class SalaryModel {
 public:
  const Passport& passport() const;

  /// Quantiles and contributions. Facts that the model has no coefficient for contribute nothing and appear in `unpriced` (skills) if given.
  PayPrediction predict(const Facts& facts, Mode mode, std::vector<std::uint32_t>* unpriced = nullptr) const;

  /// The five quantiles only, without allocation per call beyond the row: for leave-one-out and what-if.
  std::array<double, 5> quantiles(const Facts& facts, Mode mode) const;

  /// The posting model's phrases that stand in a posting's whole text (UTF-8), as Facts wants them. O(text).
  std::vector<std::uint32_t> phrases(std::string_view text) const;

  /// Estimated log effect of having the skill (profile mode unless said), its bootstrap standard error, rows and companies.
  struct Effect {
    double log = 0, se = 0;
    std::int64_t rows = 0, companies = 0;
  };
  std::optional<Effect> skill_effect(std::uint32_t skill, Mode mode = Mode::profile) const;

  /// Standard error of Σ_{s in plus} β_s − Σ_{s in minus} β_s over the stored replicates (their covariance counts).
  double contrast_se(std::span<const std::uint32_t> plus, std::span<const std::uint32_t> minus,
                     Mode mode = Mode::profile) const;

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
