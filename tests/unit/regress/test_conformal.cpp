#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/math.h"
#include "base/random.h"
#include "regress/conformal.h"
#include "regress/least_squares.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;
using Ids = std::vector<std::uint32_t>;

namespace {

template <class T>
T need(chouma::Result<T> got) {
  if (!got) FAIL(message(got.error()));
  return std::move(got.value());
}

/// Companies of 1 to 40 rows; the more rows, the closer they lie together, so that rows are not companies. `kind` is 1 for a third of the
/// companies, whose spread is twice as wide.
struct Rows {
  Vector y;
  Ids company, kind;
};

Rows draw(std::uint64_t seed, std::uint32_t first, std::uint32_t count) {
  Rows out;
  for (std::uint32_t c = first; c < first + count; ++c) {
    const double u = chouma::base::uniform(seed, 1, c);
    const auto size = static_cast<std::uint32_t>(1 + 40 * u * u);
    const std::uint32_t kind = chouma::base::below(3, seed, 2, c) == 0 ? 1 : 0;
    const double spread = (kind == 1 ? 2 : 1) / std::sqrt(size), shift = spread * chouma::base::normal(seed, 3, c);
    for (std::uint32_t r = 0; r < size; ++r) {
      out.y.push_back(shift + spread * chouma::base::normal(seed, 4, std::uint64_t{c} * 64 + r));
      out.company.push_back(c);
      out.kind.push_back(kind);
    }
  }
  return out;
}

CodedDesign subsets_of(const Ids& kind) {
  CodedDesign g;
  g.rows = kind.size();
  g.categories = {{2, kind, {}}};
  return g;
}

Vector sizes(Vector v) {
  for (double& x : v) x = std::fabs(x);
  return v;
}

const CodedDesign kNone{};

}  // namespace

TEST_CASE("a group's weights add up to its mean recency", "[regress][conformal]") {
  const Ids group = {9, 4, 9, 9, 4};
  CHECK(need(equal_group_weights(group)) == Vector{1 / 3.0, 1 / 2.0, 1 / 3.0, 1 / 3.0, 1 / 2.0});
  const Vector w = need(equal_group_weights(group, Vector{0, 12, 6, 24, 0}, 12));
  const Vector expected = {1 / 3.0, 0.25, std::sqrt(0.5) / 3, 0.25 / 3, 0.5};
  for (std::size_t i = 0; i < 5; ++i) CHECK_THAT(w[i], WithinRel(expected[i], 1e-14));
}

TEST_CASE("the conformal quantile counts one more group whose score is infinite", "[regress][conformal]") {
  // Four groups of one row: at 0.8 the fourth of five, which the largest score is; above that nothing will do.
  CHECK(need(conformal_quantile(Vector{3, 1, 4, 2}, Vector(4, 1.0), 0.8)) == 4);
  CHECK(need(conformal_quantile(Vector{3, 1, 4, 2}, Vector(4, 1.0), 0.6)) == 3);
  CHECK(need(conformal_quantile(Vector{3, 1, 4, 2}, Vector(4, 1.0), 0.61)) == 4);
  const auto none = conformal_quantile(Vector{3, 1, 4, 2}, Vector(4, 1.0), 0.81);
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == Code::no_data);
  CHECK_THAT(message(none.error()), ContainsSubstring("the weight of the groups is 4"));

  for (std::uint64_t seed = 0; seed < 50; ++seed) {  // by its definition
    Vector scores, weights;
    double total = 0;
    for (std::uint64_t i = 0; i < 40; ++i) {
      scores.push_back(static_cast<double>(chouma::base::below(15, seed, 1, i)));
      weights.push_back(i % 5 == 0 ? 0 : chouma::base::uniform(seed, 2, i));
      total += weights.back();
    }
    const double level = 0.9 * chouma::base::uniform(seed, 3, 0) + 0.01;
    double expected = INFINITY;
    for (const double s : scores) {
      double sum = 0;
      for (std::size_t i = 0; i < 40; ++i)
        if (scores[i] <= s) sum += weights[i];
      if (sum >= level * (total + 1)) expected = std::min(expected, s);
    }
    CHECK(need(conformal_quantile(scores, weights, level)) == expected);
  }
}

