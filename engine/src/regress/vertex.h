// From vertex to vertex of the check loss: the simplex over rows near the fit. Private to regress.
#pragma once

#include "regress/check_rows.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// The first p independent rows in this order; fewer where there are not so many. O(rows looked at · p²) at most.
std::vector<std::uint32_t> independent_rows(const CodedDesign& x, std::span<const std::uint32_t> order);

/// A basis is p independent rows; the vertex is the β that fits them.
class VertexSearch {
 public:
  /// `rows` must outlive this.
  VertexSearch(const CheckRows& rows, double tau);

  /// Takes these rows. False: they are dependent.
  bool set_basis(std::span<const std::uint32_t> basis);
  /// Pivots until no edge descends, at most `limit` times; the pivots done.
  int search(int limit);

  /// Whether the search ended on an edge that goes down beyond the last of these rows: the sides taken as known do not hold there.
  bool ran_out() const { return ran_out_; }
  const std::vector<std::uint32_t>& basis() const { return basis_; }
  const std::vector<double>& beta() const { return beta_; }
  /// The side on which a row outside the basis is taken to lie.
  bool above(std::size_t row) const { return above_[row] != 0; }
  /// The β that fits the basis where the responses of the rows are these.
  std::vector<double> fit(std::span<const double> y) const;
  /// a_i of the basis rows that make Σ a_i x_i = 0, when all other rows add up to `pull`.
  std::vector<double> duals(std::span<const double> pull) const;

 private:
  bool invert();
  void place();  // β, residuals, sides and pull_ of the basis
  bool pivot();
  void add_pull(std::size_t row, double amount);

  const CheckRows& rows_;
  double tau_;
  bool ran_out_ = false;
  std::size_t p_;
  std::vector<std::uint32_t> basis_;
  std::vector<double> inverse_;  // p × p: entry (j, k) moves β_j per unit of basis row k's response
  std::vector<double> beta_, residual_;
  std::vector<char> basic_, above_;          // of each row
  std::vector<double> pull_;                 // far + Σ a_i x_i of rows outside the basis
  std::vector<double> dual_, edge_, along_;  // p, p, n
  struct Break {
    double at, rise;
    std::uint32_t row;
  };
  std::vector<Break> breaks_;
};

}  // namespace chouma::regress
