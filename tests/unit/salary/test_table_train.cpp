#include <catch_amalgamated.hpp>

#include <cmath>

#include <nlohmann/json.hpp>

#include "salary/table_answers_json.h"
#include "salary/table_train.h"
#include "salary/train.h"
#include "shipped.h"
#include "table_synthetic.h"

using namespace chouma;
using Catch::Matchers::WithinAbs;

namespace {

const salary::TableRecipe& made_up() {
  static const auto recipe = test::table_recipe(test::kReportRecipe);
  return recipe;
}

const std::vector<salary::TrainedTable>& trained() {
  static const auto result =
      salary::train_tables(made_up(), test::lexicon(), std::vector{test::reports_csv(900)}, "2026-01-02");
  if (!result) throw std::runtime_error(message(result.error()));
  return result.value();
}

const salary::TableModel& model(std::size_t response = 0) {
  static const auto parsed = [] {
    std::vector<salary::TableModel> models;
    for (const auto& one : trained()) {
      auto read = salary::parse_table_model(one.model_json, test::lexicon());
      if (!read) throw std::runtime_error(message(read.error()));
      models.push_back(std::move(read.value()));
    }
    return models;
  }();
  return parsed[response];
}

using Inputs = std::vector<std::pair<std::string, std::string>>;

salary::TablePrediction predict(const Inputs& inputs, std::size_t response = 0) {
  const auto answer = model(response).predict(inputs);
  if (!answer) throw std::runtime_error(message(answer.error()));
  return answer.value();
}

double log_median(const Inputs& inputs) { return base::log(predict(inputs).quantile[2]); }

const Inputs kBolt{{"company", "Bolt"}, {"level", "junior"}, {"years", "3"}, {"tools", "SQL"}};

Inputs with(Inputs inputs, const char* name, const char* value) {
  for (auto& input : inputs)
    if (input.first == name) input.second = value;
  return inputs;
}

}  // namespace

TEST_CASE("a table's training finds planted effects, products and spread", "[salary][table]") {
  // About four standard errors of a median of 900 rows with deviation 0.2 (plus the penalty's pull).
  const double bolt = log_median(kBolt), acme = log_median(with(kBolt, "company", "acme"));
  CHECK_THAT(bolt, WithinAbs(11 + 3 * test::kYear, 0.08));
  CHECK_THAT(acme - bolt, WithinAbs(test::kAcme, 0.08));
  CHECK_THAT(log_median(with(kBolt, "level", "senior")) - bolt, WithinAbs(test::kSenior, 0.08));
  CHECK_THAT(log_median(with(with(kBolt, "company", "Acme"), "level", "senior")) - acme,
             WithinAbs(test::kSenior + test::kAcmeSenior, 0.08));
  CHECK_THAT(log_median(with(kBolt, "years", "8")) - bolt, WithinAbs(5 * test::kYear, 0.08));
  CHECK_THAT(log_median(with(kBolt, "tools", "Rust;SQL")) - bolt, WithinAbs(test::kRust, 0.08));
  const auto pay = predict(kBolt);
  CHECK_THAT(base::log(pay.quantile[4] / pay.quantile[0]), WithinAbs(0.513, 0.1));  // 2 × 1.2816 × 0.2
  const auto& all = trained()[0].figures.front();
  CHECK(all.rows == 900);
  CHECK(all.companies == 300);
  CHECK_THAT(all.company.mean_pinball, WithinAbs(0.2 * 0.277, 0.006));
  CHECK_THAT(all.company.coverage_80, WithinAbs(0.8, 0.04));
  CHECK_THAT(trained()[0].passport.passport.posting.mean_pinball, WithinAbs(all.company.mean_pinball, 1e-12));
  // Without fields the planted effects are all noise; without the company its part of them is.
  CHECK(trained()[0].no_model.mean_pinball > 1.5 * all.company.mean_pinball);
  REQUIRE(trained()[0].unseen);
  CHECK(trained()[0].unseen->companies == 2);
  CHECK(trained()[0].unseen->company.mean_pinball > 1.1 * all.company.mean_pinball);
}

TEST_CASE("a recipe's responses have models of their own", "[salary][table]") {
  REQUIRE(trained().size() == 2);
  CHECK(model(1).passport().response == "bonus");
  // The bonus is a tenth of the pay, read times two.
  CHECK_THAT(predict(kBolt, 1).quantile[2] / predict(kBolt).quantile[2], WithinAbs(0.2, 0.01));
}

