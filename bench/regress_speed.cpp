// Seconds and iterations of one quantile fit of the size that the salary model needs.
// usage: regress_speed [ROWS COLUMNS ENTRIES_PER_ROW]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "regress/quantile.h"

using namespace chouma;

int main(int argc, char** argv) {
  const auto argument = [&](int i, double otherwise) {
    return static_cast<std::uint32_t>(argc > i ? base::parse_double(argv[i]).value_or(0) : otherwise);
  };
  const std::uint32_t n = argument(1, 16000), p = argument(2, 700), entries = argument(3, 30);
  if (n == 0 || p < 2 || entries >= p) {
    std::fprintf(stderr, "usage: regress_speed [ROWS COLUMNS ENTRIES_PER_ROW]\n");
    return 2;
  }

  // An intercept and indicators; low columns are common, high ones rare, as skills are. Pay is
  // rounded as postings round it, so that residuals tie.
  regress::Design x;
  x.columns = p;
  std::vector<double> y, planted(p), penalty(p, 0.5);
  penalty[0] = 0;
  planted[0] = 9.6;
  for (std::uint32_t j = 1; j < p; ++j) planted[j] = 0.1 * base::normal(1, 1, j);
  for (std::uint32_t i = 0; i < n; ++i) {
    std::vector<std::uint32_t> columns = {0};
    for (std::uint32_t k = 0; k + 1 < entries; ++k) {
      const double u = base::uniform(1, 2, std::uint64_t{i} * entries + k);
      columns.push_back(1 + static_cast<std::uint32_t>(u * u * (p - 1)));
    }
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    x.add_row(columns, std::vector<double>(columns.size(), 1.0));
    const double log_pay = regress::row_dot(x, i, planted) + 0.3 * base::normal(1, 3, i);
    y.push_back(base::log(base::round_half_away(base::exp(log_pay) / 500) * 500));
  }

  for (const double tau : {0.1, 0.25, 0.5, 0.75, 0.9}) {
    const auto begin = std::chrono::steady_clock::now();
    const auto fit = regress::fit_quantile(x, y, {}, tau, penalty);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    if (!fit) {
      std::fprintf(stderr, "%s\n", message(fit.error()).c_str());
      return 1;
    }
    // The coefficients' sum in hexadecimal: equal on two targets when the arithmetic is.
    double sum = 0;
    for (const double b : fit.value().beta) sum += b;
    std::printf("n %u p %u tau %.2f: %.3f s, %d iterations, gap %.1e, sum of coefficients %a\n", n, p, tau,
                seconds.count(), fit.value().iterations, fit.value().gap, sum);
  }
}
