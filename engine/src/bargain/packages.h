// Pay packages: what each value of each issue is worth to the candidate and costs the employer, both in yuan a month. Floor 5.
//   worth(p) = base + Σ_i worth_i(p_i) · reference,   cost_h(p) = f_h(base) · base + Σ_i f_h(i) cost_i(p_i) · reference
// worth_i and cost_i are shares of a reference monthly pay, 0 at the value that comes with the posting; f_h are the factors of employer h: what different
// employers find dear (models/bargain/packages.json; all factors of the first are 1, and its cost is what the employer's limit is held against).
// Months and bonuses are taken at the reference pay, so that worth and cost stay additive.
#pragma once

#include "bargain/outcome_space.h"
#include "base/words.h"

#include <optional>

namespace chouma::bargain {

/// models/bargain/packages.json
struct PackageTable {
  struct Value {
    std::string id;
    base::Words name;
    double worth = 0, cost = 0;  ///< shares of the reference pay
  };
  struct PackageIssue {
    std::string id;
    base::Words name;
    std::vector<Value> values;  ///< worth ascending
    std::size_t standard = 0;   ///< what comes with the posting: worth and cost 0
  };
  struct EmployerKind {
    std::string id;
    base::Words name;
    std::vector<double> factors;  ///< of base, then of each issue
  };
  std::string id;
  std::vector<PackageIssue> issues;
  std::vector<EmployerKind> employers;
};
/// models/schema/packages.schema.json. Errors name the issue and the field.
Result<PackageTable> parse_packages(std::string_view json);  // packages_json.cpp

/// Base pay from `low` up to `high` by `step`; `reference` is what shares are taken of.
struct BaseScale {
  double low = 0, high = 0, step = 100, reference = 0;
};

struct Packages {
  OutcomeSpace space;  ///< issue 0 is "base", its values are amounts in yuan a month; then the table's issues in order
  std::vector<double> base;             ///< by value of issue 0
  std::vector<std::uint32_t> standard;  ///< by issue: the value that comes with the posting; 0 for base
  std::vector<std::vector<double>> worths,
      costs;                  ///< by issue and value, yuan a month; base included, costs of the first employer
  std::vector<double> worth;  ///< by package
  std::vector<std::vector<double>> cost;  ///< by employer kind and package
};

/// `wanted` names the issues on the table besides base, in the table's order; `worths` replaces what the best value of an issue is worth to this candidate (yuan a
/// month; the others in proportion, or linear in their place where the table has 0). Errors: contradictory or absurd base pay, an issue that the table lacks.
struct Wish {
  std::string issue;
  double worth = 0;
};
Result<Packages> make_packages(const PackageTable& table, const BaseScale& scale,
                               const std::vector<std::string>& wanted, const std::vector<Wish>& worths);

/// Utilities for strategies to play on: worth, and minus the cost of the first employer, each brought to [0, 1] over all packages.
Domain as_domain(const Packages& packages);

/// The package worth most among those that cost at most that much (first employer); nothing where none is that cheap. Of those that are within
/// one step of base pay of it, the one that differs from `before` in the fewest issues, then the dearest to the candidate, the cheaper, the lower number: what
/// is below a step is the grid's, not the talk's.
std::optional<std::uint32_t> best_within(const Packages& packages, double cost,
                                         std::optional<std::uint32_t> before = std::nullopt);

/// One issue in which two packages differ.
struct Change {
  std::size_t issue = 0;
  std::uint32_t from = 0, to = 0;  ///< values
  double worth = 0, cost = 0;      ///< of to − from, yuan a month
};
std::vector<Change> changes(const Packages& packages, std::uint32_t from, std::uint32_t to);

}  // namespace chouma::bargain
