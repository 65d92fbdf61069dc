#include "regress/effects.h"

#include <cmath>
#include <string>
#include <utility>

#include "base/math.h"
#include "base/number.h"
#include "regress/coordinate_descent.h"
#include "regress/elastic_net.h"
#include "regress/least_squares.h"
#include "regress/moments.h"
#include "regress/numbers.h"
#include "regress/stats.h"

namespace chouma::regress {

namespace {

constexpr double PENALTY = 0.5;  // of sqrt(2 ln p / n*)
constexpr double LEAST_LEFT = 0.01;

Result<bool> check_request(const CodedDesign& x, std::span<const std::uint32_t> group,
                           std::span<const std::uint32_t> columns, double level) {
  if (auto ok = check_length("group", group.size(), x.rows); !ok) return ok;
  if (!(level > 0 && level < 1))
    return Error{Code::out_of_range, "level", base::format_double(level), "above 0 and below 1"};
  for (std::size_t k = 0; k < columns.size(); ++k)
    if (columns[k] >= x.columns())
      return Error{Code::out_of_range, "columns[" + std::to_string(k) + "]", std::to_string(columns[k]),
                   "columns of the design, below " + std::to_string(x.columns())};
  return true;
}

/// The columns' correlations, of which one in turn is the response and the others explain it.
class Nodewise {
 public:
  Nodewise(const CodedDesign& x, std::span<const double> y, std::span<const double> weights)
      : scaling_(scale(x, y, weights)), c_(correlations(moments(x, y, weights, scaling_).front())) {}

  bool constant(std::uint32_t column) const { return c_.sd[column] == 0; }
  double deviation(std::uint32_t column) const { return regress::deviation(c_, scaling_, column); }
  double unit_of_weights() const { return scaling_.weight; }

  /// A lasso of `column` on the others; its own coefficient is 0.
  Result<ElasticNetPoint> fit(std::uint32_t column, double penalty) {
    const std::size_t p = c_.xy.size();
    const double sd = c_.sd[column];
    c_.mean[p] = c_.mean[column];
    c_.sd[p] = sd;
    c_.yy = 1;
    for (std::size_t j = 0; j < p; ++j) c_.xy[j] = j == column ? 0 : c_.xx[column * p + j];
    scaling_.unit[p] = scaling_.unit[column];
    scaling_.center[p] = scaling_.center[column];
    c_.sd[column] = 0;  // left out, as a constant is
    auto point = CoordinateDescent(c_, scaling_, options_).fit(penalty * regress::deviation(c_, scaling_, p));
    c_.sd[column] = sd;
    return point;
  }

 private:
  Scaling scaling_;
  Correlations c_;
  ElasticNetOptions options_;
};

/// Sums over groups for one column.
class Sandwich {
 public:
  explicit Sandwich(const Groups& groups)
      : groups_(groups), in_(groups.count), out_(groups.count), share_(groups.count) {}

  void clear() {
    for (auto* sums : {&in_, &out_, &share_}) sums->assign(groups_.count, 0.0);
  }
  void add(std::size_t row, double weighted, double left, double in, double out) {
    const std::uint32_t g = groups_.of_row[row];
    in_[g] += weighted * in;
    out_[g] += weighted * out;
    share_[g] += weighted * left;
  }
  /// G*, and (V_in + V_out) / 2, which is meant for G* > 1.
  std::pair<double, double> groups_and_variance() const {
    double sum = 0, squares = 0, variance = 0;
    for (const double s : share_) sum += s;
    for (std::size_t g = 0; g < groups_.count; ++g) {
      const double h = share_[g] / sum;
      squares += h * h;
      variance += 0.5 * (in_[g] * in_[g] + out_[g] * out_[g]) / (1 - h);
    }
    return {1 / squares, variance};
  }

 private:
  const Groups& groups_;
  std::vector<double> in_, out_, share_;
};

/// The lasso of y and what it leaves, which all columns share.
class Response {
 public:
  Response(const CodedDesign& x, std::span<const double> y, std::span<const std::uint32_t> fold, CrossValidation lasso)
      : fold_(fold), lasso_(std::move(lasso)) {
    for (std::size_t i = 0; i < x.rows; ++i) {
      const ElasticNetPoint& other = lasso_.held_out[fold[i]];
      in_.push_back(y[i] - all().intercept - row_dot(x, i, all().beta));
      out_.push_back(y[i] - other.intercept - row_dot(x, i, other.beta));
    }
  }

  const ElasticNetPoint& all() const { return lasso_.path[lasso_.best]; }
  double residual(std::size_t row) const { return in_[row]; }
  /// The residuals of a row where `column`, in which it holds `own`, has the coefficient `theta`: of all rows, and of the other folds.
  double in(std::size_t row, std::uint32_t column, double own, double theta) const {
    return in_[row] + own * (all().beta[column] - theta);
  }
  double out(std::size_t row, std::uint32_t column, double own, double theta) const {
    return out_[row] + own * (lasso_.held_out[fold_[row]].beta[column] - theta);
  }

