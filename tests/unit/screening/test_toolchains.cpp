#include "screening/toolchains.h"

#include "support/files.h"
#include "unit/text/real_lexicon.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using chouma::Code;
using chouma::Level;
using chouma::Span;
using namespace chouma::screening;
using chouma::test::real_lexicon;
namespace text = chouma::text;

namespace {

const ToolchainTable& table() {
  static const ToolchainTable parsed = [] {
    auto result = parse_toolchains(chouma::test::file("models/screening/toolchains.json"), real_lexicon());
    if (!result) throw std::runtime_error(message(result.error()));
    return result.value();
  }();
  return parsed;
}

Toolchains ticked(std::vector<std::string> tools, std::optional<double> years) {
  Evidence evidence;
  evidence.tools = std::move(tools);
  return check_toolchains(table(), "", {}, evidence, years);
}

Toolchains read(std::string_view words) {
  return check_toolchains(table(), words, text::read_resume(real_lexicon(), words), {}, std::nullopt);
}

std::vector<std::string> met(const Toolchains& result) {
  std::vector<std::string> ids;
  for (const ToolCheck& item : result.items)
    if (item.met) ids.push_back(item.id);
  return ids;
}

double at_least(const std::array<double, 6>& levels, Level level) {
  double sum = 0;
  for (auto i = static_cast<std::size_t>(level); i < levels.size(); ++i) sum += levels[i];
  return sum;
}

constexpr double kYears[] = {0, 0.5, 1, 2.9, 3, 4, 5, 9.9, 10, 40};

}  // namespace

TEST_CASE("the given checklists by level", "[screening]") {
  std::vector<std::pair<std::string, Level>> items;
  for (const ToolCheck& item : ticked({}, 3).items) items.emplace_back(item.id, item.level);
  CHECK(items == std::vector<std::pair<std::string, Level>>{{"go-test-race", Level::junior},
                                                            {"pprof", Level::junior},
                                                            {"golangci-lint", Level::junior},
                                                            {"ebpf", Level::mid},
                                                            {"kustomize", Level::mid},
                                                            {"buf", Level::mid},
                                                            {"terraform", Level::senior},
                                                            {"opa", Level::senior},
                                                            {"goose", Level::senior}});
}

TEST_CASE("an item is met by wording, by a skill or by a tick", "[screening]") {
  CHECK(met(read("我们用 go test -race 和 golangci-lint 把关")) ==
        std::vector<std::string>{"go-test-race", "golangci-lint"});
  CHECK(met(read("libbpf-go, Kustomize and buf.build for gRPC")) ==
        std::vector<std::string>{"ebpf", "kustomize", "buf"});
  CHECK(met(read("Pulumi; Open Policy Agent; migrations in golang with goose")) ==
        std::vector<std::string>{"terraform", "opa", "goose"});
  CHECK(met(read("opaque buffers, a wild goose chase, trace")).empty());
  CHECK(met(ticked({"opa", "no-such-item"}, 3)) == std::vector<std::string>{"opa"});
  for (const std::string_view denied :
       {"没用过 eBPF、Kustomize", "Never used Terraform, Pulumi or OPA", "Never used Terraform or go test -race",
        "No experience with rego", "bpftrace 没接触过", "没有 buf.build 使用经验", "haven’t used golangci-lint"})
    CHECK(met(read(denied)).empty());
  CHECK(met(read("没用过 eBPF，用 OPA 管策略")) == std::vector<std::string>{"opa"});

  const Toolchains result = read("用 net/http/pprof 与 pprof");
  REQUIRE(result.items[1].met);
  CHECK(result.items[1].resume == std::vector<Span>{{2, 16}, {19, 24}});
  CHECK(ticked({"pprof"}, 3).items[1].resume.empty());
}

TEST_CASE("nothing ticked leaves the estimate as it was", "[screening]") {
  for (const double years : kYears) {
    const LevelEstimate estimate = ticked({}, years).estimate;
    CHECK(estimate.before == estimate.after);
    CHECK_THAT(at_least(estimate.before, Level::intern), WithinAbs(1, 1e-12));
  }
}

