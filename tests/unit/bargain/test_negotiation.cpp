#include "domains.h"

#include "bargain/frontier.h"
#include "bargain/negotiation.h"
#include "bargain/opponent_model.h"

#include <set>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;

namespace {

const Strategy& named(const std::string& id) {
  for (const Strategy& s : strategies())
    if (s.id == id) return s;
  throw std::out_of_range(id);
}

/// 6 × 5 × 4 outcomes, opposed but for the weights.
Domain opposed() {
  std::vector<Issue> issues = {
      {"a", {"0", "1", "2", "3", "4", "5"}}, {"b", {"0", "1", "2", "3", "4"}}, {"c", {"0", "1", "2", "3"}}};
  Preferences up{{0.5, 0.3, 0.2}, {{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4}, {0, 1, 2, 3}}};
  Preferences down{{0.2, 0.3, 0.5}, {{5, 4, 3, 2, 1, 0}, {4, 3, 2, 1, 0}, {3, 2, 1, 0}}};
  return make_domain(issues, {up, down}).value();
}

}  // namespace

TEST_CASE("the same seed gives the same talk", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  for (const Strategy& a : strategies())
    for (const Strategy& b : strategies()) {
      const Talk one = negotiate(arena, {a, b}, 40, 7, {0, 0}, true),
                 two = negotiate(arena, {a, b}, 40, 7, {0, 0}, true);
      CHECK(one.offers == two.offers);
      CHECK(one.deal == two.deal);
      CHECK(one.rounds == two.rounds);
    }
}

TEST_CASE("a deal is the last offer, worth what the domain says, and never below what each has without one",
          "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  const std::array<double, 2> without = {0.35, 0.45};
  for (const Strategy& a : strategies())
    for (const Strategy& b : strategies()) {
      CAPTURE(a.id, b.id);
      const Talk talk = negotiate(arena, {a, b}, 30, 3, without, true);
      CHECK(talk.rounds <= 30);
      if (!talk.deal) {
        CHECK(talk.utility == without);
        CHECK(talk.offers.size() == 60);
        continue;
      }
      CHECK(*talk.deal == talk.offers.back());
      for (std::size_t side = 0; side < 2; ++side) {
        CHECK(talk.utility[side] == domain.utility[side][*talk.deal]);
        CHECK(talk.utility[side] >= without[side]);
      }
      // nor does anybody propose less
      for (std::size_t i = 0; i < talk.offers.size(); ++i)
        CHECK(domain.utility[i % 2][talk.offers[i]] >= without[i % 2] - 1e-12);
    }
}

TEST_CASE("time-dependent proposals are at or just above the target", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  const Talk talk = negotiate(arena, {named("boulware"), named("boulware")}, 20, 1, {0, 0}, true);
  for (std::size_t i = 0; i < talk.offers.size(); ++i) {
    const int round = static_cast<int>(i / 2) + 1;
    const double target = target_utility(named("boulware"), round, 20, 0), u = domain.utility[i % 2][talk.offers[i]];
    CHECK(u >= target);
    // the next outcome below would have been under the target
    double least = 2;
    for (const double v : domain.utility[i % 2])
      if (v >= target) least = std::min(least, v);
    CHECK(u <= std::max(least, target + 0.02));
  }
}

TEST_CASE("MiCRO proposes something new only to match what it has heard", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  for (const std::string other : {"micro", "boulware", "conceder"}) {
    const Talk talk = negotiate(arena, {named("micro"), named(other)}, 60, 5, {0, 0}, true);
    std::set<std::uint32_t> made, heard;
    double lowest = 2;
    for (std::size_t i = 0; i < talk.offers.size(); ++i) {
      const std::uint32_t offer = talk.offers[i];
      if (i % 2 == 1) {
        heard.insert(offer);
        continue;
      }
      const bool is_new = !made.contains(offer);
      CHECK(is_new == (made.size() <= heard.size()));
      if (is_new) CHECK(domain.utility[0][offer] <= lowest);
      made.insert(offer);
      lowest = std::min(lowest, domain.utility[0][offer]);
    }
  }
}

