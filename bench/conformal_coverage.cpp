// Coverage of the bands of conformal.h on invented postings. usage: conformal_coverage groups|subsets|recency REPLICATES
// Companies have 1 to 60 rows; the more rows, the narrower pay lies about what the model says, and the rows of a company err together. The model
// is an exact quantile regression at 0.1 and 0.9 on two numbers. Coverage is that of a random row of a new company, over companies that no
// fit has seen; ± is the Monte-Carlo error over replicates. Figures: docs/conformal.md.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "regress/conformal.h"
#include "regress/quantiles.h"
#include "regress/stats.h"

using namespace chouma;
using regress::CodedDesign;

namespace {

constexpr double COVERAGE = 0.8;

template <class T>
T need(Result<T> got) {
  if (got) return std::move(got.value());
  std::fprintf(stderr, "%s\n", message(got.error()).c_str());
  std::exit(1);
}

struct Rows {
  CodedDesign x;        ///< two numbers
  CodedDesign subsets;  ///< tier (3 levels) and a flag that one company in seven has for half of its rows
  std::vector<double> y, age;
  std::vector<std::uint32_t> company;
  std::vector<double> weights() const { return need(regress::equal_group_weights(company)); }
};

/// Months of company c: `c` in order of time, 24 months over all. A row's errors grow by `drift` a month, twofold from tier 0 to 2 and by half with
/// the flag where `subsets` matter.
Rows draw(std::uint64_t seed, std::uint32_t first, std::uint32_t count, bool subsets, double drift = 0) {
  Rows out;
  out.x.numerics = 2;
  out.subsets.categories = {{3, {}, {}}};
  out.subsets.flags = 1;
  out.subsets.flag_start = {0};
  for (std::uint32_t c = first; c < first + count; ++c) {
    const double u = base::uniform(seed, 1, c), tier_at = base::uniform(seed, 2, c);
    const auto size = static_cast<std::uint32_t>(1 + 60 * u * u * u);
    const std::uint32_t tier = tier_at < 0.6 ? 0 : tier_at < 0.9 ? 1 : 2;
    const bool flagged = base::below(7, seed, 3, c) == 0;
    const double age = drift == 0 ? 0 : 24.0 * (first + count - 1 - c) / count;
    const double shift = base::normal(seed, 4, c);
    for (std::uint32_t r = 0; r < size; ++r) {
      const std::uint64_t id = std::uint64_t{c} * 64 + r;
      const bool flag = flagged && base::below(2, seed, 5, id) == 0;
      const double a = base::uniform(seed, 6, id), b = base::normal(seed, 7, id);
      double spread = 0.3 * base::pow(size, -0.25) * base::pow(1 + drift, -age);
      if (subsets) spread *= (1 + 0.5 * tier) * (flag ? 1.5 : 1);
      // Pay is skewed: the exponential of a normal number, less its median.
      const double error = base::exp(0.5 * (0.7 * shift + 0.7 * base::normal(seed, 8, id))) - 1;
      out.x.numeric.push_back(a);
      out.x.numeric.push_back(b);
      out.y.push_back(9 + 0.5 * a + 0.2 * b + 2 * spread * error);
      out.age.push_back(age);
      out.company.push_back(c);
      out.subsets.categories[0].code.push_back(tier);
      if (flag) out.subsets.flag_list.push_back(0);
      out.subsets.flag_start.push_back(static_cast<std::uint32_t>(out.subsets.flag_list.size()));
    }
  }
  out.x.rows = out.subsets.rows = out.y.size();
  return out;
}

/// A mean over replicates.
struct Mean {
  double sum = 0, square = 0, count = 0;
  void add(double v) {
    sum += v;
    square += v * v;
    ++count;
  }
  double mean() const { return sum / count; }
  double error() const { return std::sqrt(std::fmax(0, square / count - mean() * mean()) / (count - 1)); }
};

struct Model {
  std::vector<regress::ExactQuantile> quantiles;
  regress::Interval band(const CodedDesign& x, std::size_t row) const {
    return {quantiles[0].intercept + regress::row_dot(x, row, quantiles[0].beta),
            quantiles[1].intercept + regress::row_dot(x, row, quantiles[1].beta)};
  }
};

Model fit(const CodedDesign& x, const std::vector<double>& y, const std::vector<double>& w) {
  return {need(regress::fit_quantiles(x, y, w, std::vector<double>{0.1, 0.9}))};
}

regress::BandRows bands(const Model& model, const Rows& rows) {
  regress::BandRows out;
  out.y = rows.y;
  for (std::size_t i = 0; i < rows.y.size(); ++i) {
    const auto band = model.band(rows.x, i);
    out.lower.push_back(band.low);
    out.upper.push_back(band.high);
  }
  return out;
}

struct Score {
  Mean coverage, length;
  void print(const char* name) const {
    std::printf("  %-44s %.2f ± %.2f %%  length %.4f\n", name, 100 * coverage.mean(), 100 * coverage.error(),
                length.mean());
  }
};

/// Mean coverage and length over rows with their weights; intervals by row.
template <class Interval>
void evaluate(const Rows& fresh, Interval interval, Score& score) {
  const auto w = fresh.weights();
  double in = 0, length = 0, total = 0;
  for (std::size_t i = 0; i < fresh.y.size(); ++i) {
    const regress::Interval band = interval(i);
    if (band.low <= fresh.y[i] && fresh.y[i] <= band.high) in += w[i];
    length += w[i] * (band.high - band.low);
    total += w[i];
  }
  score.coverage.add(in / total);
  score.length.add(length / total);
}

const CodedDesign NONE{};

/// Counting rows against counting companies; split against CV+ on as many companies in all.
void groups(std::uint64_t replicates, std::uint32_t companies) {
  Score plain, by_row, one, two, cross;
  const std::uint32_t half = companies / 2;
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Rows train = draw(r, 0, half, false), known = draw(r, half, half, false),
               fresh = draw(r, companies, 60, false);
    const Model model = fit(train.x, train.y, train.weights());
    const regress::BandRows calibration = bands(model, known);
    const std::vector<double> alike(known.y.size(), 1.0), w = known.weights();
    const auto with = [&](const std::vector<double>& weights, bool two_sided, Score& score) {
      const auto shifts =
          need(regress::fit_conformal(calibration, known.company, weights, NONE, {COVERAGE, two_sided}));
      evaluate(
          fresh,
          [&](std::size_t i) {
            const auto band = model.band(fresh.x, i);
            return regress::conformal_band(shifts, NONE, i, band.low, band.high);
          },
          score);
    };
    evaluate(
        fresh, [&](std::size_t i) { return model.band(fresh.x, i); }, plain);
    with(alike, false, by_row);
    with(w, false, one);
    with(w, true, two);

    const Rows all = draw(r, 0, companies, false), few = draw(r, companies, 12, false);
    const auto fold = regress::group_folds(all.company, 5, r);
    const auto weights = all.weights();
    regress::CrossScores scores{{}, {}, fold, weights};
    scores.below.resize(all.y.size());
    scores.above.resize(all.y.size());
    std::vector<Model> models;
    for (std::uint32_t k = 0; k < 5; ++k) {
      std::vector<std::uint32_t> others;
      std::vector<double> y, v;
      for (std::uint32_t i = 0; i < all.y.size(); ++i)
        if (fold[i] != k) {
          others.push_back(i);
          y.push_back(all.y[i]);
          v.push_back(weights[i]);
        }
      models.push_back(fit(regress::take_rows(all.x, others), y, v));
      for (std::size_t i = 0; i < all.y.size(); ++i)
        if (fold[i] == k) {
          const auto band = models[k].band(all.x, i);
          scores.below[i] = band.low - all.y[i];
          scores.above[i] = all.y[i] - band.high;
        }
    }
    evaluate(
        few,
        [&](std::size_t i) {
          std::vector<double> lower, upper;
          for (const Model& m : models) {
            lower.push_back(m.band(few.x, i).low);
            upper.push_back(m.band(few.x, i).high);
          }
          return need(regress::cv_plus(scores, lower, upper, 1 - (1 - COVERAGE) / 2));
        },
        cross);
  }
  std::printf("groups: %u companies in all, half of them to fit and half to calibrate; %llu replicates\n", companies,
              static_cast<unsigned long long>(replicates));
  plain.print("quantile regression alone");
  by_row.print("split, each row weighs 1");
  one.print("split, each company weighs 1, one shift");
  two.print("split, each company weighs 1, two sides");
  cross.print("CV+ of 5 folds on all companies, two sides");
}

