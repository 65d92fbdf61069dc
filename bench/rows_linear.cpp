// Time and memory against the number of rows, on rows of the shape in levels_shape.h. usage: rows_linear streamed|quantile PARTS
// PARTS parts of 62,500 rows. streamed: moments of one part after the other, then one solve, nothing kept but moments; quantile: the median of all rows at once.
// Prints rows, seconds of the processor (making the rows is not counted), and the peak of memory in MB. Figures: docs/regress-speed.md.
#include <sys/resource.h>

#include "base/number.h"
#include "levels_shape.h"
#include "regress/linear.h"
#include "regress/quantiles.h"

using namespace chouma;

namespace {

constexpr std::size_t PART = 62500;

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

template <class T>
T need(Result<T> got) {
  if (got) return std::move(got.value());
  std::fprintf(stderr, "%s\n", message(got.error()).c_str());
  std::exit(1);
}

double streamed(std::size_t parts) {
  double took = 0;
  regress::Scaling scaling;
  regress::Moments sum;
  for (std::size_t k = 0; k < parts; ++k) {
    const bench::Problem part = bench::levels_shape(PART, k * PART);
    took += bench::seconds([&] {
      if (k == 0) scaling = regress::scale(part.x, part.y, {});
      auto more = regress::moments(part.x, part.y, {}, scaling);
      if (k == 0)
        sum = std::move(more.front());
      else
        sum.add(more.front());
    });
  }
  return took + bench::seconds([&] { need(regress::fit_moments(sum, scaling)); });
}

double quantile(std::size_t parts) {
  const bench::Problem problem = bench::levels_shape(PART * parts);
  return bench::seconds([&] { need(regress::fit_quantiles(problem.x, problem.y, {}, std::vector<double>{0.5})); });
}

}  // namespace

int main(int argc, char** argv) {
  const std::string job = argc == 3 ? argv[1] : "";
  const auto parts = static_cast<std::size_t>(argc == 3 ? base::parse_double(argv[2]).value_or(0) : 0);
  if (parts == 0 || (job != "streamed" && job != "quantile")) {
    std::fprintf(stderr, "usage: rows_linear streamed|quantile PARTS\n");
    return 2;
  }
  const double took = job == "streamed" ? streamed(parts) : quantile(parts);
  std::printf("%zu rows, %.3f s, %.2f us a row, %ld MB\n", parts * PART, took,
              1e6 * took / static_cast<double>(parts * PART), peak_megabytes());
  return 0;
}
