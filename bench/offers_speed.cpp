// Processor time of valuing and comparing offers: bench_offers_speed models [runs]
#include "bargain/offers.h"
#include "bargain/split.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace chouma;
using namespace chouma::bargain;

namespace {

template <class Work>
double median_ms(int runs, Work&& work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const std::clock_t begin = std::clock();
    work(i);
    times.push_back(1e3 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

Offer offer_of(const std::string& name, int every, EquityTaxed taxed) {
  Offer offer;
  offer.name = name;
  offer.base.amount = 42000;
  offer.months = 15;
  offer.variable.low.amount = 20000;
  offer.variable.expected.amount = 60000;
  offer.variable.high.amount = 120000;
  offer.sign_on.amount = 50000;
  offer.stay = 0.85;
  offer.city = "beijing";
  offer.fund_rate = 0.12;
  Equity equity;
  equity.price = 120;
  equity.volatility = 0.45;
  equity.taxed = taxed;
  equity.grants.push_back({5000, 0, cliff_vesting(12, 48, every)});
  offer.equity = equity;
  return offer;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::puts("usage: bench_offers_speed models [runs]"), 2;
  const int runs = argc > 2 ? std::stoi(argv[2]) : 51;
  std::ifstream file(std::string(argv[1]) + "/tax/cn.json");
  std::stringstream text;
  text << file.rdbuf();
  const auto tables = parse_pay_tables(text.str());
  if (!tables) return std::puts(message(tables.error()).c_str()), 1;
  Outlook outlook;
  outlook.start = month_of(2026, 12);
  double sum = 0;
  for (const int years : {4, 5})
    for (const int every : {12, 3, 1}) {
      outlook.years = years;
      const Offer offer = offer_of("A", every, EquityTaxed::separate);
      const double ms =
          median_ms(runs, [&](int) { sum += value_offer(tables.value(), outlook, offer, 0).total.expected; });
      std::printf("one offer, %d years, vesting every %2d months: %.2f ms\n", years, every, ms);
    }
  std::vector<Result<Offer>> offers;
  for (int i = 0; i < 5; ++i)
    offers.emplace_back(offer_of(std::string(1, static_cast<char>('A' + i)), i % 2 == 0 ? 1 : 12,
                                 i % 2 == 0 ? EquityTaxed::separate : EquityTaxed::wages));
  outlook.years = 4;
  const double ms =
      median_ms(runs, [&](int) { sum += compare(tables.value(), outlook, offers, "").value().verdict->chance; });
  std::printf("five offers compared, with break-even: %.2f ms\n", ms);
  const CityPeriod& period = period_of(tables.value().cities[0], outlook.start);
  const double split = median_ms(runs, [&](int i) {
    sum += yuan(best_split(tables.value(), period, {50'000'000 + i, 0, 120'000, true}, 0, Aim::cash).cash);
  });
  std::printf("best split of a first year's package: %.3f ms\n(%g)\n", split, sum);
  return 0;
}