TEST_CASE("a table's training is deterministic, says what it kept and fits its budget", "[salary][table]") {
  const auto again =
      salary::train_tables(made_up(), test::lexicon(), std::vector{test::reports_csv(900)}, "2026-01-02");
  REQUIRE(again.ok());
  for (std::size_t r = 0; r < 2; ++r) CHECK(again.value()[r].model_json == trained()[r].model_json);
  const auto& passport = model().passport();
  CHECK(passport.passport.id == "reports");
  CHECK(passport.passport.rows == 900);
  CHECK(passport.passport.companies == 300);
  CHECK(passport.passport.fitted_on == "2026-01-02");
  CHECK(passport.passport.period_from == "2021-01");
  CHECK(passport.passport.period_to == "2021-09");
  CHECK(passport.passport.hash == trained()[0].passport.passport.hash);
  CHECK(passport.licence == "none");
  CHECK(passport.unit == "year");
  CHECK(trained()[0].model_json.size() <= salary::kMostModelBytes);
  CHECK(trained()[0].figures[1].name.starts_with("company:"));
}

TEST_CASE("a table's training can be cancelled, and its progress ascends", "[salary][table]") {
  double last = -1;
  const auto result =
      salary::train_tables(made_up(), test::lexicon(), std::vector{test::reports_csv(60)}, "", [&](double share) {
        CHECK(share >= last);
        CHECK(share <= 1);
        last = share;
        return share < 0.3;
      });
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().value == "cancelled");
}

TEST_CASE("a table model's contributions add up exactly, and its quantiles ascend", "[salary][table]") {
  const Inputs inputs = GENERATE(Inputs{}, kBolt, with(with(kBolt, "company", "Acme"), "level", "senior"),
                                 Inputs{{"company", "Quux"}, {"years", "80"}, {"tools", "Rust;Cobol"}});
  const auto pay = predict(inputs);
  double sum = 0;
  for (const Contribution& c : pay.contributions) {
    CAPTURE(c.kind, c.id);
    CHECK(std::isfinite(c.log));
    CHECK(c.log_se >= 0);
    CHECK(c.companies <= c.rows);
    sum += c.log;
  }
  CHECK(base::exp(sum) == pay.quantile[2]);
  for (std::size_t j = 0; j < 5; ++j) CHECK(base::exp(sum + pay.spacing_log[j]) == pay.quantile[j]);
  for (std::size_t j = 0; j + 1 < 5; ++j) CHECK(pay.quantile[j] < pay.quantile[j + 1]);
  CHECK(pay.median_log_se > 0);
  CHECK(pay.contributions.front().kind == "base");
}

TEST_CASE("a table model names what it cannot price and refuses what it cannot read", "[salary][table]") {
  CHECK(predict({{"company", "Quux"}, {"tools", "Rust;Cobol"}}).unpriced ==
        std::vector<std::string>{"company:Quux", "tools:Cobol"});
  CHECK(predict({{"years", "Less than 1 year"}}).quantile == predict({{"years", "0.5"}}).quantile);
  CHECK(predict({{"years", "80"}}).quantile == predict({{"years", "9"}}).quantile);
  CHECK(predict({{"years", ""}}).quantile != predict({}).quantile);
  const auto refused = [](const Inputs& inputs) { return model().predict(inputs).error(); };
  CHECK(refused({{"salary", "1"}}).code == Code::unknown_name);
  CHECK(refused({{"salary", "1"}}).allowed == "company, level, years, tools");
  CHECK(refused({{"years", "many"}}).code == Code::bad_schema);
  CHECK(refused({{"years", "1"}, {"years", "2"}}).code == Code::bad_schema);
  CHECK(model().levels(0) == std::vector<std::string>{"Acme", "Bolt"});
  CHECK(model().levels(2).empty());
}

TEST_CASE("a field that is not given counts as usual, and is named", "[salary][table]") {
  const auto given = predict({{"company", "Bolt"}, {"tools", ""}});
  const auto document = nlohmann::json::parse(trained()[0].model_json);
  CHECK(document["usual"].size() == 1);
  const std::string years = base::format_double(document["usual"]["years"].get<double>());
  CHECK(given.assumed == std::vector<std::string>{"level:average", "years:" + years});
  // The mean of the levels' log medians, each by its share of the rows; what has no column is the reference.
  const auto median_at = [&](const std::string& level) {
    return log_median({{"company", "Bolt"}, {"level", level}, {"years", years}, {"tools", ""}});
  };
  const auto& levels = document["columns"]["level"];
  double mean = 0, shares = 0;
  for (std::size_t k = 0; k < levels["id"].size(); ++k) {
    const double share = levels["rows"][k].get<double>() / 900;
    const std::string level = levels["id"][k];
    mean += share * median_at(level);
    shares += share;
  }
  CHECK_THAT(base::log(given.quantile[2]), WithinAbs(mean + (1 - shares) * median_at("no such"), 1e-9));
  double sum = 0;
  for (const Contribution& c : given.contributions) sum += c.log;
  CHECK(base::exp(sum) == given.quantile[2]);
  CHECK(predict({{"company", ""}, {"level", "junior"}, {"years", "3"}}).assumed.empty());
}

