#include <catch_amalgamated.hpp>

#include "salary/field_value.h"
#include "shipped.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;
using salary::FieldKind;
using salary::FieldReader;
using salary::FieldValue;
using salary::TableField;

namespace {

FieldValue read(const TableField& field, std::string_view input) {
  return FieldReader(field, test::lexicon()).read(input);
}

using Items = std::vector<std::string>;

}  // namespace

TEST_CASE("a category is its input, trimmed; an empty one is not stated", "[salary][table]") {
  const TableField field;
  CHECK(read(field, "  Acme Inc. ").items == Items{"Acme Inc."});
  CHECK(read(field, "Acme").shown() == "Acme");
  CHECK_FALSE(read(field, " \t").stated());
  CHECK(read(field, "").shown() == "none");
}

TEST_CASE("a split takes the part asked for, and states nothing where there are fewer", "[salary][table]") {
  TableField country;
  country.split = ", ";
  country.part = 2;
  CHECK(read(country, "Berlin, BE, Germany").items == Items{"Germany"});
  CHECK_FALSE(read(country, "Austin, TX").stated());
  country.part = 0;
  CHECK(read(country, "Austin, TX").items == Items{"Austin"});
  CHECK(read(country, "Austin").items == Items{"Austin"});
}

TEST_CASE("wordings are read whole or inside, folded, the first first", "[salary][table]") {
  TableField years;
  years.kind = FieldKind::number;
  years.words = {{"Less than 1 year", "0.5"}, {"unknown", ""}};
  CHECK(read(years, "less than 1 YEAR").number == 0.5);
  CHECK(read(years, "7").number == 7.0);
  CHECK_FALSE(read(years, "unknown").stated());
  CHECK_FALSE(read(years, "many").stated());
  years.inside = true;
  years.words = {{"1年以内", "0"}, {"1年", "1"}, {"不限", ""}};
  CHECK(read(years, "1年以内本科").number == 0.0);
  CHECK(read(years, "1年本科").number == 1.0);
  CHECK_FALSE(read(years, "经验不限").stated());
  CHECK(read(years, "5").number == 5.0);
}

TEST_CASE("a date is its month's middle as a decimal year, however it is written", "[salary][table]") {
  TableField date;
  date.kind = FieldKind::number;
  date.date = true;
  for (const char* input : {"2021-03-09", "2021-03", "3/9/2021 11:33:27"}) {
    CAPTURE(input);
    const auto value = read(date, input);
    REQUIRE(value.number);
    CHECK_THAT(*value.number, WithinAbs(2021 + 2.5 / 12, 1e-12));
  }
  CHECK(read(date, "2021.5").number == 2021.5);
  CHECK_FALSE(read(date, "13/40/21").stated());
  CHECK(salary::month_of("13/9/2021").empty());
  CHECK(salary::month_of("2021-").empty());
  CHECK(salary::month_of("12/9/2021") == "2021-12");
}

TEST_CASE("a list is its items, a text the skills it does not deny", "[salary][table]") {
  TableField list;
  list.kind = FieldKind::list;
  list.separator = ";";
  CHECK(read(list, "Go; Rust;;SQL").items == Items{"Go", "Rust", "SQL"});
  CHECK(read(list, "Go;Rust").shown() == "Go, Rust");
  TableField text;
  text.kind = FieldKind::text;
  const auto skills = read(text, "熟悉Go和Redis，不要求Java").items;
  const auto id = [](const char* name) { return test::lexicon().skills()[*test::lexicon().find_skill(name)].id; };
  CHECK(std::count(skills.begin(), skills.end(), id("Go")) == 1);
  CHECK(std::count(skills.begin(), skills.end(), id("Redis")) == 1);
  CHECK(std::count(skills.begin(), skills.end(), id("Java")) == 0);
}
