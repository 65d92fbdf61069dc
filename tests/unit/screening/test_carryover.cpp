#include "screening/carryover.h"

#include "support/files.h"
#include "unit/text/real_lexicon.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

#include <catch_amalgamated.hpp>

using chouma::Code;
using namespace chouma::screening;
using chouma::test::real_lexicon;

namespace {

const Carryover& matrix() {
  static const Carryover table = [] {
    auto parsed = parse_carryover(chouma::test::file("models/screening/carryover.json"), real_lexicon());
    if (!parsed) throw std::runtime_error(message(parsed.error()));
    return parsed.value();
  }();
  return table;
}

std::uint32_t skill(std::string_view id) {
  const auto found = real_lexicon().find_skill(id);
  REQUIRE(found);
  return *found;
}

const Carry* carry(std::vector<std::string_view> held, std::string_view asked) {
  std::vector<std::uint32_t> skills;
  for (const std::string_view id : held) skills.push_back(skill(id));
  std::sort(skills.begin(), skills.end());
  return best_carry(matrix(), skills, skill(asked));
}

}  // namespace

TEST_CASE("the committed matrix has at least sixty sourced rows", "[screening]") {
  CHECK(matrix().rows.size() >= 60);
  for (const Carry& row : matrix().rows) {
    CAPTURE(real_lexicon().skills()[row.from].id, real_lexicon().skills()[row.to].id);
    CHECK_FALSE(row.source.empty());
    CHECK(row.why.zh.size() > 10);
    CHECK(row.why.en.size() > 10);
    CHECK(row.from != row.to);
  }
  CHECK(std::is_sorted(matrix().rows.begin(), matrix().rows.end(),
                       [](const Carry& a, const Carry& b) { return std::tie(a.to, a.from) < std::tie(b.to, b.from); }));
}

TEST_CASE("the given pairs carry over", "[screening]") {
  REQUIRE(carry({"pprof"}, "java-flight-recorder"));
  CHECK(carry({"pprof"}, "java-flight-recorder")->degree == Degree::partly);
  REQUIRE(carry({"net-http-pprof"}, "jdk-events"));
  CHECK(carry({"pprof"}, "cobol") == nullptr);
  CHECK(carry({}, "java-flight-recorder") == nullptr);
  CHECK(carry({"java-flight-recorder"}, "net-http-pprof") == nullptr);  // a direction is a row of its own
  for (const auto& [from, to] :
       std::vector<std::pair<std::string_view, std::string_view>>{{"ebpf", "systemtap"},
                                                                  {"systemtap", "ebpf"},
                                                                  {"ebpf", "perf"},
                                                                  {"go-channel", "tokio"},
                                                                  {"goroutine", "virtual-threads"},
                                                                  {"prometheus", "opentelemetry"},
                                                                  {"prometheus", "datadog"},
                                                                  {"grpc", "dubbo"},
                                                                  {"grpc", "thrift"},
                                                                  {"kafka", "pulsar"},
                                                                  {"pulsar", "kafka"},
                                                                  {"kafka", "rocketmq"},
                                                                  {"rocketmq", "kafka"},
                                                                  {"docker-compose", "kubernetes"},
                                                                  {"terraform", "pulumi"},
                                                                  {"pulumi", "terraform"},
                                                                  {"mysql", "postgresql"},
                                                                  {"postgresql", "mysql"},
                                                                  {"react", "vue"},
                                                                  {"vue", "react"},
                                                                  {"spring-cloud", "istio"}}) {
    CAPTURE(from, to);
    CHECK(carry({from}, to) != nullptr);
  }
}

TEST_CASE("of several skills held the one that carries furthest counts", "[screening]") {
  const Carry* best = carry({"perf", "net-http-pprof"}, "pprof");
  REQUIRE(best);
  CHECK(best->from == skill("net-http-pprof"));
  CHECK(best->degree == Degree::fully);
  CHECK(carry({"perf"}, "pprof")->degree == Degree::partly);
}

TEST_CASE("a matrix is refused by name", "[screening]") {
  const auto broken = [](auto change) {
    auto table = nlohmann::json::parse(chouma::test::file("models/screening/carryover.json"));
    change(table);
    const auto parsed = parse_carryover(table.dump(), real_lexicon());
    REQUIRE_FALSE(parsed);
    return parsed.error();
  };
  CHECK(broken([](auto& t) { t["format"] = "x"; }).code == Code::bad_version);
  CHECK(broken([](auto& t) { t["rows"][2]["to"] = "no-such-skill"; }).where == "carryover, row 3: to");
  CHECK(broken([](auto& t) { t["rows"][0]["from"] = "Go lang"; }).code == Code::unknown_name);  // ids, not aliases
  CHECK(broken([](auto& t) { t["rows"][0]["degree"] = "mostly"; }).allowed == "partly or fully");
  CHECK(broken([](auto& t) { t["rows"][0]["to"] = t["rows"][0]["from"]; }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["rows"].push_back(t["rows"][0]); }).allowed == "each pair once");
  CHECK(broken([](auto& t) { t["rows"][0].erase("source"); }).code == Code::bad_schema);
  CHECK(broken([](auto& t) { t["rows"] = nlohmann::json::array(); }).code == Code::out_of_range);
}
