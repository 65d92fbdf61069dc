#include "regress/vertex.h"

#include <algorithm>
#include <cmath>

namespace chouma::regress {

namespace {

// A row is independent of those chosen when this much of it is left by them; entries are at most about 1.
constexpr double INDEPENDENT[] = {1e-2, 1e-4, 1e-7};
// An edge must descend by this share of its row's weight.
constexpr double DESCENT = 1e-9;
// A row that moves less than this along an edge of length 1 does not bend the objective there.
constexpr double STILL = 1e-10;
constexpr int PIVOTS_PER_INVERSE = 64;

}  // namespace

std::vector<std::uint32_t> independent_rows(const CodedDesign& x, std::span<const std::uint32_t> order) {
  const std::size_t p = x.columns();
  std::vector<std::uint32_t> basis;
  std::vector<double> reduced;        // rows chosen, each with the pivots of those before it eliminated
  std::vector<std::size_t> pivot_of;  // their pivot columns
  std::vector<char> taken(order.size(), 0);
  std::vector<double> row(p);
  for (const double least : INDEPENDENT)
    for (std::size_t at = 0; at < order.size(); ++at) {
      if (basis.size() == p) return basis;
      if (taken[at]) continue;
      std::fill(row.begin(), row.end(), 0.0);
      for_each_entry(x, order[at], [&](std::size_t column, double value) { row[column] = value; });
      for (std::size_t k = 0; k < pivot_of.size(); ++k) {
        const double* const above = reduced.data() + k * p;
        const double factor = row[pivot_of[k]];
        if (factor == 0) continue;
        for (std::size_t j = 0; j < p; ++j) row[j] -= factor * above[j];
        row[pivot_of[k]] = 0;
      }
      std::size_t best = 0;
      for (std::size_t j = 1; j < p; ++j)
        if (std::fabs(row[j]) > std::fabs(row[best])) best = j;
      if (!(std::fabs(row[best]) > least)) continue;
      taken[at] = 1;
      basis.push_back(order[at]);
      pivot_of.push_back(best);
      const double scale = 1 / row[best];
      for (const double v : row) reduced.push_back(v * scale);
    }
  return basis;
}

VertexSearch::VertexSearch(const CheckRows& rows, double tau)
    : rows_(rows),
      tau_(tau),
      p_(rows.x.columns()),
      inverse_(p_ * p_),
      beta_(p_),
      residual_(rows.x.rows),
      basic_(rows.x.rows),
      above_(rows.x.rows),
      pull_(p_),
      dual_(p_),
      edge_(p_),
      along_(rows.x.rows) {}

bool VertexSearch::set_basis(std::span<const std::uint32_t> basis) {
  basis_.assign(basis.begin(), basis.end());
  if (!invert()) return false;
  place();
  return true;
}

// Gauss and Jordan with row pivoting, on the basis beside the identity; dummies leave most factors 0.
bool VertexSearch::invert() {
  const std::size_t width = 2 * p_;
  std::vector<double> a(p_ * width, 0.0);
  for (std::size_t k = 0; k < p_; ++k) {
    for_each_entry(rows_.x, basis_[k], [&](std::size_t column, double value) { a[k * width + column] = value; });
    a[k * width + p_ + k] = 1;
  }
  for (std::size_t c = 0; c < p_; ++c) {
    std::size_t best = c;
    for (std::size_t k = c + 1; k < p_; ++k)
      if (std::fabs(a[k * width + c]) > std::fabs(a[best * width + c])) best = k;
    double* const top = a.data() + c * width;
    if (!(std::fabs(a[best * width + c]) > 1e-11)) return false;
    if (best != c) std::swap_ranges(top, top + width, a.data() + best * width);
    const double scale = 1 / top[c];
    for (std::size_t j = c; j < width; ++j) top[j] *= scale;
    for (std::size_t k = 0; k < p_; ++k) {
      double* const row = a.data() + k * width;
      const double factor = row[c];
      if (k == c || factor == 0) continue;
      for (std::size_t j = c; j < width; ++j) row[j] -= factor * top[j];
    }
  }
  for (std::size_t j = 0; j < p_; ++j)
    std::copy_n(a.begin() + static_cast<std::ptrdiff_t>(j * width + p_), p_,
                inverse_.begin() + static_cast<std::ptrdiff_t>(j * p_));
  return true;
}

std::vector<double> VertexSearch::fit(std::span<const double> y) const {
  std::vector<double> beta(p_, 0.0), rest(p_);
  // Twice: the second time on what the first left, which gives back the digits that the inverse cost.
  for (int round = 0; round < 2; ++round) {
    for (std::size_t k = 0; k < p_; ++k) rest[k] = y[basis_[k]] - row_dot(rows_.x, basis_[k], beta);
    for (std::size_t j = 0; j < p_; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < p_; ++k) sum += inverse_[j * p_ + k] * rest[k];
      beta[j] += sum;
    }
  }
  return beta;
}

