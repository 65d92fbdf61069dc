#include "bargain/packages.h"

#include "bargain/employer.h"
#include "base/math.h"
#include "base/number.h"

#include <algorithm>
#include <tuple>

namespace chouma::bargain {

namespace {

constexpr double kMostBases = 2000;

std::optional<Error> check_scale(const BaseScale& s) {
  for (const auto& [name, amount] :
       {std::pair{"packages.base.low", s.low}, {"packages.base.high", s.high}, {"packages.reference", s.reference}})
    if (!(amount >= kLeastPay && amount <= kMostPay))
      return Error{Code::out_of_range, name, base::format_double(amount), "pay of 100 to 10000000 yuan a month"};
  if (s.low > s.high)
    return Error{Code::out_of_range, "packages.base", base::format_double(s.low) + " to " + base::format_double(s.high),
                 "a range whose lower end is not above its upper end"};
  if (!(s.step >= 1 && (s.high - s.low) / s.step < kMostBases))
    return Error{Code::out_of_range, "packages.base.step", base::format_double(s.step),
                 "a step of 1 yuan or more that makes at most 2000 amounts"};
  return std::nullopt;
}

/// The issue's worths in yuan a month, the user's own where given.
std::vector<double> worths_of(const PackageTable::PackageIssue& issue, double reference,
                              const std::vector<Wish>& wishes) {
  std::vector<double> out;
  out.reserve(issue.values.size());
  for (const auto& value : issue.values) out.push_back(value.worth * reference);
  for (const Wish& wish : wishes) {
    if (wish.issue != issue.id) continue;
    const double best = out.back();
    for (std::size_t v = 0; v < out.size(); ++v) {
      const double place = out.size() == 1 ? 0 : static_cast<double>(v) / static_cast<double>(out.size() - 1);
      out[v] = wish.worth * (best > 0 ? out[v] / best : place);
    }
  }
  return out;
}

/// Values brought to [0, 1], rounded as make_domain rounds.
std::vector<double> normalised(const std::vector<double>& values, bool flipped) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  std::vector<double> out;
  for (const double v : values) {
    const double share = *most > *least ? (v - *least) / (*most - *least) : 0;
    out.push_back(base::round_to(flipped ? 1 - share : share, 9));
  }
  return out;
}

const PackageTable::PackageIssue* find(const PackageTable& table, const std::string& id) {
  for (const auto& issue : table.issues)
    if (issue.id == id) return &issue;
  return nullptr;
}

std::optional<Error> check_names(const PackageTable& table, const std::vector<std::string>& wanted,
                                 const std::vector<Wish>& wishes) {
  for (const std::string& id : wanted)
    if (find(table, id) == nullptr)
      return Error{Code::unknown_name, "packages.issues", id, "an issue of the table of packages"};
  for (const Wish& wish : wishes) {
    if (find(table, wish.issue) == nullptr)
      return Error{Code::unknown_name, "packages.worth", wish.issue, "an issue of the table of packages"};
    if (!(wish.worth >= 0 && wish.worth <= kMostPay))
      return Error{Code::out_of_range, "packages.worth, " + wish.issue, base::format_double(wish.worth),
                   "0 to 10000000 yuan a month"};
  }
  return std::nullopt;
}

}  // namespace

Result<Packages> make_packages(const PackageTable& table, const BaseScale& scale,
                               const std::vector<std::string>& wanted, const std::vector<Wish>& wishes) {
  if (auto error = check_scale(scale)) return *error;
  if (auto error = check_names(table, wanted, wishes)) return *error;
  Packages out;
  std::vector<Issue> issues = {{"base", {}}};
  std::vector<std::size_t> factor = {0};
  out.standard = {0};
  const int more = static_cast<int>((scale.high - scale.low) / scale.step);
  for (int i = 0; i <= more; ++i) {
    out.base.push_back(scale.low + i * scale.step);
    issues[0].values.push_back(base::format_double(out.base.back()));
  }
  out.worths = out.costs = {out.base};
  for (std::size_t i = 0; i < table.issues.size(); ++i) {
    const auto& issue = table.issues[i];
    if (std::find(wanted.begin(), wanted.end(), issue.id) == wanted.end()) continue;
    issues.push_back({issue.id, {}});
    out.costs.emplace_back();
    for (const auto& value : issue.values) {
      issues.back().values.push_back(value.id);
      out.costs.back().push_back(value.cost * scale.reference);
    }
    out.worths.push_back(worths_of(issue, scale.reference, wishes));
    factor.push_back(i + 1);
    out.standard.push_back(static_cast<std::uint32_t>(issue.standard));
  }
  Result<OutcomeSpace> space = make_space(std::move(issues));
  if (!space) return space.error();
  out.space = std::move(space.value());
  out.worth = sums(out.space, out.worths);
  for (const auto& employer : table.employers) {
    std::vector<std::vector<double>> costs = out.costs;
    for (std::size_t i = 0; i < costs.size(); ++i)
      for (double& c : costs[i]) c *= employer.factors[factor[i]];
    out.cost.push_back(sums(out.space, costs));
  }
  return out;
}

Domain as_domain(const Packages& packages) {
  return {packages.space, {normalised(packages.worth, false), normalised(packages.cost.front(), true)}};
}

std::optional<std::uint32_t> best_within(const Packages& packages, double cost, std::optional<std::uint32_t> before) {
  const std::vector<double>& costs = packages.cost.front();
  std::optional<double> most;
  for (std::uint32_t p = 0; p < packages.space.size; ++p)
    if (costs[p] <= cost) most = std::max(most.value_or(packages.worth[p]), packages.worth[p]);
  if (!most) return std::nullopt;
  const double step = before && packages.base.size() > 1 ? packages.base[1] - packages.base[0] : 0;
  using Rank = std::tuple<std::size_t, double, double>;  // the least is best
  const auto rank = [&](std::uint32_t p) -> Rank {
    return {before ? changes(packages, *before, p).size() : 0, -packages.worth[p], costs[p]};
  };
  std::optional<std::uint32_t> best;
  Rank least;
  for (std::uint32_t p = 0; p < packages.space.size; ++p) {
    if (costs[p] > cost || packages.worth[p] < *most - step) continue;
    if (const Rank here = rank(p); !best || here < least) {
      best = p;
      least = here;
    }
  }
  return best;
}

std::vector<Change> changes(const Packages& packages, std::uint32_t from, std::uint32_t to) {
  std::vector<Change> out;
  for (std::size_t i = 0; i < packages.space.issues.size(); ++i) {
    const std::uint32_t a = packages.space.value(from, i), b = packages.space.value(to, i);
    if (a != b)
      out.push_back(
          {i, a, b, packages.worths[i][b] - packages.worths[i][a], packages.costs[i][b] - packages.costs[i][a]});
  }
  return out;
}

}  // namespace chouma::bargain
