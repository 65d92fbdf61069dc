// Every number in every talking point is found in the source that it cites, over generated requests.
#include "base/random.h"
#include "base/utf8.h"
#include "engine_support.h"

#include <cmath>
#include <map>
#include <set>

using chouma::Engine;
using nlohmann::json;
namespace test = chouma::test;
namespace base = chouma::base;

namespace {

bool has_digit(const std::string& text) { return text.find_first_of("0123456789") != std::string::npos; }

std::string utf16_slice(const std::string& text, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t at = 0, units = 0; at < text.size();) {
    const base::Decoded d = base::decode(text, at);
    if (units >= begin && units < end) out += text.substr(at, d.bytes);
    units += d.code > 0xFFFF ? 2 : 1;
    at += d.bytes;
  }
  return out;
}

/// The number of a run such as "¥48,500", "×1.21", "65th", "67%": its value and decimals.
struct Printed {
  double value = 0, half_unit = 0;
  bool percent = false;
};
Printed parse(const std::string& text) {
  Printed printed;
  std::string digits;
  for (const char c : text)
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  REQUIRE(!digits.empty());
  const std::size_t dot = digits.find('.');
  printed.value = std::stod(digits);
  printed.half_unit =
      0.5 * std::pow(10.0, dot == std::string::npos ? 0.0 : -static_cast<double>(digits.size() - dot - 1));
  printed.percent = text.find('%') != std::string::npos;
  return printed;
}

void check_cited(const std::string& run, const json& citation, const json& report, const json& table,
                 const std::string& text) {
  CAPTURE(run, citation.dump());
  if (!citation["span"].is_null()) {
    CHECK(citation["source"] == "text");
    const std::string slice = utf16_slice(text, citation["span"][0], citation["span"][1]);
    CAPTURE(slice);
    CHECK(slice.find(run) != std::string::npos);
    return;
  }
  const json::json_pointer path(citation["path"].get<std::string>());
  const json& source = citation["source"] == "scarcity" ? table : report;
  REQUIRE(source.contains(path));
  const json& value = source.at(path);
  REQUIRE(value.is_number());
  const Printed printed = parse(run);
  const bool share = printed.percent || path.to_string().find("percentile") != std::string::npos;
  CHECK(std::abs(printed.value - value.get<double>() * (share ? 100 : 1)) <=
        printed.half_unit * (1 + 1e-9) + (share ? 0.005 : 0.0));
}

}  // namespace

TEST_CASE("every number in every talking point is found in its source", "[engine][talk]") {
  Engine engine = test::engine_with_model();
  const json table = json::parse(test::file("models/scarcity/given.json"));
  const std::vector<std::string> pool = {"Go",        "eBPF", "WASM", "Kubernetes", "Redis", "Kafka",
                                         "Terraform", "Java", "PHP",  "S3",         "HTTP/2"};
  const std::vector<std::string> lines = {"28-45K·15薪",
                                          "薪资 15-20k",
                                          "年包50-70万",
                                          "面议",
                                          "$120k–150k",
                                          "5年以上经验",
                                          "3-5年",
                                          "精通 Go",
                                          "熟悉 Redis、Kafka、K8s",
                                          "了解 eBPF 与 WASM 🎲",
                                          "本科",
                                          "上海"};
  std::map<std::string, int> kinds;
  const std::uint64_t seed = 5;
  CAPTURE(seed);
  for (std::uint32_t round = 0; round < 250; ++round) {
    std::uint64_t at = 0;
    const auto chance = [&](double p) { return base::uniform(seed, round, at++) < p; };
    json request = test::request({});
    std::string text;
    if (chance(0.6))
      for (const std::string& line : lines)
        if (chance(0.5)) text += line + (chance(0.5) ? "\n" : "，");
    request["text"] = text;
    json tags = json::array();
    for (const std::string& tag : pool)
      if (chance(0.35)) tags.push_back(tag);
    request["tags"] = tags;
    if (chance(0.4)) request["years"] = std::floor(base::uniform(seed, round, at++) * 24) / 2;
    const json report = test::analyzed(engine, request);
    for (const json& point : report["talk"]) {
      CAPTURE(round, point.dump());
      ++kinds[point["kind"]];
      std::map<std::string, json> by_mark;
      for (const json& citation : point["citations"]) {
        CHECK((!citation["span"].is_null() || !citation["path"].is_null()));
        CHECK(by_mark.emplace(citation["mark"], citation).second);
      }
      for (const std::string language : {"zh", "en"}) {
        std::set<std::string> used;
        for (const json& run : point["parts"][language]) {
          std::string words = run["text"];
          if (run.contains("mark")) {
            REQUIRE(by_mark.count(run["mark"]) == 1);
            used.insert(run["mark"]);
            check_cited(words, by_mark[run["mark"]], report, table, text);
            continue;
          }
          for (const json& id : point["skills"])
            for (const json& skill : report["profile"]["skills"])
              if (skill["id"] == id)
                for (const char* name : {"name", "name_zh"})
                  if (const std::string known = skill[name]; !known.empty() && words.find(known) != std::string::npos)
                    words.erase(words.find(known), known.size());
          CHECK(!has_digit(words));
          CHECK(words.find_first_of("{}!") == std::string::npos);
        }
        CHECK(used.size() == by_mark.size());
      }
    }
  }
  // each kind was really said
  for (const char* kind : {"scarcity", "model", "posted_range", "target", "years"}) {
    CAPTURE(kind);
    CHECK(kinds[kind] > 10);
  }
}
