#include "salary/scarcity.h"

#include "base/math.h"
#include "base/random.h"
#include "support/files.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::salary::fit_scarcity;
using chouma::salary::parse_scarcity;
using chouma::salary::Scarcity;
using chouma::salary::ScarcityRow;
namespace base = chouma::base;

namespace {

Scarcity given() {
  auto table = parse_scarcity(chouma::test::file("models/scarcity/given.json"));
  REQUIRE(table);
  return table.value();
}

double fitted(const Scarcity& table, std::size_t row) {
  return base::exp(table.elasticity * table.exposure(table.rows[row]));
}

}  // namespace

TEST_CASE("one elasticity is fitted to the given table", "[salary]") {
  const Scarcity table = given();
  // by hand: x = log 4, log 2.4, log 8; y = log 1.42, log 1.28, log 1.67; Σxy / Σx²
  CHECK_THAT(table.elasticity, WithinAbs(0.25221, 0.00001));
  CHECK(table.base == "Go");
  CHECK(table.base_ratio == 1.2);
  CHECK(fitted(table, 0) == 1.0);
  CHECK_THAT(fitted(table, 1), WithinAbs(1.419, 0.0005));
  CHECK_THAT(fitted(table, 2), WithinAbs(1.247, 0.0005));
  CHECK_THAT(fitted(table, 3), WithinAbs(1.690, 0.0005));
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    CHECK_THAT(fitted(table, row), WithinRel(1 + table.rows[row].raise, 0.026));
  CHECK(table.worst_fit < 0.026);
  CHECK(table.worst_fit > 0.025);
}

TEST_CASE("the elasticity's interval is the lack of fit of three rows", "[salary]") {
  const Scarcity table = given();
  CHECK(table.degrees == 2);
  CHECK_THAT(table.elasticity_low, WithinAbs(0.22, 0.005));
  CHECK_THAT(table.elasticity_high, WithinAbs(0.29, 0.006));
  CHECK(table.elasticity_half_80 < (table.elasticity_high - table.elasticity_low) / 2);
}

TEST_CASE("the overlap makes the joint row of the curve from its parts", "[salary]") {
  const Scarcity table = given();
  const double ebpf = table.exposure(table.rows[1]), wasm = table.exposure(table.rows[2]),
               both = table.exposure(table.rows[3]);
  CHECK_THAT(ebpf + table.overlap * wasm, WithinAbs(both, 1e-6));
  CHECK(table.overlap < 1);
}

TEST_CASE("a planted elasticity and overlap are recovered", "[salary]") {
  const double epsilon = GENERATE(-0.1, 0.05, 0.252, 0.8);
  const double delta = GENERATE(0.0, 0.6, 1.0);
  CAPTURE(epsilon, delta);
  const std::vector<std::string> tags = {"A", "B", "C"};
  const std::vector<double> exposures = {1.4, 0.9, 0.3};
  std::vector<ScarcityRow> rows = {{{"Base"}, 2.0, 0}};
  const auto add = [&](std::vector<std::string> chips, double exposure) {
    chips.push_back("Base");
    rows.push_back({chips, 2.0 * base::exp(-exposure), base::exp(epsilon * exposure) - 1});
  };
  for (std::size_t i = 0; i < tags.size(); ++i) add({tags[i]}, exposures[i]);
  add({"A", "B"}, 1.4 + delta * 0.9);
  add({"A", "C", "B"}, 1.4 + delta * 0.9 + delta * delta * 0.3);
  const auto table = fit_scarcity("planted", "", "Base", rows);
  REQUIRE(table);
  CHECK_THAT(table.value().elasticity, WithinAbs(epsilon, 1e-12));
  CHECK_THAT(table.value().overlap, WithinAbs(delta, 1e-6));
  CHECK_THAT(table.value().elasticity_high - table.value().elasticity_low, WithinAbs(0, 1e-6));
  CHECK(table.value().worst_fit < 1e-12);
}

