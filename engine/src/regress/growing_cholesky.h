// A Cholesky factor to which columns are added and from which they are taken, O(k²) each (Golub & Van Loan 2013, 6.5). Private to regress.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace chouma::regress {

/// U upper triangular with A = U'U, A being k × k and positive definite. Nothing is ever summed in an order that depends on the width of
/// the machine's vectors.
class GrowingCholesky {
 public:
  std::size_t size() const { return size_; }
  void clear() { size_ = 0; }
  /// Adds a last row and column to A: `products` with the columns that are in, and `square` on the diagonal. False, and nothing is added,
  /// when the columns that are in leave `relative_tolerance` · square of it or less.
  bool append(std::span<const double> products, double square, double relative_tolerance);
  /// Takes row and column k out of A; those after it move up.
  void remove(std::size_t k);
  /// b := A⁻¹ b
  void solve(std::span<double> b) const;

 private:
  double* row(std::size_t i) { return u_.data() + i * stride_; }
  const double* row(std::size_t i) const { return u_.data() + i * stride_; }
  void reserve(std::size_t size);
  /// b := U'⁻¹ b
  void solve_transposed(std::span<double> b) const;

  std::size_t size_ = 0, stride_ = 0;
  std::vector<double> u_;
};

}  // namespace chouma::regress
