// Quasi-random points: Sobol' sequences with random digital shifts.
//
// Coordinate d of point i is ⊕_k g_k(i) v_dk, g(i) = i ⊕ ⌊i / 2⌋ the Gray code (Antonov & Saleev 1979), v_dk = m_dk / 2^k the direction numbers of a primitive
// polynomial over GF(2) (Sobol' 1967; Bratley & Fox 1988, algorithm 659), then digit-wise ⊕ a shift that is uniform on [0, 1)^s. Among the first 2^m points
// every coordinate visits each of 2^m equal cells once. Each point by itself is uniform, so a mean over points is unbiased, and the spread of means over
// independent shifts estimates its error (Lemieux & L'Ecuyer 2003, "Randomized polynomial lattice rules").
// The initial direction numbers are our own, chosen by bench/sobol_numbers.mjs for good two-dimensional projections, earlier coordinates first:
// give those what matters most. Coordinates from kDimensions on are pseudo-random (padding, Spanier 1995).
#pragma once

#include <cstdint>
#include <vector>

namespace chouma::base {

class Sobol {
 public:
  static constexpr std::size_t kDimensions = 32;

  /// The first point of one shifted copy; `replicate` numbers the shift. At most 2^31 points.
  Sobol(std::size_t dimensions, std::uint64_t seed, std::uint32_t stream, std::uint32_t replicate);
  /// Coordinate d of the current point, in (0, 1): an odd multiple of 2^-33.
  double at(std::size_t d) const { return (static_cast<double>(x_[d]) + 0.5) * 0x1p-32; }
  void next();

 private:
  void draw_from(std::size_t first);

  std::uint64_t seed_;
  std::uint32_t stream_, replicate_, index_ = 0;
  std::vector<std::uint32_t> x_;  ///< in units of 2^-32
};

}  // namespace chouma::base
