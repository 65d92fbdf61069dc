#include <catch_amalgamated.hpp>

#include <cmath>

#include "base/math.h"
#include "salary/golden_json.h"
#include "salary/train.h"
#include "shipped.h"
#include "text/extract.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

constexpr const char* kModel = "models/salary/cn-2024/model.json";

salary::Facts facts(std::initializer_list<const char*> tags, const char* city, double years) {
  salary::Facts facts;
  for (const char* tag : tags) facts.skills.push_back(test::lexicon().find_skill(tag).value());
  std::sort(facts.skills.begin(), facts.skills.end());
  facts.city = test::lexicon().find_city(city);
  facts.years = years;
  return facts;
}

}  // namespace

TEST_CASE("the shipped model fits its budget and says what it is", "[salary]") {
  CHECK(test::file(kModel).size() <= salary::kMostModelBytes);
  const Passport& passport = test::model().passport();
  CHECK(passport.id == "cn-2024");
  CHECK(passport.rows > 10000);
  CHECK(passport.companies > 5000);
  CHECK(passport.hash.size() == 64);
  CHECK(passport.period_from == "2024-09");
  for (const auto* figures : {&passport.posting, &passport.profile}) {
    CHECK(figures->mean_pinball > 0.05);
    CHECK(figures->mean_pinball < 0.12);
    CHECK_THAT(figures->coverage_80, WithinAbs(0.8, 0.02));
  }
}

TEST_CASE("contributions add up to the median, and quantiles ascend", "[salary]") {
  const auto& model = test::model();
  const Mode mode = GENERATE(Mode::posting, Mode::profile);
  auto some =
      facts({"Go", "Kubernetes", "MySQL", "eBPF"}, GENERATE("上海", "武汉", "南通"), GENERATE(0.0, 1.5, 7.0, 40.0));
  some.title = "资深Go后端工程师";
  some.level = Level::senior;
  some.phrases = model.phrases("外包 双休 年终奖");
  const PayPrediction pay = model.predict(some, mode);
  double sum = 0;
  for (const Contribution& c : pay.contributions) {
    CAPTURE(c.kind, c.id);
    CHECK(std::isfinite(c.log));
    CHECK(c.log_se >= 0);
    CHECK(c.companies <= c.rows);
    sum += c.log;
  }
  CHECK(base::exp(sum) == pay.quantile[2]);
  for (std::size_t j = 0; j + 1 < 5; ++j) CHECK(pay.quantile[j] < pay.quantile[j + 1]);
  for (std::size_t j = 0; j < 5; ++j) CHECK(base::exp(sum + pay.spacing_log[j]) == pay.quantile[j]);
  CHECK(pay.spacing_log[2] == 0);
  CHECK(pay.median_log_se > 0);
  CHECK(model.quantiles(some, mode) == pay.quantile);
}

TEST_CASE("what the model has no coefficient for is named", "[salary]") {
  auto some = facts({"Go"}, "上海", 3);
  some.skills.push_back(static_cast<std::uint32_t>(test::lexicon().skills().size()) + 5);
  std::vector<std::uint32_t> unpriced;
  test::model().predict(some, Mode::profile, &unpriced);
  CHECK(unpriced == std::vector<std::uint32_t>{some.skills.back()});
  CHECK_FALSE(test::model().skill_effect(some.skills.back()).has_value());
}

TEST_CASE("a skill added is priced by the prediction with it, within what it misses of the skill", "[salary]") {
  const auto& model = test::model();
  const Mode mode = GENERATE(Mode::posting, Mode::profile);
  const auto without = facts({"Go"}, "上海", 3);
  const double median = model.quantiles(without, mode)[2];
  for (const char* name : {"Kubernetes", "Java", "Docker", "MySQL", "Rust", "React"}) {
    CAPTURE(name);
    const std::uint32_t skill = *test::lexicon().find_skill(name);
    const auto added = model.added(without, median, skill, mode);
    REQUIRE(added);
    auto with = without;
    with.skills.insert(std::lower_bound(with.skills.begin(), with.skills.end(), skill), skill);
    CHECK(added->delta == model.quantiles(with, mode)[2] - median);
    CHECK(added->low <= added->delta);
    CHECK(added->delta <= added->high);
    // At least as wide as the skill's standard error says, a contribution's too.
    for (const Contribution& c : model.predict(with, mode).contributions)
      if (c.kind == "skill" && c.id == test::lexicon().skills()[skill].id) {
        CHECK(c.log_se > 0);
        CHECK_THAT(base::log((added->high + median) / (added->low + median)),
                   WithinAbs(2 * base::kNormal90 * c.log_se, 0.06));
        CHECK(base::log((added->high + median) / (added->low + median)) >= 2 * base::kNormal90 * c.log_se - 1e-9);
      }
  }
  CHECK(model.shrinkage_k() > 0);
  CHECK_FALSE(model.added(without, median, 1U << 30U, mode));
}

