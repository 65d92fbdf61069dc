#include "regress/interior_point.h"

#include <algorithm>
#include <cmath>

#include "regress/cholesky.h"

namespace chouma::regress {

namespace {

// A column whose part not explained by the columns before it is below this share of its square sum
// is called dependent.
constexpr double NORMAL_RANK_TOLERANCE = 1e-12;
// Inside the iteration a pivot this small is rounding noise.
constexpr double PIVOT_TOLERANCE = 1e-15;
// A relative gap that double arithmetic cannot resolve.
constexpr double GAP_ROUNDING = 1e-14;
// How far towards the boundary a step goes (Portnoy & Koenker 1997).
constexpr double STEP_SHARE = 0.99995;

using Vector = std::vector<double>;

// out := X'v, rows in order.
void times_transposed(const Design& x, const Vector& v, Vector& out) {
  std::fill(out.begin(), out.end(), 0.0);
  for (std::size_t i = 0; i < x.rows(); ++i)
    for (std::uint32_t k = x.start[i]; k < x.start[i + 1]; ++k) out[x.column[k]] += x.value[k] * v[i];
}

// A := X' diag(q) X, upper triangle, rows in order.
void normal_matrix(const Design& x, const Vector& q, Cholesky& a) {
  a.clear();
  for (std::size_t i = 0; i < x.rows(); ++i) {
    const std::uint32_t end = x.start[i + 1];
    for (std::uint32_t k = x.start[i]; k < end; ++k) {
      double* row = a.row(x.column[k]);
      const double factor = q[i] * x.value[k];
      for (std::uint32_t m = k; m < end; ++m) row[x.column[m]] += factor * x.value[m];
    }
  }
}

// The largest step in [0, 1] along (da, dz) that keeps a and z positive, shortened by STEP_SHARE.
double step_length(double limit, double value, double change) {
  return change < 0 ? std::min(limit, -value / change) : limit;
}

class Iteration {
 public:
  explicit Iteration(const CheckLossProblem& problem);

  bool start();  // false: a dependent column was found
  void advance();
  void evaluate();
  InteriorPoint result;

 private:
  void direction();
  double complementarity(double primal_step, double dual_step) const;

  const CheckLossProblem& problem_;
  const Design& x_;
  std::size_t n_;
  Cholesky normal_;
  // a in (0, u) with multiplier z at 0; s = u − a with multiplier v at u.
  Vector beta_, a_, s_, z_, v_;
  Vector residual_;                 // y − Xβ
  Vector primal_gap_;               // X'a⁰ − X'a
  Vector q_, target_a_, target_s_;  // see direction()
  Vector dbeta_, da_, dz_, dv_, rhs_, t_;
};

Iteration::Iteration(const CheckLossProblem& problem)
    : problem_(problem),
      x_(problem.x),
      n_(problem.x.rows()),
      normal_(problem.x.columns),
      beta_(x_.columns),
      a_(problem.center),
      s_(n_),
      z_(n_),
      v_(n_),
      residual_(n_),
      primal_gap_(x_.columns),
      q_(n_, 1.0),
      target_a_(n_),
      target_s_(n_),
      dbeta_(x_.columns),
      da_(n_),
      dz_(n_),
      dv_(n_),
      rhs_(x_.columns),
      t_(n_) {}

bool Iteration::start() {
  normal_matrix(x_, q_, normal_);
  result.dependent_column = normal_.factor(NORMAL_RANK_TOLERANCE);
  if (result.dependent_column < x_.columns) return false;
  times_transposed(x_, problem_.y, beta_);
  normal_.solve(beta_);

  double size = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    residual_[i] = problem_.y[i] - row_dot(x_, i, beta_);
    size += std::fabs(residual_[i]);
  }
  // Both multipliers stay away from 0, also where least squares fits exactly.
  const double margin = 1e-3 + 0.1 * size / static_cast<double>(n_);
  for (std::size_t i = 0; i < n_; ++i) {
    s_[i] = problem_.upper[i] - a_[i];
    z_[i] = std::max(-residual_[i], 0.0) + margin;
    v_[i] = std::max(residual_[i], 0.0) + margin;
  }
  return true;
}

void Iteration::evaluate() {
  double objective = 0, gap = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    const double e = problem_.y[i] - row_dot(x_, i, beta_);
    residual_[i] = e;
    // u ρ(e) − e (a − a⁰) is e (u − a) or −e a: both parts without cancellation.
    objective += e > 0 ? e * (problem_.upper[i] - problem_.center[i]) : -e * problem_.center[i];
    gap += e > 0 ? e * s_[i] : -e * a_[i];
    t_[i] = problem_.center[i] - a_[i];
  }
  times_transposed(x_, t_, primal_gap_);
  // What rounding has left of X'a⁰ − X'a moves the lower bound by about this much.
  for (std::size_t j = 0; j < x_.columns; ++j) gap += std::fabs(primal_gap_[j]) * std::max(1.0, std::fabs(beta_[j]));
  result.beta = beta_;
  result.objective = objective;
  result.gap = gap / (1 + objective);
}

