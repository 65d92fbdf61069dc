#include "bargain/opponent_model.h"

#include <algorithm>

namespace chouma::bargain {

OpponentModel::OpponentModel(const OutcomeSpace& space)
    : space_(&space), held_(space.issues.size(), 1.0), most_(space.issues.size(), 0.0) {
  for (const Issue& issue : space.issues) counts_.emplace_back(issue.values.size(), 0.0);
  scores_ = counts_;
}

void OpponentModel::hear(std::uint32_t outcome) {
  const bool first = last_.empty();
  last_.resize(held_.size());
  for (std::size_t i = 0; i < held_.size(); ++i) {
    const std::uint32_t value = space_->value(outcome, i);
    if (!first && value == last_[i]) held_[i] += 1;
    last_[i] = value;
    most_[i] = std::max(most_[i], counts_[i][value] += 1);
  }
  refresh();
}

void OpponentModel::refresh() {
  double all = 0;
  for (const double h : held_) all += h;
  for (std::size_t i = 0; i < held_.size(); ++i) {
    const double unit = held_[i] / (all * most_[i]);
    for (std::size_t v = 0; v < counts_[i].size(); ++v) scores_[i][v] = unit * counts_[i][v];
  }
}

double OpponentModel::utility(std::uint32_t outcome) const {
  // From the last issue, whose values run fastest: one division an issue.
  double sum = 0;
  for (std::size_t i = scores_.size(); i-- > 0;) {
    const auto values = static_cast<std::uint32_t>(scores_[i].size());
    sum += scores_[i][outcome % values];
    outcome /= values;
  }
  return sum;
}

std::vector<double> OpponentModel::utilities() const { return sums(*space_, scores_); }

}  // namespace chouma::bargain
