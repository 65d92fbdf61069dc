#include "bargain/equity.h"

#include "base/math.h"
#include "base/sobol.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chouma::bargain {

namespace {

constexpr std::size_t kTwin = kPaths / 2, kPoints = kTwin / kReplicates;

/// W at the end of its months from W at the ends of its neighbours: W = left_weight W_left + right_weight W_right + deviation Z.
struct BridgeStep {
  std::size_t at, left, right;  ///< places in the array of W, of which place 0 is W_0 = 0
  double left_weight, right_weight, deviation;
};

void divide(std::vector<BridgeStep>& steps, const std::vector<double>& t) {
  // Breadth first: the widest gaps get the best coordinates.
  std::vector<std::pair<std::size_t, std::size_t>> gaps{{0, t.size() - 1}};
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const auto [left, right] = gaps[i];
    if (right - left < 2) continue;
    const std::size_t at = left + (right - left) / 2;
    const double whole = t[right] - t[left], before = t[at] - t[left], after = t[right] - t[at];
    steps.push_back({at, left, right, after / whole, before / whole, std::sqrt(before * after / whole)});
    gaps.emplace_back(left, at);
    gaps.emplace_back(at, right);
  }
}

/// Ascending times t_0 = 0 < t_1 < … in years.
std::vector<BridgeStep> bridge(const std::vector<double>& t) {
  std::vector<BridgeStep> steps{{t.size() - 1, 0, 0, 0, 0, std::sqrt(t.back())}};
  divide(steps, t);
  return steps;
}

/// Units that vest together, and what they cost.
struct Lot {
  double units, strike;
};

/// What vests in one month.
struct Event {
  double keep;              ///< chance that the job is kept until then
  std::size_t sale;         ///< place in `sales`
  std::size_t first, last;  ///< lots
};

struct Sale {
  double expected;  ///< price of a unit then, diluted
  double price;     ///< the same times exp(−σ² t / 2)
  double discount;  ///< of money received then
  std::size_t year;
};

struct Course {
  std::vector<Event> events;  ///< ascending by month
  std::vector<Lot> lots;
  std::vector<Sale> sales;    ///< ascending by month
  std::vector<double> times;  ///< of W: 0 and the sales, years
};

struct Vested {
  int month;
  Lot lot;
};

Sale sale_in(int month, const EquityPlan& plan) {
  const Equity& equity = *plan.equity;
  const double t = month / 12.0, sigma = equity.volatility;
  const int rounds = month / equity.round_months;
  const double kept = base::pow(1 - equity.dilution, rounds);
  const double growth = base::pow(1 + equity.growth.value_or(plan.discount_rate), t);
  Sale sale{};
  sale.expected = equity.price * kept * growth;
  sale.price = sale.expected * base::exp(-sigma * sigma * t / 2);
  sale.discount = base::pow(1 + plan.discount_rate, -t);
  sale.year = month <= plan.year_begins ? 0 : 1 + static_cast<std::size_t>(month - plan.year_begins - 1) / 12;
  return sale;
}

Course course_of(const EquityPlan& plan) {
  const Equity& equity = *plan.equity;
  std::vector<Vested> vested;
  for (const Grant& grant : equity.grants)
    for (const Vest& vest : vests(grant.vesting))
      if (vest.month <= plan.horizon) vested.push_back({vest.month, {grant.units * vest.share, grant.strike}});
  std::stable_sort(vested.begin(), vested.end(), [](const Vested& a, const Vested& b) { return a.month < b.month; });

  Course course;
  course.times.push_back(0);
  int month = 0, sold = 0;
  for (const Vested& vest : vested) {
    const int sale = std::max(vest.month, equity.sell_month);
    if (sale > sold) {
      course.sales.push_back(sale_in(sale, plan));
      course.times.push_back(sale / 12.0);
      sold = sale;
    }
    if (vest.month > month) {
      course.events.push_back(
          {base::pow(plan.stay, vest.month / 12.0), course.sales.size() - 1, course.lots.size(), 0});
      month = vest.month;
    }
    course.lots.push_back(vest.lot);
    course.events.back().last = course.lots.size();
  }
  return course;
}

/// Adds up what one path receives, and returns the control. `growth`: exp(σ W) by sale.
double receive(const Course& course, const Equity& equity, double keep, double sell, const double* growth,
               double* received, double* present) {
  double control = 0;
  if (sell >= equity.sell_chance) return control;
  const double sold = 1 - equity.liquidity_discount;
  for (const Event& event : course.events) {
    if (keep >= event.keep) break;
    const Sale& sale = course.sales[event.sale];
    const double price = sale.price * growth[event.sale];
    double sum = 0, units = 0;
    for (std::size_t i = event.first; i < event.last; ++i) {
      const Lot& lot = course.lots[i];
      sum += lot.units * std::max(0.0, price - lot.strike);
      units += lot.units;
    }
    received[sale.year] += sum * sold;
    present[sale.year] += sum * sold * sale.discount;
    control += units * price * sold * sale.discount;
  }
  return control;
}

