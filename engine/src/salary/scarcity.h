// Scarcity: the premium as a power of supply against demand, fitted from a table of combinations.
//   coefficient(c) = (ratio_c / ratio_base)^(−ε),  log coefficient = −ε log(ratio_c / ratio_base)
// ε by least squares through the origin of log(1 + raise) on −log(ratio / ratio_base) over the informative rows (ratio ≠ ratio_base).
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
  double elasticity = 0;                        ///< ε
  double elasticity_low = 0, elasticity_high = 0;  ///< 95 % interval from the lack of fit of the given rows (Student, n − 1 df), not sampling error
  double overlap = 1;  ///< δ in [0, 1]: in a combination the j-th dearest chip's log premium counts δ^(j−1); least squares on the rows with ≥ 2 chips, 1 where there is none
  double worst_fit = 0;  ///< largest |fitted / given − 1| of (1 + raise)
};

/// Reads and fits models/schema/scarcity.schema.json. Errors name the row and field.
Result<Scarcity> parse_scarcity(std::string_view json);  // scarcity_json.cpp

}  // namespace chouma::salary