TEST_CASE("the level by years alone, by hand", "[screening]") {
  // band 3 – 4: 3453.9 unnamed go to mid by 113.3 / 135.5, to junior the rest; sum 4011.6
  const LevelEstimate three = ticked({}, 3).estimate;
  CHECK_THAT(three.before[static_cast<std::size_t>(Level::mid)],
             WithinAbs((112.3 + 3453.9 * 113.3 / 135.5) / 4011.6, 1e-12));
  CHECK_THAT(three.before[static_cast<std::size_t>(Level::senior)], WithinAbs(364.3 / 4011.6, 1e-12));
  CHECK(three.level == Level::mid);
  CHECK(ticked({}, 0).estimate.level == Level::junior);
  CHECK(ticked({}, 2.9).estimate.before == ticked({}, 1).estimate.before);
  CHECK(ticked({}, 40).estimate.before == ticked({}, 10).estimate.before);
  // without years: all bands together, between the extremes
  const double senior = at_least(ticked({}, std::nullopt).estimate.before, Level::senior);
  CHECK(senior > at_least(ticked({}, 0).estimate.before, Level::senior));
  CHECK(senior < at_least(ticked({}, 10).estimate.before, Level::senior));
}

TEST_CASE("the level estimate moves with the checklist", "[screening]") {
  for (const double years : kYears) {
    CAPTURE(years);
    const LevelEstimate all = ticked({"terraform", "opa", "goose"}, years).estimate;
    CHECK(at_least(all.after, Level::senior) > at_least(all.before, Level::senior));
    CHECK_THAT(at_least(all.after, Level::intern), WithinAbs(1, 1e-12));
    // the odds of senior or above are multiplied by ratio³ = 8
    const double before = at_least(all.before, Level::senior), after = at_least(all.after, Level::senior);
    CHECK_THAT(after / (1 - after), WithinAbs(8 * before / (1 - before), 1e-9));
  }
  CHECK(ticked({}, 5).estimate.level == Level::mid);
  CHECK(ticked({"terraform", "opa", "goose"}, 5).estimate.level == Level::senior);
}

TEST_CASE("one more item never lowers its own level or above, whatever else is ticked", "[screening]") {
  const auto& items = table().items;
  for (const double years : {0.0, 3.0, 10.0})
    for (unsigned mask = 0; mask < 1u << items.size(); ++mask) {
      std::vector<std::string> tools;
      for (std::size_t i = 0; i < items.size(); ++i)
        if (mask >> i & 1) tools.push_back(items[i].id);
      const auto without = ticked(tools, years).estimate.after;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (mask >> i & 1) continue;
        auto more = tools;
        more.push_back(items[i].id);
        if (at_least(ticked(more, years).estimate.after, items[i].level) < at_least(without, items[i].level) - 1e-12)
          FAIL(items[i].id << " at " << years << " years, mask " << mask);
      }
    }
  SUCCEED();
}

TEST_CASE("a toolchain table is refused by name", "[screening]") {
  const auto broken = [](auto change) {
    auto json = nlohmann::json::parse(chouma::test::file("models/screening/toolchains.json"));
    change(json);
    const auto parsed = parse_toolchains(json.dump(), real_lexicon());
    REQUIRE_FALSE(parsed);
    return parsed.error();
  };
  CHECK(broken([](auto& t) { t["format"] = 3; }).code == Code::bad_version);
  CHECK(broken([](auto& t) { t["assumed"]["ratio"] = 0.5; }).where == "toolchains.assumed.ratio");
  CHECK(broken([](auto& t) { t["assumed"].erase("why"); }).where == "toolchains.assumed.why");
  CHECK(broken([](auto& t) { t["items"][1]["skills"][0] = "no-such-skill"; }).code == Code::unknown_name);
  CHECK(broken([](auto& t) { t["items"][1]["level"] = "guru"; }).where == "toolchains.items, row 2: level");
  CHECK(broken([](auto& t) { t["items"][1]["id"] = "go-test-race"; }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["items"][1]["phrases"].push_back("-RACE"); }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["counts"]["years"][0]["from"] = 1; }).code == Code::out_of_range);
  CHECK(broken([](auto& t) { t["counts"]["years"][2]["from"] = 1; }).code == Code::out_of_range);
  CHECK(broken([](auto& t) { t["counts"]["years"][0]["levels"].push_back(1); }).code == Code::too_large);
}
