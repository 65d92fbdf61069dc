#include "support/small_model.h"

#include "base/math.h"
#include "salary/model_data.h"
#include "support/files.h"
#include "text/lexicon_json.h"

#include <cmath>
#include <stdexcept>

namespace chouma::test {

namespace {

using salary::Kind;
using salary::ModeData;
using salary::ModelData;

/// Eight replicates whose deviations are orthogonal between neighbours in the list (bits of the replicate's number), so that effects are nearly
/// uncorrelated; Σ deviation² / 7 = se² sets the scale.
constexpr int kReplicates = 8;

void add(ModeData& mode, Kind kind, std::string id, double log, double se, std::int64_t companies) {
  const std::size_t pattern = mode.features.size() % 7 + 1;
  mode.features.push_back({kind, std::move(id)});
  mode.log.push_back(log);
  mode.rows.push_back(companies * 3);
  mode.companies.push_back(companies);
  mode.scale.push_back(se * std::sqrt(7.0 / 8.0) / 7);
  for (unsigned b = 0; b < kReplicates; ++b) {
    unsigned ones = 0;
    for (unsigned bits = b & static_cast<unsigned>(pattern); bits != 0; bits &= bits - 1) ++ones;
    mode.deviation.push_back(ones % 2 == 0 ? 7 : -7);
  }
}

ModeData planted(const std::vector<PlantedSkill>& skills) {
  ModeData mode;
  add(mode, Kind::base, "all", base::log(20000), 0.01, 900);
  add(mode, Kind::years, "1", 0.2, 0.01, 800);
  add(mode, Kind::years, "none", 0.05, 0.01, 100);
  for (const PlantedSkill& skill : skills) {
    add(mode, Kind::skill, skill.id, skill.log, skill.se, skill.companies);
    mode.effects.emplace_back(salary::OwnEffect{skill.log, skill.se});
    mode.missed.emplace_back(salary::OwnEffect{0, skill.se});
  }
  for (auto& spacing : mode.spacing) spacing[0] = base::log(0.2);
  mode.held_out = {0.08, 0.8, 0.2};
  return mode;
}

ModelData data_of(const std::vector<PlantedSkill>& skills, double shrinkage_k) {
  ModelData data;
  data.passport.id = "planted";
  data.passport.recipe = "none";
  data.passport.source = "planted effects for tests";
  data.passport.fitted_on = "2025-01-01";
  data.passport.period_from = "2024-09";
  data.passport.period_to = "2025-01";
  data.passport.rows = 2700;
  data.passport.companies = 900;
  data.bases.years_knots = {0, 10};
  data.replicates = kReplicates;
  data.shrinkage_k = shrinkage_k;
  data.posting = planted(skills);
  data.profile = planted(skills);
  data.posting.effects.clear();
  data.passport.posting = data.posting.held_out;
  data.passport.profile = data.profile.held_out;
  return data;
}

}  // namespace

const text::Lexicon& lexicon() {
  static const text::Lexicon committed = [] {
    auto parsed = text::parse_lexicon(file("models/lexicon/lexicon.json"));
    if (!parsed) throw std::runtime_error(message(parsed.error()));
    return std::move(parsed.value());
  }();
  return committed;
}

salary::SalaryModel small_model(const std::vector<PlantedSkill>& skills, double shrinkage_k) {
  return salary::make_model(data_of(skills, shrinkage_k), lexicon());
}

std::string small_model_json(const std::vector<PlantedSkill>& skills, double shrinkage_k) {
  return salary::model_json(data_of(skills, shrinkage_k));
}

}  // namespace chouma::test