/// Rows named by `kept`, with their bands and weights.
struct Part {
  regress::BandRows band;
  std::vector<double> weights;
  std::vector<std::uint32_t> company;
  CodedDesign subsets;
};

Part take(const Rows& rows, const regress::BandRows& band, const std::vector<double>& weights,
          const std::vector<std::uint32_t>& kept) {
  Part out;
  for (const std::uint32_t i : kept) {
    out.band.y.push_back(band.y[i]);
    out.band.lower.push_back(band.lower[i]);
    out.band.upper.push_back(band.upper[i]);
    out.weights.push_back(weights[i]);
    out.company.push_back(rows.company[i]);
  }
  out.subsets = regress::take_rows(rows.subsets, kept);
  return out;
}

bool member(const Rows& rows, std::size_t i, std::uint32_t subset) {
  if (subset < 3) return rows.subsets.categories[0].code[i] == subset;
  return rows.subsets.flag_start[i + 1] > rows.subsets.flag_start[i];
}

enum class Way { pooled, own, shrunk };

/// Whether each row of `fresh` is inside, and its band's length, calibrated by `known`.
struct Verdict {
  std::vector<char> inside;
  std::vector<double> length;
};

Verdict judge(Way way, const Part& known, const Rows& fresh, const regress::BandRows& band) {
  Verdict out;
  // Each tier, with and without the flag, by its own companies alone, or the pooled shift where they are too few.
  if (way == Way::own) {
    const auto all = need(regress::fit_conformal(known.band, known.company, known.weights, NONE, {COVERAGE, true}));
    std::vector<regress::ConformalShifts> cell(6, all);
    const auto cell_of = [](const CodedDesign& s, std::size_t i) {
      return 2 * s.categories[0].code[i] + (s.flag_start[i + 1] > s.flag_start[i] ? 1 : 0);
    };
    for (std::uint32_t c = 0; c < 6; ++c) {
      std::vector<double> w = known.weights;
      for (std::size_t i = 0; i < w.size(); ++i)
        if (cell_of(known.subsets, i) != c) w[i] = 0;
      const auto shifts = regress::fit_conformal(known.band, known.company, w, NONE, {COVERAGE, true});
      if (shifts) cell[c] = shifts.value();
    }
    for (std::size_t i = 0; i < fresh.y.size(); ++i) {
      const auto got = regress::conformal_band(cell[cell_of(fresh.subsets, i)], NONE, i, band.lower[i], band.upper[i]);
      out.inside.push_back(got.low <= fresh.y[i] && fresh.y[i] <= got.high ? 1 : 0);
      out.length.push_back(got.high - got.low);
    }
    return out;
  }
  const CodedDesign& by = way == Way::pooled ? NONE : known.subsets;
  const auto shifts = need(regress::fit_conformal(known.band, known.company, known.weights, by, {COVERAGE, true}));
  for (std::size_t i = 0; i < fresh.y.size(); ++i) {
    const auto got =
        regress::conformal_band(shifts, way == Way::pooled ? NONE : fresh.subsets, i, band.lower[i], band.upper[i]);
    out.inside.push_back(got.low <= fresh.y[i] && fresh.y[i] <= got.high ? 1 : 0);
    out.length.push_back(got.high - got.low);
  }
  return out;
}

