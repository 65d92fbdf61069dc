// What a fit answers with, before it is JSON.
#pragma once

#include <chouma/model.h>

#include "salary/train.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma {

struct FitProgress {
  std::string_view stage;
  int unit = 0, units = 0;
  double share = 0;
};

struct Fit {
  salary::Trained trained;
  std::optional<Passport> shipped_passport;
  /// Figures of the other model on the rows that this one was fitted to, by mode: posting, profile.
  std::array<std::vector<salary::GroupFigures>, 2> shipped;
};

std::string fit_progress_json(const FitProgress& progress);  // fit_json.cpp
/// models/schema/fit.schema.json
std::string fit_json(const Fit& fit);  // fit_json.cpp

}  // namespace chouma
