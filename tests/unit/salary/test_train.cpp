#include <catch_amalgamated.hpp>

#include <cmath>

#include "salary/fit_mode.h"
#include "salary/posting_table.h"
#include "salary/shrinkage.h"
#include "salary/spacings.h"
#include "salary/train.h"
#include "shipped.h"
#include "synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

const salary::Recipe& made_up() {
  static const auto parsed = salary::parse_recipe(test::kSyntheticRecipe);
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return parsed.value();
}

const salary::Trained& trained() {
  static const auto result = salary::train(made_up(), test::lexicon(), test::postings_csv(900), "2026-01-02");
  if (!result) throw std::runtime_error(message(result.error()));
  return result.value();
}

}  // namespace

TEST_CASE("training finds planted effects and their spread", "[salary]") {
  const auto parsed = salary::parse_model(trained().model_json, test::lexicon());
  REQUIRE(parsed.ok());
  const salary::SalaryModel& model = parsed.value();
  const auto& lexicon = test::lexicon();
  salary::Facts go, java;
  go.skills = {*lexicon.find_skill("Go")};
  java.skills = {*lexicon.find_skill("Java")};
  go.city = java.city = lexicon.find_city("武汉");
  go.years = java.years = 3;
  const auto median = [&](const salary::Facts& facts) { return base::log(model.quantiles(facts, Mode::posting)[2]); };

  // About four standard errors of a median of 900 rows with deviation 0.2 (plus the penalty's pull).
  CHECK_THAT(median(go) - median(java), WithinAbs(test::kGoEffect, 0.08));
  auto shanghai = go;
  shanghai.city = lexicon.find_city("上海");
  CHECK_THAT(median(shanghai) - median(go), WithinAbs(test::kShanghaiEffect, 0.08));
  auto older = go;
  older.years = 8;
  CHECK_THAT(median(older) - median(go), WithinAbs(5 * test::kYearEffect, 0.08));
  auto outsourced = go;
  outsourced.phrases = model.phrases("外包");
  CHECK_THAT(median(outsourced) - median(go), WithinAbs(test::kOutsourced, 0.08));

  // Normal noise of 0.2: the distance from P10 to P90 is 2 × 1.2816 × 0.2.
  const auto quantile = model.quantiles(go, Mode::posting);
  CHECK_THAT(base::log(quantile[4] / quantile[0]), WithinAbs(0.513, 0.1));
  CHECK_THAT(model.passport().posting.coverage_80, WithinAbs(0.8, 0.04));
  CHECK_THAT(model.passport().posting.mean_pinball, WithinAbs(0.2 * 0.277, 0.006));
  // Profile mode does not know of outsourcing, so its errors are larger.
  CHECK(model.passport().profile.mean_pinball > model.passport().posting.mean_pinball);

  // Whoever does not ask for Go asks for Java: neither has an effect of its own.
  CHECK_FALSE(model.skill_effect(*lexicon.find_skill("Go")));
  CHECK(model.months() == nullptr);
}

TEST_CASE("training is deterministic and says what it kept", "[salary]") {
  const auto again = salary::train(made_up(), test::lexicon(), test::postings_csv(900), "2026-01-02");
  REQUIRE(again.ok());
  CHECK(again.value().model_json == trained().model_json);
  CHECK(trained().passport.rows == 900);
  CHECK(trained().passport.companies == 300);
  CHECK(trained().passport.fitted_on == "2026-01-02");
  REQUIRE(trained().ledger.size() == 4);
  CHECK(trained().ledger.back().rows_left == 900);
  CHECK(trained().posting.front().name == "all");
  CHECK(trained().posting.front().rows == 900);
}

