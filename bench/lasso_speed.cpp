// A lasso path on rows of the shape in levels_shape.h. usage: lasso_speed FOLDER [ROUNDS] [ROWS] [TOLERANCE]
// Writes the same problem, the grid and the fits (intercept and coefficients, λ after λ) to FOLDER, for the peers. Run by
// regress_peers.mjs; figures: docs/regress-speed.md.
#include "base/number.h"
#include "levels_shape.h"
#include "regress/elastic_net.h"

using namespace chouma;

int main(int argc, char** argv) {
  if (argc < 2 || argc > 5) {
    std::fprintf(stderr, "usage: lasso_speed FOLDER [ROUNDS] [ROWS] [TOLERANCE]\n");
    return 2;
  }
  const auto number = [&](int i, double otherwise) {
    return argc > i ? base::parse_double(argv[i]).value_or(otherwise) : otherwise;
  };
  const auto rounds = static_cast<std::size_t>(number(2, 7)), n = static_cast<std::size_t>(number(3, 62642));
  regress::ElasticNetOptions options;
  options.smallest = 1e-4;
  options.tolerance = number(4, options.tolerance);
  const bench::Problem problem = bench::levels_shape(n);
  bench::write(argv[1], problem);

  std::vector<double> paths, lambda, fits;
  int sweeps = 0;
  for (std::size_t k = 0; k < rounds; ++k)
    paths.push_back(bench::seconds([&] {
      const auto path = regress::elastic_net(problem.x, problem.y, {}, options);
      if (!path) {
        std::fprintf(stderr, "%s\n", message(path.error()).c_str());
        std::exit(1);
      }
      if (k > 0) return;
      for (const auto& point : path.value()) {
        lambda.push_back(point.lambda);
        fits.push_back(point.intercept);
        fits.insert(fits.end(), point.beta.begin(), point.beta.end());
        sweeps += point.sweeps;
      }
    }));
  bench::write(std::string(argv[1]) + "/lambda.f64", lambda);
  bench::write(std::string(argv[1]) + "/lasso.f64", fits);
  std::fprintf(stderr, "%zu penalties, %d sweeps in all\n", lambda.size(), sweeps);
  bench::print("lasso:chouma", paths);

  std::vector<std::uint32_t> group;
  for (std::uint32_t i = 0; i < n; ++i) group.push_back(i / 3);
  std::vector<double> cv;
  for (std::size_t k = 0; k < rounds; ++k)
    cv.push_back(bench::seconds([&] {
      if (!regress::cross_validate(problem.x, problem.y, {}, group, 10, 1, options)) std::exit(1);
    }));
  bench::print("cv10:chouma", cv);
}