void VertexSearch::place() {
  beta_ = fit(rows_.y);
  std::fill(basic_.begin(), basic_.end(), char{0});
  for (const std::uint32_t row : basis_) basic_[row] = 1;
  pull_ = rows_.far;
  for (std::size_t i = 0; i < rows_.x.rows; ++i) {
    residual_[i] = basic_[i] ? 0 : rows_.y[i] - row_dot(rows_.x, i, beta_);
    above_[i] = residual_[i] > 0 ? 1 : 0;
    if (!basic_[i]) add_pull(i, rows_.w[i] * (above_[i] ? tau_ : tau_ - 1));
  }
}

void VertexSearch::add_pull(std::size_t row, double amount) {
  for_each_entry(rows_.x, row, [&](std::size_t column, double value) { pull_[column] += amount * value; });
}

std::vector<double> VertexSearch::duals(std::span<const double> pull) const {
  std::vector<double> out(p_, 0.0);
  for (std::size_t j = 0; j < p_; ++j)
    for (std::size_t k = 0; k < p_; ++k) out[k] -= inverse_[j * p_ + k] * pull[j];
  return out;
}

int VertexSearch::search(int limit) {
  int done = 0;
  while (done < limit && pivot()) {
    ++done;
    if (done % PIVOTS_PER_INVERSE == 0) {
      if (!invert()) return done;
      place();
    }
  }
  return done;
}

bool VertexSearch::pivot() {
  dual_ = duals(pull_);
  std::size_t leaving = p_;
  double steepest = 0;
  for (std::size_t k = 0; k < p_; ++k) {
    const double w = rows_.w[basis_[k]];
    const double slope = std::min(w * tau_ - dual_[k], dual_[k] - w * (tau_ - 1));
    if (slope < steepest && slope < -DESCENT * w) {
      steepest = slope;
      leaving = k;
    }
  }
  if (leaving == p_) return false;

  // Along this edge the leaving row's residual goes down (up: its dual is above its bound) and the other basis rows stay.
  const std::uint32_t gone = basis_[leaving];
  const bool up = dual_[leaving] > rows_.w[gone] * tau_;
  for (std::size_t j = 0; j < p_; ++j) edge_[j] = up ? -inverse_[j * p_ + leaving] : inverse_[j * p_ + leaving];
  breaks_.clear();
  for (std::uint32_t i = 0; i < rows_.x.rows; ++i) {
    if (basic_[i]) continue;
    const double moved = row_dot(rows_.x, i, edge_);
    along_[i] = moved;
    if (std::fabs(moved) > STILL && (moved > 0) == (above_[i] != 0))
      breaks_.push_back({std::max(residual_[i] / moved, 0.0), rows_.w[i] * std::fabs(moved), i});
  }
  // The objective is convex along the edge and bends where a row is met: the best point is where the slope turns.
  const auto later = [](const Break& a, const Break& b) { return a.at != b.at ? a.at > b.at : a.row > b.row; };
  std::make_heap(breaks_.begin(), breaks_.end(), later);
  double slope = steepest;
  std::size_t left = breaks_.size();
  while (left > 0) {
    slope += breaks_.front().rise;
    if (slope >= 0) break;
    std::pop_heap(breaks_.begin(), breaks_.begin() + static_cast<std::ptrdiff_t>(left), later);
    --left;
  }
  ran_out_ = left == 0;
  if (ran_out_) return false;
  const double t = breaks_.front().at;
  const std::uint32_t entering = breaks_.front().row;
  for (std::size_t k = left; k < breaks_.size(); ++k) {
    const std::uint32_t row = breaks_[k].row;
    add_pull(row, above_[row] ? -rows_.w[row] : rows_.w[row]);
    above_[row] = above_[row] ? 0 : 1;
  }
  for (std::size_t i = 0; i < rows_.x.rows; ++i)
    if (!basic_[i]) residual_[i] -= t * along_[i];
  for (std::size_t j = 0; j < p_; ++j) beta_[j] += t * edge_[j];

  add_pull(entering, -rows_.w[entering] * (above_[entering] ? tau_ : tau_ - 1));
  add_pull(gone, rows_.w[gone] * (up ? tau_ : tau_ - 1));
  above_[gone] = up ? 1 : 0;
  residual_[gone] = up ? t : -t;
  residual_[entering] = 0;
  basic_[gone] = 0;
  basic_[entering] = 1;
  basis_[leaving] = entering;

  // The inverse with one row of the basis exchanged.
  std::fill(dual_.begin(), dual_.end(), 0.0);
  for_each_entry(rows_.x, entering, [&](std::size_t column, double value) {
    const double* const from = inverse_.data() + column * p_;
    for (std::size_t k = 0; k < p_; ++k) dual_[k] += value * from[k];
  });
  const double scale = 1 / dual_[leaving];
  dual_[leaving] = 0;
  for (std::size_t j = 0; j < p_; ++j) {
    double* const row = inverse_.data() + j * p_;
    const double factor = row[leaving] * scale;
    if (factor == 0) continue;
    for (std::size_t k = 0; k < p_; ++k) row[k] -= factor * dual_[k];
    row[leaving] = factor;
  }
  return true;
}

}  // namespace chouma::regress
