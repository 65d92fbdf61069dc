#include "base/student.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::base::student_cdf;
using chouma::base::student_quantile;

TEST_CASE("Student's quantiles are those of the printed tables", "[base]") {
  // Abramowitz & Stegun, table 26.10, and closed forms: ν = 1 tan(π(p − ½)), ν = 2 (2p − 1) sqrt(2 / (4p(1 − p)))
  const auto [p, degrees, value] = GENERATE(table<double, int, double>({{0.975, 1, 12.706204736432095},
                                                                        {0.975, 2, 4.302652729696142},
                                                                        {0.9, 2, 1.885618083164127},
                                                                        {0.975, 5, 2.570581835636314},
                                                                        {0.95, 10, 1.812461122811676},
                                                                        {0.995, 30, 2.749995653567231},
                                                                        {0.975, 1000, 1.962339080792}}));
  CAPTURE(p, degrees);
  CHECK_THAT(student_quantile(p, degrees), WithinRel(value, 1e-9));
  CHECK_THAT(student_quantile(1 - p, degrees), WithinRel(-value, 1e-9));
}

TEST_CASE("Student's distribution function and quantile are inverse, and symmetric", "[base]") {
  for (const int degrees : {1, 2, 3, 7, 40, 2000})
    for (const double p : {0.01, 0.2, 0.5, 0.77, 0.999}) {
      CAPTURE(degrees, p);
      const double t = student_quantile(p, degrees);
      CHECK_THAT(student_cdf(t, degrees), WithinAbs(p, 1e-10));
      CHECK_THAT(student_cdf(t, degrees) + student_cdf(-t, degrees), WithinAbs(1.0, 1e-12));
    }
}
