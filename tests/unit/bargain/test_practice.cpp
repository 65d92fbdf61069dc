#include "employers.h"

#include "bargain/practice.h"

#include <algorithm>
#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using namespace chouma;
using namespace chouma::bargain;
using test::around;
using test::employers;
using Kind = PracticeMove::Kind;

namespace {

Packages packages_of(const std::vector<std::string>& issues) {
  auto packages = make_packages(test::package_table(), {18000, 40000, 500, 30000}, issues, {});
  REQUIRE(packages);
  return packages.value();
}

PracticeTalk talk_of(const Packages& packages, const PracticeSetup& setup, const std::vector<PracticeMove>& moves) {
  auto talk = practise(employers(), around(30000), packages, setup, moves);
  if (!talk) FAIL(message(talk.error()));
  return talk.value();
}

std::uint32_t base_of(const Packages& packages, double pay) {
  std::vector<std::uint32_t> values = packages.standard;
  values[0] =
      static_cast<std::uint32_t>(std::find(packages.base.begin(), packages.base.end(), pay) - packages.base.begin());
  return packages.space.outcome(values);
}

PracticeSetup setup_of(std::size_t type, std::uint64_t seed) { return {type, seed, 22000, true}; }

}  // namespace

TEST_CASE("a practice talk is the same for the same seed and moves, move by move", "[bargain][practice]") {
  const Packages packages = packages_of({"equity", "remote"});
  for (std::size_t type = 0; type < 4; ++type)
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      std::vector<PracticeMove> moves;
      PracticeTalk before = talk_of(packages, setup_of(type, seed), moves);
      REQUIRE(before.replies.size() == 1);
      for (const double pay : {36000.0, 34000.0, 32000.0, 31000.0}) {
        if (before.over) break;
        moves.push_back({Kind::ask, base_of(packages, pay)});
        const PracticeTalk now = talk_of(packages, setup_of(type, seed), moves);
        REQUIRE(now.replies.size() == before.replies.size() + 1);
        for (std::size_t i = 0; i < before.replies.size(); ++i) {
          CHECK(now.replies[i].kind == before.replies[i].kind);
          CHECK(now.replies[i].package == before.replies[i].package);
        }
        before = now;
      }
    }
}

TEST_CASE("they never offer or accept beyond the limit, and end after their final offer", "[bargain][practice]") {
  const Packages packages = packages_of({"equity", "remote"});
  const NegotiationTable table = employers();
  int accepted = 0, left = 0;
  for (std::size_t type = 0; type < table.types.size(); ++type)
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      CAPTURE(type, seed);
      std::vector<PracticeMove> moves;
      PracticeTalk talk = talk_of(packages, setup_of(type, seed), moves);
      for (double pay = 34000; !talk.over && moves.size() < 20; pay = std::max(20000.0, pay - 2000)) {
        moves.push_back({Kind::ask, base_of(packages, pay)});
        talk = talk_of(packages, setup_of(type, seed), moves);
      }
      REQUIRE(talk.over);
      REQUIRE(talk.debrief);
      const double limit = talk.debrief->limit;
      CHECK_THAT(limit, WithinAbs(draw_limit(around(30000), seed), 1e-9));
      int offers = 0;
      for (std::size_t i = 0; i < talk.replies.size(); ++i) {
        const PracticeReply& reply = talk.replies[i];
        if (reply.kind == Reply::Kind::offer) {
          ++offers;
          CHECK(packages.cost[0][reply.package] <= limit);
          // they keep to the terms asked for as far as they can: here the standard ones, and base pay to within a step of what they would pay
          CHECK(packages.space.value(reply.package, 1) == packages.standard[1]);
          CHECK(packages.space.value(reply.package, 2) == packages.standard[2]);
          // a final offer is the last
          CHECK(reply.final_offer == (offers == table.types[type].offers));
          if (reply.final_offer) CHECK(i + 2 >= talk.replies.size());
        }
        if (reply.kind == Reply::Kind::accept) CHECK(packages.cost[0][reply.package] <= limit);
      }
      (talk.deal ? accepted : left) += 1;
    }
  CHECK(accepted > 50);
  CHECK(left > 10);
}

