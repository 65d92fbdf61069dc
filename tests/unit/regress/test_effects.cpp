#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "net_problems.h"
#include "regress/effects.h"
#include "regress/least_squares.h"
#include "regress/linear.h"
#include "regress/stats.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;
using Ids = std::vector<std::uint32_t>;

namespace {

struct Clustered : Problem {
  Ids group;
  Vector theta;
};

/// Companies of one to nine rows that share a shift of y and half of what makes their columns; columns go together in fours, and the
/// last four of them, the confounders, move y most. Columns 0 … 7 are numbers, the others 0/1.
Clustered clustered(std::uint64_t seed, std::uint32_t companies, std::uint32_t columns) {
  Clustered out;
  const std::uint32_t numbers = 8;
  out.x.flags = columns - numbers;
  out.x.flag_start = {0};
  out.x.numerics = numbers;
  for (std::uint32_t j = 0; j < columns; ++j)
    out.theta.push_back(j % 4 == 0 ? 0.2 * chouma::base::normal(seed, 1, j) : 0);
  for (std::uint32_t j = columns - 4; j < columns; ++j) out.theta[j] = j % 2 == 0 ? 0.5 : -0.5;
  std::uint32_t row = 0;
  for (std::uint32_t c = 0; c < companies; ++c) {
    const auto size = static_cast<std::uint32_t>(1 + chouma::base::below(9, seed, 2, c));
    for (std::uint32_t r = 0; r < size; ++r, ++row) {
      const auto draw = [&](std::uint32_t j) {
        return 0.6 * chouma::base::normal(seed, 100 + j, c) + 0.5 * chouma::base::normal(seed, 300 + j / 4, row) +
               0.5 * chouma::base::normal(seed, 300 + columns / 4 - 1, row) +
               0.6 * chouma::base::normal(seed, 500 + j, row);
      };
      // Flags stand first in the design, numbers last.
      for (std::uint32_t j = 0; j < out.x.flags; ++j)
        if (draw(j) > 0.9) out.x.flag_list.push_back(j);
      out.x.flag_start.push_back(static_cast<std::uint32_t>(out.x.flag_list.size()));
      for (std::uint32_t j = out.x.flags; j < columns; ++j) out.x.numeric.push_back(draw(j));
      out.x.rows = row + 1;
      out.y.push_back(3 + row_dot(out.x, row, out.theta) + 0.5 * chouma::base::normal(seed, 3, c) +
                      0.5 * chouma::base::normal(seed, 4, row));
      out.group.push_back(c);
      out.w.push_back(1 / std::sqrt(size));
    }
  }
  return out;
}

template <class T>
T need(const chouma::Result<T>& got) {
  if (!got) FAIL(message(got.error()));
  return got.value();
}

/// The header's formulas for column s of a design of numbers, through the lasso's own interface.
Effect by_definition(const CodedDesign& x, const Vector& y, const Vector& w, const Ids& group, std::uint32_t s) {
  ElasticNetOptions options;
  options.grid = 40;
  const auto cv = cross_validate(x, y, w, group, 5, 1, options);
  REQUIRE(cv.ok());
  const ElasticNetPoint& all = cv.value().path[cv.value().best];
  const auto fold = group_folds(group, 5, 1);
  const std::size_t n = x.rows, p = x.numerics;
  double total = 0, squares = 0, mean = 0, variance = 0;
  Vector own, others;
  for (std::size_t i = 0; i < n; ++i) {
    own.push_back(x.numeric[i * p + s]);
    for (std::size_t j = 0; j < p; ++j)
      if (j != s) others.push_back(x.numeric[i * p + j]);
    total += w[i];
    squares += w[i] * w[i];
    mean += w[i] * own[i];
  }
  mean /= total;
  for (std::size_t i = 0; i < n; ++i) variance += w[i] / total * (own[i] - mean) * (own[i] - mean);
  const double penalty = 0.5 * std::sqrt(2 * std::log(static_cast<double>(p)) * squares / total / total);
  ElasticNetOptions one;
  one.lambda = {penalty * std::sqrt(variance)};
  const CodedDesign rest = numbers(n, others);
  const auto node = elastic_net(rest, own, w, one);
  REQUIRE(node.ok());

  double products = 0, square = 0, correction = 0;
  Vector d;
  for (std::size_t i = 0; i < n; ++i) {
    d.push_back(own[i] - node.value()[0].intercept - row_dot(rest, i, node.value()[0].beta));
    products += w[i] * d[i] * own[i];
    square += w[i] * d[i] * d[i];
    correction += w[i] * d[i] * (y[i] - all.intercept - row_dot(x, i, all.beta));
  }
  Effect out;
  out.column = s;
  out.estimate = all.beta[s] + correction / products;
  out.left = square / total / variance;
  double v = 0, h_squares = 0;
  const Groups groups = number_groups(group);
  for (std::size_t g = 0; g < groups.count; ++g) {
    double in = 0, outside = 0, h = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (groups.of_row[i] != g) continue;
      const auto residual = [&](const ElasticNetPoint& fit) {
        Vector beta = fit.beta;
        beta[s] = out.estimate;
        return y[i] - fit.intercept - row_dot(x, i, beta);
      };
      in += w[i] * d[i] * residual(all);
      outside += w[i] * d[i] * residual(cv.value().held_out[fold[i]]);
      h += w[i] * d[i] * d[i] / square;
    }
    v += 0.5 * (in * in + outside * outside) / (1 - h);
    h_squares += h * h;
  }
  out.groups = 1 / h_squares;
  out.standard_error = std::sqrt(v) / products;
  const double t = student_quantile(0.975, static_cast<int>(out.groups) - 1);
  out.low = out.estimate - t * out.standard_error;
  out.high = out.estimate + t * out.standard_error;
  return out;
}

