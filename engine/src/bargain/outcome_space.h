// A negotiation over several issues: outcomes by number, and two sides' additive utilities. Floor 5.
//   u(x) = Σ_i w_i e_i(x_i) / max e_i      (Raiffa 1982, The Art and Science of Negotiation; the linear additive domains of GENIUS)
#pragma once

#include <chouma/error.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::bargain {

struct Issue {
  std::string id;
  std::vector<std::string> values;
};

/// Outcomes are numbered 0 … size − 1 in mixed radix, the last issue running fastest.
struct OutcomeSpace {
  std::vector<Issue> issues;
  std::vector<std::uint32_t> stride;  ///< of each issue in an outcome's number
  std::uint32_t size = 0;

  std::uint32_t value(std::uint32_t outcome, std::size_t issue) const {
    return outcome / stride[issue] % static_cast<std::uint32_t>(issues[issue].values.size());
  }
  /// One value per issue.
  std::uint32_t outcome(std::span<const std::uint32_t> values) const;
};

inline constexpr std::uint32_t kMaxOutcomes = 1'000'000;
inline constexpr std::size_t kMaxIssues = 16;

/// 1 … 16 issues of 1 … 1,000 values each, ids and values not empty and not twice, at most a million outcomes. Errors name the issue.
Result<OutcomeSpace> make_space(std::vector<Issue> issues);

/// Σ_i table[i][x_i] for every outcome x, summed in the order of the issues. One row per issue, one number per value.
std::vector<double> sums(const OutcomeSpace& space, const std::vector<std::vector<double>>& table);

/// Mean over the issues of |x_i − y_i| / (values of i − 1), places in the issue's list of values: 0 equal … 1 opposite ends everywhere.
double distance(const OutcomeSpace& space, std::uint32_t x, std::uint32_t y);

/// What one side wants. weights: one per issue, in [0, 1], together 1 ± 1e-6. evaluations: one row per issue, one number in [0, 1e9] per value, the
/// largest of a row above 0.
struct Preferences {
  std::vector<double> weights;
  std::vector<std::vector<double>> evaluations;
};

struct Domain {
  OutcomeSpace space;
  std::array<std::vector<double>, 2>
      utility;  ///< of the first and the second side, by outcome, in [0, 1], rounded to 1e-9 so that equal sums tie
};

/// Errors name the side and the issue.
Result<Domain> make_domain(std::vector<Issue> issues, const std::array<Preferences, 2>& sides);

/// {"issues": [name…], "values": [[…]…], "first": {"weights", "evaluations"}, "second": {…}}, models/schema/domain.schema.json.
Result<Domain> parse_domain(std::string_view json);  // domain_json.cpp

}  // namespace chouma::bargain
