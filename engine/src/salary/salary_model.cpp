#include "salary/salary_model.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "salary/model_data.h"
#include "salary/spacings.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

struct Term {
  std::size_t begin = 0, end = 0;  ///< entries of the row
  double log = 0;
};

/// The row's terms in the order of the columns: of each the linear part and what the trees say, averaged. The log of the median is the sum of
/// their logs in this order.
template <class F>
double for_each_term(const FeatureSpace& space, const ModeData& data, const Facts& facts, Mode mode, const Row& row,
                     F&& f) {
  const auto trees = data.blend.explain(space, facts, mode, row);
  double total = 0;
  for (std::size_t i = 0; i < row.column.size();) {
    const std::uint32_t number = space.term(row.column[i]);
    Term term{i, i, 0};
    double of_trees = 0;
    for (; term.end < row.column.size() && space.term(row.column[term.end]) == number; ++term.end) {
      term.log += data.log[row.column[term.end]] * row.value[term.end];
      of_trees += trees[term.end];
    }
    term.log = (1 - data.blend.share) * term.log + data.blend.share * of_trees;
    total += term.log;
    f(term);
    i = term.end;
  }
  return total;
}

}  // namespace

struct SalaryModel::Impl {
  ModelData data;
  FeatureSpace posting, profile;

  Impl(ModelData d, const text::Lexicon& lexicon)
      : data(std::move(d)),
        posting(data.posting.features, data.bases, lexicon),
        profile(data.profile.features, data.bases, lexicon) {}

  const FeatureSpace& space(Mode mode) const { return mode == Mode::posting ? posting : profile; }
  const ModeData& mode(Mode mode) const { return mode == Mode::posting ? data.posting : data.profile; }

  /// Of a column of kind skill.
  const std::optional<OwnEffect>& missed(Mode which, std::uint32_t column) const {
    return mode(which).missed[column - space(which).first(Kind::skill)];
  }

  double deviation(const ModeData& d, std::size_t feature, int replicate) const {
    return d.scale[feature] *
           d.deviation[feature * static_cast<std::size_t>(data.replicates) + static_cast<std::size_t>(replicate)];
  }

  /// Standard deviation over replicates of Σ value × coefficient.
  template <class Column, class Value>
  double combination_se(const ModeData& d, std::size_t begin, std::size_t end, Column column, Value value) const {
    double squares = 0;
    for (int b = 0; b < data.replicates; ++b) {
      double sum = 0;
      for (std::size_t i = begin; i < end; ++i) sum += value(i) * deviation(d, column(i), b);
      squares += sum * sum;
    }
    return std::sqrt(squares / (data.replicates - 1));
  }

  /// log(quantile / median) of the five quantiles.
  std::array<double, 5> spacings(const Facts& facts, Mode which, const Row& row, double log_median) const {
    const ModeData& d = mode(which);
    const auto z = spacing_terms(space(which), facts, which, log_median - d.centre);
    auto quantiles = offsets(spacings_of(d.spacing, z), d.calibration);
    d.shifts.apply(row.column, quantiles);
    return quantiles;
  }
};

