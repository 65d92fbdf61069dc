#include "base/student.h"

#include "base/math.h"

namespace chouma::base {

namespace {

/// The continued fraction of I_x(a, b), modified Lentz; converges quickly for x < (a + 1) / (a + b + 2).
double beta_fraction(double x, double a, double b) {
  constexpr double kTiny = 1e-300;
  const auto away_from_zero = [](double v) { return v < kTiny && v > -kTiny ? kTiny : v; };
  double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
  for (int m = 1; m <= 1000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    const double factor = d * c;
    value *= factor;
    if (factor - 1 < 1e-16 && factor - 1 > -1e-16) break;
  }
  return value;
}

/// B(ν/2, 1/2) by B(a + 1, b) = B(a, b) a / (a + b) from B(1/2, 1/2) = π or B(1, 1/2) = 2.
double beta_half(int degrees) {
  double a = degrees % 2 == 1 ? 0.5 : 1.0;
  double beta = degrees % 2 == 1 ? 3.14159265358979323846 : 2.0;
  for (; a < degrees / 2.0 - 0.25; a += 1) beta *= a / (a + 0.5);
  return beta;
}

/// P(|T| > |t|)
double both_tails(double t, int degrees) {
  const double a = degrees / 2.0, b = 0.5;
  const double x = degrees / (degrees + t * t), rest = t * t / (degrees + t * t);
  const double front = pow(x, a) * pow(rest, b) / beta_half(degrees);
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
  return 1 - front * beta_fraction(rest, b, a) / b;
}

}  // namespace

double student_cdf(double t, int degrees) {
  const double tail = both_tails(t, degrees) / 2;
  return t < 0 ? tail : 1 - tail;
}

double student_quantile(double p, int degrees) {
  if (p < 0.5) return -student_quantile(1 - p, degrees);
  if (p == 0.5) return 0;
  double low = 0, high = 1;
  while (student_cdf(high, degrees) < p && high < 1e300) high *= 2;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    (student_cdf(middle, degrees) < p ? low : high) = middle;
  }
  return high;
}

}  // namespace chouma::base
