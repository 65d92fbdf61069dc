#include "base/math.h"

#include <bit>
#include <cmath>
#include <limits>

namespace chouma::base {

namespace {

constexpr double INF = std::numeric_limits<double>::infinity();
constexpr double NOT_A_NUMBER = std::numeric_limits<double>::quiet_NaN();

// ln 2 in two parts: the first has 33 bits, so that a multiple of it by a small integer is exact.
constexpr double LN2_HIGH = 0x1.62e42feep-1;
constexpr double LN2_LOW = 0x1.a39ef35793c76p-33;

/// 2^k for −1022 <= k <= 1023.
double power_of_two(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); }

/// Horner's rule, from the highest coefficient down.
template <std::size_t N>
double polynomial(const double (&c)[N], double x) {
  double sum = c[0];
  for (std::size_t i = 1; i < N; ++i) sum = sum * x + c[i];
  return sum;
}

}  // namespace

// The reductions and coefficients of exp and log are those of fdlibm (e_exp.c, e_log.c):
// "Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy,
// modify, and distribute this software is freely granted, provided that this notice is preserved."

double exp(double x) {
  if (x != x) return x;
  if (x > 709.782712893383973096) return INF;
  if (x < -745.13321910194110842) return 0;

  // x = k ln 2 + r, |r| <= ln 2 / 2, with r = high − low.
  const int k = static_cast<int>(x * 1.44269504088896338700 + (x < 0 ? -0.5 : 0.5));
  const double high = x - k * LN2_HIGH;
  const double low = k * LN2_LOW;
  const double r = high - low;

  // e^r = 1 + 2r / (R − r), R = r coth(r/2), R ≈ 2 + P(r²) r² by a minimax polynomial.
  static constexpr double P[] = {4.13813679705723846039e-08, -1.65339022054652515390e-06, 6.61375632143793436117e-05,
                                 -2.77777777770155933842e-03, 1.66666666666666019037e-01};
  const double t = r * r;
  const double c = r - t * polynomial(P, t);
  const double y = 1 - ((low - r * c / (2 - c)) - high);

  // Two factors: k reaches 1024 above and −1075 below, where the result is subnormal.
  if (k > 1000) return y * power_of_two(k - 100) * 0x1p100;
  if (k < -1000) return y * power_of_two(k + 100) * 0x1p-100;
  return y * power_of_two(k);
}

double log(double x) {
  if (x != x || x < 0) return NOT_A_NUMBER;
  if (x == 0) return -INF;
  if (x == INF) return INF;

  // x = 2^k (1 + f), sqrt(1/2) < 1 + f < sqrt(2).
  int k = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    k = -54;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t SQRT_HALF = 0x3FE6A09E667F3BCD;  // the bits of sqrt(1/2)
  const std::uint64_t offset = bits - SQRT_HALF;
  const int exponent = static_cast<int>(static_cast<std::int64_t>(offset) >> 52);
  k += exponent;
  const double f = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(exponent) << 52)) - 1;

  // log(1 + f) = f − f²/2 + s (f²/2 + R), s = f / (2 + f), R ≈ s² L(s²).
  static constexpr double L[] = {1.479819860511658591e-01, 1.531383769920937332e-01, 1.818357216161805012e-01,
                                 2.222219843214978396e-01, 2.857142874366239149e-01, 3.999999999940941908e-01,
                                 6.666666666666735130e-01};
  const double s = f / (2 + f);
  const double z = s * s;
  const double half = 0.5 * f * f;
  const double r = z * polynomial(L, z);
  return k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
}

double pow(double x, double y) {
  if (y == 0) return 1;
  if (x == 0) return y > 0 ? 0 : y < 0 ? INF : NOT_A_NUMBER;
  return exp(y * log(x));
}

double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return NOT_A_NUMBER;
  if (p == 0) return -INF;
  if (p == 1) return INF;

  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    static constexpr double A[] = {2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                                   4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                   1.3314166789178437745e+2, 3.3871328727963666080e+0};
    static constexpr double B[] = {
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0};
    const double r = 0.180625 - q * q;
    return q * polynomial(A, r) / polynomial(B, r);
  }
  double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  double z = 0;
  if (r <= 5) {
    static constexpr double C[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                                   1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                   4.63033784615654529590e+0, 1.42343711074968357734e+0};
    static constexpr double D[] = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0};
    r -= 1.6;
    z = polynomial(C, r) / polynomial(D, r);
  } else {
    static constexpr double E[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                                   2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
                                   5.46378491116411436990e+0, 6.65790464350110377720e+0};
    static constexpr double F[] = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2,  1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    r -= 5;
    z = polynomial(E, r) / polynomial(F, r);
  }
  return q < 0 ? -z : z;
}

double normal_cdf(double x) {
  // Hart 1968, algorithm 5666, as given by West 2005, "Better approximations to cumulative normal
  // functions".
  if (x != x) return x;
  const double a = std::fabs(x);
  if (a > 38.5) return x < 0 ? 0 : 1;
  const double density = exp(-0.5 * a * a);
  double tail = 0;
  if (a < 7.07106781186547) {
    static constexpr double N[] = {3.52624965998911e-02, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                   112.079291497871,     221.213596169931,  220.206867912376};
    static constexpr double D[] = {8.83883476483184e-02, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                   296.564248779674,     637.333633378831, 793.826512519948, 440.413735824752};
    tail = density * polynomial(N, a) / polynomial(D, a);
  } else {
    const double fraction = a + 1 / (a + 2 / (a + 3 / (a + 4 / (a + 0.65))));
    tail = density / (fraction * 2.506628274631000502);
  }
  return x < 0 ? tail : 1 - tail;
}

double round_half_away(double x) {
  const double whole = std::trunc(x);
  if (std::fabs(x - whole) < 0.5) return whole;
  return x < 0 ? whole - 1 : whole + 1;
}

double round_to(double x, int digits) {
  static constexpr double SCALE[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  const double scale = SCALE[digits < 0 ? 0 : digits > 9 ? 9 : digits];
  const double scaled = x * scale;
  if (!(std::fabs(scaled) < 0x1p52)) return x;
  return round_half_away(scaled) / scale + 0.0;  // + 0: never −0
}

}  // namespace chouma::base
