// Small regression problems and their exact answers, for the tests of this room.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/random.h"
#include "regress/quantile.h"

namespace chouma::test {

using Rows = std::vector<std::vector<double>>;

inline regress::Design design(const Rows& rows) {
  regress::Design x;
  x.columns = rows.empty() ? 0 : rows[0].size();
  for (const auto& row : rows) {
    std::vector<std::uint32_t> columns;
    std::vector<double> values;
    for (std::uint32_t j = 0; j < row.size(); ++j)
      if (row[j] != 0) {
        columns.push_back(j);
        values.push_back(row[j]);
      }
    x.add_row(columns, values);
  }
  return x;
}

/// An intercept, then standard normals (or indicators of half of the rows).
inline Rows random_rows(std::uint64_t seed, std::size_t n, std::size_t p, bool indicators = false) {
  Rows rows(n, std::vector<double>(p, 1.0));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 1; j < p; ++j) {
      const double z = base::normal(seed, static_cast<std::uint32_t>(j), i);
      rows[i][j] = indicators ? (z > 0 ? 1 : 0) : z;
    }
  return rows;
}

inline std::vector<double> normals(std::uint64_t seed, std::size_t n) {
  std::vector<double> out(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = base::normal(seed, 1000, i);
  return out;
}

inline double objective(const regress::Design& x, const std::vector<double>& y, const std::vector<double>& w,
                        double tau, const std::vector<double>& penalty, const std::vector<double>& beta) {
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i)
    sum += (w.empty() ? 1 : w[i]) * regress::pinball(y[i] - regress::row_dot(x, i, beta), tau);
  for (std::size_t j = 0; j < penalty.size(); ++j) sum += penalty[j] * std::fabs(beta[j]);
  return sum;
}

/// Gaussian elimination with partial pivoting; nothing for singular systems.
inline std::optional<std::vector<double>> solve_square(Rows a, std::vector<double> b) {
  const std::size_t p = b.size();
  for (std::size_t k = 0; k < p; ++k) {
    std::size_t best = k;
    for (std::size_t i = k + 1; i < p; ++i)
      if (std::fabs(a[i][k]) > std::fabs(a[best][k])) best = i;
    if (std::fabs(a[best][k]) < 1e-12) return std::nullopt;
    std::swap(a[k], a[best]);
    std::swap(b[k], b[best]);
    for (std::size_t i = k + 1; i < p; ++i) {
      const double f = a[i][k] / a[k][k];
      for (std::size_t j = k; j < p; ++j) a[i][j] -= f * a[k][j];
      b[i] -= f * b[k];
    }
  }
  for (std::size_t k = p; k-- > 0;) {
    for (std::size_t j = k + 1; j < p; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

struct Exact {
  double objective = INFINITY;
  double runner_up = INFINITY;  ///< the best objective of a vertex that differs
  std::vector<double> beta;
};

/// The optimum of a linear programme is at a vertex: some p of the rows (a penalised column counts
/// as the row e_j with y = 0) are fitted exactly. Tries all choices of p rows.
inline Exact brute_force(const Rows& rows, const std::vector<double>& y, const std::vector<double>& w, double tau,
                         const std::vector<double>& penalty) {
  const std::size_t p = rows[0].size();
  const auto x = design(rows);
  Rows all = rows;
  std::vector<double> target = y;
  for (std::size_t j = 0; j < penalty.size(); ++j)
    if (penalty[j] > 0) {
      all.emplace_back(p, 0.0).at(j) = 1;
      target.push_back(0);
    }
  Exact best;
  std::vector<std::size_t> pick(p);
  for (std::size_t i = 0; i < p; ++i) pick[i] = i;
  for (;;) {
    Rows a;
    std::vector<double> b;
    for (const std::size_t i : pick) {
      a.push_back(all[i]);
      b.push_back(target[i]);
    }
    if (const auto beta = solve_square(a, b)) {
      const double value = objective(x, y, w, tau, penalty, *beta);
      double distance = 0;
      for (std::size_t j = 0; j < p && !best.beta.empty(); ++j)
        distance = std::fmax(distance, std::fabs((*beta)[j] - best.beta[j]));
      if (value < best.objective) {
        if (distance > 1e-9) best.runner_up = best.objective;
        best.objective = value;
        best.beta = *beta;
      } else if (distance > 1e-9 && value < best.runner_up) {
        best.runner_up = value;
      }
    }
    std::size_t k = p;
    while (k > 0 && pick[k - 1] == all.size() - p + k - 1) --k;
    if (k == 0) return best;
    ++pick[k - 1];
    for (std::size_t i = k; i < p; ++i) pick[i] = pick[i - 1] + 1;
  }
}

}  // namespace chouma::test
