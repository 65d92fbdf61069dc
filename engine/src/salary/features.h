// Facts → sparse row. The features of one mode of one model, in a fixed order of kinds.
#pragma once

#include "salary/recipe.h"
#include "salary/salary_model.h"
#include "salary/word_set.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// In the order of columns and of contributions. phrase, title, months and board are read in posting mode only.
enum class Kind { base, years, education, level, city, months, board, skill, title, phrase, skills, pair };
inline constexpr std::size_t kKinds = 12;
std::string_view kind_name(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

/// A column. Ids: base "all"; years "1" … (spline basis), "none" and ">=1" … (steps: 1 from so many years on); education and level by name; city
/// "tier:2", "tier:3", the city's id or "none"; months the class's lower bound; board, skill, title and phrase by their own; skills "1" … (skills_basis).
/// A pair is the product of two columns of different kinds (pairable), "<kind>:<id>&<kind>:<id>" in the columns' order.
/// What has no column (bachelor, no level, tier 1) is the reference.
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

/// The number of skills, in K − 1 columns of K knots: with l = log(1 + n), n clamped to [first knot, last knot], l − log(1 + centre), then
/// max(l − log(1 + k_j), 0) of the inner knots: a line that bends there.
std::vector<double> skills_basis(double n, const std::vector<double>& knots, double centre);

/// Columns that may stand in a pair: education, level, city, months, board, skills, and of the years those that are 0 or 1 ("none" and steps).
bool pairable(const Feature& feature);
std::string pair_id(const Feature& a, const Feature& b);

/// The class of `months` in the ascending lower bounds, or −1 below the first.
int months_class(double months, const std::vector<double>& bounds);

/// A number as an id: "3", "1.5".
std::string number_id(double value);

class FeatureSpace {
 public:
  /// `features` ascend by kind; those of the years stand in the order of Feature. Skills and cities that the lexicon lacks keep their column and never
  /// match; so do pairs of what is no column.
  FeatureSpace(std::vector<Feature> features, Bases bases, const text::Lexicon& lexicon);

  const std::vector<Feature>& features() const { return features_; }
  const Bases& bases() const { return bases_; }
  /// The two columns of a pair; kNone twice for every other column and for pairs of what is no column.
  std::array<std::uint32_t, 2> of_pair(std::uint32_t column) const { return of_pair_[column]; }
  /// Columns with the same number make one contribution: those of years, of city, of skills, and of the pairs of two kinds. Such columns are neighbours.
  std::uint32_t term(std::uint32_t column) const { return term_[column]; }
  void row(const Facts& facts, Row& row) const;
  /// Indices into the phrase features, as Facts::phrases.
  std::vector<std::uint32_t> phrases(std::string_view folded) const { return phrases_.find(folded); }
  /// Of a kind, or where its columns would stand.
  std::uint32_t first(Kind kind) const { return begin_[static_cast<std::size_t>(kind)]; }
  /// The column of a lexicon skill, or text::kNone.
  std::uint32_t skill_column(std::uint32_t skill) const;
  /// 1, 2, 3; 0 for no city.
  int tier(const Facts& facts) const;
  /// The id that the contribution of a term shows for these facts: the years, the city, the number of skills, the kinds of a pair ("years&city"), else the column's.
  std::string shown_id(std::uint32_t column, const Facts& facts) const;

 private:
  void add(Kind kind, std::string_view id, Row& row) const;
  void add_products(Row& row) const;
  void find_pairs();
  void number_terms();

  std::vector<Feature> features_;
  Bases bases_;
  std::array<std::uint32_t, kKinds + 1> begin_{};  ///< features of kind k: [begin_[k], begin_[k + 1])
  std::vector<std::uint32_t> skill_column_;        ///< by lexicon skill
  std::vector<std::uint32_t> city_column_;         ///< by lexicon city
  std::vector<int> tier_;                          ///< by lexicon city
  std::vector<std::string> city_id_;
  WordSet titles_, phrases_;
  std::vector<std::array<std::uint32_t, 2>> of_pair_;  ///< by column
  /// By first column: second column and the pair's, ascending.
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> pairs_;
  std::vector<std::uint32_t> term_;
};

/// Covariates z of the spacings. log_median is log m less the model's centre, clamped to [−2, 2]; years in tens, clamped to the knots; the others 0/1.
inline constexpr std::size_t kSpacingTerms = 17;
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
                                                                              "level_intern",
                                                                              "level_junior",
                                                                              "level_mid",
                                                                              "level_senior",
                                                                              "level_lead_up",
                                                                              "months_stated"};
std::array<double, kSpacingTerms> spacing_terms(const FeatureSpace& space, const Facts& facts, Mode mode,
                                                double centred_log_median);

}  // namespace chouma::salary
