#include "salary/features.h"

#include <algorithm>
#include <iterator>

#include "base/number.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr std::array<std::string_view, kKinds> kKindNames = {"base",   "years", "education", "level", "city",
                                                             "months", "board", "skill",     "title", "phrase"};

double cube(double x) { return x * x * x; }

bool is(const std::optional<Education>& education, Education value) { return education && *education == value; }
bool is(const std::optional<Level>& level, Level value) { return level && *level == value; }

}  // namespace

std::string_view kind_name(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<Kind> parse_kind(std::string_view name) {
  const auto* const found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return static_cast<Kind>(std::distance(kKindNames.begin(), found));
}

std::vector<double> years_spline(double years, const std::vector<double>& knots) {
  const double first = knots.front(), last = knots.back(), range = last - first;
  const double x = std::clamp(years, first, last);
  const auto d = [&](std::size_t j) {
    return (cube(std::max(x - knots[j], 0.0)) - cube(std::max(x - last, 0.0))) / (last - knots[j]);
  };
  std::vector<double> basis{(x - first) / range};
  for (std::size_t j = 0; j + 2 < knots.size(); ++j) basis.push_back((d(j) - d(knots.size() - 2)) / (range * range));
  return basis;
}

int months_class(double months, const std::vector<double>& bounds) {
  return static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), months) - bounds.begin()) - 1;
}

std::string number_id(double value) { return base::format_double(value); }

FeatureSpace::FeatureSpace(std::vector<Feature> features, std::vector<double> knots, std::vector<double> months,
                           const text::Lexicon& lexicon)
    : features_(std::move(features)), knots_(std::move(knots)), months_(std::move(months)) {
  std::size_t at = 0;
  for (std::size_t k = 0; k < kKinds; ++k) {
    begin_[k] = static_cast<std::uint32_t>(at);
    while (at < features_.size() && static_cast<std::size_t>(features_[at].kind) == k) ++at;
  }
  begin_[kKinds] = static_cast<std::uint32_t>(at);

  skill_column_.assign(lexicon.skills().size(), text::kNone);
  city_column_.assign(lexicon.cities().size(), text::kNone);
  for (const text::City& city : lexicon.cities()) {
    tier_.push_back(city.tier);
    city_id_.push_back(city.id);
  }
  std::vector<std::string> titles, phrases;
  for (std::uint32_t c = 0; c < features_.size(); ++c) {
    const Feature& feature = features_[c];
    if (feature.kind == Kind::title) titles.push_back(feature.id);
    if (feature.kind == Kind::phrase) phrases.push_back(feature.id);
    if (feature.kind == Kind::skill)
      for (std::size_t s = 0; s < skill_column_.size(); ++s)
        if (lexicon.skills()[s].id == feature.id) skill_column_[s] = c;
    if (feature.kind == Kind::city)
      for (std::size_t s = 0; s < city_column_.size(); ++s)
        if (lexicon.cities()[s].id == feature.id) city_column_[s] = c;
  }
  titles_ = WordSet(titles);
  phrases_ = WordSet(phrases);
}

void FeatureSpace::add(Kind kind, std::string_view id, Row& row) const {
  const auto k = static_cast<std::size_t>(kind);
  for (std::uint32_t c = begin_[k]; c < begin_[k + 1]; ++c)
    if (features_[c].id == id) {
      row.column.push_back(c);
      row.value.push_back(1);
    }
}

void FeatureSpace::row(const Facts& facts, Row& row) const {
  row.column.clear();
  row.value.clear();
  const auto has = [&](Kind kind) {
    return begin_[static_cast<std::size_t>(kind)] != begin_[static_cast<std::size_t>(kind) + 1];
  };
  const auto push = [&](std::uint32_t column, double value) {
    row.column.push_back(column);
    row.value.push_back(value);
  };
  add(Kind::base, "all", row);
  if (facts.years) {
    // Spline columns stand first among the years, in the order of the basis.
    const auto basis = years_spline(*facts.years, knots_);
    const auto begin = begin_[static_cast<std::size_t>(Kind::years)];
    for (std::uint32_t j = 0; j < basis.size(); ++j)
      if (basis[j] != 0) push(begin + j, basis[j]);
  } else {
    add(Kind::years, "none", row);
  }
  add(Kind::education, facts.education ? education_name(*facts.education) : "none", row);
  add(Kind::level, facts.level ? level_name(*facts.level) : "none", row);
  if (!facts.city) {
    add(Kind::city, "none", row);
  } else {
    add(Kind::city, "tier:" + std::to_string(tier(facts)), row);
    const std::uint32_t column = *facts.city < city_column_.size() ? city_column_[*facts.city] : text::kNone;
    if (column != text::kNone) push(column, 1);
  }
  if (facts.months && months_class(*facts.months, months_) >= 0)
    add(Kind::months, number_id(months_[static_cast<std::size_t>(months_class(*facts.months, months_))]), row);
  if (!facts.board.empty()) add(Kind::board, facts.board, row);

  std::vector<std::uint32_t> columns;
  for (const std::uint32_t skill : facts.skills)
    if (skill_column(skill) != text::kNone) columns.push_back(skill_column(skill));
  if (has(Kind::title))
    for (const std::uint32_t word : titles_.find(text::fold(facts.title)))
      columns.push_back(begin_[static_cast<std::size_t>(Kind::title)] + word);
  for (const std::uint32_t phrase : facts.phrases)
    if (phrase < phrases_.size()) columns.push_back(begin_[static_cast<std::size_t>(Kind::phrase)] + phrase);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  for (const std::uint32_t column : columns) push(column, 1);
}

std::uint32_t FeatureSpace::skill_column(std::uint32_t skill) const {
  return skill < skill_column_.size() ? skill_column_[skill] : text::kNone;
}

int FeatureSpace::tier(const Facts& facts) const {
  return facts.city && *facts.city < tier_.size() ? tier_[*facts.city] : 0;
}

std::string FeatureSpace::shown_id(Kind kind, const Facts& facts) const {
  if (kind == Kind::years) return facts.years ? number_id(*facts.years) : "none";
  return facts.city && *facts.city < city_id_.size() ? city_id_[*facts.city] : "none";
}

std::array<double, kSpacingTerms> spacing_terms(const FeatureSpace& space, const Facts& facts, Mode mode,
                                                double centred_log_median) {
  const double m = std::clamp(centred_log_median, -2.0, 2.0);
  const double years = facts.years ? std::clamp(*facts.years, space.knots().front(), space.knots().back()) : 0;
  const int tier = space.tier(facts);
  const auto flag = [](bool condition) { return condition ? 1.0 : 0.0; };
  return {1,
          m,
          m * m,
          years / 10,
          flag(!facts.years),
          flag(tier == 2),
          flag(tier == 3),
          flag(tier == 0),
          flag(is(facts.education, Education::any)),
          flag(is(facts.education, Education::college)),
          flag(is(facts.education, Education::master) || is(facts.education, Education::doctor)),
          flag(is(facts.level, Level::intern) || is(facts.level, Level::junior)),
          flag(is(facts.level, Level::senior)),
          flag(is(facts.level, Level::lead) || is(facts.level, Level::architect)),
          flag(mode == Mode::posting && facts.months.has_value())};
}

}  // namespace chouma::salary
