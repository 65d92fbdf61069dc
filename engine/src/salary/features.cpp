#include "salary/features.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/math.h"
#include "base/number.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr std::array<std::string_view, kKinds> kKindNames = {
    "base", "years", "education", "level", "city", "months", "board", "skill", "title", "phrase", "skills", "pair"};

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

std::vector<double> skills_basis(double n, const std::vector<double>& knots, double centre) {
  const auto scale = [](double skills) { return base::log(1 + skills); };
  const double l = scale(std::clamp(n, knots.front(), knots.back()));
  std::vector<double> basis{l - scale(centre)};
  for (std::size_t j = 1; j + 1 < knots.size(); ++j) basis.push_back(std::max(l - scale(knots[j]), 0.0));
  return basis;
}

bool pairable(const Feature& feature) {
  switch (feature.kind) {
    case Kind::years:
      return feature.id == "none" || feature.id.starts_with(">=");
    case Kind::education:
    case Kind::level:
    case Kind::city:
    case Kind::months:
    case Kind::board:
    case Kind::skills:
      return true;
    default:
      return false;
  }
}

std::string pair_id(const Feature& a, const Feature& b) {
  const auto full = [](const Feature& f) { return std::string(kind_name(f.kind)) + ":" + f.id; };
  return full(a) + "&" + full(b);
}

int months_class(double months, const std::vector<double>& bounds) {
  return static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), months) - bounds.begin()) - 1;
}

std::string number_id(double value) { return base::format_double(value); }

FeatureSpace::FeatureSpace(std::vector<Feature> features, Bases bases, const text::Lexicon& lexicon)
    : features_(std::move(features)), bases_(std::move(bases)) {
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
  std::map<std::string_view, std::uint32_t> skills, cities;  // columns by id
  std::vector<std::string> titles, phrases;
  for (std::uint32_t c = 0; c < features_.size(); ++c) {
    const Feature& feature = features_[c];
    if (feature.kind == Kind::title) titles.push_back(feature.id);
    if (feature.kind == Kind::phrase) phrases.push_back(feature.id);
    if (feature.kind == Kind::skill) skills[feature.id] = c;
    if (feature.kind == Kind::city) cities[feature.id] = c;
  }
  for (std::size_t s = 0; s < skill_column_.size(); ++s)
    if (const auto at = skills.find(lexicon.skills()[s].id); at != skills.end()) skill_column_[s] = at->second;
  for (std::size_t s = 0; s < city_column_.size(); ++s)
    if (const auto at = cities.find(city_id_[s]); at != cities.end()) city_column_[s] = at->second;
  titles_ = WordSet(titles);
  phrases_ = WordSet(phrases);
  find_pairs();
  number_terms();
}

void FeatureSpace::find_pairs() {
  std::map<std::string, std::uint32_t, std::less<>> column;
  const std::uint32_t pairs = begin_[static_cast<std::size_t>(Kind::pair)];
  for (std::uint32_t c = 0; c < pairs; ++c)
    if (pairable(features_[c])) column.emplace(std::string(kind_name(features_[c].kind)) + ":" + features_[c].id, c);
  of_pair_.assign(features_.size(), {text::kNone, text::kNone});
  pairs_.resize(features_.size());
  for (std::uint32_t c = pairs; c < features_.size(); ++c) {
    // An id may hold an ampersand of its own, so every one is tried.
    const std::string_view id = features_[c].id;
    for (std::size_t at = id.find('&'); at != std::string_view::npos; at = id.find('&', at + 1)) {
      const auto a = column.find(id.substr(0, at)), b = column.find(id.substr(at + 1));
      if (a == column.end() || b == column.end() || a->second >= b->second) continue;
      of_pair_[c] = {a->second, b->second};
      pairs_[a->second].emplace_back(b->second, c);
      break;
    }
  }
  for (auto& of_first : pairs_) std::sort(of_first.begin(), of_first.end());
}