TEST_CASE("the debrief says the limit, what was left, and what would have been better for nothing",
          "[bargain][practice]") {
  const Packages packages = packages_of({"equity", "remote", "level"});
  // the first offer taken at once: bare base pay, so that remote work for a little less pay would have cost no more
  const PracticeSetup setup = setup_of(1, 5);
  const PracticeTalk opening = talk_of(packages, setup, {});
  const PracticeTalk talk = talk_of(packages, setup, {{Kind::accept, 0}});
  REQUIRE(talk.over);
  REQUIRE(talk.deal);
  CHECK(*talk.deal == opening.replies.front().package);
  const Debrief& debrief = *talk.debrief;
  const double cost = packages.cost[0][*talk.deal];
  CHECK(*debrief.cost == cost);
  CHECK_THAT(debrief.left, WithinAbs(debrief.limit - cost, 1e-9));
  CHECK(debrief.left > 0);
  CHECK(debrief.overlap);
  REQUIRE(debrief.best);
  CHECK(packages.cost[0][*debrief.best] <= debrief.limit);
  for (std::uint32_t p = 0; p < packages.space.size; ++p)
    if (packages.cost[0][p] <= debrief.limit) CHECK(packages.worth[p] <= packages.worth[*debrief.best]);
  REQUIRE(debrief.better);
  CHECK(packages.cost[0][*debrief.better] <= cost);
  CHECK(packages.worth[*debrief.better] > packages.worth[*talk.deal]);
}

TEST_CASE("a Pareto-optimal deal has nothing better for nothing", "[bargain][practice]") {
  const Packages packages = packages_of({});
  const PracticeTalk talk = talk_of(packages, setup_of(1, 5), {{Kind::accept, 0}});
  REQUIRE(talk.debrief);
  CHECK(!talk.debrief->better);
}

TEST_CASE("asks that they could have paid and refused are named", "[bargain][practice]") {
  const Packages packages = packages_of({});
  int named = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const double limit = draw_limit(around(30000), seed);
    const double pay = 500 * std::floor(limit / 500);
    const PracticeTalk talk =
        talk_of(packages, setup_of(0, seed), {{Kind::ask, base_of(packages, std::min(40000.0, pay))}});
    if (talk.over) continue;
    const PracticeTalk done = talk_of(packages, setup_of(0, seed),
                                      {{Kind::ask, base_of(packages, std::min(40000.0, pay))}, {Kind::leave, 0}});
    REQUIRE(done.debrief);
    CHECK(done.debrief->refused_though_affordable == std::vector<std::size_t>{0});
    CHECK(!done.debrief->cost);
    CHECK_THAT(done.debrief->left, WithinAbs(std::max(0.0, limit - 22000), 1e-9));
    ++named;
  }
  CHECK(named > 10);
}

TEST_CASE("moves that cannot be made are refused by number", "[bargain][practice]") {
  const Packages packages = packages_of({});
  const auto refused = [&](PracticeSetup setup, const std::vector<PracticeMove>& moves) {
    const auto talk = practise(employers(), around(30000), packages, setup, moves);
    REQUIRE(!talk);
    return message(talk.error());
  };
  PracticeSetup setup = setup_of(1, 5);
  CHECK(refused(setup, {{Kind::accept, 0}, {Kind::leave, 0}}) ==
        "practice.moves[1] is a move after the end; allowed: no move once the talk is over.");
  CHECK(refused(setup, {{Kind::ask, 4000}}) == "practice.moves[0] is 4000; allowed: a package from 0 to 44.");
  setup.employer_opens = false;
  CHECK(refused(setup, {{Kind::accept, 0}}) ==
        "practice.moves[0] is accept; allowed: an offer to accept; none was made yet.");
  setup.type = 9;
  CHECK(refused(setup, {}) == "practice.type is 9; allowed: an employer type from 0 to 3.");
  setup = setup_of(1, 5);
  setup.walk_away = -2;
  CHECK(refused(setup, {}).find("practice.walk_away is -2") == 0);
}
