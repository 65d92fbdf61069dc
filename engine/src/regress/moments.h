// Weighted means, variances and correlations of a coded design and a response: all that squared loss needs to know of the rows.
#pragma once

#include <chouma/error.h>

#include "regress/coded.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// Columns are read as z = x / unit − center, so that nothing overflows and means are subtracted before anything is squared.
/// Units are powers of two, the size of the largest entry; 0/1 columns and the values of categories have center 0.
struct Scaling {
  std::vector<double> unit, center;  ///< p + 1: the columns', and last the response's
  double weight = 1;                 ///< weights are divided by it, a power of two
};

/// Σ_i w_i u_i u_i' for u = (z_1 … z_p, 1, z_y): upper triangle, row by row, (p + 2)².
struct Moments {
  std::size_t columns = 0;  ///< p
  std::vector<double> upper;

  /// The moments of both sets of rows; the scaling must be the same.
  void add(const Moments& other);
};

/// What `moments` gives, in units of standard deviations. A column whose variance is below 1e-10 of its square mean about its center is
/// called constant: sd 0, and zeros in `xx` and `xy`.
struct Correlations {
  double weight = 0;  ///< Σ w / scaling.weight
  std::vector<double> mean,
      sd;  ///< p + 1, of z; the response's last; sd by 1 / Σw. The response's sd is 1 where it is constant.
  std::vector<double> xx;  ///< p × p, symmetric: correlations, 1 on the diagonal
  std::vector<double> xy;  ///< p: correlations with the response
  double yy = 1;           ///< 1, or 0 where the response is constant
};

/// Refuses what check(x) does, y or weights of another length than the rows, numbers that are not finite, negative weights, no row of
/// positive weight (no_data), more than 8,000 columns (too_large: p² numbers are kept). weights empty: all 1.
Result<bool> check_problem(const CodedDesign& x, std::span<const double> y, std::span<const double> weights);

/// The scaling of a problem that check_problem accepts: centers are weighted means.
Scaling scale(const CodedDesign& x, std::span<const double> y, std::span<const double> weights);

/// The moments of each fold, in one pass over the rows: row i counts in fold[i] < folds. fold empty: all rows in one.
/// Rows of weight 0 are passed over. O(Σ nnz_i²).
std::vector<Moments> moments(const CodedDesign& x, std::span<const double> y, std::span<const double> weights,
                             const Scaling& scaling, std::span<const std::uint32_t> fold = {}, std::uint32_t folds = 1);

/// Correlations from moments with Σw > 0.
Correlations correlations(const Moments& moments);

/// A linear predictor in the caller's units.
struct Coefficients {
  double intercept = 0;
  std::vector<double> beta;
};

/// Slopes in units of standard deviations to the caller's units; the intercept puts the plane through the means.
Coefficients unscale(const Correlations& of, const Scaling& scaling, std::span<const double> slopes);

/// The standard deviation of a column (p: of the response) in the caller's units.
inline double deviation(const Correlations& of, const Scaling& scaling, std::size_t column) {
  return of.sd[column] * scaling.unit[column];
}

}  // namespace chouma::regress
