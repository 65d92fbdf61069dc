#include "domains.h"

#include "base/random.h"

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;

namespace {

const std::vector<Issue> kIssues = {{"pay", {"20", "25", "30"}}, {"remote", {"no", "yes"}}};
const Preferences kFirst = {{0.6, 0.4}, {{0, 5, 10}, {0, 1}}};
const Preferences kSecond = {{0.8, 0.2}, {{2, 1, 0}, {1, 0}}};

}  // namespace

TEST_CASE("outcomes are numbered in mixed radix, the last issue fastest", "[bargain][domain]") {
  const auto made = make_space({{"a", {"0", "1", "2"}}, {"b", {"0", "1"}}, {"c", {"0", "1", "2", "3"}}});
  REQUIRE(made);
  const OutcomeSpace& space = made.value();
  REQUIRE(space.size == 24);
  std::uint32_t number = 0;
  for (std::uint32_t a = 0; a < 3; ++a)
    for (std::uint32_t b = 0; b < 2; ++b)
      for (std::uint32_t c = 0; c < 4; ++c, ++number) {
        const std::array<std::uint32_t, 3> values = {a, b, c};
        CHECK(space.outcome(values) == number);
        CHECK(space.value(number, 0) == a);
        CHECK(space.value(number, 1) == b);
        CHECK(space.value(number, 2) == c);
      }
}

TEST_CASE("sums are those of the outcome's values", "[bargain][domain]") {
  const OutcomeSpace space =
      make_space({{"a", {"0", "1", "2"}}, {"b", {"0", "1"}}, {"c", {"0", "1", "2", "3"}}}).value();
  std::vector<std::vector<double>> table;
  std::uint64_t at = 0;
  for (const Issue& issue : space.issues) {
    table.emplace_back();
    for (std::size_t v = 0; v < issue.values.size(); ++v) table.back().push_back(base::uniform(5, 0, at++));
  }
  const std::vector<double> total = sums(space, table);
  REQUIRE(total.size() == space.size);
  for (std::uint32_t x = 0; x < space.size; ++x) {
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += table[i][space.value(x, i)];
    CHECK(total[x] == sum);
  }
}

TEST_CASE("distance is 0 for one outcome, 1 for opposite ends, and symmetric", "[bargain][domain]") {
  const OutcomeSpace space = make_space(kIssues).value();
  CHECK(distance(space, 3, 3) == 0);
  CHECK(distance(space, 0, space.size - 1) == 1);
  // (20, no) and (25, no): half of one issue of two
  CHECK_THAT(distance(space, 0, 2), WithinAbs(0.25, 1e-15));
  for (std::uint32_t x = 0; x < space.size; ++x)
    for (std::uint32_t y = 0; y < space.size; ++y) CHECK(distance(space, x, y) == distance(space, y, x));
}

TEST_CASE("utility is weight × evaluation / largest evaluation, summed", "[bargain][domain]") {
  const auto domain = make_domain(kIssues, {kFirst, kSecond});
  REQUIRE(domain);
  // (20, no) (20, yes) (25, no) (25, yes) (30, no) (30, yes)
  CHECK(domain.value().utility[0] == std::vector<double>{0, 0.4, 0.3, 0.7, 0.6, 1});
  CHECK(domain.value().utility[1] == std::vector<double>{1, 0.8, 0.6, 0.4, 0.2, 0});
}

TEST_CASE("a domain that cannot be is refused in one sentence that names side and issue", "[bargain][domain]") {
  struct Case {
    std::vector<Issue> issues;
    Preferences first, second;
    std::string sentence;
  };
  const Preferences ok = kFirst;
  std::vector<Case> cases = {
      {{}, ok, ok, "issues is 0 issues; allowed: 1 to 16."},
      {{{"pay", {}}, kIssues[1]}, ok, ok, "issues[0] (pay).values is 0 values; allowed: 1 to 1000."},
      {{kIssues[0], {"pay", {"x"}}}, ok, ok, "issues[1].id is pay; allowed: a name of its own."},
      {{{"pay", {"20", "20", "30"}}, kIssues[1]},
       ok,
       ok,
       "issues[0] (pay).values is \"20\"; allowed: names that are not empty and stand once."},
      {kIssues,
       {{0.6, 0.5}, kFirst.evaluations},
       ok,
       "first.weights is together 1.1; allowed: weights that make 1 together."},
      {kIssues,
       ok,
       {{0.5, 0.4}, kSecond.evaluations},
       "second.weights is together 0.9; allowed: weights that make 1 together."},
      {kIssues, {{1.4, -0.4}, kFirst.evaluations}, ok, "first.weights, pay is 1.4; allowed: a number from 0 to 1."},
      {kIssues, {{1}, kFirst.evaluations}, ok, "first.weights is 1 weights; allowed: 2, one for each issue."},
      {kIssues,
       {{0.6, 0.4}, {{0, 5}, {0, 1}}},
       ok,
       "first.evaluations, pay is 2 numbers; allowed: 3, one for each value."},
      {kIssues,
       {{0.6, 0.4}, {{0, -5, 2}, {0, 1}}},
       ok,
       "first.evaluations, pay is -5; allowed: numbers from 0 to 1000000000."},
      {kIssues,
       ok,
       {{0.8, 0.2}, {{2, 1, 0}, {0, 0}}},
       "second.evaluations, remote is all 0; allowed: at least one number above 0."},
  };
  std::vector<Issue> many;
  for (int i = 0; i < 7; ++i) many.push_back({std::to_string(i), {"0", "1", "2", "3", "4", "5", "6", "7"}});
  cases.push_back({many, ok, ok, "issues is more than a million outcomes; allowed: at most 1000000 outcomes."});
  for (const Case& c : cases) {
    const auto domain = make_domain(c.issues, {c.first, c.second});
    CAPTURE(c.sentence);
    REQUIRE(!domain);
    CHECK(message(domain.error()) == c.sentence);
  }
}

TEST_CASE("a domain is read from JSON, and refused by name", "[bargain][domain]") {
  const std::string good = test::case_json("pay-remote.json");
  const Domain domain = test::domain_of(good);
  CHECK(domain.space.issues[1].values[1] == "yes");
  CHECK(domain.utility[0][3] == 0.7);
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    const auto answer = parse_domain(bad);
    REQUIRE(!answer);
    return message(answer.error());
  };
  CHECK(refused("\"weights\": [0.6, 0.4]", "\"weights\": [0.6, 0.3]") ==
        "first.weights is together 0.9; allowed: weights that make 1 together.");
  CHECK(refused("\"second\"", "\"third\"").find("domain.third") == 0);
  CHECK(refused("[0, 5, 10]", "[0, \"5\", 10]").find("domain.first.evaluations is \"5\"") == 0);
  CHECK(refused("[\"no\", \"yes\"]", "\"no\"").find("domain.values is \"no\"") == 0);
  CHECK(parse_domain("[]").error().code == Code::bad_schema);
  CHECK(parse_domain("{").error().code == Code::bad_json);
}
