// Randomness by counter: a number is a pure function of (seed, stream, index), so replicates can be drawn in any order on any target.
// Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
#pragma once

#include <array>
#include <cstdint>

namespace chouma::base {

/// The Philox 4x32-10 bijection: 128-bit counter, 64-bit key.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);
/// Uniform on [0, 1), 53 bits.
double uniform(std::uint64_t seed, std::uint32_t stream, std::uint64_t index);
/// Unit exponential, −log(1 − u).
double exponential(std::uint64_t seed, std::uint32_t stream, std::uint64_t index);
/// Standard normal by inversion (normal_quantile).
double normal(std::uint64_t seed, std::uint32_t stream, std::uint64_t index);
/// Uniform on {0, …, n − 1}, n >= 1.
std::uint64_t below(std::uint64_t n, std::uint64_t seed, std::uint32_t stream, std::uint64_t index);

}  // namespace chouma::base