/// Subsets whose errors differ or do not: true coverage of each, and what five folds of the calibration companies say of it.
void subsets(std::uint64_t replicates, std::uint32_t companies, bool differ) {
  struct Result {
    Mean overall, length, share[4], off[4], cv_share[4], cv_holds[4];
  };
  std::vector<Result> results(3);
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Rows train = draw(r, 0, companies, differ), known = draw(r, companies, companies, differ),
               fresh = draw(r, 2 * companies, 1000, differ);
    const Model model = fit(train.x, train.y, train.weights());
    const regress::BandRows calibration = bands(model, known), of_fresh = bands(model, fresh);
    const auto w = known.weights(), v = fresh.weights();
    const auto fold = regress::group_folds(known.company, 5, r);
    std::vector<std::uint32_t> every;
    for (std::uint32_t i = 0; i < known.y.size(); ++i) every.push_back(i);
    for (const Way way : {Way::pooled, Way::own, Way::shrunk}) {
      Result& out = results[static_cast<std::size_t>(way)];
      const Verdict truth = judge(way, take(known, calibration, w, every), fresh, of_fresh);
      double in = 0, total = 0, length = 0, in_of[4] = {}, total_of[4] = {};
      for (std::size_t i = 0; i < fresh.y.size(); ++i) {
        total += v[i];
        length += v[i] * truth.length[i];
        in += truth.inside[i] ? v[i] : 0;
        for (std::uint32_t s = 0; s < 4; ++s) {
          if (!member(fresh, i, s)) continue;
          total_of[s] += v[i];
          in_of[s] += truth.inside[i] ? v[i] : 0;
        }
      }
      out.overall.add(in / total);
      out.length.add(length / total);
      for (std::uint32_t s = 0; s < 4; ++s) {
        out.share[s].add(in_of[s] / total_of[s]);
        out.off[s].add(std::fabs(in_of[s] / total_of[s] - COVERAGE));
      }
      std::vector<char> inside(known.y.size());
      for (std::uint32_t k = 0; k < 5; ++k) {
        std::vector<std::uint32_t> others;
        for (const std::uint32_t i : every)
          if (fold[i] != k) others.push_back(i);
        const Verdict verdict = judge(way, take(known, calibration, w, others), known, calibration);
        for (const std::uint32_t i : every)
          if (fold[i] == k) inside[i] = verdict.inside[i];
      }
      for (std::uint32_t s = 0; s < 4; ++s) {
        std::vector<double> u = w;
        for (std::size_t i = 0; i < u.size(); ++i)
          if (!member(known, i, s)) u[i] = 0;
        const auto got = need(regress::coverage_by_group(inside, known.company, u));
        out.cv_share[s].add(got.share);
        out.cv_holds[s].add(got.low <= COVERAGE && COVERAGE <= got.high ? 1 : 0);
      }
    }
  }
  std::printf(
      "subsets that %s: %u companies to calibrate, of them 60, 30, 10 %% in tiers 0, 1, 2, 14 %% with the flag; %llu "
      "replicates\n",
      differ ? "differ" : "do not differ", companies, static_cast<unsigned long long>(replicates));
  const char* const names[] = {"pooled", "own companies alone", "shrunk"};
  for (std::size_t e = 0; e < 3; ++e) {
    const Result& out = results[e];
    std::printf("  %-20s overall %.2f ± %.2f %%, length %.4f", names[e], 100 * out.overall.mean(),
                100 * out.overall.error(), out.length.mean());
    for (std::uint32_t s = 0; s < 4; ++s)
      std::printf("; %s %.1f %%, off by %.1f, in five folds %.1f %%, %.0f %% hold 80", s < 3 ? "tier" : "flag",
                  100 * out.share[s].mean(), 100 * out.off[s].mean(), 100 * out.cv_share[s].mean(),
                  100 * out.cv_holds[s].mean());
    std::printf("\n");
  }
}