/// Where no column is refused.
std::vector<Effect> known(const chouma::Result<std::vector<chouma::Result<Effect>>>& effects) {
  std::vector<Effect> out;
  for (const auto& effect : need(effects)) out.push_back(need(effect));
  return out;
}

}  // namespace

TEST_CASE("an effect is what the header's formulas say", "[regress][effects]") {
  const std::uint64_t seed = GENERATE(1, 2);
  const Clustered problem = clustered(seed, 40, 12);
  Vector values;
  for (const Vector& row : dense(problem.x)) values.insert(values.end(), row.begin(), row.end());
  const CodedDesign x = numbers(problem.x.rows, values);
  const Ids columns = {3, 0, 11};
  const auto got = known(debiased_effects(x, problem.y, problem.w, problem.group, columns));
  REQUIRE(got.size() == 3);
  for (std::size_t k = 0; k < 3; ++k) {
    const Effect expected = by_definition(x, problem.y, problem.w, problem.group, columns[k]);
    CHECK(got[k].column == columns[k]);
    CHECK_THAT(got[k].estimate, WithinAbs(expected.estimate, 1e-7));
    CHECK_THAT(got[k].standard_error, WithinRel(expected.standard_error, 1e-6));
    CHECK_THAT(got[k].left, WithinRel(expected.left, 1e-6));
    CHECK_THAT(got[k].groups, WithinRel(expected.groups, 1e-6));
    CHECK_THAT(got[k].low, WithinAbs(expected.low, 1e-6));
    CHECK_THAT(got[k].high, WithinAbs(expected.high, 1e-6));
  }
  // Kinds of columns do not matter: the same design from flags and numbers.
  const auto coded = known(debiased_effects(problem.x, problem.y, problem.w, problem.group, columns));
  for (std::size_t k = 0; k < 3; ++k) CHECK_THAT(coded[k].estimate, WithinAbs(got[k].estimate, 1e-9));
}

TEST_CASE("intervals cover effects that are known, where those of rows do not", "[regress][effects]") {
  constexpr int R = 120;
  const Ids columns = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  double sum = 0, square = 0, rows = 0;
  for (int r = 0; r < R; ++r) {
    const Clustered p = clustered(1000 + static_cast<std::uint64_t>(r), 90, 28);
    const auto got = known(debiased_effects(p.x, p.y, p.w, p.group, columns));
    const auto fit = fit_linear(p.x, p.y, p.w);
    REQUIRE(fit.ok());
    const auto errors = linear_errors(p.x, p.y, p.w, fit.value());
    REQUIRE(errors.ok());
    double in = 0;
    for (const Effect& e : got) {
      if (e.low <= p.theta[e.column] && p.theta[e.column] <= e.high) ++in;
      if (std::fabs(fit.value().beta[e.column] - p.theta[e.column]) <= 1.96 * errors.value().beta[e.column]) ++rows;
    }
    in /= static_cast<double>(columns.size());
    sum += in;
    square += in * in;
  }
  // Within the 2 points asked for, and four Monte-Carlo errors of the replicates' means.
  const double mean = sum / R, error = std::sqrt((square / R - mean * mean) / (R - 1));
  rows /= R * static_cast<double>(columns.size());
  CAPTURE(mean, error, rows);
  CHECK(error < 0.0075);
  CHECK(std::fabs(mean - 0.95) <= 0.02 + 4 * error);
  CHECK(rows < 0.93 - 4 * error);
}

