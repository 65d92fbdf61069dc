// Five quantiles from codes. usage: quantile_speed synthetic|LEVELS.csv.gz ROUNDS [FOLDER]
// With FOLDER the same problem and the coefficients found are written there, for the peers; without, the process's peak of memory is that
// of the problem and the fit alone. Run by regress_peers.mjs; figures: docs/quantile-regression.md.
#include <sys/resource.h>
#include <zlib.h>

#include "base/number.h"
#include "levels_data.h"
#include "regress/quantiles.h"

using namespace chouma;

namespace {

std::string read(const char* path) {
  std::string out, buffer(1 << 16, '\0');
  const gzFile file = gzopen(path, "rb");
  for (int n; file != nullptr && (n = gzread(file, buffer.data(), 1 << 16)) > 0;)
    out.append(buffer, 0, static_cast<std::size_t>(n));
  if (file != nullptr) gzclose(file);
  return out;
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::fprintf(stderr, "usage: quantile_speed synthetic|LEVELS.csv.gz ROUNDS [FOLDER]\n");
    return 2;
  }
  const bool synthetic = std::string_view(argv[1]) == "synthetic";
  const bench::Problem problem = synthetic ? bench::levels_shape(62642) : bench::levels_data(read(argv[1]));
  const long before = peak_megabytes();
  const std::vector<double> taus = {0.5, 0.25, 0.1, 0.75, 0.9};
  const auto rounds = static_cast<std::size_t>(base::parse_double(argv[2]).value_or(3));
  std::vector<double> took, found;
  double gap = 0;
  int newton = 0, pivots = 0;
  for (std::size_t k = 0; k < rounds; ++k) {
    found.clear();
    newton = pivots = 0;
    took.push_back(bench::seconds([&] {
      const auto fits = regress::fit_quantiles(problem.x, problem.y, {}, taus);
      if (!fits) {
        std::fprintf(stderr, "%s\n", message(fits.error()).c_str());
        std::exit(1);
      }
      for (const auto& fit : fits.value()) {
        found.push_back(fit.intercept);
        found.insert(found.end(), fit.beta.begin(), fit.beta.end());
        gap = std::max(gap, fit.gap);
        newton += fit.newton_steps;
        pivots += fit.pivots;
      }
    }));
  }
  bench::print(synthetic ? "quantile:chouma" : "levels:chouma", took);
  double sum = 0;
  for (const double b : found) sum += b;
  if (argc == 4) {
    bench::write(argv[3], problem);
    bench::write(std::string(argv[3]) + "/quantiles.f64", found);
  } else {
    std::printf(
        "# %s: %zu rows, %zu columns and an intercept; gap at most %.0e, %d Newton steps and %d pivots in all\n",
        synthetic ? "synthetic" : "levels", problem.x.rows, problem.x.columns(), gap, newton, pivots);
    std::printf("# %s: sum of coefficients %.17g; peak %ld MB, %ld MB before the fit\n",
                synthetic ? "synthetic" : "levels", sum, peak_megabytes(), before);
  }
}
