#include "salary/premium.h"

#include "base/math.h"
#include "base/random.h"
#include "support/files.h"
#include "support/small_model.h"

#include <algorithm>
#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::salary::Premium;
using chouma::salary::premium;
using chouma::salary::PremiumPart;
using chouma::salary::SalaryModel;
using chouma::salary::Scarcity;
using chouma::salary::ScarcityRow;
using chouma::test::lexicon;
using chouma::test::small_model;
namespace base = chouma::base;
using Tags = std::vector<std::string>;

namespace {

const Scarcity& given() {
  static const Scarcity table =
      chouma::salary::parse_scarcity(chouma::test::file("models/scarcity/given.json")).value();
  return table;
}

Premium price(const Tags& tags, const SalaryModel* model = nullptr) { return premium(tags, lexicon(), given(), model); }

const PremiumPart& part(const Premium& p, const Tags& tags) {
  const auto found = std::find_if(p.parts.begin(), p.parts.end(),
                                  [&](const PremiumPart& candidate) { return candidate.tags == tags; });
  REQUIRE(found != p.parts.end());
  return *found;
}

/// A table of the base and of chips by their log premiums, in units of ε = 1 and base ratio 1.
Scarcity table_of(const std::vector<std::pair<Tags, double>>& logs) {
  std::vector<ScarcityRow> rows = {{{"Go"}, 1, 0}};
  for (const auto& [tags, log] : logs) {
    Tags with_base = tags;
    with_base.push_back("Go");
    rows.push_back({with_base, base::exp(-log), base::exp(log) - 1});
  }
  const auto table = chouma::salary::fit_scarcity("own", "", "Go", rows);
  REQUIRE(table);
  return table.value();
}

}  // namespace

TEST_CASE("each row of the given table has its fitted value without a model", "[salary]") {
  const auto [tags, value] = GENERATE(table<Tags, double>(
      {{{"Go"}, 1.0}, {{"Go", "eBPF"}, 1.4186}, {{"Go", "WASM"}, 1.2471}, {{"Go", "eBPF", "WASM"}, 1.6895}}));
  CAPTURE(tags);
  const Premium p = price(tags);
  CHECK_THAT(p.raw, WithinAbs(value, 0.0005));
  CHECK(p.coefficient == p.raw);
  CHECK(p.clamped == 0);
  CHECK(p.low <= p.raw);
  CHECK(p.raw <= p.high);
}

TEST_CASE("the base alone is exactly 1, with a model too, and so is an empty list", "[salary]") {
  const SalaryModel model = small_model({{"go", 0.12}, {"ebpf", 0.3}});
  for (const SalaryModel* m : {static_cast<const SalaryModel*>(nullptr), &model}) {
    for (const Tags& tags : {Tags{"Go"}, Tags{"golang", "GO"}, Tags{}, Tags{"no such thing"}}) {
      const Premium p = price(tags, m);
      CHECK(p.raw == 1.0);
      CHECK(p.coefficient == 1.0);
      CHECK(p.low == 1.0);
      CHECK(p.high == 1.0);
    }
  }
}

TEST_CASE("the parts add up to the log of raw, and intervals hold their values", "[salary]") {
  const SalaryModel model =
      small_model({{"go", 0.1}, {"ebpf", 0.25, 0.1, 9}, {"kubernetes", 0.08, 0.02, 900}, {"redis", -0.03, 0.02, 400}});
  for (const SalaryModel* m : {static_cast<const SalaryModel*>(nullptr), &model})
    for (const Tags& tags : {Tags{"Go"}, Tags{"Go", "eBPF", "WASM"}, Tags{"eBPF", "Redis", "Kubernetes"},
                             Tags{"Go", "eBPF", "Redis", "Cilium"}}) {
      const Premium p = price(tags, m);
      double sum = 0;
      for (const PremiumPart& term : p.parts) {
        sum += term.log;
        CHECK(term.low <= term.log);
        CHECK(term.log <= term.high);
      }
      CHECK(base::exp(sum) == p.raw);
      CHECK(p.low <= p.coefficient);
      CHECK(p.coefficient <= p.high);
    }
}

