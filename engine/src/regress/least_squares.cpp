#include "regress/least_squares.h"

#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/number.h"
#include "regress/double_double.h"
#include "regress/numbers.h"

// Eigen holds the numbers; the loops are our own, because Eigen adds up in an order that depends on
// the width of the machine's vectors, and the bits would differ between native and WASM.

namespace chouma::regress {

namespace {

using Index = Eigen::Index;

std::span<const double> numbers(const Eigen::VectorXd& v) { return {v.data(), static_cast<std::size_t>(v.size())}; }

Result<bool> check_values(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights) {
  const auto n = static_cast<std::size_t>(x.rows());
  if (auto ok = check_numbers("y", numbers(y), n); !ok) return ok;
  if (weights.size() != 0)
    if (auto ok = check_not_negative("weights", numbers(weights), n); !ok) return ok;
  if (x.cols() == 0) return Error{Code::out_of_range, "the number of columns", "0", "at least 1"};
  for (Index i = 0; i < x.rows(); ++i)
    for (Index j = 0; j < x.cols(); ++j)
      if (!std::isfinite(x(i, j)))
        return Error{Code::not_finite, "row " + std::to_string(i) + ", column " + std::to_string(j),
                     base::format_double(x(i, j)), "a finite number"};
  return true;
}

using Column32 = std::vector<DoubleDouble>;

// [X y] with rows multiplied by sqrt(w), every column brought to magnitude 1 by a power of two, and
// then Q'[X y] by Householder reflections. All of it in 32 digits.
class Triangle {
 public:
  Triangle(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights);

  /// The first column that depends on those before it, or p.
  std::size_t reduce();
  /// Entry (i, j); column p is y.
  const DoubleDouble& r(std::size_t i, std::size_t j) const { return a_[j * n_ + i]; }
  double scale(std::size_t j) const { return scale_[j]; }
  double weight_scale() const { return weight_scale_; }  ///< of sqrt(w)
  std::size_t rows() const { return n_; }
  /// Solves R b = c in place, c having p entries, of which those beyond `last` are 0.
  void back_substitute(Column32& c, std::size_t last) const;

 private:
  DoubleDouble norm(std::size_t column, std::size_t from) const;

