// Swapped stacks: the shipped table on the labelled postings, the arithmetic of a finding, refusals, hostile text.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "base/math.h"
#include "base/utf8.h"
#include "screening/swaps.h"
#include "text/extract.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;
using namespace chouma::screening;

namespace {

const SwapTable& table() {
  static const SwapTable parsed = [] {
    Result<SwapTable> result = parse_swaps(test::file("models/screening/swaps.json"), test::real_lexicon());
    if (!result) throw std::runtime_error(message(result.error()));
    return std::move(result.value());
  }();
  return parsed;
}

std::optional<SwapFinding> find(std::string_view text) {
  return find_swap(table(), test::real_lexicon(), text, text::extract(test::real_lexicon(), text));
}

std::vector<SwapMention> mentions(std::string_view text) {
  return swap_mentions(table(), test::real_lexicon(), text, text::extract(test::real_lexicon(), text)).list;
}

// Where the posting names a span's text (UTF-16), for texts of the basic plane.
std::string quoted(std::string_view text, Span span) {
  std::string out;
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++units) {
    const base::Decoded d = base::decode(text, at);
    if (units >= span.begin && units < span.end) out += text.substr(at, d.bytes);
    at += d.bytes;
  }
  return out;
}

// The context in which the first mention of a word stands.
std::string context_of(std::string_view text, std::string_view word) {
  for (const SwapMention& m : mentions(text))
    if (quoted(text, m.span) == word) return std::string(kSwapContexts[static_cast<std::size_t>(m.context)]);
  return "none";
}

struct Score {
  int postings = 0, swaps = 0, claims = 0, right = 0;
};

Score score(int half) {
  Score out;
  for (const auto& c : nlohmann::json::parse(test::file("tests/cases/screening/swaps.json"))) {
    if (c.at("id").get<int>() % 2 != half) continue;
    const std::string asked = c.at("asked").is_null() ? "" : c.at("asked").get<std::string>();
    const auto found = find(c.at("text").get<std::string>());
    const bool claimed = found && found->claimed;
    ++out.postings;
    out.swaps += asked.empty() ? 0 : 1;
    out.claims += claimed ? 1 : 0;
    out.right += claimed && found->asked == asked ? 1 : 0;
  }
  return out;
}

constexpr std::string_view kGateway =
    "高级 Go 后端工程师（云原生网关）\n职责\n1. 负责网关数据面；用 tokio 重写转发层，熟悉 async trait。\n要求\n2. 有 "
    "Rust 异步生产经验，理解 Pin/Unpin。\n3. 了解 Go。";

