#include "employers.h"

#include "base/random.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using namespace chouma;
using namespace chouma::bargain;
using test::around;
using test::asks;
using test::employers;
using test::offers;

namespace {

/// The posterior mean of R of one type by a plain sum over a fine grid, from the densities as the header states them.
double mean_by_sums(const EmployerType& type, const LimitPrior& prior, double first, double second) {
  const auto normal = [](double x, double mean, double sd) {
    return std::exp(-0.5 * (x - mean) * (x - mean) / (sd * sd)) / sd;
  };
  double sum = 0, mass = 0;
  constexpr int kSteps = 200000;
  const double low = std::log(second), high = prior.mean + 8 * prior.sd;
  for (int i = 0; i < kSteps; ++i) {
    const double limit = low + (i + 0.5) * (high - low) / kSteps, gap = limit - std::log(first);
    const double c = (std::log(second) - std::log(first)) / gap;
    const double p = normal(limit, prior.mean, prior.sd) * normal(std::log(gap), std::log(type.gap), type.gap_sd) /
                     gap * type.closes_a * type.closes_b * std::pow(c, type.closes_a - 1) *
                     std::pow(1 - std::pow(c, type.closes_a), type.closes_b - 1) / gap;
    sum += p * std::exp(limit);
    mass += p;
  }
  return sum / mass;
}

NegotiationTable only(const std::string& id) {
  NegotiationTable table = employers();
  std::erase_if(table.types, [&](const EmployerType& type) { return type.id != id; });
  table.types.front().share = 1;
  return table;
}

}  // namespace

TEST_CASE("the prior of the limit: posted top, or the model's median", "[bargain][employer]") {
  const NegotiationTable table = employers();
  Warnings warnings;
  PostingFacts facts;
  facts.posted = PostedPay{20000, 30000};
  facts.quantile = {16000, 21000, 28000, 36000, 47000};
  facts.level = Level::senior;
  const LimitPrior posted = limit_prior(table, facts, warnings).value();
  CHECK_THAT(posted.mean, WithinAbs(std::log(30000) + table.limit.over_top_mean, 1e-12));
  CHECK(posted.sd == table.limit.over_top_sd);
  REQUIRE(posted.posted);
  CHECK(posted.posted->high == 30000);

  facts.posted.reset();
  const LimitPrior modelled = limit_prior(table, facts, warnings).value();
  CHECK_THAT(modelled.mean, WithinAbs(std::log(28000) + 0.195 + table.limit.over_top_mean, 1e-12));
  const double spread = std::log(47000.0 / 16000) / 2.5631031310892007;
  CHECK_THAT(modelled.sd, WithinAbs(std::sqrt(0.01 + spread * spread), 1e-12));
  facts.level.reset();
  CHECK_THAT(limit_prior(table, facts, warnings).value().mean, WithinAbs(std::log(28000) + 0.191, 1e-12));

  facts.coefficient = 1.42;
  CHECK_THAT(limit_prior(table, facts, warnings).value().mean,
             WithinAbs(std::log(28000) + 0.191 + 0.1 * std::log(1.42), 1e-12));
  CHECK(warnings.empty());
}

TEST_CASE("a contradictory or absurd range is left out with one sentence, and the rest answers",
          "[bargain][employer]") {
  struct Case {
    PostedPay posted;
    std::string sentence;
  };
  const Case c = GENERATE(
      Case{{30000, 20000}, "posted is 30000 to 20000; allowed: a range whose lower end is not above its upper end."},
      Case{{-5000, 20000}, "posted is -5000; allowed: pay of 100 to 10000000 yuan a month."},
      Case{{20000, 3e9}, "posted is 3000000000; allowed: pay of 100 to 10000000 yuan a month."});
  PostingFacts facts;
  facts.quantile = {16000, 21000, 28000, 36000, 47000};
  Warnings warnings, none;
  const LimitPrior without = limit_prior(employers(), facts, none).value();
  facts.posted = c.posted;
  const auto prior = limit_prior(employers(), facts, warnings);
  REQUIRE(prior);
  CHECK(prior.value().mean == without.mean);
  CHECK(!prior.value().posted);
  REQUIRE(warnings.size() == 1);
  CHECK(message(warnings.front()) == c.sentence);

  facts.quantile.reset();
  const auto nothing = limit_prior(employers(), facts, warnings);
  REQUIRE(!nothing);
  CHECK(nothing.error().code == Code::no_data);
}

TEST_CASE("without moves the posterior is the prior", "[bargain][employer]") {
  const NegotiationTable table = employers();
  const Posterior known = posterior(table, around(30000), {});
  for (const double p : {0.1, 0.25, 0.5, 0.75, 0.9})
    CHECK_THAT(known.quantile(p), WithinRel(30000 * std::exp(0.1 * base::normal_quantile(p)), 2e-5));
  CHECK_THAT(known.mean(), WithinRel(30000 * std::exp(0.005), 1e-4));
  for (std::size_t t = 0; t < table.types.size(); ++t)
    CHECK_THAT(known.types[t], WithinAbs(table.types[t].share, 1e-12));
  // CRPS of a normal at its mean: sd (√2 − 1) / √π (Gneiting & Raftery 2007)
  CHECK_THAT(crps(known, 30000), WithinRel(0.1 * (std::sqrt(2.0) - 1) / std::sqrt(3.14159265358979), 1e-3));
  // and far outside, the distance less its mean absolute difference / 2: sd / √π
  CHECK_THAT(crps(known, 30000 * std::exp(3.0)), WithinRel(3 - 0.1 / std::sqrt(3.14159265358979), 1e-3));
}

