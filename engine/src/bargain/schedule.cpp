#include "bargain/schedule.h"

#include <algorithm>

namespace chouma::bargain {

Schedule::Schedule(std::vector<double> survival, std::vector<double> utility, int rounds, Risk risk)
    : survival_(std::move(survival)), utility_(std::move(utility)), risk_(risk) {
  const std::size_t m = survival_.size();
  value_.assign(static_cast<std::size_t>(rounds) + 1, std::vector<double>(m + 1, 0.0));
  next_.resize(value_.size());
  for (auto& row : next_)
    for (std::size_t i = 0; i <= m; ++i) row.push_back(i);
  for (int k = 1; k <= rounds && m > 0; ++k) fill(k, 1, m, 0, m - 1);
}

// As i grows S_i falls, which is worth more to higher U: the best ask for i never stands before that for a smaller i. So the middle's best ask parts
// the others' in two.
void Schedule::fill(int rounds, std::size_t from, std::size_t to, std::size_t lowest, std::size_t highest) {
  if (from > to) return;
  const std::size_t middle = from + (to - from) / 2, last = std::min(highest, middle - 1);
  double best = worth(rounds, lowest, middle);
  std::size_t at = lowest;
  for (std::size_t j = lowest + 1; j <= last; ++j) {
    const double v = worth(rounds, j, middle);
    if (v <= best) continue;
    best = v;
    at = j;
  }
  if (best > 0) {
    value_[static_cast<std::size_t>(rounds)][middle] = best;
    next_[static_cast<std::size_t>(rounds)][middle] = at;
  }
  fill(rounds, from, middle - 1, lowest, at);
  fill(rounds, middle + 1, to, at, highest);
}

double Schedule::worth(int rounds, std::size_t ask, std::size_t below) const {
  const double known = below < survival_.size() ? survival_[below] : 0;
  return (survival_[ask] - known) * utility_[ask] + (1 - risk_.leaves) * value(rounds - 1, ask) -
         risk_.leaves * (1 - survival_[ask]) * risk_.loss;
}

double Schedule::value(int rounds, std::size_t below) const { return value_[static_cast<std::size_t>(rounds)][below]; }

std::optional<std::size_t> Schedule::next(int rounds, std::size_t below) const {
  const std::size_t at = next_[static_cast<std::size_t>(rounds)][below];
  return at < below ? std::optional(at) : std::nullopt;
}

std::vector<std::size_t> Schedule::asks(int rounds, std::size_t below) const {
  std::vector<std::size_t> out;
  for (; rounds > 0; --rounds) {
    const auto at = next(rounds, below);
    if (!at) break;
    out.push_back(*at);
    below = *at;
  }
  return out;
}

}  // namespace chouma::bargain
