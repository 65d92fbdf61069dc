// exp, log and pow with the same bits on every target: only + − × ÷, comparisons and bit moves in a fixed order.
#pragma once

#include <cstdint>

namespace chouma::base {

/// e^x. Relative error below 2 ulp for |x| <= 708; 0 below −745, +inf above 709.78; NaN for NaN.
double exp(double x);
/// Natural logarithm. Error below 2 ulp for x > 0 (subnormals too); −inf at 0, NaN below.
double log(double x);
/// x^y for x >= 0: exp(y log x), pow(x, 0) = 1, pow(0, y > 0) = 0. Relative error below 1e-14 for results in [1e-6, 1e6].
double pow(double x, double y);
/// Φ⁻¹(.9): half of an 80 % interval in standard errors.
inline constexpr double kNormal90 = 1.2815515655446004;
/// Quantile of the standard normal, 0 < p < 1 (Wichura 1988, AS 241, PPND16; relative error about 1e-15); ±inf at 0 and 1.
double normal_quantile(double p);
/// Standard normal distribution function, absolute error below 1e-14.
double normal_cdf(double x);
/// Rounds half away from zero to a whole number; exact for |x| < 2^52.
double round_half_away(double x);
/// x to the nearest multiple of 10^-digits, digits 0 … 9, as JSON prints it.
double round_to(double x, int digits);

}  // namespace chouma::base
