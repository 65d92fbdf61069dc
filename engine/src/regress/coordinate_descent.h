// Elastic net on correlations, one λ after the other from a warm start. Private to regress.
#pragma once

#include "regress/elastic_net.h"
#include "regress/growing_cholesky.h"
#include "regress/moments.h"

#include <cstddef>
#include <vector>

namespace chouma::regress {

/// Minimises ½ |r|² + λ Σ_j (absolute_j |b_j| + ½ squared_j b_j²), all in units of standard deviations: |r|² = yy − 2 b'xy + b'xx b.
/// Sweeps find out which slopes are not 0, but close in slowly where columns are correlated. So after each sweep the slopes in the fit are
/// solved for at once with their signs held: as far as the first that would change its sign, which leaves the fit, and so on with the others
/// (as least angle regression does; Efron et al. 2004). No such step raises the objective, and the last one ends at the optimum.
class CoordinateDescent {
 public:
  /// `problem` and `scaling` must outlive this.
  CoordinateDescent(const Correlations& problem, const Scaling& scaling, const ElasticNetOptions& options);

  /// Fits the columns without penalty; to be called first.
  Result<int> start();
  /// After start(): the largest correlation of a penalised column with the residuals, in units of the response's deviation.
  double strongest() const;
  /// After start(): the smallest λ, in the caller's units, at which every penalised slope is 0.
  double largest_lambda() const;
  /// Goes on from the last solution.
  Result<ElasticNetPoint> fit(double lambda);

 private:
  /// Sweeps until the gap is met, over all columns or those without penalty.
  Result<int> descend(double lambda, bool unpenalised_only);
  void sweep(double lambda, bool unpenalised_only);
  /// The steps described above.
  void solve_active(double lambda);
  void update_factor(double lambda);
  /// Brings the gradient after a change of one slope.
  void follow(std::size_t column, double change);
  double gap(double lambda) const;
  double residual_square() const;

  const Correlations& problem_;
  const Scaling& scaling_;
  const ElasticNetOptions& options_;
  std::size_t p_;
  std::vector<double> absolute_, squared_;  // of λ = 1
  std::vector<double> slope_, gradient_;    // b, and xy − xx b
  std::vector<std::size_t> active_;         // the columns of factor_: in the fit, and independent of each other
  GrowingCholesky factor_;                  // of their correlations + λ squared_
  double factor_lambda_ = 0;
};

}  // namespace chouma::regress
