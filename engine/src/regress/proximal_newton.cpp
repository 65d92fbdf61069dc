#include "regress/proximal_newton.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "regress/cholesky.h"
#include "regress/quantile.h"

namespace chouma::regress {

namespace {

constexpr double WIDTH_SHRINK = 0.25;
constexpr double NARROWEST = 1e-14;
constexpr int STEPS_PER_WIDTH = 40;
constexpr int SWEEPS = 10;
// Sweeps end when one moves the model by less than this share of what all have gained.
constexpr double SWEPT = 1e-4;
// A step pays when it gains this share of what its model promised.
constexpr double ARMIJO = 0.1;
// A width is left when the gap is this close to what smoothing over it costs.
constexpr double ENOUGH = 1.5;
constexpr double VALUE_ROUNDING = 1e-15;
constexpr double UNSEEN = 1e-12;
// The share of the rows beyond the width, with curvature 1 / (2 |r|), that holds back each column: less after full steps, more after
// shortened ones.
constexpr double HELD_FIRST = 0.02, HELD_LEAST = 1e-9, HELD_MOST = 1;
constexpr double HELD_FALLS = 0.1, HELD_RISES = 4;
// Rounds of sweeps and a Newton step for the groups that are not 0.
constexpr int ROUNDS = 12;

double norm(const std::vector<double>& v, const std::vector<std::uint32_t>& at) {
  double sum = 0;
  for (const std::uint32_t j : at) sum += v[j] * v[j];
  return std::sqrt(sum);
}

}  // namespace

ProximalNewton::ProximalNewton(const GroupedRows& rows)
    : rows_(rows),
      beta_(rows.x.columns, 0.0),
      residual_(rows.y),
      force_(rows.y.size()),
      slope_(rows.x.columns),
      working_(rows.members.size(), 0) {
  for (std::size_t g = 0; g < working_.size(); ++g) working_[g] = rows.penalty[g] == 0 ? 1 : 0;
  std::vector<double> sorted = rows.y;
  const auto at = [&](double q) {
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
  };
  double share = 0;
  for (const double tau : rows.tau) share += tau / static_cast<double>(rows.tau.size());
  beta_[0] = at(share);
  for (double& r : residual_) r -= beta_[0];
  sorted = residual_;
  for (double& r : sorted) r = std::fabs(r);
  width_ = at(0.5);
  if (!(width_ > 0)) width_ = *std::max_element(sorted.begin(), sorted.end());
  if (!(width_ > 0)) width_ = 1;
  held_ = HELD_FIRST;
}

void ProximalNewton::slopes() {
  std::fill(slope_.begin(), slope_.end(), 0.0);
  for (std::size_t i = 0; i < residual_.size(); ++i) {
    force_[i] = rows_.w[i] * (rows_.tau[i] - 0.5 + 0.5 * std::clamp(residual_[i] / width_, -1.0, 1.0));
    for (std::uint32_t k = rows_.x.start[i]; k < rows_.x.start[i + 1]; ++k)
      slope_[rows_.x.column[k]] += rows_.x.value[k] * force_[i];
  }
}

void ProximalNewton::measure() {
  double shrink = 1;
  for (std::size_t g = 0; g < rows_.members.size(); ++g)
    if (const double size = norm(slope_, rows_.members[g]); rows_.penalty[g] > 0 && size > rows_.penalty[g])
      shrink = std::min(shrink, rows_.penalty[g] / size);
  double loss = 0, gap = 0, least = 0;
  for (std::size_t i = 0; i < residual_.size(); ++i) {
    const double r = residual_[i], rho = rows_.w[i] * pinball(r, rows_.tau[i]);
    loss += rho;
    gap += std::max(rho - shrink * force_[i] * r, 0.0);
    if (const double share = r / width_; std::fabs(share) < 1) least += rows_.w[i] * width_ * (1 - share * share) / 4;
  }
  for (std::size_t g = 0; g < rows_.members.size(); ++g) {
    const auto& members = rows_.members[g];
    double along = 0;
    for (const std::uint32_t j : members) along += slope_[j] * beta_[j];
    if (rows_.penalty[g] > 0) gap += std::max(rows_.penalty[g] * norm(beta_, members) - shrink * along, 0.0);
    if (rows_.penalty[g] > 0) continue;
    for (const std::uint32_t j : members) gap += shrink * std::fabs(slope_[j]) * std::max(1.0, std::fabs(beta_[j]));
  }
  objective_ = loss + penalties(beta_);
  gap_ = gap / (1 + objective_);
  least_gap_ = least / (1 + objective_);
}

bool ProximalNewton::widen() {
  bool wider = false;
  for (std::size_t g = 0; g < working_.size(); ++g) {
    if (working_[g] || norm(slope_, rows_.members[g]) <= rows_.penalty[g]) continue;
    working_[g] = 1;
    wider = true;
  }
  return wider;
}

void ProximalNewton::choose() {
  constexpr std::uint32_t OUT = std::numeric_limits<std::uint32_t>::max();
  column_.clear();
  set_.clear();
  set_penalty_.clear();
  place_.assign(beta_.size(), OUT);
  for (std::size_t g = 0; g < working_.size(); ++g)
    if (working_[g])
      for (const std::uint32_t j : rows_.members[g]) column_.push_back(j);
  std::sort(column_.begin(), column_.end());
  for (std::uint32_t a = 0; a < column_.size(); ++a) place_[column_[a]] = a;
  for (std::size_t g = 0; g < working_.size(); ++g) {
    if (!working_[g]) continue;
    // Without a penalty the columns of a group have nothing to do with each other.
    for (const std::uint32_t j : rows_.members[g]) {
      if (rows_.penalty[g] == 0 || j == rows_.members[g].front()) {
        set_.emplace_back();
        set_penalty_.push_back(rows_.penalty[g]);
      }
      set_.back().push_back(place_[j]);
    }
  }
  some_ = Design{};
  some_.columns = column_.size();
  std::vector<std::uint32_t> columns;
  std::vector<double> values;
  for (std::size_t i = 0; i < rows_.x.rows(); ++i) {
    columns.clear();
    values.clear();
    for (std::uint32_t k = rows_.x.start[i]; k < rows_.x.start[i + 1]; ++k)
      if (const std::uint32_t a = place_[rows_.x.column[k]]; a != OUT) {
        columns.push_back(a);
        values.push_back(rows_.x.value[k]);
      }
    some_.add_row(columns, values);
  }
}

double ProximalNewton::smoothed(const std::vector<double>& residual) const {
  double sum = 0;
  for (std::size_t i = 0; i < residual.size(); ++i) {
    const double r = residual[i];
    sum += rows_.w[i] * (std::fabs(r) < width_ ? r * r / (4 * width_) + (rows_.tau[i] - 0.5) * r + width_ / 4
                                               : pinball(r, rows_.tau[i]));
  }
  return sum;
}

double ProximalNewton::penalties(const std::vector<double>& beta) const {
  double sum = 0;
  for (std::size_t g = 0; g < rows_.members.size(); ++g)
    if (rows_.penalty[g] > 0) sum += rows_.penalty[g] * norm(beta, rows_.members[g]);
  return sum;
}

void ProximalNewton::hessian() {
  const std::size_t a = column_.size();
  hessian_.assign(a * a, 0.0);
  for (std::size_t i = 0; i < residual_.size(); ++i) {
    const double size = std::fabs(residual_[i]);
    const double curve = rows_.w[i] / (2 * std::max(size, width_));
    const std::uint32_t end = some_.start[i + 1];
    for (std::uint32_t k = some_.start[i]; k < end; ++k) {
      double* const row = hessian_.data() + some_.column[k] * a;
      const double factor = curve * some_.value[k];
      if (size < width_)
        for (std::uint32_t m = k; m < end; ++m) row[some_.column[m]] += factor * some_.value[m];
      else
        row[some_.column[k]] += held_ * factor * some_.value[k];
    }
  }
  for (std::size_t j = 0; j < a; ++j) {
    // A column of zeros asks for nothing.
    double& diagonal = hessian_[j * a + j];
    diagonal = diagonal > 0 ? diagonal * (1 + 1e-10) : 1;
    for (std::size_t k = j + 1; k < a; ++k) hessian_[k * a + j] = hessian_[j * a + k];
  }
  // Gershgorin's bound of the largest eigenvalue of each group's block.
  bound_.clear();
  for (const auto& members : set_) {
    double bound = 0;
    for (const std::uint32_t j : members) {
      double sum = 0;
      for (const std::uint32_t k : members) sum += std::fabs(hessian_[j * a + k]);
      bound = std::max(bound, sum);
    }
    bound_.push_back(bound);
  }
}

// One group moves: to 0 if that is its best place while the others stay, or to the minimum with its block's curvature bounded.
void ProximalNewton::descend(std::size_t group) {
  const auto& members = set_[group];
  const double bound = bound_[group], penalty = set_penalty_[group];
  const std::size_t a = column_.size();
  double square_at_0 = 0, square = 0;
  for (const std::uint32_t j : members) {
    double at_0 = pull_[j];
    for (const std::uint32_t k : members) at_0 += hessian_[j * a + k] * (beta_[column_[k]] + change_[k]);
    square_at_0 += at_0 * at_0;
    const double aim = beta_[column_[j]] + change_[j] + pull_[j] / bound;
    square += aim * aim;
  }
  const bool leaves = penalty > 0 && std::sqrt(square_at_0) <= penalty;
  const double size = std::sqrt(square), limit = penalty / bound;
  const double keep = leaves || size <= limit ? 0 : 1 - limit / size;
  // All aims are set before any member moves.
  for (const std::uint32_t j : members)
    target_[j] = keep * (beta_[column_[j]] + change_[j] + pull_[j] / bound) - (beta_[column_[j]] + change_[j]);
  for (const std::uint32_t j : members) {
    const double move = target_[j];
    if (move == 0) continue;
    change_[j] = keep == 0 ? -beta_[column_[j]] : change_[j] + move;
    const double* const row = hessian_.data() + j * a;
    for (std::size_t k = 0; k < a; ++k) pull_[k] -= move * row[k];
  }
}

void ProximalNewton::descend() {
  const std::size_t a = column_.size();
  target_.assign(a, 0.0);
  pull_.resize(a);
  for (std::size_t j = 0; j < a; ++j) {
    pull_[j] = slope_[column_[j]];
    for (std::size_t k = 0; k < a; ++k) pull_[j] -= hessian_[j * a + k] * change_[k];
  }
  double largest = 0;
  for (int sweep = 0; sweep < SWEEPS; ++sweep) {
    double moved = 0;
    const std::vector<double> before = change_;
    for (std::size_t g = 0; g < set_.size(); ++g) descend(g);
    for (std::size_t j = 0; j < a; ++j) {
      const double by = change_[j] - before[j];
      moved += by * by * hessian_[j * a + j];
    }
    largest = std::max(largest, moved);
    if (moved <= SWEPT * SWEPT * largest) break;
  }
}

double ProximalNewton::model(const std::vector<double>& change) const {
  const std::size_t a = column_.size();
  double value = 0;
  for (std::size_t j = 0; j < a; ++j) {
    double sum = 0;
    for (std::size_t k = 0; k < a; ++k) sum += hessian_[j * a + k] * change[k];
    value += change[j] * (0.5 * sum - slope_[column_[j]]);
  }
  for (std::size_t g = 0; g < set_.size(); ++g) {
    double square = 0;
    for (const std::uint32_t j : set_[g]) square += (beta_[column_[j]] + change[j]) * (beta_[column_[j]] + change[j]);
    value += set_penalty_[g] * std::sqrt(square);
  }
  return value;
}

// Where no group is 0 the model is smooth, and sweeps close in slowly: Newton's step for the groups that are not, if it gains.
bool ProximalNewton::polish() {
  const std::size_t a = column_.size();
  std::vector<std::uint32_t> free;
  std::vector<double> size_of(a, 0.0), penalty_of(a, 0.0);  // of the column's group
  std::vector<std::uint32_t> group_of(a, 0);
  for (std::uint32_t g = 0; g < set_.size(); ++g) {
    double square = 0;
    for (const std::uint32_t j : set_[g]) square += (beta_[column_[j]] + change_[j]) * (beta_[column_[j]] + change_[j]);
    if (set_penalty_[g] > 0 && square == 0) continue;
    for (const std::uint32_t j : set_[g]) {
      free.push_back(j);
      size_of[j] = std::sqrt(square);
      penalty_of[j] = set_penalty_[g];
      group_of[j] = g;
    }
  }
  if (free.empty()) return false;
  Cholesky matrix(free.size());
  std::vector<double> move(free.size());
  for (std::size_t m = 0; m < free.size(); ++m) {
    const std::uint32_t j = free[m];
    const double at = beta_[column_[j]] + change_[j];
    double downhill = slope_[column_[j]];
    for (std::size_t k = 0; k < a; ++k) downhill -= hessian_[j * a + k] * change_[k];
    for (std::size_t n = m; n < free.size(); ++n) matrix.row(m)[n] = hessian_[j * a + free[n]];
    if (penalty_of[j] > 0) {
      downhill -= penalty_of[j] * at / size_of[j];
      const double curve = penalty_of[j] / size_of[j];
      for (std::size_t n = m; n < free.size() && group_of[free[n]] == group_of[j]; ++n)
        matrix.row(m)[n] -= curve * (at / size_of[j]) * ((beta_[column_[free[n]]] + change_[free[n]]) / size_of[j]);
      matrix.row(m)[m] += curve;
    }
    move[m] = downhill;
  }
  matrix.factor(1e-14);
  matrix.solve(move);
  // A group that would pass 0 leaves the fit there: all such at once if that gains, else the first on the way.
  std::vector<double> full(a, 0.0);
  for (std::size_t m = 0; m < free.size(); ++m) full[free[m]] = move[m];
  double first = 1;
  for (std::size_t g = 0; g < set_.size(); ++g) first = std::min(first, passes_zero(g, full));
  const double now = model(change_);
  double next = 1;
  while (next > 1e-3 * first) {
    const double t = next;
    next = t > first ? first : t / 2;
    std::vector<double> moved = change_;
    for (std::size_t j = 0; j < a; ++j) moved[j] += t * full[j];
    for (std::size_t g = 0; g < set_.size(); ++g)
      if (passes_zero(g, full) <= t)
        for (const std::uint32_t j : set_[g]) moved[j] = -beta_[column_[j]];
    const double then = model(moved);
    if (!(then <= now + VALUE_ROUNDING * std::fabs(now))) continue;
    change_ = moved;
    return now - then > VALUE_ROUNDING * std::fabs(now);
  }
  return false;
}

// The share of the move after which a penalised group would begin to point the other way; 2: not within it.
double ProximalNewton::passes_zero(std::size_t group, const std::vector<double>& move) const {
  double square = 0, along = 0;
  for (const std::uint32_t j : set_[group]) {
    const double at = beta_[column_[j]] + change_[j];
    square += at * at;
    along -= at * move[j];
  }
  return set_penalty_[group] > 0 && along > 0 && square < along ? square / along : 2;
}

double ProximalNewton::step() {
  hessian();
  change_.assign(column_.size(), 0.0);
  for (int k = 0; k < ROUNDS; ++k) {
    descend();
    if (!polish()) break;
  }
  const double held = penalties(beta_), at = smoothed(residual_) + held;
  std::vector<double> moved = beta_;
  double gain = held;
  for (std::size_t j = 0; j < column_.size(); ++j) {
    moved[column_[j]] += change_[j];
    gain += slope_[column_[j]] * change_[j];
  }
  gain -= penalties(moved);
  if (!(gain > 0)) return 0;
  // What the objective cannot show any more is the model's to decide.
  const bool shown = gain > UNSEEN * at;

  std::vector<double> along(residual_.size()), residual(residual_.size());
  for (std::size_t i = 0; i < along.size(); ++i) along[i] = row_dot(some_, i, change_);
  double next = 1;
  while (next > 1e-10) {
    const double t = next;
    next = t / 2;
    for (std::size_t j = 0; j < column_.size(); ++j)
      moved[column_[j]] = t == 1 ? moved[column_[j]] : beta_[column_[j]] + t * change_[j];
    for (std::size_t i = 0; i < along.size(); ++i) residual[i] = residual_[i] - t * along[i];
    if (shown && smoothed(residual) + penalties(moved) > at - ARMIJO * t * gain) continue;
    beta_ = moved;
    residual_ = residual;
    held_ = t == 1 ? std::max(HELD_FALLS * held_, HELD_LEAST) : std::min(HELD_RISES * held_, HELD_MOST);
    slopes();
    return gain;
  }
  return 0;
}

int ProximalNewton::solve(double tolerance, int most) {
  int steps = 0;
  slopes();
  measure();
  for (; width_ > NARROWEST && gap_ > tolerance; width_ *= WIDTH_SHRINK) {
    slopes();
    widen();
    choose();
    for (int k = 0; k < STEPS_PER_WIDTH && gap_ > tolerance; ++k) {
      if (steps == most) return steps;
      ++steps;
      const double before = gap_, gained = step();
      measure();
      if (widen()) {
        choose();
        continue;
      }
      const bool stuck = gained <= UNSEEN * (1 + objective_) && gap_ > 0.5 * before;
      if (gained == 0 || stuck || gap_ <= ENOUGH * least_gap_) break;
    }
    for (std::size_t i = 0; i < residual_.size(); ++i) residual_[i] = rows_.y[i] - row_dot(rows_.x, i, beta_);
  }
  return steps;
}

}  // namespace chouma::regress
