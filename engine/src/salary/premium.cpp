#include "salary/premium.h"

#include "base/math.h"
#include "salary/prior.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace chouma::salary {

namespace {

struct Chip {
  Tag tag;
  Blend blend;
};

/// What overlaps see of a group of chips: the prior share that they have together.
struct Item {
  std::vector<std::string> tags;
  Amount share;
};

/// Tabulated combinations of two or more of the chips, as sets of keys.
struct Combination {
  std::set<std::string> tags;
  Amount prior;
  std::size_t row;
};

bool contains(const std::set<std::string>& outer, const std::set<std::string>& inner) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

class Overlaps {
 public:
  Overlaps(const Priors& priors, const std::vector<Chip>& chips) : chips_(chips), delta_(priors.table().overlap) {
    std::set<std::string> held;
    for (const Chip& chip : chips) held.insert(chip.tag.key);
    for (std::size_t row = 0; row < priors.table().rows.size(); ++row) {
      const auto& tags = priors.row_tags(row);
      if (tags.size() >= 2 && contains(held, tags)) tabulated_.push_back({tags, priors.of_row(row), row});
    }
    // Larger sets after those within them: residual() needs the smaller ones first.
    std::stable_sort(tabulated_.begin(), tabulated_.end(),
                     [](const Combination& a, const Combination& b) { return a.tags.size() < b.tags.size(); });
    for (const Combination& combination : tabulated_) residuals_.push_back(residual(combination));
    cover(held);
  }

  std::vector<PremiumPart> parts(const Priors& priors, std::vector<Amount>& amounts) {
    std::vector<PremiumPart> parts;
    std::vector<Item> items;
    std::set<std::string> covered;
    for (const std::size_t chosen : cover_) {
      const auto& tags = tabulated_[chosen].tags;
      const Amount overlap = overlap_within(tags);
      Item item{{tags.begin(), tags.end()}, overlap};
      for (const std::string& tag : tags) item.share.add(chip(tag).blend.prior_share, 1);
      covered.insert(tags.begin(), tags.end());
      add(parts, amounts, item.tags, overlap, priors);
      items.push_back(std::move(item));
    }
    for (const Chip& chip : chips_)
      if (!covered.contains(chip.tag.key)) items.push_back({{chip.tag.key}, chip.blend.prior_share});
    discount(parts, amounts, std::move(items), priors);
    return parts;
  }

 private:
  const Chip& chip(const std::string& key) const {
    return *std::find_if(chips_.begin(), chips_.end(), [&](const Chip& c) { return c.tag.key == key; });
  }

  /// r_D of the header.
  Amount residual(const Combination& combination) const {
    Amount rest = combination.prior;
    for (const std::string& tag : combination.tags) rest.add(chip(tag).blend.prior.amount, -1);
    for (std::size_t i = 0; i < residuals_.size(); ++i)
      if (tabulated_[i].tags.size() < combination.tags.size() && contains(combination.tags, tabulated_[i].tags))
        rest.add(residuals_[i], -1);
    return rest;
  }

  Amount overlap_within(const std::set<std::string>& tags) const {
    Amount sum;
    for (std::size_t i = 0; i < tabulated_.size(); ++i) {
      if (!contains(tags, tabulated_[i].tags)) continue;
      double undecided = 1;
      for (const std::string& tag : tabulated_[i].tags) undecided *= 1 - chip(tag).blend.weight;
      sum.add(residuals_[i], undecided);
    }
    return sum;
  }

  void cover(const std::set<std::string>& held) {
    std::vector<std::size_t> order(tabulated_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const Combination &x = tabulated_[a], &y = tabulated_[b];
      const bool x_whole = x.tags == held, y_whole = y.tags == held;
      if (x_whole != y_whole) return x_whole;
      if (x.prior.value != y.prior.value) return x.prior.value > y.prior.value;
      if (x.tags.size() != y.tags.size()) return x.tags.size() > y.tags.size();
      return x.row < y.row;
    });
    std::set<std::string> taken;
    for (const std::size_t i : order) {
      const auto& tags = tabulated_[i].tags;
      if (std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) { return taken.contains(tag); })) continue;
      taken.insert(tags.begin(), tags.end());
      cover_.push_back(i);
    }
  }

  void discount(std::vector<PremiumPart>& parts, std::vector<Amount>& amounts, std::vector<Item> items,
                const Priors& priors) const {
    std::erase_if(items, [](const Item& item) { return item.share.value <= 0; });
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      return a.share.value != b.share.value ? a.share.value > b.share.value : a.tags < b.tags;
    });
    if (items.size() < 2) return;
    Amount sum;
    std::vector<std::string> tags;
    double factor = 1;
    for (const Item& item : items) {
      sum.add(item.share, factor - 1);
      tags.insert(tags.end(), item.tags.begin(), item.tags.end());
      factor *= delta_;
    }
    add(parts, amounts, std::move(tags), sum, priors);
  }

  static void add(std::vector<PremiumPart>& parts, std::vector<Amount>& amounts, std::vector<std::string> tags,
                  const Amount& amount, const Priors& priors) {
    if (amount.value == 0) return;
    PremiumPart part;
    part.tags = std::move(tags);
    part.source = "overlap";
    part.log = amount.value;
    const double half = priors.half_width(amount);
    part.low = part.log - half;
    part.high = part.log + half;
    parts.push_back(std::move(part));
    amounts.push_back(amount);
  }

  const std::vector<Chip>& chips_;
  double delta_;
  std::vector<Combination> tabulated_;
  std::vector<Amount> residuals_;
  std::vector<std::size_t> cover_;
};