 private:
  std::span<const std::uint32_t> fold_;
  CrossValidation lasso_;
  std::vector<double> in_, out_;
};

class Debiasing {
 public:
  Debiasing(const CodedDesign& x, std::span<const double> y, std::span<const double> weights, const Groups& groups,
            const Response& response, double level)
      : x_(x), response_(response), level_(level), nodewise_(x, y, weights), sandwich_(groups) {
    double squares = 0;
    for (std::size_t i = 0; i < x.rows; ++i) {
      weight_.push_back(weights.empty() ? 1 : weights[i] / nodewise_.unit_of_weights());
      total_ += weight_[i];
      squares += weight_[i] * weight_[i];
    }
    penalty_ = PENALTY * std::sqrt(2 * base::log(static_cast<double>(x.columns())) * (squares / total_ / total_));
  }

  Result<Effect> effect(std::uint32_t column) {
    const std::string name = "column " + std::to_string(column);
    if (nodewise_.constant(column))
      return Error{Code::singular, name, "constant on the rows of positive weight", "a column that varies"};
    const auto others = nodewise_.fit(column, penalty_);
    if (!others) return others.error();
    leave(column, others.value());

    Effect out;
    out.column = column;
    out.left = square_ / total_ / nodewise_.deviation(column) / nodewise_.deviation(column);
    if (!(out.left >= std::fmax(LEAST_LEFT, 4 * penalty_ * penalty_)))
      return Error{Code::singular, name, "nearly a linear combination of others",
                   "a column of whose variance they leave 1 % or more"};
    out.estimate = response_.all().beta[column] + with_residuals_ / products_;
    sandwich_.clear();
    for (std::size_t i = 0; i < x_.rows; ++i)
      if (weight_[i] > 0)
        sandwich_.add(i, weight_[i] * left_[i], left_[i], response_.in(i, column, own_[i], out.estimate),
                      response_.out(i, column, own_[i], out.estimate));
    const auto [groups, variance] = sandwich_.groups_and_variance();
    out.groups = groups;
    if (!(groups >= 2))
      return Error{Code::no_data, "the effective number of groups of " + name, base::format_double(groups),
                   "at least 2"};
    out.standard_error = std::sqrt(variance) / products_;
    const double t = student_quantile(0.5 + level_ / 2, static_cast<int>(groups) - 1);
    out.low = out.estimate - t * out.standard_error;
    out.high = out.estimate + t * out.standard_error;
    if (!std::isfinite(out.low) || !std::isfinite(out.high))
      return Error{Code::not_finite, "the interval of " + name, "beyond a double",
                   "values of y and x whose squares and quotients a double can hold"};
    return out;
  }

 private:
  /// What the others leave of the column in each row, and its sums.
  void leave(std::uint32_t column, const ElasticNetPoint& others) {
    own_.assign(x_.rows, 0.0);
    left_.assign(x_.rows, 0.0);
    products_ = square_ = with_residuals_ = 0;
    for (std::size_t i = 0; i < x_.rows; ++i) {
      if (weight_[i] == 0) continue;
      double explained = others.intercept;
      for_each_entry(x_, i, [&](std::size_t j, double value) {
        if (j == column) own_[i] = value;
        explained += value * others.beta[j];
      });
      left_[i] = own_[i] - explained;
      const double weighted = weight_[i] * left_[i];
      products_ += weighted * own_[i];
      square_ += weighted * left_[i];
      with_residuals_ += weighted * response_.residual(i);
    }
  }

  const CodedDesign& x_;
  const Response& response_;
  double level_;
  Nodewise nodewise_;
  Sandwich sandwich_;
  std::vector<double> weight_;
  double total_ = 0, penalty_ = 0;
  std::vector<double> own_, left_;                         // x_is and d_i
  double products_ = 0, square_ = 0, with_residuals_ = 0;  // Σ w d x_s, Σ w d², Σ w d r
};

}  // namespace

Result<std::vector<Result<Effect>>> debiased_effects(const CodedDesign& x, std::span<const double> y,
                                                     std::span<const double> weights,
                                                     std::span<const std::uint32_t> group,
                                                     std::span<const std::uint32_t> columns,
                                                     const EffectOptions& options) {
  if (auto ok = check_problem(x, y, weights); !ok) return ok.error();
  if (auto ok = check_request(x, group, columns, options.level); !ok) return ok.error();
  ElasticNetOptions net;
  net.grid = options.grid;
  net.smallest = options.smallest;
  auto lasso = cross_validate(x, y, weights, group, options.folds, options.seed, net);
  if (!lasso) return lasso.error();
  const std::vector<std::uint32_t> fold = group_folds(group, options.folds, options.seed);
  const Response response(x, y, fold, std::move(lasso.value()));
  const Groups groups = number_groups(group);
  Debiasing debiasing(x, y, weights, groups, response, options.level);
  std::vector<Result<Effect>> effects;
  for (const std::uint32_t column : columns) {
    auto effect = debiasing.effect(column);
    if (!effect && effect.error().code == Code::not_converged) return effect.error();
    effects.push_back(std::move(effect));
  }
  return effects;
}

}  // namespace chouma::regress