  std::size_t n_ = 0, p_;
  Column32 a_;  // column after column
  std::vector<double> scale_;
  double weight_scale_ = 1;
};

Triangle::Triangle(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& weights)
    : p_(static_cast<std::size_t>(x.cols())) {
  std::vector<Index> kept;
  double heaviest = 0;
  for (Index i = 0; i < x.rows(); ++i) {
    const double weight = weights.size() == 0 ? 1 : weights(i);
    if (weight > 0) kept.push_back(i);
    heaviest = std::fmax(heaviest, weight);
  }
  weight_scale_ = binade(std::sqrt(heaviest));
  n_ = kept.size();
  Column32 root;
  for (const Index i : kept)
    root.emplace_back(weights.size() == 0 ? DoubleDouble(1) : sqrt(weights(i) / weight_scale_ / weight_scale_));
  for (Index j = 0; j <= x.cols(); ++j) {
    const auto entry = [&](Index i) { return j < x.cols() ? x(i, j) : y(i); };
    double largest = 0;
    for (const Index i : kept) largest = std::fmax(largest, std::fabs(entry(i)));
    scale_.push_back(binade(largest));
    for (std::size_t k = 0; k < n_; ++k) a_.push_back(root[k] * (entry(kept[k]) / scale_.back()));
  }
}

DoubleDouble Triangle::norm(std::size_t column, std::size_t from) const {
  DoubleDouble sum;
  for (std::size_t i = from; i < n_; ++i) sum = sum + r(i, column) * r(i, column);
  return sqrt(sum);
}

std::size_t Triangle::reduce() {
  std::vector<double> size(p_);
  for (std::size_t j = 0; j < p_; ++j) size[j] = norm(j, 0).hi;
  // The columns are doubles: rounding them has left about n units in their last place of one that depends on those before it.
  const double tolerance = 4 * std::numeric_limits<double>::epsilon() * static_cast<double>(n_ + p_);
  for (std::size_t k = 0; k < p_; ++k) {
    const DoubleDouble length = norm(k, k);
    if (!(length.hi > tolerance * size[k])) return k;
    DoubleDouble* const reflection = a_.data() + k * n_;  // the reflection vector stands in column k from row k
    const DoubleDouble diagonal = reflection[k].hi > 0 ? -length : length;
    reflection[k] = reflection[k] - diagonal;
    const DoubleDouble half_square = -diagonal * reflection[k];
    for (std::size_t j = k + 1; j <= p_; ++j) {
      DoubleDouble* const column = a_.data() + j * n_;
      DoubleDouble dot;
      for (std::size_t i = k; i < n_; ++i) dot = dot + reflection[i] * column[i];
      const DoubleDouble factor = dot / half_square;
      for (std::size_t i = k; i < n_; ++i) column[i] = column[i] - factor * reflection[i];
    }
    reflection[k] = diagonal;
  }
  return p_;
}

void Triangle::back_substitute(Column32& c, std::size_t last) const {
  for (std::size_t k = last + 1; k-- > 0;) {
    for (std::size_t j = k + 1; j <= last; ++j) c[k] = c[k] - r(k, j) * c[j];
    c[k] = c[k] / r(k, k);
  }
}

}  // namespace

Result<LeastSquaresFit> least_squares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y,
                                      const Eigen::VectorXd& weights) {
  if (auto ok = check_values(x, y, weights); !ok) return ok.error();
  const auto p = static_cast<std::size_t>(x.cols());
  Triangle triangle(x, y, weights);
  const std::size_t n = triangle.rows();
  if (n < p)
    return Error{Code::no_data, "the number of rows of positive weight", std::to_string(n),
                 "at least the number of columns, " + std::to_string(p)};
  if (const std::size_t column = triangle.reduce(); column < p)
    return Error{Code::singular, "column " + std::to_string(column), "a linear combination of the columns before it",
                 "columns that are linearly independent"};

  DoubleDouble rss;
  for (std::size_t i = p; i < n; ++i) rss = rss + triangle.r(i, p) * triangle.r(i, p);
  Column32 c;
  for (std::size_t j = 0; j < p; ++j) c.push_back(triangle.r(j, p));
  triangle.back_substitute(c, p - 1);

  // diag((X'X)^-1) are the square sums of the rows of R^-1, of which back substitution gives one
  // column after the other.
  Column32 diagonal(p);
  for (std::size_t j = 0; j < p; ++j) {
    Column32 column(p);
    column[j] = 1;
    triangle.back_substitute(column, j);
    for (std::size_t k = 0; k <= j; ++k) diagonal[k] = diagonal[k] + column[k] * column[k];
  }

  LeastSquaresFit fit;
  fit.df = static_cast<int>(n - p);
  const double unit = triangle.scale(p) * triangle.weight_scale();  // of the weighted residuals
  fit.rss = rss.hi * unit * unit;
  const DoubleDouble variance = fit.df == 0 ? DoubleDouble() : rss / static_cast<double>(fit.df);
  fit.beta.resize(x.cols());
  fit.standard_error.resize(x.cols());
  for (std::size_t j = 0; j < p; ++j) {
    const auto k = static_cast<Index>(j);
    const double scale = triangle.scale(p) / triangle.scale(j);
    fit.beta(k) = c[j].hi * scale;
    fit.standard_error(k) = sqrt(variance * diagonal[j]).hi * scale;
    if (!std::isfinite(fit.beta(k)) || !std::isfinite(fit.standard_error(k)))
      return Error{Code::not_finite, "the coefficient of column " + std::to_string(j), base::format_double(fit.beta(k)),
                   "a coefficient that a double can hold"};
  }
  if (!std::isfinite(fit.rss))
    return Error{Code::not_finite, "the residual sum of squares", base::format_double(fit.rss),
                 "one that a double can hold"};
  return fit;
}

}  // namespace chouma::regress
