#include <cmath>
#include <initializer_list>
#include <limits>

#include <catch_amalgamated.hpp>

#include "base/math.h"

namespace base = chouma::base;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double INF = std::numeric_limits<double>::infinity();
constexpr double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();

// Distance in units of the last place of `truth`.
double ulps(double value, double truth) {
  if (value == truth) return 0;
  const double size = std::fabs(truth);
  return std::fabs(value - truth) / (std::nextafter(size, INF) - size);
}

}  // namespace

// `truth` is correctly rounded (60-digit decimal arithmetic); `bits` is what every target must
// print.
TEST_CASE("exp is right within 1 ulp and has the same bits everywhere", "[base]") {
  const auto [x, truth, bits] = GENERATE(table<double, double, double>({
      {1.0, 0x1.5bf0a8b145769p+1, 0x1.5bf0a8b14576ap+1},
      {-0.5, 0x1.368b2fc6f960ap-1, 0x1.368b2fc6f960ap-1},
      {0.1, 0x1.1aec7b35a00d4p+0, 0x1.1aec7b35a00d4p+0},
      {10.25, 0x1.b9ea2aed2a0f1p+14, 0x1.b9ea2aed2a0f2p+14},
      {-20.5, 0x1.57a3afeed00abp-30, 0x1.57a3afeed00abp-30},
      {700.0, 0x1.d945df4f8ec8ep+1009, 0x1.d945df4f8ec8ep+1009},
      {-700.0, 0x1.14f2b0fb9307fp-1010, 0x1.14f2b0fb9307fp-1010},
      {1e-9, 0x1.000000044b830p+0, 0x1.000000044b830p+0},
  }));
  CAPTURE(x);
  CHECK(base::exp(x) == bits);
  CHECK(ulps(bits, truth) <= 1);
}

TEST_CASE("log is right within 1 ulp and has the same bits everywhere", "[base]") {
  const auto [x, bits] = GENERATE(table<double, double>({
      {2.0, 0x1.62e42fefa39efp-1},
      {0.5, -0x1.62e42fefa39efp-1},
      {10.0, 0x1.26bb1bbb55516p+1},
      {0.1, -0x1.26bb1bbb55515p+1},
      {1e300, 0x1.5963447f87fb5p+9},
      {1e-310, -0x1.64e69394d9508p+9},
      {1.0000001, 0x1.ad7f2847b6492p-24},
      {3.25, 0x1.2dbc55768deb3p+0},
      {0.7071067811865476, -0x1.62e42fefa39eep-2},
  }));
  CAPTURE(x);
  CHECK(base::log(x) == bits);  // each of these is the correctly rounded value too
}

// The platform's own functions err by up to 1 ulp themselves.
TEST_CASE("exp and log stay within 2 ulp of the platform's over their range", "[base]") {
  double worst_exp = 0, worst_log = 0;
  for (int i = -70800; i <= 70800; ++i) worst_exp = std::max(worst_exp, ulps(base::exp(i * 0.01), std::exp(i * 0.01)));
  for (int i = -7000; i < 7000; ++i) {
    const double x = std::exp(i * 0.1 + 0.0123);
    worst_log = std::max(worst_log, ulps(base::log(x), std::log(x)));
  }
  for (int i = 1; i < 20000; ++i) {
    const double x = 0.5 + i * 1e-4;
    worst_log = std::max(worst_log, ulps(base::log(x), std::log(x)));
  }
  CHECK(worst_exp <= 2);
  CHECK(worst_log <= 2);
}

TEST_CASE("exp, log and pow at the edges", "[base]") {
  CHECK(base::exp(0) == 1);
  CHECK(base::exp(-INF) == 0);
  CHECK(base::exp(-746) == 0);
  CHECK(base::exp(-740) > 0);
  CHECK(base::exp(709.7) < INF);
  CHECK(base::exp(709.79) == INF);
  CHECK(base::exp(INF) == INF);
  CHECK(std::isnan(base::exp(NOT_A_NUMBER)));
  CHECK(base::log(1) == 0);
  CHECK(base::log(0) == -INF);
  CHECK(base::log(INF) == INF);
  CHECK(std::isnan(base::log(-1)));
  CHECK(std::isnan(base::log(NOT_A_NUMBER)));
  CHECK(base::pow(0, 0) == 1);
  CHECK(base::pow(7, 0) == 1);
  CHECK(base::pow(0, 0.3) == 0);
  CHECK(base::pow(0, -1) == INF);
  CHECK(std::isnan(base::pow(-2, 2)));
}

TEST_CASE("pow agrees with the platform's to 1e-14", "[base]") {
  double worst = 0;
  for (int i = 1; i < 2000; ++i)
    for (const double y : {-3.0, -0.252, 0.5, 1.7, 5.0}) {
      const double truth = std::pow(i * 0.0051, y);
      if (truth < 1e-6 || truth > 1e6) continue;
      worst = std::max(worst, std::fabs(base::pow(i * 0.0051, y) / truth - 1));
    }
  CHECK(worst < 1e-14);
}

// 60-digit decimal arithmetic, rounded.
TEST_CASE("normal quantiles and distribution", "[base]") {
  const auto [p, x] = GENERATE(table<double, double>({
      {0.1, -1.2815515655446003684},
      {0.25, -0.67448975019608170545},
      {0.5, 0},
      {0.9, 1.2815515655446005905},
      {0.975, 1.9599639845400538274},
      {0.001, -3.0902323061678136362},
      {0.08, -1.40507156030963265},
      {1e-10, -6.3613409024040565853},
      {1e-20, -9.2623400897984069502},
  }));
  CAPTURE(p);
  CHECK_THAT(base::normal_quantile(p), WithinRel(x, 3e-15) || WithinAbs(x, 0));
  CHECK_THAT(base::normal_cdf(x), WithinAbs(p, 1e-14));
}

TEST_CASE("normal distribution function, known values and edges", "[base]") {
  const auto [x, p] = GENERATE(table<double, double>({
      {-8, 6.22096057427178387436e-16},
      {-5, 2.86651571879193911854e-07},
      {-0.1, 4.60172162722971012094e-01},
      {0.5, 6.91462461274013118206e-01},
      {2.5, 9.93790334674223840850e-01},
      {7.5, 9.99999999999968136599e-01},
      {-40, 0},
      {40, 1},
  }));
  CAPTURE(x);
  CHECK_THAT(base::normal_cdf(x), WithinAbs(p, 1e-14));
  CHECK(base::normal_quantile(0) == -INF);
  CHECK(base::normal_quantile(1) == INF);
  CHECK(std::isnan(base::normal_quantile(-0.1)));
  CHECK(std::isnan(base::normal_quantile(NOT_A_NUMBER)));
  CHECK(std::isnan(base::normal_cdf(NOT_A_NUMBER)));
}

TEST_CASE("rounding", "[base]") {
  CHECK(base::round_half_away(2.5) == 3);
  CHECK(base::round_half_away(-2.5) == -3);
  CHECK(base::round_half_away(0.49999999999999994) == 0);
  CHECK(base::round_half_away(4503599627370495.5) == 4503599627370496);
  CHECK(base::round_half_away(1e300) == 1e300);
  CHECK(base::round_to(1.41941, 4) == 1.4194);
  CHECK(base::round_to(-0.00001, 4) == 0);
  CHECK_FALSE(std::signbit(base::round_to(-0.00001, 4)));
  CHECK(base::round_to(12345.5, 0) == 12346);
  CHECK(base::round_to(1e300, 9) == 1e300);
}