TEST_CASE("training finds a planted product, and an unknown board counts as the average one", "[salary]") {
  // Board B is 3 of every 10 postings whatever the years; it pays 0.4 more, and 0.3 more again from 5 years on.
  std::string csv = "title,company,board,years,low,high\n";
  for (int i = 0; i < 600; ++i) {
    const bool b = i % 10 < 3, old = i / 10 % 2 == 1;
    const double log = 9 + 0.4 * b + 0.3 * (b && old) + 0.1 * base::normal(11, 1, static_cast<std::uint64_t>(i));
    const std::string pay = base::format_double(base::exp(log));
    csv += "工程师,c" + std::to_string(i) + (b ? ",B," : ",A,") + (old ? "6," : "1,") + pay + "," + pay + "\n";
  }
  const auto recipe = salary::parse_recipe(test::with(
      test::with(test::with(test::kSyntheticRecipe, "\"text\": \"text\", \"place\": \"place\"", "\"board\": \"board\""),
                 "\"months\": []", "\"months\": [], \"years_steps\": [5], \"pair_min_companies\": 20"),
      "\"phrases\": [\"外包\"]", "\"phrases\": []"));
  REQUIRE(recipe.ok());
  const auto made = salary::train(recipe.value(), test::lexicon(), csv, "");
  REQUIRE(made.ok());
  const auto model = salary::parse_model(made.value().model_json, test::lexicon());
  REQUIRE(model.ok());
  const auto median = [&](const char* board, double years) {
    salary::Facts facts;
    facts.board = board;
    facts.years = years;
    return base::log(model.value().quantiles(facts, Mode::posting)[2]);
  };
  CHECK_THAT(median("B", 1) - median("A", 1), WithinAbs(0.4, 0.05));
  CHECK_THAT(median("B", 6) - median("A", 6), WithinAbs(0.7, 0.05));
  for (const double years : {1.0, 6.0})  // coefficients are kept to 5 digits
    CHECK_THAT(median("", years), WithinAbs(0.7 * median("A", years) + 0.3 * median("B", years), 1e-4));
}

TEST_CASE("the row rule keeps its ends and names what it dropped", "[salary]") {
  const std::string csv =
      "title,company,text,place,years,low,high\n"
      "a,x,t,,,1500,150000\n"  // both ends allowed
      "b,x,t,,,1499,2000\n"    // below
      "c,y,t,,,2000,150001\n"  // above
      "d,y,t,,,3000,2000\n"    // low > high
      "e,,t,,,面议,\n"         // not a number
      "f,,t,,,5000,7000\n"     // no company: one of its own
      "f,,t,,,5000,7000\n"
      "a,x,t,,,1500,150000\n";  // a repeat
  const auto read = salary::read_postings(made_up(), test::lexicon(), csv);
  REQUIRE(read.ok());
  CHECK(read.value().rows.size() == 4);
  CHECK(read.value().companies == 3);
  CHECK(read.value().ledger[0].rows_left == 8);
  CHECK(read.value().ledger[1].rows_dropped == 1);
  CHECK(read.value().ledger[2].rows_dropped == 3);
  CHECK_THAT(read.value().rows[0].log_pay, WithinAbs(std::log((1500 + 150000) / 2.0), 1e-12));
  CHECK(salary::without_repeats(read.value()).rows.size() == 3);
}

TEST_CASE("companies that share a text stay in one block", "[salary]") {
  const std::string text = "负责后端服务的设计与开发，熟悉数据库与消息队列，有良好的编码习惯";
  std::string csv = "title,company,text,place,years,low,high\n";
  csv +=
      "a,x," + text + ",,,9000,9000\nb,y,another,,,9000,9000\nc,z," + text + ",,,9000,9000\nd,w,another,,,9000,9000\n";
  const auto read = salary::read_postings(made_up(), test::lexicon(), csv);
  REQUIRE(read.ok());
  const auto& rows = read.value().rows;
  CHECK(rows[0].block == rows[2].block);
  CHECK(rows[0].company != rows[2].company);
  CHECK(rows[1].block != rows[3].block);  // too short to be the same posting
}

TEST_CASE("a table that cannot be read is refused by name", "[salary]") {
  struct Case {
    std::string csv;
    Code code;
    const char* where;
  };
  const std::string header = "title,company,text,place,years,low,high\n";
  const auto c =
      GENERATE_COPY(Case{"", Code::no_data, "the table"}, Case{header, Code::no_data, "the table"},
                    Case{"title,company,text,place,years,low\na,b,c,d,1,2\n", Code::unknown_name, "the table's header"},
                    Case{header + "a,b,c\n", Code::bad_csv, "the row on line 2"},
                    Case{header + "a,\"b,c,d,1,2,3\n", Code::bad_csv, "line 2"});
  CAPTURE(c.csv);
  const auto read = salary::read_postings(made_up(), test::lexicon(), c.csv);
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().code == c.code);
  CHECK(read.error().where == c.where);
}

TEST_CASE("training can be cancelled", "[salary]") {
  double last = -1;
  const auto result = salary::train(made_up(), test::lexicon(), test::postings_csv(60), "", [&](double share) {
    CHECK(share >= last);
    last = share;
    return share < 0.3;
  });
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().value == "cancelled");
}

