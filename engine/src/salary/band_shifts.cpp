#include "salary/band_shifts.h"

#include <algorithm>

namespace chouma::salary {

namespace {

/// What is left of an outer spacing at least.
constexpr double kLeast = 0.1;

/// Where `of` stands in `columns`, for each of the row's columns that does.
template <class F>
void for_each_shared(std::span<const std::uint32_t> row, std::span<const std::uint32_t> columns, F&& f) {
  for (const std::uint32_t of : row) {
    const auto at = std::lower_bound(columns.begin(), columns.end(), of);
    if (at != columns.end() && *at == of) f(static_cast<std::uint32_t>(at - columns.begin()));
  }
}

}  // namespace

void BandShifts::apply(std::span<const std::uint32_t> row, std::array<double, 5>& offsets) const {
  double down = below, up = above;
  for_each_shared(row, column, [&](std::uint32_t j) {
    down += below_of[j];
    up += above_of[j];
  });
  const double width = offsets[4] - offsets[0];
  offsets[0] = std::min(offsets[0] - down * width, offsets[1] - kLeast * (offsets[1] - offsets[0]));
  offsets[4] = std::max(offsets[4] + up * width, offsets[3] + kLeast * (offsets[4] - offsets[3]));
}

std::vector<std::uint32_t> band_columns(const FeatureSpace& space, std::span<const std::int64_t> companies,
                                        std::int64_t least) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t j = 0; least > 0 && j < space.features().size(); ++j) {
    const Feature& feature = space.features()[j];
    const bool city = feature.kind == Kind::city && feature.id != "none" && !feature.id.starts_with("tier:");
    if ((city || feature.kind == Kind::level) && companies[j] >= least) columns.push_back(j);
  }
  return columns;
}

Result<BandShifts> fit_band_shifts(const ShiftRows& rows, std::span<const std::uint32_t> columns) {
  const std::size_t n = rows.residual.size();
  regress::BandRows band;
  regress::CodedDesign subsets;
  subsets.rows = n;
  subsets.flags = static_cast<std::uint32_t>(columns.size());
  if (subsets.flags > 0) subsets.flag_start = {0};
  for (std::size_t i = 0; i < n; ++i) {
    const double width = rows.offsets[i][4] - rows.offsets[i][0];
    band.y.push_back(rows.residual[i] / width);
    band.lower.push_back(rows.offsets[i][0] / width);
    band.upper.push_back(rows.offsets[i][4] / width);
    if (subsets.flags == 0) continue;
    for_each_shared(rows.columns[i], columns, [&](std::uint32_t j) { subsets.flag_list.push_back(j); });
    subsets.flag_start.push_back(static_cast<std::uint32_t>(subsets.flag_list.size()));
  }
  const auto weights = regress::equal_group_weights(rows.company);
  if (!weights) return weights.error();
  auto shifts = regress::fit_conformal(band, rows.company, weights.value(), subsets);
  if (!shifts) return shifts.error();
  auto& found = shifts.value();
  return BandShifts{
      found.below, found.above, {columns.begin(), columns.end()}, std::move(found.below_of), std::move(found.above_of)};
}

}  // namespace chouma::salary
