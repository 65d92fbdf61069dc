// Problems for the tests of penalised least squares.
#pragma once

#include <cstdint>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"
#include "regress/elastic_net.h"

namespace chouma::test {

struct Problem {
  regress::CodedDesign x;
  std::vector<double> y, w;
};

/// Noise about a few of the columns; one row in seven has no weight.
inline Problem random_problem(std::uint64_t seed, std::size_t n) {
  Problem out{random_coded(seed, n), normals(seed + 1, n), {}};
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> beta(17, 0.0);
    beta[1] = 1.5;
    beta[7] = -0.7;
    beta[9] = 0.8;
    beta[15] = 0.5;
    out.y[i] += 20 + row_dot(out.x, i, beta);
    out.w.push_back(i % 7 == 3 ? 0 : base::exponential(seed + 2, 1, i));
  }
  return out;
}

/// Numeric columns alone, row by row.
inline regress::CodedDesign numbers(std::size_t rows, const std::vector<double>& values) {
  regress::CodedDesign x;
  x.rows = rows;
  x.numerics = static_cast<std::uint32_t>(values.size() / rows);
  x.numeric = values;
  return x;
}

inline std::vector<regress::ElasticNetPoint> path_of(const Problem& p, const regress::ElasticNetOptions& options) {
  const auto path = elastic_net(p.x, p.y, p.w, options);
  REQUIRE(path.ok());
  return path.value();
}

}  // namespace chouma::test
