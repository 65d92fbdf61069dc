#include "bargain/anchors.h"

#include "base/math.h"
#include "base/random.h"
#include "support/files.h"

#include <cmath>

#include <catch_amalgamated.hpp>

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using chouma::Currency;
using chouma::Money;
using chouma::PayEnds;
using chouma::PayQuote;
using chouma::bargain::amount_at;
using chouma::bargain::Anchor;
using chouma::bargain::anchors;
using chouma::bargain::AnchorTable;
using chouma::bargain::parse_anchors;
using chouma::bargain::percentile_of;
using Quantiles = std::array<double, 5>;

namespace {

AnchorTable committed() {
  auto table = parse_anchors(chouma::test::file("models/bargain/anchors.json"));
  REQUIRE(table);
  return table.value();
}

PayQuote range(std::int64_t low, std::int64_t high, Currency currency = Currency::CNY) {
  PayQuote quote;
  quote.low = quote.monthly_low = Money{low, currency};
  quote.high = quote.monthly_high = Money{high, currency};
  return quote;
}

const Quantiles kPay = {16000, 21000, 28000, 36000, 47000};

/// A distribution drawn by (seed, index): median 3,000 … 100,000, spacings 0.001 … 0.5 log points.
Quantiles drawn(std::uint64_t seed, std::uint32_t index) {
  const auto u = [&](std::uint64_t k) { return chouma::base::uniform(seed, index, k); };
  Quantiles q{};
  q[2] = 3000 * std::pow(33.0, u(0));
  q[3] = q[2] * std::exp(0.001 + 0.5 * u(1));
  q[4] = q[3] * std::exp(0.001 + 0.5 * u(2));
  q[1] = q[2] * std::exp(-0.001 - 0.5 * u(3));
  q[0] = q[1] * std::exp(-0.001 - 0.5 * u(4));
  return q;
}

}  // namespace

TEST_CASE("the distribution goes through its five quantiles", "[bargain]") {
  for (std::size_t i = 0; i < kPay.size(); ++i) {
    CHECK_THAT(percentile_of(kPay, kPay[i]), WithinAbs(chouma::kTaus[i], 1e-12));
    CHECK_THAT(amount_at(kPay, chouma::kTaus[i]), WithinRel(kPay[i], 1e-12));
  }
  // lognormal pay: the interpolation is exact everywhere
  Quantiles lognormal{};
  for (std::size_t i = 0; i < 5; ++i)
    lognormal[i] = std::exp(10 + 0.3 * chouma::base::normal_quantile(chouma::kTaus[i]));
  for (const double p : {0.01, 0.05, 0.33, 0.6, 0.97})
    CHECK_THAT(amount_at(lognormal, p), WithinRel(std::exp(10 + 0.3 * chouma::base::normal_quantile(p)), 1e-12));
}

TEST_CASE("percentile and amount are inverse to each other", "[bargain]") {
  const std::uint64_t seed = 11;
  CAPTURE(seed);
  for (std::uint32_t i = 0; i < 200; ++i) {
    const Quantiles q = drawn(seed, i);
    for (const double p : {0.005, 0.08, 0.1, 0.31, 0.5, 0.62, 0.9, 0.99})
      CHECK_THAT(percentile_of(q, amount_at(q, p)), WithinAbs(p, 1e-9));
  }
}

TEST_CASE("without a posted range the anchors stand at the table's percentiles", "[bargain]") {
  const AnchorTable table = committed();
  const auto result = anchors(table, kPay, std::nullopt);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(result[i].id == table.rules[i].id);
    CHECK(result[i].amount.amount % 100 == 0);
    CHECK_THAT(static_cast<double>(result[i].amount.amount),
               WithinAbs(amount_at(kPay, table.rules[i].percentile), 50.0001));
    CHECK_THAT(result[i].percentile, WithinAbs(table.rules[i].percentile, 0.01));
  }
  CHECK(result[0].amount.amount == 21000);
}

TEST_CASE("a posted range conditions the anchors", "[bargain]") {
  const auto result = anchors(committed(), kPay, range(25000, 40000));
  const double low = percentile_of(kPay, 25000), high = percentile_of(kPay, 40000);
  const auto expected = [&](double p) { return amount_at(kPay, low + p * (high - low)); };
  CHECK_THAT(static_cast<double>(result[0].amount.amount), WithinAbs(expected(0.25), 50.0001));
  CHECK_THAT(static_cast<double>(result[1].amount.amount), WithinAbs(expected(0.60), 50.0001));
  CHECK_THAT(static_cast<double>(result[2].amount.amount), WithinAbs(expected(0.80), 50.0001));
  // 面议, other currencies, an open end and pay after tax do not
  PayQuote negotiable = range(0, 0), open = range(20000, 20000), taxed = range(25000, 40000);
  negotiable.negotiable = true;
  open.ends = PayEnds::from;
  taxed.after_tax = true;
  for (const PayQuote& ignored : {negotiable, open, taxed, range(8000, 12000, Currency::USD)})
    CHECK(anchors(committed(), kPay, ignored)[1].amount == anchors(committed(), kPay, std::nullopt)[1].amount);
}

