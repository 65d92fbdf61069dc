// Weighted least squares for small dense problems, by Householder QR (Golub & Van Loan 2013, 5.2) in numbers of 32 digits
// (double_double.h): the answer is that of the given doubles, rounded once. Large problems: linear.h.
#pragma once

#include <chouma/error.h>

#include <Eigen/Core>

namespace chouma::regress {

struct LeastSquaresFit {
  Eigen::VectorXd beta;            ///< p coefficients
  Eigen::VectorXd standard_error;  ///< sqrt(s² diag((X'WX)^-1)), s² = RSS / (n − p); 0 when n == p
  double rss = 0;                  ///< Σ w_i (y_i − x_i β)²
  int df = 0;                      ///< n − p
};

/// Minimises Σ w_i (y_i − x_i β)². weights: empty for all 1; rows of weight 0 count for nothing, in n too.
/// A column is collinear when what the columns before it leave of it is below 4 (n + p) 2^-52 of its length.
/// O(n p²), two to five times the time of plain doubles. Errors: out_of_range (shapes), not_finite (also a result beyond a double),
/// singular (names the column), no_data (n < p). Agreement with the certified sets of NIST: docs/least-squares.md.
Result<LeastSquaresFit> least_squares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                      const Eigen::VectorXd& weights = {});

/// The t with P(T <= t) = p for Student's t with df >= 1 degrees of freedom, 0 < p < 1; NaN outside. Relative error below 1e-12
/// for p in [1e-9, 1 − 1e-9].
double student_quantile(double p, int df);

}  // namespace chouma::regress
