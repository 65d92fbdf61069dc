// Salary models with planted effects, and the committed lexicon, for tests of the rooms above.
#pragma once

#include "salary/salary_model.h"
#include "text/lexicon.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chouma::test {

/// models/lexicon/lexicon.json, read once.
const text::Lexicon& lexicon();

struct PlantedSkill {
  std::string id;
  double log = 0, se = 0.02;
  std::int64_t companies = 100;
};

/// Median 20,000 yuan at 0 years and 2 % more each year up to 10; both modes alike; P10 … P90 at −0.4 −0.2 0 0.2 0.4 log points.
salary::SalaryModel small_model(const std::vector<PlantedSkill>& skills, double shrinkage_k = 20);

/// The same as the bytes of a model file.
std::string small_model_json(const std::vector<PlantedSkill>& skills, double shrinkage_k = 20);

}  // namespace chouma::test
