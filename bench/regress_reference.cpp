// Weighted quantile regressions with a unique answer, against an exact simplex (R quantreg, method
// "br"). usage: regress_reference FOLDER [TOLERANCE], where FOLDER holds <name>_X1.f64.gz (row-major, first column 1),
// <name>_y.f64.gz, <name>_w.f64.gz and <name>_ref.csv (tau, then the coefficients). Prints a line
// per problem and tau; exits 1 when a file is missing or a fit fails.
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
    double worst = 0;
    for (std::size_t j = 0; j < expected.size(); ++j)
      worst = std::fmax(worst, std::fabs(fit.value().beta[j] - expected[j]));
    const double best = objective(x, y, w, tau, expected);
    std::printf(
        "%s n %zu p %zu tau %.2f: max |beta - reference| %.2e, objective %+.2e, gap %.1e, "
        "%d iterations, %.3f s\n",
        name.c_str(), y.size(), x.columns, tau, worst, fit.value().objective / best - 1, fit.value().gap,
        fit.value().iterations, seconds.count());
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