TEST_CASE("where the range lies outside the distribution the anchors interpolate it", "[bargain]") {
  const auto result = anchors(committed(), kPay, range(200000, 300000));
  CHECK_THAT(static_cast<double>(result[1].amount.amount), WithinAbs(200000 * std::pow(1.5, 0.6), 50.0001));
  CHECK(result[0].amount.amount >= 200000);
  CHECK(result[2].amount.amount <= 300000);
}

TEST_CASE("walk-away <= target <= opening ask, inside the range where there is one", "[bargain]") {
  const std::uint64_t seed = 3;
  CAPTURE(seed);
  const AnchorTable table = committed();
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const Quantiles q = drawn(seed, i);
    const auto u = [&](std::uint64_t k) { return chouma::base::uniform(seed, i, 100 + k); };
    std::optional<PayQuote> posted;
    if (u(0) < 0.7) {
      const auto low = static_cast<std::int64_t>(q[2] * std::exp(4 * (u(1) - 0.5)));
      posted = range(low, low + static_cast<std::int64_t>(u(2) < 0.1 ? 0 : u(2) * 30000));
    }
    const auto result = anchors(table, q, posted);
    CAPTURE(i, q);
    CHECK(result[0].amount.amount <= result[1].amount.amount);
    CHECK(result[1].amount.amount <= result[2].amount.amount);
    CHECK(result[0].percentile <= result[1].percentile);
    CHECK(result[1].percentile <= result[2].percentile);
    for (const Anchor& anchor : result) {
      CHECK(anchor.amount.amount > 0);
      CHECK(anchor.reason.zh.find('{') == std::string::npos);
      CHECK(anchor.reason.en.find('{') == std::string::npos);
      if (!posted) continue;
      CHECK(anchor.amount.amount >= posted->monthly_low.amount);
      CHECK(anchor.amount.amount <= posted->monthly_high.amount);
    }
  }
}

TEST_CASE("reasons say the percentile that the amount has", "[bargain]") {
  const auto free = anchors(committed(), kPay, std::nullopt);
  CHECK(free[0].reason.en.find("Percentile 25: about 75%") == 0);
  CHECK(free[0].reason.zh.find("第 25 百分位：约 75%") == 0);
  const auto posted = anchors(committed(), kPay, range(25000, 40000));
  const auto at = std::to_string(static_cast<int>(std::round(100 * posted[1].percentile)));
  CHECK(posted[1].reason.en.find("Percentile 60 inside the posted range, percentile " + at) == 0);
}

TEST_CASE("the ask of highest expected utility is the opening, where it is not below the target or outside the range",
          "[bargain]") {
  const AnchorTable table = committed();
  const auto plain = anchors(table, kPay, range(25000, 40000));
  const auto weighed = anchors(table, kPay, range(25000, 40000), Currency::CNY, 38700);
  CHECK(weighed[0].amount == plain[0].amount);
  CHECK(weighed[1].amount == plain[1].amount);
  CHECK(weighed[2].amount.amount == 38700);
  CHECK_THAT(weighed[2].percentile, WithinAbs(percentile_of(kPay, 38700), 1e-12));
  CHECK(weighed[2].reason.en.find("expected utility") != std::string::npos);
  CHECK(weighed[2].reason.zh.find('{') == std::string::npos);
  for (const double refused : {static_cast<double>(plain[1].amount.amount - 1), 41000.0})
    CHECK(anchors(table, kPay, range(25000, 40000), Currency::CNY, refused)[2].amount == plain[2].amount);
  // beyond all that is posted, it is still said as a percentile that there is
  CHECK(anchors(table, kPay, std::nullopt, Currency::CNY, 500000)[2].reason.en.find("Percentile 99:") == 0);
  // without a range nothing is above it
  CHECK(anchors(table, kPay, std::nullopt, Currency::CNY, 52000)[2].amount.amount == 52000);
}

TEST_CASE("a refused table of anchors names the anchor and the field", "[bargain]") {
  const std::string good(chouma::test::file("models/bargain/anchors.json"));
  struct Case {
    std::string from, to;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {"chouma.anchors/2", "chouma.anchors/1", Code::bad_version, "anchors, format"},
      {"\"percentile\": 0.25", "\"percentile\": 25", Code::out_of_range, "anchors, walk_away: percentile"},
      {"\"percentile\": 0.6", "\"percentile\": 0.2", Code::out_of_range, "anchors, target: percentile"},
      {"\"percentile\": 0.6,", "", Code::bad_schema, "anchors, target: percentile"},
      {"\"id\": \"target\"", "\"id\": \"hope\"", Code::bad_schema, "anchors, target: id"},
      {"about {above}%", "about {over}%", Code::unknown_name, "anchors, walk_away: reason.en"},
      {"about {above}%", "about 75%", Code::bad_schema, "anchors, walk_away: reason.en"},
      {"\"reason_weighed\"", "\"reason_wished\"", Code::unknown_name, "anchors, opening_ask: reason_wished"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.to, c.where);
    std::string bad = good;
    REQUIRE(bad.find(c.from) != std::string::npos);
    bad.replace(bad.find(c.from), c.from.size(), c.to);
    const auto table = parse_anchors(bad);
    REQUIRE(!table);
    CHECK(table.error().code == c.code);
    CHECK(table.error().where == c.where);
  }
}
