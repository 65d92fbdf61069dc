#include "salary/salary_model.h"

#include <algorithm>
#include <cmath>

#include "base/math.h"
#include "salary/model_data.h"
#include "salary/spacings.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

/// Years and city take several columns and count as one term each.
bool one_term(Kind kind) { return kind == Kind::years || kind == Kind::city; }

struct Term {
  std::size_t begin = 0, end = 0;  ///< entries of the row
  double log = 0;
};

/// The row's terms in the order of the columns. The log of the median is the sum of their logs in this order.
template <class F>
double for_each_term(const FeatureSpace& space, const ModeData& data, const Row& row, F&& f) {
  double total = 0;
  for (std::size_t i = 0; i < row.column.size();) {
    const Kind kind = space.features()[row.column[i]].kind;
    Term term{i, i, 0};
    do {
      term.log += data.log[row.column[term.end]] * row.value[term.end];
      ++term.end;
    } while (one_term(kind) && term.end < row.column.size() && space.features()[row.column[term.end]].kind == kind);
    total += term.log;
    f(kind, term);
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
        posting(data.posting.features, data.years_knots, data.months, lexicon),
        profile(data.profile.features, data.years_knots, data.months, lexicon) {}

  const FeatureSpace& space(Mode mode) const { return mode == Mode::posting ? posting : profile; }
  const ModeData& mode(Mode mode) const { return mode == Mode::posting ? data.posting : data.profile; }

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
  std::array<double, 5> spacings(const Facts& facts, Mode which, double log_median) const {
    const ModeData& d = mode(which);
    const auto z = spacing_terms(space(which), facts, which, log_median - d.centre);
    return offsets(spacings_of(d.spacing, z), d.calibration);
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

double SalaryModel::shrinkage_k() const { return impl_->data.shrinkage_k; }

std::vector<std::uint32_t> SalaryModel::phrases(std::string_view text) const {
  return impl_->posting.phrases(text::fold(text));
}

std::array<double, 5> SalaryModel::quantiles(const Facts& facts, Mode mode) const {
  Row row;
  impl_->space(mode).row(facts, row);
  const double log_median = for_each_term(impl_->space(mode), impl_->mode(mode), row, [](Kind, const Term&) {});
  auto values = impl_->spacings(facts, mode, log_median);
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
  const double log_median = for_each_term(space, data, row, [&](Kind kind, const Term& term) {
    // A city stands after its tier; the first column of the years' spline is the one that every stated year above the first knot has.
    const std::size_t own = row.column[kind == Kind::years ? term.begin : term.end - 1];
    Contribution c;
    c.kind = kind_name(kind);
    c.id = one_term(kind) ? space.shown_id(kind, facts) : space.features()[own].id;
    c.log = term.log;
    c.log_se = impl_->combination_se(data, term.begin, term.end, column, value);
    c.rows = data.rows[own];
    c.companies = data.companies[own];
    answer.contributions.push_back(std::move(c));
  });
  answer.median_log_se = impl_->combination_se(data, 0, row.column.size(), column, value);
  answer.spacing_log = impl_->spacings(facts, mode, log_median);
  for (std::size_t j = 0; j < 5; ++j) answer.quantile[j] = base::exp(log_median + answer.spacing_log[j]);
  if (unpriced != nullptr)
    for (const std::uint32_t skill : facts.skills)
      if (space.skill_column(skill) == text::kNone) unpriced->push_back(skill);
  return answer;
}

std::optional<SalaryModel::Effect> SalaryModel::skill_effect(std::uint32_t skill, Mode mode) const {
  const std::uint32_t c = impl_->space(mode).skill_column(skill);
  if (c == text::kNone) return std::nullopt;
  const ModeData& data = impl_->mode(mode);
  const double se = impl_->combination_se(
      data, 0, 1, [c](std::size_t) { return c; }, [](std::size_t) { return 1.0; });
  return Effect{data.log[c], se, data.rows[c], data.companies[c]};
}

double SalaryModel::contrast_se(std::span<const std::uint32_t> plus, std::span<const std::uint32_t> minus,
                                Mode mode) const {
  std::vector<std::pair<std::uint32_t, double>> terms;
  const auto add = [&](std::span<const std::uint32_t> skills, double sign) {
    for (const std::uint32_t skill : skills)
      if (const std::uint32_t c = impl_->space(mode).skill_column(skill); c != text::kNone) terms.emplace_back(c, sign);
  };
  add(plus, 1);
  add(minus, -1);
  return impl_->combination_se(
      impl_->mode(mode), 0, terms.size(), [&](std::size_t i) { return terms[i].first; },
      [&](std::size_t i) { return terms[i].second; });
}

}  // namespace chouma::salary
