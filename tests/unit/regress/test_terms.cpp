#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/terms.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

const Vector KNOTS = {-1, 0.5, 2, 2.5, 7};

/// The columns of the spline at one x.
Vector spline_at(double x) {
  const auto row = natural_spline(Vector{x}, KNOTS);
  REQUIRE(row.ok());
  return row.value();
}

double second_difference(double x, double h, std::size_t column) {
  return (spline_at(x + h)[column] - 2 * spline_at(x)[column] + spline_at(x - h)[column]) / (h * h);
}

}  // namespace

TEST_CASE("a natural spline by hand", "[regress][terms]") {
  // Knots 0, 1, 3; range² = 9. At 2: [8 − 1·3/2] / 9. At 3: [27 − 8·3/2] / 9. Above, slope 3·3·1 / 9 = 1.
  const auto row = natural_spline(Vector{-5, 0, 1, 2, 3, 4}, Vector{0, 1, 3});
  REQUIRE(row.ok());
  const Vector expected = {-5, 0, 0, 0, 1, 1 / 9.0, 2, 6.5 / 9, 3, 15 / 9.0, 4, 24 / 9.0};
  REQUIRE(row.value().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK_THAT(row.value()[i], WithinAbs(expected[i], 1e-15));
  // Two knots: a line.
  CHECK(natural_spline(Vector{4, 9}, Vector{0, 1}).value() == Vector{4, 9});
}

TEST_CASE("a natural spline is the header's formula, linear beyond its knots and smooth at them", "[regress][terms]") {
  const std::size_t column = GENERATE(0, 1, 2, 3);
  CAPTURE(column);
  CHECK(spline_at(3).size() == 4);
  for (int i = -60; i <= 120; ++i) {
    const double x = 0.1 * i;
    CAPTURE(x);
    const auto cube = [](double v) { return v > 0 ? v * v * v : 0; };
    if (column > 0) {
      const double t = KNOTS[column - 1];
      const double formula =
          (cube(x - t) - cube(x - 2.5) * (7 - t) / 4.5 + cube(x - 7) * (2.5 - t) / 4.5) / (8.0 * 8.0);
      CHECK_THAT(spline_at(x)[column], WithinAbs(formula, 1e-13));
    }
    // Beyond the outer knots the second derivative is 0; across a knot it does not jump.
    if (x < -1.1 || x > 7.1) CHECK_THAT(second_difference(x, 0.05, column), WithinAbs(0, 1e-10));
  }
  for (const double knot : KNOTS) {
    CAPTURE(knot);
    CHECK_THAT(second_difference(knot - 1e-3, 1e-4, column) - second_difference(knot + 1e-3, 1e-4, column),
               WithinAbs(0, 2e-3));
  }
  // Far out a line is still a line: no cancellation of cubes.
  const double slope = spline_at(8)[column] - spline_at(7)[column];
  CHECK_THAT(spline_at(1e9)[column], WithinRel(spline_at(7)[column] + slope * (1e9 - 7), 1e-12));
}

TEST_CASE("knots stand at weighted quantiles, each once", "[regress][terms]") {
  CHECK(spline_knots(Vector{5, 1, 3, 2, 4}, {}, 3).value() == Vector{1, 3, 5});
  CHECK(spline_knots(Vector{5, 1, 3, 2, 4}, Vector{0, 1, 1, 1, 1}, 2).value() == Vector{1, 4});
  CHECK(spline_knots(Vector{1, 1, 1, 1, 9}, {}, 5).value() == Vector{1, 9});
  CHECK(spline_knots(Vector{4, 4}, {}, 3).value() == Vector{4});
  // A weight of k is k copies.
  CHECK(spline_knots(Vector{1, 2, 9}, Vector{1, 5, 2}, 4).value() ==
        spline_knots(Vector{1, 2, 2, 2, 2, 2, 9, 9}, {}, 4).value());
}

TEST_CASE("interactions stand where both their parts do", "[regress][terms]") {
  const Category a{2, {0, 1, NO_LEVEL, 1}}, b{3, {2, 0, 1, NO_LEVEL}};
  const auto pair = interact(a, b);
  REQUIRE(pair.ok());
  CHECK(pair.value().levels == 6);
  CHECK(pair.value().code == std::vector<std::uint32_t>{2, 3, NO_LEVEL, NO_LEVEL});
  CHECK(pair.value().value.empty());

  const Vector number = {0.5, -2, 3, 4};
  const auto slope = interact(a, number);
  REQUIRE(slope.ok());
  CHECK(slope.value().levels == 2);
  CHECK(slope.value().code == a.code);
  CHECK(slope.value().value == number);
  const auto both = interact(b, slope.value());
  REQUIRE(both.ok());
  CHECK(both.value().value == number);
  CHECK(both.value().code == std::vector<std::uint32_t>{4, 1, NO_LEVEL, NO_LEVEL});

  const auto spline = natural_spline(number, Vector{-2, 0, 4});
  const auto slopes = interact(a, spline.value(), 2);
  REQUIRE(slopes.ok());
  REQUIRE(slopes.value().size() == 2);
  CHECK(slopes.value()[0].value == number);
  CHECK(slopes.value()[1].value[3] == spline.value()[7]);
  CHECK(slopes.value()[1].code == a.code);
}

TEST_CASE("bad input to splines and interactions is refused by name", "[regress][terms]") {
  constexpr double INF = std::numeric_limits<double>::infinity();
  const Category two{2, {0, 1}}, three{2, {0, 1, 0}}, wide{1u << 20, {0, 1}};
  struct Case {
    chouma::Error error;
    Code code;
    std::string sentence;
  };
  const Case cases[] = {
      {spline_knots(Vector{1, 2}, {}, 1).error(), Code::out_of_range, "the number of knots is 1"},
      {spline_knots(Vector{1, INF}, {}, 3).error(), Code::not_finite, "values[1] is inf"},
      {spline_knots(Vector{1, 2}, Vector{1}, 3).error(), Code::out_of_range, "the length of weights is 1; allowed: 2"},
      {spline_knots(Vector{1, 2}, Vector{1, -1}, 3).error(), Code::out_of_range, "weights[1] is -1"},
      {spline_knots(Vector{1, 2}, Vector{0, 0}, 3).error(), Code::no_data, "rows of positive weight is 0"},
      {spline_knots({}, {}, 3).error(), Code::no_data, "rows of positive weight is 0"},
      {natural_spline(Vector{1}, Vector{1}).error(), Code::out_of_range, "the number of knots is 1"},
      {natural_spline(Vector{1}, Vector{1, 2, 2}).error(), Code::out_of_range, "knots[2] is 2; allowed: above"},
      {natural_spline(Vector{INF}, Vector{1, 2}).error(), Code::not_finite, "values[0] is inf"},
      {natural_spline(Vector{1e101}, Vector{1, 2}).error(), Code::out_of_range, "values[0] is 1e+101"},
      {interact(two, three).error(), Code::out_of_range, "the length of the second category is 3; allowed: 2"},
      {interact(wide, wide).error(), Code::too_large, "the number of pairs of levels"},
      {interact(two, Vector{1}).error(), Code::out_of_range, "the length of the numbers is 1; allowed: 2"},
      {interact(two, Vector{1, 2, 3}, 2).error(), Code::out_of_range, "the length of the numbers is 3; allowed: 4"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.sentence);
    CHECK(c.error.code == c.code);
    CHECK_THAT(message(c.error), ContainsSubstring(c.sentence));
  }
}