TEST_CASE("the scale ends at 0.8 and 2.3, and it is said when it was reached", "[salary]") {
  const Scarcity dear = table_of({{{"eBPF"}, 0.9}, {{"WASM"}, 0.6}, {{"Redis"}, -0.5}});
  const Premium high = premium({"Go", "eBPF"}, lexicon(), dear, nullptr);
  CHECK_THAT(high.raw, WithinRel(base::exp(0.9), 1e-9));
  CHECK(high.coefficient == 2.3);
  CHECK(high.clamped == 1);
  const Premium low = premium({"Go", "Redis"}, lexicon(), dear, nullptr);
  CHECK_THAT(low.raw, WithinRel(base::exp(-0.5), 1e-9));
  CHECK(low.coefficient == 0.8);
  CHECK(low.clamped == -1);
}

TEST_CASE("unknown tags are listed once, as typed, and change nothing", "[salary]") {
  const Premium p = price({"Go", "quux-42", "eBPF", "quux-42", "🦄"});
  CHECK(p.unknown == Tags{"quux-42", "🦄"});
  CHECK(p.raw == price({"Go", "eBPF"}).raw);
}

TEST_CASE("a table's own tag that the lexicon lacks is priced", "[salary]") {
  const Scarcity own = table_of({{{"Quux-42"}, 0.2}, {{"eBPF"}, 0.3}});
  const Premium p = premium({"Go", "quux-42"}, lexicon(), own, nullptr);
  CHECK(p.unknown.empty());
  CHECK_THAT(p.raw, WithinRel(base::exp(0.2), 1e-9));
}

TEST_CASE("order and repetition of tags do not matter", "[salary]") {
  const SalaryModel model = small_model({{"go", 0.1}, {"ebpf", 0.25, 0.1, 9}, {"redis", 0.05, 0.02, 50}});
  Tags tags = {"Go", "WASM", "eBPF", "Redis", "Kubernetes"};
  const Premium first = price(tags, &model);
  std::sort(tags.begin(), tags.end());
  do {
    Tags twice = tags;
    twice.insert(twice.end(), tags.begin(), tags.end());
    const Premium p = price(twice, &model);
    REQUIRE(p.raw == first.raw);
    REQUIRE(p.low == first.low);
    REQUIRE(p.parts.size() == first.parts.size());
    for (std::size_t i = 0; i < p.parts.size(); ++i) REQUIRE(p.parts[i].tags == first.parts[i].tags);
  } while (std::next_permutation(tags.begin(), tags.end()));
}

TEST_CASE("untabulated pairs and triples are answered, sub-additively", "[salary]") {
  const Scarcity own = table_of({{{"eBPF"}, 0.4}, {{"WASM"}, 0.25}, {{"Redis"}, 0.1}, {{"eBPF", "WASM"}, 0.6}});
  CHECK_THAT(own.overlap, WithinAbs(0.8, 1e-6));
  // {eBPF, Redis}: 0.4 + δ 0.1;  {eBPF, WASM, Redis}: the tabulated 0.6 as one, then δ 0.1
  CHECK_THAT(std::log(premium({"Go", "eBPF", "Redis"}, lexicon(), own, nullptr).raw), WithinAbs(0.4 + 0.8 * 0.1, 1e-6));
  CHECK_THAT(std::log(premium({"Go", "eBPF", "WASM", "Redis"}, lexicon(), own, nullptr).raw),
             WithinAbs(0.6 + 0.8 * 0.1, 1e-6));
  CHECK_THAT(std::log(premium({"Go", "WASM", "Redis"}, lexicon(), own, nullptr).raw),
             WithinAbs(0.25 + 0.8 * 0.1, 1e-6));
}

