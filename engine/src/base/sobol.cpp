#include "base/sobol.h"

#include "base/random.h"

#include <algorithm>
#include <array>
#include <bit>

namespace chouma::base {

namespace {

constexpr int kBits = 32;

struct Polynomial {
  int degree;
  std::uint32_t bits;  ///< of its coefficients, x^degree first
  std::array<std::uint32_t, 7> initial;
};

// Printed by bench/sobol_numbers.mjs; the coordinate before these is van der Corput's.
constexpr std::array<Polynomial, Sobol::kDimensions - 1> kPolynomials = {{
    {1, 3, {1}},
    {2, 7, {1, 1}},
    {3, 11, {1, 3, 5}},
    {3, 13, {1, 1, 3}},
    {4, 19, {1, 3, 1, 5}},
    {4, 25, {1, 3, 5, 1}},
    {5, 37, {1, 1, 1, 5, 25}},
    {5, 41, {1, 1, 1, 1, 5}},
    {5, 47, {1, 3, 1, 9, 25}},
    {5, 55, {1, 1, 3, 9, 15}},
    {5, 59, {1, 3, 5, 13, 7}},
    {5, 61, {1, 1, 1, 7, 9}},
    {6, 67, {1, 1, 7, 15, 9, 1}},
    {6, 91, {1, 3, 3, 15, 15, 53}},
    {6, 97, {1, 1, 5, 13, 27, 57}},
    {6, 103, {1, 1, 5, 7, 5, 37}},
    {6, 109, {1, 3, 7, 15, 25, 63}},
    {6, 115, {1, 1, 5, 1, 21, 33}},
    {7, 131, {1, 1, 5, 11, 27, 61, 67}},
    {7, 137, {1, 1, 1, 11, 31, 39, 97}},
    {7, 143, {1, 3, 1, 3, 9, 15, 123}},
    {7, 145, {1, 3, 1, 13, 25, 1, 35}},
    {7, 157, {1, 1, 7, 13, 17, 19, 119}},
    {7, 167, {1, 1, 5, 1, 5, 21, 67}},
    {7, 171, {1, 3, 7, 1, 13, 49, 73}},
    {7, 185, {1, 1, 3, 1, 21, 39, 121}},
    {7, 191, {1, 3, 3, 5, 7, 31, 109}},
    {7, 193, {1, 3, 5, 1, 23, 33, 61}},
    {7, 203, {1, 3, 5, 15, 5, 25, 101}},
    {7, 211, {1, 1, 1, 9, 9, 31, 93}},
    {7, 213, {1, 3, 1, 5, 27, 17, 81}},
}};

using Directions = std::array<std::uint32_t, kBits>;

/// v_k = m_k / 2^k in units of 2^-32; m_k = m_{k−s} ⊕ 2^s m_{k−s} ⊕ Σ_i 2^i a_i m_{k−i} for a polynomial of degree s.
constexpr Directions directions(const Polynomial& polynomial) {
  Directions v{};
  for (int k = 0; k < kBits; ++k) {
    const auto at = static_cast<std::size_t>(k);
    if (k < polynomial.degree) {
      v[at] = polynomial.initial[at] << (kBits - 1 - k);
      continue;
    }
    const std::uint32_t first = v[at - static_cast<std::size_t>(polynomial.degree)];
    v[at] = first ^ (first >> polynomial.degree);
    for (int i = 1; i < polynomial.degree; ++i)
      if (polynomial.bits >> (polynomial.degree - i) & 1) v[at] ^= v[at - static_cast<std::size_t>(i)];
  }
  return v;
}

constexpr std::array<Directions, Sobol::kDimensions> all_directions() {
  std::array<Directions, Sobol::kDimensions> result{};
  for (int k = 0; k < kBits; ++k) result[0][static_cast<std::size_t>(k)] = std::uint32_t{1} << (kBits - 1 - k);
  for (std::size_t d = 1; d < Sobol::kDimensions; ++d) result[d] = directions(kPolynomials[d - 1]);
  return result;
}

constexpr auto kDirections = all_directions();

}  // namespace

Sobol::Sobol(std::size_t dimensions, std::uint64_t seed, std::uint32_t stream, std::uint32_t replicate)
    : seed_(seed), stream_(stream), replicate_(replicate), x_(dimensions) {
  draw_from(0);
}

/// Pseudo-random coordinates from `first` on, four to a block.
void Sobol::draw_from(std::size_t first) {
  for (std::size_t d = first; d < x_.size(); d += 4) {
    const auto words = philox({index_, static_cast<std::uint32_t>(d), stream_, replicate_},
                              {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)});
    std::copy_n(words.begin(), std::min<std::size_t>(4, x_.size() - d), x_.begin() + static_cast<std::ptrdiff_t>(d));
  }
}

void Sobol::next() {
  // The lowest bit of i + 1 says which bit of the Gray code changes.
  ++index_;
  const auto changes = static_cast<std::size_t>(std::countr_zero(index_));
  const std::size_t quasi = std::min(x_.size(), kDimensions);
  for (std::size_t d = 0; d < quasi; ++d) x_[d] ^= kDirections[d][changes];
  draw_from(quasi);
}

}  // namespace chouma::base