TEST_CASE("a row of a new group is covered at the level, where counting rows covers too few", "[regress][conformal]") {
  // P lies in [0.8, 0.8 + 2 / 20). Four Monte-Carlo errors at most: a share's is at most sqrt(0.25 / R).
  constexpr std::uint32_t K = 19, R = 6000;
  const double four_errors = 4 * std::sqrt(0.25 / R);
  double by_group = 0, by_row = 0;
  for (std::uint32_t r = 0; r < R; ++r) {
    const Rows known = draw(r, 0, K), fresh = draw(r, K, 1);
    const double score = std::fabs(fresh.y[0]);
    if (score <= need(conformal_quantile(sizes(known.y), need(equal_group_weights(known.company)), 0.8))) ++by_group;
    if (score <= need(conformal_quantile(sizes(known.y), Vector(known.y.size(), 1.0), 0.8))) ++by_row;
  }
  CAPTURE(by_group / R, by_row / R);
  CHECK(by_group / R >= 0.8 - four_errors);
  CHECK(by_group / R < 0.8 + 2.0 / (K + 1) + four_errors);
  CHECK(by_row / R < 0.8 - four_errors);
}

TEST_CASE("bands move by the conformal quantile of their scores", "[regress][conformal]") {
  const Rows rows = draw(5, 0, 60);
  const std::size_t n = rows.y.size();
  const Vector w = need(equal_group_weights(rows.company));
  BandRows band{rows.y, Vector(n, -0.1), Vector(n, 0.3)};
  Vector below, above, both;
  for (const double y : rows.y) {
    below.push_back(-0.1 - y);
    above.push_back(y - 0.3);
    both.push_back(std::max(below.back(), above.back()));
  }
  const auto two = need(fit_conformal(band, rows.company, w, kNone));
  CHECK(two.below == need(conformal_quantile(below, w, 0.9)));
  CHECK(two.above == need(conformal_quantile(above, w, 0.9)));
  ConformalOptions options;
  options.two_sided = false;
  options.coverage = 0.7;
  const auto one = need(fit_conformal(band, rows.company, w, kNone, options));
  CHECK(one.below == need(conformal_quantile(both, w, 0.7)));
  CHECK(one.above == one.below);
  const Interval got = conformal_band(two, kNone, 0, -0.1, 0.3);
  CHECK(got.low == -0.1 - two.below);
  CHECK(got.high == 0.3 + two.above);
  // Ends that would cross meet in the middle.
  const Interval met = conformal_band({-1, -1, {}, {}}, kNone, 0, 0, 0.5);
  CHECK(met.low == 0.25);
  CHECK(met.high == 0.25);
}

TEST_CASE("subsets that differ get shifts of their own, drawn together by few companies", "[regress][conformal]") {
  const std::uint32_t companies = GENERATE(30U, 120U, 1000U);
  CAPTURE(companies);
  const Rows rows = draw(6, 0, companies);
  const Vector w = need(equal_group_weights(rows.company)), zero(rows.y.size(), 0.0);
  ConformalOptions options;
  options.two_sided = false;
  const auto got = need(fit_conformal({rows.y, zero, zero}, rows.company, w, subsets_of(rows.kind), options));
  // What each kind's own companies say, and all of them.
  Vector own;
  for (std::uint32_t kind = 0; kind < 2; ++kind) {
    Vector of_kind = w;
    for (std::size_t i = 0; i < rows.y.size(); ++i)
      if (rows.kind[i] != kind) of_kind[i] = 0;
    own.push_back(need(conformal_quantile(sizes(rows.y), of_kind, 0.8)));
  }
  const double apart = own[1] - own[0], shrunk = got.above_of[1] - got.above_of[0];
  CHECK(apart > 0.2);  // kind 1 is twice as wide
  // Thirty companies may not tell the kinds apart: then they share one shift.
  CHECK((companies == 30 ? shrunk >= 0 : shrunk > 0));
  // The conformal quantile of the smaller kind lies a little further out than its plain one.
  CHECK(shrunk < apart + 0.1);
  if (companies == 1000) CHECK(shrunk > 0.9 * apart);
  // Shifts are told from the weighted mean of their category.
  double mean = 0, total = 0;
  Vector of(2, 0.0);
  for (std::size_t i = 0; i < w.size(); ++i) of[rows.kind[i]] += w[i];
  for (std::size_t k = 0; k < 2; ++k) total += of[k];
  mean = (of[0] * got.above_of[0] + of[1] * got.above_of[1]) / total;
  if (companies == 1000) CHECK(std::fabs(mean) < 0.05 * apart);
  // Whatever the shifts, the level holds for all companies together.
  double in = 0;
  for (std::size_t i = 0; i < w.size(); ++i)
    if (std::fabs(rows.y[i]) <= got.above + got.above_of[rows.kind[i]]) in += w[i];
  CHECK(in >= 0.8 * (total + 1) - 1e-9);
  CHECK(in < 0.8 * (total + 1) + 1);
}

