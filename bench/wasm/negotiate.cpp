// What bench/negotiate.mjs calls: the talks of bench/negotiate.cpp, a number of them a call.
#include "negotiate_data.h"

#include "bargain/negotiation.h"
#include "bargain/plan.h"
#include "bargain/practice.h"
#include "base/math.h"

#include <emscripten/bind.h>

#include <memory>
#include <string>

namespace {

using namespace chouma;
using namespace chouma::bargain;

class Bench {
 public:
  /// A domain's JSON, or the table of packages.
  Bench(const std::string& json, bool packages)
      : domain_(packages ? bench::package_domain(json) : parse_domain(json).value()), arena_(domain_) {}

  unsigned outcomes() const { return domain_.space.size; }
  unsigned strategies() const { return static_cast<unsigned>(bargain::strategies().size()); }
  std::string name(unsigned strategy) const { return bargain::strategies()[strategy].id; }
  /// Rounds of `repeats` talks in all, so that no work is left out.
  unsigned talks(unsigned a, unsigned b, int rounds, unsigned repeats) const {
    unsigned sum = 0;
    for (unsigned i = 0; i < repeats; ++i)
      sum += static_cast<unsigned>(
          negotiate(arena_, {bargain::strategies()[a], bargain::strategies()[b]}, rounds, i).rounds);
    return sum;
  }

 private:
  Domain domain_;
  Arena arena_;
};

/// What a page asks for after each move: the posterior, a plan with packages; and a practice talk's answer.
class Page {
 public:
  Page(const std::string& negotiation, const std::string& packages)
      : table_(parse_negotiation(negotiation).value()), packages_(bench::packages(packages, 1000)) {}

  double plan(int offer) const {
    const LimitPrior prior{base::log(30000), 0.1};
    PlanRequest request;
    request.walk_away = 23000;
    request.history = {{Party::employer, 25000.0 + offer}};
    const Posterior known = posterior(table_, prior, request.history);
    Warnings warnings;
    return make_plan(table_, prior, known, request, &packages_, warnings).value().rounds.front().ask;
  }
  unsigned practise_once(unsigned seed) const {
    const PracticeSetup setup{seed % 4, seed, 23000, true};
    const auto talk = practise(table_, {base::log(30000), 0.1}, packages_, setup,
                               {{PracticeMove::Kind::ask, packages_.space.size - 1 - seed % 50}});
    return static_cast<unsigned>(talk.value().replies.size());
  }

 private:
  NegotiationTable table_;
  Packages packages_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(negotiate) {
  emscripten::class_<Bench>("Bench")
      .constructor<const std::string&, bool>()
      .function("outcomes", &Bench::outcomes)
      .function("strategies", &Bench::strategies)
      .function("name", &Bench::name)
      .function("talks", &Bench::talks);
  emscripten::class_<Page>("Page")
      .constructor<const std::string&, const std::string&>()
      .function("plan", &Page::plan)
      .function("practise", &Page::practise_once);
}