TEST_CASE("every row of a table comes out exactly, rows within rows too", "[salary]") {
  const Scarcity own = table_of({{{"eBPF"}, 0.4},
                                 {{"WASM"}, 0.25},
                                 {{"Redis"}, 0.1},
                                 {{"eBPF", "WASM"}, 0.5},
                                 {{"WASM", "Redis"}, 0.45},
                                 {{"eBPF", "WASM", "Redis"}, 0.55},
                                 {{"Kubernetes", "Linux"}, 0.2}});
  for (const ScarcityRow& row : own.rows)
    CHECK_THAT(premium(row.tags, lexicon(), own, nullptr).raw, WithinRel(1 + row.raise, 1e-9));
}

TEST_CASE("prior and estimate are weighed by companies", "[salary]") {
  const SalaryModel model = small_model({{"ebpf", 0.1, 0.05, 30}}, 20);
  const Premium p = price({"Go", "eBPF"}, &model);
  const PremiumPart& ebpf = part(p, {"ebpf"});
  const double prior = given().elasticity * given().exposure(given().rows[1]);
  CHECK(ebpf.source == "blend");
  CHECK_THAT(ebpf.weight, WithinAbs(0.6, 1e-12));
  CHECK_THAT(*ebpf.prior, WithinAbs(prior, 1e-12));
  CHECK_THAT(*ebpf.estimate, WithinAbs(0.1, 1e-12));
  CHECK_THAT(ebpf.log, WithinAbs(0.4 * prior + 0.6 * 0.1, 1e-12));
  CHECK(ebpf.companies == 30);
  CHECK_THAT(p.raw, WithinAbs(base::exp(0.4 * prior + 0.6 * 0.1), 1e-12));
}

TEST_CASE("with data alone the premium is additive", "[salary]") {
  const std::int64_t all = 1'000'000'000'000;
  const SalaryModel model =
      small_model({{"ebpf", 0.3, 0.01, all}, {"webassembly", 0.2, 0.01, all}, {"redis", 0.1, 0.01, all}});
  const Premium p = price({"Go", "eBPF", "WASM", "Redis"}, &model);
  CHECK_THAT(p.raw, WithinAbs(base::exp(0.6), 1e-8));
}

TEST_CASE("nothing jumps when one more company names a skill", "[salary]") {
  const Tags tags = {"Go", "eBPF", "WASM", "Cilium", "Redis"};
  for (const std::string skill : {"ebpf", "webassembly", "service-mesh", "cilium", "redis"}) {
    CAPTURE(skill);
    double before = price(tags).raw;
    for (std::int64_t n = 0; n <= 2000; n = n < 50 ? n + 1 : n + n / 50) {
      const SalaryModel model = small_model({{skill, 0.35, 0.05, n}}, 200);
      const double now = price(tags, &model).raw;
      CAPTURE(n);
      // one company in k = 200 moves a weight by at most 1/200 (2 % steps of n later on: as little), the log by that much of the distance to 0.35
      CHECK_THAT(std::log(now) - std::log(before), WithinAbs(0, 0.7 / 200 * 2));
      before = now;
    }
  }
}

TEST_CASE("a tag without prior or estimate takes its parent's effect, by name", "[salary]") {
  // in the lexicon: cilium → service-mesh; ebpf → observability → systems
  const SalaryModel model = small_model({{"service-mesh", 0.15, 0.03, 60}, {"systems", 0.2, 0.05, 80}}, 20);
  const Premium p = price({"Go", "Cilium"}, &model);
  const PremiumPart& cilium = part(p, {"cilium"});
  CHECK(cilium.source == "parent");
  CHECK(cilium.parent == "service-mesh");
  CHECK_THAT(cilium.log, WithinAbs(0.15 * 60 / 80, 1e-12));
  CHECK(!cilium.estimate);

  // Without the table's word on eBPF, the grandparent's effect is used. The interval is wider than the parent's own.
  const Scarcity other = table_of({{{"WASM"}, 0.25}, {{"Redis"}, 0.1}});
  const Premium q = premium({"Go", "eBPF"}, lexicon(), other, &model);
  const PremiumPart& ebpf = part(q, {"ebpf"});
  CHECK(ebpf.source == "parent");
  CHECK(ebpf.parent == "systems");
  const Premium r = premium({"Go", "Systems"}, lexicon(), other, &model);
  const PremiumPart& systems = part(r, {"systems"});
  CHECK_THAT(ebpf.log, WithinAbs(systems.log, 1e-12));
  CHECK(ebpf.high - ebpf.low > 1.2 * (systems.high - systems.low));

  const Premium none = price({"Go", "Redis"});
  CHECK(part(none, {"redis"}).source == "none");
  CHECK(none.raw == 1.0);
}

