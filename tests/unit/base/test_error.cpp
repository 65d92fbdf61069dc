#include <string>

#include <catch_amalgamated.hpp>

#include <chouma/error.h>
#include <chouma/money.h>

using chouma::Code;
using chouma::Error;
using chouma::message;

TEST_CASE("message is one sentence: where, value, what is allowed", "[base]") {
  CHECK(message({Code::out_of_range, "request.years", "-3", "a whole number from 0 to 60"}) ==
        "request.years is -3; allowed: a whole number from 0 to 60.");
  CHECK(message({Code::no_data, "rows", "", "at least one"}) ==
        "rows: nothing is left to estimate from; allowed: at least one.");
  CHECK(message({Code::not_converged, "fit", "", ""}) == "fit: no convergence within the allowed steps.");
  CHECK(message({Code::bad_json, "", "x", ""}) == "the input is x.");
}

TEST_CASE("message cuts a long value at 60 code points and keeps it on one line", "[base]") {
  std::string value, kept;
  for (int i = 0; i < 61; ++i) value += "薪";
  for (int i = 0; i < 60; ++i) kept += "薪";
  CHECK(message({Code::unknown_name, "tag", value, ""}) == "tag is " + kept + "….");
  CHECK(message({Code::unknown_name, "tag", "a\nb\tc", ""}) == "tag is a b c.");
}

TEST_CASE("every code has its own name", "[base]") {
  const auto [code, name] = GENERATE(table<Code, std::string>({
      {Code::bad_json, "bad_json"},
      {Code::bad_schema, "bad_schema"},
      {Code::bad_version, "bad_version"},
      {Code::bad_utf8, "bad_utf8"},
      {Code::bad_csv, "bad_csv"},
      {Code::not_finite, "not_finite"},
      {Code::out_of_range, "out_of_range"},
      {Code::too_large, "too_large"},
      {Code::unknown_name, "unknown_name"},
      {Code::not_loaded, "not_loaded"},
      {Code::no_data, "no_data"},
      {Code::singular, "singular"},
      {Code::not_converged, "not_converged"},
      {Code::internal, "internal"},
  }));
  CHECK(chouma::code_name(code) == name);
}

TEST_CASE("a result holds a value or an error", "[base]") {
  const chouma::Result<int> good = 7;
  const chouma::Result<int> bad = Error{Code::no_data, "rows", "", ""};
  CHECK(good.ok());
  CHECK(good.value() == 7);
  CHECK_FALSE(bad);
  CHECK(bad.error().where == "rows");
}

TEST_CASE("currencies and periods are printed by their names", "[base]") {
  using chouma::Currency;
  using chouma::Period;
  const std::pair<Currency, const char*> currencies[] = {
      {Currency::CNY, "CNY"}, {Currency::USD, "USD"}, {Currency::EUR, "EUR"}, {Currency::GBP, "GBP"},
      {Currency::HKD, "HKD"}, {Currency::JPY, "JPY"}, {Currency::SGD, "SGD"}};
  for (const auto& [currency, name] : currencies) CHECK(chouma::currency_name(currency) == name);
  const std::pair<Period, const char*> periods[] = {{Period::hour, "hour"},
                                                    {Period::day, "day"},
                                                    {Period::month, "month"},
                                                    {Period::year, "year"},
                                                    {Period::once, "once"}};
  for (const auto& [period, name] : periods) CHECK(chouma::period_name(period) == name);
}
