// Numbers of about 32 digits as the sum of two doubles (Dekker 1971; Hida, Li & Bailey 2001, "Algorithms for quad-double precision
// floating point arithmetic"). Only + − × ÷ and sqrt of doubles, no fused multiply-add: the same bits on every target. Private to regress.
#pragma once

#include <cmath>

namespace chouma::regress {

/// hi + lo with |lo| <= ulp(hi) / 2. Relative error of an operation about 2^-104, for parts between 1e-130 and 1e150 in size.
struct DoubleDouble {
  double hi = 0, lo = 0;

  DoubleDouble() = default;
  DoubleDouble(double value) : hi(value) {}
  DoubleDouble(double hi_, double lo_) : hi(hi_), lo(lo_) {}
};

/// a + b for |a| >= |b|, exactly.
inline DoubleDouble quick_two_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b, exactly (Knuth).
inline DoubleDouble two_sum(double a, double b) {
  const double sum = a + b, part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a · b, exactly (Dekker, with Veltkamp's split into halves of 26 bits).
inline DoubleDouble two_product(double a, double b) {
  const auto high = [](double v) {
    const double t = 134217729.0 * v;  // 2^27 + 1
    return t - (t - v);
  };
  const double product = a * b;
  const double ah = high(a), al = a - ah, bh = high(b), bl = b - bh;
  return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

inline DoubleDouble operator-(const DoubleDouble& a) { return {-a.hi, -a.lo}; }

inline DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) {
  DoubleDouble high = two_sum(a.hi, b.hi);
  const DoubleDouble low = two_sum(a.lo, b.lo);
  high = quick_two_sum(high.hi, high.lo + low.hi);
  return quick_two_sum(high.hi, high.lo + low.lo);
}

inline DoubleDouble operator-(const DoubleDouble& a, const DoubleDouble& b) { return a + (-b); }

inline DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) {
  const DoubleDouble product = two_product(a.hi, b.hi);
  return quick_two_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

inline DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) {
  const double first = a.hi / b.hi;
  const DoubleDouble rest = a - b * first;
  const double second = rest.hi / b.hi;
  const DoubleDouble left = rest - b * second;
  return quick_two_sum(first, second) + left.hi / b.hi;
}

/// One Newton step from the double's root; 0 for 0.
inline DoubleDouble sqrt(const DoubleDouble& a) {
  if (a.hi == 0) return {};
  const double root = std::sqrt(a.hi);
  const DoubleDouble square = two_product(root, root);
  return quick_two_sum(root, (a - square).hi / (2 * root));
}

}  // namespace chouma::regress
