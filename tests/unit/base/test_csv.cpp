#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/csv.h"

using chouma::base::CsvReader;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view bytes) {
  CsvReader reader(bytes);
  Rows rows;
  std::vector<std::string> cells;
  for (;;) {
    const auto more = reader.next(cells);
    REQUIRE(more.ok());
    if (!more.value()) return rows;
    rows.push_back(cells);
  }
}

}  // namespace

TEST_CASE("CSV rows by RFC 4180", "[base]") {
  struct Case {
    std::string name, bytes;
    Rows rows;
  };
  const std::vector<Case> cases = {
      {"nothing", "", {}},
      {"one row, no line end", "a,b", {{"a", "b"}}},
      {"LF and CRLF", "a,b\r\n1,2\n3,4", {{"a", "b"}, {"1", "2"}, {"3", "4"}}},
      {"byte order mark", "\xEF\xBB\xBF职位,薪资\n", {{"职位", "薪资"}}},
      {"empty cells", ",\na,\n", {{"", ""}, {"a", ""}}},
      {"comma in quotes", "\"a,b\",c\n", {{"a,b", "c"}}},
      {"doubled quote", "\"say \"\"hi\"\"\"\n", {{"say \"hi\""}}},
      {"line break in quotes", "\"a\nb\",c\nd,e\n", {{"a\nb", "c"}, {"d", "e"}}},
      {"CRLF kept in quotes", "\"a\r\nb\"\r\n", {{"a\r\nb"}}},
      {"empty quotes", "\"\",x\n", {{"", "x"}}},
      {"quote inside a bare cell is itself", "5\" disk,x\n", {{"5\" disk", "x"}}},
      {"text after a closing quote is kept", "\"ab\"cd,x\n", {{"abcd", "x"}}},
      {"empty lines are skipped", "a\n\n\r\nb\n\n", {{"a"}, {"b"}}},
      {"a lone CR belongs to its cell", "a\rb\n", {{"a\rb"}}},
  };
  for (const auto& [name, bytes, rows] : cases) {
    CAPTURE(name);
    CHECK(read(bytes) == rows);
  }
}

TEST_CASE("the reader knows the line on which a row began", "[base]") {
  CsvReader reader("h\n\"a\nb\"\n\nc\n");
  std::vector<std::string> cells;
  std::vector<std::size_t> lines;
  while (reader.next(cells).value()) lines.push_back(reader.line());
  CHECK(lines == std::vector<std::size_t>{1, 2, 5});
}

TEST_CASE("an unclosed quote is refused with the line where it opened", "[base]") {
  CsvReader reader("a,b\n1,\"2\n3,4\n");
  std::vector<std::string> cells;
  REQUIRE(reader.next(cells).value());
  const auto bad = reader.next(cells);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().code == chouma::Code::bad_csv);
  CHECK(bad.error().where == "line 2");
  CHECK_FALSE(reader.next(cells).value());  // and then it is at its end
}