TEST_CASE("effects follow units, and neither names of groups nor rows of weight 0 matter", "[regress][effects]") {
  Clustered p = clustered(7, 60, 16);
  const Ids columns = {1, 5, 9, 14};
  const auto got = known(debiased_effects(p.x, p.y, p.w, p.group, columns));
  Clustered other = p;
  for (double& v : other.y) v *= 1024;
  for (std::size_t i = 0; i < other.x.numeric.size(); ++i)
    if (i % 8 == 1) other.x.numeric[i] *= 4;  // number 1, column 9
  const auto scaled = known(debiased_effects(other.x, other.y, other.w, other.group, columns));
  for (std::size_t k = 0; k < 4; ++k) {
    const double unit = columns[k] == 9 ? 256 : 1024;
    CHECK_THAT(scaled[k].estimate, WithinRel(got[k].estimate * unit, 1e-9));
    CHECK_THAT(scaled[k].standard_error, WithinRel(got[k].standard_error * unit, 1e-9));
    CHECK_THAT(scaled[k].groups, WithinRel(got[k].groups, 1e-9));
  }
  for (std::size_t i = 0; i < p.y.size(); ++i)
    if (p.group[i] % 5 == 2) p.w[i] = 0;
  const auto without = known(debiased_effects(p.x, p.y, p.w, p.group, columns));
  for (std::size_t i = 0; i < p.y.size(); ++i)
    if (p.w[i] == 0) p.y[i] = 1e6;
  const auto same = known(debiased_effects(p.x, p.y, p.w, p.group, columns));
  for (std::size_t k = 0; k < 4; ++k) CHECK(same[k].high == without[k].high);
}

TEST_CASE("a column of few companies gets a wide interval", "[regress][effects]") {
  Clustered p = clustered(8, 80, 16);
  // A flag of the first four companies' rows alone, beside the others.
  CodedDesign x = p.x;
  x.categories = {{1, {}, {}}};
  for (const std::uint32_t g : p.group) x.categories[0].code.push_back(g < 4 ? 0 : NO_LEVEL);
  const auto got = known(debiased_effects(x, p.y, p.w, p.group, Ids{0, 5}));
  CHECK(got[0].groups < 6);
  CHECK(got[0].groups >= 2);
  CHECK(got[0].high - got[0].low > 2 * student_quantile(0.975, 5) * got[0].standard_error);
  CHECK(got[1].groups > 15);
}

TEST_CASE("bad input to effects is refused by name", "[regress][effects]") {
  const Clustered p = clustered(9, 60, 16);
  const auto is = [](const chouma::Error& error, Code code, const std::string& sentence) {
    CHECK(error.code == code);
    CHECK_THAT(message(error), ContainsSubstring(sentence));
  };
  const auto refused = [&](const CodedDesign& x, const Ids& group, const Ids& columns, const EffectOptions& options,
                           Code code, const std::string& sentence) {
    const auto got = debiased_effects(x, p.y, p.w, group, columns, options);
    REQUIRE_FALSE(got.ok());
    is(got.error(), code, sentence);
  };
  /// One column is refused, those beside it are answered.
  const auto column_refused = [&](const CodedDesign& x, std::uint32_t column, Code code, const std::string& sentence) {
    const auto got = debiased_effects(x, p.y, p.w, p.group, Ids{7, column, 9});
    REQUIRE(got.ok());
    CHECK(got.value()[0].ok());
    CHECK(got.value()[2].ok());
    REQUIRE_FALSE(got.value()[1].ok());
    is(got.value()[1].error(), code, sentence);
  };
  const Ids one = {1};
  refused(p.x, Ids{1}, one, {}, Code::out_of_range, "the length of group is 1");
  refused(p.x, p.group, {0, 16}, {}, Code::out_of_range, "columns[1] is 16; allowed: columns of the design, below 16");
  refused(p.x, p.group, one, {5, 1, 1.5}, Code::out_of_range, "level is 1.5");
  refused(p.x, p.group, one, {1, 1, 0.95}, Code::out_of_range, "folds is 1; allowed: at least 2");
  refused(p.x, Ids(p.y.size(), 3), one, {}, Code::no_data, "folds that hold weight is 1");
  CodedDesign twice = p.x;
  twice.categories = {{1, Ids(p.y.size(), NO_LEVEL), {}}};
  for (std::size_t i = 0; i < p.y.size(); ++i)
    for (std::uint32_t k = p.x.flag_start[i]; k < p.x.flag_start[i + 1]; ++k)
      if (p.x.flag_list[k] == 2) twice.categories[0].code[i] = 0;
  column_refused(twice, 0, Code::singular, "column 0 is nearly a linear combination of others");
  column_refused(twice, 3, Code::singular, "column 3 is nearly a linear combination of others");
  CodedDesign constant = p.x;
  constant.categories = {{1, Ids(p.y.size(), 0), {}}};
  column_refused(constant, 0, Code::singular, "column 0 is constant");
  CodedDesign single = p.x;
  single.categories = {{1, {}, {}}};
  for (const std::uint32_t g : p.group) single.categories[0].code.push_back(g == 17 ? 0 : NO_LEVEL);
  column_refused(single, 0, Code::no_data, "the effective number of groups of column 0 is 1.");
}
