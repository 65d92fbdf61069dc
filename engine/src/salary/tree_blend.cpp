#include "salary/tree_blend.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace chouma::salary {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Whose contribution a number's is.
constexpr std::array<Kind, kTreeNumbers> kNumberKinds = {Kind::years, Kind::education, Kind::level,
                                                         Kind::city,  Kind::skills,    Kind::months};

bool is_flag(Kind kind) {
  switch (kind) {
    case Kind::education:
    case Kind::level:
    case Kind::city:
    case Kind::months:
    case Kind::board:
    case Kind::skill:
    case Kind::title:
    case Kind::phrase:
      return true;
    default:
      return false;
  }
}

template <class T>
double number(const std::optional<T>& stated) {
  return stated ? static_cast<double>(*stated) : kMissing;
}

/// No rows yet.
regress::CodedDesign empty_design(const FeatureSpace& space) {
  regress::CodedDesign x;
  x.flags = static_cast<std::uint32_t>(space.features().size());
  x.flag_start = {0};
  x.numerics = kTreeNumbers;
  return x;
}

/// `row` is the FeatureSpace's of the same facts.
void add_row(const FeatureSpace& space, const Facts& facts, Mode mode, const Row& row, regress::CodedDesign& x) {
  for (const std::uint32_t column : row.column)
    if (is_flag(space.features()[column].kind)) x.flag_list.push_back(column);
  x.flag_start.push_back(static_cast<std::uint32_t>(x.flag_list.size()));
  const int tier = space.tier(facts);
  const std::array<double, kTreeNumbers> numbers = {number(facts.years),
                                                    number(facts.education),
                                                    number(facts.level),
                                                    tier > 0 ? tier : kMissing,
                                                    static_cast<double>(facts.skills.size()),
                                                    mode == Mode::posting ? number(facts.months) : kMissing};
  x.numeric.insert(x.numeric.end(), numbers.begin(), numbers.end());
  ++x.rows;
}

}  // namespace

std::vector<double> TreeBlend::explain(const FeatureSpace& space, const Facts& facts, Mode mode, const Row& row) const {
  std::vector<double> by_entry(row.column.size(), 0.0);
  if (!trees) return by_entry;
  regress::CodedDesign x = empty_design(space);
  add_row(space, facts, mode, row, x);
  std::vector<double> by_column(x.columns(), 0.0);
  by_entry[0] = trees->add_contributions(x, 0, by_column);
  const auto place = [&](std::uint32_t column) -> std::size_t {
    const auto numbers = static_cast<std::uint32_t>(space.features().size());
    const auto found = column < numbers ? std::lower_bound(row.column.begin(), row.column.end(), column)
                                        : std::find_if(row.column.begin(), row.column.end(), [&](std::uint32_t c) {
                                            return space.features()[c].kind == kNumberKinds[column - numbers];
                                          });
    if (found == row.column.end() || (column < numbers && *found != column)) return 0;
    return static_cast<std::size_t>(found - row.column.begin());
  };
  // Sums of whole multiples of one power of two: exact in any order.
  for (const regress::TreeColumn& asked : trees->columns()) by_entry[place(asked.column)] += by_column[asked.column];
  return by_entry;
}

TreeFit::TreeFit(const TreesRecipe& recipe, std::uint64_t seed, const FeatureSpace& space, Mode mode,
                 const std::vector<Facts>& facts, const std::vector<std::uint32_t>& company)
    : recipe_(recipe), seed_(seed), x_(empty_design(space)) {
  if (recipe.count == 0) return;
  Row row;
  const auto add_all = [&](bool board) {
    for (Facts known : facts) {
      if (!board) known.board.clear();
      space.row(known, row);
      add_row(space, known, mode, row, x_);
    }
    company_.insert(company_.end(), company.begin(), company.end());
  };
  add_all(true);
  const auto& features = space.features();
  if (std::any_of(features.begin(), features.end(), [](const Feature& f) { return f.kind == Kind::board; }))
    add_all(false);
}

std::optional<Error> TreeFit::step(std::span<const double> target, std::span<const double> weights) {
  if (!booster_) {
    regress::BoostedTreesOptions options;
    options.leaves = recipe_.leaves;
    options.min_rows = recipe_.min_rows;
    options.learning_rate = recipe_.rate;
    options.step_bits = recipe_.bits;
    options.width = recipe_.width;
    options.row_share = recipe_.row_share;
    options.column_share = recipe_.column_share;
    options.seed = seed_;
    std::vector<double> y, w;
    while (y.size() < x_.rows) {
      y.insert(y.end(), target.begin(), target.end());
      w.insert(w.end(), weights.begin(), weights.end());
    }
    auto booster = regress::TreeBooster::begin(x_, y, w, company_, options);
    if (!booster) return booster.error();
    booster_ = std::move(booster.value());
    left_ = recipe_.count;
  }
  for (int t = std::min(left_, kTreesAUnit); t > 0; --t, --left_) booster_->step();
  return std::nullopt;
}

regress::BoostedTrees TreeFit::take() {
  auto trees = booster_->trees();
  booster_.reset();
  return trees;
}

}  // namespace chouma::salary