/// See Premium::table_row.
std::optional<std::size_t> dearest_row(const Priors& priors, const std::vector<Tag>& held) {
  std::set<std::string> keys;
  for (const Tag& tag : held) keys.insert(tag.key);
  std::optional<std::size_t> best;
  for (std::size_t row = 0; row < priors.table().rows.size(); ++row) {
    if (priors.row_tags(row).empty() || !contains(keys, priors.row_tags(row))) continue;
    if (!best || priors.of_row(row).value > priors.of_row(*best).value) best = row;
  }
  return best;
}

std::string source_of(const Blend& blend) {
  if (blend.weight > 0) return blend.prior.source == Prior::Source::none ? "model" : "blend";
  switch (blend.prior.source) {
    case Prior::Source::table:
      return "scarcity";
    case Prior::Source::parent:
      return "parent";
    case Prior::Source::none:
      return "none";
  }
  return "none";
}

PremiumPart chip_part(const Chip& chip, const Priors& priors) {
  const Blend& blend = chip.blend;
  PremiumPart part;
  part.tags = {chip.tag.key};
  part.source = source_of(blend);
  part.log = blend.total().value;
  const double half = priors.half_width(blend.total());
  part.low = part.log - half;
  part.high = part.log + half;
  if (blend.prior.source != Prior::Source::none) part.prior = blend.prior.amount.value;
  if (blend.effect) {
    part.estimate = blend.effect->log;
    part.companies = blend.effect->companies;
    part.rows = blend.effect->rows;
  }
  part.weight = blend.weight;
  part.parent = blend.prior.parent;
  return part;
}

/// The base is 0 where it stands among the tags, else what it is worth is missing.
PremiumPart base_part(const Priors& priors, bool held, bool others, Amount& amount) {
  PremiumPart part;
  part.tags = {priors.base().key};
  part.source = "base";
  const Blend blend = priors.base_blend();
  if (!held && others) amount.add(blend.data_share, -1);
  part.log = amount.value;
  const double half = priors.half_width(amount);
  part.low = part.log - half;
  part.high = part.log + half;
  if (blend.effect) {
    part.estimate = blend.effect->log;
    part.companies = blend.effect->companies;
    part.rows = blend.effect->rows;
    part.weight = blend.weight;
  }
  return part;
}

}  // namespace

Premium premium(const std::vector<std::string>& tags, const text::Lexicon& lexicon, const Scarcity& scarcity,
                const SalaryModel* model) {
  Premium result;
  Priors priors(lexicon, scarcity, model);
  bool base_held = false;
  std::vector<Tag> held;
  for (const std::string& typed : tags) {
    const std::optional<Tag> tag = priors.resolve(typed);
    if (!tag) {
      if (std::find(result.unknown.begin(), result.unknown.end(), typed) == result.unknown.end())
        result.unknown.push_back(typed);
    } else if (tag->key == priors.base().key) {
      base_held = true;
    } else if (std::none_of(held.begin(), held.end(), [&](const Tag& other) { return other.key == tag->key; })) {
      held.push_back(*tag);
    }
  }
  std::sort(held.begin(), held.end(), [](const Tag& a, const Tag& b) { return a.key < b.key; });
  priors.hold(held, base_held);

  std::vector<Chip> chips;
  chips.reserve(held.size());
  for (const Tag& tag : held) chips.push_back({tag, priors.blend(tag)});
  std::stable_sort(chips.begin(), chips.end(),
                   [](const Chip& a, const Chip& b) { return a.blend.total().value > b.blend.total().value; });

  if (base_held) result.table_row = dearest_row(priors, held);

  std::vector<Amount> amounts(1);
  result.parts.push_back(base_part(priors, base_held, !held.empty(), amounts[0]));
  for (const Chip& chip : chips) {
    result.parts.push_back(chip_part(chip, priors));
    amounts.push_back(chip.blend.total());
  }
  for (PremiumPart& part : Overlaps(priors, chips).parts(priors, amounts)) result.parts.push_back(std::move(part));

  Amount total;
  for (const Amount& amount : amounts) total.add(amount, 1);
  // A table may be absurd, a number in a report must be finite.
  constexpr double kLargestLog = 700;
  result.raw = base::exp(std::clamp(total.value, -kLargestLog, kLargestLog));
  result.coefficient = std::clamp(result.raw, kPremiumMin, kPremiumMax);
  result.clamped = result.raw < kPremiumMin ? -1 : result.raw > kPremiumMax ? 1 : 0;
  const double half = priors.half_width(total);
  result.low = std::clamp(base::exp(total.value - half), kPremiumMin, kPremiumMax);
  result.high = std::clamp(base::exp(total.value + half), kPremiumMin, kPremiumMax);
  return result;
}

}  // namespace chouma::salary
