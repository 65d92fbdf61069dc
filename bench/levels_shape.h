// Invented rows of the shape of a pay survey of companies' levels: 6 categories without their reference levels, 8 numbers (2 and a natural
// spline of 4 columns about each's middle), 119 columns; frequent levels are far more frequent than rare ones. Everything is seeded.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "base/random.h"
#include "regress/coded.h"
#include "regress/terms.h"

namespace chouma::bench {

struct Problem {
  regress::CodedDesign x;
  std::vector<double> y;
};

/// Rows first, first + 1, …; the knots are those of the rows from 0, as many.
inline Problem levels_shape(std::size_t n, std::size_t first = 0) {
  constexpr std::uint32_t LEVELS[] = {53, 34, 14, 4, 2, 4};  // company, place, title, education, gender, origin
  Problem out;
  out.x.rows = n;
  for (std::uint32_t c = 0; c < 6; ++c) {
    regress::Category& category = out.x.categories.emplace_back(regress::Category{LEVELS[c], {}, {}});
    for (std::size_t i = 0; i < n; ++i) {
      const double u = base::uniform(1, c, first + i);
      const auto code = static_cast<std::uint32_t>(u * u * (LEVELS[c] + 1));
      category.code.push_back(code == 0 ? regress::NO_LEVEL : code - 1);
    }
  }
  // Years of experience and years at the company, in quarters; each with a spline of 5 knots: 4 columns.
  std::vector<std::vector<double>> splines;
  for (std::uint32_t k = 0; k < 2; ++k) {
    const auto years = [&](std::size_t from) {
      std::vector<double> values;
      for (std::size_t i = 0; i < n; ++i)
        values.push_back(std::floor(4 * (k == 0 ? 7 : 3) * base::exponential(1, 10 + k, from + i)) / 4);
      return values;
    };
    const auto knots = regress::spline_knots(years(0), {}, 5);
    splines.push_back(regress::natural_spline(years(first), knots.value()).value());
  }
  out.x.numerics = 8;
  for (std::size_t i = 0; i < n; ++i)
    for (const auto& spline : splines)
      out.x.numeric.insert(out.x.numeric.end(), spline.begin() + static_cast<std::ptrdiff_t>(4 * i),
                           spline.begin() + static_cast<std::ptrdiff_t>(4 * i) + 4);
  std::vector<double> beta;
  for (std::uint32_t j = 0; j < out.x.columns(); ++j) {
    const bool planted = base::uniform(2, 1, j) < 0.6 || j >= 111;
    beta.push_back(planted ? (j < 111 ? 0.2 : 0.02) * base::normal(2, 2, j) : 0);
  }
  for (std::size_t i = 0; i < n; ++i)
    out.y.push_back(11.8 + regress::row_dot(out.x, i, beta) + 0.35 * base::normal(3, 1, first + i));
  return out;
}

/// Doubles as the machine has them.
inline void write(const std::string& path, const std::vector<double>& values) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr || std::fwrite(values.data(), sizeof(double), values.size(), file) != values.size()) {
    std::fprintf(stderr, "cannot write %s\n", path.c_str());
    std::exit(1);
  }
  std::fclose(file);
}

/// shape.txt (n p), x.f64 (column after column) and y.f64 for the peers.
inline void write(const std::string& folder, const Problem& problem) {
  const std::size_t n = problem.x.rows, p = problem.x.columns();
  std::vector<double> dense(n * p, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    regress::for_each_entry(problem.x, i, [&](std::size_t column, double value) { dense[column * n + i] = value; });
  write(folder + "/x.f64", dense);
  write(folder + "/y.f64", problem.y);
  write(folder + "/shape.f64", {static_cast<double>(n), static_cast<double>(p)});
}

/// Seconds of the processor that a run of `work` takes.
template <class Work>
double seconds(Work work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

/// One line that the runner of regress_peers.mjs reads: a name and the seconds of each round.
inline void print(const char* name, const std::vector<double>& rounds) {
  std::printf("%s", name);
  for (const double s : rounds) std::printf(" %.6f", s);
  std::printf("\n");
}

}  // namespace chouma::bench
