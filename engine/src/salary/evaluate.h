// Figures of a model on a table: the numbers behind `chouma evaluate`.
#pragma once

#include "salary/posting_table.h"
#include "salary/scores.h"

#include <array>
#include <string>
#include <vector>

namespace chouma::salary {

/// Rows of a group.
struct GroupFigures {
  std::string name;
  std::int64_t rows = 0, companies = 0;
  Scores row, company;
  /// 95 % company-bootstrap intervals of `company`: percentiles .025 and .975.
  std::array<double, 2> mean_pinball{}, coverage_80{}, mdape{};
};

inline constexpr int kEvaluationReplicates = 1000;

/// "all" first, then go, city:<id> and level:<name> ("none" where not stated) with at least kLeastGroup rows, by name.
inline constexpr std::size_t kLeastGroup = 20;
std::vector<GroupFigures> all_figures(const PostingTable& table, const text::Lexicon& lexicon,
                                      const std::vector<Outcome>& outcomes);

/// Figures of a model on all rows of a table, whatever it was fitted on.
std::vector<GroupFigures> figures_of(const SalaryModel& model, const PostingTable& table, const text::Lexicon& lexicon,
                                     Mode mode);

/// Figures of the rows named; `outcomes` and `company` are of the whole table.
GroupFigures figures(std::string name, const std::vector<Outcome>& outcomes, const std::vector<std::uint32_t>& company,
                     const std::vector<std::uint32_t>& rows);

}  // namespace chouma::salary
