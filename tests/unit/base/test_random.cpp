#include <array>
#include <cmath>
#include <cstdint>

#include <catch_amalgamated.hpp>

#include "base/random.h"

namespace base = chouma::base;

// Known answers published with Random123 (kat_vectors, philox4x32 10 rounds).
TEST_CASE("philox 4x32-10 gives the known answers", "[base]") {
  using C = std::array<std::uint32_t, 4>;
  CHECK(base::philox({0, 0, 0, 0}, {0, 0}) == C{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(base::philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        C{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(base::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        C{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("draws have the moments of their distributions", "[base]") {
  constexpr std::uint64_t SEED = 42;
  constexpr int N = 20000;
  double u = 0, uu = 0, e = 0, ee = 0, z = 0, zz = 0;
  bool inside = true;
  for (std::uint64_t i = 0; i < N; ++i) {
    const double a = base::uniform(SEED, 1, i);
    const double b = base::exponential(SEED, 2, i);
    const double c = base::normal(SEED, 3, i);
    inside = inside && a >= 0 && a < 1 && b >= 0 && std::isfinite(b) && std::isfinite(c);
    u += a, uu += a * a, e += b, ee += b * b, z += c, zz += c * c;
  }
  CHECK(inside);
  // Five standard errors of each mean.
  using Catch::Matchers::WithinAbs;
  const double root = std::sqrt(double{N});
  CHECK_THAT(u / N, WithinAbs(0.5, 5 * std::sqrt(1.0 / 12) / root));
  CHECK_THAT(uu / N, WithinAbs(1.0 / 3, 5 * std::sqrt(4.0 / 45) / root));
  CHECK_THAT(e / N, WithinAbs(1, 5 / root));
  CHECK_THAT(ee / N, WithinAbs(2, 5 * std::sqrt(20.0) / root));
  CHECK_THAT(z / N, WithinAbs(0, 5 / root));
  CHECK_THAT(zz / N, WithinAbs(1, 5 * std::sqrt(2.0) / root));
}

TEST_CASE("below stays below n and reaches all of it evenly", "[base]") {
  std::array<int, 7> count{};
  for (std::uint64_t i = 0; i < 7000; ++i) ++count.at(base::below(7, 9, 0, i));
  for (const int c : count) CHECK(std::abs(c - 1000) < 5 * 30);
  CHECK(base::below(1, 9, 0, 5) == 0);
  // 2^63 · r / 2^64 is the upper 63 bits of r: the scaling is exact.
  CHECK(base::below(std::uint64_t{1} << 63, 9, 4, 5) >> 10 ==
        static_cast<std::uint64_t>(base::uniform(9, 4, 5) * 0x1p53));
}

TEST_CASE("seed, stream and index each change the draw", "[base]") {
  const double u = base::uniform(1, 2, 3);
  CHECK(u == base::uniform(1, 2, 3));
  CHECK(u != base::uniform(2, 2, 3));
  CHECK(u != base::uniform(1 + (std::uint64_t{1} << 32), 2, 3));
  CHECK(u != base::uniform(1, 3, 3));
  CHECK(u != base::uniform(1, 2, 4));
  CHECK(u != base::uniform(1, 2, 3 + (std::uint64_t{1} << 32)));
}