TEST_CASE("with noise the interval holds the planted elasticity about as often as it says", "[salary]") {
  const std::uint64_t seed = 20240901;
  CAPTURE(seed);
  const int tables = 400;
  int held = 0;
  for (std::uint32_t t = 0; t < tables; ++t) {
    std::vector<ScarcityRow> rows = {{{"Base"}, 1, 0}};
    for (std::uint32_t i = 1; i <= 6; ++i)
      rows.push_back({{"Base", "T" + std::to_string(i)},
                      base::exp(-0.3 * i),
                      base::exp(0.25 * 0.3 * i + 0.02 * base::normal(seed, t, i)) - 1});
    const auto table = fit_scarcity("noisy", "", "Base", rows);
    REQUIRE(table);
    held += table.value().elasticity_low <= 0.25 && 0.25 <= table.value().elasticity_high;
  }
  CHECK(held > 0.92 * tables);
  CHECK(held < 0.98 * tables);
}

TEST_CASE("a refused table names the row and the field", "[salary]") {
  struct Case {
    std::string rows;
    Code code;
    std::string where, value;
  };
  const std::string go = R"({"tags":["Go"],"ratio":1.2,"raise":0})",
                    a = R"({"tags":["Go","A"],"ratio":0.6,"raise":0.2})",
                    b = R"({"tags":["Go","B"],"ratio":0.3,"raise":0.4})";
  const std::vector<Case> cases = {
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":0,"raise":0.4})", Code::out_of_range, "scarcity, row 3: ratio",
       "0"},
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":-1,"raise":0.4})", Code::out_of_range, "scarcity, row 3: ratio",
       "-1"},
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":"0.3","raise":0.4})", Code::bad_schema, "scarcity, row 3: ratio",
       "\"0.3\""},
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":0.3,"raise":-1})", Code::out_of_range, "scarcity, row 3: raise",
       "-1"},
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":0.3})", Code::bad_schema, "scarcity, row 3: raise", "missing"},
      {go + "," + a + R"(,{"tags":["Go","B"],"ratio":0.3,"raise":0.4,"n":7})", Code::unknown_name, "scarcity, row 3: n",
       "7"},
      {go + "," + a + R"(,{"tags":["B"],"ratio":0.3,"raise":0.4})", Code::bad_schema, "scarcity, row 3: tags",
       "without go"},
      {go + "," + a + R"(,{"tags":["Go","B","b"],"ratio":0.3,"raise":0.4})", Code::bad_schema, "scarcity, row 3: tags",
       "b twice"},
      {go + "," + a + R"(,{"tags":["ａ","go"],"ratio":0.3,"raise":0.4})", Code::bad_schema, "scarcity, row 3: tags",
       "the combination of row 2"},
      {go + "," + a + R"(,{"tags":"Go","ratio":0.3,"raise":0.4})", Code::bad_schema, "scarcity, row 3: tags", "\"Go\""},
      {a + "," + b, Code::no_data, "scarcity, rows", "no row of Go alone"},
      {go + "," + a, Code::no_data, "scarcity, rows", "1 with a ratio other than the base's"},
      {R"({"tags":["Go"],"ratio":1.2,"raise":0.1},)" + a + "," + b, Code::out_of_range, "scarcity, row 1: raise",
       "0.1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.rows);
    const auto table =
        parse_scarcity(R"({"format":"chouma.scarcity/1","id":"t","source":"","base":"Go","rows":[)" + c.rows + "]}");
    REQUIRE(!table);
    CHECK(table.error().code == c.code);
    CHECK(table.error().where == c.where);
    CHECK(table.error().value == c.value);
    CHECK(!table.error().allowed.empty());
  }
  const auto version = parse_scarcity(R"({"format":"chouma.scarcity/9"})");
  REQUIRE(!version);
  CHECK(version.error().code == Code::bad_version);
  CHECK_THAT(chouma::message(version.error()), ContainsSubstring("chouma.scarcity/1"));
}
