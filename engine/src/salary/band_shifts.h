// What the ends of the band move by where companies of a city or a level lie inside it more or less often than 80 in 100.
#pragma once

#include "regress/conformal.h"
#include "salary/features.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::salary {

/// log q_.10 falls by (below + Σ below_of) · w and log q_.90 rises by (above + Σ above_of) · w over the row's columns, w = log q_.90 − log q_.10 as the spacings
/// have it; a tenth of either outer spacing is left at least.
struct BandShifts {
  double below = 0, above = 0;
  std::vector<std::uint32_t> column;  ///< of the mode's features, ascending
  std::vector<double> below_of, above_of;

  /// `offsets` of spacings.h; `row` is the row's columns, ascending.
  void apply(std::span<const std::uint32_t> row, std::array<double, 5>& offsets) const;
};

/// The columns that shifts may hang on: cities (without tier and "none") and levels that `least` companies have. 0: none.
std::vector<std::uint32_t> band_columns(const FeatureSpace& space, std::span<const std::int64_t> companies,
                                        std::int64_t least);

/// Rows of the fit: log pay less the median, the offsets that the spacings give, the row's columns, company.
struct ShiftRows {
  std::vector<double> residual;
  std::vector<std::array<double, 5>> offsets;
  std::vector<std::span<const std::uint32_t>> columns;
  std::vector<std::uint32_t> company;
};

/// Conformalized quantile regression by company with shifts by column, shrunk (regress/conformal.h), in units of each row's w. Errors: fit_conformal.
Result<BandShifts> fit_band_shifts(const ShiftRows& rows, std::span<const std::uint32_t> columns);

}  // namespace chouma::salary
