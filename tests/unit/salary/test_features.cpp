#include <catch_amalgamated.hpp>

#include "base/math.h"
#include "salary/features.h"
#include "salary/posting_table.h"
#include "salary/vocabulary.h"
#include "salary/word_set.h"
#include "shipped.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

TEST_CASE("asks_for_go is the regular expression of its header", "[salary]") {
  struct Case {
    const char* text;
    bool asks;
  };
  const auto c =
      GENERATE(Case{"Go语言", true}, Case{"熟悉go,了解", true}, Case{"GOLANG", true}, Case{"golang开发", true},
               Case{"Go2", true}, Case{"go_lang", true}, Case{"mongo", false}, Case{"good", false},
               Case{"golangs", false}, Case{"algo", false}, Case{"高可用Go", true}, Case{"", false}, Case{"g o", false},
               Case{"gO", true}, Case{"gola", false}, Case{"mongo/go", true});
  CAPTURE(c.text);
  CHECK(salary::asks_for_go(c.text) == c.asks);
}

TEST_CASE("words match whole in ASCII and anywhere in Chinese", "[salary]") {
  const salary::WordSet set({"go", "c", "c++", "高级", "13薪", "h5", "高"});
  using Found = std::vector<std::uint32_t>;
  CHECK(set.find("go高级") == Found{0, 3, 6});
  CHECK(set.find("mongo good go2").empty());
  CHECK(set.find("c++") == Found{2});
  CHECK(set.find("c#").empty());
  CHECK(set.find("c/c++ c") == Found{1, 2});
  CHECK(set.find("年终13薪") == Found{4});
  CHECK(set.find("213薪").empty());
  CHECK(set.find("h5页面") == Found{5});
  CHECK(set.find("").empty());
  CHECK(salary::WordSet(std::vector<std::string>{}).find("go").empty());
}

TEST_CASE("the years' spline is a natural cubic spline, flat outside its knots", "[salary]") {
  const std::vector<double> knots{0, 1, 3, 5, 10};
  CHECK(salary::years_spline(0, knots) == std::vector<double>{0, 0, 0, 0});
  CHECK(salary::years_spline(25, knots) == salary::years_spline(10, knots));
  // ESL eq. 5.4 at x = 4: d_1 = 64/10, d_2 = 27/9, d_3 = 1/7, d_4 = 0; all over 100.
  const auto basis = salary::years_spline(4, knots);
  REQUIRE(basis.size() == 4);
  CHECK_THAT(basis[0], WithinAbs(0.4, 1e-15));
  CHECK_THAT(basis[1], WithinAbs(0.064, 1e-15));
  CHECK_THAT(basis[2], WithinAbs(0.03, 1e-15));
  CHECK_THAT(basis[3], WithinAbs(1.0 / 700, 1e-15));
  // Natural: the second derivative vanishes at the last knot; twice continuously differentiable inside.
  const double h = 1e-3;
  for (std::size_t j = 1; j < 4; ++j) {
    const auto at = [&](double x) { return salary::years_spline(x, knots)[j]; };
    CHECK_THAT((at(10) - 2 * at(10 - h) + at(10 - 2 * h)) / (h * h), WithinAbs(0, 1e-3));
    for (const double knot : {1.0, 3.0, 5.0}) {
      const double before = (at(knot) - 2 * at(knot - h) + at(knot - 2 * h)) / (h * h);
      const double after = (at(knot) - 2 * at(knot + h) + at(knot + 2 * h)) / (h * h);
      CHECK_THAT(before, WithinAbs(after, 1e-3));
    }
  }
}

TEST_CASE("months fall into the class of the largest bound below", "[salary]") {
  const std::vector<double> bounds{13, 14, 16};
  CHECK(salary::months_class(12, bounds) == -1);
  CHECK(salary::months_class(13, bounds) == 0);
  CHECK(salary::months_class(15.5, bounds) == 1);
  CHECK(salary::months_class(24, bounds) == 2);
}

TEST_CASE("facts become the columns that name them", "[salary]") {
  using salary::Kind;
  const auto& lexicon = test::lexicon();
  const auto go = lexicon.find_skill("Go"), java = lexicon.find_skill("Java");
  const auto shanghai = lexicon.find_city("上海");
  REQUIRE((go && java && shanghai));
  const salary::FeatureSpace space({{Kind::base, "all"},
                                    {Kind::years, "1"},
                                    {Kind::years, "none"},
                                    {Kind::education, "master"},
                                    {Kind::education, "none"},
                                    {Kind::level, "senior"},
                                    {Kind::city, "tier:2"},
                                    {Kind::city, "none"},
                                    {Kind::city, "上海"},
                                    {Kind::months, "13"},
                                    {Kind::months, "15"},
                                    {Kind::board, "A"},
                                    {Kind::skill, lexicon.skills()[*go].id},
                                    {Kind::title, "高级"},
                                    {Kind::phrase, "外包"},
                                    {Kind::phrase, "双休"}},
                                   {{0, 10}, {}, {13, 15}, {}, 0}, lexicon);
  const auto columns = [&](const salary::Facts& facts) {
    salary::Row row;
    space.row(facts, row);
    return row.column;
  };
  using Columns = std::vector<std::uint32_t>;
  salary::Facts facts;
  CHECK(columns(facts) == Columns{0, 2, 4, 7});
  facts.years = 5;
  facts.education = Education::master;
  facts.level = Level::senior;
  facts.city = shanghai;
  facts.skills = {std::min(*go, *java), std::max(*go, *java)};
  facts.title = "高级Go工程师";
  facts.phrases = space.phrases("外包项目");
  facts.months = 14;
  facts.board = "A";
  CHECK(columns(facts) == Columns{0, 1, 3, 5, 8, 9, 11, 12, 13, 14});
  facts.education = Education::bachelor;  // the reference
  facts.board = "B";                      // no such column
  CHECK(columns(facts) == Columns{0, 1, 5, 8, 9, 12, 13, 14});
  CHECK(space.tier(facts) == 1);
  CHECK(space.shown_id(8, facts) == "上海");
  CHECK(space.skill_column(*java) == text::kNone);
}