TEST_CASE("a parent among the tags counts once", "[salary]") {
  const SalaryModel model = small_model({{"service-mesh", 0.15, 0.03, 60}}, 20);
  CHECK_THAT(price({"Go", "Cilium", "Service Mesh"}, &model).raw,
             WithinAbs(price({"Go", "Service Mesh"}, &model).raw, 1e-12));
}

TEST_CASE("without the base its effect is subtracted", "[salary]") {
  const SalaryModel model = small_model({{"go", 0.1, 0.02, 180}, {"java", 0.04, 0.02, 180}}, 20);
  CHECK_THAT(price({"Java"}, &model).raw, WithinAbs(base::exp(0.9 * (0.04 - 0.1)), 1e-12));
  CHECK_THAT(price({"Go", "Java"}, &model).raw, WithinAbs(base::exp(0.9 * 0.04), 1e-12));
}

TEST_CASE("a tag whose prior and estimate are not negative never lowers raw", "[salary]") {
  const std::uint64_t seed = 7;
  CAPTURE(seed);
  const Tags pool = {"eBPF",   "WASM",       "Redis",        "Kubernetes",    "Linux",
                     "Cilium", "Prometheus", "Service Mesh", "Observability", "MySQL"};
  const std::vector<std::string> ids = {"ebpf",   "webassembly", "redis",        "kubernetes", "linux",
                                        "cilium", "prometheus",  "service-mesh", "mysql"};
  for (std::uint32_t round = 0; round < 60; ++round) {
    std::uint64_t at = 0;
    const auto next = [&] { return base::uniform(seed, round, at++); };
    // combinations are disjoint, and worth at least their dearest part
    const double a = 0.5 * next(), b = 0.5 * next(), c = 0.5 * next(), d = 0.5 * next();
    const Scarcity own = table_of({{{"eBPF"}, a},
                                   {{"WASM"}, b},
                                   {{"Redis"}, c},
                                   {{"Kubernetes"}, d},
                                   {{"eBPF", "WASM"}, std::max(a, b) + next() * std::min(a, b)},
                                   {{"Redis", "Kubernetes"}, std::max(c, d) + next() * std::min(c, d)}});
    std::vector<chouma::test::PlantedSkill> skills;
    for (const std::string& id : ids)
      if (next() < 0.7) skills.push_back({id, 0.3 * next(), 0.02, static_cast<std::int64_t>(100 * next())});
    const SalaryModel model = small_model(skills, 20);
    for (const SalaryModel* m : {static_cast<const SalaryModel*>(nullptr), &model}) {
      Tags held = {"Go"};
      double before = 1;
      std::vector<std::pair<double, std::string>> shuffled;
      for (const std::string& tag : pool) shuffled.emplace_back(next(), tag);
      std::sort(shuffled.begin(), shuffled.end());
      for (const auto& [key, tag] : shuffled) {
        held.push_back(tag);
        const double now = premium(held, lexicon(), own, m).raw;
        CAPTURE(round, held);
        CHECK(now >= before * (1 - 1e-12));
        before = now;
      }
    }
  }
}

TEST_CASE("the table's dearest row that is held is named", "[salary]") {
  CHECK(price({"Go", "WASM", "eBPF", "Redis"}).table_row == 3);
  CHECK(price({"Go", "WASM"}).table_row == 2);
  CHECK(!price({"Go"}).table_row);
  CHECK(!price({"eBPF"}).table_row);
}
