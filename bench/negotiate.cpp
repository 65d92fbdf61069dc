// Negotiations: who wins against whom, how fast, how well the posterior knows simulated employers. Figures: docs/negotiation.md.
// usage: bench_negotiate MODELS tournament [DOMAIN.json…] [--rounds N] [--seeds N]   every strategy against every other, on our pay packages and the domains given
//        bench_negotiate MODELS speed [DOMAIN.json…] [--rounds N]                    full negotiations a second, every pairing
//        bench_negotiate MODELS frontier DOMAIN.json…                                points, Nash, Kalai-Smorodinsky, Kalai
//        bench_negotiate MODELS calibration [--draws N]                              the posterior on employers as modelled and on three that are not
//        bench_negotiate MODELS meso                                                 how often three equal Pareto packages exist
//        bench_negotiate MODELS rehearse [--draws N]                                 a plan drawn once against each employer type
#include "negotiate_data.h"

#include "bargain/employer_play.h"
#include "bargain/frontier.h"
#include "bargain/negotiation.h"
#include "bargain/plan.h"
#include "bargain/practice.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace chouma;
using namespace chouma::bargain;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(result.value());
  std::fprintf(stderr, "%s\n", message(result.error()).c_str());
  std::exit(1);
}

struct Options {
  std::string models, what;
  std::vector<std::string> domains;
  std::map<std::string, int> numbers{{"--rounds", 0}, {"--seeds", 3}, {"--draws", 20000}};
};

struct Named {
  std::string name;
  Domain domain;
};

std::vector<Named> domains_of(const Options& options) {
  std::vector<Named> out = {{"pay packages", bench::package_domain(read(options.models + "/bargain/packages.json"))}};
  for (const std::string& path : options.domains)
    out.push_back({path.substr(path.rfind('/') + 1), need(parse_domain(read(path)))});
  return out;
}

void tournament_table(const Options& options) {
  for (const Named& named : domains_of(options)) {
    const Arena arena(named.domain);
    for (const int rounds :
         options.numbers.at("--rounds") > 0 ? std::vector{options.numbers.at("--rounds")} : std::vector{10, 1000}) {
      std::printf("\n%s, %u outcomes, %d rounds\n", named.name.c_str(), named.domain.space.size, rounds);
      std::puts("| strategy | own | other | own × other | deals | efficient | rounds |\n|---|---|---|---|---|---|---|");
      for (const Standing& s : tournament(arena, strategies(), rounds, options.numbers.at("--seeds"), 1))
        std::printf("| %s | %.3f | %.3f | %.3f | %.2f | %.2f | %.0f |\n", s.id.c_str(), s.own, s.other, s.product,
                    s.deals, s.efficient, s.rounds);
    }
  }
}

void speed(const Options& options) {
  const int rounds = options.numbers.at("--rounds") > 0 ? options.numbers.at("--rounds") : 100;
  std::printf("%d rounds, processor time\n", rounds);
  for (const Named& named : domains_of(options)) {
    const Arena arena(named.domain);
    double worst = 0, all = 0;
    int talks = 0;
    std::string worst_pair;
    for (const Strategy& a : strategies())
      for (const Strategy& b : strategies()) {
        const int repeats = 20;
        const std::clock_t begin = std::clock();
        for (int i = 0; i < repeats; ++i) negotiate(arena, {a, b}, rounds, static_cast<std::uint64_t>(i));
        const double took = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        all += took;
        talks += repeats;
        if (took / repeats > worst) {
          worst = took / repeats;
          worst_pair = a.id + " against " + b.id;
        }
      }
    std::printf("%-16s %6u outcomes: %8.0f a second over all pairs; slowest pair %8.0f (%s)\n", named.name.c_str(),
                named.domain.space.size, talks / all, 1 / worst, worst_pair.c_str());
  }
}

void frontier_table(const Options& options) {
  for (const Named& named : domains_of(options)) {
    const auto& [first, second] = named.domain.utility;
    const Frontier frontier = pareto_frontier(first, second);
    const Solutions s = *solutions(frontier, first, second);
    std::printf(
        "%-16s %6u outcomes, %zu points; Nash (%.4f, %.4f), Kalai-Smorodinsky (%.4f, %.4f), Kalai (%.4f, %.4f)\n",
        named.name.c_str(), named.domain.space.size, frontier.points, s.nash.first, s.nash.second,
        s.kalai_smorodinsky.first, s.kalai_smorodinsky.second, s.egalitarian.first, s.egalitarian.second);
  }
}

