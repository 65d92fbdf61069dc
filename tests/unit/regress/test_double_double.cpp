#include <cmath>
#include <cstdint>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/double_double.h"

using namespace chouma::regress;

namespace {

const double UNIT = std::ldexp(1.0, -102);

/// |a − b| as a share of |b|.
double apart(const DoubleDouble& a, const DoubleDouble& b) { return std::fabs((a - b).hi / b.hi); }

}  // namespace

TEST_CASE("sums and products of two doubles are exact", "[regress]") {
  // Whole numbers of 53 bits, whose product 128 bits hold.
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const auto a = static_cast<std::int64_t>(chouma::base::below(std::uint64_t{1} << 53, 1, 1, i));
    const auto b = static_cast<std::int64_t>(chouma::base::below(std::uint64_t{1} << 53, 1, 2, i));
    const double x = static_cast<double>(a), y = static_cast<double>(b);
    const DoubleDouble sum = two_sum(x, y), product = two_product(x, y);
    CHECK(static_cast<std::int64_t>(sum.hi) + static_cast<std::int64_t>(sum.lo) == a + b);
    // The last 64 bits of the product, from both parts: a double below 2^106 is a whole number times a power of two.
    const auto low = [](double v) {
      int exponent = 0;
      const auto digits = static_cast<std::int64_t>(std::ldexp(std::frexp(v, &exponent), 53));
      const int shift = exponent - 53;
      return shift >= 64  ? std::uint64_t{0}
             : shift >= 0 ? static_cast<std::uint64_t>(digits) << shift
                          : static_cast<std::uint64_t>(digits / (std::int64_t{1} << -shift));
    };
    CHECK(low(product.hi) + low(product.lo) == static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
    CHECK(product.hi == x * y);
  }
}

TEST_CASE("quotients and roots have 30 digits", "[regress]") {
  for (std::uint64_t i = 0; i < 1000; ++i) {
    const DoubleDouble a = two_sum(chouma::base::exponential(2, 1, i), 1e-17 * chouma::base::normal(2, 2, i));
    const DoubleDouble b = two_sum(chouma::base::exponential(2, 3, i), 1e-17 * chouma::base::normal(2, 4, i));
    CHECK(apart(a / b * b, a) < 4 * UNIT);
    CHECK(apart(sqrt(a) * sqrt(a), a) < 4 * UNIT);
    CHECK(apart((a + b) * (a - b) + b * b, a * a) < 32 * UNIT * (1 + (b * b / (a * a)).hi));
  }
  CHECK(sqrt(DoubleDouble(0)).hi == 0);
  // 1/3 to 32 digits: three of it are 1.
  const DoubleDouble third = DoubleDouble(1) / 3;
  CHECK(std::fabs((third + third + third - 1).hi) < UNIT);
  // √2 = 1.41421356237309504880168872420969807… (OEIS A002193).
  CHECK(sqrt(DoubleDouble(2)).hi == 1.4142135623730951);
  CHECK(std::fabs(sqrt(DoubleDouble(2)).lo + 9.667293313452913e-17) < 1e-31);
}
