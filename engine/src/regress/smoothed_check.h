// The check loss smoothed over a width, minimised by Newton steps. Private to regress.
#pragma once

#include "regress/check_rows.h"
#include "regress/cholesky.h"
#include "regress/row_gram.h"

#include <cstddef>
#include <vector>

namespace chouma::regress {

/// Σ w_i ρ_h(y_i − x_i β) − β'far, ρ_h(r) = r² / (4h) + (τ − 1/2) r + h / 4 within the width, |r| <= h, and ρ_τ(r) beyond: the check loss
/// averaged over a uniform kernel, at most h / 4 above it.
class SmoothedCheck {
 public:
  /// `rows` must outlive this.
  explicit SmoothedCheck(const CheckRows& rows);

  /// Minimises over one width from `beta`; the Newton steps done. The residuals must be those of `beta`, before as after.
  int minimise(double tau, double width, std::vector<double>& beta);
  /// y − Xβ, as set_residuals or minimise left them.
  const std::vector<double>& residuals() const { return residual_; }
  void set_residuals(const std::vector<double>& beta);

 private:
  /// One Newton step with a line search; what it promised to gain.
  double step(double tau, double width, std::vector<double>& beta);
  double line_search(double tau, double width, double slope) const;
  double slope_at(double tau, double width, double t) const;

  const CheckRows& rows_;
  double mean_weight_ = 0;
  double far_slope_ = 0;  // −far'direction
  Cholesky hessian_;
  RowEntries entries_;
  std::vector<double> residual_, along_;              // n: y − Xβ, X·direction
  std::vector<double> direction_, within_, outside_;  // p: and squares of columns within and outside the width
};

}  // namespace chouma::regress
