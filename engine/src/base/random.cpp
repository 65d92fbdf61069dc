#include "base/random.h"

#include "base/math.h"

namespace chouma::base {

namespace {

std::uint64_t bits64(std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  const auto r = philox({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), stream, 0},
                        {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return std::uint64_t{r[0]} << 32 | r[1];
}

// The upper 64 bits of the 128-bit product.
std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t a0 = a & 0xFFFFFFFF, a1 = a >> 32;
  const std::uint64_t b0 = b & 0xFFFFFFFF, b1 = b >> 32;
  const std::uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
  const std::uint64_t low = a0 * b1 + (middle & 0xFFFFFFFF);
  return a1 * b1 + (middle >> 32) + (low >> 32);
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(p1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(p1),
               static_cast<std::uint32_t>(p0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(p0)};
    key[0] += 0x9E3779B9;
    key[1] += 0xBB67AE85;
  }
  return counter;
}

double uniform(std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  return static_cast<double>(bits64(seed, stream, index) >> 11) * 0x1p-53;
}

double exponential(std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  return -log(1 - uniform(seed, stream, index));
}

double normal(std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  // The middle of one of 2^52 cells: exact, never 0 or 1, and symmetric about 1/2.
  const double cell = static_cast<double>(bits64(seed, stream, index) >> 12);
  return normal_quantile((cell + 0.5) * 0x1p-52);
}

std::uint64_t below(std::uint64_t n, std::uint64_t seed, std::uint32_t stream, std::uint64_t index) {
  // Fixed-point scaling; the chance of a value is off by at most 2^-64.
  return multiply_high(bits64(seed, stream, index), n);
}

}  // namespace chouma::base
