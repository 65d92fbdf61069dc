#include "salary/prior.h"

#include "base/math.h"
#include "text/extract.h"

#include <cmath>

namespace chouma::salary {

void Amount::add(const Amount& other, double factor) {
  value += factor * other.value;
  by_elasticity += factor * other.by_elasticity;
  for (const auto& [skill, multiple] : other.by_effect) by_effect[skill] += factor * multiple;
  variance += factor * factor * other.variance;
}

Priors::Priors(const text::Lexicon& lexicon, const Scarcity& scarcity, const SalaryModel* model)
    : lexicon_(lexicon), scarcity_(scarcity), model_(model) {
  base_.key = key_of(scarcity.base, base_.skill);
  for (std::size_t row = 0; row < scarcity.rows.size(); ++row) {
    std::set<std::string> keys;
    for (const std::string& tag : scarcity.rows[row].tags) {
      std::uint32_t skill = text::kNone;
      const std::string key = key_of(tag, skill);
      if (key != base_.key) keys.insert(key);
    }
    if (keys.size() == 1) alone_.emplace(*keys.begin(), row);
    table_keys_.insert(keys.begin(), keys.end());
    row_tags_.push_back(std::move(keys));
  }
}

std::string Priors::key_of(const std::string& typed, std::uint32_t& skill) const {
  if (const auto found = lexicon_.find_skill(typed)) {
    skill = *found;
    return lexicon_.skills()[*found].id;
  }
  return text::fold(typed);
}

std::optional<Tag> Priors::resolve(const std::string& typed) const {
  Tag tag;
  tag.key = key_of(typed, tag.skill);
  if (tag.skill == text::kNone && tag.key != base_.key && !table_keys_.contains(tag.key)) return std::nullopt;
  return tag;
}

void Priors::hold(const std::vector<Tag>& tags, bool base) {
  held_.clear();
  for (const Tag& tag : tags) held_.insert(tag.key);
  if (base) held_.insert(base_.key);
}

Amount Priors::of_row(std::size_t row) const {
  const double exposure = scarcity_.exposure(scarcity_.rows[row]);
  Amount amount;
  amount.value = scarcity_.elasticity * exposure;
  amount.by_elasticity = exposure;
  return amount;
}

Prior Priors::prior(const Tag& tag) const {
  Prior prior;
  if (tag.key == base_.key) {
    prior.source = Prior::Source::table;
    return prior;
  }
  if (const auto row = alone_.find(tag.key); row != alone_.end()) {
    prior.source = Prior::Source::table;
    prior.amount = of_row(row->second);
    return prior;
  }
  if (tag.skill == text::kNone || lexicon_.skills()[tag.skill].parent == text::kNone) return prior;
  Tag parent;
  parent.skill = lexicon_.skills()[tag.skill].parent;
  parent.key = lexicon_.skills()[parent.skill].id;
  const Blend above = blend(parent);
  if (!above.effect && above.prior.source == Prior::Source::none) return prior;
  prior.source = Prior::Source::parent;
  prior.parent = above.effect || above.prior.source == Prior::Source::table ? parent.key : above.prior.parent;
  if (held_.contains(parent.key)) return prior;  // counted where the parent stands
  prior.amount = above.total();
  return prior;
}

Blend Priors::weigh(const Tag& tag, Prior prior) const {
  Blend blend;
  blend.prior = std::move(prior);
  if (model_ != nullptr && tag.skill != text::kNone) blend.effect = model_->skill_effect(tag.skill);
  const double k = model_ == nullptr ? 0 : model_->shrinkage_k();
  if (blend.effect) {
    const double n = static_cast<double>(blend.effect->companies);
    blend.weight = n > 0 ? n / (n + k) : 0;
    blend.data_share.value = blend.weight * blend.effect->log;
    blend.data_share.by_effect[tag.skill] = std::sqrt(blend.weight);
  }
  blend.prior_share.add(blend.prior.amount, 1 - blend.weight);
  if (!blend.effect && k > 0 && blend.prior.source == Prior::Source::parent) {
    // Nothing of its own: it lies about its parent as skills do, τ² = σ² / k with σ² from the parent's own standard error.
    const auto parent = lexicon_.find_skill(blend.prior.parent);
    const auto above = parent ? model_->skill_effect(*parent) : std::nullopt;
    if (above) blend.prior_share.variance += static_cast<double>(above->companies) * above->se * above->se / k;
  }
  return blend;
}

Blend Priors::blend(const Tag& tag) const { return weigh(tag, prior(tag)); }

Blend Priors::base_blend() const { return blend(base_); }

double Priors::half_width(const Amount& amount) const {
  const double elasticity = amount.by_elasticity * scarcity_.elasticity_half_80;
  double variance = amount.variance;
  for (const auto& [skill, multiple] : amount.by_effect)
    if (const auto effect = model_->skill_effect(skill)) variance += multiple * multiple * effect->se * effect->se;
  return std::sqrt(elasticity * elasticity + base::kNormal90 * base::kNormal90 * variance);
}

}  // namespace chouma::salary