TEST_CASE("the wide kind is covered too, where one shift for all covers it too little", "[regress][conformal]") {
  constexpr std::uint32_t R = 300;
  double pooled = 0, own = 0, count = 0;
  const auto covered = [&](const Rows& fresh, const ConformalShifts& shifts, const CodedDesign& subsets) {
    double in = 0;
    for (std::size_t i = 0; i < fresh.y.size(); ++i) {
      if (fresh.kind[i] != 1 || (i > 0 && fresh.company[i] == fresh.company[i - 1])) continue;  // a row of each company
      const Interval band = conformal_band(shifts, subsets, i, 0, 0);
      if (band.low <= fresh.y[i] && fresh.y[i] <= band.high) ++in;
    }
    return in;
  };
  for (std::uint32_t r = 0; r < R; ++r) {
    const Rows known = draw(r, 0, 150), fresh = draw(r, 150, 30);
    const Vector w = need(equal_group_weights(known.company)), zero(known.y.size(), 0.0);
    const BandRows band{known.y, zero, zero};
    const CodedDesign subsets = subsets_of(fresh.kind);
    pooled += covered(fresh, need(fit_conformal(band, known.company, w, kNone)), kNone);
    own += covered(fresh, need(fit_conformal(band, known.company, w, subsets_of(known.kind))), subsets);
    for (std::size_t i = 0; i < fresh.y.size(); ++i)
      if (fresh.kind[i] == 1 && (i == 0 || fresh.company[i] != fresh.company[i - 1])) ++count;
  }
  // Shrinkage leaves a little: 2 points are allowed for, and four Monte-Carlo errors.
  const double four_errors = 4 * std::sqrt(0.25 / count);
  CAPTURE(pooled / count, own / count, count);
  CHECK(std::fabs(own / count - 0.8) <= 0.02 + four_errors);
  CHECK(pooled / count < 0.8 - 0.02 - four_errors);
}

TEST_CASE("subsets that do not differ share one shift", "[regress][conformal]") {
  // Labels by chance: most often their spread is no more than chance's, and then all shifts are exactly 0.
  int none = 0;
  for (std::uint64_t r = 0; r < 60; ++r) {
    Rows rows = draw(r, 0, 150);
    for (std::size_t i = 0; i < rows.kind.size(); ++i) rows.kind[i] = rows.company[i] % 5;
    const Vector w = need(equal_group_weights(rows.company)), zero(rows.y.size(), 0.0);
    CodedDesign subsets = subsets_of(rows.kind);
    subsets.categories[0].levels = 5;
    const auto got = need(fit_conformal({rows.y, zero, zero}, rows.company, w, subsets));
    if (std::all_of(got.above_of.begin(), got.above_of.end(), [](double v) { return v == 0; })) ++none;
  }
  CHECK(none > 30);
}

TEST_CASE("recent groups count more where errors grow", "[regress][conformal]") {
  // Errors grow by 5 % a month; predictions are for the month after the last.
  constexpr std::uint32_t R = 1500, K = 120;
  double alike = 0, recent = 0;
  for (std::uint32_t r = 0; r < R; ++r) {
    Vector score, age;
    Ids company;
    for (std::uint32_t c = 0; c < K; ++c) {
      const double month = c / 5;  // NOLINT(bugprone-integer-division): five companies a month
      score.push_back(chouma::base::pow(1.05, month) * std::fabs(chouma::base::normal(r, 1, c)));
      age.push_back(24 - month);
      company.push_back(c);
    }
    const double fresh = chouma::base::pow(1.05, 24) * std::fabs(chouma::base::normal(r, 1, K));
    if (fresh <= need(conformal_quantile(score, need(equal_group_weights(company)), 0.8))) ++alike;
    if (fresh <= need(conformal_quantile(score, need(equal_group_weights(company, age, 6)), 0.8))) ++recent;
  }
  const double four_errors = 4 * std::sqrt(0.25 / R);
  CAPTURE(alike / R, recent / R);
  CHECK(alike / R < 0.8 - four_errors);
  CHECK(recent / R > alike / R + four_errors);
}

