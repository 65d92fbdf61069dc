// Student's t: for intervals from a handful of rows.
#pragma once

namespace chouma::base {

/// P(T <= t) for T with `degrees` >= 1 degrees of freedom: the regularised incomplete beta function I_x(ν/2, 1/2), x = ν / (ν + t²), by its continued
/// fraction (Abramowitz & Stegun 26.5.8, 26.7.1). Absolute error below 1e-12 for degrees up to 10,000.
double student_cdf(double t, int degrees);

/// The quantile by bisection of student_cdf, 0 < p < 1; relative error below 1e-9 where |quantile| < 1e6.
double student_quantile(double p, int degrees);

}  // namespace chouma::base
