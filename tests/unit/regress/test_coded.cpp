#include <limits>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "coded_problems.h"
#include "problems.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using chouma::Code;
using Vector = std::vector<double>;

namespace {

/// Categories of 2 and 1 levels, 3 flags, 1 number; rows (level 1, none, flags 0 2, 5) and (none, level 0, no flag, 0).
CodedDesign small() {
  CodedDesign x;
  x.rows = 2;
  x.categories = {{2, {1, NO_LEVEL}}, {1, {NO_LEVEL, 0}, {9, 7}}};
  x.flags = 3;
  x.flag_start = {0, 2, 2};
  x.flag_list = {0, 2};
  x.numerics = 1;
  x.numeric = {5, 0};
  return x;
}

}  // namespace

TEST_CASE("a coded design has its columns in the order of its header", "[regress][coded]") {
  const CodedDesign x = small();
  REQUIRE(check(x).ok());
  CHECK(x.columns() == 7);
  CHECK(x.flag_offset() == 3);
  CHECK(x.numeric_offset() == 6);
  CHECK(chouma::test::dense(x) == chouma::test::Rows{{0, 1, 0, 1, 0, 1, 5}, {0, 0, 7, 0, 0, 0, 0}});
  const Design csr = to_design(x);
  CHECK(csr.columns == 7);
  CHECK(csr.start == std::vector<std::uint32_t>{0, 4, 5});
  CHECK(csr.column == std::vector<std::uint32_t>{1, 3, 5, 6, 2});
  CHECK(csr.value == Vector{1, 1, 1, 5, 7});
  CHECK(check(CodedDesign{}).ok());
  CHECK(CodedDesign{}.columns() == 0);
}

TEST_CASE("coded, compressed and dense rows give the same bits", "[regress][coded]") {
  const std::size_t n = GENERATE(0, 1, 7, 300);
  CAPTURE(n);
  const CodedDesign x = chouma::test::random_coded(3, n);
  REQUIRE(check(x).ok());
  const Design csr = to_design(x);
  REQUIRE(check(csr).ok());
  const auto rows = chouma::test::dense(x);
  const std::size_t p = x.columns(), stride = p + 3;
  REQUIRE(p == 17);
  const Vector beta = chouma::test::normals(4, p), weights = chouma::test::normals(5, n);

  for (std::size_t i = 0; i < n; ++i) CHECK(row_dot(x, i, beta) == row_dot(csr, i, beta));

  Vector product(p, 9.0), gram(p * stride, 0.0), expected_product(p, 0.0), expected_gram(p * stride, 0.0);
  times_transposed(x, weights, product);
  add_gram(x, weights, gram.data(), stride);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < p; ++j) {
      expected_product[j] += rows[i][j] * weights[i];
      for (std::size_t k = j; k < p; ++k) expected_gram[j * stride + k] += weights[i] * rows[i][j] * rows[i][k];
    }
  CHECK(product == expected_product);
  CHECK(gram == expected_gram);
}

TEST_CASE("rows of a coded design can be taken, also twice", "[regress][coded]") {
  const CodedDesign x = chouma::test::random_coded(6, 40);
  const std::vector<std::uint32_t> pick = {39, 0, 7, 7};
  const CodedDesign some = take_rows(x, pick);
  REQUIRE(check(some).ok());
  REQUIRE(some.rows == 4);
  const auto all = chouma::test::dense(x), taken = chouma::test::dense(some);
  for (std::size_t i = 0; i < pick.size(); ++i) CHECK(taken[i] == all[pick[i]]);
  CHECK(check(take_rows(x, {})).ok());
}

TEST_CASE("a broken coded design is refused by name", "[regress][coded]") {
  struct Case {
    std::string name;
    void (*harm)(CodedDesign&);
    Code code;
    std::string sentence;
  };
  const Case cases[] = {
      {"codes short", [](CodedDesign& x) { x.categories[1].code.pop_back(); }, Code::out_of_range,
       "the length of the codes of category 1 is 1; allowed: 2"},
      {"code too large", [](CodedDesign& x) { x.categories[0].code[1] = 2; }, Code::out_of_range,
       "row 1, the code of category 0 is 2; allowed: codes below 2"},
      {"values short", [](CodedDesign& x) { x.categories[1].value.pop_back(); }, Code::out_of_range,
       "the length of the values of category 1 is 1; allowed: 2"},
      {"value NaN", [](CodedDesign& x) { x.categories[1].value[0] = std::numeric_limits<double>::quiet_NaN(); },
       Code::not_finite, "row 0, the value of category 1 is nan"},
      {"flag starts short", [](CodedDesign& x) { x.flag_start.pop_back(); }, Code::out_of_range,
       "the length of the flag starts is 2; allowed: 3"},
      {"flag starts end elsewhere", [](CodedDesign& x) { x.flag_start[2] = 1; }, Code::out_of_range,
       "the flag starts is 0 to 1"},
      {"flag starts descend",
       [](CodedDesign& x) {
         x.flag_start = {0, 3, 2};
       },
       Code::out_of_range, "row 0, the end of its flags is 3"},
      {"flag too large", [](CodedDesign& x) { x.flag_list[1] = 3; }, Code::out_of_range,
       "row 0, a flag is 3; allowed: flags below 3"},
      {"flags repeat", [](CodedDesign& x) { x.flag_list[1] = 0; }, Code::out_of_range, "row 0, flag 0 is after flag 0"},
      {"flags without columns", [](CodedDesign& x) { x.flags = 0; }, Code::out_of_range,
       "the length of the flags is 2; allowed: 0"},
      {"numbers short", [](CodedDesign& x) { x.numeric.pop_back(); }, Code::out_of_range,
       "the length of the numeric columns is 1; allowed: 2"},
      {"number infinite", [](CodedDesign& x) { x.numeric[1] = std::numeric_limits<double>::infinity(); },
       Code::not_finite, "row 1, numeric column is inf"},
      {"too many columns", [](CodedDesign& x) { x.categories[0].levels = 0xFFFFFFF0; }, Code::too_large,
       "the number of columns"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CodedDesign x = small();
    c.harm(x);
    const auto ok = check(x);
    REQUIRE_FALSE(ok.ok());
    CHECK(ok.error().code == c.code);
    CHECK_THAT(message(ok.error()), ContainsSubstring(c.sentence));
  }
}