TEST_CASE("CV+ adds each row's score to what its own fold's fit says", "[regress][conformal]") {
  CrossScores scores{{0.1, 0.5, 0.2, 0.4}, {0.3, 0.1, 0.6, 0.2}, {0, 0, 1, 1}, Vector(4, 1.0)};
  // At 0.8 of five the largest of four: below − lower are 0.1 − 1, 0.5 − 1, 0.2 − 2, 0.4 − 2; above + upper 5.3, 5.1, 4.6, 4.2.
  const Interval got = need(cv_plus(scores, Vector{1, 2}, Vector{5, 4}, 0.8));
  CHECK(got.low == 0.5);
  CHECK(got.high == 5.3);
  // One fold whose fit is the same as the other's: the band is that of the split.
  const Interval same = need(cv_plus(scores, Vector{1, 1}, Vector{5, 5}, 0.6));
  CHECK(same.low == 1 - need(conformal_quantile(scores.below, scores.weights, 0.6)));
  CHECK(same.high == 5 + need(conformal_quantile(scores.above, scores.weights, 0.6)));
}

TEST_CASE("coverage by group is a mean of groups, with their spread", "[regress][conformal]") {
  // Shares by company: 1, 0.5, 0.75, 1; two rows of weight 0 have no say.
  const std::vector<char> inside = {1, 1, 0, 1, 1, 1, 0, 1, 0, 0};
  const Ids group = {1, 2, 2, 3, 3, 3, 3, 4, 5, 4};
  Vector w = {1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 1, 0, 0};
  const auto got = need(coverage_by_group(inside, group, w));
  CHECK(got.groups == 4);
  CHECK(got.share == 0.8125);
  const double square = (0.1875 * 0.1875 + 0.3125 * 0.3125 + 0.0625 * 0.0625 + 0.1875 * 0.1875) / 16;
  CHECK_THAT(got.standard_error, WithinRel(std::sqrt(4.0 / 3 * square), 1e-14));
  CHECK_THAT(got.low, WithinRel(0.8125 - student_quantile(0.975, 3) * got.standard_error, 1e-14));
  CHECK(got.high == 1);
}

TEST_CASE("bad input to conformal bands is refused by name", "[regress][conformal]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto refused = [](const auto& got, Code code, const std::string& sentence) {
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == code);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  const Ids two = {1, 2};
  const Vector ones = {1, 1};
  refused(equal_group_weights(two, Vector{1}), Code::out_of_range, "the length of age is 1; allowed: 2");
  refused(equal_group_weights(two, Vector{1, -1}, 3), Code::out_of_range, "age[1] is -1");
  refused(equal_group_weights(two, ones, 0), Code::out_of_range, "half_life is 0");
  refused(equal_group_weights(two, ones, nan), Code::out_of_range, "half_life is nan");
  refused(conformal_quantile(ones, Vector{1}, 0.5), Code::out_of_range, "the length of weights is 1");
  refused(conformal_quantile(Vector{1, nan}, ones, 0.5), Code::not_finite, "scores[1] is nan");
  refused(conformal_quantile(ones, ones, 1), Code::out_of_range, "level is 1");
  refused(conformal_quantile(Vector{}, Vector{}, 0.5), Code::no_data, "the weight of the groups is 0");
  const BandRows band{ones, ones, ones};
  refused(fit_conformal({ones, Vector{1}, ones}, two, ones, kNone), Code::out_of_range, "the length of lower is 1");
  refused(fit_conformal(band, Ids{1}, ones, kNone), Code::out_of_range, "the length of group is 1");
  refused(fit_conformal(band, two, Vector{1, -1}, kNone), Code::out_of_range, "weights[1] is -1");
  refused(fit_conformal(band, two, ones, subsets_of({0, 1, 1})), Code::out_of_range, "the length of the subsets is 3");
  refused(fit_conformal(band, two, ones, subsets_of({0, 2})), Code::out_of_range, "the code of category 0 is 2");
  refused(fit_conformal(band, two, ones, kNone, {0, true}), Code::out_of_range, "coverage is 0");
  refused(fit_conformal(band, two, ones, kNone), Code::no_data, "allowed: at least level / (1");
  refused(cv_plus({ones, ones, {0, 3}, ones}, ones, ones, 0.5), Code::out_of_range, "fold[1] is 3");
  refused(cv_plus({ones, Vector{1}, {0, 0}, ones}, ones, ones, 0.5), Code::out_of_range, "the length of above is 1");
  refused(coverage_by_group(std::vector<char>{1, 0}, Ids{1, 1}, ones), Code::no_data, "groups of positive weight is 1");
  refused(coverage_by_group(std::vector<char>{1, 0}, Ids{1}, ones), Code::out_of_range, "the length of group is 1");
}
