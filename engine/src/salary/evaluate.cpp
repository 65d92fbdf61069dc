#include "salary/evaluate.h"

#include <algorithm>
#include <map>

#include "base/math.h"
#include "base/random.h"
#include "regress/quantile.h"
#include "regress/stats.h"

namespace chouma::salary {

namespace {

constexpr std::uint64_t kSeed = 95;

/// One company's rows, numbered from 0 within the group.
struct Company {
  double loss = 0, covered = 0;  ///< means over its rows
};

struct Grouped {
  std::vector<Company> companies;
  std::vector<std::uint32_t> company;  ///< by row of the group
  std::vector<double> weight;          ///< 1 / rows of the company
};

Grouped group(const std::vector<Outcome>& outcomes, const std::vector<std::uint32_t>& company) {
  std::vector<std::uint32_t> ids = company;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Grouped grouped;
  for (const std::uint32_t id : company)
    grouped.company.push_back(static_cast<std::uint32_t>(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin()));
  grouped.weight = company_weights(grouped.company);
  grouped.companies.resize(ids.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    Company& c = grouped.companies[grouped.company[i]];
    const Outcome& o = outcomes[i];
    for (std::size_t j = 0; j < 5; ++j)
      c.loss += grouped.weight[i] * regress::pinball(o.log_pay - o.log_quantile[j], kTaus[j]) / 5;
    if (o.log_quantile[0] <= o.log_pay && o.log_pay <= o.log_quantile[4]) c.covered += grouped.weight[i];
  }
  return grouped;
}

std::array<double, 2> percentiles(const std::vector<double>& values) {
  return {regress::weighted_quantile(values, {}, 0.025), regress::weighted_quantile(values, {}, 0.975)};
}

/// Resamples companies with replacement. The median error is a weighted quantile over rows sorted once.
void bootstrap(const std::vector<Outcome>& outcomes, const Grouped& grouped, GroupFigures& figures) {
  const std::size_t n = grouped.companies.size();
  std::vector<std::pair<double, std::size_t>> errors;
  errors.reserve(outcomes.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) errors.emplace_back(absolute_percentage_error(outcomes[i]), i);
  std::sort(errors.begin(), errors.end());
  std::vector<double> loss, covered, median;
  std::vector<double> times(n);
  for (int b = 0; b < kEvaluationReplicates; ++b) {
    std::fill(times.begin(), times.end(), 0);
    double losses = 0, cover = 0;
    for (std::size_t draw = 0; draw < n; ++draw) {
      const std::uint64_t c = base::below(n, kSeed, static_cast<std::uint32_t>(b), draw);
      ++times[c];
      losses += grouped.companies[c].loss;
      cover += grouped.companies[c].covered;
    }
    loss.push_back(losses / static_cast<double>(n));
    covered.push_back(cover / static_cast<double>(n));
    double below = 0;
    for (const auto& [error, i] : errors) {
      below += times[grouped.company[i]] * grouped.weight[i];
      if (below >= static_cast<double>(n) / 2) {
        median.push_back(error);
        break;
      }
    }
  }
  figures.mean_pinball = percentiles(loss);
  figures.coverage_80 = percentiles(covered);
  figures.mdape = percentiles(median);
}

}  // namespace

std::vector<GroupFigures> all_figures(const PostingTable& table, const text::Lexicon& lexicon,
                                      const std::vector<Outcome>& outcomes) {
  std::vector<std::uint32_t> company, all, go;
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const Facts& facts = table.rows[row].facts;
    company.push_back(table.rows[row].company);
    all.push_back(row);
    if (table.rows[row].asks_for_go) go.push_back(row);
    groups["city:" + (facts.city ? lexicon.cities()[*facts.city].id : "none")].push_back(row);
    groups["level:" + std::string(facts.level ? level_name(*facts.level) : "none")].push_back(row);
  }
  std::vector<GroupFigures> result{figures("all", outcomes, company, all)};
  if (!go.empty()) result.push_back(figures("go", outcomes, company, go));
  for (const auto& [name, rows] : groups)
    if (rows.size() >= kLeastGroup) result.push_back(figures(name, outcomes, company, rows));
  return result;
}

std::vector<GroupFigures> figures_of(const SalaryModel& model, const PostingTable& table, const text::Lexicon& lexicon,
                                     Mode mode) {
  std::vector<Outcome> outcomes;
  for (const Posting& posting : table.rows) {
    Facts facts = posting.facts;
    if (mode == Mode::posting) facts.phrases = model.phrases(posting.text);
    Outcome outcome{posting.log_pay, model.quantiles(facts, mode)};
    for (double& quantile : outcome.log_quantile) quantile = base::log(quantile);
    outcomes.push_back(outcome);
  }
  return all_figures(table, lexicon, outcomes);
}

GroupFigures figures(std::string name, const std::vector<Outcome>& outcomes, const std::vector<std::uint32_t>& company,
                     const std::vector<std::uint32_t>& rows) {
  std::vector<Outcome> some;
  std::vector<std::uint32_t> their;
  for (const std::uint32_t row : rows) {
    some.push_back(outcomes[row]);
    their.push_back(company[row]);
  }
  const Grouped grouped = group(some, their);
  GroupFigures figures;
  figures.name = std::move(name);
  figures.rows = static_cast<std::int64_t>(some.size());
  figures.companies = static_cast<std::int64_t>(grouped.companies.size());
  figures.row = score(some, std::vector<double>(some.size(), 1.0));
  figures.company = score(some, grouped.weight);
  bootstrap(some, grouped, figures);
  return figures;
}

}  // namespace chouma::salary
