#include "salary/shrinkage.h"

#include "base/math.h"

namespace chouma::salary {

double fit_shrinkage(std::span<const SkillEffect> effects) {
  constexpr double kMost = 1e6;
  double sigma2 = 0;
  for (const SkillEffect& e : effects) sigma2 += e.companies * e.se * e.se;
  if (effects.empty() || sigma2 <= 0) return 0;
  sigma2 /= static_cast<double>(effects.size());
  // d/dτ² of twice the log likelihood; it has one sign change where the likelihood has one maximum.
  const auto slope = [&](double tau2) {
    double sum = 0;
    for (const SkillEffect& e : effects) {
      const double v = tau2 + sigma2 / e.companies;
      sum += (e.difference * e.difference / v - 1) / v;
    }
    return sum;
  };
  double low = base::log(sigma2 / kMost), high = base::log(1e6 * sigma2);
  if (slope(base::exp(low)) <= 0) return kMost;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (slope(base::exp(middle)) > 0 ? low : high) = middle;
  }
  return sigma2 / base::exp(low);
}

}  // namespace chouma::salary
