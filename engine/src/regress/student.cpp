// Student's t, by the incomplete beta function (Abramowitz & Stegun 26.5.8, 26.7.1).
#include <cmath>
#include <limits>

#include "base/math.h"
#include "regress/least_squares.h"

namespace chouma::regress {

namespace {

constexpr double PI = 3.14159265358979323846;

/// Γ((ν + 1)/2) / (Γ(ν/2) sqrt(π)), which is 1 / B(ν/2, 1/2).
double inverse_beta(int df) {
  double value = df % 2 == 0 ? 0.5 : 1 / PI;
  for (int k = df % 2 == 0 ? 2 : 1; k < df; k += 2) value *= (k + 1.0) / k;
  return value;
}

/// log(1 + z) without losing the digits of a small z.
double log_one_plus(double z) {
  const double u = 1 + z;
  return base::log(u) - ((u - 1) - z) / u;
}

/// The continued fraction of I_x(a, b) (Lentz's method), for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  const auto guard = [](double v) { return std::fabs(v) < 1e-300 ? 1e-300 : v; };
  double c = 1, d = 1 / guard(1 - (a + b) * x / (a + 1)), value = d;
  for (int m = 1; m < 10000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    value *= d * c;
    if (std::fabs(d * c - 1) < 1e-16) break;
  }
  return value;
}

struct Split {
  double inside;   ///< P(0 < T < t)
  double outside;  ///< P(T > t)
};

Split split(double t, int df) {
  const double a = 0.5 * df, ratio = t * t / df;
  // x = df / (df + t²); x^a (1 − x)^(1/2) / B(a, 1/2)
  const double front = inverse_beta(df) * base::exp(-a * log_one_plus(ratio)) * std::sqrt(ratio / (1 + ratio));
  if (1 / (1 + ratio) < (a + 1) / (a + 2.5)) {
    const double outside = 0.5 * front * beta_fraction(1 / (1 + ratio), a, 0.5) / a;
    return {0.5 - outside, outside};
  }
  const double inside = front * beta_fraction(ratio / (1 + ratio), 0.5, a);
  return {inside, 0.5 - inside};
}

/// Fisher's expansion about the normal quantile (Abramowitz & Stegun 26.7.5); the next term is of
/// the order z⁹ / df⁴.
double large_df(double p, int df) {
  const double z = base::normal_quantile(p), s = z * z, v = 1.0 / df;
  const double g1 = z * (s + 1) / 4;
  const double g2 = z * (s * (5 * s + 16) + 3) / 96;
  const double g3 = z * (s * (s * (3 * s + 19) + 17) - 15) / 384;
  return z + v * (g1 + v * (g2 + v * g3));
}

}  // namespace

double student_quantile(double p, int df) {
  if (!(p > 0 && p < 1) || df < 1) return std::numeric_limits<double>::quiet_NaN();
  if (p == 0.5) return 0;
  if (df > 10000) return large_df(p, df);
  const double outside = p < 0.5 ? p : 1 - p;
  const double inside = std::fabs(p - 0.5);
  const auto beyond = [&](double t) {
    const Split at = split(t, df);
    return outside < 0.25 ? at.outside < outside : at.inside > inside;
  };
  double low = 0, high = 1;
  while (!beyond(high) && high < 1e300) {
    low = high;
    high *= 2;
  }
  // Bisection to neighbouring numbers: about 55 steps after the bracket.
  for (;;) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (beyond(middle) ? high : low) = middle;
  }
  return p < 0.5 ? -high : high;
}

}  // namespace chouma::regress
