// Dense Cholesky factors of positive semidefinite matrices, for the normal equations of a sparse
// design. Private to regress.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace chouma::regress {

/// A symmetric p × p matrix of which the upper triangle is kept, row by row; factored in place.
/// Every entry is computed in one fixed order, whatever the width of the machine's vectors.
class Cholesky {
 public:
  explicit Cholesky(std::size_t p);

  std::size_t size() const { return p_; }
  void clear();
  /// Row i of the matrix, of which entries [i, p) are kept.
  double* row(std::size_t i) { return u_.data() + i * stride_; }
  /// From a row to the next, for add_gram.
  std::size_t stride() const { return stride_; }

  /// Replaces A by U with A = U'U. A pivot at or below `relative_tolerance` · A_jj means that column
  /// j depends on those before it: it is left out (solve gives 0 there). Returns the first such
  /// column, or p when there is none.
  std::size_t factor(double relative_tolerance);
  /// b := A⁻¹ b, after factor().
  void solve(std::span<double> b) const;

 private:
  void eliminate(std::size_t from, std::size_t to);

  std::size_t p_, stride_;
  std::vector<double> u_;
  std::vector<double> inverse_pivot_;  ///< 1 / U_jj, 0 for columns left out
};

}  // namespace chouma::regress
