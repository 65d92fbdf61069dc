// Smoothed check loss and group penalties by proximal Newton steps over a working set. Private to regress.
#pragma once

#include "regress/design.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chouma::regress {

/// Σ_i w_i ρ_τi(y_i − x_i β) + Σ_g penalty_g |β_g|, columns of entries up to 1, responses and weights about 1; column 0 is all ones.
struct GroupedRows {
  Design x;
  std::vector<double> y, w, tau;                    ///< w > 0; each row's τ
  std::vector<std::vector<std::uint32_t>> members;  ///< the columns of each group; every column is in one
  std::vector<double> penalty;                      ///< of each group
};

class ProximalNewton {
 public:
  /// `rows` must outlive this. Starts at the sample quantile.
  explicit ProximalNewton(const GroupedRows& rows);

  /// Narrows the width until the gap is met or the steps are used up; the steps done.
  int solve(double tolerance, int most);
  const std::vector<double>& beta() const { return beta_; }
  double objective() const { return objective_; }
  /// As QuantileNetFit says.
  double gap() const { return gap_; }

 private:
  void slopes();   // force_ and slope_ at width_
  void measure();  // objective_ and gap_, from slopes()
  bool widen();    // groups whose slope exceeds their penalty join
  void choose();   // the rows of the groups in the working set
  double step();   // what it gained, as its model saw it
  void hessian();
  void descend();  // the model's minimum, to change_
  void descend(std::size_t group);
  bool polish();
  double passes_zero(std::size_t group, const std::vector<double>& move) const;
  double model(const std::vector<double>& change) const;
  double smoothed(const std::vector<double>& residual) const;
  double penalties(const std::vector<double>& beta) const;

  const GroupedRows& rows_;
  double width_ = 1, held_ = 0;
  std::vector<double> beta_, residual_, force_, slope_;  // slope_ = X'force_
  double objective_ = 0, gap_ = 0;
  double least_gap_ = 0;                                  // of the smoothed optimum at width_, about
  std::vector<char> working_;                             // of each group
  std::vector<std::uint32_t> column_, place_;             // of the working columns, and back
  std::vector<std::vector<std::uint32_t>> set_;           // working groups, as places in column_
  std::vector<double> set_penalty_, bound_;               // and their penalties, and bounds of their blocks' curvature
  Design some_;                                           // working columns only
  std::vector<double> hessian_, change_, pull_, target_;  // a², a, the model's downhill slope there, and a move
};

}  // namespace chouma::regress
