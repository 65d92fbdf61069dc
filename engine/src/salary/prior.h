// The terms of a premium: each tag's prior, estimate and weight, as linear combinations that know their uncertainty. Formulas: premium.h.
#pragma once

#include "salary/salary_model.h"
#include "salary/scarcity.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chouma::salary {

/// A log premium: value, its derivative by ε, and how far it moves with each estimated effect (in that effect's posterior deviations).
struct Amount {
  double value = 0;
  double by_elasticity = 0;
  std::map<std::uint32_t, double> by_effect;  ///< skill → multiple of the effect's standard error
  double variance = 0;                        ///< further independent variance, log points squared

  void add(const Amount& other, double factor);
};

/// A tag as the premium knows it: the lexicon's skill id, or the folded tag of the table.
struct Tag {
  std::string key;
  std::uint32_t skill = text::kNone;
};

struct Prior {
  enum class Source { none, table, parent };
  Source source = Source::none;
  Amount amount;
  std::string parent;  ///< skill id, where source is parent
};

struct Blend {
  Prior prior;
  std::optional<SalaryModel::Effect> effect;
  double weight = 0;
  Amount prior_share;  ///< (1 − w) π
  Amount data_share;   ///< w b

  Amount total() const {
    Amount sum = prior_share;
    sum.add(data_share, 1);
    return sum;
  }
};

/// One table and one model (may be null) seen through a lexicon. All must outlive this.
class Priors {
 public:
  Priors(const text::Lexicon& lexicon, const Scarcity& scarcity, const SalaryModel* model);

  const Scarcity& table() const { return scarcity_; }
  const Tag& base() const { return base_; }
  /// Nothing where neither lexicon nor table knows the tag.
  std::optional<Tag> resolve(const std::string& typed) const;
  /// The tags in play: a parent among them counts there, not in its children.
  void hold(const std::vector<Tag>& tags, bool base);

  Blend blend(const Tag& tag) const;
  Blend base_blend() const;
  /// Keys of a row's tags without the base.
  const std::set<std::string>& row_tags(std::size_t row) const { return row_tags_[row]; }
  Amount of_row(std::size_t row) const;
  /// Half of the 80 % interval.
  double half_width(const Amount& amount) const;

 private:
  std::string key_of(const std::string& typed, std::uint32_t& skill) const;
  Prior prior(const Tag& tag) const;
  Blend weigh(const Tag& tag, Prior prior) const;

  const text::Lexicon& lexicon_;
  const Scarcity& scarcity_;
  const SalaryModel* model_;
  Tag base_;
  std::vector<std::set<std::string>> row_tags_;
  std::map<std::string, std::size_t> alone_;  ///< key → the row of {base, key}
  std::set<std::string> table_keys_, held_;
};

}  // namespace chouma::salary
