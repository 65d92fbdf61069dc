// Facts → sparse row. The features of one mode of one model, in a fixed order of kinds.
#pragma once

#include "salary/salary_model.h"
#include "salary/word_set.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// In the order of columns and of contributions. phrase, title, months and board are read in posting mode only.
enum class Kind { base, years, education, level, city, months, board, skill, title, phrase };
inline constexpr std::size_t kKinds = 10;
std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

/// A column. Ids: base "all"; years "1" … (spline basis) and "none"; education and level by name; city "tier:2", "tier:3", the city's id or "none";
/// months the class's lower bound; board, skill, title and phrase by their own. What has no column (bachelor, no level, tier 1) is the reference.
struct Feature {
  Kind kind = Kind::base;
  std::string id;
};

/// A sparse row: columns ascend.
struct Row {
  std::vector<std::uint32_t> column;
  std::vector<double> value;
};

/// Natural cubic spline in `years`, clamped to [first knot, last knot]; K knots give K − 1 columns: (x − k_1) / (k_K − k_1) and the truncated-power terms
/// d_j − d_{K−1}, d_j(x) = ((x − k_j)³₊ − (x − k_K)³₊) / (k_K − k_j) (Hastie, Tibshirani & Friedman, ESL eq. 5.4), divided by (k_K − k_1)².
std::vector<double> years_spline(double years, const std::vector<double>& knots);

/// The class of `months` in the ascending lower bounds, or −1 below the first.
int months_class(double months, const std::vector<double>& bounds);

/// A number as an id: "3", "1.5".
std::string number_id(double value);

class FeatureSpace {
 public:
  /// `features` ascend by kind. Skills and cities that the lexicon lacks keep their column and never match.
  FeatureSpace(std::vector<Feature> features, std::vector<double> knots, std::vector<double> months,
               const text::Lexicon& lexicon);

  const std::vector<Feature>& features() const { return features_; }
  const std::vector<double>& knots() const { return knots_; }
  const std::vector<double>& months() const { return months_; }
  void row(const Facts& facts, Row& row) const;
  /// Indices into the phrase features, as Facts::phrases.
  std::vector<std::uint32_t> phrases(std::string_view folded) const { return phrases_.find(folded); }
  /// The column of a lexicon skill, or text::kNone.
  std::uint32_t skill_column(std::uint32_t skill) const;
  /// 1, 2, 3; 0 for no city.
  int tier(const Facts& facts) const;
  /// The id that a contribution of this kind shows for these facts (years, city).
  std::string shown_id(Kind kind, const Facts& facts) const;

 private:
  void add(Kind kind, std::string_view id, Row& row) const;

  std::vector<Feature> features_;
  std::vector<double> knots_, months_;
  std::array<std::uint32_t, kKinds + 1> begin_{};  ///< features of kind k: [begin_[k], begin_[k + 1])
  std::vector<std::uint32_t> skill_column_;        ///< by lexicon skill
  std::vector<std::uint32_t> city_column_;         ///< by lexicon city
  std::vector<int> tier_;                          ///< by lexicon city
  std::vector<std::string> city_id_;
  WordSet titles_, phrases_;
};

/// Covariates z of the spacings. log_median is log m less the model's centre, clamped to [−2, 2]; years in tens, clamped to the knots; the others 0/1.
inline constexpr std::size_t kSpacingTerms = 15;
inline constexpr std::array<std::string_view, kSpacingTerms> kSpacingNames = {"base",
                                                                              "log_median",
                                                                              "log_median_squared",
                                                                              "years",
                                                                              "years_none",
                                                                              "tier_2",
                                                                              "tier_3",
                                                                              "city_none",
                                                                              "education_any",
                                                                              "education_college",
                                                                              "education_master_up",
                                                                              "level_junior",
                                                                              "level_senior",
                                                                              "level_lead_up",
                                                                              "months_stated"};
std::array<double, kSpacingTerms> spacing_terms(const FeatureSpace& space, const Facts& facts, Mode mode,
                                                double centred_log_median);

}  // namespace chouma::salary
