// The bounded-variables linear programme behind quantile regression. Private to regress.
#pragma once

#include "regress/design.h"

#include <vector>

namespace chouma::regress {

/// Minimise Σ_i u_i ρ_{τ_i}(y_i − x_i β) over β. Its dual (Koenker 2005, 6.2) is
///   maximise Σ_i y_i a_i  subject to  X'a = X'a⁰,  0 <= a <= u,  a⁰_i = (1 − τ_i) u_i.
/// A penalty λ|β_j| is one more row: x = e_j, y = 0, τ = 1/2, u = 2λ.
/// Best scaled by the caller: columns of norm about 1, u at most about 1, residuals about 1.
struct CheckLossProblem {
  Design x;
  std::vector<double> y;
  std::vector<double> upper;   ///< u > 0
  std::vector<double> center;  ///< a⁰, strictly between 0 and u
};

struct InteriorPoint {
  std::vector<double> beta;
  double objective = 0;
  /// (Σ_i (u_i ρ_{τ_i}(e_i) − e_i (a_i − a⁰_i)) + |X'a⁰ − X'a|·max(1, |β|)) / (1 + objective),
  /// e = y − Xβ
  double gap = 0;
  int iterations = 0;
  std::size_t dependent_column = 0;  ///< first column that depends on those before it, else columns
};

/// Primal–dual interior point from the feasible centre a⁰. When `dependent_column` < columns nothing
/// was solved; otherwise the result is the best iterate, whether or not its gap meets `tolerance`.
InteriorPoint solve(const CheckLossProblem& problem, double tolerance, int max_iterations);

}  // namespace chouma::regress