void calibration(const Options& options, const NegotiationTable& table) {
  std::puts(
      "| employers | offers seen | talks | coverage of P10–P90 | mean log(P90/P10) | CRPS, log points "
      "|\n|---|---|---|---|---|---|");
  for (const auto& [kind, name] : {std::pair{EmployerKind::as_modelled, "as modelled"},
                                   {EmployerKind::bluffer, "bluffer"},
                                   {EmployerKind::capped_committee, "committee with a hard cap"},
                                   {EmployerKind::low_range, "range far below the limit"}})
    for (const Calibration& c : calibrate(table, 30000, kind, options.numbers.at("--draws"), 3, 1))
      std::printf("| %s | %d | %d | %.3f | %.3f | %.4f |\n", name, c.offers, c.talks, c.coverage, c.width, c.crps);
}

void meso_table(const Options& options) {
  const Packages packages = bench::packages(read(options.models + "/bargain/packages.json"), 500);
  std::vector<std::vector<double>> others = packages.cost;
  for (auto& other : others)
    for (double& cost : other) cost = -cost;
  int three = 0, levels = 0;
  double least = 1, sum = 0;
  for (double target = 26000; target <= 36000; target += 100) {
    const Meso found = meso(packages.space, packages.worth, others, target);
    ++levels;
    if (found.shortage) continue;
    ++three;
    sum += found.least_distance;
    least = std::min(least, found.least_distance);
  }
  std::printf(
      "%u packages; three at %d of %d levels of worth; least distance within a triple: mean %.3f, smallest %.3f\n",
      packages.space.size, three, levels, sum / three, least);
}

void rehearsal(const Options& options, const NegotiationTable& table) {
  Warnings warnings;
  PostingFacts facts;
  facts.posted = PostedPay{20000, 30000};
  const LimitPrior prior = need(limit_prior(table, facts, warnings));
  const Posterior known = posterior(table, prior, {});
  for (const int rounds : {1, 3, 5}) {
    PlanRequest request;
    request.walk_away = 22000;
    request.rounds = rounds;
    const Plan plan = need(make_plan(table, prior, known, request, nullptr, warnings));
    std::vector<RehearsedRound> asks;
    std::printf("\n%d rounds:", rounds);
    for (const PlanRound& round : plan.rounds) {
      asks.push_back({round.ask, round.accept_from});
      std::printf(" ask %.0f (taken %.2f, accept from %.0f)", round.ask, round.accepted, round.accept_from);
    }
    const DealPoint& opening = plan.deal.curve[*plan.deal.opening];
    std::printf("\nP(deal) %.3f, withdrawn %.3f, pay if a deal %.0f, certain %.0f; without the range %.0f\n",
                opening.deal, opening.withdrawn, opening.pay, opening.certain,
                plan.deal.curve[*plan.deal.unbounded].ask);
    for (std::size_t type = 0; type < table.types.size(); ++type) {
      const Rehearsal r = rehearse(table, prior, type, asks, request.walk_away, options.numbers.at("--draws"), 1);
      std::printf("  %-10s overlap %.3f, deals %.3f, mean pay %.0f, share of the surplus %.3f\n",
                  table.types[type].id.c_str(), r.overlap, r.deals, r.pay, r.share);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> words;
  for (int i = 1; i < argc; ++i) {
    if (options.numbers.contains(argv[i]) && i + 1 < argc) {
      options.numbers[argv[i]] = std::atoi(argv[i + 1]);
      ++i;
    } else {
      words.emplace_back(argv[i]);
    }
  }
  if (words.size() < 2) {
    std::fputs(
        "usage: bench_negotiate MODELS tournament|speed|frontier|calibration|meso|rehearse [DOMAIN.json…] [--rounds N] "
        "[--seeds N] [--draws N]\n",
        stderr);
    return 2;
  }
  options.models = words[0];
  options.what = words[1];
  options.domains.assign(words.begin() + 2, words.end());
  const NegotiationTable table = need(parse_negotiation(read(options.models + "/bargain/negotiation.json")));
  if (options.what == "tournament") tournament_table(options);
  if (options.what == "speed") speed(options);
  if (options.what == "frontier") frontier_table(options);
  if (options.what == "calibration") calibration(options, table);
  if (options.what == "meso") meso_table(options);
  if (options.what == "rehearse") rehearsal(options, table);
}