void FeatureSpace::number_terms() {
  const auto kinds = [&](std::uint32_t c) {
    const auto [a, b] = of_pair_[c];
    return a == text::kNone ? std::pair(features_[c].kind, features_[c].kind)
                            : std::pair(features_[a].kind, features_[b].kind);
  };
  for (std::uint32_t c = 0; c < features_.size(); ++c) {
    const Kind kind = features_[c].kind;
    const bool joins = kind == Kind::years || kind == Kind::city || kind == Kind::skills || kind == Kind::pair;
    const bool same = joins && c > 0 && features_[c - 1].kind == kind && kinds(c - 1) == kinds(c);
    term_.push_back(same ? term_.back() : c);
  }
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
    const auto basis = years_spline(*facts.years, bases_.years_knots);
    const auto begin = begin_[static_cast<std::size_t>(Kind::years)];
    for (std::uint32_t j = 0; j < basis.size(); ++j)
      if (basis[j] != 0) push(begin + j, basis[j]);
    const auto steps = begin + static_cast<std::uint32_t>(basis.size()) + 1;
    for (std::uint32_t j = 0; j < bases_.years_steps.size(); ++j)
      if (*facts.years >= bases_.years_steps[j]) push(steps + j, 1);
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
  if (const int at = facts.months ? months_class(*facts.months, bases_.months) : -1; at >= 0)
    add(Kind::months, number_id(bases_.months[static_cast<std::size_t>(at)]), row);
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
  if (has(Kind::skills)) {
    const auto basis =
        skills_basis(static_cast<double>(facts.skills.size()), bases_.skills_knots, bases_.skills_centre);
    for (std::uint32_t j = 0; j < basis.size(); ++j)
      if (basis[j] != 0) push(begin_[static_cast<std::size_t>(Kind::skills)] + j, basis[j]);
  }
  add_products(row);
}

void FeatureSpace::add_products(Row& row) const {
  std::vector<std::pair<std::uint32_t, double>> products;
  for (std::size_t i = 0; i < row.column.size(); ++i) {
    const auto& of_first = pairs_[row.column[i]];
    for (std::size_t j = i + 1; j < row.column.size() && !of_first.empty(); ++j) {
      const auto at = std::lower_bound(of_first.begin(), of_first.end(), std::pair(row.column[j], std::uint32_t{0}));
      if (at != of_first.end() && at->first == row.column[j])
        products.emplace_back(at->second, row.value[i] * row.value[j]);
    }
  }
  std::sort(products.begin(), products.end());
  for (const auto& [column, value] : products) {
    row.column.push_back(column);
    row.value.push_back(value);
  }
}

std::uint32_t FeatureSpace::skill_column(std::uint32_t skill) const {
  return skill < skill_column_.size() ? skill_column_[skill] : text::kNone;
}

int FeatureSpace::tier(const Facts& facts) const {
  return facts.city && *facts.city < tier_.size() ? tier_[*facts.city] : 0;
}

std::string FeatureSpace::shown_id(std::uint32_t column, const Facts& facts) const {
  switch (features_[column].kind) {
    case Kind::years:
      return facts.years ? number_id(*facts.years) : "none";
    case Kind::city:
      return facts.city && *facts.city < city_id_.size() ? city_id_[*facts.city] : "none";
    case Kind::skills:
      return std::to_string(facts.skills.size());
    case Kind::pair: {
      const auto [a, b] = of_pair_[column];
      return std::string(kind_name(features_[a].kind)) + "&" + std::string(kind_name(features_[b].kind));
    }
    default:
      return features_[column].id;
  }
}

std::array<double, kSpacingTerms> spacing_terms(const FeatureSpace& space, const Facts& facts, Mode mode,
                                                double centred_log_median) {
  const double m = std::clamp(centred_log_median, -2.0, 2.0);
  const std::vector<double>& knots = space.bases().years_knots;
  const double years = facts.years ? std::clamp(*facts.years, knots.front(), knots.back()) : 0;
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
          flag(is(facts.level, Level::intern)),
          flag(is(facts.level, Level::junior)),
          flag(is(facts.level, Level::mid)),
          flag(is(facts.level, Level::senior)),
          flag(is(facts.level, Level::lead) || is(facts.level, Level::architect)),
          flag(mode == Mode::posting && facts.months.has_value())};
}

}  // namespace chouma::salary
