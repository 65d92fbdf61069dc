#include "employers.h"

#include "bargain/employer_play.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using namespace chouma;
using namespace chouma::bargain;
using test::around;
using test::employers;

TEST_CASE("the 80 % interval holds 80 ± 2 % of the limits of employers drawn from the prior",
          "[bargain][calibration]") {
  const auto stages = calibrate(employers(), 30000, EmployerKind::as_modelled, 4000, 3, 1);
  REQUIRE(stages.size() == 4);
  CHECK(stages[0].talks == 4000);
  for (const Calibration& stage : stages) {
    CAPTURE(stage.offers, stage.talks);
    CHECK_THAT(stage.coverage, WithinAbs(0.80, 0.02));
  }
  // each offer sharpens it
  for (std::size_t s = 1; s < stages.size(); ++s) {
    CHECK(stages[s].width < stages[s - 1].width);
    CHECK(stages[s].crps < stages[s - 1].crps);
  }
  // the prior's own: E CRPS = sd / √π
  CHECK_THAT(stages[0].crps, WithinRel(0.1 / std::sqrt(3.14159265358979), 0.03));
}

TEST_CASE("on employers that are not as modelled the interval fails as far as it does", "[bargain][calibration]") {
  const int draws = 1000;
  const auto plain = calibrate(employers(), 30000, EmployerKind::as_modelled, draws, 2, 1);
  const auto bluffer = calibrate(employers(), 30000, EmployerKind::bluffer, draws, 2, 1);
  const auto low = calibrate(employers(), 30000, EmployerKind::low_range, draws, 2, 1);
  const auto capped = calibrate(employers(), 30000, EmployerKind::capped_committee, draws, 2, 1);
  // a bluff is believed, the more the longer it lasts
  CHECK(bluffer[2].coverage < bluffer[1].coverage);
  CHECK(bluffer[2].crps > 2 * plain[2].crps);
  // a range far below the limit misleads until they offer
  CHECK(low[0].coverage < 0.15);
  CHECK(low[1].crps < low[0].crps / 2);
  // a hard cap is within what is believed, so that it costs little
  CHECK(capped[0].coverage > 0.8);
  CHECK(capped[2].crps < capped[0].crps);
}

TEST_CASE("a simulated employer does what the model says", "[bargain][calibration]") {
  const NegotiationTable table = employers();
  for (const EmployerType& type : table.types) {
    CAPTURE(type.id);
    int held = 0, moved = 0;
    double log_gap = 0;
    constexpr int kDraws = 4000;
    for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
      const double limit = 30000;
      const Reply first = reply(type, limit, std::nullopt, std::nullopt, 0, seed);
      REQUIRE(first.kind == Reply::Kind::offer);
      CHECK(first.amount < limit);
      log_gap += std::log(std::log(limit / first.amount));
      const Reply second = reply(type, limit, first.amount, 90000.0, 1, seed);
      // above the limit nothing is taken
      REQUIRE(second.kind != Reply::Kind::accept);
      if (second.kind == Reply::Kind::leave) continue;
      CHECK(second.amount >= first.amount);
      CHECK(second.amount <= limit * (1 + 1e-12));
      (second.amount == first.amount ? held : moved) += 1;
    }
    CHECK_THAT(std::exp(log_gap / kDraws), WithinRel(type.gap, 0.05));
    CHECK_THAT(static_cast<double>(held) / (held + moved), WithinAbs(type.holds, 0.03));
    CHECK_THAT(1 - static_cast<double>(held + moved) / kDraws, WithinAbs(type.leaves, 0.015));
  }
}

TEST_CASE("what is not above the next offer is always taken, what lies below the limit as often as the type says",
          "[bargain][calibration]") {
  for (const EmployerType& type : employers().types) {
    CAPTURE(type.id);
    int taken = 0, asked = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
      CHECK(reply(type, 30000, 25000.0, 25000.0, 1, seed).kind == Reply::Kind::accept);
      const Reply silent = reply(type, 30000, 25000.0, std::nullopt, 1, seed);
      if (silent.amount >= 29999) continue;
      ++asked;
      taken += reply(type, 30000, 25000.0, 29999.0, 1, seed).kind == Reply::Kind::accept ? 1 : 0;
    }
    CHECK_THAT(static_cast<double>(taken) / asked, WithinAbs(type.accepts, 0.03));
  }
}

TEST_CASE("limits and types are drawn as the prior says", "[bargain][calibration]") {
  const NegotiationTable table = employers();
  std::vector<double> types(table.types.size());
  double sum = 0, squares = 0;
  constexpr int kDraws = 20000;
  for (std::uint64_t seed = 0; seed < kDraws; ++seed) {
    types[draw_type(table, seed)] += 1;
    const double x = std::log(draw_limit(around(30000), seed)) - std::log(30000.0);
    sum += x;
    squares += x * x;
  }
  for (std::size_t t = 0; t < types.size(); ++t) CHECK_THAT(types[t] / kDraws, WithinAbs(table.types[t].share, 0.012));
  CHECK_THAT(sum / kDraws, WithinAbs(0, 0.003));
  CHECK_THAT(std::sqrt(squares / kDraws), WithinAbs(0.1, 0.003));
}
