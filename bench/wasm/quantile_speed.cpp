// What bench/regress_peers.mjs calls: the same fits as bench/quantile_speed.cpp.
#include "levels_data.h"
#include "regress/quantiles.h"

#include <emscripten/bind.h>

#include <string>
#include <vector>

namespace {

using namespace chouma;

class Bench {
 public:
  /// The bytes of the file of levels, or none for the invented rows.
  explicit Bench(const std::string& levels)
      : problem_(levels.empty() ? bench::levels_shape(62642) : bench::levels_data(levels)) {}

  /// The sum of all coefficients: equal to the native one's when the arithmetic is.
  double fit() const {
    const std::vector<double> taus = {0.5, 0.25, 0.1, 0.75, 0.9};
    const auto fits = regress::fit_quantiles(problem_.x, problem_.y, {}, taus);
    double sum = 0;
    if (fits)
      for (const auto& fit : fits.value()) {
        sum += fit.intercept;
        for (const double b : fit.beta) sum += b;
      }
    return sum;
  }

 private:
  bench::Problem problem_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(quantile_speed) {
  emscripten::class_<Bench>("Bench").constructor<const std::string&>().function("fit", &Bench::fit);
}
