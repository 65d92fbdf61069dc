#include "regress/cholesky.h"

#include <algorithm>
#include <cmath>

namespace chouma::regress {

namespace {

constexpr std::size_t PANEL = 48;  // rows eliminated together: they stay in the second-level cache
constexpr std::size_t TILE = 4;    // the update is done in TILE × TILE tiles that fit in registers

// tile −= Σ_k a_k b_k' over `depth` rows, ascending in k.
void update_tile(double* tile, const double* a, const double* b, std::size_t depth, std::size_t stride) {
  double sum[TILE][TILE];
  for (std::size_t i = 0; i < TILE; ++i)
    for (std::size_t j = 0; j < TILE; ++j) sum[i][j] = tile[i * stride + j];
  for (std::size_t k = 0; k < depth; ++k, a += stride, b += stride)
    for (std::size_t i = 0; i < TILE; ++i)
      for (std::size_t j = 0; j < TILE; ++j) sum[i][j] -= a[i] * b[j];
  for (std::size_t i = 0; i < TILE; ++i)
    for (std::size_t j = 0; j < TILE; ++j) tile[i * stride + j] = sum[i][j];
}

}  // namespace

// The stride is a multiple of TILE and leaves room for whole tiles beyond the last column; what
// lies there and below the diagonal is never read for a result.
Cholesky::Cholesky(std::size_t p)
    : p_(p), stride_((p + TILE - 1) / TILE * TILE), u_(stride_ * stride_, 0.0), inverse_pivot_(p, 0.0) {}

void Cholesky::clear() { std::fill(u_.begin(), u_.end(), 0.0); }

std::size_t Cholesky::factor(double relative_tolerance) {
  std::size_t first_dependent = p_;
  std::vector<double> least_pivot(p_);
  for (std::size_t j = 0; j < p_; ++j) least_pivot[j] = relative_tolerance * row(j)[j];

  for (std::size_t from = 0; from < p_; from += PANEL) {
    const std::size_t to = std::min(from + PANEL, p_);
    for (std::size_t j = from; j < to; ++j) {
      double* u = row(j);
      for (std::size_t k = from; k < j; ++k) {
        const double* above = row(k);
        const double factor = above[j];
        for (std::size_t c = j; c < p_; ++c) u[c] -= factor * above[c];
      }
      if (!(u[j] > least_pivot[j]) || !(u[j] > 0)) {
        first_dependent = std::min(first_dependent, j);
        inverse_pivot_[j] = 0;
        std::fill(u + j, u + p_, 0.0);
        continue;
      }
      inverse_pivot_[j] = 1 / std::sqrt(u[j]);
      for (std::size_t c = j; c < p_; ++c) u[c] *= inverse_pivot_[j];
    }
    eliminate(from, to);
  }
  return first_dependent;
}

void Cholesky::eliminate(std::size_t from, std::size_t to) {
  if (to == p_) return;
  // `to` is a multiple of TILE here, as PANEL is.
  for (std::size_t i = to; i < p_; i += TILE)
    for (std::size_t j = i; j < p_; j += TILE)
      update_tile(row(i) + j, row(from) + i, row(from) + j, to - from, stride_);
}

void Cholesky::solve(std::span<double> b) const {
  for (std::size_t j = 0; j < p_; ++j) {
    b[j] *= inverse_pivot_[j];
    const double* u = u_.data() + j * stride_;
    const double factor = b[j];
    for (std::size_t c = j + 1; c < p_; ++c) b[c] -= factor * u[c];
  }
  for (std::size_t j = p_; j-- > 0;) {
    const double* u = u_.data() + j * stride_;
    double sum = b[j];
    for (std::size_t c = j + 1; c < p_; ++c) sum -= u[c] * b[c];
    b[j] = sum * inverse_pivot_[j];
  }
}

}  // namespace chouma::regress
