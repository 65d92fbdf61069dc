#include <array>
#include <limits>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/score.h"

using namespace chouma::regress;
using Catch::Matchers::WithinAbs;
using chouma::Code;

namespace {

struct Invented {
  std::size_t outputs = 0;
  std::vector<std::uint32_t> levels;
  std::vector<double> effects, intercept;
  std::vector<std::vector<std::uint16_t>> codes;

  std::vector<std::span<const std::uint16_t>> columns() const { return {codes.begin(), codes.end()}; }
  std::vector<float> plain(std::size_t rows) const {
    std::vector<float> out;
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t q = 0; q < outputs; ++q) {
        double sum = intercept[q];
        std::size_t at = 0;
        for (std::size_t f = 0; f < levels.size(); at += levels[f++] * outputs)
          sum += effects[at + codes[f][i] * outputs + q];
        out.push_back(static_cast<float>(sum));
      }
    return out;
  }
};

Invented invented(std::size_t outputs, std::vector<std::uint32_t> levels, std::size_t rows) {
  Invented out{outputs, std::move(levels), {}, {}, {}};
  for (std::size_t q = 0; q < outputs; ++q) out.intercept.push_back(11 + chouma::base::normal(1, 0, q));
  for (std::uint32_t f = 0; f < out.levels.size(); ++f) {
    for (std::size_t k = 0; k < out.levels[f] * outputs; ++k)
      out.effects.push_back(0.2 * chouma::base::normal(2, f, k));
    auto& column = out.codes.emplace_back();
    for (std::size_t i = 0; i < rows; ++i)
      column.push_back(static_cast<std::uint16_t>(chouma::base::uniform(3, f, i) * out.levels[f]));
  }
  return out;
}

}  // namespace

TEST_CASE("scores are the sums of the effects of a row's codes", "[regress][score]") {
  const std::size_t outputs = GENERATE(1, 2, 5, 8), rows = GENERATE(0, 1, 511, 1300);
  CAPTURE(outputs, rows);
  const Invented given = invented(outputs, {54, 35, 15, 5, 3, 5, 113, 61, 1}, rows);
  const auto scorer = Scorer::make(outputs, given.levels, given.effects, given.intercept);
  REQUIRE(scorer.ok());
  CHECK(scorer.value().outputs() == outputs);
  std::vector<float> out(rows * outputs, -1);
  REQUIRE(scorer.value().score(given.columns(), out).ok());
  const auto expected = given.plain(rows);
  for (std::size_t k = 0; k < out.size(); ++k) CHECK_THAT(out[k], WithinAbs(expected[k], 2e-6));
}

TEST_CASE("neighbouring fields become one table as long as their levels multiply to few enough", "[regress][score]") {
  const auto tables = [](std::vector<std::uint32_t> levels) {
    const Invented given = invented(1, std::move(levels), 0);
    return Scorer::make(1, given.levels, given.effects, given.intercept).value().tables();
  };
  CHECK(tables({2048}) == 1);
  CHECK(tables({1024, 2}) == 1);
  CHECK(tables({1024, 2, 2}) == 2);
  CHECK(tables({65536, 1}) == 2);
  CHECK(tables({2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}) == 1);
}

TEST_CASE("what a scorer cannot be made of is refused by name", "[regress][score]") {
  using Numbers = std::vector<double>;
  const std::vector<std::uint32_t> levels{2, 3};
  const auto refused = [&](std::size_t outputs, const std::vector<std::uint32_t>& of, const Numbers& effects,
                           const Numbers& intercept, Code code, const char* where) {
    const auto scorer = Scorer::make(outputs, of, effects, intercept);
    REQUIRE_FALSE(scorer.ok());
    CHECK(scorer.error().code == code);
    CHECK(scorer.error().where == where);
  };
  refused(0, levels, Numbers{}, Numbers{}, Code::out_of_range, "outputs");
  refused(9, levels, Numbers(45), Numbers(9), Code::out_of_range, "outputs");
  refused(1, {}, Numbers{}, Numbers(1), Code::out_of_range, "levels");
  refused(1, {2, 0}, Numbers(2), Numbers(1), Code::out_of_range, "levels");
  refused(1, {65537}, Numbers(65537), Numbers(1), Code::out_of_range, "levels");
  refused(1, levels, Numbers(4), Numbers(1), Code::out_of_range, "effects");
  refused(1, levels, Numbers(5), Numbers(2), Code::out_of_range, "intercept");
  refused(1, levels, {0, 0, 0, 0, std::numeric_limits<double>::infinity()}, Numbers(1), Code::not_finite, "effects");
  refused(1, levels, Numbers(5), {std::numeric_limits<double>::quiet_NaN()}, Code::not_finite, "effects");
}

TEST_CASE("a table that does not fit its scorer is refused by field and row", "[regress][score]") {
  Invented given = invented(2, {4, 7}, 700);
  const Scorer scorer = Scorer::make(2, given.levels, given.effects, given.intercept).value();
  std::vector<float> out(1400);
  const auto error = [&](std::span<float> to) {
    const auto scored = scorer.score(given.columns(), to);
    REQUIRE_FALSE(scored.ok());
    return scored.error().where;
  };
  CHECK(error(std::span(out).first(1399)) == "out");
  given.codes[1][600] = 7;
  CHECK(error(out) == "codes[1], row 600");
  given.codes[1].pop_back();
  CHECK(error(out) == "codes");
  given.codes.pop_back();
  CHECK(error(out) == "codes");
}
