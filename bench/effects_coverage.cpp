// Coverage of the intervals of effects.h and pooling.h on invented postings whose effects are known. usage: effects_coverage SCENARIO REPLICATES
// Scenarios: base, sparse, dense, plain, wide, few, large. Prints one block a scenario; figures: docs/effects.md.
//
// Companies of Pareto sizes; a row has a city, a level, words of its title, skills of families, years. A company's rows share a shift of pay,
// most of them the city, and their taste in words and skills. Skills go together within families, and with three words each that move pay
// themselves (the confounders). Noise is wider at higher levels and has heavy tails. All draws are by counter: replicate r is the same anywhere.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "regress/effects.h"
#include "regress/elastic_net.h"
#include "regress/least_squares.h"
#include "regress/linear.h"
#include "regress/pooling.h"
#include "regress/stats.h"

using namespace chouma;

namespace {

struct Scenario {
  const char* name;
  const char* what;
  std::uint32_t companies, cities, words, skills;
  bool sparse_effects, dense_confounders, weighted;
};

constexpr Scenario SCENARIOS[] = {
    {"base", "one word in seven moves pay", 600, 20, 120, 60, false, false, true},
    {"sparse", "one skill in six has an effect", 600, 20, 120, 60, true, false, true},
    {"dense", "every word moves pay, twelve go with a skill", 600, 20, 120, 60, false, true, true},
    {"plain", "base, rows weigh alike", 600, 20, 120, 60, false, false, false},
    {"wide", "half as many columns as rows", 300, 20, 320, 60, false, false, true},
    {"few", "few companies", 150, 4, 40, 30, false, false, true},
    {"large", "the size of the salary model", 5300, 20, 400, 300, false, false, true},
};

constexpr std::uint32_t LEVELS = 5, FAMILY = 5;

struct Postings {
  regress::CodedDesign x;
  std::vector<double> y, w, beta;
  std::vector<std::uint32_t> company, skills;  ///< of each row; the skills' columns
};

std::vector<double> coefficients(const Scenario& s, std::uint64_t seed) {
  std::vector<double> beta;
  for (std::uint32_t j = 0; j < s.cities; ++j) beta.push_back(0.15 * base::normal(seed, 1, j));
  for (std::uint32_t j = 0; j < LEVELS; ++j) beta.push_back(0.2 * j);
  for (std::uint32_t j = 0; j < s.words; ++j) {
    const double sparse = j % 7 != 0 ? 0 : j % 14 == 0 ? 0.2 : -0.15;
    beta.push_back(s.dense_confounders ? 0.08 * base::uniform(seed, 20, j) : sparse);
  }
  for (std::uint32_t j = 0; j < s.skills; ++j) {
    const double own = base::normal(seed, 3, j), family = base::normal(seed, 2, j / FAMILY);
    beta.push_back(s.sparse_effects ? (j % 6 == 0 ? 0.2 * own : 0) : 0.05 * (family + own));
  }
  beta.push_back(0.06);  // a year
  return beta;
}

/// Flags of a row: on where a normal number that the company, the row's kind and chance make is below a threshold.
void add_flags(const Scenario& s, std::uint64_t seed, std::uint32_t company, std::uint32_t row, std::uint32_t level,
               std::vector<std::uint32_t>& flags) {
  const auto normal = [&](std::uint32_t stream, std::uint64_t i) { return base::normal(seed, stream, i); };
  std::vector<bool> has(s.words);
  for (std::uint32_t j = 0; j < s.words; ++j) {
    const double threshold = base::normal_quantile(0.04 + 0.0011 * (j * 37 % 100));
    const double v = 0.5 * normal(1000 + j, company) + 0.3 * normal(3000 + j / 10, row) + 0.81 * normal(5000 + j, row);
    if (!(v < threshold)) continue;
    has[j] = true;
    flags.push_back(j);
  }
  const std::uint32_t confounders = s.dense_confounders ? 12 : 3;
  for (std::uint32_t j = 0; j < s.skills; ++j) {
    const double threshold = base::normal_quantile(0.015 + 0.002 * (j * 53 % 100));
    double v = 0.5 * normal(7000 + j, company) + 0.5 * normal(9000 + j / FAMILY, row) + 0.7 * normal(11000 + j, row);
    for (std::uint32_t k = 0; k < confounders; ++k)
      if (has[(j * 7 + k * 21) % s.words]) v -= s.dense_confounders ? 0.4 : 0.8;
    if (v - 0.1 * level < threshold) flags.push_back(s.words + j);
  }
}

Postings postings(const Scenario& s, std::uint64_t seed) {
  Postings out;
  out.beta = coefficients(s, seed);
  out.x.categories = {{s.cities, {}, {}}, {LEVELS, {}, {}}};
  out.x.flags = s.words + s.skills;
  out.x.flag_start = {0};
  out.x.numerics = 1;
  for (std::uint32_t j = 0; j < s.skills; ++j) out.skills.push_back(s.cities + LEVELS + s.words + j);
  std::uint32_t row = 0;
  for (std::uint32_t c = 0; c < s.companies; ++c) {
    const auto size = static_cast<std::uint32_t>(std::fmin(60, 1 / base::pow(1 - base::uniform(seed, 4, c), 0.75)));
    for (std::uint32_t r = 0; r < size; ++r, ++row) {
      const double at_home = base::uniform(seed, 7, c);
      const double place = base::uniform(seed, 6, row) < 0.7 ? at_home * at_home : base::uniform(seed, 8, row);
      const auto city = static_cast<std::uint32_t>(place * (s.cities + 1));
      const auto level = static_cast<std::uint32_t>(base::uniform(seed, 9, row) * (LEVELS + 1));
      out.x.categories[0].code.push_back(city < s.cities ? city : regress::NO_LEVEL);
      out.x.categories[1].code.push_back(level < LEVELS ? level : regress::NO_LEVEL);
      add_flags(s, seed, c, row, level, out.x.flag_list);
      out.x.flag_start.push_back(static_cast<std::uint32_t>(out.x.flag_list.size()));
      out.x.numeric.push_back(10 * base::uniform(seed, 12, row));
      out.x.rows = row + 1;
      const double tail = 1 / std::sqrt(0.3 + 1.4 * base::uniform(seed, 11, row));
      const double noise = (0.15 + 0.05 * level) * tail * base::normal(seed, 10, row);
      out.y.push_back(9.5 + 0.2 * base::normal(seed, 5, c) + noise + regress::row_dot(out.x, row, out.beta));
      out.company.push_back(c);
      out.w.push_back(s.weighted ? 1 / std::sqrt(size) : 1);
    }
  }
  return out;
}

/// Mean over effects and replicates, with the Monte-Carlo error from the spread of the replicates' means.
class Mean {
 public:
  void begin() { sum_ = count_ = 0; }
  void add(double v) {
    sum_ += v;
    ++count_;
  }
  void end() {
    if (count_ == 0) return;
    total_ += sum_;
    all_ += count_;
    replicates_.push_back({sum_, count_});
  }
  double mean() const { return all_ > 0 ? total_ / all_ : 0; }
  double error() const {  // of the ratio of sums
    double square = 0;
    for (const auto& [sum, count] : replicates_) square += (sum - mean() * count) * (sum - mean() * count);
    return std::sqrt(square) / all_;
  }
  double count() const { return all_; }

