// What a salary model's file holds, as plain data: written by train, read by parse_model.
#pragma once

#include "salary/band_shifts.h"
#include "salary/features.h"
#include "salary/months_of_pay.h"
#include "salary/salary_model.h"
#include "salary/skill_effects.h"
#include "salary/spacings.h"
#include "salary/tree_blend.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chouma::salary {

inline constexpr double kMostDeviation = 7;

struct ModeData {
  std::vector<Feature> features;  ///< ascending by kind
  std::vector<double> log;        ///< β, one per feature
  std::vector<std::int64_t> rows, companies;
  /// Bootstrap deviations β_b − mean_b β_b: deviation[f × replicates + b] × scale[f], −7 … 7 steps.
  std::vector<double> scale;
  std::vector<std::int8_t> deviation;
  /// Of the skill columns, in their order: on log pay (profile mode alone), and on what the out-of-fold median leaves of it.
  std::vector<std::optional<OwnEffect>> effects, missed;
  TreeBlend blend;
  double centre = 0;                              ///< of log m in the spacings' covariates
  SpacingCoefficients spacing{};                  ///< γ
  std::array<double, 4> calibration{1, 1, 1, 1};  ///< c
  BandShifts shifts;
  Passport::HeldOut held_out;
};

struct ModelData {
  Passport passport;  ///< held-out figures stand in the modes; hash is of the file's bytes
  std::string currency = "CNY";
  Bases bases;
  int replicates = 0;
  double shrinkage_k = 0;
  std::optional<MonthsOfPay> months;
  ModeData posting, profile;  ///< with the same skill columns
};

/// The file's JSON (models/schema/salary_model.schema.json). model_json.cpp
std::string model_json(const ModelData& data);

/// The model behind the data; passport.hash as given.
SalaryModel make_model(ModelData data, const text::Lexicon& lexicon);

/// Keeps numbers to 5 digits after the point, and a column's to 4, so that the file's numbers are the model's numbers.
double model_round(double value);
double column_round(double value);

}  // namespace chouma::salary