SalaryModel::SalaryModel(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

SalaryModel make_model(ModelData data, const text::Lexicon& lexicon) {
  return SalaryModel(std::make_shared<const SalaryModel::Impl>(std::move(data), lexicon));
}

Facts facts_of(const Profile& profile) {
  Facts facts;
  for (const SkillMention& mention : profile.skills)
    if (mention.strength != Strength::negated) facts.skills.push_back(mention.skill);
  std::sort(facts.skills.begin(), facts.skills.end());
  if (profile.years_min) facts.years = *profile.years_min;
  facts.education = profile.education;
  facts.level = profile.level;
  facts.city = profile.city;
  if (profile.pay) facts.months = profile.pay->months;
  return facts;
}

const Passport& SalaryModel::passport() const { return impl_->data.passport; }
const std::string& SalaryModel::currency() const { return impl_->data.currency; }

double SalaryModel::shrinkage_k() const { return impl_->data.shrinkage_k; }

std::vector<std::uint32_t> SalaryModel::phrases(std::string_view text) const {
  return impl_->posting.phrases(text::fold(text));
}

std::array<double, 5> SalaryModel::quantiles(const Facts& facts, Mode mode) const {
  Row row;
  impl_->space(mode).row(facts, row);
  const double log_median = for_each_term(impl_->space(mode), impl_->mode(mode), facts, mode, row, [](const Term&) {});
  auto values = impl_->spacings(facts, mode, row, log_median);
  for (double& value : values) value = base::exp(log_median + value);
  return values;
}

PayPrediction SalaryModel::predict(const Facts& facts, Mode mode, std::vector<std::uint32_t>* unpriced) const {
  const FeatureSpace& space = impl_->space(mode);
  const ModeData& data = impl_->mode(mode);
  Row row;
  space.row(facts, row);
  PayPrediction answer;
  answer.mode = mode;
  const auto column = [&](std::size_t i) { return row.column[i]; };
  const auto value = [&](std::size_t i) { return row.value[i]; };
  const double log_median = for_each_term(space, data, facts, mode, row, [&](const Term& term) {
    // A city stands after its tier; the first columns of years and of skills are those that nearly every number has; of pairs the rarest counts.
    const Kind kind = space.features()[row.column[term.begin]].kind;
    std::uint32_t own = row.column[kind == Kind::years || kind == Kind::skills ? term.begin : term.end - 1];
    if (kind == Kind::pair)
      for (std::size_t i = term.begin; i < term.end; ++i)
        if (data.companies[row.column[i]] < data.companies[own]) own = row.column[i];
    Contribution c;
    c.kind = kind_name(kind);
    c.id = space.shown_id(own, facts);
    c.log = term.log;
    const auto missed = kind == Kind::skill ? impl_->missed(mode, own) : std::nullopt;
    c.log_se = missed ? missed->se : impl_->combination_se(data, term.begin, term.end, column, value);
    c.rows = data.rows[own];
    c.companies = data.companies[own];
    answer.contributions.push_back(std::move(c));
  });
  answer.median_log_se = impl_->combination_se(data, 0, row.column.size(), column, value);
  answer.spacing_log = impl_->spacings(facts, mode, row, log_median);
  for (std::size_t j = 0; j < 5; ++j) answer.quantile[j] = base::exp(log_median + answer.spacing_log[j]);
  if (unpriced != nullptr)
    for (const std::uint32_t skill : facts.skills)
      if (space.skill_column(skill) == text::kNone) unpriced->push_back(skill);
  return answer;
}

std::optional<SalaryModel::Effect> SalaryModel::skill_effect(std::uint32_t skill) const {
  const std::uint32_t c = impl_->profile.skill_column(skill);
  if (c == text::kNone) return std::nullopt;
  const ModeData& data = impl_->data.profile;
  const auto& own = data.effects[c - impl_->profile.first(Kind::skill)];
  if (!own) return std::nullopt;
  return Effect{own->log, own->se, data.rows[c], data.companies[c]};
}

std::optional<SalaryModel::Added> SalaryModel::added(const Facts& facts, double median, std::uint32_t skill,
                                                     Mode mode) const {
  const std::uint32_t c = impl_->space(mode).skill_column(skill);
  const auto missed = c == text::kNone ? std::nullopt : impl_->missed(mode, c);
  if (!missed) return std::nullopt;
  Facts more = facts;
  more.skills.insert(std::lower_bound(more.skills.begin(), more.skills.end(), skill), skill);
  const double with = quantiles(more, mode)[2], delta = with - median, half = base::kNormal90 * missed->se;
  return Added{delta, std::min(delta, with * base::exp(missed->log - half) - median),
               std::max(delta, with * base::exp(missed->log + half) - median)};
}

const MonthsOfPay* SalaryModel::months() const { return impl_->data.months ? &*impl_->data.months : nullptr; }

}  // namespace chouma::salary
