// Weighted quantile regressions with a unique answer, against an exact simplex (R quantreg, method
// "br"). usage: regress_reference FOLDER [TOLERANCE], where FOLDER holds <name>_X1.f64.gz (row-major, first column 1),
// <name>_y.f64.gz, <name>_w.f64.gz and <name>_ref.csv (tau, then the coefficients). Prints a line
// per problem and tau for the interior point and one for the exact vertex; exits 1 when a file is missing or a fit fails.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <zlib.h>

#include "base/csv.h"
#include "base/number.h"
#include "regress/quantile.h"
#include "regress/quantiles.h"

using namespace chouma;

namespace {

std::vector<double> read_doubles(const std::string& path) {
  std::vector<double> out;
  const gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return out;
  std::vector<double> buffer(1 << 16);
  for (int n; (n = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size() * 8))) > 0;)
    out.insert(out.end(), buffer.begin(), buffer.begin() + n / 8);
  gzclose(file);
  return out;
}

double objective(const regress::Design& x, const std::vector<double>& y, const std::vector<double>& w, double tau,
                 const std::vector<double>& beta) {
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) sum += w[i] * regress::pinball(y[i] - regress::row_dot(x, i, beta), tau);
  return sum;
}

std::string apart(const std::vector<double>& beta, const std::vector<double>& expected, double objective) {
  double worst = 0;
  for (std::size_t j = 0; j < expected.size(); ++j) worst = std::fmax(worst, std::fabs(beta[j] - expected[j]));
  char out[99];
  std::snprintf(out, sizeof out, "max |beta - reference| %.2e, objective %+.2e", worst, objective);
  return out;
}

bool compare(const std::string& folder, const std::string& name, const regress::QuantileOptions& options) {
  const auto values = read_doubles(folder + "/" + name + "_X1.f64.gz");
  const auto y = read_doubles(folder + "/" + name + "_y.f64.gz");
  const auto w = read_doubles(folder + "/" + name + "_w.f64.gz");
  std::ifstream reference(folder + "/" + name + "_ref.csv");
  if (y.empty() || w.size() != y.size() || values.size() % y.size() != 0 || !reference) {
    std::fprintf(stderr, "%s/%s_*: files are missing or do not fit each other\n", folder.c_str(), name.c_str());
    return false;
  }
  regress::Design x;
  x.columns = values.size() / y.size();
  for (std::size_t i = 0; i < y.size(); ++i) {
    std::vector<std::uint32_t> columns;
    std::vector<double> row;
    for (std::uint32_t j = 0; j < x.columns; ++j)
      if (const double v = values[i * x.columns + j]; v != 0) {
        columns.push_back(j);
        row.push_back(v);
      }
    x.add_row(columns, row);
  }

  // The same without its column of ones, which the exact fit brings itself.
  regress::CodedDesign numbers;
  numbers.rows = y.size();
  numbers.numerics = static_cast<std::uint32_t>(x.columns - 1);
  for (std::size_t k = 0; k < values.size(); ++k)
    if (k % x.columns != 0) numbers.numeric.push_back(values[k]);

  std::stringstream text;
  text << reference.rdbuf();
  const std::string bytes = text.str();
  base::CsvReader csv(bytes);
  std::vector<std::string> cells;
  for (;;) {
    const auto more = csv.next(cells);
    if (!more.ok() || !more.value()) return more.ok();
    const double tau = base::parse_double(cells.at(0)).value();
    std::vector<double> expected;
    for (std::size_t j = 1; j < cells.size(); ++j) expected.push_back(base::parse_double(cells[j]).value());
    const auto begin = std::chrono::steady_clock::now();
    const auto fit = regress::fit_quantile(x, y, w, tau, {}, options);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    if (!fit) {
      std::fprintf(stderr, "%s\n", message(fit.error()).c_str());
      return false;
    }
    const double best = objective(x, y, w, tau, expected);
    std::printf("%s n %zu p %zu tau %.2f: interior point %s, gap %.1e, %d iterations, %.3f s\n", name.c_str(), y.size(),
                x.columns, tau, apart(fit.value().beta, expected, fit.value().objective / best - 1).c_str(),
                fit.value().gap, fit.value().iterations, seconds.count());

    const auto again = std::chrono::steady_clock::now();
    const auto exact = regress::fit_quantiles(numbers, y, w, std::span(&tau, 1));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - again;
    if (!exact) {
      std::fprintf(stderr, "%s\n", message(exact.error()).c_str());
      return false;
    }
    const regress::ExactQuantile& q = exact.value().front();
    std::vector<double> beta = q.beta;
    beta.insert(beta.begin(), q.intercept);
    std::printf("  vertex %s, gap %.1e, %d Newton steps, %d pivots, %.3f s\n",
                apart(beta, expected, q.objective / best - 1).c_str(), q.gap, q.newton_steps, q.pivots, took.count());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: regress_reference FOLDER [TOLERANCE]\n");
    return 2;
  }
  regress::QuantileOptions options;
  if (argc == 3) options.tolerance = base::parse_double(argv[2]).value();
  bool ok = true;
  for (const char* name : {"w10k_syn", "w10k_lev"}) ok = compare(argv[1], name, options) && ok;
  return ok ? 0 : 1;
}