TEST_CASE("a job in steps gives the same bytes, and needs the table's only while rows are read", "[salary]") {
  std::string csv = test::postings_csv(900);
  salary::TrainJob job(made_up(), test::lexicon(), "2026-01-02");
  REQUIRE_FALSE(job.begin(csv));
  using Stage = salary::TrainProgress::Stage;
  std::vector<Stage> stages{Stage::rows};
  int reads = 0;
  for (salary::TrainProgress last; last.stage != Stage::done;) {
    const auto step = job.step();
    REQUIRE(step.ok());
    const salary::TrainProgress now = step.value();
    CHECK(now.share >= last.share);
    if (now.stage == Stage::rows) ++reads;
    if (now.stage != stages.back()) {
      stages.push_back(now.stage);
      CHECK(now.unit == 0);
      std::fill(csv.begin(), csv.end(), '!');
    } else if (now.stage != Stage::rows) {
      CHECK(now.unit == last.unit + 1);
      // Columns, scale, median, what is missed of skills (in profile mode their effects too) and figures beside the folds and replicates.
      CHECK(now.units == made_up().folds + made_up().replicates + (now.stage == Stage::profile ? 6 : 5));
    }
    last = now;
    if (now.stage == Stage::done) CHECK(now.share == 1);
  }
  CHECK(reads >= 3);  // 900 rows are not read at one go
  CHECK(stages == std::vector{Stage::rows, Stage::posting, Stage::profile, Stage::done});
  const auto made = job.finish();
  REQUIRE(made.ok());
  CHECK(made.value().model_json == trained().model_json);
  CHECK(made.value().passport.hash == trained().passport.hash);
}

TEST_CASE("a job refuses a table at once by its header, and a row when it comes to it", "[salary]") {
  salary::TrainJob unknown(made_up(), test::lexicon(), "");
  const auto refused = unknown.begin("title,company,text,place,years,low\n");
  REQUIRE(refused);
  CHECK(refused->code == Code::unknown_name);
  CHECK(refused->value == "high");
  salary::TrainJob broken(made_up(), test::lexicon(), "");
  REQUIRE_FALSE(broken.begin("title,company,text,place,years,low,high\na,b\n"));
  const auto step = broken.step();
  REQUIRE_FALSE(step.ok());
  CHECK(step.error().where == "the row on line 2");
}

TEST_CASE("calibration makes each spacing cover what it should", "[salary]") {
  std::vector<double> residual, weight;
  std::vector<std::array<double, 4>> spacing;
  for (int i = 1; i <= 999; ++i) {
    residual.push_back(base::normal_quantile(i / 1000.0));
    weight.push_back(1);
    spacing.push_back({1, 1, 1, 1});
  }
  const auto c = salary::calibrate(residual, spacing, weight);
  CHECK_THAT(c[0], WithinAbs(0.6745, 0.01));
  CHECK_THAT(c[1], WithinAbs(1.2816 - 0.6745, 0.01));
  CHECK_THAT(c[2], WithinAbs(0.6745, 0.01));
  CHECK_THAT(c[3], WithinAbs(1.2816 - 0.6745, 0.01));
  const auto o = salary::offsets({1, 1, 1, 1}, c);
  CHECK(o[0] < o[1]);
  CHECK(o[1] < 0);
  CHECK(o[2] == 0);
  CHECK(o[3] < o[4]);
}

TEST_CASE("shrinkage is the ratio of sampling to true variance", "[salary]") {
  // Differences that are exactly ± sqrt(τ² + σ²/n): the likelihood's maximum is then at τ² itself.
  const double tau2 = 0.01, sigma2 = 4;
  std::vector<salary::SkillEffect> effects;
  for (int i = 0; i < 200; ++i) {
    const double n = 100;
    const double size = std::sqrt(tau2 + sigma2 / n);
    effects.push_back({i % 2 == 0 ? size : -size, std::sqrt(sigma2 / n), n});
  }
  CHECK_THAT(salary::fit_shrinkage(effects), WithinAbs(sigma2 / tau2, 1));
  for (auto& effect : effects) effect.difference = 0;
  CHECK(salary::fit_shrinkage(effects) == 1e6);
  CHECK(salary::fit_shrinkage({}) == 0);
}