TEST_CASE("a broken table model is refused by name", "[salary][table]") {
  struct Case {
    const char *from, *to;
    Code code;
    const char* where;
  };
  const auto c =
      GENERATE(Case{"chouma.table_model/2", "chouma.table_model/3", Code::bad_version, "model.format"},
               Case{"\"amount\":", "\"amuont\":", Code::unknown_name, "model.amuont"},
               Case{"\"unit\":\"year\"", "\"unit\":\"week\"", Code::bad_schema, "model.unit"},
               Case{"\"rows\":900,\"groups\"", "\"rows\":-1,\"groups\"", Code::out_of_range, "model.rows"},
               Case{"\"kind\":\"category\"", "\"kind\":\"categorical\"", Code::bad_schema, "model.fields[0].kind"},
               Case{"\"knots\":[0.5,3.0,9.0]", "\"knots\":[0.5,9.0]", Code::bad_schema, "columns.years"},
               Case{"\"knots\":[0.5,3.0,9.0]", "\"knots\":[3.0,0.5,9.0]", Code::out_of_range, "model.fields[2].knots"},
               Case{"\"usual\":{\"years\"", "\"usual\":{\"age\"", Code::unknown_name, "model.usual"},
               Case{"\"usual\":{", "\"usual\":{\"tools\":\"Go\",", Code::bad_schema, "model.usual.tools"},
               Case{"[\"company\",\"level\"]", "[\"company\",\"grade\"]", Code::unknown_name, "model.pairs"},
               Case{"\"base\":{\"id\":[\"all\"]", "\"base\":{\"id\":[\"each\"]", Code::bad_schema, "columns.base"},
               Case{"\"base\":{\"id\":[\"all\"]", "\"base\":{\"id\":[]", Code::out_of_range, "model.columns.base.id"},
               Case{"\"tools\":{\"id\"", "\"tool\":{\"id\"", Code::unknown_name, "model.columns.tool"},
               Case{"\"tools\":{\"id\":[\"Rust\",", "\"tools\":{\"id\":[", Code::too_large, "model.columns.tools.log"},
               Case{"\"log_median\"", "\"log_mean\"", Code::unknown_name, "model.spacing.terms"},
               Case{"\"company:Acme\"", "\"company:Acne\"", Code::unknown_name, "model.spacing.terms"},
               Case{"\"deviation\":\"", "\"deviation\":\"!", Code::bad_schema, "model.columns.base.deviation"},
               Case{"\"replicates\":8", "\"replicates\":9", Code::bad_schema, "model.columns.base.deviation"},
               Case{"\"calibration\":[", "\"calibration\":[1,", Code::too_large, "model.spacing.calibration"});
  CAPTURE(c.from, c.to);
  const auto parsed = salary::parse_table_model(test::with(trained()[0].model_json, c.from, c.to), test::lexicon());
  REQUIRE_FALSE(parsed.ok());
  CHECK(parsed.error().code == c.code);
  CHECK(parsed.error().where == c.where);
}

TEST_CASE("files are told apart by their format", "[salary][table]") {
  CHECK(salary::is_table_model(trained()[0].model_json));
  CHECK(salary::is_table_recipe(test::kReportRecipe));
  CHECK_FALSE(salary::is_table_model(test::kReportRecipe));
  CHECK_FALSE(salary::is_table_recipe(test::file("models/salary/cn-2024/recipe.json")));
  CHECK_FALSE(salary::is_table_model("[1"));
  CHECK_FALSE(salary::is_table_model("[]"));
}

TEST_CASE("golden profiles are answered by every model of the recipe", "[salary][table]") {
  const std::string golden =
      R"({"format":"chouma.table_golden/1","model":"reports","profiles":[{"name":"x","inputs":{"company":"Acme"},"answers":{}}]})";
  const auto answered = salary::answer_table_golden(golden, std::vector{model(0), model(1)});
  REQUIRE(answered.ok());
  const auto profile = nlohmann::json::parse(answered.value())["profiles"][0];
  CHECK(profile["answers"].size() == 2);
  CHECK_THAT(profile["answers"]["pay"]["quantiles"][2].get<double>(),
             WithinAbs(predict({{"company", "Acme"}}).quantile[2], 0.0051));
  CHECK(salary::answer_table_golden(answered.value(), std::vector{model(0), model(1)}).value() == answered.value());
  CHECK(salary::answer_table_golden(test::with(golden, "reports", "report"), std::vector{model(0)}).error().code ==
        Code::unknown_name);
  CHECK(
      salary::answer_table_golden(test::with(golden, "\"company\"", "\"firm\""), std::vector{model(0)}).error().code ==
      Code::unknown_name);
}

TEST_CASE("a quote's logs add up in JSON, too", "[salary][table]") {
  const auto quote = nlohmann::json::parse(salary::quote_json(model(), kBolt).value());
  double sum = 0;
  for (const auto& c : quote["contributions"]) sum += c["log"].get<double>();
  CHECK_THAT(quote["quantiles"][2].get<double>(), WithinAbs(base::exp(sum), 0.0051));
  CHECK(quote["response"] == "pay");
}
