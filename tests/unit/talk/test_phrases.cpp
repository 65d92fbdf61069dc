#include "talk_support.h"

using chouma::Code;
using chouma::talk::parse_phrases;

TEST_CASE("a refused phrasebook names key and field", "[talk]") {
  const std::string good(chouma::test::file("models/talk/phrases.json"));
  struct Case {
    std::string from, to;
    Code code;
    std::string where;
  };
  const std::vector<Case> cases = {
      {"chouma.talk/2", "chouma.talk/7", Code::bad_version, "talk, format"},
      {"raises pay by {raise}", "raises pay by 67%", Code::bad_schema, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by {rise}", Code::unknown_name, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by {raise", Code::bad_schema, "talk, points scarcity: en"},
      {"raises pay by {raise}", "raises pay by raise}", Code::bad_schema, "talk, points scarcity: en"},
      {"\"target_posted\"", "\"target_boasted\"", Code::bad_schema, "talk, points: target_posted"},
      {"\"converted\": {", "\"hearsay\": { \"zh\": \"\", \"en\": \"\" }, \"converted\": {", Code::unknown_name,
       "talk, sources"},
      {"\"en\": \"The years you entered\"", "\"en\": 7", Code::bad_schema, "talk, sources years_request: en"},
      {"\"unpriced\": 0.02", "\"unpriced\": -1", Code::out_of_range, "talk, ranking: unpriced"},
      {"\"preferred\": 0.7", "\"preferred\": 0.3", Code::out_of_range, "talk, ranking"},
      {"\"en\": \"[date]\"", "\"en\": \"{date}\"", Code::unknown_name, "talk, blanks date: en"},
      {"\"current_pay\": {", "\"pay_now\": {", Code::bad_schema, "talk, scripts: current_pay"},
      {"I keep my current pay private.", "I earn {walk_away}.", Code::unknown_name,
       "talk, scripts current_pay brief: en[0][0]"},
      {"I keep my current pay private.", "As I said: {first}", Code::bad_schema,
       "talk, scripts current_pay brief: en[0][0]"},
      {"[\"{sender}\"]", "[]", Code::bad_schema, "talk, scripts email formal: zh[6]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.to, c.where);
    std::string bad = good;
    REQUIRE(bad.find(c.from) != std::string::npos);
    bad.replace(bad.find(c.from), c.from.size(), c.to);
    const auto book = parse_phrases(bad);
    REQUIRE(!book);
    CHECK(book.error().code == c.code);
    CHECK(book.error().where == c.where);
  }
}