TEST_CASE("the number of skills is a line in its logarithm that bends at the inner knots", "[salary]") {
  const std::vector<double> knots{0, 6, 19, 32};
  CHECK(salary::skills_basis(10, knots, 10) == std::vector<double>{0, base::log(11) - base::log(7), 0});
  const auto none = salary::skills_basis(0, knots, 10);
  REQUIRE(none.size() == 3);
  CHECK_THAT(none[0], WithinAbs(-2.39789527, 1e-8));  // −log 11
  CHECK(none[1] == 0);
  const auto many = salary::skills_basis(25, knots, 10);
  CHECK_THAT(many[1], WithinAbs(1.31218639, 1e-8));  // log(26 / 7)
  CHECK_THAT(many[2], WithinAbs(0.26236426, 1e-8));  // log(26 / 20)
  CHECK(salary::skills_basis(500, knots, 10) == salary::skills_basis(32, knots, 10));
}

TEST_CASE("a pair is the product of two columns, and pairs of two kinds are one term", "[salary]") {
  using salary::Kind;
  const auto& lexicon = test::lexicon();
  const salary::FeatureSpace space({{Kind::base, "all"},
                                    {Kind::years, "1"},
                                    {Kind::years, "none"},
                                    {Kind::years, ">=1"},
                                    {Kind::years, ">=3"},
                                    {Kind::city, "none"},
                                    {Kind::city, "上海"},
                                    {Kind::board, "A&B"},
                                    {Kind::skills, "1"},
                                    {Kind::pair, "years:none&city:none"},
                                    {Kind::pair, "years:>=3&city:上海"},
                                    {Kind::pair, "years:>=3&board:A&B"},
                                    {Kind::pair, "years:>=3&skills:1"},
                                    {Kind::pair, "years:>=9&city:上海"}},
                                   {{0, 10}, {1, 3}, {}, {0, 9}, 1}, lexicon);
  salary::Facts facts;
  facts.years = 3;
  facts.city = lexicon.find_city("上海");
  facts.board = "A&B";
  salary::Row row;
  space.row(facts, row);
  const double none = -base::log(2);
  CHECK(row.column == std::vector<std::uint32_t>{0, 1, 3, 4, 6, 7, 8, 10, 11, 12});
  CHECK(row.value == std::vector<double>{1, 0.3, 1, 1, 1, 1, none, 1, 1, none});
  facts.years = 2.5;
  space.row(facts, row);
  CHECK(row.column == std::vector<std::uint32_t>{0, 1, 3, 6, 7, 8});
  facts.years.reset();
  facts.city.reset();
  space.row(facts, row);
  CHECK(row.column == std::vector<std::uint32_t>{0, 2, 5, 7, 8, 9});

  CHECK(space.of_pair(11) == std::array<std::uint32_t, 2>{4, 7});
  CHECK(space.of_pair(13) == std::array<std::uint32_t, 2>{text::kNone, text::kNone});  // no such step
  CHECK(space.term(1) == space.term(4));
  CHECK(space.term(9) == space.term(10));
  CHECK(space.term(10) != space.term(11));
  CHECK(space.shown_id(11, facts) == "years&board");
  CHECK(space.shown_id(8, facts) == "0");
}

TEST_CASE("pairs are chosen by the companies that carry both, and boards go together", "[salary]") {
  const auto& lexicon = test::lexicon();
  salary::Recipe recipe;
  recipe.features.bases.years_knots = {0, 10};
  recipe.features.bases.years_steps = {5};
  recipe.features.city_min_companies = 100;
  recipe.features.pair_min_companies = 3;
  salary::PostingTable table;
  for (std::uint32_t company = 0; company < 4; ++company) {
    salary::Posting posting;
    posting.company = company;
    posting.facts.years = company == 0 ? 1 : 6;
    posting.facts.education = Education::master;
    posting.facts.board = company == 1 ? "B" : "A";
    table.rows.push_back(posting);
  }
  std::vector<std::string> pairs;
  for (const auto& feature : salary::choose_features(recipe, lexicon, table, Mode::posting))
    if (feature.kind == salary::Kind::pair) pairs.push_back(feature.id);
  // No city stands in all four rows; years >= 5 in three, whatever the board.
  CHECK(pairs == std::vector<std::string>{"years:>=5&education:master", "years:>=5&city:none", "years:>=5&board:A",
                                          "years:>=5&board:B", "education:master&city:none", "education:master&board:A",
                                          "education:master&board:B", "city:none&board:A", "city:none&board:B"});
}

TEST_CASE("title candidates are ASCII words and Chinese grams", "[salary]") {
  CHECK(salary::title_candidates("C++ 开发") == std::vector<std::string>{"c++", "开发"});
  CHECK(salary::title_candidates("高级Go") == std::vector<std::string>{"go", "高级"});
  CHECK(salary::title_candidates("架构师(J12345)") == std::vector<std::string>{"j12345", "构师", "架构", "架构师"});
  CHECK(salary::title_candidates("2024").empty());
}
