// Rows under the check loss, some of them put together. Private to regress.
#pragma once

#include "regress/coded.h"

#include <vector>

namespace chouma::regress {

/// Σ_i w_i ρ_τ(y_i − x_i β) − β'far over the rows of x. `far` is Σ a_i x_i of other rows whose side of the fit is taken as known:
/// a_i = w_i τ above it, w_i (τ − 1) below.
struct CheckRows {
  CodedDesign x;
  std::vector<double> y, w;  ///< w > 0
  std::vector<double> far;   ///< p
};

}  // namespace chouma::regress
