// What a salary model's file holds, as plain data: written by train, read by parse_model.
#pragma once

#include "salary/features.h"
#include "salary/salary_model.h"
#include "salary/spacings.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace chouma::salary {

struct ModeData {
  std::vector<Feature> features;  ///< ascending by kind
  std::vector<double> log;        ///< β, one per feature
  std::vector<std::int64_t> rows, companies;
  /// Bootstrap deviations β_b − mean_b β_b: deviation[f × replicates + b] × scale[f].
  std::vector<double> scale;
  std::vector<std::int8_t> deviation;
  double centre = 0;                              ///< of log m in the spacings' covariates
  SpacingCoefficients spacing{};                  ///< γ
  std::array<double, 4> calibration{1, 1, 1, 1};  ///< c
  Passport::HeldOut held_out;
};

struct ModelData {
  Passport passport;  ///< held-out figures stand in the modes; hash is of the file's bytes
  std::string currency = "CNY";
  std::vector<double> years_knots, months;
  int replicates = 0;
  double shrinkage_k = 0;
  ModeData posting, profile;
};

/// The file's JSON (models/schema/salary_model.schema.json). model_json.cpp
std::string model_json(const ModelData& data);

/// The model behind the data; passport.hash as given.
SalaryModel make_model(ModelData data, const text::Lexicon& lexicon);

/// Keeps log and scale to 5 digits, so that the file's numbers are the model's numbers.
double model_round(double value);

}  // namespace chouma::salary