TEST_CASE("MiCRO against MiCRO meets where the domain is balanced", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  const auto& [a, b] = domain.utility;
  const Talk talk = negotiate(arena, {named("micro"), named("micro")}, 1000, 1);
  REQUIRE(talk.deal);
  const Frontier frontier = pareto_frontier(a, b);
  CHECK(std::find(frontier.outcomes.begin(), frontier.outcomes.end(), *talk.deal) != frontier.outcomes.end());
}

TEST_CASE("MiCRO against MiCRO reaches (.77, .77) on the second known domain", "[bargain][talk][shared]") {
  const std::string json = test::shared_json("employment.json");
  if (json.empty()) SKIP("../shared/data/negotiation/employment.json is not there");
  const Domain domain = test::domain_of(json);
  const Arena arena(domain);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Talk talk = negotiate(arena, {named("micro"), named("micro")}, 1000, seed);
    CHECK(talk.utility == std::array{0.77, 0.77});
  }
}

TEST_CASE("nice tit-for-tat gives nothing for nothing", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  // against somebody who stays at its first proposal
  const Strategy stubborn{"stubborn", Bidding::time, 1e-6, Acceptance::next, 1};
  const Talk talk = negotiate(arena, {named("tit-for-tat"), stubborn}, 20, 1, {0, 0}, true);
  for (std::size_t i = 0; i + 2 < talk.offers.size(); i += 2) CHECK(domain.utility[0][talk.offers[i]] == 1);
}

TEST_CASE("the opponent model likes what was offered, and more so the issue that stood", "[bargain][talk]") {
  const Domain domain = opposed();
  OpponentModel model(domain.space);
  CHECK(model.utility(0) == 0);
  const auto outcome = [&](std::array<std::uint32_t, 3> values) { return domain.space.outcome(values); };
  model.hear(outcome({0, 0, 0}));
  CHECK_THAT(model.utility(outcome({0, 0, 0})), WithinAbs(1, 1e-12));
  CHECK_THAT(model.utility(outcome({0, 1, 1})), WithinAbs(1.0 / 3, 1e-12));
  model.hear(outcome({1, 1, 0}));
  // weights 1, 1, 2 of 4; the third issue's 0 is its most frequent value, those of the others tie
  CHECK_THAT(model.utility(outcome({5, 4, 0})), WithinAbs(0.5, 1e-12));
  CHECK_THAT(model.utility(outcome({1, 0, 3})), WithinAbs(0.5, 1e-12));
  const auto all = model.utilities();
  for (std::uint32_t x = 0; x < domain.space.size; ++x) CHECK_THAT(all[x], WithinAbs(model.utility(x), 1e-12));
}

TEST_CASE("a tournament's means are those of its talks", "[bargain][talk]") {
  const Domain domain = opposed();
  const Arena arena(domain);
  const std::vector<Strategy> two = {named("boulware"), named("conceder")};
  const auto table = tournament(arena, two, 15, 2, 9);
  REQUIRE(table.size() == 2);
  CHECK(table[0].own >= table[1].own);
  double own = 0, deals = 0;
  for (const Strategy& a : two)
    for (const Strategy& b : two)
      for (std::uint64_t seed = 9; seed < 11; ++seed) {
        const Talk talk = negotiate(arena, {a, b}, 15, seed);
        if (a.id == table[0].id) own += talk.utility[0];
        if (b.id == table[0].id) own += talk.utility[1];
        if (a.id == table[0].id) deals += talk.deal ? 1 : 0;
        if (b.id == table[0].id) deals += talk.deal ? 1 : 0;
      }
  CHECK_THAT(table[0].own, WithinAbs(own / 8, 1e-12));
  CHECK_THAT(table[0].deals, WithinAbs(deals / 8, 1e-12));
  // what the one gives the other takes
  CHECK_THAT(table[0].own + table[1].own, WithinAbs(table[0].other + table[1].other, 1e-12));
}