TEST_CASE("a profile's answer does not read what only postings have", "[salary]") {
  const auto& model = test::model();
  const auto plain = facts({"Go"}, "北京", 4);
  auto more = plain;
  more.title = "总监";
  more.phrases = {0, 1, 2};
  more.months = 16;
  more.board = "BOSS";
  CHECK(model.quantiles(plain, Mode::profile) == model.quantiles(more, Mode::profile));
  CHECK(model.quantiles(plain, Mode::posting) != model.quantiles(more, Mode::posting));
}

TEST_CASE("facts of a text leave out what it negates", "[salary]") {
  const auto profile = text::extract(test::lexicon(), "后端工程师\n熟悉Go，不要求Java经验，3年以上经验，本科");
  const auto said = salary::facts_of(profile);
  const std::uint32_t go = *test::lexicon().find_skill("Go"), java = *test::lexicon().find_skill("Java");
  CHECK(std::count(said.skills.begin(), said.skills.end(), go) == 1);
  CHECK(std::count(said.skills.begin(), said.skills.end(), java) == 0);
  CHECK(said.years == 3.0);
  CHECK(said.education == Education::bachelor);
}

TEST_CASE("the golden profiles are answered as before", "[salary]") {
  const auto golden = test::file("models/salary/cn-2024/golden.json");
  const auto answered = salary::answer_golden(golden, test::model(), test::lexicon());
  REQUIRE(answered.ok());
  CHECK(answered.value() == golden);
}

TEST_CASE("a broken model is refused by name", "[salary]") {
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"{\"format\"", "{format", Code::bad_json, "model, byte 2"},
      Case{"salary_model/3", "salary_model/4", Code::bad_version, "model.format"},
      Case{"\"rows\":", "\"lines\":", Code::unknown_name, "model.lines"},
      Case{"\"centre\":", "\"centre\":1e999,\"x\":", Code::bad_json, "model"},
      Case{"\"centre\":", "\"centre\":-1e9,\"x\":", Code::unknown_name, "model.skills.x"},
      Case{"\"log_median\"", "\"log_mean\"", Code::unknown_name, "model.posting.spacing.terms"},
      Case{"\"calibration\":[", "\"calibration\":[-", Code::out_of_range, "model.posting.spacing.calibration"},
      Case{"],\"log\":[9", "],\"log\":[1,9", Code::too_large, "model.posting.features.base.log"},
      Case{"\"scale\":[", "\"scale\":[0.5,", Code::too_large, "model.posting.features.base.scale"},
      Case{"\"missed\":[", "\"missed\":[null,", Code::too_large, "model.posting.features.skill.missed"},
      Case{"\"effect_se\":[", "\"effect_se\":[-1,", Code::too_large, "model.profile.features.skill.effect_se"},
      Case{"\"share_stated\":0", "\"share_stated\":7", Code::out_of_range, "model.months_of_pay.share_stated"},
      Case{"\"mean\":[", "\"mean\":[1,", Code::bad_schema, "model.months_of_pay.mean"},
      Case{"\"bounds\":[", "\"bounds\":[1,", Code::out_of_range, "model.months_of_pay.share"},
      Case{"\"deviation\":\"", "\"deviation\":\"????", Code::bad_schema, "model.posting.features.base.deviation"},
      Case{"\"deviation\":\"", "\"deviation\":\"!", Code::bad_schema, "model.posting.features.base.deviation"},
      Case{"\"pair\":{\"id\":[\"", "\"pair\":{\"id\":[\"0&", Code::bad_schema, "model.posting.features.pair.id"},
      Case{"\"education\":{", "\"educations\":{", Code::unknown_name, "model.posting.features.educations"},
      Case{"\"years\":{\"id\":[\"1\"", "\"years\":{\"id\":[\"one\"", Code::bad_schema,
           "model.posting.features.years.id"},
      Case{"\">=1\"", "\">=7\"", Code::bad_schema, "model.posting.features.years.id"},
      Case{"\"skills\":{\"id\":[\"1\"", "\"skills\":{\"id\":[\"2\"", Code::bad_schema,
           "model.posting.features.skills.id"},
      Case{"\"skills\":{\"knots\":[", "\"skills\":{\"knots\":[900,", Code::out_of_range, "model.skills.knots"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_model(test::with(test::file(kModel), c.from, c.to), test::lexicon());
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  CHECK(parsed.error().where == c.where);
}

TEST_CASE("a model cut off anywhere is an error, not a crash", "[salary]") {
  const auto whole = test::file(kModel);
  for (std::size_t length = 0; length < whole.size() - 2; length += 9973) {
    CAPTURE(length);
    CHECK_FALSE(salary::parse_model(whole.substr(0, length), test::lexicon()).ok());
  }
}
