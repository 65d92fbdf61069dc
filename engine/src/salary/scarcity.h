// Scarcity: the premium as a power of supply against demand, fitted from a table of combinations.
//   coefficient(c) = (ratio_c / ratio_base)^(−ε),  log coefficient = −ε log(ratio_c / ratio_base)
// ε by least squares through the origin of log(1 + raise) on x_c = −log(ratio_c / ratio_base) over the informative rows (ratio ≠ ratio_base):
//   ε = Σ x y / Σ x²,  standard error sqrt(Σ (y − ε x)² / (n − 1) / Σ x²)
// The given table has n = 3 and gives ε = 0.2522, hence 1.419, 1.247, 1.690.
#pragma once

#include <chouma/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

struct ScarcityRow {
  std::vector<std::string> tags;  ///< as written; includes the base tag
  double ratio = 0;               ///< supply : demand, > 0
  double raise = 0;               ///< average raise as a fraction, > −1
};

struct Scarcity {
  std::string id, source, base;  ///< base: the tag that alone is worth exactly 1
  std::vector<ScarcityRow> rows;
  double base_ratio = 0;
  double elasticity = 0;                           ///< ε
  double elasticity_se = 0;                        ///< from the lack of fit of the given rows, not sampling error
  int degrees = 0;                                 ///< of freedom: informative rows − 1
  double elasticity_half_80 = 0;                   ///< half of the 80 % interval: t(.9, degrees) · standard error
  double elasticity_low = 0, elasticity_high = 0;  ///< 95 % interval: ε ± t(.975, degrees) · standard error
  double overlap =
      1;  ///< δ in [0, 1]: in a combination the j-th dearest chip's log premium counts δ^(j−1). Least squares of the curve's own values over the rows of two or more chips that each stand in a row of their own; 1 where there is none
  double worst_fit = 0;  ///< largest |fitted / given − 1| of (1 + raise)

  /// −log(ratio / ratio_base): what ε multiplies
  double exposure(const ScarcityRow& row) const;
};

/// Fits the table. Rows need the base tag; the row of the base alone (raise 0) gives base_ratio; a combination stands once; at least two rows have another ratio.
/// Errors name the row (from 1) and the field.
Result<Scarcity> fit_scarcity(std::string id, std::string source, std::string base, std::vector<ScarcityRow> rows);

/// Reads and fits models/schema/scarcity.schema.json.
Result<Scarcity> parse_scarcity(std::string_view json);  // scarcity_json.cpp

}  // namespace chouma::salary