std::string table_with(std::string_view from, std::string_view to) {
  std::string bytes(test::file("models/screening/swaps.json"));
  const std::size_t at = bytes.find(from);
  if (at == std::string::npos) throw std::runtime_error("the table has no " + std::string(from));
  return bytes.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("At least 120 labelled postings in two halves, each with swaps and none", "[screening]") {
  const Score odd = score(1), even = score(0);
  CHECK(odd.postings + even.postings >= 120);
  for (const Score& half : {odd, even}) {
    CHECK(half.postings >= 60);
    CHECK(half.swaps * 5 >= half.postings * 2);
    CHECK(half.swaps * 5 <= half.postings * 3);
  }
}

TEST_CASE("On the half that nothing was fitted to: precision >= 0.9 at recall >= 0.7", "[screening]") {
  const Score held_out = score(0);
  INFO(held_out.right << " of " << held_out.claims << " claims right, " << held_out.swaps << " swaps");
  CHECK(held_out.right * 10 >= held_out.claims * 9);
  CHECK(held_out.right * 10 >= held_out.swaps * 7);
}

TEST_CASE("A finding is its prior plus its quoted weights", "[screening]") {
  const auto found = find(kGateway);
  REQUIRE(found);
  CHECK(found->declared == "go");
  CHECK(found->asked == "rust");
  CHECK(found->claimed);
  CHECK(found->asked_name.zh == "Rust");
  double sum = found->prior;
  for (const SwapEvidence& e : found->evidence) sum += e.weight;
  CHECK(sum == found->log_odds);
  CHECK(found->probability == 1 / (1 + base::exp(-found->log_odds)));
  std::vector<std::string> quotes;
  std::uint32_t last = 0;
  for (const SwapEvidence& e : found->evidence) {
    quotes.push_back(quoted(kGateway, e.span));
    CHECK(e.span.begin >= last);
    last = e.span.end;
    CHECK(e.weight != 0);
  }
  CHECK(quotes == std::vector<std::string>{"tokio", "async trait", "Rust 异步", "Pin/Unpin", "Go"});
  CHECK(found->evidence[0].line == 3);
  CHECK(found->evidence[4].line == 6);
}

TEST_CASE("The wording round a mention gives its context", "[screening]") {
  const std::string title = "Go 工程师\n";
  const auto context = [&](const std::string& line, std::string_view word) { return context_of(title + line, word); };
  CHECK(context("不要求 Java", "Java") == "negated");
  CHECK(context("No need for Java", "Java") == "negated");
  CHECK(context("有 Rust 经验者优先", "Rust") == "preferred");
  CHECK(context("Nice to have: Rust", "Rust") == "preferred");
  CHECK(context("熟悉 Java、Python 至少一门语言", "Java") == "alternative");
  CHECK(context("At least one of Java, Python or C++", "Java") == "alternative");
  CHECK(context("精通 Rust/Java", "Rust") == "alternative");
  CHECK(context("了解 Java", "Java") == "light");
  CHECK(context("Some Java", "Java") == "light");
  CHECK(context("将 Java 服务拆分", "Java") == "leaving");
  CHECK(context("Move away from PHP", "PHP") == "leaving");
  CHECK(context("与 Java 团队一起工作", "Java") == "aside");
  CHECK(context("Work with Java teams", "Java") == "aside");
  CHECK(context("工作以 Rust 为主", "Rust") == "core");
  CHECK(context("Mostly Rust", "Rust") == "core");
  CHECK(context("任职要求：\n精通 Java", "Java") == "required");
  CHECK(context("岗位职责：\n用 tokio 开发网关", "tokio") == "duty");
  CHECK(context("岗位职责：\n用 tokio、hyper 开发网关", "hyper") == "listed");
  CHECK(context("岗位职责：\n用 tokio、hyper、serde 开发网关", "serde") == "none");
}

TEST_CASE("No claim where another language is negated, one of several, a plus or another team's", "[screening]") {
  for (const std::string line :
       {"不要求 Java，不要求 Spring Cloud", "熟悉 Go、Java、C++ 之一", "有 Rust、tokio 经验者优先",
        "与 Java 团队配合接入 Spring Cloud", "No need for Java or Spring Boot", "Rust and tokio are a plus"}) {
    INFO(line);
    const auto found = find("Go 后端工程师\n负责订单服务，使用 Go。\n" + line);
    CHECK(!(found && found->claimed));
  }
}

TEST_CASE("A family in the title as well hides nothing", "[screening]") {
  const std::string body = "\n职责：用 tokio 重写转发层\n要求：精通 Rust，理解所有权";
  REQUIRE(find("Go 工程师" + body));
  CHECK(find("Go 工程师" + body)->asked == "rust");
  CHECK(!find("Go / Rust 工程师" + body));
}

TEST_CASE("Nothing to say without a declared family or another one", "[screening]") {
  CHECK(!find(""));
  CHECK(!find("产品经理\n负责需求分析"));
  CHECK(!find("Go 工程师\n熟悉 Go、goroutine 与 pprof"));
}

TEST_CASE("A declared family may stand in the text as its main work", "[screening]") {
  const auto found = find("后端工程师\n我们以 Go 为主。\n要求：\n1. 精通 Spring Boot\n2. JVM 调优");
  REQUIRE(found);
  CHECK(found->declared == "go");
  CHECK(found->asked == "java");
}

TEST_CASE("Lines are counted with every kind of line end", "[screening]") {
  const auto list = mentions("Go 工程师\r\n职责\r\n用 tokio 重写\r熟悉 serde");
  REQUIRE(list.size() == 2);
  CHECK(list[0].line == 3);
  CHECK(list[1].line == 4);
}

TEST_CASE("Hostile text: spans stay inside", "[screening]") {
  std::string long_list = "Go 工程师\n";
  for (int i = 0; i < 20'000; ++i) long_list += "tokio/Java、";
  for (const std::string& text : {std::string("Go 工程师\n\xFF\xFE tokio \xE4\xB8"), std::string(1000, '\0'),
                                  std::string("Go\n🚀tokio🚀 Java"), long_list}) {
    const auto found = find(text);
    if (!found) continue;
    for (const SwapEvidence& e : found->evidence) {
      CHECK(e.span.begin < e.span.end);
      CHECK(e.span.end <= base::utf16_length(text));
    }
  }
}

TEST_CASE("A table of swaps that is not one is refused by name", "[screening]") {
  const auto refusal = [](const std::string& bytes) {
    const auto result = parse_swaps(bytes, test::real_lexicon());
    return result ? std::string("accepted") : message(result.error());
  };
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(refusal("{"), ContainsSubstring("swaps"));
  CHECK_THAT(refusal(table_with("chouma.swaps/1", "chouma.swaps/2")), ContainsSubstring("format"));
  CHECK_THAT(refusal(table_with("\"prior\"", "\"priors\"")), ContainsSubstring("priors"));
  CHECK_THAT(refusal(table_with("\"role\": \"asked\"", "\"role\": \"other\"")),
             ContainsSubstring("weight 1: role is other"));
  CHECK_THAT(refusal(table_with("[\"core\", \"duty\"]", "[\"core\", \"core\"]")),
             ContainsSubstring("weight 1: contexts is core"));
  CHECK_THAT(refusal(table_with("\"skills\": [\"go\"]", "\"skills\": [\"no such skill\"]")),
             ContainsSubstring("family 1: skills is no such skill"));
  CHECK_THAT(refusal(table_with("\"skills\": [\"rust\"", "\"skills\": [\"go\"")),
             ContainsSubstring("family 2: skills is go"));
  CHECK_THAT(refusal(table_with("\"tokio\"", "\"goroutine\"")), ContainsSubstring("family 2: work is goroutine"));
  CHECK_THAT(refusal(table_with("\"id\": \"rust\"", "\"id\": \"go\"")), ContainsSubstring("family 2: id is go"));
  CHECK_THAT(refusal(table_with("\"place\": \"before\"", "\"place\": \"near\"")),
             ContainsSubstring("wording 1: place is near"));
}
