#include "regress/growing_cholesky.h"

#include <algorithm>
#include <cmath>

namespace chouma::regress {

void GrowingCholesky::reserve(std::size_t size) {
  if (size <= stride_) return;
  const std::size_t stride = std::max<std::size_t>(16, 2 * size);
  std::vector<double> u(stride * stride, 0.0);
  for (std::size_t i = 0; i < size_; ++i) std::copy(row(i) + i, row(i) + size_, u.data() + i * stride + i);
  u_.swap(u);
  stride_ = stride;
}

void GrowingCholesky::solve_transposed(std::span<double> b) const {
  for (std::size_t j = 0; j < b.size(); ++j) {
    const double* const u = row(j);
    b[j] /= u[j];
    const double factor = b[j];
    for (std::size_t k = j + 1; k < b.size(); ++k) b[k] -= factor * u[k];
  }
}

bool GrowingCholesky::append(std::span<const double> products, double square, double relative_tolerance) {
  std::vector<double> column(products.begin(), products.end());
  solve_transposed(column);
  double pivot = square;
  for (const double v : column) pivot -= v * v;
  if (!(pivot > relative_tolerance * square)) return false;
  reserve(size_ + 1);
  for (std::size_t i = 0; i < size_; ++i) row(i)[size_] = column[i];
  row(size_)[size_] = std::sqrt(pivot);
  ++size_;
  return true;
}

void GrowingCholesky::remove(std::size_t k) {
  for (std::size_t i = 0; i < size_; ++i) {
    double* const u = row(i);
    std::copy(u + std::max(k + 1, i), u + size_, u + std::max(k + 1, i) - 1);
  }
  --size_;
  // Rows from k on have one entry below the diagonal: each is turned into the row above it.
  for (std::size_t i = k; i < size_; ++i) {
    double* const upper = row(i);
    double* const lower = row(i + 1);
    const double a = upper[i], b = lower[i], length = std::sqrt(a * a + b * b), c = a / length, s = b / length;
    upper[i] = length;
    for (std::size_t j = i + 1; j < size_; ++j) {
      const double above = upper[j];
      upper[j] = c * above + s * lower[j];
      lower[j] = c * lower[j] - s * above;
    }
  }
}

void GrowingCholesky::solve(std::span<double> b) const {
  solve_transposed(b);
  for (std::size_t j = size_; j-- > 0;) {
    const double* const u = row(j);
    for (std::size_t k = j + 1; k < size_; ++k) b[j] -= u[k] * b[k];
    b[j] /= u[j];
  }
}

}  // namespace chouma::regress
