#include "regress/least_squares.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/number.h"

// Eigen holds the numbers; the loops are our own, because Eigen adds up in an order that depends on
// the width of the machine's vectors, and the bits would differ between native and WASM.

namespace chouma::regress {

namespace {

using Index = Eigen::Index;

Error wrong_length(const char* name, Index length, Index allowed) {
  return {Code::out_of_range, "the length of " + std::string(name), std::to_string(length), std::to_string(allowed)};
}

Result<bool> check_values(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights) {
  const auto finite = [](double v, const std::string& where) -> Result<bool> {
    if (std::isfinite(v)) return true;
    return Error{Code::not_finite, where, base::format_double(v), "a finite number"};
  };
  if (y.size() != x.rows()) return wrong_length("y", y.size(), x.rows());
  if (weights.size() != 0 && weights.size() != x.rows()) return wrong_length("weights", weights.size(), x.rows());
  if (x.cols() == 0) return Error{Code::out_of_range, "the number of columns", "0", "at least 1"};
  for (Index i = 0; i < x.rows(); ++i) {
    const std::string row = std::to_string(i);
    for (Index j = 0; j < x.cols(); ++j)
      if (auto ok = finite(x(i, j), "row " + row + ", column " + std::to_string(j)); !ok) return ok;
    if (auto ok = finite(y(i), "y[" + row + "]"); !ok) return ok;
    if (weights.size() == 0) continue;
    if (auto ok = finite(weights(i), "weights[" + row + "]"); !ok) return ok;
    if (weights(i) < 0)
      return Error{Code::out_of_range, "weights[" + row + "]", base::format_double(weights(i)), "0 or more"};
  }
  return true;
}

// [X y] with rows multiplied by sqrt(w), columns of X brought to magnitude 1 by powers of two, and
// then Q'[X y] by Householder reflections.
class Triangle {
 public:
  Triangle(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights);

  /// The first column that depends on those before it, or p.
  Index reduce();
  double r(Index i, Index j) const { return a_(i, j); }
  double scale(Index j) const { return scale_[static_cast<std::size_t>(j)]; }
  Index rows() const { return n_; }
  /// Solves R b = c in place, c having p entries, of which those beyond `last` are 0.
  void back_substitute(std::vector<double>& c, Index last) const;

 private:
  double norm(Index column, Index from) const;

  Index n_ = 0, p_;
  Eigen::MatrixXd a_;
  std::vector<double> scale_;
};

Triangle::Triangle(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights)
    : p_(x.cols()), a_(x.rows(), x.cols() + 1), scale_(static_cast<std::size_t>(x.cols())) {
  std::vector<Index> kept;
  for (Index i = 0; i < x.rows(); ++i)
    if (weights.size() == 0 || weights(i) > 0) kept.push_back(i);
  for (Index j = 0; j < p_; ++j) {
    double largest = 0;
    for (const Index i : kept) largest = std::fmax(largest, std::fabs(x(i, j)));
    scale_[static_cast<std::size_t>(j)] = largest == 0 ? 1 : std::ldexp(1.0, std::ilogb(largest));
  }
  for (const Index i : kept) {
    const double root = weights.size() == 0 ? 1 : std::sqrt(weights(i));
    for (Index j = 0; j < p_; ++j) a_(n_, j) = root * (x(i, j) / scale(j));
    a_(n_, p_) = root * y(i);
    ++n_;
  }
}

double Triangle::norm(Index column, Index from) const {
  double sum = 0;
  for (Index i = from; i < n_; ++i) sum += a_(i, column) * a_(i, column);
  return std::sqrt(sum);
}

Index Triangle::reduce() {
  std::vector<double> size(static_cast<std::size_t>(p_));
  for (Index j = 0; j < p_; ++j) size[static_cast<std::size_t>(j)] = norm(j, 0);
  // Rounding leaves about n units in the last place of a column that depends on those before it.
  const double tolerance = 4 * std::numeric_limits<double>::epsilon() * static_cast<double>(n_ + p_);
  for (Index k = 0; k < p_; ++k) {
    const double length = norm(k, k);
    if (!(length > tolerance * size[static_cast<std::size_t>(k)])) return k;
    const double diagonal = a_(k, k) > 0 ? -length : length;
    a_(k, k) -= diagonal;  // the reflection vector stands in column k from row k
    const double half_square = -diagonal * a_(k, k);
    for (Index j = k + 1; j <= p_; ++j) {
      double dot = 0;
      for (Index i = k; i < n_; ++i) dot += a_(i, k) * a_(i, j);
      const double factor = dot / half_square;
      for (Index i = k; i < n_; ++i) a_(i, j) -= factor * a_(i, k);
    }
    a_(k, k) = diagonal;
  }
  return p_;
}

void Triangle::back_substitute(std::vector<double>& c, Index last) const {
  for (Index k = last; k >= 0; --k) {
    double& value = c[static_cast<std::size_t>(k)];
    for (Index j = k + 1; j <= last; ++j) value -= a_(k, j) * c[static_cast<std::size_t>(j)];
    value /= a_(k, k);
  }
}

}  // namespace

Result<LeastSquaresFit> least_squares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                      const Eigen::VectorXd& weights) {
  if (auto ok = check_values(x, y, weights); !ok) return ok.error();
  const Index p = x.cols();
  Triangle triangle(x, y, weights);
  const Index n = triangle.rows();
  if (n < p)
    return Error{Code::no_data, "the number of rows of positive weight", std::to_string(n),
                 "at least the number of columns, " + std::to_string(p)};
  if (const Index column = triangle.reduce(); column < p)
    return Error{Code::singular, "column " + std::to_string(column), "a linear combination of the columns before it",
                 "columns that are linearly independent"};

  LeastSquaresFit fit;
  fit.df = static_cast<int>(n - p);
  for (Index i = p; i < n; ++i) fit.rss += triangle.r(i, p) * triangle.r(i, p);
  std::vector<double> c(static_cast<std::size_t>(p));
  for (Index j = 0; j < p; ++j) c[static_cast<std::size_t>(j)] = triangle.r(j, p);
  triangle.back_substitute(c, p - 1);

  // diag((X'X)^-1) are the square sums of the rows of R^-1, of which back substitution gives one
  // column after the other.
  std::vector<double> diagonal(static_cast<std::size_t>(p), 0.0);
  for (Index j = 0; j < p; ++j) {
    std::vector<double> column(static_cast<std::size_t>(p), 0.0);
    column[static_cast<std::size_t>(j)] = 1;
    triangle.back_substitute(column, j);
    for (std::size_t k = 0; k < column.size(); ++k) diagonal[k] += column[k] * column[k];
  }
  const double variance = fit.df == 0 ? 0 : fit.rss / fit.df;
  fit.beta.resize(p);
  fit.standard_error.resize(p);
  for (Index j = 0; j < p; ++j) {
    const auto k = static_cast<std::size_t>(j);
    fit.beta(j) = c[k] / triangle.scale(j);
    fit.standard_error(j) = std::sqrt(variance * diagonal[k]) / triangle.scale(j);
  }
  return fit;
}

}  // namespace chouma::regress