TEST_CASE("the posterior is Bayes' rule on the densities of the header", "[bargain][employer]") {
  const NegotiationTable table = only("fair");
  const LimitPrior prior = around(30000);
  const std::vector<Move> moves = {offers(27000), asks(40000), offers(28000)};
  CHECK_THAT(posterior(table, prior, moves).mean(),
             WithinRel(mean_by_sums(table.types.front(), prior, 27000, 28000), 2e-4));
}

TEST_CASE("of one type, what is refused lowers the limit; nothing is below what was offered", "[bargain][employer]") {
  const std::uint64_t seed = 51;
  CAPTURE(seed);
  const NegotiationTable table = employers();
  for (std::uint32_t draw = 0; draw < 60; ++draw) {
    const auto u = [&](std::uint64_t k) { return base::uniform(seed, draw, k); };
    const double first = 20000 + 9000 * u(0), second = first * (1 + 0.1 * u(1)), ask = second * (1.01 + 0.2 * u(2));
    // A refusal also says what type they are, and that may raise the limit: a hard employer's first offer is further below it.
    for (const std::string type : {"hard", "fair", "hurried", "committee"}) {
      const Posterior without = posterior(only(type), around(30000), std::vector{offers(first), offers(second)});
      const Posterior refused =
          posterior(only(type), around(30000), std::vector{offers(first), asks(ask), offers(second)});
      CHECK(refused.quantile(0.5) <= without.quantile(0.5) * (1 + 1e-9));
    }
    const Posterior with = posterior(table, around(30000), std::vector{offers(first), asks(ask), offers(second)});
    CHECK(with.survival(second * (1 - 1e-9)) == 1);
    double types = 0;
    for (const double p : with.types) types += p;
    CHECK_THAT(types, WithinAbs(1, 1e-9));
    for (const double p : {0.02, 0.1, 0.5, 0.9, 0.98})
      CHECK_THAT(1 - with.survival(with.quantile(p)), WithinAbs(p, 1e-9));
  }
}

TEST_CASE("an offer beyond what the prior held possible still has an answer", "[bargain][employer]") {
  const Posterior known = posterior(employers(), around(30000, 0.05), std::vector{offers(90000)});
  CHECK(known.quantile(0.1) > 90000);
  CHECK(known.quantile(0.9) < 120000);
  CHECK(std::isfinite(known.mean()));
}

TEST_CASE("holding twice looks more like a hard employer than moving does", "[bargain][employer]") {
  const NegotiationTable table = employers();
  const auto hard = [&](const std::vector<Move>& moves) {
    return posterior(table, around(30000), moves).types.front();
  };
  REQUIRE(table.types.front().id == "hard");
  CHECK(hard({offers(26000), asks(30000), offers(26000), asks(29000), offers(26000)}) >
        hard({offers(26000), asks(30000), offers(27500), asks(29000), offers(28000)}));
}

TEST_CASE("absurd moves and falling offers are named, and the rest is kept", "[bargain][employer]") {
  Warnings warnings;
  const auto kept = checked_history({offers(27000), asks(-3), offers(26000), asks(31000)}, warnings);
  REQUIRE(kept.size() == 3);
  CHECK(kept[1].amount == 27000);
  REQUIRE(warnings.size() == 2);
  CHECK(message(warnings[0]) == "history[1].amount is -3; allowed: pay of 100 to 10000000 yuan a month.");
  CHECK(message(warnings[1]) ==
        "history[2].amount is 26000; allowed: at least their earlier offer, 27000; it is read as that one repeated.");
}

TEST_CASE("every number of the table may be changed, within what check allows", "[bargain][employer]") {
  NegotiationTable table = employers();
  CHECK(!check(table));
  table.withdrawal.base = 0.2;
  CHECK(!check(table));
  const auto refused = [](auto&& change) {
    NegotiationTable bad = employers();
    change(bad);
    const auto error = check(bad);
    REQUIRE(error);
    return message(*error);
  };
  CHECK(refused([](auto& t) { t.withdrawal.base = 1.5; }) ==
        "negotiation.withdrawal.base is 1.5; allowed: a number from 0 to 0.9.");
  CHECK(refused([](auto& t) { t.limit.over_top_sd = 0; }) ==
        "negotiation.limit.over_top.sd is 0; allowed: a number from 0.005 to 1.");
  CHECK(refused([](auto& t) {
          t.types[0].share = 0.5;
        }).find("negotiation.types, share is together 1.25; allowed: shares that make 1") == 0);
  CHECK(refused([](auto& t) { t.types[1].closes_b = 1; }) ==
        "negotiation.types, fair: closes[1] is 1; allowed: a number from 1.05 to 20.");
  CHECK(refused([](auto& t) { t.types.clear(); }) == "negotiation.types is 0 types; allowed: 1 to 16.");
}

TEST_CASE("a refused table names the field", "[bargain][employer]") {
  const std::string good(test::file("models/bargain/negotiation.json"));
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    const auto answer = parse_negotiation(bad);
    REQUIRE(!answer);
    return answer.error();
  };
  CHECK(refused("chouma.negotiation/1", "chouma.negotiation/2").code == Code::bad_version);
  CHECK(refused("\"base\": 0.064", "\"base\": 6.4").where == "negotiation.withdrawal.base");
  CHECK(refused("\"scarcity\": 0.1,", "").where == "negotiation.limit.scarcity");
  CHECK(refused("\"id\": \"fair\"", "\"id\": \"hard\"").value == "hard");
  CHECK(refused("\"holds\": 0.5", "\"held\": 0.5").code == Code::unknown_name);
}
