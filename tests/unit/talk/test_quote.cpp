#include "talk/quote.h"

#include "base/utf8.h"

#include <catch_amalgamated.hpp>

#include <string>

using chouma::Span;
using chouma::talk::Quotes;

namespace {

/// The place of `word` in UTF-16 units.
Span place(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  REQUIRE(at != std::string::npos);
  const auto begin = static_cast<std::uint32_t>(chouma::base::utf16_length(text.substr(0, at)));
  return {begin, begin + static_cast<std::uint32_t>(chouma::base::utf16_length(word))};
}

std::string quoted(const std::string& text, const std::string& word) {
  const auto quote = Quotes(text, text, {}).around(place(text, word));
  if (!quote) return "none";
  CHECK(quote->span == place(text, quote->text));
  return quote->text;
}

}  // namespace

TEST_CASE("a quote is the clause, without list marks", "[talk]") {
  const std::string text =
      "工作经历\n1、用 Go 重写接入层，P99 降到 12 毫秒；🎲 用过 eBPF\n"
      "- Ran 4,000 nodes on Kubernetes v1.29. Wrote Bash\n  • 3.5 年 Redis\nKafka";
  CHECK(quoted(text, "Go") == "用 Go 重写接入层");
  CHECK(quoted(text, "P99") == "P99 降到 12 毫秒");
  CHECK(quoted(text, "eBPF") == "🎲 用过 eBPF");
  CHECK(quoted(text, "Kubernetes") == "Ran 4,000 nodes on Kubernetes v1.29");
  CHECK(quoted(text, "Bash") == "Wrote Bash");
  CHECK(quoted(text, "Redis") == "3.5 年 Redis");
  CHECK(quoted(text, "Kafka") == "none");  // says no more than the name
  CHECK(quoted(std::string(91, 'x') + " Go", "Go") == "none");
}

TEST_CASE("nothing personal and nothing denied is quoted", "[talk]") {
  const std::string text = "张三用 Go 写网关\n没有用过 Java 写网关\n用 Rust 写网关";
  const std::string readable = "  用 Go 写网关\n没有用过 Java 写网关\n用 Rust 写网关";
  REQUIRE(readable.size() < text.size());
  const Span denied = place(text, "没有用过 Java");
  const Quotes quotes(text, readable, {denied});
  CHECK(!quotes.around(place(text, "Go")));
  CHECK(!quotes.around(place(text, "Java")));
  CHECK(quotes.around(place(text, "Rust"))->text == "用 Rust 写网关");
}

TEST_CASE("a place outside the text has no quote", "[talk]") {
  const Quotes quotes("用 Go 写", "用 Go 写", {});
  CHECK(!quotes.around({4, 9}));
  CHECK(!quotes.around({3, 3}));
  CHECK(!Quotes("", "", {}).around({0, 1}));
}