 private:
  struct Replicate {
    double sum, count;
  };
  double sum_ = 0, count_ = 0, total_ = 0, all_ = 0;
  std::vector<Replicate> replicates_;
};

/// How intervals did: coverage in all and by effective companies, length, root mean square error.
struct Row {
  const char* name;
  Mean cover{}, rare{}, some{}, length{}, square{};

  void begin() {
    for (Mean* m : {&cover, &rare, &some, &length, &square}) m->begin();
  }
  void end() {
    for (Mean* m : {&cover, &rare, &some, &length, &square}) m->end();
  }
  void add(double truth, double estimate, double low, double high, double companies) {
    const double in = low <= truth && truth <= high ? 1 : 0;
    cover.add(in);
    if (companies < 15) rare.add(in);
    if (companies >= 15 && companies < 50) some.add(in);
    length.add(high - low);
    square.add((estimate - truth) * (estimate - truth));
  }
  void print() const {
    std::printf("  %-34s %.2f ± %.2f %%  length %.4f  rmse %.4f", name, 100 * cover.mean(), 100 * cover.error(),
                length.mean(), std::sqrt(square.mean()));
    if (rare.count() > 0)
      std::printf("  G* < 15: %.2f ± %.2f %% (%.0f)", 100 * rare.mean(), 100 * rare.error(), rare.count());
    if (some.count() > 0)
      std::printf("  15–50: %.2f ± %.2f %% (%.0f)", 100 * some.mean(), 100 * some.error(), some.count());
    std::printf("\n");
  }
};

template <class T>
T need(Result<T> got) {
  if (got) return std::move(got.value());
  std::fprintf(stderr, "%s\n", message(got.error()).c_str());
  std::exit(1);
}

/// The lasso and the spread of 24 refits with random weights of companies: what a debiased fit replaces.
void naive(const Postings& p, Row& row, const std::vector<regress::Effect>& effects) {
  regress::ElasticNetOptions net;
  net.grid = 40;
  const auto cv = need(regress::cross_validate(p.x, p.y, p.w, p.company, 5, 1, net));
  const auto& best = cv.path[cv.best];
  net.lambda = {best.lambda};
  std::vector<double> sum(p.skills.size()), squares(p.skills.size());
  constexpr std::uint32_t REPLICATES = 24;
  for (std::uint32_t b = 0; b < REPLICATES; ++b) {
    auto w = regress::group_weights(p.company, 7, b);
    for (std::size_t i = 0; i < w.size(); ++i) w[i] *= p.w[i];
    const auto again = need(regress::elastic_net(p.x, p.y, w, net));
    for (std::size_t k = 0; k < p.skills.size(); ++k) {
      sum[k] += again[0].beta[p.skills[k]];
      squares[k] += again[0].beta[p.skills[k]] * again[0].beta[p.skills[k]];
    }
  }
  for (std::size_t k = 0; k < p.skills.size(); ++k) {
    const double mean = sum[k] / REPLICATES,
                 se = std::sqrt(std::fmax(0, squares[k] / REPLICATES - mean * mean) * REPLICATES / (REPLICATES - 1.0));
    const double at = best.beta[p.skills[k]];
    row.add(p.beta[p.skills[k]], at, at - 1.96 * se, at + 1.96 * se, effects[k].groups);
  }
}

std::vector<regress::PoolingNode> nodes_of(const std::vector<regress::Effect>& effects) {
  std::vector<regress::PoolingNode> nodes((effects.size() + FAMILY - 1) / FAMILY);
  for (std::uint32_t k = 0; k < effects.size(); ++k)
    nodes.push_back({k / FAMILY, 1, true, effects[k].estimate, effects[k].standard_error});
  return nodes;
}

void run(const Scenario& s, std::uint64_t replicates) {
  Row debiased{"debiased lasso, by company"}, pooled{"  pooled to families (on average)"},
      clustered{"least squares, by company"}, plain{"least squares, by row"},
      bootstrap{"lasso, bootstrap over companies"};
  double rows = 0, groups = 0, seconds = 0, tau_family = 0, tau_skill = 0;
  std::size_t columns = 0;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Postings p = postings(s, 1000 + r);
    rows += static_cast<double>(p.x.rows);
    columns = p.x.columns();
    for (Row* row : {&debiased, &pooled, &clustered, &plain, &bootstrap}) row->begin();
    const std::clock_t start = std::clock();
    std::vector<regress::Effect> effects;
    for (const auto& effect : need(regress::debiased_effects(p.x, p.y, p.w, p.company, p.skills)))
      effects.push_back(need(effect));
    seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    const auto nodes = nodes_of(effects);
    const auto pooling = need(regress::pool(nodes, 2));
    tau_family += pooling.tau[0];
    tau_skill += pooling.tau[1];
    const auto fit = need(regress::fit_linear(p.x, p.y, p.w));
    const auto by_company = need(regress::clustered_errors(p.x, p.y, p.w, fit, p.company));
    const auto by_row = need(regress::linear_errors(p.x, p.y, p.w, fit));
    const double t = regress::student_quantile(0.975, static_cast<int>(by_company.df));
    for (std::size_t k = 0; k < effects.size(); ++k) {
      const std::uint32_t j = p.skills[k];
      const double truth = p.beta[j], g = effects[k].groups;
      groups += g / static_cast<double>(effects.size());
      debiased.add(truth, effects[k].estimate, effects[k].low, effects[k].high, g);
      const auto& node = pooling.nodes[nodes.size() - effects.size() + k];
      pooled.add(truth, node.mean, node.low, node.high, g);
      clustered.add(truth, fit.beta[j], fit.beta[j] - t * by_company.beta[j], fit.beta[j] + t * by_company.beta[j], g);
      plain.add(truth, fit.beta[j], fit.beta[j] - 1.96 * by_row.beta[j], fit.beta[j] + 1.96 * by_row.beta[j], g);
    }
    if (std::strcmp(s.name, "base") == 0) naive(p, bootstrap, effects);
    for (Row* row : {&debiased, &pooled, &clustered, &plain, &bootstrap}) row->end();
  }
  const auto n = static_cast<double>(replicates);
  std::printf(
      "%s: %s; %.0f replicates of %.0f rows, %u companies, %zu columns, %u skills, G* %.0f on average; %.2f s each; "
      "tau %.3f %.3f\n",
      s.name, s.what, n, rows / n, s.companies, columns, s.skills, groups / n, seconds / n, tau_family / n,
      tau_skill / n);
  for (const Row* row : {&debiased, &pooled, &clustered, &plain, &bootstrap})
    if (row->cover.count() > 0) row->print();
}

}  // namespace

int main(int argc, char** argv) {
  const auto replicates = argc == 3 ? base::parse_double(argv[2]) : std::nullopt;
  for (const Scenario& s : SCENARIOS)
    if (replicates && std::strcmp(argv[1], s.name) == 0) {
      run(s, static_cast<std::uint64_t>(*replicates));
      return 0;
    }
  std::fprintf(stderr, "usage: effects_coverage base|sparse|dense|plain|wide|few|large REPLICATES\n");
  return 2;
}
