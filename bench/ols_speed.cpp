// Least squares from codes on rows of the shape in levels_shape.h. usage: ols_speed FOLDER [ROUNDS] [ROWS]
// Writes the same problem and the coefficients found to FOLDER, for the peers. Run by regress_peers.mjs; figures: docs/regress-speed.md.
#include "base/number.h"
#include "levels_shape.h"
#include "regress/linear.h"

using namespace chouma;

int main(int argc, char** argv) {
  if (argc < 2 || argc > 4) {
    std::fprintf(stderr, "usage: ols_speed FOLDER [ROUNDS] [ROWS]\n");
    return 2;
  }
  const auto number = [&](int i, double otherwise) {
    return static_cast<std::size_t>(argc > i ? base::parse_double(argv[i]).value_or(otherwise) : otherwise);
  };
  const std::size_t rounds = number(2, 7), n = number(3, 62642);
  const bench::Problem problem = bench::levels_shape(n);
  bench::write(argv[1], problem);

  const std::size_t p = problem.x.columns();
  std::vector<double> fits, grams, beta;
  for (std::size_t k = 0; k < rounds; ++k) {
    fits.push_back(bench::seconds([&] {
      const auto fit = regress::fit_linear(problem.x, problem.y, {});
      if (!fit) {
        std::fprintf(stderr, "%s\n", message(fit.error()).c_str());
        std::exit(1);
      }
      beta = fit.value().beta;
      beta.insert(beta.begin(), fit.value().intercept);
    }));
    std::vector<double> upper(p * p, 0.0);
    const std::vector<double> ones(n, 1.0);
    grams.push_back(bench::seconds([&] { regress::add_gram(problem.x, ones, upper.data(), p); }));
  }
  bench::write(std::string(argv[1]) + "/ols.f64", beta);
  bench::print("ols:chouma", fits);
  bench::print("gram:chouma", grams);
}
