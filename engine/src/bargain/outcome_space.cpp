#include "bargain/outcome_space.h"

#include "base/math.h"
#include "base/number.h"

#include <algorithm>
#include <cmath>

namespace chouma::bargain {

namespace {

constexpr std::size_t kMaxValues = 1000;
constexpr double kMaxEvaluation = 1e9;
constexpr double kWeightSlack = 1e-6;

std::optional<Error> check_issue(const std::vector<Issue>& issues, std::size_t at) {
  const Issue& issue = issues[at];
  const std::string where = "issues[" + std::to_string(at) + "]";
  if (issue.id.empty()) return Error{Code::bad_schema, where + ".id", "empty", "a name"};
  for (std::size_t i = 0; i < at; ++i)
    if (issues[i].id == issue.id) return Error{Code::bad_schema, where + ".id", issue.id, "a name of its own"};
  if (issue.values.empty() || issue.values.size() > kMaxValues)
    return Error{Code::out_of_range, where + " (" + issue.id + ").values",
                 std::to_string(issue.values.size()) + " values", "1 to 1000"};
  for (std::size_t i = 0; i < issue.values.size(); ++i)
    if (issue.values[i].empty() ||
        std::find(issue.values.begin(), issue.values.begin() + static_cast<std::ptrdiff_t>(i), issue.values[i]) !=
            issue.values.begin() + static_cast<std::ptrdiff_t>(i))
      return Error{Code::bad_schema, where + " (" + issue.id + ").values", "\"" + issue.values[i] + "\"",
                   "names that are not empty and stand once"};
  return std::nullopt;
}

/// Of one row of evaluations.
std::optional<Error> check_row(const Issue& issue, const std::vector<double>& row, const std::string& where) {
  if (row.size() != issue.values.size())
    return Error{Code::bad_schema, where, std::to_string(row.size()) + " numbers",
                 std::to_string(issue.values.size()) + ", one for each value"};
  for (const double e : row)
    if (!(e >= 0 && e <= kMaxEvaluation))
      return Error{Code::out_of_range, where, base::format_double(e), "numbers from 0 to 1000000000"};
  if (*std::max_element(row.begin(), row.end()) <= 0)
    return Error{Code::out_of_range, where, "all 0", "at least one number above 0"};
  return std::nullopt;
}

std::optional<Error> check_side(const OutcomeSpace& space, const Preferences& side, const std::string& name) {
  const std::size_t n = space.issues.size();
  if (side.weights.size() != n)
    return Error{Code::bad_schema, name + ".weights", std::to_string(side.weights.size()) + " weights",
                 std::to_string(n) + ", one for each issue"};
  if (side.evaluations.size() != n)
    return Error{Code::bad_schema, name + ".evaluations", std::to_string(side.evaluations.size()) + " rows",
                 std::to_string(n) + ", one for each issue"};
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!(side.weights[i] >= 0 && side.weights[i] <= 1))
      return Error{Code::out_of_range, name + ".weights, " + space.issues[i].id, base::format_double(side.weights[i]),
                   "a number from 0 to 1"};
    sum += side.weights[i];
    if (auto error = check_row(space.issues[i], side.evaluations[i], name + ".evaluations, " + space.issues[i].id))
      return error;
  }
  if (std::fabs(sum - 1) > kWeightSlack)
    return Error{Code::out_of_range, name + ".weights", "together " + base::format_double(base::round_to(sum, 6)),
                 "weights that make 1 together"};
  return std::nullopt;
}

std::vector<double> utilities(const OutcomeSpace& space, const Preferences& side) {
  std::vector<std::vector<double>> table = side.evaluations;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const double top = *std::max_element(table[i].begin(), table[i].end());
    for (double& e : table[i]) e = side.weights[i] * (e / top);
  }
  std::vector<double> u = sums(space, table);
  for (double& x : u) x = std::min(1.0, base::round_to(x, 9));
  return u;
}

}  // namespace

std::uint32_t OutcomeSpace::outcome(std::span<const std::uint32_t> values) const {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < values.size(); ++i) number += values[i] * stride[i];
  return number;
}

Result<OutcomeSpace> make_space(std::vector<Issue> issues) {
  if (issues.empty() || issues.size() > kMaxIssues)
    return Error{Code::out_of_range, "issues", std::to_string(issues.size()) + " issues", "1 to 16"};
  std::uint64_t size = 1;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (auto error = check_issue(issues, i)) return *error;
    size *= issues[i].values.size();
    if (size > kMaxOutcomes)
      return Error{Code::too_large, "issues", "more than a million outcomes", "at most 1000000 outcomes"};
  }
  OutcomeSpace space;
  space.size = static_cast<std::uint32_t>(size);
  space.stride.resize(issues.size());
  std::uint32_t stride = 1;
  for (std::size_t i = issues.size(); i-- > 0;) {
    space.stride[i] = stride;
    stride *= static_cast<std::uint32_t>(issues[i].values.size());
  }
  space.issues = std::move(issues);
  return space;
}

std::vector<double> sums(const OutcomeSpace& space, const std::vector<std::vector<double>>& table) {
  // Block by block: what the issues before have summed to, once for each value of the next.
  std::vector<double> total = {0.0};
  for (const std::vector<double>& row : table) {
    std::vector<double> next(total.size() * row.size());
    std::size_t at = 0;
    for (const double t : total)
      for (const double x : row) next[at++] = t + x;
    total = std::move(next);
  }
  total.resize(space.size);
  return total;
}

double distance(const OutcomeSpace& space, std::uint32_t x, std::uint32_t y) {
  double sum = 0;
  for (std::size_t i = 0; i < space.issues.size(); ++i) {
    const std::uint32_t a = space.value(x, i), b = space.value(y, i);
    if (a != b)
      sum += static_cast<double>(a > b ? a - b : b - a) / static_cast<double>(space.issues[i].values.size() - 1);
  }
  return sum / static_cast<double>(space.issues.size());
}

Result<Domain> make_domain(std::vector<Issue> issues, const std::array<Preferences, 2>& sides) {
  Result<OutcomeSpace> space = make_space(std::move(issues));
  if (!space) return space.error();
  Domain domain;
  domain.space = std::move(space.value());
  constexpr std::array<const char*, 2> kNames = {"first", "second"};
  for (std::size_t s = 0; s < 2; ++s) {
    if (auto error = check_side(domain.space, sides[s], kNames[s])) return *error;
    domain.utility[s] = utilities(domain.space, sides[s]);
  }
  return domain;
}

}  // namespace chouma::bargain