double control_mean(const Course& course, const Equity& equity) {
  double mean = 0;
  for (const Event& event : course.events) {
    const Sale& sale = course.sales[event.sale];
    for (std::size_t i = event.first; i < event.last; ++i)
      mean += course.lots[i].units * event.keep * sale.expected * sale.discount;
  }
  return mean * equity.sell_chance * (1 - equity.liquidity_discount);
}

/// Cov(v, c) / Var(c); 0 where c does not vary.
double slope(std::span<const double> values, std::span<const double> control) {
  double v = 0, c = 0, vc = 0, cc = 0;
  for (std::size_t i = 0; i < kPaths; ++i) {
    v += values[i] / kPaths;
    c += control[i] / kPaths;
  }
  for (std::size_t i = 0; i < kPaths; ++i) {
    vc += (values[i] - v) * (control[i] - c);
    cc += (control[i] - c) * (control[i] - c);
  }
  return cc > 1e-20 * c * c * kPaths ? vc / cc : 0;
}

/// Means of the replicates, their mean and its standard error, of values given by path.
template <class Value>
void average(Value&& value, Outcome& outcome) {
  std::array<double, kReplicates> means{};
  for (std::size_t i = 0; i < kTwin; ++i) means[i / kPoints] += value(i) + value(i + kTwin);
  for (double& mean : means) {
    mean /= 2 * kPoints;
    outcome.mean += mean / kReplicates;
  }
  double squares = 0;
  for (const double mean : means) squares += (mean - outcome.mean) * (mean - outcome.mean);
  outcome.standard_error = std::sqrt(squares / (kReplicates - 1) / kReplicates);
}

void spread(std::span<const double> values, Outcome& outcome) {
  std::vector<double> sorted(values.begin(), values.end());
  const auto quantile = [&](double q) {
    const auto at = static_cast<std::ptrdiff_t>(std::ceil(q * static_cast<double>(kPaths))) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + at, sorted.end());
    return sorted[static_cast<std::size_t>(at)];
  };
  outcome.low = quantile(0.1);
  outcome.high = quantile(0.9);
}

}  // namespace

EquityPaths simulate(const EquityPlan& plan, std::uint64_t seed, std::uint32_t stream) {
  const Course course = course_of(plan);
  EquityPaths paths;
  if (course.events.empty()) return paths;
  paths.years = course.sales.back().year + 1;
  paths.received.assign(kPaths * paths.years, 0);
  paths.present.assign(kPaths * paths.years, 0);
  paths.control.resize(kPaths);
  paths.control_mean = control_mean(course, *plan.equity);

  const Equity& equity = *plan.equity;
  const std::vector<BridgeStep> steps = bridge(course.times);
  const std::size_t sales = course.sales.size();
  std::vector<double> w(sales + 1), growth(sales), inverse(sales);
  for (std::uint32_t replicate = 0; replicate < kReplicates; ++replicate) {
    // Coordinates: the last price, the years in the job, the rest of the bridge, whether it can be sold at all.
    base::Sobol sobol(sales + 2, seed, stream, replicate);
    for (std::size_t point = 0; point < kPoints; ++point, sobol.next()) {
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const BridgeStep& s = steps[k];
        const double z = base::normal_quantile(sobol.at(k == 0 ? 0 : k + 1));
        w[s.at] = s.left_weight * w[s.left] + s.right_weight * w[s.right] + s.deviation * z;
      }
      for (std::size_t i = 0; i < sales; ++i) {
        growth[i] = base::exp(equity.volatility * w[i + 1]);
        inverse[i] = 1 / growth[i];
      }
      const double keep = sobol.at(1), sell = sobol.at(sales + 1);
      const std::size_t path = replicate * kPoints + point, twin = path + kTwin;
      paths.control[path] = receive(course, equity, keep, sell, growth.data(), &paths.received[path * paths.years],
                                    &paths.present[path * paths.years]);
      paths.control[twin] = receive(course, equity, 1 - keep, 1 - sell, inverse.data(),
                                    &paths.received[twin * paths.years], &paths.present[twin * paths.years]);
    }
  }
  return paths;
}

Outcome summary(std::span<const double> values) {
  Outcome outcome;
  average([&](std::size_t i) { return values[i]; }, outcome);
  spread(values, outcome);
  return outcome;
}

Outcome summary(std::span<const double> values, const EquityPaths& paths) {
  if (paths.years == 0) return summary(values);
  Outcome outcome;
  const double beta = slope(values, paths.control);
  average([&](std::size_t i) { return values[i] - beta * (paths.control[i] - paths.control_mean); }, outcome);
  spread(values, outcome);
  return outcome;
}

}  // namespace chouma::bargain
