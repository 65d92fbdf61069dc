#include <nlohmann/json.hpp>

#include "base/math.h"
#include "salary/evaluate.h"
#include "salary/train.h"

namespace chouma::salary {

namespace {

using nlohmann::ordered_json;

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
  const auto table = read_postings(recipe, lexicon, csv);
  if (!table) return table.error();
  const auto groups = figures_of(model, table.value(), lexicon, mode);
  ordered_json answer = figures_json(groups[0]), parts = ordered_json::object();
  for (std::size_t g = 1; g < groups.size(); ++g) parts[groups[g].name] = figures_json(groups[g]);
  answer["groups"] = std::move(parts);
  return answer.dump(1) + "\n";
}

}  // namespace chouma::salary
