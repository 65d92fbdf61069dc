#include "salary/skill_effects.h"

#include <algorithm>

#include "base/math.h"
#include "regress/effects.h"

namespace chouma::salary {

namespace {

/// Columns of nothing but ones become flags, the others numbers; `place` is where a column of `x` went.
struct Recoded {
  regress::CodedDesign design;
  std::vector<std::uint32_t> place;
};

std::vector<bool> columns_of_ones(const regress::Design& x) {
  std::vector<bool> ones(x.columns, true);
  for (std::size_t e = 0; e < x.column.size(); ++e)
    if (x.value[e] != 1) ones[x.column[e]] = false;
  ones[0] = false;
  return ones;
}

Recoded recode(const regress::Design& x) {
  const auto ones = columns_of_ones(x);
  Recoded out;
  regress::CodedDesign& design = out.design;
  design.rows = x.rows();
  design.flags = static_cast<std::uint32_t>(std::count(ones.begin(), ones.end(), true));
  std::uint32_t flag = 0, number = design.flags;
  out.place.push_back(0);  // the intercept has none
  for (std::size_t j = 1; j < x.columns; ++j) out.place.push_back(ones[j] ? flag++ : number++);
  design.numerics = number - design.flags;
  design.numeric.assign(x.rows() * design.numerics, 0);
  design.flag_start.push_back(0);
  for (std::size_t i = 0; i < x.rows(); ++i) {
    for (std::uint32_t e = x.start[i]; e < x.start[i + 1]; ++e)
      if (const std::uint32_t j = x.column[e]; ones[j])
        design.flag_list.push_back(out.place[j]);
      else if (j > 0)
        design.numeric[i * design.numerics + (out.place[j] - design.flags)] = x.value[e];
    design.flag_start.push_back(static_cast<std::uint32_t>(design.flag_list.size()));
  }
  return out;
}

}  // namespace

Result<std::vector<std::optional<OwnEffect>>> own_effects(const regress::Design& x, std::span<const double> y,
                                                          std::span<const double> weights,
                                                          std::span<const std::uint32_t> group,
                                                          std::span<const std::uint32_t> columns, std::uint64_t seed,
                                                          bool residuals) {
  const Recoded recoded = recode(x);
  std::vector<std::uint32_t> places;
  for (const std::uint32_t column : columns) places.push_back(recoded.place[column]);
  regress::EffectOptions options{.folds = 5, .seed = seed, .level = 0.8};
  if (residuals) {
    options.grid = 5;
    options.smallest = 0.5;
  }
  const auto effects = regress::debiased_effects(recoded.design, y, weights, group, places, options);
  if (!effects) return effects.error();
  std::vector<std::optional<OwnEffect>> out;
  for (const auto& effect : effects.value()) {
    out.emplace_back();
    if (effect)
      out.back() = {effect.value().estimate, (effect.value().high - effect.value().low) / (2 * base::kNormal90)};
  }
  return out;
}

}  // namespace chouma::salary