/// Errors that grow by 3 % a month over 24 months; predictions for the month after.
void recency(std::uint64_t replicates, std::uint32_t companies) {
  constexpr double DRIFT = 0.03;
  const std::vector<double> half_lives = {1e9, 24, 12, 6, 3};
  std::vector<Score> scores(half_lives.size());
  for (std::uint64_t r = 0; r < replicates; ++r) {
    const Rows train = draw(r, 0, companies, false, DRIFT), known = draw(r, companies, companies, false, DRIFT),
               fresh = draw(r, 2 * companies, 60, false);
    const Model model = fit(train.x, train.y, train.weights());
    const regress::BandRows calibration = bands(model, known);
    for (std::size_t h = 0; h < half_lives.size(); ++h) {
      const auto w = need(regress::equal_group_weights(known.company, known.age, half_lives[h]));
      const auto shifts = need(regress::fit_conformal(calibration, known.company, w, NONE, {COVERAGE, true}));
      evaluate(
          fresh,
          [&](std::size_t i) {
            const auto band = model.band(fresh.x, i);
            return regress::conformal_band(shifts, NONE, i, band.low, band.high);
          },
          scores[h]);
    }
  }
  std::printf("recency: %u companies to calibrate, errors grow 3 %% a month for 24 months; %llu replicates\n",
              companies, static_cast<unsigned long long>(replicates));
  for (std::size_t h = 0; h < half_lives.size(); ++h) {
    char name[64];
    std::snprintf(name, sizeof name, half_lives[h] > 1e6 ? "no decay" : "half-life %g months", half_lives[h]);
    scores[h].print(name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = argc == 3 ? base::parse_double(argv[2]) : std::nullopt;
  const auto replicates = static_cast<std::uint64_t>(number.value_or(0));
  const std::string job = argc == 3 ? argv[1] : "";
  if (replicates >= 2 && job == "groups") {
    groups(replicates, 60);
    groups(replicates, 400);
  } else if (replicates >= 2 && job == "subsets") {
    for (const std::uint32_t companies : {150U, 600U})
      for (const bool differ : {true, false}) subsets(replicates, companies, differ);
  } else if (replicates >= 2 && job == "recency") {
    recency(replicates, 300);
  } else {
    std::fprintf(stderr, "usage: conformal_coverage groups|subsets|recency REPLICATES\n");
    return 2;
  }
  return 0;
}
