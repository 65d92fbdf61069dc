#include <map>

#include <nlohmann/json.hpp>

#include "base/math.h"
#include "salary/evaluate.h"
#include "salary/train.h"

namespace chouma::salary {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t kLeastRows = 20;
constexpr std::array<const char*, 5> kTauNames = {"0.10", "0.25", "0.50", "0.75", "0.90"};

double rounded(double value) { return base::round_to(value, 6); }

ordered_json scores_json(const Scores& scores) {
  ordered_json pinball = ordered_json::object();
  for (std::size_t j = 0; j < 5; ++j) pinball[kTauNames[j]] = rounded(scores.pinball[j]);
  return {{"mean_pinball", rounded(scores.mean_pinball)},
          {"pinball", std::move(pinball)},
          {"coverage_80", rounded(scores.coverage_80)},
          {"mdape", rounded(scores.mdape)}};
}

ordered_json figures_json(const GroupFigures& figures) {
  const auto interval = [](const std::array<double, 2>& ends) {
    return ordered_json::array({rounded(ends[0]), rounded(ends[1])});
  };
  ordered_json company = scores_json(figures.company);
  company["interval_95"] = {{"mean_pinball", interval(figures.mean_pinball)},
                            {"coverage_80", interval(figures.coverage_80)},
                            {"mdape", interval(figures.mdape)}};
  return {{"n", figures.rows},
          {"companies", figures.companies},
          {"row", scores_json(figures.row)},
          {"company", std::move(company)}};
}

}  // namespace

Result<std::string> evaluate(const SalaryModel& model, const Recipe& recipe, const text::Lexicon& lexicon,
                             std::string_view csv, Mode mode) {
  auto read = read_postings(recipe, lexicon, csv);
  if (!read) return read.error();
  std::vector<Outcome> outcomes;
  std::vector<std::uint32_t> company, all, go;
  std::map<std::string, std::vector<std::uint32_t>> groups;
  for (Posting& posting : read.value().rows) {
    const auto row = static_cast<std::uint32_t>(outcomes.size());
    if (mode == Mode::posting) posting.facts.phrases = model.phrases(posting.text);
    Outcome outcome{posting.log_pay, model.quantiles(posting.facts, mode)};
    for (double& quantile : outcome.log_quantile) quantile = base::log(quantile);
    outcomes.push_back(outcome);
    company.push_back(posting.company);
    all.push_back(row);
    if (posting.asks_for_go) go.push_back(row);
    const Facts& facts = posting.facts;
    groups["city:" + (facts.city ? lexicon.cities()[*facts.city].id : "none")].push_back(row);
    groups["level:" + std::string(facts.level ? level_name(*facts.level) : "none")].push_back(row);
  }
  ordered_json answer = figures_json(figures("all", outcomes, company, all));
  ordered_json parts = ordered_json::object();
  if (!go.empty()) parts["go"] = figures_json(figures("go", outcomes, company, go));
  for (const auto& [name, rows] : groups)
    if (rows.size() >= kLeastRows) parts[name] = figures_json(figures(name, outcomes, company, rows));
  answer["groups"] = std::move(parts);
  return answer.dump(1) + "\n";
}

}  // namespace chouma::salary
