// Pay wording (tests/cases/text/pay.json): [text, null] is no pay, [text, "negotiable"] 面议, else [text, what is read]; what has its usual value is left out.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/pay_wording.h"
#include "text/folded.h"
#include "text/pay.h"

using namespace chouma;
using nlohmann::json;

namespace {

json table() { return json::parse(test::file("tests/cases/text/pay.json")); }

/// All of a quote but its span and confidence.
json figures(const PayQuote& q) {
  CHECK(q.monthly_low.period == Period::month);
  CHECK(q.high.period == q.low.period);
  CHECK(q.high.currency == q.low.currency);
  json out = {{"pay", {q.low.amount, q.high.amount, currency_name(q.low.currency), period_name(q.low.period)}},
              {"monthly", {q.monthly_low.amount, q.monthly_high.amount}}};
  if (q.months) out["months"] = *q.months;
  if (q.ends != PayEnds::both) out["ends"] = pay_ends_name(q.ends);
  if (q.guaranteed_low) out["guaranteed"] = {q.guaranteed_low->amount, q.guaranteed_high->amount};
  if (q.variable) out["variable"] = variable_pay_name(*q.variable);
  if (q.equity) out["equity"] = true;
  if (q.after_tax) out["after_tax"] = true;
  return out;
}

std::string worded(const std::string& text, Span span) {
  const text::Folded folded = text::fold_text(text);
  std::string out;
  std::size_t point = 0;
  for (std::size_t at = 0; at < text.size(); ++point) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (folded.utf16[point] >= span.begin && folded.utf16[point] < span.end) out += text.substr(at, next - at);
    at = next;
  }
  return out;
}

}  // namespace

TEST_CASE("Pay wording: amounts, period, months, parts, confidence and the words they stand in", "[text]") {
  const json lines = table();
  REQUIRE(lines.size() >= 200);
  for (const json& line : lines) {
    const auto text = line[0].get<std::string>();
    INFO(text);
    const auto quote = text::parse_pay(text);
    json found;
    if (quote && quote->negotiable) {
      found = "negotiable";
      CHECK(quote->confidence == 0);
    } else if (quote) {
      found = figures(*quote);
      found["confidence"] = quote->confidence;
      found["words"] = worded(text, quote->span);
    }
    CHECK(found == line[1]);
  }
}

TEST_CASE("A quote put in full words is read back the same, in both languages", "[text]") {
  std::size_t read = 0;
  for (const json& line : table()) {
    const auto quote = text::parse_pay(line[0].get<std::string>());
    if (!quote) continue;
    for (const auto language : {test::Language::zh, test::Language::en}) {
      const std::string words = test::wording(*quote, language);
      INFO(line[0] << " → " << words);
      const auto again = text::parse_pay(words);
      REQUIRE(again);
      CHECK(again->negotiable == quote->negotiable);
      if (quote->negotiable) continue;
      // Pay by the year is worded by the year, so the monthly amounts come from the same division.
      CHECK(figures(*again) == figures(*quote));
      ++read;
    }
  }
  CHECK(read >= 240);
}
