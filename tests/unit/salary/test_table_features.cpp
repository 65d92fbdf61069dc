#include <catch_amalgamated.hpp>

#include "salary/table_features.h"
#include "shipped.h"
#include "table_synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;
using salary::FieldValue;
using salary::TableColumn;
using salary::TableSpace;

namespace {

FieldValue says(std::vector<std::string> items) { return {std::nullopt, std::move(items)}; }
FieldValue number(double value) { return {value, {}}; }

const std::vector<salary::TableField>& fields() {
  static const auto recipe = test::table_recipe(test::kReportRecipe);
  return recipe.fields;
}

TableSpace space() {
  auto made = TableSpace::make(fields(), {{{0, 1}}},
                               {{0, "all"},
                                {1, "A × B"},
                                {1, "Bolt"},
                                {1, "other"},
                                {1, "none"},
                                {2, "senior"},
                                {3, "1"},
                                {3, "2"},
                                {3, "none"},
                                {4, "Rust"},
                                {4, "SQL"},
                                {5, "A × B × senior"}});
  if (!made) throw std::runtime_error(message(made.error()));
  return std::move(made.value());
}

}  // namespace

TEST_CASE("values light their columns; levels are compared folded", "[salary][table]") {
  salary::Row row;
  std::vector<std::string> unpriced;
  space().row(std::vector{says({"a × b"}), says({"SENIOR"}), number(0.5), says({"SQL", "Rust", "sql", "Go"})}, row,
              &unpriced);
  CHECK(row.column == std::vector<std::uint32_t>{0, 1, 5, 9, 10, 11});  // at the first knot the spline is 0
  for (const double value : row.value) CHECK(value == 1);
  CHECK(unpriced == std::vector<std::string>{"tools:Go"});
  unpriced.clear();
  space().row(std::vector{says({"Quux"}), says({"junior"}), FieldValue{}, FieldValue{}}, row, &unpriced);
  CHECK(row.column ==
        std::vector<std::uint32_t>{0, 3, 8});  // "level" has no column for others, "tools" none for nothing
  CHECK(unpriced == std::vector<std::string>{"company:Quux", "level:junior"});
  space().row(std::vector{says({"none"}), FieldValue{}, FieldValue{}, FieldValue{}}, row);
  CHECK(row.column == std::vector<std::uint32_t>{0, 3, 8});
}

TEST_CASE("a number's spline begins at the first knot and is clamped to the knots", "[salary][table]") {
  salary::Row inside, last, beyond;
  const auto at = [&](double x, salary::Row& row) {
    space().row(std::vector{says({"Bolt"}), FieldValue{}, number(x), FieldValue{}}, row);
  };
  at(3, inside);
  REQUIRE(inside.column == std::vector<std::uint32_t>{0, 2, 6, 7});
  CHECK_THAT(inside.value[2], WithinAbs(2.5, 1e-12));
  CHECK_THAT(inside.value[3], WithinAbs(2.5 * 2.5 * 2.5 / (8.5 * 8.5), 1e-12));  // (x − ξ1)³ / (ξ3 − ξ1)²
  at(9, last);
  at(90, beyond);
  CHECK(last.value == beyond.value);
}

TEST_CASE("columns are known by term and name, and make contributions together", "[salary][table]") {
  const auto s = space();
  CHECK(s.term_name(0) == "base");
  CHECK(s.term_name(5) == "company × level");
  CHECK(s.column_name(9) == "tools:Rust");
  CHECK(s.contribution(6) == s.contribution(7));
  CHECK(s.contribution(9) != s.contribution(10));  // items of a list, each by itself
  CHECK(s.factors(11) == std::array<std::uint32_t, 2>{1, 5});
}

TEST_CASE("columns that do not fit the fields are refused", "[salary][table]") {
  struct Case {
    std::vector<TableColumn> columns;
    const char* where;
  };
  const std::vector<TableColumn> good{{0, "all"}, {1, "Acme"}, {2, "senior"}, {3, "1"}, {3, "2"}};
  const auto with = [&](std::vector<TableColumn> more) {
    auto all = good;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  CHECK(TableSpace::make(fields(), {{{0, 1}}}, good).ok());
  const auto c = GENERATE_COPY(
      Case{{}, "columns.base"}, Case{{{1, "Acme"}}, "columns.base"}, Case{{{0, "all"}, {3, "1"}}, "columns.years"},
      Case{{{0, "all"}, {3, "2"}, {3, "1"}}, "columns.years"}, Case{with({{4, "Go"}, {4, "go"}}), "columns.tools"},
      Case{with({{5, "Acme × junior"}}), "columns.company × level"},
      Case{with({{5, "Acme"}}), "columns.company × level"});
  const auto made = TableSpace::make(fields(), {{{0, 1}}}, c.columns);
  REQUIRE_FALSE(made.ok());
  CHECK(made.error().where == c.where);
}

TEST_CASE("columns need their rows and groups, and are spelled as most rows do", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  recipe.fields[0].min_rows = 3;
  recipe.fields[1].min_rows = 1;
  recipe.fields[1].min_groups = 2;
  recipe.fields[3].min_rows = 2;
  recipe.pairs[0].min_rows = 2;
  std::vector<salary::TableRow> rows;
  const auto add = [&](const char* company, const char* level, std::vector<std::string> tools, std::uint32_t group) {
    rows.push_back({{says({company}), says({level}), number(3), says(std::move(tools))}, 0, group, group});
  };
  add("Acme", "senior", {"Go"}, 0);
  add("ACME", "senior", {"Go", "SQL"}, 1);
  add("Acme", "junior", {"SQL"}, 1);
  add("Acme", "lead", {}, 2);  // one group
  add("Bolt", "senior", {"R"}, 2);
  add("Bolt", "junior", {"Go"}, 3);
  const auto columns = salary::choose_table_columns(recipe, rows);
  std::vector<std::string> names;
  for (const TableColumn& column : columns) names.push_back(std::to_string(column.term) + ":" + column.id);
  // Bolt has two rows, lead and R too few groups or rows; Acme × senior has two rows.
  CHECK(names == std::vector<std::string>{"0:all", "1:Acme", "1:other", "2:junior", "2:senior", "2:other", "3:1", "3:2",
                                          "4:Go", "4:SQL", "4:none", "5:Acme × senior"});
}

TEST_CASE("a product that equals one of its factors has no column", "[salary][table]") {
  auto recipe = test::table_recipe(test::kReportRecipe);
  for (auto& field : recipe.fields) field.min_rows = field.min_groups = 1;
  recipe.pairs[0].min_rows = 1;
  std::vector<salary::TableRow> rows;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const char* company = i < 2 ? "Acme" : "Bolt";
    const char* level = i == 0 ? "E7" : "senior";  // only Acme has E7
    rows.push_back({{says({company}), says({level}), number(1), says({"Go"})}, 0, i, i});
  }
  std::vector<std::string> pairs;
  for (const TableColumn& column : salary::choose_table_columns(recipe, rows))
    if (column.term == 5) pairs.push_back(column.id);
  CHECK(pairs == std::vector<std::string>{"Acme × senior"});
}