// Newton's step of a z -> target_a, s v -> target_s, X'a = X'a⁰, y − Xβ + z − v = 0, where
// target_a and target_s hold the wanted change of each product.
void Iteration::direction() {
  for (std::size_t i = 0; i < n_; ++i)
    t_[i] = q_[i] * (residual_[i] + z_[i] - v_[i] + target_a_[i] / a_[i] - target_s_[i] / s_[i]);
  times_transposed(x_, t_, rhs_);
  for (std::size_t j = 0; j < x_.columns; ++j) dbeta_[j] = rhs_[j] - primal_gap_[j];
  normal_.solve(dbeta_);
  for (std::size_t i = 0; i < n_; ++i) {
    da_[i] = t_[i] - q_[i] * row_dot(x_, i, dbeta_);
    dz_[i] = (target_a_[i] - z_[i] * da_[i]) / a_[i];
    dv_[i] = (target_s_[i] + v_[i] * da_[i]) / s_[i];
  }
}

double Iteration::complementarity(double primal_step, double dual_step) const {
  double sum = 0;
  for (std::size_t i = 0; i < n_; ++i)
    sum += (a_[i] + primal_step * da_[i]) * (z_[i] + dual_step * dz_[i]) +
           (s_[i] - primal_step * da_[i]) * (v_[i] + dual_step * dv_[i]);
  return sum;
}

void Iteration::advance() {
  for (std::size_t i = 0; i < n_; ++i) q_[i] = 1 / (z_[i] / a_[i] + v_[i] / s_[i]);
  normal_matrix(x_, q_, normal_);
  normal_.factor(PIVOT_TOLERANCE);

  const auto steps = [&](double& primal, double& dual) {
    primal = dual = 1 / STEP_SHARE;
    for (std::size_t i = 0; i < n_; ++i) {
      primal = step_length(primal, a_[i], da_[i]);
      primal = step_length(primal, s_[i], -da_[i]);
      dual = step_length(dual, z_[i], dz_[i]);
      dual = step_length(dual, v_[i], dv_[i]);
    }
    primal *= STEP_SHARE;
    dual *= STEP_SHARE;
  };

  // Predictor: straight for complementarity 0.
  for (std::size_t i = 0; i < n_; ++i) {
    target_a_[i] = -a_[i] * z_[i];
    target_s_[i] = -s_[i] * v_[i];
  }
  direction();
  double primal = 1, dual = 1;
  steps(primal, dual);

  // Corrector: back to the central path by as much as the predictor fell short, and the
  // second-order term.
  if (std::min(primal, dual) < 1) {
    const double now = complementarity(0, 0);
    const double reached = complementarity(primal, dual) / now;
    const double mu = now * reached * reached * reached / static_cast<double>(2 * n_);
    for (std::size_t i = 0; i < n_; ++i) {
      target_a_[i] = mu - a_[i] * z_[i] - da_[i] * dz_[i];
      target_s_[i] = mu - s_[i] * v_[i] + da_[i] * dv_[i];
    }
    direction();
    steps(primal, dual);
  }

  for (std::size_t i = 0; i < n_; ++i) {
    a_[i] += primal * da_[i];
    s_[i] -= primal * da_[i];
    z_[i] += dual * dz_[i];
    v_[i] += dual * dv_[i];
  }
  for (std::size_t j = 0; j < x_.columns; ++j) beta_[j] += dual * dbeta_[j];
}

}  // namespace

InteriorPoint solve(const CheckLossProblem& problem, double tolerance, int max_iterations) {
  Iteration iteration(problem);
  if (!iteration.start()) return iteration.result;
  iteration.evaluate();
  InteriorPoint best = iteration.result;
  for (int i = 1; i <= max_iterations; ++i) {
    iteration.advance();
    iteration.evaluate();
    const double before = best.gap;
    if (iteration.result.gap < best.gap) best = iteration.result;
    best.iterations = i;
    // Near the end a step cuts the gap by orders of magnitude, and the coefficients need a smaller
    // gap than the objective: go on for as long as it does.
    if (best.gap <= GAP_ROUNDING || (before <= tolerance && best.gap > 0.1 * before)) break;
  }
  return best;
}

}  // namespace chouma::regress
